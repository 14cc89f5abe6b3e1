"""The corridor: files -> catalogue -> pages and search -> outputs. Read it as a table of contents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from site_builder import __version__
from site_builder.catalogue.deadlines import steady
from site_builder.catalogue.model import Catalogue
from site_builder.crew import ahead, behind
from site_builder.draft import Draft, plan
from site_builder.loading import load
from site_builder.memo import Memo
from site_builder.output import Output
from site_builder.pages.about import about
from site_builder.pages.calendars import course_calendars
from site_builder.pages.exports import course_exports, exports, said_of
from site_builder.pages.forever import published_addresses
from site_builder.pages.form_view import course_files
from site_builder.pages.hits import hits
from site_builder.pages.language import Translations
from site_builder.pages.offline import worker
from site_builder.pages.piece import Piece
from site_builder.pages.render import render_pages
from site_builder.pages.urls import addresses_for
from site_builder.problems import Invalid, Problem, has_errors, in_order
from site_builder.publish.inspect import Inspection
from site_builder.publish.origins import origins
from site_builder.search.documents import Corpus, corpus
from site_builder.search.golden import unmet
from site_builder.search.index import Part, joined
from site_builder.search.showing import Voice, showing
from site_builder.sources.files import read_text
from site_builder.sources.history import last_changed, revision
from site_builder.spool import Spool
from site_builder.stages import Stages


class Site(Struct, frozen=True):
    """Everything the published site consists of, the warnings found on the way, and the addresses of its pages.

    The bytes of its outputs are in the `spool`, if any, until they are published.
    """

    catalogue: Catalogue
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    addresses: tuple[str, ...]
    spool: Spool


def build(
    root: Path, *, now: datetime, memo: Memo, stages: Stages, base: str | None = None, preview: bool = False
) -> Site:
    """Return the whole site as of `now` (aware). Reads below `root`; writes to the memo's folder alone.

    `base` is the address it will be published at, if not that of site.yaml; `preview` a trial for reviewers.
    Raises Invalid with every problem found, where one of them is an error.
    """
    spool = Spool(memo.folder)
    find_in = ahead(partial(_finding, spool, memo.folder), memo.jobs)  # gets ready while this process reads
    history = behind(lambda: (last_changed(root), revision(root)), memo.jobs)
    sources, loaded = load(root, memo=memo, stages=stages)
    with stages.stage("search"):
        found = find_in(corpus(loaded.catalogue))
    planned = plan(sources, loaded, now=now, memo=memo, stages=stages, base=base, preview=preview)
    catalogue, translations, pages = planned.catalogue, planned.translations, planned.press.pages
    templates = sources.templates
    with stages.stage("plan"):
        dates, built_from = history()
        offered = sorted({course.subject.key for course in catalogue.current_year.courses})  # decides what is in menus
        common = sources.common_mark(str(catalogue.settings), str(steady(catalogue, now)), *offered)
        said = said_of(course for year in catalogue.published_years for course in year.courses)
        pieces = tuple(_pieces(planned, said, dates))
    with stages.stage("render"):
        made = (
            *render_pages(planned.press, pieces, memo, spool, common),
            *planned.assets.outputs,
            worker(sources.assets, planned.assets, catalogue),
            about(__version__, built_from),
            *(output.kept(spool.keep) for output in exports(catalogue, pages, translations, dates, templates)),
        )
    with stages.stage("search"):
        shown = memo.recall_all("showing", [(common, said)], lambda _: [_showing(catalogue, translations)])[0]
    with stages.stage("inspect"):  # while the index is yet in the making
        settings = catalogue.settings
        written = origins(partial(read_text, root), (f"templates/{name}" for name in templates))
        inspection = Inspection(settings.base, written, settings.weights, settings.most_files, memo)
        inspection.look_at(made)

    with stages.stage("search"):
        index = joined(found(), shown)
    with stages.stage("inspect"):
        inspection.look_at(index)
        problems = in_order([*planned.problems, *inspection.faults()])
        if has_errors(problems):
            raise Invalid(problems)
    outputs = (*made, *index)
    counts = {
        "courses": sum(len(year.courses) for year in catalogue.years),
        "pages": len(pages),
        "files": len(outputs),
        "recalled": memo.recalled,
        "made": memo.made,
        "damaged": memo.damaged,
        "outdated": memo.outdated,
    }
    return Site(catalogue, outputs, problems, counts, tuple(sorted(published_addresses(pages))), spool)


def _pieces(planned: Draft, said: str, dates: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the files that lie beside the pages, each of courses."""
    language = planned.catalogue.settings.languages[0]
    addresses = addresses_for(language, planned.catalogue.settings.languages)
    yield from course_calendars(planned.catalogue, planned.translations[language], addresses, dates)
    yield from course_exports(planned.catalogue, planned.translations, said, dates)
    yield from course_files(planned.sources.records, planned.catalogue)


def _finding(spool: Spool, folder: Path | None, awaited: Callable[[], Corpus]) -> Part:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads for matrices double the cost of importing numpy
    from site_builder.search.finding import RECALLED, finding  # and numpy, which nothing but an index needs

    memo = Memo(folder)  # its own: that of a copy of the process is not saved
    memo.prepare(*RECALLED)
    found = finding(awaited(), memo)
    memo.save()
    return replace(found, files=tuple(output.kept(spool.keep) for output in found.files))


def _showing(catalogue: Catalogue, translations: Translations) -> Mapping[str, Part]:
    spoken = {language: translations[language] for language in catalogue.settings.languages}
    return showing(
        catalogue,
        {language: Voice(words.label, partial(hits, catalogue, words)) for language, words in spoken.items()},
    )


def check(root: Path, *, now: datetime, memo: Memo, stages: Stages) -> Site:
    """Return the site as `build` does, and among its problems the searches that no longer find what they should.

    Raises Invalid with every problem found, where one of them is an error.
    """
    site = build(root, now=now, memo=memo, stages=stages)
    with stages.stage("queries"):
        problems = in_order([*site.problems, *unmet(site.catalogue, site.outputs)])
        if has_errors(problems):
            raise Invalid(problems)
    return replace(site, problems=problems)
