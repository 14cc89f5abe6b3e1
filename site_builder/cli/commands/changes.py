"""`site-builder changes`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.catalogue.schema.address_parsers import parse_site_address
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.changes import formats
from site_builder.changes.compare import compare
from site_builder.cli.console import report_errors
from site_builder.cli.folders import memo_folder
from site_builder.cli.options import Instant, clock
from site_builder.engine.memo import Memo
from site_builder.messages import translate
from site_builder.sources.files import Sources, read_sources
from site_builder.sources.git_revision import folder_of


@click.command()
@click.argument("old")
@click.argument("new", default=".")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("."),
    help="The git checkout that revisions are looked up in.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["markdown", "text", "json", "atom"]),
    default="text",
    show_default=True,
    help="Output format: for a pull request, a terminal, a program or a feed reader.",
)
@click.option("--preview", default="", help="The address of a preview of NEW: each change in Markdown links to it.")
@click.option("--now", type=Instant(), help="Time stamp of the Atom feed (default: now).")
@click.option("--language", type=click.Choice(["nb", "en"]), help="Language of the report (default: the site's).")
def changes(
    old: str, new: str, root: Path, format_name: str, preview: str, now: datetime | None, language: str | None
) -> None:
    """List the changes for readers from OLD to NEW: project folders, or git revisions of the root.\f

    `preview` is the full address of a built preview, or ""; `now` dates the Atom feed (None: the clock).
    """
    with report_errors(root, language):
        found, catalogue = compare(_read(old, root), _read(new, root), Memo(memo_folder(root)))
    language = language or catalogue.settings.languages[0]
    if format_name == "json":
        click.echo(formats.as_json(found))
    elif format_name == "atom":
        click.echo(formats.as_atom(found, catalogue.settings.base, now or clock(), language), nl=False)
    else:
        preview = _address(preview, language) if preview else ""
        in_markdown = format_name == "markdown"
        lines = formats.as_markdown(found, language, preview) if in_markdown else formats.as_text(found, language)
        for line in lines:
            click.echo(line)


def _address(text: str, language: str) -> str:
    """Return the address of a site without a slash at the end. Raises UsageError for what is no address."""
    try:
        return parse_site_address(text).rstrip("/")
    except InvalidValue as error:
        message = translate(error.message, language, error.values)
        raise click.UsageError(f"--preview: {message}") from None


def _read(state: str, root: Path) -> Sources:
    with folder_of(state, root) as folder:
        return read_sources(folder)
