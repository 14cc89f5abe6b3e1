"""Pages of the values of a facet that begin with one letter, for facets with too many values for one index page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from site_builder.catalogue.alphabet import alphabet
from site_builder.catalogue.facets import Facet, FacetValue
from site_builder.catalogue.years import AcademicYear
from site_builder.file_names import slug_or_nothing
from site_builder.pages.layout import Layout
from site_builder.pages.views.choices import Choice, Group, choice_groups, choice_of, group_heading

MOST_ON_A_PAGE = 150
"""Values that one index has, some 16 kB and eight screens of a phone; of more, each letter has a page."""


class Letter(Struct, frozen=True):
    """A first letter (in the site's first language), its key in addresses, and the values that begin with it."""

    text: str
    key: str
    values: tuple[FacetValue, ...]


def letters_of(facet: Facet, year: AcademicYear, layout: Layout) -> tuple[Letter, ...]:
    """Return the letters that have pages, in alphabetical order; () if one index page has all values.

    They are the same in all languages of the site, so that each page has its address in the others.
    """
    values = tuple(layout.grouped(year).by(facet))
    if len(values) <= MOST_ON_A_PAGE or any(group_heading(facet, value, layout) for value in values):
        return ()
    first = layout.catalogue.settings.languages[0]
    order = alphabet(layout.catalogue.languages[first].alphabet)
    found: dict[str, list[FacetValue]] = {}
    for value in values:
        if not value.label.text:
            return ()  # a word of the interface, or a number
        found.setdefault(order.letter(value.label.text.in_language(first)), []).append(value)
    return tuple(_with_keys({letter: tuple(found[letter]) for letter in sorted(found, key=order.key)}))


def _with_keys(values: dict[str, tuple[FacetValue, ...]]) -> Iterator[Letter]:
    """Yield the letters, each with a key of its own: a, o, ae, and oo for ø beside o."""
    taken: set[str] = set()
    for letter, having in values.items():
        key = plain = slug_or_nothing(letter) or "0"
        while key in taken:
            key += plain
        taken.add(key)
        yield Letter(letter, key, having)


def index_groups(facet: Facet, year: AcademicYear, layout: Layout, heading: str = "") -> tuple[Group, ...]:
    """Return the groups of a facet's index: its values or, if they are too many, links to the pages of letters.

    The links are in one group with this `heading`; each has its number of courses.
    """
    letters = letters_of(facet, year, layout)
    if not letters:
        return tuple(choice_groups(facet, year, layout))
    courses = layout.grouped(year).by(facet)
    address = partial(layout.addresses.letter, year.key, facet.key)
    counts = [sum(len(courses[value]) for value in each.values) for each in letters]
    found = (Choice(each.text, address(each.key), count) for each, count in zip(letters, counts, strict=True))
    return (Group(heading, tuple(found)),)


def letter_group(letter: Letter, facet: Facet, year: AcademicYear, layout: Layout) -> Group:
    """Return the values that begin with a letter, as links to their lists of courses."""
    courses = layout.grouped(year).by(facet)
    return Group("", tuple(choice_of(facet, value, len(courses[value]), year, layout) for value in letter.values))
