"""`site-builder report`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from site_builder.cli.console import progress, report_errors
from site_builder.cli.options import clock, shared
from site_builder.cli.session import prepared


@click.command()
@shared
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as a page, too.")
@click.option("--external", is_flag=True, help="Ask links to others whether they answer; remembered for a week.")
def report(
    root: Path, now: datetime | None, jobs: int, language: str | None, html: Path | None, external: bool
) -> None:
    """Say what could be better though nothing is wrong: facts that lack, heavy texts, texts twice, nynorsk."""
    from site_builder.catalogue.load import load_catalogue
    from site_builder.quality.external import check_links
    from site_builder.quality.figures import figures
    from site_builder.quality.remarks import remarks, unanswered
    from site_builder.quality.texts import links, nynorsk_share, texts
    from site_builder.quality.written import as_html, as_text
    from site_builder.sources.files import read_sources

    with report_errors(root, language), progress() as stages, prepared(root, jobs) as memo:
        with stages.stage("read"):
            sources = read_sources(root)
        with stages.stage("load"):
            catalogue = load_catalogue(sources.records, sources.images, memo, sources.problems).catalogue
    year = catalogue.current_year
    readable = texts(catalogue, year)
    found = remarks(catalogue, year)
    if external:
        linked = links(readable)
        bad = check_links((address for _, address in linked), root / ".memo" / "links.json", now or clock())
        found = (*found, *unanswered(linked, bad))
    spoken = language or catalogue.settings.languages[0]
    told_of = (found, figures(readable, found), len(year.courses), nynorsk_share(readable), spoken)
    for line in as_text(*told_of):
        click.echo(line)
    if html:
        html.write_text(as_html(*told_of), encoding="utf-8")
        click.echo(str(html))
