"""`site-builder serve`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import explain, language_of, report_errors
from site_builder.cli.options import shared
from site_builder.cli.session import look_again


@click.command()
@shared
@click.option("--output", type=click.Path(path_type=Path), help="Where to build; else public/ in the root.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--open", "show", is_flag=True, help="Open the site in a browser.")
@click.option("--editor", help="What opens a page's file, such as code; else what the system opens such files with.")
def serve(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    output: Path | None,
    host: str,
    port: int,
    show: bool,
    editor: str | None,
) -> None:
    """Serve the site on this machine; at each change show it at once and publish it."""
    import shlex
    import subprocess

    from site_builder.cli.problem_text import panel_words
    from site_builder.publish.paths import refuse_overlap
    from site_builder.serve.preview import Live
    from site_builder.serve.server import serve as run

    folder = output or root / "public"
    with report_errors(root, language):
        refuse_overlap(root, folder)

        def publish(moment: datetime | None) -> list[str]:
            given = {"--now": moment and moment.isoformat(), "--language": language, "--jobs": jobs}
            options = [str(each) for name, value in given.items() if value for each in (name, value)]
            return ["build", "--root", str(root), "--output", str(folder), *options]

        def edit(source: str) -> None:
            if editor:
                try:
                    subprocess.Popen([*shlex.split(editor), str(root / source)])  # noqa: S603 - asked for by name
                except (OSError, ValueError) as fault:
                    click.echo(f"--editor {editor}: {fault}", err=True)
            else:
                click.launch(str(root / source))

        live = Live(
            look_again(root, jobs),
            publish,
            lambda fault: "\n".join(explain(fault, root, language)),
            click.echo,
            panel_words(language or language_of(root)),
            now,
        )
        run(root, folder, live, host=host, port=port, say=click.echo, show=show, edit=edit)
