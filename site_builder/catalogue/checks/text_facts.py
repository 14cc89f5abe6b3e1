"""Check that a course's text does not say other credits, start, length, state or school years than its fields.

Only sentences about the course as a whole are read: texts name modules, earlier credits and other courses too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalogue.checks.text_places import place_at
from site_builder.catalogue.schema import corrections
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.schema.times import Duration, DurationUnit, Semester
from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Record

CONTRADICTS = (
    N_("The text says «{written}», but the field «{key}» says {in_field}."),
    N_("Correct the one that is wrong: teachers search by the field and read the text."),
)
"""The message and the hint."""

_NUMBER = r"(?P<{}>\d{{1,3}}(?:[.,]5)?|[a-zæøå]{{2,9}})\s"
_SAYS = (
    rf"\s(?:(?:er\spå|gir|gjev|gir\sdeg|omfatter|omfattar|utgjør|har)\s{_NUMBER.format('credits')}(?:studiepoeng|stp|sp)"
    r"|(?:starter|startar|begynner|byrjar)\s(?:i\s|opp\s|om\s)?(?P<term>høst|haust|vår)(?:en)?\s(?P<year>20\d\d)"
    r"|(?:går\sover|varer|varer\si|varar|varar\si|strekker\sseg\sover|strekk\sseg\sover)"
    rf"\s{_NUMBER.format('length')}(?P<unit>semest(?:er|re|rar)|(?:studie)?år)"
    r"|(?:er|blir|vart|ble)\s(?:nå\s|no\s|dessverre\s)?(?P<state>fulltegnet|fullteikna|avlyst|innstilt|kansellert|fullt(?=[.!,;\n]))"
    r"|(?:er|passer|passar)\sfor\s(?:lærere|lærarar)\s(?:på|i)\s(?P<low>\d{1,2})\.?\s?[–-]\s?(?P<high>\d{1,2})\.?\s(?:års)?"
    r"(?:trinn|steg))\b"
)
_SENTENCES = (re.compile(rf"tudie(?:t|tilbudet|tilbodet){_SAYS}"), re.compile(rf"utdanning(?:en|a){_SAYS}"))
"""Sentences about the course. Patterns that begin with letters pass over a text in a tenth of the time."""


def text_fact_problems(record: Record, course: CourseEntry) -> Iterator[Problem]:
    """Yield a warning for each sentence about the whole course that contradicts its fields.

    Compared are its credits, start, length, state and school years.

    A start in a term of the catalogue's own, and a length in other units than semesters, is not compared.
    """
    for found in stated_facts(record.body):
        if contradicted := _contradicted(found, course):
            key, in_field = contradicted
            yield _problem(record, found, key, in_field)


def stated_facts(text: str) -> Iterator[re.Match[str]]:
    """Yield each statement of a text on the credits, start, length, state or school years of the whole course."""
    for sentence in _SENTENCES:
        yield from sentence.finditer(text)


def _contradicted(found: re.Match[str], course: CourseEntry) -> tuple[str, object] | None:
    """Return the key and value of the field that a sentence contradicts, or None."""
    if found["credits"]:
        stated = corrections.credits(found["credits"])
        wrong = isinstance(stated, str) and course.credits and float(stated.replace(",", ".")) != course.credits
        return ("studiepoeng", course.credits) if wrong else None
    if found["state"]:
        return ("status", str(course.state)) if course.state is CourseState.OPEN else None
    if found["low"]:
        low, high, ranges = int(found["low"]), int(found["high"]), course.grades.ranges
        return ("trinn", str(course.grades)) if ranges and not any(a <= low and high <= b for a, b in ranges) else None
    if found["term"]:
        start = Semester(int(found["year"]), 0 if found["term"] == "vår" else 1)
        return ("oppstart", str(course.start)) if start != course.start and not course.start.terms else None
    length = corrections.duration(f"{found['length']} {found['unit'].removeprefix('studie')}")
    counted = course.duration.unit is DurationUnit.SEMESTER and isinstance(length, str)
    wrong = counted and Duration(int(str(length).split()[0])) != course.duration
    return ("varighet", str(course.duration)) if wrong else None


def _problem(record: Record, found: re.Match[str], key: str, in_field: object) -> Problem:
    start = max(record.body.rfind(" ", 0, found.start()), record.body.rfind("\n", 0, found.start())) + 1
    written = record.body[start : found.end()]
    return warning(
        place_at(record, start, len(written)),
        "text-contradicts",
        *CONTRADICTS,
        written=" ".join(written.split()),
        key=key,
        in_field=in_field,
    )
