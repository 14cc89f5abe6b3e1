"""Hit cards, facets and sort orders of the index, in each interface language. The browser renders them.

A hit card is the JSON from which a search hit is shown; a facet is a property, such as the subject, to filter by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.json import encode

from site_builder.catalogue.alphabet import Alphabet, alphabet_of
from site_builder.catalogue.facets import FacetValue, facets_of
from site_builder.catalogue.labels import Label
from site_builder.catalogue.language import term_rules
from site_builder.catalogue.model import Course
from site_builder.catalogue.years import Catalogue
from site_builder.search.codec import encode_numbers
from site_builder.search.documents import document_keys, indexed_courses
from site_builder.search.filter_facts import filter_facts, town_positions
from site_builder.search.index_files import HashedFiles, Part
from site_builder.search.status_facet import status_facet

MAX_SINGLE_FILE = 80_000
"""Characters of the cards of courses up to which these are one file: some 15 kB compressed, fetched with the words."""

MIN_CARDS = 10
"""Cards of each file where there are several: a screen of hits, some 1.2 kB compressed."""

MAX_FILES = 1_000
"""Files of cards of courses, whose names cost 5 bytes each in the manifest. Larger catalogues have larger files."""

Cards = Mapping[tuple[str, str], Mapping[str, object]]
"""(kind, key) -> fields of the card."""


class LanguageContext(Struct, frozen=True):
    """One interface language: `translate` returns the text of a label.

    `cards` returns the hit cards of all documents: (kind, key) as in documents.document_keys -> fields of the card.
    """

    translate: Callable[[Label], str]
    cards: Callable[[], Cards]


def result_cards(catalogue: Catalogue, languages: Mapping[str, LanguageContext]) -> Mapping[str, Part]:
    """Return language code -> the part of the index with the current year's hit cards, facets and sort orders."""
    courses, keys = indexed_courses(catalogue), tuple(document_keys(catalogue))
    first = alphabet_of(catalogue.languages, catalogue.settings.languages[0])
    orders, facts = encode(_orders(courses, first)), encode(filter_facts(courses))
    towns = encode(town_positions(catalogue))
    parts = {}
    for language, context in languages.items():
        files, cards = HashedFiles(), context.cards()
        size, contents = _card_files([encode(cards[key]) for key in keys], len(courses))
        manifest_fields = {
            "orders": files.add(orders),
            "filters": files.add(facts),
            "towns": files.add(towns),
            "size": size,
            "cards": files.add_all(contents),
            "facets": files.add(encode(_facets(courses, catalogue, language, context.translate))),
            **_stop_words(catalogue, language),
        }
        parts[language] = Part(manifest_fields, files.outputs())
    return parts


def _stop_words(catalogue: Catalogue, language: str) -> Mapping[str, object]:
    """Return the field `stop` of the manifest: a language's stop words, {} where the index has all of them."""
    indexed = set(catalogue.term_rules.stop_words)
    own = set(term_rules(catalogue.languages, language).stop_words)
    return {"stop": sorted(indexed | own)} if own - indexed else {}


def _card_files(cards: Sequence[bytes], courses: int) -> tuple[int, list[bytes]]:
    """Return the number of cards in each file, and the files as JSON arrays. The first `courses` are of courses."""
    total = 1 + sum(len(card) + 1 for card in cards[:courses])
    size = max(1, courses) if total <= MAX_SINGLE_FILE else max(MIN_CARDS, -(-courses // MAX_FILES))
    groups = (cards[first : first + size] for first in range(0, len(cards), size))
    return size, [b"[%b]" % b",".join(group) for group in groups]


def _orders(courses: Sequence[Course], alphabet: Alphabet) -> dict[str, list[int]]:
    """Return the numbers of all courses in each order that the search page offers besides relevance."""
    numbers = sorted(range(len(courses)), key=lambda number: (alphabet.key(courses[number].title), number))
    return {
        "title": numbers,
        "start": sorted(numbers, key=lambda number: courses[number].offering.start),
        "credits": sorted(numbers, key=lambda number: courses[number].credits),
        "place": sorted(numbers, key=lambda number: alphabet.key(_institution_and_places(courses[number]))),
    }


def _institution_and_places(course: Course) -> str:
    return " ".join([course.institution.name, *(place.name for place in course.offering.places)])


def _facets(
    courses: Sequence[Course], catalogue: Catalogue, language: str, translate: Callable[[Label], str]
) -> list[dict[str, object]]:
    """Return each facet with its values in order and, encoded, the numbers of the courses with each value.

    The facet of statuses has timelines in place of numbers (status_facet.py).
    """
    alphabet = alphabet_of(catalogue.languages, language)
    exported: list[dict[str, object]] = []
    for facet in facets_of(catalogue.profile):
        if facet.key == "status":
            exported.append(status_facet(courses, catalogue.current_year, translate))
            continue
        having: dict[str, list[int]] = defaultdict(list)
        by_key: dict[str, FacetValue] = {}
        for number, course in enumerate(courses):
            for value in facet.values(course):
                having[value.key].append(number)
                by_key.setdefault(value.key, value)
        values = [(value.order, translate(value.label), key) for key, value in by_key.items()]
        values.sort(key=lambda each: (each[0], alphabet.key(each[1]), each[2]))
        exported.append(
            {
                "key": facet.key,
                "label": translate(facet.label),
                "values": [[key, label] for _, label, key in values],
                "having": " ".join(encode_numbers(having[key]) for _, _, key in values),
            }
        )
    return exported
