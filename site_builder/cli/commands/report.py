"""`site-builder report`."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from site_builder.catalogue.load import load_catalogue
from site_builder.cli.console import progress, report_errors
from site_builder.cli.options import build_options, clock
from site_builder.cli.session import prepared
from site_builder.engine.atomic_write import atomic_write
from site_builder.engine.untrusted_folder import read_ordinary_file
from site_builder.quality.content_table import content_tables
from site_builder.quality.external import broken, check_links, format_answers, parse_answers, silent
from site_builder.quality.figures import figures
from site_builder.quality.remarks import broken_links, remarks
from site_builder.quality.texts import MeasuredText, external_links, nynorsk_share, texts
from site_builder.quality.written import Report, as_html, as_text
from site_builder.sources.files import read_sources

ANSWERS = "links.json"
"""The cached answers of other sites, in the memo's folder."""

MAX_ANSWERS_BYTES = 16 * 1024 * 1024
"""Largest such file that is read: that of 100,000 links."""


@click.command()
@build_options
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as a page, too.")
@click.option("--contents", type=click.Path(dir_okay=False, path_type=Path), help="Write tables of the contents, too.")
@click.option("--external", is_flag=True, help="Request each link to another site; answers are cached for a week.")
def report(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    html: Path | None,
    contents: Path | None,
    external: bool,
) -> None:
    """List suggestions: missing facts, texts that are hard to read or duplicated, the share of nynorsk.\f

    `html` is the file to write the report to as a page, `contents` the file to write tables of the courses to; None for
    neither. `external` also requests each link to another site.
    """
    with report_errors(root, language), progress() as stages, prepared(root, jobs) as memo:
        with stages.stage("read"):
            sources = read_sources(root)
        with stages.stage("load"):
            catalogue = load_catalogue(sources.records, sources.images, memo, sources.problems).catalogue
    year = catalogue.current_year
    readable = texts(catalogue, year)
    found = remarks(catalogue, year)
    if external:
        linked = external_links(readable)
        found = (*found, *broken_links(linked, *_link_faults(linked, memo.folder or root / ".memo", now or clock())))
    norwegian = {"nb", "nn"} & set(catalogue.settings.languages)
    nynorsk = nynorsk_share(readable) if norwegian else None
    whole = Report(found, figures(readable, found), len(year.courses), nynorsk)
    language = language or catalogue.settings.languages[0]
    for line in as_text(whole, language):
        click.echo(line)
    written = {html: as_html(whole, language)} if html else {}
    if contents:
        written[contents] = content_tables(catalogue, year, language)
    with report_errors(root, language):
        for path, text in written.items():
            atomic_write(path, text, root)
            click.echo(str(path))


def _link_faults(
    linked: tuple[tuple[MeasuredText, str], ...], folder: Path, now: datetime
) -> tuple[dict[str, str], dict[str, str]]:
    """Return address -> fault of the links whose pages are gone, and of those without an answer.

    The answers are cached in a file in the folder.
    """
    cached = ""
    with suppress(OSError, ValueError):
        cached = read_ordinary_file(folder / ANSWERS, MAX_ANSWERS_BYTES).decode()
    addresses = {address for _, address in linked}
    answers = check_links(addresses, parse_answers(cached, now), now)
    with suppress(OSError):  # a read-only checkout costs only the cache
        atomic_write(folder / ANSWERS, format_answers(answers), folder.parent)
    return broken(answers, addresses), silent(answers, addresses)
