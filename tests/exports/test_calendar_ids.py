"""Gatherings keep their ids in calendars: moved ones are the same event, and those that are gone are cancelled."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import icalendar
import pytest

from site_builder.build import Site
from site_builder.catalogue.checks.old_addresses import bad_addresses
from site_builder.catalogue.model import Gathering
from site_builder.catalogue.schema.enums import Form
from site_builder.exports.calendar_ids import gathering_addresses, gathering_ids, recorded_gatherings

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
ADDRESS = "/2016-2017/hihm/naturfag-1-1-7/"
AUGUST, SEPTEMBER, OCTOBER, FEBRUARY = date(2016, 8, 29), date(2016, 9, 5), date(2016, 10, 17), date(2017, 2, 14)


@pytest.mark.parametrize(
    ("now", "recorded", "current", "removed"),
    [
        ([AUGUST, OCTOBER], [], [AUGUST, OCTOBER], []),
        ([OCTOBER, FEBRUARY], [AUGUST, OCTOBER, FEBRUARY], [OCTOBER, FEBRUARY], [AUGUST]),
        ([SEPTEMBER, OCTOBER], [AUGUST, OCTOBER], [AUGUST, OCTOBER], []),
        ([SEPTEMBER, OCTOBER, FEBRUARY], [AUGUST, OCTOBER], [AUGUST, OCTOBER, FEBRUARY], []),
        ([FEBRUARY], [AUGUST], [FEBRUARY], [AUGUST]),
        ([], [AUGUST], [], [AUGUST]),
    ],
)
def test_a_gathering_is_the_one_that_was_published(
    now: list[date], recorded: list[date], current: list[date], removed: list[date]
) -> None:
    gatherings = [Gathering(first=day, last=day, place=None, form=Form.PHYSICAL) for day in now]
    ids = gathering_ids(gatherings, recorded)
    assert (list(ids.current), list(ids.removed)) == (current, removed)


def test_lines_that_are_no_gathering_are_left_out() -> None:
    lines = ["/om/", f"{ADDRESS}#samling-2016-08-29", f"{ADDRESS}#samling-2016-13-01", "#samling-2016-08-29", ""]
    assert recorded_gatherings(lines) == {ADDRESS: (AUGUST,)}
    assert [problem.place.line for problem in bad_addresses(lines)] == [4]


def test_a_course_whose_file_is_renamed_keeps_its_ids(small_site: Path, build_site: Callable[..., Site]) -> None:
    def uids(site: Site, name: str) -> set[str]:
        [content] = [each.content for each in site.outputs if each.path == f"2016-2017/hihm/{name}.ics"]
        return {str(each["UID"]) for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}

    before = build_site(small_site)
    lines = sorted({*before.addresses, *gathering_addresses(before.catalogue, [])})
    (small_site / "catalogue/published-addresses.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = (small_site / COURSE).read_text(encoding="utf-8").replace("opphav:", f"gamle adresser: [{ADDRESS}]\nopphav:")
    (small_site / COURSE).unlink()
    (small_site / COURSE.replace("naturfag-1-1-7", "nytt-navn")).write_text(text, encoding="utf-8")
    for file in small_site.rglob("*.md"):
        words = file.read_text(encoding="utf-8").replace("naturfag-1-1-7.md", "nytt-navn.md")
        file.write_text(re.sub(r"(?<!/)hihm/naturfag-1-1-7", "hihm/nytt-navn", words), encoding="utf-8")
    after = build_site(small_site)
    assert uids(after, "nytt-navn") == uids(before, "naturfag-1-1-7")
    assert set(gathering_addresses(after.catalogue, lines)) == set(gathering_addresses(before.catalogue, lines))


def test_a_gathering_that_is_gone_is_cancelled_and_the_others_stay(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    site = build_site(small_site)
    lines = sorted({*site.addresses, *gathering_addresses(site.catalogue, [])})
    assert f"{ADDRESS}#samling-2016-08-29" in lines
    (small_site / "catalogue/published-addresses.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = small_site / COURSE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2016-08-29", "2016-10-17").replace("2016-08-30", "2016-10-18"), encoding="utf-8")
    [content] = [each.content for each in build_site(small_site).outputs if each.path == f"{ADDRESS[1:-1]}.ics"]
    events = {
        str(each["UID"]).split("/")[-1].split("@")[0]: each
        for each in icalendar.Calendar.from_ical(content).walk("VEVENT")
    }
    assert events["samling-2016-08-29"]["STATUS"] == "CANCELLED"
    assert events["samling-2016-10-17"].decoded("DTSTART") == OCTOBER
    assert "STATUS" not in events["samling-2016-10-17"]
    year = small_site / "catalogue/2016-2017/year.yaml"
    year.write_text(year.read_text(encoding="utf-8").replace("status: åpen", "status: arkivert"), encoding="utf-8")
    [archived] = [each.content for each in build_site(small_site).outputs if each.path == f"{ADDRESS[1:-1]}.ics"]
    assert b"CANCELLED" not in archived
    assert b"samling-2016-10-17" in archived
