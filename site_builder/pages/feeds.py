"""Atom (RFC 4287): every course with its deadline, for feed readers and for whoever mirrors the catalogue.

What changed last stands first and is stamped anew, so a reader shows new courses, and those whose deadline has moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from xml.etree import ElementTree

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.fields import Who
from site_builder.catalogue.model import AcademicYear, Catalogue, Course
from site_builder.output import Output
from site_builder.pages.calendars import changed
from site_builder.pages.language import Words
from site_builder.pages.structured_data import description
from site_builder.pages.urls import Addresses

ATOM = "http://www.w3.org/2005/Atom"


def feed(catalogue: Catalogue, words: Words, addresses: Addresses, dates: Mapping[str, str]) -> Output:
    """Return the feed of the current year's courses, the latest change first; `dates` are last changes, by path.

    Ids are the courses' own addresses, for ever.
    """
    year, base = catalogue.current_year, catalogue.settings.base
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": words.language})
    _child(root, "title", f"{catalogue.settings.name.in_language(words.language)} {year.name}")
    _child(root, "id", base + addresses.feed())
    ElementTree.SubElement(root, "link", {"rel": "self", "href": base + addresses.feed()})
    ElementTree.SubElement(root, "link", {"href": base + addresses.front()})
    days = {course.key: max(year.opens, changed(course, dates) or year.opens) for course in year.courses}
    _child(root, "updated", _instant(max(days.values(), default=year.opens)))
    for course in sorted(year.courses, key=lambda course: (-days[course.key].toordinal(), course.key)):
        _entry(root, course, year, base + addresses.course(year.key, course.key), days[course.key])
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Output(addresses.feed().lstrip("/"), content)


def _entry(root: ElementTree.Element, course: Course, year: AcademicYear, address: str, day: date) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _child(entry, "title", course.title).set("xml:lang", course.language)
    _child(entry, "id", address)
    ElementTree.SubElement(entry, "link", {"href": address})
    _child(entry, "updated", _instant(day))
    _child(ElementTree.SubElement(entry, "author"), "name", course.institution.name)
    until = next((each.day for each in deadlines_of(course, year) if each.who is Who.TEACHER), None)
    ElementTree.SubElement(
        entry, "category", {"term": course.subject.key, "label": course.subject.name.in_language("nb")}
    )
    _child(entry, "summary", description(course) + (f" ({until.isoformat()})" if until else ""))


def _child(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = text
    return child


def _instant(day: date) -> str:
    """Midnight of a day as RFC 3339 writes it; feeds need a moment, and no clock may be asked."""
    return f"{day.isoformat()}T00:00:00Z"
