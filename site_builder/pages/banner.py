"""The deadline banner: the date of the deadline, and a line that follows the reader's clock.

The page carries the text of every phase as data. The builder prints the phase at the time of the build; banner.js
replaces it by the phase at the reader's time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from site_builder.catalogue.deadlines import Phase, PhaseState, day_of
from site_builder.catalogue.schema.enums import Who
from site_builder.catalogue.status import Status, StatusKind
from site_builder.pages.i18n import WHO, Locale
from site_builder.pages.structured_data import embedded
from site_builder.problems import N_


class Banner(Struct, frozen=True):
    """The banner of a deadline: its role and action in words, and its date in words and in ISO 8601.

    `state` and `now`, its text, are those of the phase at the time of the build. `phases` is JSON: a list of
    [first second since 1970 or null, state, text], in order of time.
    """

    who: str
    what: str
    date: str
    iso_date: str
    state: str
    now: str
    phases: str


_Line = tuple[datetime | None, str, str]
"""The second line of a banner: the instant from which it holds, the state, the text."""


def banner(phases: tuple[Phase, ...], now: datetime, locale: Locale, then: Status | None = None) -> Banner | None:
    """Return the banner of a deadline's phases at `now` (aware), or None if there is no deadline.

    From the beginning of `then`, the state of a course that an editor gave, the banner says that instead.
    """
    if not phases:
        return None
    deadline, lines = phases[0].deadline, tuple(_lines(phases, locale, then))
    _, state, words = [line for line in lines if line[0] is None or line[0] <= now][-1]
    return Banner(
        who=locale.gettext(WHO[deadline.who]),
        what=deadline.what.in_language(locale.language),
        date=locale.day(deadline.day),
        iso_date=deadline.day.isoformat(),
        state=state,
        now=words,
        phases=embedded([[int(since.timestamp()) if since else None, *rest] for since, *rest in lines]),
    )


def _lines(phases: tuple[Phase, ...], locale: Locale, then: Status | None) -> Iterator[_Line]:
    """Yield the lines of the phases that begin before `then`, and the line of `then`."""
    for phase in phases:
        if then is None or then.since is None or phase.since is None or phase.since < then.since:
            yield phase.since, str(phase.state), wording(phase, locale)
    if then:
        yield then.since, str(PhaseState.CLOSED), locale.gettext(_THEN[then.kind])


_THEN = {
    StatusKind.VACANT: N_("The allotment is over, and there are places available."),
    StatusKind.FULL: N_("The course is full."),
    StatusKind.CANCELLED: N_("The course is cancelled."),
    StatusKind.NOT_THIS_YEAR: N_("The course is not offered this year."),
}
"""Kind of a state that an editor gave -> the banner's text."""


def wording(phase: Phase, locale: Locale) -> str:
    """Return the sentence of the banner in a phase, such as «7 days left to apply.»."""
    if phase.state is PhaseState.NOT_YET_OPEN and phase.until:
        opens = day_of(phase.until, locale.zone)
        return locale.gettext(N_("Applications open on {date}."), date=locale.full_date(opens))
    if phase.state is PhaseState.OPEN:
        own = phase.deadline.who is Who.TEACHER
        return locale.gettext(N_("You can apply now.") if own else N_("The school owner can apply now."))
    if phase.state is PhaseState.LAST_WEEK:
        return locale.ngettext(N_("One day left to apply."), N_("{count} days left to apply."), phase.left)
    if phase.state is PhaseState.LAST_DAY:
        return locale.ngettext(
            N_("Last day: less than one hour left."), N_("Last day: less than {count} hours left."), phase.left
        )
    if phase.state is PhaseState.ARCHIVED:
        return locale.gettext(N_("This year is over; its pages are kept as they were."))
    if phase.next:
        return locale.gettext(
            N_("The deadline has passed. Next step: {what}, {date}."),
            what=phase.next.what.in_language(locale.language),
            date=locale.full_date(phase.next.day),
        )
    return locale.gettext(N_("The deadline has passed."))
