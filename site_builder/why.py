"""Which files a page was made from, and when it would be another without any of them changing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from site_builder.catalogue.deadlines import OSLO, steady
from site_builder.catalogue.model import Catalogue, Course
from site_builder.messages import words
from site_builder.output import Output
from site_builder.problems import N_

TEXT_AND_FACTS, TEMPLATE, VOCABULARY, ALL_PAGES = (
    N_("text and facts"),
    N_("template"),
    N_("vocabulary"),
    N_("all pages"),
)

SHARED = ("templates/base.html", "templates/partials/parts.html", "content/site.yaml")
"""What every page is made from, besides its own."""


def why(address: str, outputs: tuple[Output, ...], catalogue: Catalogue, now: datetime, language: str) -> Iterator[str]:
    """Yield lines about the file that answers at `address`. Raises KeyError where none does."""
    plain = address.partition("://")[2].partition("/")[2] if "://" in address else address.lstrip("/")
    wanted = f"{plain}index.html" if plain.endswith("/") or not plain else plain
    output = {each.path: each for each in outputs}[wanted]
    yield f"/{plain}"
    if output.source and not output.source.startswith("templates/"):
        yield f"  {words(TEXT_AND_FACTS, language)}: {output.source}"
    if output.template:
        yield f"  {words(TEMPLATE, language)}: {output.template}"
    for path in _vocabulary(output, catalogue):
        yield f"  {words(VOCABULARY, language)}: {path}"
    if output.path.endswith(".html"):
        yield f"  {words(ALL_PAGES, language)}: {', '.join(SHARED)}, templates/locale/"
        _, until = steady(catalogue, now)
        said = N_("It changes by itself on {when}, as deadlines pass.") if until else N_("It never changes by itself.")
        when = f"{until.astimezone(OSLO):%Y-%m-%d %H:%M}" if until else ""
        yield f"  {words(said, language, {'when': when})}"


def _vocabulary(output: Output, catalogue: Catalogue) -> Iterator[str]:
    for year in catalogue.years:
        for course in year.courses:
            if course.source == output.source:
                yield year.source
                yield from _of(course)
        if output.path.startswith(f"{year.key}/") and output.source == year.source:
            yield f"catalogue/{year.key}/"


def _of(course: Course) -> Iterator[str]:
    folder = "catalogue/vocabulary"
    yield f"{folder}/subjects/{course.subject.key}.yaml"
    yield f"{folder}/institutions/{course.institution.key}.yaml"
    yield from (f"{folder}/places/{place.key}.yaml" for place in course.offering.places)
    yield from (f"{folder}/requirements/{each.requirement.key}.yaml" for each in course.fulfilments)
