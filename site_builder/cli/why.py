"""The source files of a page, and the time of its next change without an edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from site_builder.catalogue.model import Course
from site_builder.catalogue.unchanging import unchanging_interval
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
"""The files that every page is made from, besides its own."""

VOCABULARY_FOLDER = "catalogue/vocabulary"


def explain_page(
    address: str, outputs: tuple[Output, ...], catalogue: Catalogue, now: datetime, language: str
) -> Iterator[str]:
    """Yield lines that name the source files of the page at `address`, and when it changes without an edit.

    `address` is a URL path or a full address, `now` an aware time from which to look. Raises KeyError if there is no
    such file.
    """
    relative = address.partition("://")[2].partition("/")[2] if "://" in address else address.lstrip("/")
    path = f"{relative}index.html" if relative.endswith("/") or not relative else relative
    output = {each.path: each for each in outputs}[path]
    yield f"/{relative}"
    if output.source and not output.source.startswith("templates/"):
        yield f"  {translate(TEXT_AND_FACTS, language)}: {output.source}"
    if output.template:
        yield f"  {translate(TEMPLATE, language)}: {output.template}"
    for source in _vocabulary_files(output, catalogue):
        yield f"  {translate(VOCABULARY, language)}: {source}"
    if output.path.endswith(".html"):
        yield f"  {translate(ALL_PAGES, language)}: {', '.join(SHARED)}, templates/locale/"
        yield f"  {_next_change(catalogue, now, language)}"


def _next_change(catalogue: Catalogue, now: datetime, language: str) -> str:
    """Return a sentence with the time after `now` at which the next phase of a deadline begins, or that none does."""
    _, until = unchanging_interval(catalogue, now)
    if not until:
        return translate(N_("It never changes by itself."), language)
    local = until.astimezone(catalogue.current_year.time_zone)
    message = N_("It changes by itself on {when}, as deadlines pass.")
    return translate(message, language, {"when": f"{local:%Y-%m-%d %H:%M}"})


def _vocabulary_files(output: Output, catalogue: Catalogue) -> Iterator[str]:
    """Yield the paths of the year and the vocabulary entries that a page is made from."""
    for year in catalogue.years:
        own = next((course for course in year.courses if course.source == output.source), None)
        if own is not None:
            yield year.source
            yield from _entries_of_course(own)
        elif f"/{year.key}/" in f"/{output.path}":
            yield f"catalogue/{year.key}/"
            yield from _entries_of_list(output.path.split("/"), year.key, catalogue)


def _entries_of_list(path: Sequence[str], year: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the vocabulary entries that the address of a list names: .../fag/naturfag/, or .../2016-2017/hihm/."""
    kinds: Mapping[str, tuple[str, Mapping[str, object]]] = {
        "fag": ("subjects", catalogue.subjects),
        year: ("institutions", catalogue.institutions),
        "sted": ("places", catalogue.places),
        "kompetansekrav": ("requirements", catalogue.requirements),
    }
    for facet, value in pairwise(path):
        name, known = kinds.get(facet, ("", {}))
        if value in known:
            yield f"{VOCABULARY_FOLDER}/{name}/{value}.yaml"


def _entries_of_course(course: Course) -> Iterator[str]:
    yield f"{VOCABULARY_FOLDER}/subjects/{course.subject.key}.yaml"
    yield f"{VOCABULARY_FOLDER}/institutions/{course.institution.key}.yaml"
    yield from (f"{VOCABULARY_FOLDER}/places/{place.key}.yaml" for place in course.offering.places)
    yield from (f"{VOCABULARY_FOLDER}/requirements/{each.requirement.key}.yaml" for each in course.fulfilments)
