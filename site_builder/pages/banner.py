"""The deadline banner: the date of the deadline, and a line that depends on the reader's clock.

The builder prints the phase (not open yet, open, last week and so on) at the time of the build; banner.js replaces it
by the phase at the reader's time. The texts of all phases of a year's own deadline are in the script of `times.py`,
once for all pages; a banner with another deadline carries its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from site_builder.catalogue.deadlines import Phase, PhaseState, day_of
from site_builder.catalogue.labels import role_label
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.status import Status, StatusKind, phases_of_year
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.i18n import Locale
from site_builder.pages.structured_data import embedded
from site_builder.problems import N_


class Banner(Struct, frozen=True):
    """The banner of a deadline. `who` is the role whose deadline it is, `what` its action (such as applying).

    `date` is a text, `iso_date` in ISO 8601. `state` is the PhaseState at the time of the build, `now` its text. `year`
    is the key of the year whose script has the texts of all phases; if it is "", `phases` has them as JSON, as
    `phase_rows` returns them.
    """

    who: str
    what: str
    date: str
    iso_date: str
    state: str
    now: str
    year: str
    phases: str


class _Line(Struct, frozen=True):
    """The second line of a banner: the instant in UTC from which it holds (None: from all time), state and text.

    `left` is the number of days or hours that the text counts, else 0.
    """

    since: datetime | None
    state: str
    text: str
    left: int = 0


def banner(
    phases: tuple[Phase, ...], now: datetime, locale: Locale, then: Status | None = None, year: str = ""
) -> Banner | None:
    """Return the banner of a deadline's phases at `now` (aware), or None if `phases` is empty.

    From the beginning of the status `then`, which an editor gave (such as full), the banner says that instead. `year`
    is the key of the year whose script has these phases, "" if none has.
    """
    if not phases:
        return None
    deadline, lines = phases[0].deadline, tuple(_lines(phases, locale, then))
    line = [each for each in lines if each.since is None or each.since <= now][-1]
    return Banner(
        who=locale.label(role_label(deadline.who)),
        what=deadline.what.in_language(locale.language),
        date=locale.day(deadline.day),
        iso_date=deadline.day.isoformat(),
        state=line.state,
        now=line.text,
        year=year,
        phases="" if year else embedded(_rows(lines)),
    )


def banner_in(
    year: AcademicYear, phases: tuple[Phase, ...], now: datetime, locale: Locale, then: Status | None = None
) -> Banner | None:
    """Return the banner of a deadline of a course in `year`; arguments are as for `banner`.

    The texts of phases are left out if they are those of the year itself: the year's script has them.
    """
    shared = then is None and phases == phases_of_year(year)
    return banner(phases, now, locale, then, year.key if shared else "")


def phase_rows(phases: tuple[Phase, ...], locale: Locale) -> list[list[object]]:
    """Return the phases of a deadline as banner.js reads them, in order of time.

    A row is [first second since 1970 or null, PhaseState, text]. Rows that count down in equal steps are one: [first
    second, state, text with `{count}`, first count, seconds a step].
    """
    return _rows(tuple(_lines(phases, locale, None)))


def _rows(lines: Sequence[_Line]) -> list[list[object]]:
    rows: list[list[object]] = []
    first = 0
    while first < len(lines):
        line, steps = lines[first], _countdown(lines, first)
        since = int(line.since.timestamp()) if line.since else None
        if steps > 1:
            seconds = int(_length(lines, first).total_seconds())
            rows.append([since, line.state, _counting(line), line.left, seconds])
        else:
            rows.append([since, line.state, line.text])
        first += steps
    return rows


def _countdown(lines: Sequence[_Line], first: int) -> int:
    """Return the number of lines from `first` on that count down by one, equally worded and long; at least 1.

    A day on which clocks change is longer or shorter, and «one day» is another wording: they end the countdown.
    """
    count, length = 0, _length(lines, first)
    for line in lines[first:] if lines[first].left and length else ():
        text = _counting(lines[first]).replace("{count}", str(line.left))
        if line.left != lines[first].left - count or line.text != text or _length(lines, first + count) != length:
            break
        count += 1
    return max(count, 1)


def _length(lines: Sequence[_Line], number: int) -> timedelta:
    """Return how long a line holds; 0 for the first and the last one, which have no beginning or end."""
    since, until = lines[number].since, lines[number + 1].since if number + 1 < len(lines) else None
    return until - since if since and until else timedelta()


def _counting(line: _Line) -> str:
    """Return the text of a line with `{count}` in place of its number."""
    return line.text.replace(str(line.left), "{count}", 1)


def _lines(phases: tuple[Phase, ...], locale: Locale, then: Status | None) -> Iterator[_Line]:
    """Yield the lines of the phases that begin before `then`, that of `then`, and of a year that is over."""
    before = [each for each in phases if not (then and then.since and each.since and each.since >= then.since)]
    for phase in before:
        yield _Line(phase.since, str(phase.state), wording(phase, locale), phase.left)
    if then is None:
        return
    yield _Line(then.since, str(PhaseState.CLOSED), locale.gettext(_THEN[then.kind]))
    last = phases[-1]
    if last.state is PhaseState.ARCHIVED and last not in before and then.kind is not StatusKind.CANCELLED:
        yield _Line(last.since, str(last.state), wording(last, locale))


_THEN = {
    StatusKind.VACANT: N_("The allotment is over, and there are places available."),
    StatusKind.FULL: N_("The course is full."),
    StatusKind.CANCELLED: N_("The course is cancelled."),
    StatusKind.NOT_THIS_YEAR: N_("The course is not offered this year."),
}
"""Kind of a state that an editor gave -> the banner's text."""


def _open_words(who: Role, locale: Locale) -> str:
    if who.applies:
        return locale.gettext(N_("You can apply now."))
    if not who.names and who.id == "owner":
        return locale.gettext(N_("The school owner can apply now."))
    name = locale.label(role_label(who))
    return locale.gettext(N_("{who} can apply now."), who=f"{name[:1].upper()}{name[1:]}")


def wording(phase: Phase, locale: Locale) -> str:
    """Return the sentence of the banner in a phase, such as “7 days left to apply.”"""
    if phase.state is PhaseState.NOT_YET_OPEN and phase.until:
        opens = day_of(phase.until, locale.zone)
        return locale.gettext(N_("Applications open on {date}."), date=locale.full_date(opens))
    if phase.state is PhaseState.OPEN:
        return _open_words(phase.deadline.who, locale)
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
