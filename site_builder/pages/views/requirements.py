"""The pages «Hva mangler jeg?»: each requirement of competence (kompetansekrav) in each subject, and its courses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.labels import area_label
from site_builder.catalogue.requirements import Way
from site_builder.catalogue.vocabulary import Requirement, Subject
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import Card, credits, grades
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.views.finder import in_the_finder
from site_builder.pages.views.year_page import year_page_context
from site_builder.problems import N_


class RequirementRow(Struct, frozen=True):
    """A requirement of competence in one subject, as texts. `count` is the number of ways to meet it."""

    subject: str
    grades: str
    credits: str
    address: str
    count: int


class RequirementGroup(Struct, frozen=True):
    """The requirements (`needs`) in one area of subjects; `title` is "" for subjects without an area."""

    title: str
    needs: tuple[RequirementRow, ...]


class UnitOption(Struct, frozen=True):
    """An older unit of education (such as vekttall), and its worth in credits, a number as text."""

    key: str
    name: str
    credits: str


class WayRow(Struct, frozen=True):
    """One way to meet a requirement (requirements.Way) as texts. `courses` are in the order to take them.

    `modules` names the modules of the course of which any one is enough, or is "". `counties` are separated by `|`: ""
    if no course is tied to a place, NOWHERE if the courses share no county.
    """

    courses: tuple[Card, ...]
    modules: str
    credits: str
    enough_from: str
    useful_below: str
    counties: str


class RequirementIndexView(Struct, frozen=True):
    """The index of requirements: a form to choose a subject and grades. `article` is an address, or ""."""

    page: PageContext
    year: str
    title: str
    groups: tuple[RequirementGroup, ...]
    units: tuple[UnitOption, ...]
    article: str


class RequirementView(Struct, frozen=True):
    """The page of a requirement in one subject. `subject` is its name as in mid-sentence, `need` its credits in words.

    `needed` is the same as a number for the script. `facts` are sentences; `confirmed`: the rule was read in a source.
    `sections` are (credits held that are enough, heading, ways), fewest credits first. `counties` are names to choose
    from. `index`, `finder` (the search for its courses) and `article` are addresses, or "".
    """

    page: PageContext
    year: str
    title: str
    subject: str
    grades: str
    need: str
    needed: str
    facts: tuple[str, ...]
    confirmed: bool
    sections: tuple[tuple[str, str, tuple[WayRow, ...]], ...]
    units: tuple[UnitOption, ...]
    counties: tuple[str, ...]
    index: str
    subject_courses: Link
    finder: str
    article: str


Asked = tuple[Subject, Requirement]

NOWHERE = "-"
"""In place of counties for courses in different counties."""


def subject_requirements(year: AcademicYear, layout: Layout) -> tuple[Asked, ...]:
    """Return (subject, requirement) for subjects in which the year has a course: by name, then by grades."""
    offered = {value.key for value in layout.grouped(year).by(BY_KEY["fag"])}
    requirements = sorted(layout.catalogue.requirements.values(), key=lambda each: (each.grades, each.key))
    subjects = sorted(
        (subject for key, subject in layout.catalogue.subjects.items() if key in offered),
        key=lambda subject: layout.locale.alphabet.key(subject.name.in_language(layout.locale.language)),
    )
    return tuple((subject, each) for subject in subjects for each in requirements if subject.key in each.subjects)


def requirement_index_view(year: AcademicYear, asked: tuple[Asked, ...], layout: Layout) -> RequirementIndexView:
    """Return the view of the index of requirements. `asked` is the result of `subject_requirements`."""
    locale, address = layout.locale, layout.addresses.requirements(year.key)
    title = locale.gettext(N_("Which credits am I missing?"))
    grouped: dict[str, list[RequirementRow]] = {}
    for subject, requirement in asked:
        heading = locale.label(area_label(subject.area)) if subject.area else ""
        grouped.setdefault(heading, []).append(_need(subject, requirement, year, layout))
    return RequirementIndexView(
        page=year_page_context(
            layout,
            year,
            address,
            f"{title} {year.name}",
            locale.gettext(
                N_(
                    "See how many credits you are missing for the kompetansekrav (competence requirements), "
                    "and which courses give them."
                )
            ),
            (Link(title, address),),
        ),
        year=year.name,
        title=title,
        groups=tuple(RequirementGroup(area, tuple(needs)) for area, needs in grouped.items()),
        units=_unit_options(layout),
        article=layout.article("kompetansekrav"),
    )


def requirement_view(subject: Subject, requirement: Requirement, year: AcademicYear, layout: Layout) -> RequirementView:
    """Return the view of the page of one requirement in one subject."""
    locale, addresses = layout.locale, layout.addresses
    name = subject.name.in_language(locale.language)
    address = addresses.requirement(year.key, subject.key, requirement.key)
    index = addresses.requirements(year.key)
    need = _need(subject, requirement, year, layout)
    title = locale.gettext(N_("{subject}, {grades}: which credits am I missing?"), subject=name, grades=need.grades)
    found = layout.grouped(year).ways(requirement, subject.key)
    return RequirementView(
        page=year_page_context(
            layout,
            year,
            address,
            f"{title} {year.name}",
            locale.gettext(
                N_(
                    "The kompetansekrav (competence requirement) in {subject}, {grades}: {credits}. "
                    "See which courses give the credits you are missing."
                ),
                subject=name.lower(),
                grades=need.grades,
                credits=need.credits,
            ),
            (
                Link(locale.gettext(N_("Which credits am I missing?")), index),
                Link(f"{name}, {need.grades}", address),
            ),
        ),
        year=year.name,
        title=title,
        subject=locale.in_sentence(name),
        grades=need.grades,
        need=need.credits,
        needed=f"{requirement.credits:g}",
        facts=tuple(_facts(requirement, locale)),
        confirmed=requirement.confirmed,
        sections=tuple(
            (f"{held:g}", _heading(held, locale), tuple(_row(way, layout) for way in group))
            for held, group in groupby(found, key=lambda way: way.enough_from)
        ),
        units=_unit_options(layout),
        counties=tuple(sorted({county for way in found for county in way.counties or ()}, key=locale.alphabet.key)),
        index=index,
        subject_courses=Link(name, addresses.facet_value(year.key, "fag", subject.key)),
        finder=in_the_finder(year, layout, ("fag", subject.key), ("kompetansekrav", requirement.key)) if found else "",
        article=layout.article("kompetansekrav"),
    )


def _need(subject: Subject, requirement: Requirement, year: AcademicYear, layout: Layout) -> RequirementRow:
    locale = layout.locale
    return RequirementRow(
        subject=subject.name.in_language(locale.language),
        grades=grades(requirement.grades, locale),
        credits=credits(requirement.credits, locale),
        address=layout.addresses.requirement(year.key, subject.key, requirement.key),
        count=len(layout.grouped(year).ways(requirement, subject.key)),
    )


def _facts(requirement: Requirement, locale: Locale) -> Iterator[str]:
    if requirement.valid_from:
        yield locale.gettext(N_("In force from {date}."), date=locale.full_date(requirement.valid_from))
    yield locale.gettext(N_("Source: {source}."), source=requirement.source.rstrip("."))


def _heading(held: float, locale: Locale) -> str:
    if held == 0:
        return locale.gettext(N_("If you have no credits in the subject"))
    return locale.gettext(N_("If you have at least {credits}"), credits=credits(held, locale))


def _row(way: Way, layout: Layout) -> WayRow:
    return WayRow(
        courses=tuple(layout.card(course) for course in way.courses),
        modules=_either(way, layout.locale),
        credits=credits(way.credits, layout.locale),
        enough_from=f"{way.enough_from:g}",
        useful_below=f"{way.useful_below:g}",
        counties="|".join(sorted(way.counties)) or NOWHERE if way.counties is not None else "",
    )


def _either(way: Way, locale: Locale) -> str:
    """Return which modules are enough: «Modulen «A» (15 studiepoeng) er nok», or "" if the way is whole courses."""
    if not way.modules:
        return ""
    titles = [locale.gettext(N_("«{words}»"), words=module.title) for module in way.modules]
    return locale.ngettext(
        N_("One module is enough: {titles}, {credits}."),
        N_("One of these modules is enough: {titles}, {credits} each."),
        len(titles),
        titles=", ".join(titles),
        credits=credits(way.credits, locale),
    )


def _unit_options(layout: Layout) -> tuple[UnitOption, ...]:
    return tuple(
        UnitOption(unit.key, unit.name.in_language(layout.locale.language), f"{unit.credits:g}")
        for unit in layout.catalogue.units.units
    )
