"""Timelines as SVG coordinates: the deadlines of a year, and the gatherings of a course."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo
from functools import lru_cache

from msgspec import Struct

from site_builder.catalogue.deadlines import midnight
from site_builder.catalogue.labels import role_label
from site_builder.catalogue.model import Deadline, Gathering
from site_builder.catalogue.schema.enums import Form
from site_builder.pages.i18n import Locale

WIDTH, MARGIN = 960, 30
"""Width of the drawing and of its left and right margin, in units of the SVG's viewBox (templates/partials)."""


class Mark(Struct, frozen=True):
    """A deadline on a timeline, `x` units (WIDTH) from the left. `row` 0 or 1 puts its text above or below the line.

    `who` is the role whose deadline it is, `key` its id (`teacher` for who applies), `what` its action. `date` is a
    text, `iso_date` in ISO 8601. `end`: it is so far to the right that its text ends at `x`.
    """

    x: int
    row: int
    date: str
    iso_date: str
    who: str
    what: str
    key: str
    end: bool


class Tick(Struct, frozen=True):
    """The first day of a month on a timeline, `x` units (WIDTH) from the left, with the month's short name."""

    x: int
    name: str


class Bar(Struct, frozen=True):
    """A gathering on a timeline: its left edge (`x`) and width, in units of the drawing. `digital`: it is online."""

    x: int
    width: int
    digital: bool


class Timeline(Struct, frozen=True):
    """A timeline: deadlines (`marks`) or gatherings (`bars`), and months (`ticks`).

    `alternative` is its text alternative for screen readers, "" where a table follows it. `span` is its first day and
    the day after its last, in seconds since 1970: the browser draws the current day between them.
    """

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    alternative: str
    span: tuple[int, int]


def deadline_timeline(opens: date, deadlines: Iterable[Deadline], locale: Locale) -> Timeline | None:
    """Return the timeline from the month in which applications open to that of the last deadline.

    None without deadlines.
    """
    ordered = sorted(deadlines, key=lambda deadline: deadline.day)
    if not ordered:
        return None
    first, last = _months(opens, ordered[-1].day)
    marks = tuple(
        Mark(
            x=_x(deadline.day, first, last),
            row=index % 2,
            date=locale.short_date(deadline.day),
            iso_date=deadline.day.isoformat(),
            who=locale.label(role_label(deadline.who)),
            what=deadline.what.in_language(locale.language),
            key="teacher" if deadline.who.applies else deadline.who.id,
            end=_x(deadline.day, first, last) > WIDTH * 0.8,
        )
        for index, deadline in enumerate(ordered)
    )
    alternative = "; ".join(f"{mark.date}: {mark.what}" for mark in marks)
    return Timeline(marks, _ticks(first, last, locale), (), alternative, _span(first, last, locale.zone))


def gathering_timeline(gatherings: tuple[Gathering, ...], locale: Locale) -> Timeline | None:
    """Return the timeline of a course's gatherings, or None if it has none."""
    if not gatherings:
        return None
    first, last = _months(gatherings[0].first, gatherings[-1].last)
    bars = tuple(
        Bar(
            x=_x(gathering.first, first, last),
            width=max(7, _x(gathering.last + timedelta(days=1), first, last) - _x(gathering.first, first, last)),
            digital=gathering.form is Form.DIGITAL,
        )
        for gathering in gatherings
    )
    return Timeline((), _ticks(first, last, locale), bars, "", _span(first, last, locale.zone))


def _months(first: date, last: date) -> tuple[date, date]:
    """Return the first day of the first month and the first day after the last."""
    return first.replace(day=1), (last.replace(day=1) + timedelta(days=32)).replace(day=1)


def _span(first: date, last: date, zone: tzinfo) -> tuple[int, int]:
    return int(midnight(first, zone).timestamp()), int(midnight(last, zone).timestamp())


def _x(day: date, first: date, last: date) -> int:
    return round(MARGIN + (WIDTH - 2 * MARGIN) * ((day - first).days / (last - first).days))


def _ticks(first: date, last: date, locale: Locale) -> tuple[Tick, ...]:
    return tuple(Tick(x, locale.month(month)) for x, month in _month_places(first, last))


@lru_cache(maxsize=1024)
def _month_places(first: date, last: date) -> tuple[tuple[int, date], ...]:
    """Return (x, first day) of each month. Cached, because most courses meet in the same months."""
    found, month = [], first
    while month < last:
        found.append((_x(month, first, last), month))
        month = (month + timedelta(days=32)).replace(day=1)
    return tuple(found)
