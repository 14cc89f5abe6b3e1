"""«Hva mangler jeg?»: for each subject and requirement, what is asked for and every way to get there, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.labels import AREAS, alphabetical, plain_number
from site_builder.catalogue.requirements import Way
from site_builder.catalogue.vocabulary import Requirement, Subject
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import Card, credits, grades
from site_builder.pages.i18n import Words
from site_builder.pages.layout import Frame, Framer, Link
from site_builder.pages.views.course import archive_notice
from site_builder.problems import N_


class Need(Struct, frozen=True):
    """A requirement in one subject: in words, where its page is, how many courses and chains meet it."""

    subject: str
    grades: str
    credits: str
    address: str
    count: int


class NeedGroup(Struct, frozen=True):
    """Needs of one area of subjects."""

    title: str
    needs: tuple[Need, ...]


class Measure(Struct, frozen=True):
    """A unit one may have one's education in, and how many credits one of it is."""

    key: str
    name: str
    credits: str


class WayRow(Struct, frozen=True):
    """A way: the courses in order, what they give together, and for whom (credits held; see requirements.Way).

    `counties` are parted by bars; empty where it can be taken from anywhere.
    """

    courses: tuple[Card, ...]
    credits: str
    enough_from: str
    useful_below: str
    counties: str


class LackingIndexView(Struct, frozen=True):
    """Choose a subject and grades."""

    frame: Frame
    title: str
    groups: tuple[NeedGroup, ...]
    measures: tuple[Measure, ...]
    article: str


class LackingView(Struct, frozen=True):
    """One requirement in one subject. `sections` are (heading, ways), what asks least beforehand first."""

    frame: Frame
    title: str
    subject: str
    need: str
    needed: str
    facts: tuple[str, ...]
    confirmed: bool
    sections: tuple[tuple[str, tuple[WayRow, ...]], ...]
    measures: tuple[Measure, ...]
    counties: tuple[str, ...]
    index: str
    subject_courses: Link
    article: str


Asked = tuple[Subject, Requirement]

NOWHERE = "-"
"""Stands for the counties of a chain whose courses are in different ones."""


def asked_for(year: AcademicYear, framer: Framer) -> tuple[Asked, ...]:
    """Return each subject with each requirement for it, where the year has a course in the subject."""
    offered = {value.key for value in framer.arranged(year).by(BY_KEY["fag"])}
    requirements = sorted(framer.catalogue.requirements.values(), key=lambda each: (each.grades, each.key))
    subjects = sorted(
        (subject for key, subject in framer.catalogue.subjects.items() if key in offered),
        key=lambda subject: alphabetical(subject.name.in_language(framer.words.language)),
    )
    return tuple((subject, each) for subject in subjects for each in requirements if subject.key in each.subjects)


def lacking_index(year: AcademicYear, asked: tuple[Asked, ...], framer: Framer) -> LackingIndexView:
    """Return the page one begins at."""
    words, address = framer.words, framer.addresses.lacking(year.key)
    title = words.say(N_("What do I lack?"))
    grouped: dict[str, list[Need]] = {}
    for subject, requirement in asked:
        grouped.setdefault(words.say(AREAS[subject.area]), []).append(_need(subject, requirement, year, framer))
    notice, notice_link = archive_notice(framer, year)
    return LackingIndexView(
        frame=framer.frame(
            address,
            f"{title} {year.name}",
            words.say(N_("See how many credits you lack for the kompetansekrav, and which courses give them.")),
            (framer.year_step(year), Link(title, address)),
            notice=notice,
            notice_link=notice_link,
        ),
        title=title,
        groups=tuple(NeedGroup(area, tuple(needs)) for area, needs in grouped.items()),
        measures=_measures(framer),
        article=framer.article("kompetansekrav"),
    )


def lacking_view(subject: Subject, requirement: Requirement, year: AcademicYear, framer: Framer) -> LackingView:
    """Return the page of one requirement in one subject."""
    words, addresses = framer.words, framer.addresses
    name = subject.name.in_language(words.language)
    address = addresses.lacking_for(year.key, subject.key, requirement.key)
    index = addresses.lacking(year.key)
    need = _need(subject, requirement, year, framer)
    title = words.say(N_("{subject}, {grades}: what do I lack?"), subject=name, grades=need.grades)
    found = framer.arranged(year).ways(requirement, subject.key)
    notice, notice_link = archive_notice(framer, year)
    trail = (
        framer.year_step(year),
        Link(words.say(N_("What do I lack?")), index),
        Link(f"{name}, {need.grades}", address),
    )
    return LackingView(
        frame=framer.frame(
            address,
            f"{title} {year.name}",
            words.say(
                N_("The kompetansekrav in {subject}, {grades}: {credits}. See which courses give what you lack."),
                subject=name.lower(),
                grades=need.grades,
                credits=need.credits,
            ),
            trail,
            notice=notice,
            notice_link=notice_link,
        ),
        title=title,
        subject=name,
        need=need.credits,
        needed=f"{requirement.credits:g}",
        facts=tuple(_facts(requirement, words)),
        confirmed=requirement.confirmed,
        sections=tuple(
            (_heading(held, words), tuple(_row(way, framer) for way in group))
            for held, group in groupby(found, key=lambda way: way.enough_from)
        ),
        measures=_measures(framer),
        counties=tuple(sorted({county for way in found for county in way.counties or ()}, key=alphabetical)),
        index=index,
        subject_courses=Link(name, addresses.facet_value(year.key, "fag", subject.key)),
        article=framer.article("kompetansekrav"),
    )


def _need(subject: Subject, requirement: Requirement, year: AcademicYear, framer: Framer) -> Need:
    words = framer.words
    return Need(
        subject=subject.name.in_language(words.language),
        grades=grades(requirement.grades, words),
        credits=credits(requirement.credits, words),
        address=framer.addresses.lacking_for(year.key, subject.key, requirement.key),
        count=len(framer.arranged(year).ways(requirement, subject.key)),
    )


def _facts(requirement: Requirement, words: Words) -> Iterator[str]:
    if requirement.valid_from:
        yield words.say(N_("In force from {date}."), date=words.full_date(requirement.valid_from))
    yield words.say(N_("Source: {source}."), source=requirement.source.rstrip("."))


def _heading(held: float, words: Words) -> str:
    if held == 0:
        return words.say(N_("If you have no credits in the subject"))
    return words.say(N_("If you have at least {number} credits"), number=plain_number(held))


def _row(way: Way, framer: Framer) -> WayRow:
    return WayRow(
        courses=tuple(framer.card(course) for course in way.courses),
        credits=credits(way.credits, framer.words),
        enough_from=f"{way.enough_from:g}",
        useful_below=f"{way.useful_below:g}",
        counties="|".join(sorted(way.counties)) or NOWHERE if way.counties is not None else "",
    )


def _measures(framer: Framer) -> tuple[Measure, ...]:
    return tuple(
        Measure(unit.key, unit.name.in_language(framer.words.language), f"{unit.credits:g}")
        for unit in framer.catalogue.units.units
    )
