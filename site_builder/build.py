"""The pipeline: files -> catalogue -> pages, exports and search index -> outputs. Read `build` from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct, msgpack
from msgspec.structs import replace

from site_builder import __version__
from site_builder.catalogue.load import Loaded, load_sources
from site_builder.catalogue.old_addresses import old_addresses
from site_builder.catalogue.unchanging import unchanging_interval
from site_builder.catalogue.years import Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.engine.memo import Cache, Memo
from site_builder.engine.parallel import WarmWorker, run_in_worker
from site_builder.engine.spool import Spool
from site_builder.engine.timings import Stages
from site_builder.exports.build_info import build_info
from site_builder.exports.exported_files import catalogue_files, courses_digest, site_files
from site_builder.output.output import Output
from site_builder.pages.assets import Assets
from site_builder.pages.claims import claim_locator, refuse_shared_files
from site_builder.pages.i18n import Translations, missing_texts, read_translations
from site_builder.pages.moved import pages_at_old_addresses, published_addresses
from site_builder.pages.msgids import missing_translations
from site_builder.pages.plan import plan_pages
from site_builder.pages.render import PAGES, Renderer, render_pages
from site_builder.pages.service_worker import device_files
from site_builder.pages.templates import compile_in_worker
from site_builder.pages.times import site_assets
from site_builder.pages.views.form import course_files
from site_builder.pages.views.search_hit import search_hits
from site_builder.problems import Invalid, Problem, has_errors, in_order
from site_builder.publish.checks import SiteChecks
from site_builder.publish.source_locator import source_locator
from site_builder.search.documents import Corpus, articles_digest, corpus
from site_builder.search.expected import failing_searches
from site_builder.search.index_files import CachedPart, Part, index_files
from site_builder.search.result_cards import LanguageContext, result_cards
from site_builder.sources.files import Sources, read_sources, read_text
from site_builder.sources.git_history import History, history

RESULT_CARDS = Cache("result-cards", dict[str, CachedPart])
"""The search result cards by language, cached by the digests of everything that cards show."""


class Site(Struct, frozen=True):
    """A finished site.

    `outputs` are its files, `problems` its warnings, sorted by place, `counts` the numbers that the command `build`
    prints, by name (`pages`, `files`), and `addresses` the URL paths of its pages, sorted. A build at any moment of
    `unchanging_interval` (start, exclusive end; aware; None: unlimited) gives the same bytes.
    """

    catalogue: Catalogue
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    addresses: tuple[str, ...]
    unchanging_interval: tuple[datetime | None, datetime | None]


class SitePlan(Struct, frozen=True):
    """The planned pages of a site, in `renderer`, the warnings so far, and everything that its files are made from."""

    sources: Sources
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    translations: Translations
    assets: Assets
    renderer: Renderer

    def previews(self) -> Iterator[Output]:
        """Yield the files that `serve` sends: the pages, each rendered when its bytes are read, pictures and assets."""
        yield from (self.renderer.output(number) for number in range(len(self.renderer.pages)))
        yield from self.renderer.pictures.values()
        yield from self.assets.outputs


def build(
    root: Path,
    *,
    now: datetime,
    memo: Memo,
    stages: Stages,
    base: str | None = None,
    preview: bool = False,
    spool: Spool | None = None,
) -> Site:
    """Return the whole site as of `now` (aware). Reads below `root`; writes to the memo's folder and the spool.

    `base` is the absolute URL that it will be published at (None: that of site.yaml); `preview` marks every page as a
    preview. The outputs can be read until `spool` is closed, or the process ends. Raises Invalid if there are errors.
    """
    spool = spool or Spool(memo.folder)
    index_worker = WarmWorker(partial(_prepare_index, memo.folder), memo.jobs)
    git_history = run_in_worker(partial(history, root), memo.jobs)
    with stages.stage("read"):
        sources = read_sources(root, memo)
    is_first = memo.is_empty(PAGES)  # a later build makes few pages, and needs few templates
    wait_for_templates = compile_in_worker(sources.templates, memo.jobs if is_first else 1)
    with stages.stage("load"):
        loaded = load_sources(sources, memo)
    with stages.stage("search"):
        index = index_worker.submit(msgpack.encode(corpus(loaded.catalogue)))
    plan = plan_site(sources, loaded, now=now, memo=memo, stages=stages, base=base, preview=preview)
    past = git_history()
    with stages.stage("render"):
        wait_for_templates()
    rendered, cards = render_site(plan, now, past, memo=memo, spool=spool, stages=stages)
    with stages.stage("inspect"):  # before the index is awaited
        checks = _checks(plan, root, memo)
        checks.add(rendered)
    with stages.stage("search"):
        indexed = index_files(index(), cards)
    with stages.stage("inspect"):
        checks.add(indexed)
        problems = in_order([*plan.problems, *past.problems, *checks.problems()])
    if has_errors(problems):
        raise Invalid(problems)
    outputs, interval = (*rendered, *indexed), unchanging_interval(plan.catalogue, now)
    addresses = tuple(sorted(published_addresses(plan.renderer.pages)))
    return Site(plan.catalogue, outputs, problems, _counts(plan, outputs, memo), addresses, interval)


def check(root: Path, *, now: datetime, memo: Memo, stages: Stages) -> Site:
    """Return the site as `build` does, with failing searches of content/expected-searches.yaml among its problems.

    Raises Invalid with every problem found, if one of them is an error.
    """
    site = build(root, now=now, memo=memo, stages=stages)
    with stages.stage("queries"):
        problems = in_order([*site.problems, *failing_searches(site.catalogue, site.outputs)])
    if has_errors(problems):
        raise Invalid(problems)
    return replace(site, problems=problems)


def plan_site(
    sources: Sources,
    loaded: Loaded,
    *,
    now: datetime,
    memo: Memo,
    stages: Stages,
    base: str | None = None,
    preview: bool = False,
) -> SitePlan:
    """Return the plan of the site as of `now` (aware), with no page rendered. `base` and `preview` are as in `build`.

    Raises Invalid if the interface lacks texts in a language, or two pages need the same file.
    """
    with stages.stage("plan"):
        catalogue = loaded.catalogue.published_at(base, preview=preview)
        asked, known, zone = catalogue.settings.languages, catalogue.languages, catalogue.profile.time_zone
        translations = read_translations(sources.locales, asked, memo, known, zone, catalogue.profile.unit)
        if missing := tuple(missing_texts(asked, known, translations)):
            raise Invalid((*loaded.problems, *missing))
        problems = (*loaded.problems, *missing_translations(translations[asked[0]], sources.templates, memo))
        assets = site_assets(sources.assets, catalogue, translations)
        planned = plan_pages(catalogue, now, translations, memo)
        pages = (*planned, *pages_at_old_addresses(planned, sources.addresses, catalogue, translations))
        refuse_shared_files(pages, claim_locator(partial(old_addresses, sources)), problems)
        renderer = Renderer(pages, catalogue, sources.templates, assets, translations)
    return SitePlan(sources, catalogue, problems, translations, assets, renderer)


def render_site(
    plan: SitePlan, now: datetime, past: History, *, memo: Memo, spool: Spool, stages: Stages
) -> tuple[tuple[Output, ...], Mapping[str, Part]]:
    """Return every file but those of the search index; and for the index the hit cards of courses, by language.

    `past` is the git history of the sources. Raises Invalid if a template cannot be rendered.
    """
    sources, catalogue, translations = plan.sources, plan.catalogue, plan.translations
    with stages.stage("plan"):
        courses = courses_digest(course for year in catalogue.published_years for course in year.courses)
        subjects = sorted({course.subject.key for course in catalogue.current_year.courses})  # the menus list them
        interval = unchanging_interval(catalogue, now)
        shared_digest = sources.shared_digest(str(catalogue.settings), str(interval), *subjects)
        generated = tuple(_generated_files(plan, past.times))
    with stages.stage("search"):
        key = (shared_digest, courses, articles_digest(catalogue))
        [cached] = memo.get_or_compute_many(RESULT_CARDS, [key], lambda _: [_result_cards(catalogue, translations)])
        cards = {language: part.part() for language, part in cached.items()}
    with stages.stage("render"):
        whole = site_files(catalogue, plan.renderer.pages, translations, past.times, sources.templates)
        others = (
            *plan.assets.outputs,
            *device_files(sources.assets, plan.assets, catalogue, translations),
            build_info(__version__, past.revision),
            *(output.spooled(spool.write) for output in whole),
        )
        return (*render_pages(plan.renderer, generated, memo, spool, shared_digest), *others), cards


def _generated_files(plan: SitePlan, times: Mapping[str, str]) -> Iterator[GeneratedFile]:
    """Yield the files that are generated from courses, the slowest first. `times`: path -> time of the last change."""
    yield from catalogue_files(plan.catalogue, plan.translations, times, plan.sources.addresses)
    yield from course_files(plan.sources.records, plan.catalogue)


def _result_cards(catalogue: Catalogue, translations: Translations) -> dict[str, CachedPart]:
    contexts = {}
    for language in catalogue.settings.languages:
        locale = translations[language]
        contexts[language] = LanguageContext(locale.label, partial(search_hits, catalogue, locale))
    return {language: CachedPart.of(part) for language, part in result_cards(catalogue, contexts).items()}


def _prepare_index(folder: Path | None) -> Callable[[bytes], Part]:
    """Import and read all that the index needs but texts. Return the function that makes it of a Corpus in MessagePack.

    Runs in the warm worker, which has a memo of its own, since results computed here do not reach the parent's.
    """
    from site_builder.search.build_index import build_index, prepare_index  # numpy and whoosh: 0.2 s in the parent

    memo = Memo(folder)
    prepare_index(memo)

    def make(encoded: bytes) -> Part:
        index = build_index(msgpack.decode(encoded, type=Corpus), memo)
        memo.save()
        return index

    return make


def _checks(plan: SitePlan, root: Path, memo: Memo) -> SiteChecks:
    """Return the checks of the finished site, which locate a fault in the sources below `root`."""
    locator = source_locator(partial(read_text, root), (f"templates/{name}" for name in plan.sources.templates))
    settings, locate = plan.catalogue.settings, claim_locator(partial(old_addresses, plan.sources))
    return SiteChecks(settings.base, locator, settings.weights, settings.most_files, memo, locate)


def _counts(plan: SitePlan, outputs: tuple[Output, ...], memo: Memo) -> Mapping[str, int]:
    return {
        "courses": sum(len(year.courses) for year in plan.catalogue.years),
        "pages": len(plan.renderer.pages),
        "files": len(outputs),
        "recalled": memo.hits,
        "made": memo.misses,
        "damaged": memo.corrupt_files,
        "outdated": memo.stale_files,
    }
