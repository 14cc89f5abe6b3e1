"""The deadline banner prints the role, the date, and the phase at the reader's time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.deadlines import phase_at, phases
from site_builder.catalogue.schema.usual_choices import Who
from site_builder.engine.memo import Memo
from site_builder.pages.banner import banner, phase_rows, wording
from site_builder.pages.i18n import Locale, read_translations
from tests.course_factory import make_deadline, make_text

PROJECT = Path(__file__).parent.parent.parent
LOCALES = {
    f"templates/locale/{name}.po": (PROJECT / f"templates/locale/{name}.po").read_text("utf-8") for name in ("nb", "nn")
}
OSLO = ZoneInfo("Europe/Oslo")
WORDS = read_translations(LOCALES, ("nb", "nn"), Memo(), zone=OSLO)
NB: Locale = WORDS["nb"]
TEACHERS = make_deadline(date(2016, 3, 1), what=make_text("Søknadsfrist for lærere"))
OWNERS = make_deadline(date(2016, 3, 15), Who.OWNER, what=make_text("Skoleeiers svarfrist"))
PHASES = phases(TEACHERS, OSLO, opens=date(2016, 2, 1), following=(TEACHERS, OWNERS))


def said(moment: str) -> str:
    return wording(phase_at(PHASES, datetime.fromisoformat(moment).replace(tzinfo=OSLO)), NB)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2016-01-31T23:59:59", "Søknaden åpner 1. februar 2016."),
        ("2016-02-01T00:00:00", "Du kan søke nå."),
        ("2016-02-22T23:59:59", "Du kan søke nå."),
        ("2016-02-23T00:00:00", "7 dager igjen til å søke."),
        ("2016-02-29T00:00:00", "Én dag igjen til å søke."),
        ("2016-02-29T23:59:59", "Én dag igjen til å søke."),
        ("2016-03-01T00:00:00", "Siste dag: under 24 timer igjen."),
        ("2016-03-01T22:59:59", "Siste dag: under 2 timer igjen."),
        ("2016-03-01T23:59:59", "Siste dag: under én time igjen."),
        ("2016-03-02T00:00:00", "Fristen er ute. Neste steg: Skoleeiers svarfrist 15. mars 2016."),
        ("2016-03-15T23:59:59", "Fristen er ute. Neste steg: Skoleeiers svarfrist 15. mars 2016."),
        ("2016-03-16T00:00:00", "Fristen er ute."),
    ],
)
def test_each_state_is_worded_to_the_second(moment: str, expected: str) -> None:
    assert said(moment) == expected


def test_the_date_line_names_the_day_of_the_week_and_the_person() -> None:
    shown = banner(PHASES, datetime(2016, 2, 10, tzinfo=OSLO), NB)
    assert shown is not None
    assert (shown.what, shown.date, shown.who) == ("Søknadsfrist for lærere", "tirsdag 1. mars 2016", "lærere")


def test_the_banner_of_an_archived_year_never_changes() -> None:
    archived = phases(TEACHERS, OSLO, opens=date(2016, 2, 1), archived=True)
    assert wording(phase_at(archived, datetime(2030, 1, 1, tzinfo=UTC)), NB).startswith("Dette studieåret er over")


def test_no_deadline_no_banner() -> None:
    assert banner((), datetime(2016, 2, 10, tzinfo=OSLO), NB) is None


def test_no_text_can_end_the_script_element_the_phases_stand_in() -> None:
    hostile = make_deadline(date(2016, 3, 15), Who.OWNER, what=make_text("</script><b>"))
    shown = banner(
        phases(TEACHERS, OSLO, opens=date(2016, 2, 1), following=(hostile,)), datetime(2016, 2, 1, tzinfo=OSLO), NB
    )
    assert shown is not None
    assert "<" not in shown.phases
    assert any("</script><b>" in row[2] for row in json.loads(shown.phases))


@given(
    day=st.dates(date(2015, 1, 1), date(2026, 12, 31)),
    minutes=st.integers(-60 * 24 * 60, 60 * 24 * 60),
)
def test_the_exported_phases_agree_with_python_at_any_moment(day: date, minutes: int) -> None:
    own = phases(make_deadline(day), OSLO, opens=day - timedelta(days=28))
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(minutes=minutes)
    shown = banner(own, moment, NB)
    assert shown is not None
    rows = json.loads(shown.phases)
    since, state, text, *countdown = [row for row in rows if row[0] is None or row[0] <= moment.timestamp()][-1]
    if countdown:
        count, step = countdown
        text = text.replace("{count}", str(count - int(moment.timestamp() - since) // step))
    assert [state, text] == [shown.state, shown.now]


def test_days_and_hours_are_counted_down_in_a_row_each() -> None:
    rows = phase_rows(PHASES, NB)
    assert [row[2:] for row in rows[2:6]] == [
        ["{count} dager igjen til å søke.", 7, 24 * 60 * 60],
        ["Én dag igjen til å søke."],
        ["Siste dag: under {count} timer igjen.", 24, 60 * 60],
        ["Siste dag: under én time igjen."],
    ]


def test_a_day_of_23_hours_ends_the_countdown_of_days() -> None:
    own = phases(make_deadline(date(2016, 3, 30)), OSLO, opens=date(2016, 3, 1))
    assert [row[2:4] for row in phase_rows(own, NB) if row[1] == "last-week"] == [
        ["{count} dager igjen til å søke.", 7],
        ["3 dager igjen til å søke."],  # 27 March 2016 has 23 hours
        ["2 dager igjen til å søke."],
        ["Én dag igjen til å søke."],
    ]


def test_every_phase_has_a_text_in_both_languages() -> None:
    for language in ("nb", "nn"):
        assert len({wording(phase, WORDS[language]) for phase in PHASES}) >= 30
