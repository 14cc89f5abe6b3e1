"""`site-builder search`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click
import msgspec

from site_builder.build import Site
from site_builder.cli.console import progress, report_errors
from site_builder.cli.options import build_options
from site_builder.cli.site_session import build_site
from site_builder.engine.untrusted_folder import read_ordinary_file
from site_builder.messages import translate
from site_builder.output.search_paths import manifest_path
from site_builder.problems import N_, SiteBuilderError
from site_builder.search.compare import changes
from site_builder.search.expected import open_index
from site_builder.search.explain import explain
from site_builder.search.index_files import FORMAT
from site_builder.search.ranking import Index

MAX_BYTES = 1024 * 1024
"""Largest file of searches in bytes: some 30,000 of them."""


class NoIndex(SiteBuilderError):
    """Raised if a folder holds no search index, or one of another version of the builder."""

    message = N_("{what} holds no search index that this version of the builder can read.")


class NoText(SiteBuilderError):
    """Raised if a file of searches is not a text in UTF-8, or is too large."""

    message = N_("{what} is no text file in UTF-8 of at most 1 MB.")


@click.command()
@build_options
@click.argument("text", metavar="WORDS", nargs=-1)
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, help="Number of hits to show.")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A site built before: show the searches whose first five hits have changed since.",
)
@click.option(
    "--queries",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --against: a text file of searches to compare, one on each line.",
)
def search(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    text: tuple[str, ...],
    most: int,
    against: Path | None,
    queries: Path | None,
) -> None:
    """Explain the hits of a search for WORDS: the matching terms, their weights and the reasons.

    With --against, WORDS can be left out: the searches of --queries are then compared, or all expected searches.\f

    `most` is the number of hits to show, `against` the folder of a site built before, `queries` a text file with one
    search on each line. Raises MissingParameter if there is nothing to search for.
    """
    if not text and not against:
        raise click.MissingParameter(param_hint="'WORDS...'", param_type="argument")
    if queries and not against:
        raise click.MissingParameter(param_hint="'--against'", param_type="option")
    with report_errors(root, language):
        asked = [*([" ".join(text)] if text else []), *(_lines(queries) if queries else [])]
        with progress() as stages:
            site = build_site(root, now, jobs, stages)
        language = language or site.catalogue.settings.languages[0]
        lines = (
            _compared(
                asked or [expected.text for expected in site.catalogue.expected],
                site,
                _old_index(against, site),
                language,
            )
            if against
            else explain(asked[0], site.catalogue, site.outputs, language, most)
        )
        for line in lines:
            click.echo(line)


def _lines(file: Path) -> list[str]:
    """Return the searches in a file, one on each line; empty lines and those with `#` in front are none.

    Raises NoText.
    """
    try:
        lines = read_ordinary_file(file, MAX_BYTES).decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as fault:
        raise NoText(str(file)) from fault
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _old_index(folder: Path, site: Site) -> Index:
    """Return the index of a published folder, in the first language of the site. Raises NoIndex."""
    try:
        content = (folder / manifest_path(site.catalogue.settings.languages[0])).read_bytes()
        index = Index(content, lambda name: (folder / name).read_bytes())
        if index.manifest["format"] == FORMAT:
            return index
    except (OSError, KeyError, TypeError, msgspec.DecodeError):
        pass
    raise NoIndex(str(folder))


def _compared(texts: Sequence[str], site: Site, old: Index, language: str) -> Iterator[str]:
    """Yield the lines of each search whose first hits have changed, then their number."""
    new = open_index(site.outputs, site.catalogue.settings.languages[0])
    found = list(changes(texts, old, new))
    for change in found:
        yield change.text
        yield "     " + translate(N_("before: {titles}"), language, {"titles": "; ".join(change.before) or "–"})
        yield "     " + translate(N_("now: {titles}"), language, {"titles": "; ".join(change.after) or "–"})
    yield translate(
        N_("{changed} of {all} searches begin with other hits."),
        language,
        {"changed": len(found), "all": len(set(texts))},
    )
