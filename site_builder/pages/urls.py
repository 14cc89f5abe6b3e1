"""The addresses of all pages and files. They contain the academic year and are permanent.

No other module builds an address.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from site_builder.catalogue.schema.address_words import ARTICLES, AddressWord, AddressWords, in_words
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.years import Catalogue
from site_builder.output.search_paths import manifest_path

_WITH_WORDS = (AddressWord.GRADES, AddressWord.DELIVERY, AddressWord.STATUS)
"""Facets whose values are words of the interface, not names."""

_OWN_WITH_WORDS = (OwnKind.YES, OwnKind.PRICE)
"""Kinds of own fields whose values are words of the interface, some with numbers after them: `til-50`."""


class Addresses(Struct, frozen=True):
    """The addresses in one language: URL paths that begin with a slash, without the site's root path.

    Years, facets and other things are given by key. `prefix` is "" for the site's first language, otherwise `/nn`,
    `/se` or `/en`. `words` are those of the site's first language in addresses; examples below are in Norwegian.
    `own` maps the facets that are own fields, whose names are no words of the site's pages, to their kinds.
    """

    prefix: str = ""
    words: AddressWords = {}
    own: Mapping[str, OwnKind] = {}

    def _word(self, name: str) -> str:
        return in_words(self.words, name)

    def _site_page(self, name: AddressWord) -> str:
        return f"{self.prefix}/{self._word(name)}/"

    def _year_page(self, year: str, name: AddressWord) -> str:
        return f"{self.prefix}/{year}/{self._word(name)}/"

    def _facet(self, facet: str) -> str:
        return facet if facet in self.own else self._word(facet)

    def _value(self, facet: str, value: str) -> str:
        """Return the part of an address for a value. Words of the interface have one in the site's first language."""
        if facet == AddressWord.START or self.own.get(facet) in _OWN_WITH_WORDS:
            word, hyphen, number = value.partition("-")
            return f"{self._word(word)}{hyphen}{number}"
        return self._word(value) if facet in _WITH_WORDS else value

    def front(self) -> str:
        """Return the address of the site's front page: `/`."""
        return f"{self.prefix}/"

    def search(self) -> str:
        """Return the address of the search page: `/sok/`."""
        return self._site_page(AddressWord.SEARCH)

    def article(self, key: str) -> str:
        """Return the address of an article of content/, given its key: `/personvern/`."""
        return f"{self.prefix}/{self._word(key) if key in ARTICLES else key}/"

    def stories(self) -> str:
        """Return the address of the list of students' stories: `/historier/`."""
        return self._site_page(AddressWord.STORIES)

    def story(self, key: str) -> str:
        """Return the address of a story, given its key: `/historier/KEY/`."""
        return f"{self.stories()}{key}/"

    def year(self, year: str) -> str:
        """Return the address of a year's front page: `/2016-2017/`."""
        return f"{self.prefix}/{year}/"

    def all_courses(self, year: str) -> str:
        """Return the address of the list of a year's courses from A to Z: `/2016-2017/alle/`."""
        return self._year_page(year, AddressWord.ALL)

    def deadlines(self, year: str) -> str:
        """Return the address of a year's deadlines: `/2016-2017/frister/`."""
        return self._year_page(year, AddressWord.DEADLINES)

    def requirements(self, year: str) -> str:
        """Return the address of a year's index of requirements of competence: `/2016-2017/hva-mangler-jeg/`."""
        return self._year_page(year, AddressWord.REQUIREMENTS)

    def requirement(self, year: str, subject: str, requirement: str) -> str:
        """Return the address of a requirement in one subject: `/2016-2017/hva-mangler-jeg/SUBJECT/REQUIREMENT/`."""
        return f"{self.requirements(year)}{subject}/{requirement}/"

    def requirement_data_file(self, year: str) -> str:
        """Return the address of a year's requirements as JSON, one file for all languages."""
        return f"/{year}/{self._word(AddressWord.REQUIREMENTS)}.json"

    def gatherings(self, year: str, subject: str = "") -> str:
        """Return the address of the table of a year's gatherings (meetings of courses), or of those in a subject."""
        table = self._year_page(year, AddressWord.GATHERINGS)
        return f"{table}{subject}/" if subject else table

    def figures(self, year: str) -> str:
        """Return the address of the page of a year's figures: `/2016-2017/i-tall/`."""
        return self._year_page(year, AddressWord.FIGURES)

    def list(self) -> str:
        """Return the address of the reader's own list of courses: `/min-liste/`."""
        return self._site_page(AddressWord.LIST)

    def offline(self) -> str:
        """Return the address of the offline page, shown in place of pages that are not cached."""
        return self._site_page(AddressWord.OFFLINE)

    def form(self) -> str:
        """Return the address of the form for editors. It exists once, because course files are in Norwegian."""
        return f"/{self._word(AddressWord.FORM)}/"

    def form_for(self, year: str, key: str) -> str:
        """Return the address of the form for editors with a course opened in it; `key` is as for `course`."""
        return f"{self.form()}?endre={year}/{key}"

    def course_files(self) -> str:
        """Return the beginning of the addresses of courses' source files: `/kilde/`."""
        return f"/{self._word(AddressWord.COURSE_FILE)}/"

    def course_file(self, year: str, key: str) -> str:
        """Return the address of a course's source file as JSON, for the form; `key` is as for `course`."""
        return f"{self.course_files()}{year}/{key}.json"

    def course(self, year: str, key: str) -> str:
        """Return the address of a course; `key` is INSTITUTION/NAME: `/2016-2017/hihm/naturfag-1/`."""
        return f"{self.prefix}/{year}/{key}/"

    def year_calendar(self, year: str) -> str:
        """Return the address of a year's calendar (iCalendar), one file for all languages: `/2016-2017/frister.ics`."""
        return f"/{year}/{self._word(AddressWord.DEADLINES)}.ics"

    def course_calendar(self, year: str, key: str) -> str:
        """Return the address of a course's calendar (iCalendar), one file for all languages; `key` as for `course`."""
        return f"/{year}/{key}.ics"

    def feed(self) -> str:
        """Return the address of the Atom feed, one file for all languages."""
        return f"/{self._word(AddressWord.FEED)}.atom"

    def opensearch(self) -> str:
        """Return the address of the OpenSearch description."""
        return f"{self.prefix}/opensearch.xml"

    def facet(self, year: str, facet: str) -> str:
        """Return the address of the index of a facet's values: `/2016-2017/fag/`."""
        return f"{self.prefix}/{year}/{self._facet(facet)}/"

    def letter(self, year: str, facet: str, letter: str) -> str:
        """Return the address of the values of a facet that begin with a letter; `letter` is its key (letters.py)."""
        return f"{self.facet(year, facet)}{self._word(AddressWord.LETTER)}-{letter}/"

    def facet_value(self, year: str, facet: str, value: str) -> str:
        """Return the address of the list of courses with a value of a facet: `/2016-2017/fag/norsk/`.

        An institution's is directly below the year, above its courses: `/2016-2017/hihm/`.
        """
        if facet == AddressWord.INSTITUTION:
            return f"{self.prefix}/{year}/{value}/"
        return f"{self.facet(year, facet)}{self._value(facet, value)}/"

    def picture(self, address: str) -> str:
        """Return the URL path of the picture that services show with a link to the page at `address`."""
        return f"{address}{self._word(AddressWord.PICTURE)}.png"

    def page_word(self) -> str:
        """Return the word before the number in the address of a list's further pages, such as `side` in `side-2`."""
        return self._word(AddressWord.PAGE)

    def pair(self, year: str, subject: str, facet: str, value: str) -> str:
        """Return the address of the list of courses in a subject with one value of another facet."""
        return (
            f"{self.facet_value(year, AddressWord.SUBJECT, subject)}{self._facet(facet)}/{self._value(facet, value)}/"
        )


def addresses_for(language: str, catalogue: Catalogue) -> Addresses:
    """Return the addresses of `language` (a code), with the words of the site's first language."""
    own = {each.address_key: each.kind for each in catalogue.profile.own_fields if each.facet}
    return Addresses(prefix_of(language, catalogue.settings.languages), catalogue.address_words, own)


def prefix_of(language: str, languages: tuple[str, ...]) -> str:
    """Return the beginning of every address in `language`: `/nn`, or "" for the first of the site's `languages`."""
    return "" if language == languages[0] else f"/{language}"


def numbered_address(address: str, number: int, word: str) -> str:
    """Return the address of page `number` (from 1) of the list at `address`: `/2016-2017/fag/norsk/side-2/`.

    The first page is at `address` itself. `word` is that of Addresses.page_word.
    """
    return address if number == 1 else f"{address}{word}-{number}/"


def search_manifest(language: str) -> str:
    """Return the URL path of the search index's manifest for a language code: `/search/nb.json`."""
    return f"/{manifest_path(language)}"
