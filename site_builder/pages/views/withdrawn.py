"""The page of a withdrawn course: the day, the reason, and other courses."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.model import Withdrawn
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import Card
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.problems import N_

MAX_OTHERS = 6
"""Courses of the same subject on the page: two rows of cards."""


class WithdrawnView(Struct, frozen=True):
    """The page of a withdrawn course. `day` and `note` (the reason) are texts, "" if its file has none.

    `instead` are the courses that its file names in its place; `others` are of the same subject. `text_language` is the
    code of the title's language.
    """

    page: PageContext
    title: str
    text_language: str
    institution: str
    day: str
    note: str
    instead: tuple[Card, ...]
    others: tuple[Card, ...]
    subject: Link


def withdrawn_view(withdrawn: Withdrawn, year: AcademicYear, layout: Layout) -> WithdrawnView:
    """Return the page of `withdrawn`, a withdrawn course of a year."""
    locale, addresses = layout.locale, layout.addresses
    address = addresses.course(year.key, withdrawn.key)
    named = [year.by_key[key] for key in withdrawn.instead if key in year.by_key]
    open_still = (CourseState.OPEN, CourseState.VACANT)
    others = [
        course
        for course in year.courses
        if course.subject.key == withdrawn.subject.key and course not in named and course.offering.state in open_still
    ]
    others.sort(key=lambda course: (course.institution.key != withdrawn.institution.key, course.key))
    subject = withdrawn.subject.name.in_language(locale.language)
    lists = addresses.facet_value(year.key, "fag", withdrawn.subject.key)
    any_left = any(course.subject.key == withdrawn.subject.key for course in year.courses)
    return WithdrawnView(
        page=layout.page_context(
            address,
            withdrawn.title,
            locale.gettext(
                N_("{title} at {institution} is withdrawn."),
                title=withdrawn.title,
                institution=withdrawn.institution.name,
            ),
            (Link(year.name, addresses.year(year.key)), Link(withdrawn.title, address, withdrawn.language)),
            source=withdrawn.source,
        ),
        title=withdrawn.title,
        text_language=withdrawn.language,
        institution=withdrawn.institution.name,
        day=locale.full_date(withdrawn.day) if withdrawn.day else "",
        note=withdrawn.note or "",
        instead=layout.cards(named),
        others=layout.cards(others[:MAX_OTHERS]),
        subject=Link(subject, lists if any_left else addresses.facet(year.key, "fag")),
    )
