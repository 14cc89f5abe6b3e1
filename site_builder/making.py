"""The end of the corridor: planned pages -> finished files, and what looks through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from site_builder import __version__
from site_builder.catalogue.deadlines import unchanging_interval
from site_builder.catalogue.years import Catalogue
from site_builder.draft import Draft
from site_builder.engine.generated_file import GeneratedFile
from site_builder.engine.memo import Memo
from site_builder.engine.spool import Spool
from site_builder.engine.timings import Stages
from site_builder.exports.build_info import build_info
from site_builder.exports.catalogue_json import course_exports, courses_digest, exports
from site_builder.exports.icalendar import course_calendars
from site_builder.output.output import Output
from site_builder.pages.i18n import Translations
from site_builder.pages.render import render_pages
from site_builder.pages.service_worker import service_worker
from site_builder.pages.urls import addresses_for
from site_builder.pages.views.form import course_files
from site_builder.pages.views.search_hit import search_hits
from site_builder.publish.checks import SiteChecks
from site_builder.publish.source_locator import source_locator
from site_builder.search.index_files import Part
from site_builder.search.result_cards import LanguageContext, result_cards
from site_builder.sources.files import read_text
from site_builder.sources.git_history import History


def make(
    planned: Draft,
    now: datetime,
    past: History,
    *,
    memo: Memo,
    spool: Spool,
    stages: Stages,
) -> tuple[tuple[Output, ...], Mapping[str, Part]]:
    """Return every file but those of the index, and how each language shows what is found in that.

    `past` is what git knows of the sources. Raises Invalid where a template cannot be rendered.
    """
    sources, catalogue, translations = planned.sources, planned.catalogue, planned.translations
    pages, dates = planned.renderer.pages, past.days
    with stages.stage("plan"):
        offered = sorted({course.subject.key for course in catalogue.current_year.courses})  # decides what is in menus
        common = sources.common_mark(str(catalogue.settings), str(unchanging_interval(catalogue, now)), *offered)
        said = courses_digest(course for year in catalogue.published_years for course in year.courses)
        generated_files = tuple(_generated_files(planned, said, dates))
    with stages.stage("search"):
        shown = memo.get_or_compute_many("showing", [(common, said)], lambda _: [_showing(catalogue, translations)])[0]
    with stages.stage("render"):
        others = (
            *planned.assets.outputs,
            service_worker(sources.assets, planned.assets, catalogue),
            build_info(__version__, past.revision),
            *(
                output.spooled(spool.write)
                for output in exports(catalogue, pages, translations, dates, sources.templates)
            ),
        )
        return (*render_pages(planned.renderer, generated_files, memo, spool, common), *others), shown


def inspection(planned: Draft, root: Path, memo: Memo) -> SiteChecks:
    """Return what looks through the finished files, and leads faults back to the sources below `root`."""
    settings = planned.catalogue.settings
    written = source_locator(partial(read_text, root), (f"templates/{name}" for name in planned.sources.templates))
    return SiteChecks(settings.base, written, settings.weights, settings.most_files, memo)


def _generated_files(planned: Draft, said: str, dates: Mapping[str, str]) -> Iterator[GeneratedFile]:
    """Yield the files that lie beside the pages, each of courses; first what takes long, so that all end at once."""
    language = planned.catalogue.settings.languages[0]
    addresses = addresses_for(language, planned.catalogue.settings.languages)
    yield from course_exports(planned.catalogue, planned.translations, said, dates)
    yield from course_calendars(planned.catalogue, planned.translations[language], addresses, dates)
    yield from course_files(planned.sources.records, planned.catalogue)


def _showing(catalogue: Catalogue, translations: Translations) -> Mapping[str, Part]:
    spoken = {language: translations[language] for language in catalogue.settings.languages}
    return result_cards(
        catalogue,
        {
            language: LanguageContext(words.label, partial(search_hits, catalogue, words))
            for language, words in spoken.items()
        },
    )
