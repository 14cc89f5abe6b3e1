"""How what was found is shown: the cards of hits, the facets to narrow them by, and courses in every order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.json import encode

from site_builder.catalogue.facets import BY_KEY, FACETS, FacetValue
from site_builder.catalogue.labels import Label, alphabetical
from site_builder.catalogue.model import Course
from site_builder.catalogue.years import Catalogue
from site_builder.search.codec import write_numbers
from site_builder.search.documents import document_keys, indexed_courses
from site_builder.search.index_files import Files, Part

CARDS_IN_ONE = 140_000
CARDS_IN_MANY = 8_000
"""Characters of cards that are one file; beyond, of each of many."""

Cards = Mapping[tuple[str, str], Mapping[str, object]]
"""(kind, key) -> what a hit shows."""


class LanguageContext(Struct, frozen=True):
    """How one language of the interface shows what was found: its words for facets, and what makes its cards."""

    say: Callable[[Label], str]
    cards: Callable[[], Cards]


def result_cards(catalogue: Catalogue, voices: Mapping[str, LanguageContext]) -> Mapping[str, Part]:
    """Return for each language how it shows what can be found in the current year."""
    courses, keys = indexed_courses(catalogue), tuple(document_keys(catalogue))
    orders = encode(_orders(courses))
    shown = {}
    for language, voice in voices.items():
        files, made = Files(), voice.cards()
        size, cards = _cards([encode(made[each]) for each in keys])
        said = {
            "orders": files.add(orders),
            "size": size,
            "cards": [files.add(each) for each in cards],
            "facets": files.add(encode(_facets(courses, voice.say))),
        }
        shown[language] = Part(said, files.outputs())
    return shown


def _cards(cards: Sequence[bytes]) -> tuple[int, list[bytes]]:
    """How many cards a file holds, and the files."""
    whole = 1 + sum(len(card) + 1 for card in cards)
    size = len(cards) if whole <= CARDS_IN_ONE else max(1, len(cards) * CARDS_IN_MANY // whole)
    files = (cards[first : first + size] for first in range(0, len(cards), size or 1))
    return size, [b"[%b]" % b",".join(file) for file in files]


def _orders(courses: Sequence[Course]) -> dict[str, list[int]]:
    """Courses in every order that is not by relevance, by number."""
    numbers = sorted(range(len(courses)), key=lambda number: (alphabetical(courses[number].title), number))
    return {
        "title": numbers,
        "start": sorted(numbers, key=lambda number: courses[number].offering.start),
        "credits": sorted(numbers, key=lambda number: courses[number].credits),
        "place": sorted(numbers, key=lambda number: alphabetical(_where(courses[number]))),
    }


def _where(course: Course) -> str:
    return " ".join([course.institution.name, *(place.name for place in course.offering.places)])


def _facets(courses: Sequence[Course], say: Callable[[Label], str]) -> list[dict[str, object]]:
    """Each facet with its values in order, and which courses have each."""
    exported: list[dict[str, object]] = []
    for facet in FACETS:
        having: dict[str, list[int]] = defaultdict(list)
        known: dict[str, FacetValue] = {}
        for number, course in enumerate(courses):
            for value in facet.values(course):
                having[value.key].append(number)
                known.setdefault(value.key, value)
        values = [(value.order, say(value.label), key) for key, value in known.items()]
        values.sort(key=lambda each: (each[0], alphabetical(each[1]), each[2]))
        exported.append(
            {
                "key": facet.key,
                "label": say(BY_KEY[facet.key].label),
                "values": [[key, label] for _, label, key in values],
                "having": " ".join(write_numbers(having[key]) for _, _, key in values),
            }
        )
    return exported
