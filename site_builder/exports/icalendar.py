"""Calendars in iCalendar (RFC 5545): one of each year's deadlines, and one of each course's deadlines and gatherings.

Events are whole days without a time zone: a deadline on 1 March is on that day in every calendar. DTSTAMP is the day
of the sources' last change, or the day on which applications open: equal sources give equal bytes. SEQUENCE (3.8.7.4)
grows with that day, so that a calendar replaces an event it already has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, partial

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.schema.enums import Form, Who
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.exports.last_changed import last_changed
from site_builder.output.output import Output
from site_builder.pages.i18n import WHO, Locale
from site_builder.pages.urls import Addresses
from site_builder.problems import N_

ALARM_DAYS = (7, 1)
"""Days before the teachers' deadline at which a calendar with alarms shows a reminder."""
MAX_LINE_OCTETS = 75
"""The longest line that RFC 5545 allows, in octets, without the line break."""


class Event(Struct, frozen=True):
    """An event from day `first` to day `last`, inclusive. `uid` is permanent; `alarms` are in days before `first`."""

    uid: str
    first: date
    last: date
    summary: str
    place: str
    address: str
    alarms: tuple[int, ...] = ()


def year_calendars(
    catalogue: Catalogue, locale: Locale, addresses: Addresses, dates: Mapping[str, str]
) -> Iterator[Output]:
    """Yield the calendar of every published year. `dates` maps paths of sources to ISO days of their last change."""
    base = catalogue.settings.base
    host = base.partition("//")[2]
    for year in catalogue.published_years:
        page = base + addresses.deadlines(year.key)
        shared = [
            _deadline(each, f"{year.key}/{each.who.name.lower()}@{host}", page, locale, "") for each in year.deadlines
        ]
        title = locale.gettext(N_("Deadlines {year}"), year=year.name)
        content = calendar(title, shared, year.opens, last_changed(year, dates))
        yield Output(addresses.year_calendar(year.key).lstrip("/"), content, year.source)


def course_calendars(
    catalogue: Catalogue, locale: Locale, addresses: Addresses, dates: Mapping[str, str]
) -> Iterator[GeneratedFile]:
    """Yield the calendar of every published course. `dates` as for `year_calendars`."""
    for year in catalogue.published_years:
        year_changed = last_changed(year, dates) or date.min
        for course in year.courses:
            last = max(last_changed(course, dates) or date.min, year_changed)
            make = partial(_course_calendar, course, year, last, locale, addresses, catalogue.settings.base)
            path = addresses.course_calendar(year.key, course.key).lstrip("/")
            yield GeneratedFile(path, make, course.source, (course.header_digest, course.body_digest, last.isoformat()))


def _course_calendar(
    course: Course, year: AcademicYear, last: date, locale: Locale, addresses: Addresses, base: str
) -> bytes:
    page = base + addresses.course(year.key, course.key)
    events = _course_events(course, year, locale, page, base.partition("//")[2])
    return calendar(course.title, events, year.opens, last)


def _course_events(course: Course, year: AcademicYear, locale: Locale, page: str, host: str) -> Iterator[Event]:
    for each in deadlines_of(course, year):
        yield _deadline(each, f"{year.key}/{course.key}/{_who(each)}@{host}", page, locale, course.title)
    for number, gathering in enumerate(course.offering.gatherings, start=1):
        place = gathering.place.name if gathering.place else ""
        where = locale.gettext(N_("online")) if gathering.form is Form.DIGITAL else place
        summary = locale.gettext(N_("Gathering {number}: {title}"), number=number, title=course.title)
        yield Event(
            f"{year.key}/{course.key}/samling-{number}@{host}", gathering.first, gathering.last, summary, where, page
        )


def _who(deadline: Deadline) -> str:
    """Return the part of a uid that distinguishes a course's deadlines: the role, and the day of an additional one."""
    who = deadline.who.name.lower()
    return f"{who}-{deadline.day.isoformat()}" if deadline.additional else who


def _deadline(deadline: Deadline, uid: str, page: str, locale: Locale, title: str) -> Event:
    what = deadline.what.in_language(locale.language)
    who = locale.gettext(WHO[deadline.who])
    summary = f"{what}: {title}" if title else f"{what} ({who})"
    alarms = ALARM_DAYS if deadline.who is Who.TEACHER else ()
    return Event(uid, deadline.day, deadline.day, summary, "", page, alarms)


def calendar(name: str, events: Iterable[Event], first: date, last: date | None = None) -> bytes:
    """Return an iCalendar file with CRLF line breaks.

    `first` is the day on which applications open, `last` the day of the latest change of the sources, if known.
    """
    stamp = max(first, last or first)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//studiekatalog//NO",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    uses: Counter[str] = Counter()
    for event in events:
        uses[event.uid] += 1
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(_numbered(event.uid, uses[event.uid]))}",
            f"DTSTAMP:{_day(stamp)}T000000Z",
            f"SEQUENCE:{(stamp - first).days}",
            f"DTSTART;VALUE=DATE:{_day(event.first)}",
            f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}",
            f"SUMMARY:{_text(event.summary)}",
            *([f"LOCATION:{_text(event.place)}"] if event.place else []),
            f"URL:{event.address}",
            "TRANSP:TRANSPARENT",
        ]
        for days in event.alarms:
            lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.summary)}", f"TRIGGER:-P{days}D"]
            lines += ["END:VALARM"]
        lines.append("END:VEVENT")
    lines += ["END:VCALENDAR", ""]
    folded = (line if len(line) <= MAX_LINE_OCTETS and line.isascii() else _folded(line) for line in lines)
    return "\r\n".join(folded).encode()


def _numbered(uid: str, number: int) -> str:
    """Return the uid of the `number`-th event that has it: two deadlines of one group on one day are two events."""
    return uid if number == 1 else uid.replace("@", f"-{number}@", 1)


def _text(value: str) -> str:
    """Return text with backslash, semicolon, comma and line break escaped (RFC 5545, 3.3.11)."""
    for character, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(character, escaped)
    return value


def _folded(line: str) -> str:
    """Return a line folded at 75 octets: a line break and a space, never inside a character (RFC 5545, 3.1)."""
    rest, parts = line.encode(), []
    while len(rest) > MAX_LINE_OCTETS:
        end = MAX_LINE_OCTETS
        while rest[end] & 0b1100_0000 == 0b1000_0000:  # not the first octet of a character
            end -= 1
        parts.append(rest[:end])
        rest = b" " + rest[end:]
    return b"\r\n".join([*parts, rest]).decode()


@cache
def _day(day: date) -> str:
    return f"{day:%Y%m%d}"
