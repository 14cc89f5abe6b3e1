"""`site-builder serve`."""

from __future__ import annotations

import shlex
import subprocess
from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.click_language import restore_user_language
from site_builder.cli.console import language_of, print_error, report_errors
from site_builder.cli.folders import output_folder
from site_builder.cli.options import build_options
from site_builder.cli.problem_text import panel_texts
from site_builder.cli.site_session import preview_session
from site_builder.cli.time_zone import read_time_zone
from site_builder.messages import translate
from site_builder.problems import N_
from site_builder.publish.paths import refuse_overlap
from site_builder.serve.preview import Preview
from site_builder.serve.server import serve as run_server

UNWATCHED = N_(
    "The system cannot report changes to files ({why}). They are looked for once a second instead, and are shown then."
)


@click.command()
@build_options
@click.option("--output", type=click.Path(path_type=Path), help="Folder to publish to (default: public/).")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--name", "names", multiple=True, help="Another name that a proxy addresses this server by.")
@click.option("--editor", help="Command that opens a page's file, such as code (default: the system's).")
def serve(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    output: Path | None,
    host: str,
    port: int,
    open_browser: bool,
    names: tuple[str, ...],
    editor: str | None,
) -> None:
    """Preview the site on this machine; each change is shown at once, then published.\f

    `output` is the folder to publish to (None: public/ below `root`), `names` are other host names that a proxy uses,
    `editor` is a command that opens a file, `now` the moment to show (None: the clock).
    """
    restore_user_language()  # for the editor and the browser
    with report_errors(root, language):
        folder = output_folder(root, output)
        refuse_overlap(root, folder)

        def publish_arguments(moment: datetime | None) -> list[str]:
            given = {"--now": moment and moment.isoformat(), "--language": language, "--jobs": jobs}
            options = [str(each) for name, value in given.items() if value for each in (name, value)]
            return ["build", "--root", str(root), "--output", str(folder), *options]

        preview = Preview(
            read_outputs=preview_session(root, jobs),
            publish_arguments=publish_arguments,
            print_error=lambda fault: "\n".join(print_error(fault, root, language)),
            print_line=click.echo,
            panel_texts=panel_texts(language or language_of(root)),
            now=now,
            zone=read_time_zone(root),
        )
        run_server(
            root,
            folder,
            preview,
            host=host,
            port=port,
            print_line=click.echo,
            open_browser=open_browser,
            open_source=lambda source: _open_source(root / source, editor),
            names=names,
            watch_failed=lambda why: click.echo(translate(UNWATCHED, language or language_of(root), {"why": why})),
        )


def _open_source(file: Path, editor: str | None) -> None:
    """Open a source file with the editor's command, else with the program that the system has for it."""
    if not editor:
        click.launch(str(file))
        return
    try:
        subprocess.Popen([*shlex.split(editor), str(file)])  # noqa: S603 - the user's own command
    except (OSError, ValueError) as fault:
        click.echo(f"--editor {editor}: {fault}", err=True)
