"""Compare the claims of a text with the fields of its course.

Each function takes a course, the words of a claim (Claim.words) and its surroundings. It returns the key of the field
that the claim contradicts, and that field's value as text; None if the claim is true, or the field is empty or cannot
be compared. The form in the browser does the same (templates/assets/js/form/claims.js).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct

from site_builder.catalogue.checks.claim_kinds import TAUGHT_IN
from site_builder.catalogue.names import Names
from site_builder.catalogue.schema import corrections
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.enums import CourseState, Delivery, Form
from site_builder.catalogue.schema.notation import MONTHS
from site_builder.catalogue.schema.other_notations import NUMBERS
from site_builder.catalogue.schema.own_delivery import kind_of
from site_builder.catalogue.schema.school_years import NAMED_GRADES
from site_builder.catalogue.schema.times import Duration, DurationUnit

Contradicted = tuple[str, str]
"""The key of a field, and its value as text."""


class Surroundings(Struct, frozen=True):
    """The other data that claims are compared with: the names of places, and the deadlines of the course's year."""

    names: Names
    deadlines: tuple[date, ...] = ()


def credits(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("studiepoeng", credits) if `words` of the claim, such as ("30",), state other credits; else None."""
    stated = corrections.credits(words[0])
    wrong = isinstance(stated, str) and course.credits and float(stated.replace(",", ".")) != course.credits
    return ("studiepoeng", f"{course.credits:g}") if wrong else None


def start(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("oppstart", start) if `words` of the claim, such as ("høst", "2016"), state another start; else None.

    The year may be missing, and a month stand for the term. Of the terms of a profile only the year is compared.
    """
    word, given = words[0], course.start
    year = words[1] if len(words) > 1 else ""
    month = MONTHS.index(word) + 1 if word in MONTHS else 0
    if month in (6, 7) and not given.day:  # between the terms
        return None
    if given.day or given.is_month:
        wrong = bool(month) and given.first_day.month != month
    else:
        wrong = not given.terms and given.in_autumn != (month > 6 if month else word != "vår")
    return ("oppstart", str(given)) if wrong or (year and int(year) != given.year) else None


def length(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("varighet", duration) if `words`, such as ("2", "semestre"), state another number of them; else None."""
    unit = words[1].removeprefix("studie").removeprefix("skole").removeprefix("skule").removesuffix("ig")
    stated = corrections.duration(f"{words[0]} {unit}")
    counted = course.duration.unit is DurationUnit.SEMESTER and isinstance(stated, str)
    wrong = counted and Duration(int(str(stated).split()[0])) != course.duration
    return ("varighet", str(course.duration)) if wrong else None


def state(course: CourseEntry, _words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("status", state) if the course is open, since its text claims «fulltegnet» or «avlyst»; else None."""
    return ("status", str(course.state)) if course.state is CourseState.OPEN else None


def grades(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("trinn", grades) if `words` of the claim, ("1", "7") or ("mellomtrinnet",), contradict them; else None.

    A range of numbers must be within the field's; a stage of school must have at least one of its grades.
    """
    ranges = course.grades.ranges
    if len(words) == 1:
        low, high = map(int, NAMED_GRADES[words[0]].split("-"))
        right = course.grades.overlaps(low, high)
    else:
        low, high = map(int, words)
        right = any(first <= low and high <= last for first, last in ranges)
    return ("trinn", str(course.grades)) if ranges and not right else None


def places(course: CourseEntry, words: tuple[str, ...], around: Surroundings) -> Contradicted | None:
    """Return ("studiesteder", keys) if `words` of the claim, ("Hamar og Elverum",), name another place; else None.

    The places of gatherings are the course's too.
    """
    known = {*course.places, *(each.place for each in course.gatherings if each.place)}
    stated = [around.names.key("place", name) for name in re.split(r",\s|\s(?:og|samt)\s", words[0])]
    wrong = known and any(key not in known for key in stated if key)
    return ("studiesteder", ", ".join(sorted(known))) if wrong else None


def deadline(course: CourseEntry, words: tuple[str, ...], around: Surroundings) -> Contradicted | None:
    """Return ("frister", days) if no deadline of course or year is on the day of `words`, ("1", "mars"); else None.

    The month can be a number, and a year can follow. A course with its own application is not compared.
    """
    own = tuple(each.day for each in course.deadlines)
    days = (*own, *around.deadlines)
    month = MONTHS.index(words[1]) + 1 if words[1] in MONTHS else int(words[1])
    stated = (int(words[0]), month, int(words[2]) if len(words) > 2 else 0)
    if not days or course.application or any(_is_day(each, *stated) for each in days):
        return None
    return ("frister", ", ".join(each.isoformat() for each in own or days))


def _is_day(day: date, number: int, month: int, year: int) -> bool:
    """Return whether a day has the number, the month and the year; 0 is any year."""
    return (day.day, day.month) == (number, month) and year in (0, day.year)


def gathering_days(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("samlinger", days) if a day in `words`, ("5", "6", "september"), is in no gathering; else None."""
    month = next(MONTHS.index(word) + 1 for word in words if word in MONTHS)
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 3]
    year = next((int(word) for word in words if len(word) == 4 and word.isdecimal()), 0)
    spans = [(each.first, each.last or each.first) for each in course.gatherings]
    for number in numbers:
        if not any(_is_within(number, month, year, *span) for span in spans):
            return _gatherings(course) if spans else None
    return None


def _is_within(number: int, month: int, year: int, first: date, last: date) -> bool:
    """Return whether a day of a month is from `first` to `last`, in any year where `year` is 0."""
    try:
        return first <= date(year or (first.year if month == first.month else last.year), month, number) <= last
    except ValueError:  # stated_days.py reports a day that does not exist
        return True


def gathering_months(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("samlinger", days) if `words`, ("august, mars",), name a month without a gathering; else None."""
    known = {day.month for each in course.gatherings for day in (each.first, each.last or each.first)}
    stated = {MONTHS.index(word) + 1 for word in re.split(r",\s|\sog\s", words[0])}
    return _gatherings(course) if known and not stated <= known else None


def gatherings(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("samlinger", days) if `words` of the claim, such as ("tre",), state another number of them; else None.

    The number of all is right, and so is that of one form, at one place, in one year or in one half-year.
    """
    stated = int(words[0]) if words[0].isdecimal() else NUMBERS.get(words[0].casefold(), 0)
    given = course.gatherings
    groups = [(each.form, each.place, each.first.year, each.first.month > 6) for each in given]
    counts = {
        len(given),
        *(
            sum(group[part] == value for group in groups)
            for part in range(4)
            for value in {group[part] for group in groups}
        ),
    }
    counts |= {sum(group[2:] == value for group in groups) for value in {group[2:] for group in groups}}
    return _gatherings(course) if stated and given and stated not in counts else None


def no_gatherings(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("samlinger", days) or ("studieform", delivery) if the course has gatherings; else None.

    The text claims «ingen samlinger», or with `words` ("fysiske",) none in person.
    """
    in_person = words[:1] == ("fysiske",)
    if any(not in_person or each.form is Form.PHYSICAL for each in course.gatherings):
        return _gatherings(course)
    taught = kind_of(course.delivery) in (Delivery.GATHERINGS, Delivery.BLENDED)
    return ("studieform", str(course.delivery)) if taught else None


def delivery(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("studieform", delivery) if `words` of the claim, such as ("nettbasert",), contradict it; else None.

    Online contradicts attendance, and «samlingsbasert» contradicts online.
    """
    if words[0] == "samlingsbasert":
        return ("studieform", str(course.delivery)) if kind_of(course.delivery).is_online else None
    wrong = kind_of(course.delivery) in (Delivery.GATHERINGS, Delivery.CAMPUS)
    if wrong or (words[0].startswith(("hel", "heil")) and kind_of(course.delivery) is Delivery.BLENDED):
        return ("studieform", str(course.delivery))
    return None


def seats(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("plasser", number) if `words` of the claim, such as ("30",), state another number; else None."""
    stated = corrections.seats(words[0])
    wrong = isinstance(stated, str) and course.seats is not None and int(stated) != course.seats
    return ("plasser", str(course.seats)) if wrong else None


def price(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("pris", text) if `words`, ("4 000",) or ("gratis",), contradict the text of the fee; else None.

    An amount must be one of those in the text; «gratis» contradicts a text with an amount.
    """
    given = course.fee or ""
    amounts = {_digits(each) for each in re.findall(r"[0-9]{1,3}(?:[\s.,][0-9]{3})+|[0-9]{2,7}", given)}
    free = re.search("gratis|kostnadsfri|[Ii]ngen", given) is not None
    stated = words[0][0].isdecimal()
    wrong = (_digits(words[0]) not in amounts if amounts else free) if stated else (amounts and not free)
    return ("pris", given) if wrong else None


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def teaching_languages(course: CourseEntry, words: tuple[str, ...], _: Surroundings) -> Contradicted | None:
    """Return ("undervisningsspråk", codes) if `words` of the claim, ("engelsk",), name another language; else None.

    «Norsk» is bokmål or nynorsk, «samisk» any Sami language.
    """
    given = set(course.teaching_languages)
    wrong = any(given.isdisjoint(TAUGHT_IN[word]) for word in re.split(r",\s|\sog\s", words[0]))
    return ("undervisningsspråk", ", ".join(sorted(given))) if wrong else None


def _gatherings(course: CourseEntry) -> Contradicted:
    return "samlinger", ", ".join(each.first.isoformat() for each in course.gatherings)


COMPARISONS: Mapping[str, Callable[[CourseEntry, tuple[str, ...], Surroundings], Contradicted | None]] = {
    "credits": credits,
    "start": start,
    "length": length,
    "state": state,
    "grades": grades,
    "places": places,
    "deadline": deadline,
    "gathering days": gathering_days,
    "gathering months": gathering_months,
    "gatherings": gatherings,
    "no gatherings": no_gatherings,
    "delivery": delivery,
    "seats": seats,
    "price": price,
    "teaching languages": teaching_languages,
}
"""Kind of claim -> its comparison."""
