"""`site-builder search`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
import msgspec

from site_builder.build import Site
from site_builder.cli.console import progress, report_errors
from site_builder.cli.options import build_options
from site_builder.cli.site_session import build_site
from site_builder.messages import translate
from site_builder.output.search_paths import manifest_path
from site_builder.problems import N_, SiteBuilderError
from site_builder.search.compare import changes
from site_builder.search.expected import open_index
from site_builder.search.explain import explain
from site_builder.search.index_files import FORMAT
from site_builder.search.ranking import Index


class NoIndex(SiteBuilderError):
    """A folder holds no search index, or one of another version of the builder."""

    message = N_("{what} holds no search index that this version of the builder can read.")


@click.command()
@build_options
@click.argument("text", metavar="WORDS", nargs=-1)
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, help="Number of hits to show.")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A site built before: show the searches whose first five hits have changed since.",
)
def search(
    root: Path,
    now: datetime | None,
    jobs: int,
    language: str | None,
    text: tuple[str, ...],
    most: int,
    against: Path | None,
) -> None:
    """Explain the hits of a search for WORDS: the matching terms, their weights and the reasons.

    With --against, WORDS can be left out: all expected searches are then compared.
    """
    if not text and not against:
        raise click.MissingParameter(param_hint="'WORDS...'", param_type="argument")
    with report_errors(root, language):
        with progress() as stages:
            site = build_site(root, now, jobs, stages)
        language = language or site.catalogue.settings.languages[0]
        words = " ".join(text)
        lines = (
            _compared(words, site, _old_index(against, site), language)
            if against
            else explain(words, site.catalogue, site.outputs, language, most)
        )
        for line in lines:
            click.echo(line)


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


def _compared(words: str, site: Site, old: Index, language: str) -> Iterator[str]:
    """Yield the lines of each search whose first hits have changed, then their number."""
    texts = [words] if words else [expected.text for expected in site.catalogue.expected]
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
