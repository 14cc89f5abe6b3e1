"""`site-builder changes`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import report_errors
from site_builder.cli.options import Instant, clock


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
    "form",
    type=click.Choice(["markdown", "text", "json", "atom"]),
    default="text",
    show_default=True,
    help="How changes are written: for a pull request, a terminal, a program, a feed reader.",
)
@click.option("--now", type=Instant(), help="The moment an Atom feed is stamped with instead of the clock's.")
@click.option("--language", type=click.Choice(["nb", "en"]), help="Language of the report; else the site's.")
def changes(old: str, new: str, root: Path, form: str, now: datetime | None, language: str | None) -> None:
    """Say what changed for readers from OLD to NEW: project folders, or git revisions of the root."""
    from site_builder.changes import formats
    from site_builder.changes.compare import compare

    with report_errors(root, language):
        found, after = compare(old, new, root)
    spoken = language or after.settings.languages[0]
    if form == "json":
        click.echo(formats.as_json(found))
    elif form == "atom":
        moment = now or clock()
        click.echo(formats.as_atom(found, after.settings.base, moment, spoken), nl=False)
    else:
        for line in (formats.as_markdown if form == "markdown" else formats.as_text)(found, spoken):
            click.echo(line)
