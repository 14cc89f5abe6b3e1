"""Addresses: decided here and nowhere else. They carry the year and stay for ever."""

from __future__ import annotations

from msgspec import Struct

from site_builder.output.search_paths import manifest_path


class Addresses(Struct, frozen=True):
    """Where things are, in one language of the interface. `prefix` is "" for the first language, else `/nn`."""

    prefix: str = ""

    def front(self) -> str:
        """The front page."""
        return f"{self.prefix}/"

    def search(self) -> str:
        """The search page."""
        return f"{self.prefix}/sok/"

    def article(self, key: str) -> str:
        """A page of content/."""
        return f"{self.prefix}/{key}/"

    def stories(self) -> str:
        """All students' stories."""
        return f"{self.prefix}/historier/"

    def story(self, key: str) -> str:
        """One story."""
        return f"{self.prefix}/historier/{key}/"

    def year(self, year: str) -> str:
        """A year's own front page."""
        return f"{self.prefix}/{year}/"

    def all_courses(self, year: str) -> str:
        """A year's courses from A to Å."""
        return f"{self.prefix}/{year}/alle/"

    def deadlines(self, year: str) -> str:
        """A year's deadlines."""
        return f"{self.prefix}/{year}/frister/"

    def requirements(self, year: str) -> str:
        """What one lacks for a year's requirements: choose a subject and grades."""
        return f"{self.prefix}/{year}/hva-mangler-jeg/"

    def requirement(self, year: str, subject: str, requirement: str) -> str:
        """What one lacks for a requirement in one subject."""
        return f"{self.requirements(year)}{subject}/{requirement}/"

    def requirement_data_file(self, year: str) -> str:
        """The rules and ways of a year's requirements, for programs; one for all languages."""
        return f"/{year}/hva-mangler-jeg.json"

    def gatherings(self, year: str) -> str:
        """The gatherings of a year's courses."""
        return f"{self.prefix}/{year}/samlinger/"

    def figures(self, year: str) -> str:
        """A year's catalogue in figures."""
        return f"{self.prefix}/{year}/i-tall/"

    def list(self) -> str:
        """One's own list of courses."""
        return f"{self.prefix}/min-liste/"

    def offline(self) -> str:
        """What is shown where there is no network, and the page asked for was never read."""
        return f"{self.prefix}/uten-nett/"

    def form(self) -> str:
        """The form that editors write a course in; one, since what they write is Norwegian."""
        return "/legg-inn/"

    def form_for(self, year: str, key: str) -> str:
        """The form with a course in it."""
        return f"{self.form()}?endre={year}/{key}"

    def course_file(self, year: str, key: str) -> str:
        """A course's file as its editor wrote it, for the form."""
        return f"/kilde/{year}/{key}.json"

    def course(self, year: str, key: str) -> str:
        """A course; `key` is institution/name."""
        return f"{self.prefix}/{year}/{key}/"

    def year_calendar(self, year: str) -> str:
        """A year's deadlines as a calendar; one for all languages."""
        return f"/{year}/frister.ics"

    def course_calendar(self, year: str, key: str) -> str:
        """A course's deadlines and gatherings as a calendar; one for all languages."""
        return f"/{year}/{key}.ics"

    def feed(self) -> str:
        """The courses as an Atom feed; one for all languages."""
        return "/studietilbud.atom"

    def opensearch(self) -> str:
        """The description of the site's search for browsers."""
        return f"{self.prefix}/opensearch.xml"

    def facet(self, year: str, facet: str) -> str:
        """All values of a facet."""
        return f"{self.prefix}/{year}/{facet}/"

    def facet_value(self, year: str, facet: str, value: str) -> str:
        """The courses with one value of a facet; an institution's stand at its own address, above its courses."""
        return f"{self.prefix}/{year}/{value}/" if facet == "institusjon" else f"{self.prefix}/{year}/{facet}/{value}/"

    def pair(self, year: str, subject: str, facet: str, value: str) -> str:
        """The courses in a subject with one value of another facet."""
        return f"{self.prefix}/{year}/fag/{subject}/{facet}/{value}/"


def addresses_for(language: str, languages: tuple[str, ...]) -> Addresses:
    """Return the addresses of `language`; the first of `languages` has no prefix."""
    return Addresses("" if language == languages[0] else f"/{language}")


def search_manifest(language: str) -> str:
    """Return the address of the search index's manifest for one language of the interface."""
    return f"/{manifest_path(language)}"


def file_of(address: str) -> str:
    """Return the path of the file that answers at `address`: `/a/b/` is `a/b/index.html`."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")
