"""Queries, and which documents answer them: predicates over the facts of a published folder, never lists of courses.

A query's `grades` say what a document must be to be worth 3 (exactly what is asked), 2 (right) or 1 (acceptable): a
predicate, all of whose conditions hold, or a list of predicates, one of which holds. A course that nobody can apply for
is worth one less, unless the predicate names a `state`. search_queries/README.md explains each condition.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html
import yaml

RIGHT = 2
"""The least grade that answers a query."""
OPEN = ("åpen", "ledige plasser")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
TOOLS = ("frister", "samlinger", "hva-mangler-jeg", "i-tall", "alle")
"""The pages of a year that help choosing and are not a list of one subject, place or state."""
OTHER_LANGUAGES = ("en", "nn", "se")


@dataclass(frozen=True)
class Document:
    """A page that a search may find: its address, its text, and a course's record in catalogue.json."""

    address: str
    title: str
    text: str
    course: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def grades(self) -> frozenset[int | str]:
        """The school grades a course is for; `voksne` is one of them."""
        return grades_of(self.course.get("grades", ""))

    @cached_property
    def days(self) -> Sequence[date]:
        """Every day of a course's gatherings."""
        return [day for each in self.course.get("gatherings", ()) for day in _days(each)]


@dataclass(frozen=True)
class Query:
    """What somebody types, the kind of query it is, and the predicates of each grade."""

    text: str
    kind: str
    grades: Mapping[int, Sequence[Mapping[str, Any]]]

    def grade(self, document: Document, section: str = "") -> int:
        """Return the grade of a document, 0 to 3; another section of the right page has one less."""
        return max((self._worth(grade, document, section) for grade in self.grades), default=0)

    def _worth(self, grade: int, document: Document, section: str) -> int:
        worth = 0
        for predicate in self.grades[grade]:
            if holds(predicate, document):
                unavailable = document.course and document.course["state"] not in OPEN and not _names_state(predicate)
                elsewhere = section and predicate.get("section", section) != section
                worth = max(worth, grade - bool(unavailable) - bool(elsewhere))
        return worth


def read_queries(path: Path) -> list[Query]:
    """Read one file of queries."""
    return [
        Query(
            str(each["query"]),
            each["kind"],
            {int(grade): _listed(predicates) for grade, predicates in each.get("grades", {}).items()},
        )
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def documents(folder: Path) -> list[Document]:
    """Return a published folder's courses of the current year, its articles, stories and tools."""
    year = next(folder.glob("2*/alle/index.html")).parent.parent.name
    found = []
    for course in json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))["courses"]:
        if course["id"].startswith(f"{year}/"):
            found.append(_document(folder, f"/{course['id']}/", course))
    pages = [*folder.glob("*/index.html"), *folder.glob("historier/*/index.html")]
    pages += [page for tool in TOOLS for page in (folder / year / tool).glob("index.html")]
    for page in sorted(pages):
        address = f"/{page.parent.relative_to(folder).as_posix()}/"
        if address.strip("/") not in (year, "sok", "uten-nett", *OTHER_LANGUAGES):
            found.append(_document(folder, address, {}))
    return found


def holds(predicate: Mapping[str, Any], document: Document) -> bool:
    """Whether all of a predicate's conditions hold for a document."""
    return all(
        not holds(wanted, document) if name == "not" else CONDITIONS[name](document, wanted)
        for name, wanted in predicate.items()
        if name != "section"
    )


def grades_of(text: str) -> frozenset[int | str]:
    """Return the school grades in `1-7` or `8-10, voksne`."""
    found: set[int | str] = set()
    for part in filter(None, re.split(r",\s*", text)):
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1)) if first.isdigit() else {part}
    return frozenset(found)


def page_of(address: str) -> tuple[str, str]:
    """Return a hit's document and section: a tool that is opened with something filled in is the tool."""
    page, _, section = address.partition("#")
    page = page.partition("?")[0]
    return re.sub(rf"^(/\d{{4}}-\d{{4}}/(?:{'|'.join(TOOLS)})/).*", r"\1", page), section


def page_key(address: str) -> str:
    """Return the name of a page in predicates: its address without the academic year."""
    return re.sub(r"^/\d{4}-\d{4}/", "/", address).strip("/")


def _document(folder: Path, address: str, course: Mapping[str, Any]) -> Document:
    root = lxml.html.parse(str(folder / address.strip("/") / "index.html")).getroot()
    main = root.find(".//main")
    prose = main.find_class("prose") if course else [main]
    heading = main.find(".//h1")
    title = course["title"] if course else "" if heading is None else heading.text_content()
    text = " ".join(" ".join(each.text_content() for each in prose).split())
    return Document(address, " ".join(title.split()), text, course)


def _days(gathering: Mapping[str, str]) -> Iterator[date]:
    first, last = (date.fromisoformat(gathering[end]) for end in ("from", "to"))
    yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _names_state(predicate: Mapping[str, Any]) -> bool:
    return "state" in predicate or "state" in predicate.get("not", {})


Condition = Callable[[Document, Any], bool]


def _fact(value: Callable[[Mapping[str, Any]], Any]) -> Condition:
    """A condition on one fact of a course, which equals what is wanted or one of it."""
    return lambda document, wanted: bool(document.course) and value(document.course) in _listed(wanted)


def _facts(values: Callable[[Mapping[str, Any]], Sequence[Any]]) -> Condition:
    """A condition on a fact of which a course may have several."""
    return lambda document, wanted: (
        bool(document.course) and not set(values(document.course)).isdisjoint(_listed(wanted))
    )


def _at_most(value: Callable[[Mapping[str, Any]], float]) -> Condition:
    """A condition that a number of a course is not above what is wanted."""
    return lambda document, wanted: bool(document.course) and value(document.course) <= wanted


def _matches(pattern: str, text: str) -> bool:
    return bool(re.search(pattern, text, re.IGNORECASE))


def _physical(course: Mapping[str, Any]) -> int:
    return sum(each["form"] == "fysisk" for each in course["gatherings"])


CONDITIONS: Mapping[str, Condition] = {
    "subject": _fact(lambda course: course["subject"]["key"]),
    "institution": _fact(lambda course: course["institution"]["key"]),
    "level": _fact(lambda course: course["level"]),
    "credits": _fact(lambda course: course["credits"]),
    "delivery": _fact(lambda course: course["delivery"]),
    "start": _fact(lambda course: course["start"]),
    "semesters": _fact(lambda course: course["semesters"]),
    "state": _fact(lambda course: course["state"]),
    "prior": _fact(lambda course: (course["prior_credits"] or {"credits": 0})["credits"]),
    "place": _facts(lambda course: [each["key"] for each in course["places"]]),
    "county": _facts(lambda course: [each["county"] for each in course["places"]]),
    "teaching": _facts(lambda course: course["teaching_languages"]),
    "scheme": _facts(lambda course: course["schemes"]),
    "fulfils": _facts(lambda course: [each["key"] for each in course["requirements"] if each["complete"]]),
    "gatherings": _fact(lambda course: len(course["gatherings"])),
    "physical": _at_most(_physical),
    "grades": lambda document, wanted: document.grades in [grades_of(str(each)) for each in _listed(wanted)],
    "covers": lambda document, wanted: bool(document.course) and grades_of(str(wanted)) <= document.grades,
    "overlaps": lambda document, wanted: not grades_of(str(wanted)).isdisjoint(document.grades),
    "within": lambda document, wanted: bool(document.grades) and document.grades <= grades_of(str(wanted)),
    "month": lambda document, wanted: any(day.month in _listed(wanted) for day in document.days),
    "weekday": lambda document, wanted: any(WEEKDAYS[day.weekday()] in _listed(wanted) for day in document.days),
    "titled": lambda document, wanted: bool(document.course) and _matches(wanted, document.title),
    "says": lambda document, wanted: bool(document.course) and _matches(wanted, f"{document.title} {document.text}"),
    "course": lambda document, wanted: bool(document.course) == wanted,
    "page": lambda document, wanted: not document.course and page_key(document.address) in _listed(wanted),
}
"""What each condition of a predicate asks of a document."""
