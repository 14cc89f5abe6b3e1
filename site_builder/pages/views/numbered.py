"""Numbered pages of a list that has more courses than fit on one page."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.grouping import by_title
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.address_words import AddressWord
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout
from site_builder.pages.menu import Link
from site_builder.pages.urls import numbered_address
from site_builder.problems import N_

MOST_CARDS = 250
"""Courses on one page, as cards or as rows: 168 kB with style and scripts in North Sami, the language with the longest
words. The first catalogue's budget of lists is 176 kB. More are on several pages, or in shorter lists."""


class Numbered(Struct, frozen=True):
    """One page of a list: its `number`, from 1, of the `count` pages that the list at `address` has."""

    address: str
    number: int = 1
    count: int = 1
    word: str = AddressWord.PAGE

    @property
    def own_address(self) -> str:
        """The address of the page; that of the first page is the list's own."""
        return numbered_address(self.address, self.number, self.word)

    def name(self, locale: Locale) -> str:
        """Return the name of the page, “Page 2 of 3”, in the language; "" if the list has only one."""
        if self.count == 1:
            return ""
        return locale.gettext(N_("Page {number} of {count}"), number=self.number, count=self.count)

    def links(self) -> tuple[Link, ...]:
        """Return links to all pages of the list; () if it has only one."""
        if self.count == 1:
            return ()
        numbers = range(1, self.count + 1)
        return tuple(
            Link(str(each), numbered_address(self.address, each, self.word), current=each == self.number)
            for each in numbers
        )

    def beside(self, step: int) -> str:
        """Return the address of the page before (`step` -1) or after (1) this one; "" if there is none."""
        number = self.number + step
        return numbered_address(self.address, number, self.word) if 1 <= number <= self.count else ""

    def part(self, courses: tuple[Course, ...], layout: Layout) -> tuple[Course, ...]:
        """Return the courses on the page, of all `courses` in the list, which it sorts by title.

        The lengths of pages differ by one at most. The only page of a list has the courses unsorted.
        """
        if self.count == 1:
            return courses
        return self.of(layout.memoise(("ordered", self.address), lambda: by_title(courses, layout.locale.alphabet)))

    def of(self, ordered: tuple[Course, ...]) -> tuple[Course, ...]:
        """Return the courses on the page. `ordered` are all courses in the list, in its order."""
        first, after = (len(ordered) * each // self.count for each in (self.number - 1, self.number))
        return ordered[first:after]


def numbered_pages(address: str, courses: int, word: str = AddressWord.PAGE) -> tuple[Numbered, ...]:
    """Return the pages of the list at `address`; `courses` is the number of its courses."""
    count = -(-courses // MOST_CARDS) or 1
    return tuple(Numbered(address, number, count, word) for number in range(1, count + 1))
