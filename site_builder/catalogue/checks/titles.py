"""Read the facts in a course's title that fields state too, in the forms used in 2016.

`Naturfag 1, trinn 1-7 - Kompetanse for kvalitet`, `Norsk 2 for 5.-10. trinn`, `Engelsk 1: 5-10. trinn`, `Mat og helse 1
1.–10. trinn`, `Matematikk 2MU, trinn 5-10`, `VID-6087 Engelsk 2 for 5.-10. trinn, del 2 - 15 stp`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from site_builder.catalogue.markdown.for_javascript import as_javascript
from site_builder.catalogue.schema.enums import Delivery
from site_builder.catalogue.schema.notation import NUMBERED_PARTS
from site_builder.catalogue.schema.school_years import LAST_STAGE, STAGE_IN_TITLE, YEARS_OF_STAGES
from site_builder.catalogue.schema.times import Semester

_GRADES = re.compile(r"(?<![\d.])(\d{1,2})\s*+(?:\.\s*+)?[-–—]\s*(\d{1,2})\b(?!\s*(?:sp|stp|studiepoeng))")
_LEVEL = re.compile(
    r"(?<![^\W\d])([^\W\d]+)\s(?:([123])(?:[A-Z]{2})?(?=$|[\s,:(])(?!\s*[-–.]\s*\d)|(II|III|I(?=$|[,:(]|\s(?:for|og)\s))(?=$|[\s,:(]))"
)
_ROMAN = {"I": 1, "II": 2, "III": 3}
_CREDITS = re.compile(r"\b(\d{1,3}(?:[.,]5)?)\s*(?:stp|sp|studiepoeng)\b", re.IGNORECASE)
_SEMESTER = re.compile(r"\b(høst|haust|vår)(?:en)?\s(20\d\d)\b", re.IGNORECASE)
_SHORT_SEMESTER = re.compile(r"(?<!\w)([HV])([1-3]\d)(?!\w)")
_STAGE = re.compile(rf"\b(?:{STAGE_IN_TITLE})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.])(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?!\d)")
_ONLINE, _GATHERINGS = (
    re.compile(r"nettbasert|nettstudi|på nett\b", re.IGNORECASE),
    re.compile("samling", re.IGNORECASE),
)
_CLOSED = re.compile(
    r"\bavlyst?\b|\bavlyses\b|\bfullte(?:gnet|ikna)\b|\bfullbook[ea][td]?\b|\(fullt?\)|^fullt?[!:]|\bfullt?!$"
    r"|\butgår\b|\butgått\b|\binnstil(?:t|les)\b|\bkanseller(?:t|es)\b|\bcancel(?:l?ed|led)\b|\b(?:er|blir) trukket\b",
    re.IGNORECASE,
)


class TitleFacts(Struct, frozen=True):
    """The facts in a title; None, "" or () for each that it does not state.

    `grades` are the lowest and highest school year. `stage` are the school years of a named stage; `semesters` the
    half-years named, both of an academic year; `closed` is the word for full or cancelled, as written.
    """

    grades: tuple[int, int] | None
    level: int | None
    credits: float | None
    semesters: tuple[Semester, ...] = ()
    delivery: Delivery | None = None
    closed: str = ""
    stage: tuple[int, int] | None = None


def read_title(title: str) -> TitleFacts:
    """Return the facts that a title states. Two different levels count as none."""
    grades = next(
        (
            (low, high)
            for low, high in ((int(found[1]), int(found[2])) for found in _GRADES.finditer(title))
            if 1 <= low < high <= 13
        ),
        None,
    )
    levels = {
        _ROMAN.get(roman) or int(level)
        for word, level, roman in _LEVEL.findall(_GRADES.sub(" ", title))
        if word.casefold() not in NUMBERED_PARTS
    }
    credits = _CREDITS.search(title)
    return TitleFacts(
        grades=grades,
        level=levels.pop() if len(levels) == 1 else None,
        credits=float(credits[1].replace(",", ".")) if credits else None,
        semesters=tuple(_semesters(title)),
        delivery=_delivery(title),
        stage=_stage(title),
        closed=closed[0].strip("()!:") if (closed := _CLOSED.search(title)) else "",
    )


def _semesters(title: str) -> Iterator[Semester]:
    """Yield the half-years that a title names, `høst 2016`, and both of an academic year, `2016/2017`."""
    for term, year in _SEMESTER.findall(title):
        yield Semester(int(year), 0 if term.casefold() == "vår" else 1)
    for half, year in _SHORT_SEMESTER.findall(title):
        yield Semester(2000 + int(year), int(half == "H"))
    for first, last in _YEAR.findall(title):
        if (int(first) + 1) % 100 == int(last):
            autumn = Semester(int(first), 1)
            yield from (autumn, autumn.plus(1))


def _stage(title: str) -> tuple[int, int] | None:
    """Return the school years of the only stage of school that a title names, «ungdomstrinnet»; None for several."""
    found = {YEARS_OF_STAGES[(each[1] or LAST_STAGE).casefold()] for each in _STAGE.finditer(title)}
    return found.pop() if len(found) == 1 else None


def _delivery(title: str) -> Delivery | None:
    """Return the delivery that a title names: online without gatherings, or gatherings alone; None for others."""
    online, gatherings = bool(_ONLINE.search(title)), "samlingsbasert" in title.casefold()
    if online:
        return None if _GATHERINGS.search(title) else Delivery.ONLINE
    return Delivery.GATHERINGS if gatherings and "nett" not in title.casefold() else None


def for_javascript() -> Mapping[str, str]:
    """Return the patterns in JavaScript's syntax, by name, for templates/assets/js/form/rules.js."""
    patterns = {"grades": _GRADES, "level": _LEVEL, "credits": _CREDITS, "semester": _SEMESTER, "half": _SHORT_SEMESTER}
    patterns |= {"year": _YEAR, "online": _ONLINE, "closed": _CLOSED, "stage": _STAGE}
    return {name: as_javascript(pattern.pattern.replace("*+", "*")) for name, pattern in patterns.items()}
