"""The deadline banner: the date of the deadline, and a line that follows the reader's clock.

The page carries the text of every phase as data. The builder prints the phase at the time of the build; banner.js
replaces it by the phase at the reader's time.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from site_builder.catalogue.deadlines import OSLO, Phase, PhaseState, phase_at
from site_builder.pages.i18n import WHO, Locale
from site_builder.pages.structured_data import embedded
from site_builder.problems import N_


class Banner(Struct, frozen=True):
    """The banner of a deadline. `state` and `now` are those of the phase at the time of the build.

    `phases` is JSON: a list of [first second since 1970 or null, state, text], in order of time.
    """

    who: str
    what: str
    date: str
    iso_date: str
    state: str
    now: str
    phases: str


def banner(phases: tuple[Phase, ...], now: datetime, locale: Locale) -> Banner | None:
    """Return the banner of a deadline's phases at `now` (aware), or None if there is no deadline."""
    if not phases:
        return None
    deadline, current = phases[0].deadline, phase_at(phases, now)
    return Banner(
        who=locale.gettext(WHO[deadline.who]),
        what=deadline.what.in_language(locale.language),
        date=locale.day(deadline.day),
        iso_date=deadline.day.isoformat(),
        state=str(current.state),
        now=wording(current, locale),
        phases=embedded(
            [
                [int(phase.since.timestamp()) if phase.since else None, str(phase.state), wording(phase, locale)]
                for phase in phases
            ]
        ),
    )


def wording(phase: Phase, locale: Locale) -> str:
    """Return the text of a phase."""
    if phase.state is PhaseState.NOT_YET_OPEN and phase.until:
        return locale.gettext(
            N_("Applications open on {date}."), date=locale.full_date(phase.until.astimezone(OSLO).date())
        )
    if phase.state is PhaseState.OPEN:
        return locale.gettext(N_("You can apply now."))
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
