"""The addresses of all pages and files. They contain the academic year and are permanent.

No other module builds an address.
"""

from __future__ import annotations

from msgspec import Struct

from site_builder.output.search_paths import manifest_path


class Addresses(Struct, frozen=True):
    """The addresses in one language, which begin with a slash. Years, facets and other things are given by key.

    `prefix` is "" for the site's first language, otherwise `/nn`, `/se` or `/en`.
    """

    prefix: str = ""

    def front(self) -> str:
        """Return the address of the front page."""
        return f"{self.prefix}/"

    def search(self) -> str:
        """Return the address of the search page."""
        return f"{self.prefix}/sok/"

    def article(self, key: str) -> str:
        """Return the address of an article of content/."""
        return f"{self.prefix}/{key}/"

    def stories(self) -> str:
        """Return the address of the list of students' stories."""
        return f"{self.prefix}/historier/"

    def story(self, key: str) -> str:
        """Return the address of a story."""
        return f"{self.prefix}/historier/{key}/"

    def year(self, year: str) -> str:
        """Return the address of a year's front page."""
        return f"{self.prefix}/{year}/"

    def all_courses(self, year: str) -> str:
        """Return the address of a year's courses from A to Å."""
        return f"{self.prefix}/{year}/alle/"

    def deadlines(self, year: str) -> str:
        """Return the address of a year's deadlines."""
        return f"{self.prefix}/{year}/frister/"

    def requirements(self, year: str) -> str:
        """Return the address of a year's index of requirements."""
        return f"{self.prefix}/{year}/hva-mangler-jeg/"

    def requirement(self, year: str, subject: str, requirement: str) -> str:
        """Return the address of a requirement in one subject."""
        return f"{self.requirements(year)}{subject}/{requirement}/"

    def requirement_data_file(self, year: str) -> str:
        """Return the address of a year's requirements as JSON, one file for all languages."""
        return f"/{year}/hva-mangler-jeg.json"

    def gatherings(self, year: str, subject: str = "") -> str:
        """Return the address of the table of a year's gatherings, or of those in a subject."""
        return f"{self.prefix}/{year}/samlinger/{subject}/" if subject else f"{self.prefix}/{year}/samlinger/"

    def figures(self, year: str) -> str:
        """Return the address of a year's figures."""
        return f"{self.prefix}/{year}/i-tall/"

    def list(self) -> str:
        """Return the address of the reader's own list."""
        return f"{self.prefix}/min-liste/"

    def offline(self) -> str:
        """Return the address of the offline page, shown in place of pages that are not cached."""
        return f"{self.prefix}/uten-nett/"

    def form(self) -> str:
        """Return the address of the form for editors. It exists once, because course files are in Norwegian."""
        return "/legg-inn/"

    def form_for(self, year: str, key: str) -> str:
        """Return the address of the form opened with a course."""
        return f"{self.form()}?endre={year}/{key}"

    def course_file(self, year: str, key: str) -> str:
        """Return the address of a course's source file as JSON, for the form."""
        return f"/kilde/{year}/{key}.json"

    def course(self, year: str, key: str) -> str:
        """Return the address of a course; `key` is institution/name."""
        return f"{self.prefix}/{year}/{key}/"

    def year_calendar(self, year: str) -> str:
        """Return the address of a year's calendar, one file for all languages."""
        return f"/{year}/frister.ics"

    def course_calendar(self, year: str, key: str) -> str:
        """Return the address of a course's calendar, one file for all languages."""
        return f"/{year}/{key}.ics"

    def feed(self) -> str:
        """Return the address of the Atom feed, one file for all languages."""
        return "/studietilbud.atom"

    def opensearch(self) -> str:
        """Return the address of the OpenSearch description."""
        return f"{self.prefix}/opensearch.xml"

    def facet(self, year: str, facet: str) -> str:
        """Return the address of the index of a facet's values."""
        return f"{self.prefix}/{year}/{facet}/"

    def letter(self, year: str, facet: str, letter: str) -> str:
        """Return the address of the values of a facet that begin with the letter with this key."""
        return f"{self.facet(year, facet)}bokstav-{letter}/"

    def facet_value(self, year: str, facet: str, value: str) -> str:
        """Return the address of a list of courses. An institution's is directly below the year, above its courses."""
        return f"{self.prefix}/{year}/{value}/" if facet == "institusjon" else f"{self.prefix}/{year}/{facet}/{value}/"

    def pair(self, year: str, subject: str, facet: str, value: str) -> str:
        """Return the address of the courses in a subject with one value of another facet."""
        return f"{self.prefix}/{year}/fag/{subject}/{facet}/{value}/"


def addresses_for(language: str, languages: tuple[str, ...]) -> Addresses:
    """Return the addresses of `language`; the first of `languages` has no prefix."""
    return Addresses("" if language == languages[0] else f"/{language}")


def numbered_address(address: str, number: int) -> str:
    """Return the address of page `number` (from 1) of the list at `address`. No course file can have such a name."""
    return address if number == 1 else f"{address}side-{number}/"


def picture_of(address: str) -> str:
    """Return the address of the picture that a link to the page at `address` is shown with."""
    return f"{address}bilde.png"


def search_manifest(language: str) -> str:
    """Return the address of the search index's manifest for one language of the interface."""
    return f"/{manifest_path(language)}"
