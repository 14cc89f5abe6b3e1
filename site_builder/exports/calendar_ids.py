"""Permanent ids of gatherings in calendars: a gathering keeps the id of its first day as first published.

`site-builder release` records the ids in catalogue/published-addresses.txt, as addresses with a fragment:
`/2016-2017/hihm/naturfag-1-1-7/#samling-2016-08-29`. A gathering that has moved keeps its id. One that was removed from
the course is still known, so that its event can be cancelled in the calendars that hold it. A course whose file is
renamed keeps the ids of its old address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from site_builder.catalogue.model import Course, Gathering
from site_builder.catalogue.old_addresses import with_last_slash
from site_builder.catalogue.schema.address_parsers import PUBLISHED_GATHERING
from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.years import AcademicYear, Catalogue

OWN_SLASHES = 4
"""Slashes in the address of a course: `/2016-2017/hihm/naturfag-1/`."""

MAX_MOVED_DAYS = 21
"""Days by which a gathering is moved, at most. One that is further away is another gathering."""


class GatheringIds(Struct, frozen=True):
    """The ids of a course's gatherings (meetings of its students): the first day of each, as first published.

    `current` has one id for each gathering, in the course's order; `removed` those of gatherings that the course no
    longer has. `address` is the URL path by which calendars know the course's events:
    `/2016-2017/hihm/naturfag-1-1-7/`.
    """

    current: tuple[date, ...]
    removed: tuple[date, ...]
    address: str = ""


def recorded_gatherings(lines: Iterable[str]) -> Mapping[str, tuple[date, ...]]:
    """Return URL path of a course -> the ids of its gatherings (the first days as first published), in ascending order.

    `lines` are those of catalogue/published-addresses.txt; lines of other pages are skipped.
    """
    found: dict[str, set[date]] = {}
    for line in lines:
        if (entry := PUBLISHED_GATHERING.fullmatch(line)) and (day := _day(entry["day"])):
            found.setdefault(entry["course"], set()).add(day)
    return {course: tuple(sorted(days)) for course, days in found.items()}


def gathering_ids(gatherings: Sequence[Gathering], recorded: Iterable[date]) -> GatheringIds:
    """Return the ids of a course's gatherings: the recorded day of each, or else its own first day.

    `recorded` are the course's ids in the file of published addresses. A recorded day on which no gathering begins any
    more goes to the nearest new gathering within MAX_MOVED_DAYS; if there is none, it counts as removed.
    """
    days = [gathering.first for gathering in gatherings]
    known = sorted(recorded)
    missing = [day for day in known if day not in days]
    removed: list[date] = []
    moved: dict[date, date] = {}
    for day in missing:
        new = [other for other in days if other not in known and other not in moved]
        nearest = min(new, key=lambda other: abs((other - day).days), default=None)
        if nearest is not None and abs((nearest - day).days) <= MAX_MOVED_DAYS:
            moved[nearest] = day
        else:
            removed.append(day)
    return GatheringIds(tuple(moved.get(day, day) for day in days), tuple(removed))


def gathering_addresses(catalogue: Catalogue, lines: Iterable[str]) -> Iterator[str]:
    """Yield the address to record for each gathering of the published courses.

    Such as `/2016-2017/hihm/naturfag-1/#samling-2016-08-29`. `lines` are those already in
    catalogue/published-addresses.txt.
    """
    recorded = recorded_gatherings(lines)
    for year in catalogue.published_years:
        for course in year.courses:
            address = known_address(course, year, recorded)
            for day in gathering_ids(course.offering.gatherings, recorded.get(address, ())).current:
                yield f"{address}#samling-{day.isoformat()}"


def ids_of(course: Course, year: AcademicYear, recorded: Mapping[str, tuple[date, ...]]) -> GatheringIds:
    """Return the ids of the gatherings of a course in a year, given those that `recorded_gatherings` returned.

    In an archived year those of removed gatherings are left out: calendars have cancelled them by then.
    """
    address = known_address(course, year, recorded)
    ids = gathering_ids(course.offering.gatherings, recorded.get(address, ()))
    return GatheringIds(ids.current, () if year.state is YearState.ARCHIVED else ids.removed, address)


def known_address(course: Course, year: AcademicYear, recorded: Mapping[str, tuple[date, ...]]) -> str:
    """Return the URL path by which calendars know a course's events: that of its file before it was renamed.

    It is the course's own if `recorded` (of `recorded_gatherings`) has gatherings for it; otherwise the first of its
    old addresses in the year, preferably one with recorded gatherings.
    """
    own = f"/{year.key}/{course.key}/"
    if own in recorded:
        return own
    old = [address for address in map(with_last_slash, course.old_addresses) if _is_course_of(year, address)]
    return next((address for address in old if address in recorded), old[0] if old else own)


def _is_course_of(year: AcademicYear, address: str) -> bool:
    """Return whether an address is one that a course of a year can have."""
    return address.startswith(f"/{year.key}/") and address.count("/") == OWN_SLASHES


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
