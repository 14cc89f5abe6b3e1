"""The pages of the site that help readers choose: deadlines, gatherings, lists. The search offers them as answers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from site_builder.catalogue.labels import Label, message_label
from site_builder.catalogue.years import Catalogue
from site_builder.problems import N_


class Tool(Struct, frozen=True):
    """A page of the site without a file in content/, such as the deadlines. `key` is the last part of its address.

    `sentence` says what readers use it for.
    """

    key: str
    title: Label
    sentence: Label


KEYS = ("frister", "samlinger", "hva-mangler-jeg", "i-tall", "alle", "min-liste", "historier", "legg-inn")
"""Keys of every tool, also of those that a site lacks."""


def tools(catalogue: Catalogue) -> Iterator[Tool]:
    """Yield the tools that the site has with its current year, in the order of KEYS."""
    year = catalogue.current_year
    yield _tool(
        "frister",
        N_("Deadlines"),
        N_("The year’s deadlines for teachers, school owners, the Directorate and institutions."),
    )
    if any(course.offering.gatherings and course.offering.is_held for course in year.courses):
        sentence = N_("When the courses of {year} meet, and which of them you can come to.")
        yield _tool("samlinger", N_("Gatherings"), sentence, year=year.name)
    if catalogue.has_requirements_in(year):
        yield _tool(
            "hva-mangler-jeg",
            N_("Which credits am I missing?"),
            N_(
                "See how many credits you are missing for the kompetansekrav (competence requirements), "
                "and which courses give them."
            ),
        )
    sentence = N_("How many courses there are in {year}, of which kinds, and where.")
    yield _tool("i-tall", N_("The catalogue in figures"), sentence, year=year.name)
    yield _tool("alle", N_("All courses from A to Z"), "")
    yield _tool("min-liste", N_("My list"), N_("Up to ten courses in your own order, to compare, print and send."))
    if catalogue.stories:
        yield _tool("historier", N_("Students’ stories"), N_("Teachers on what further education was like."))
    if catalogue.settings.new_file:
        yield _tool(
            "legg-inn",
            N_("Add a course"),
            N_(
                "Write the course here, without git. You get the finished file, and open the page where it is sent in. "
                "What you write stays in this browser until then."
            ),
        )


def _tool(key: str, title: str, sentence: str, **values: object) -> Tool:
    return Tool(key, message_label(title), message_label(sentence, **values))
