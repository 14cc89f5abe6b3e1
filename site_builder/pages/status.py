"""The status of a course on pages: a text that is always true, and the texts that the browser replaces it by.

A tag carries its statuses as data (`soon 1454281200 open 1456182000 last ...`: kinds, and between them the second since
1970 from which the next one holds). status.js picks the one at the reader's time, and its text from `status_words`.
Nearly all courses follow the deadlines of their year: their tags carry the year's key, and `times.py` has its statuses.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from site_builder.catalogue.deadlines import day_of
from site_builder.catalogue.labels import SINCE, role_label
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import Task
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.status import Statuses, StatusKind, follows_year
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.i18n import Locale
from site_builder.problems import N_

WORDS: dict[StatusKind, str] = {
    StatusKind.SOON: N_("not open for applications yet"),
    StatusKind.OPEN: N_("apply by {date}"),
    StatusKind.LAST_DAYS: N_("last days: apply by {date}"),
    StatusKind.OWNER: N_("waiting for the school owner"),
    StatusKind.ALLOTMENT: N_("places are being allotted"),
    StatusKind.ADMISSION: N_("admission at the institution"),
    StatusKind.OVER: N_("the deadline was {date}"),
    StatusKind.ARCHIVED: N_("an earlier academic year"),
    StatusKind.PLANNED: N_("as planned"),
    StatusKind.ROLLING: N_("apply at any time"),
    StatusKind.BEGUN: N_("has begun"),
    StatusKind.VACANT: N_("places available"),
    StatusKind.FULL: N_("full"),
    StatusKind.CANCELLED: N_("cancelled"),
    StatusKind.NOT_THIS_YEAR: N_("not offered this year"),
}
"""Kind -> its words at a moment; `{date}` is the last day to apply."""

OWNER_WORDS = {
    StatusKind.OPEN: N_("the school owner applies by {date}"),
    StatusKind.LAST_DAYS: N_("last days: the school owner applies by {date}"),
}
"""Kind -> its words on a course that teachers do not apply for themselves."""

OTHERS_WORDS = {
    StatusKind.OPEN: N_("others apply for you by {date}"),
    StatusKind.LAST_DAYS: N_("last days: others apply for you by {date}"),
}
"""The same, where the profile says who others are."""


class StatusTag(Struct, frozen=True):
    """The tag that shows a course's status. `text` is true at any time.

    `statuses` and `date` are the data of status.js. For a course that follows its year's deadlines, `statuses` is the
    year's key and `date` is "". `kind` is the status of a course that has only one, else "". `by_owner`: somebody else
    applies for the teacher.
    """

    text: str
    kind: str
    statuses: str
    date: str
    by_owner: bool


def status_tag(course: Course, year: AcademicYear, found: Statuses, locale: Locale) -> StatusTag:
    """Return the tag of a course of `year`. `found` are its statuses (catalogue/status.py)."""
    if follows_year(course, year):
        return StatusTag(_at_any_time(course, year, found, locale), "", year.key, "", by_owner=False)
    own = course.offering.application
    only = found.statuses[0].kind if len(found.statuses) == 1 else ""
    return StatusTag(
        text=_at_any_time(course, year, found, locale),
        kind=str(only),
        statuses=found.timeline,
        date=locale.full_date(found.deadline.day) if found.deadline else "",
        by_owner=own is not None and not own.who.applies,
    )


def status_words(locale: Locale, *, rolling: bool = False, roles: Sequence[Role] = ()) -> dict[str, str]:
    """Return kind of status -> its text, in which `{date}` is not filled in; KIND-by-owner -> those of OWNER_WORDS.

    Those of rolling admission are left out unless `rolling`. `roles` are those of the profile.
    """
    left_out = () if rolling else (StatusKind.ROLLING, StatusKind.BEGUN)
    words = {str(kind): locale.gettext(message) for kind, message in WORDS.items() if kind not in left_out}
    if roles:
        words[StatusKind.OWNER] = _waiting([each for each in roles if each.task is Task.ANSWERS], locale)
    others = OTHERS_WORDS if roles else OWNER_WORDS
    return words | {f"{kind}-by-owner": locale.gettext(message) for kind, message in others.items()}


def _waiting(roles: Sequence[Role], locale: Locale) -> str:
    """Return the words for an application that one of these roles answers."""
    if len(roles) == 1:
        return locale.gettext(N_("waiting for {who}"), who=locale.label(role_label(roles[0])))
    return locale.gettext(N_("the application is being considered"))


def _at_any_time(course: Course, year: AcademicYear, found: Statuses, locale: Locale) -> str:
    """Return the words of a status that are true at any time: the day of the deadline, or of the state."""
    first, last, given = found.statuses[0], found.statuses[-1], found.given
    if given:
        if given.kind is StatusKind.NOT_THIS_YEAR:
            return locale.gettext(N_("not offered in {year}"), year=year.name)
        if given.since is None:
            return locale.gettext(WORDS[given.kind])
        return locale.gettext(SINCE[course.offering.state], date=locale.full_date(day_of(given.since, locale.zone)))
    if last.kind is StatusKind.BEGUN and last.since:
        return locale.gettext(N_("begins {date}"), date=locale.full_date(day_of(last.since, locale.zone)))
    if found.deadline is None or first.kind is StatusKind.ARCHIVED:
        return locale.gettext(WORDS[first.kind])
    return locale.gettext(N_("deadline {date}"), date=locale.full_date(found.deadline.day))
