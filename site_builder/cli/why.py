"""Which files a page was made from, and when it would be another without any of them changing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from site_builder.catalogue.deadlines import OSLO, unchanging_interval
from site_builder.catalogue.model import Course
from site_builder.catalogue.years import Catalogue
from site_builder.messages import translate
from site_builder.output.output import Output
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
        yield f"  {translate(TEXT_AND_FACTS, language)}: {output.source}"
    if output.template:
        yield f"  {translate(TEMPLATE, language)}: {output.template}"
    for path in _vocabulary(output, catalogue):
        yield f"  {translate(VOCABULARY, language)}: {path}"
    if output.path.endswith(".html"):
        yield f"  {translate(ALL_PAGES, language)}: {', '.join(SHARED)}, templates/locale/"
        _, until = unchanging_interval(catalogue, now)
        said = N_("It changes by itself on {when}, as deadlines pass.") if until else N_("It never changes by itself.")
        when = f"{until.astimezone(OSLO):%Y-%m-%d %H:%M}" if until else ""
        yield f"  {translate(said, language, {'when': when})}"


def _vocabulary(output: Output, catalogue: Catalogue) -> Iterator[str]:
    for year in catalogue.years:
        own = next((course for course in year.courses if course.source == output.source), None)
        if own is not None:
            yield year.source
            yield from _of(own)
        elif f"/{year.key}/" in f"/{output.path}":
            yield f"catalogue/{year.key}/"
            yield from _of_list(output.path.split("/"), year.key, catalogue)


def _of_list(path: Sequence[str], year: str, catalogue: Catalogue) -> Iterator[str]:
    """The entries of vocabularies that a list is of: .../fag/naturfag/; an institution stands below its year."""
    folder = "catalogue/vocabulary"
    kinds: Mapping[str, tuple[str, Mapping[str, object]]] = {
        "fag": ("subjects", catalogue.subjects),
        year: ("institutions", catalogue.institutions),
        "sted": ("places", catalogue.places),
        "kompetansekrav": ("requirements", catalogue.requirements),
    }
    for facet, value in pairwise(path):
        name, known = kinds.get(facet, ("", {}))
        if value in known:
            yield f"{folder}/{name}/{value}.yaml"


def _of(course: Course) -> Iterator[str]:
    folder = "catalogue/vocabulary"
    yield f"{folder}/subjects/{course.subject.key}.yaml"
    yield f"{folder}/institutions/{course.institution.key}.yaml"
    yield from (f"{folder}/places/{place.key}.yaml" for place in course.offering.places)
    yield from (f"{folder}/requirements/{each.requirement.key}.yaml" for each in course.fulfilments)
