"""The middle of the corridor: a catalogue -> all its pages, planned, none made. build.py makes them and the rest.

What asks for one page, as `serve` does, needs no more than this.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from site_builder.catalogue.load import Loaded
from site_builder.catalogue.years import Catalogue
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.loading import load
from site_builder.output.output import Output
from site_builder.pages.assets import Assets, fingerprint
from site_builder.pages.i18n import Translations, missing_texts, read_translations
from site_builder.pages.moved import pages_at_old_addresses, published_addresses
from site_builder.pages.plan import plan_pages
from site_builder.pages.render import Renderer
from site_builder.pages.service_worker import without_service_worker
from site_builder.problems import Invalid, Problem
from site_builder.sources.files import Sources


class Draft(Struct, frozen=True):
    """What the site will be made of."""

    sources: Sources
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    translations: Translations
    assets: Assets
    renderer: Renderer

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of its pages, sorted: those that must answer for ever once they are published."""
        return tuple(sorted(published_addresses(self.renderer.pages)))

    def outputs(self) -> Iterator[Output]:
        """Yield what can be looked at already: each page, made when its bytes are asked for, its style and pictures."""
        yield from (self.renderer.output(number) for number in range(len(self.renderer.pages)))
        yield from self.renderer.pictures.values()
        yield from self.assets.outputs


def draft(root: Path, *, now: datetime, memo: Memo, stages: Stages) -> Draft:
    """Return what the site as of `now` (aware) will be made of. Reads below `root`; writes nothing.

    Raises Invalid with every problem found, where one of them is an error.
    """
    sources, loaded = load(root, memo=memo, stages=stages)
    return plan(sources, loaded, now=now, memo=memo, stages=stages)


def plan(
    sources: Sources,
    loaded: Loaded,
    *,
    now: datetime,
    memo: Memo,
    stages: Stages,
    base: str | None = None,
    preview: bool = False,
) -> Draft:
    """Return what the site of these files, as of `now` (aware), will be made of.

    `base` is the address it will be published at, if not that of site.yaml; `preview` a trial for reviewers.
    Raises Invalid where the interface lacks texts in a language, or two pages would stand at one address.
    """
    with stages.stage("plan"):
        catalogue = loaded.catalogue.published_at(base, preview=preview)
        translations = read_translations(sources.locales, catalogue.settings.languages, memo)
        if lacking := tuple(missing_texts(catalogue.settings.languages, translations)):
            raise Invalid((*loaded.problems, *lacking))
        assets = fingerprint(without_service_worker(sources.assets))
        planned = plan_pages(catalogue, now, translations, memo)
        pages = (*planned, *pages_at_old_addresses(planned, sources.addresses, catalogue, translations))
        renderer = Renderer(pages, catalogue, sources.templates, assets, translations)
    return Draft(sources, catalogue, loaded.problems, translations, assets, renderer)
