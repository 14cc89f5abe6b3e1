"""Calendars in iCalendar (RFC 5545): one of each year's deadlines, and one of each course for its teacher.

A course's calendar has the teacher's own deadlines and the gatherings; those of other roles are in the year's. Events
are whole days without a time zone: a deadline on 1 March is on that day in every calendar. DTSTAMP is the time of the
commit that last changed the sources, or the day on which applications open: equal sources give equal bytes. SEQUENCE
(3.8.7.4) grows with that time, so that a calendar replaces an event it already has. A gathering that was removed stays
as a cancelled event. If the time is not known there is no SEQUENCE: it would fall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.labels import names_role, role_label
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.schema.enums import Form
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.exports.calendar_ids import GatheringIds, ids_of, recorded_gatherings
from site_builder.exports.last_changed import last_instant
from site_builder.exports.words import words_of
from site_builder.file_names import slug
from site_builder.output.output import Output
from site_builder.output.well_formed import MAX_LINE_OCTETS
from site_builder.pages.i18n import Locale
from site_builder.pages.urls import Addresses
from site_builder.problems import N_

ALARM_DAYS = (7, 1)
"""Days before the teachers' deadline at which a calendar with alarms shows a reminder."""
ALARM_HOUR = 9
"""Hour of the reminder in the reader's own time. A whole day begins at midnight, when nobody wants one."""


class Event(Struct, frozen=True):
    """An event on whole days, from `first` to `last`, both inclusive. `uid` is its permanent id.

    `text` is its description, `place` its location ("": none), `address` the URL of its page. `alarms` are in days
    before `first`. If `is_cancelled`, calendars that hold it remove it.
    """

    uid: str
    first: date
    last: date
    summary: str
    place: str
    address: str
    alarms: tuple[int, ...] = ()
    is_cancelled: bool = False
    text: str = ""


def year_calendars(
    catalogue: Catalogue, locale: Locale, addresses: Addresses, dates: Mapping[str, str]
) -> Iterator[Output]:
    """Yield the calendar of each published year. `dates` maps a source's path to the ISO time of its last change."""
    base = catalogue.settings.base
    host = base.partition("//")[2]
    for year in catalogue.published_years:
        page = base + addresses.deadlines(year.key)
        shared = [_deadline(each, f"{year.key}/{each.who.id}@{host}", page, locale, "") for each in year.deadlines]
        title = locale.gettext(N_("Deadlines {year}"), year=year.name)
        content = calendar(title, shared, year.opens, last_instant(year, dates), words_of(catalogue).product)
        yield Output(addresses.year_calendar(year.key).lstrip("/"), content, year.source)


def course_calendars(
    catalogue: Catalogue, locale: Locale, addresses: Addresses, dates: Mapping[str, str], published: Sequence[str]
) -> Iterator[GeneratedFile]:
    """Yield the calendar of every published course: its deadlines and gatherings. `dates` is as for `year_calendars`.

    `published` are the lines of catalogue/published-addresses.txt, which hold the ids of gatherings.
    """
    recorded, product = recorded_gatherings(published), words_of(catalogue).product
    for year in catalogue.published_years:
        year_changed = last_instant(year, dates)
        for course in year.courses:
            changed = last_instant(course, dates)
            last = max(changed, year_changed) if changed and year_changed else None
            ids = ids_of(course, year, recorded)
            make = partial(
                _course_calendar, course, year, last, ids, locale, addresses, catalogue.settings.base, product
            )
            path = addresses.course_calendar(year.key, course.key).lstrip("/")
            yield GeneratedFile(
                path, make, course.source, (course.header_digest, course.body_digest, str(last), str(ids))
            )


def _course_calendar(
    course: Course,
    year: AcademicYear,
    last: datetime | None,
    ids: GatheringIds,
    locale: Locale,
    addresses: Addresses,
    base: str,
    product: str,
) -> bytes:
    page = base + addresses.course(year.key, course.key)
    uid = partial("{}/{}@{}".format, ids.address[1:-1])
    host = base.partition("//")[2]
    found = deadlines_of(course, year)
    how = _where_to_apply(course, year, locale)
    deadlines = [
        _deadline(each, uid(_who(each), host), page, locale, course.title, how)
        for each in [each for each in found if each.who.applies] or found
    ]
    gatherings = [
        _gathering(number, course, uid(f"samling-{day.isoformat()}", host), page, locale)
        for number, day in enumerate(ids.current, start=1)
    ]
    removed = [
        Event(
            uid(f"samling-{day.isoformat()}", host),
            day,
            day,
            locale.gettext(N_("Cancelled gathering: {title}"), title=course.title),
            "",
            page,
            is_cancelled=True,
        )
        for day in ids.removed
    ]
    return calendar(course.title, [*deadlines, *gatherings, *removed], year.opens, last, product)


def _gathering(number: int, course: Course, uid: str, page: str, locale: Locale) -> Event:
    gathering = course.offering.gatherings[number - 1]
    place = gathering.place.name if gathering.place else ""
    where = locale.gettext(N_("online")) if gathering.form is Form.DIGITAL else place
    summary = locale.gettext(N_("Gathering {number}: {title}"), number=number, title=course.title)
    text = f"{locale.span(gathering.first, gathering.last)}, {course.institution.name}\n{page}"
    return Event(uid, gathering.first, gathering.last, summary, where, page, text=text)


def _where_to_apply(course: Course, year: AcademicYear, locale: Locale) -> str:
    """Return the address to apply at, with the words of the form if the year has one; "" without an address."""
    own = course.offering.application
    if own:
        return own.address or ""
    form = course.offering.form or year.form
    return f"{form.text.in_language(locale.language)}: {form.address}" if form else ""


def _who(deadline: Deadline) -> str:
    """Return the part of a uid that distinguishes a course's deadlines: the role, and the action of an additional one.

    The day is left out: a deadline that is moved is the same event.
    """
    who = deadline.who.id
    return f"{who}-{slug(deadline.what.first)}" if deadline.additional else who


def _deadline(deadline: Deadline, uid: str, page: str, locale: Locale, title: str, how: str = "") -> Event:
    what = deadline.what.in_language(locale.language)
    who = locale.label(role_label(deadline.who))
    summary = f"{what}: {title}" if title else what if names_role(what, who) else f"{what} ({who})"
    alarms = ALARM_DAYS if deadline.who.applies else ()
    text = "\n".join(filter(None, (locale.day(deadline.day), how, page)))
    return Event(uid, deadline.day, deadline.day, summary, "", page, alarms, text=text)


def calendar(
    name: str, events: Iterable[Event], first: date, last: datetime | None = None, product: str = "-//studiekatalog//EN"
) -> bytes:
    """Return an iCalendar file with these events, in UTF-8 with CRLF line breaks. `name` is the calendar's title.

    `first` is the day on which applications open, `last` the time (UTC) of the latest change of the sources, None if
    unknown, and `product` the PRODID, which identifies the program and the language.
    """
    opened = datetime(first.year, first.month, first.day, tzinfo=UTC)
    stamp = max(opened, last or opened)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{product}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    uses: Counter[str] = Counter()
    for event in events:
        uses[event.uid] += 1
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(_numbered(event.uid, uses[event.uid]))}",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            *([f"SEQUENCE:{int((stamp - opened).total_seconds())}"] if last else []),
            *(["STATUS:CANCELLED"] if event.is_cancelled else []),
            f"DTSTART;VALUE=DATE:{_day(event.first)}",
            f"DTEND;VALUE=DATE:{_day(event.last + timedelta(days=1))}",
            f"SUMMARY:{_text(event.summary)}",
            *([f"LOCATION:{_text(event.place)}"] if event.place else []),
            *([f"DESCRIPTION:{_text(event.text)}"] if event.text else []),
            f"URL:{event.address}",
            "TRANSP:TRANSPARENT",
        ]
        for days in event.alarms:
            lines += [
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                f"DESCRIPTION:{_text(event.summary)}",
                f"TRIGGER:{_before(days)}",
            ]
            lines += ["END:VALARM"]
        lines.append("END:VEVENT")
    lines += ["END:VCALENDAR", ""]
    folded = (line if len(line) <= MAX_LINE_OCTETS and line.isascii() else _folded(line) for line in lines)
    return "\r\n".join(folded).encode()


def _before(days: int) -> str:
    """Return the negative ISO 8601 duration from an event's midnight back to ALARM_HOUR, `days` before it."""
    whole = f"{days - 1}D" if days > 1 else ""
    return f"-P{whole}T{24 - ALARM_HOUR}H"


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
