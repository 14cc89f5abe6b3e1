"""Exports for other programs: calendars, a feed, tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import jsonschema
import pytest
from csvw import CSVW
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.build import Site
from site_builder.catalogue.schema.enums import CourseState
from site_builder.engine.memo import Memo
from site_builder.exports.atom import atom_feed
from site_builder.exports.csv import csv_table, excel_table
from site_builder.exports.csv_columns import COLUMNS
from site_builder.exports.icalendar import Event, calendar
from site_builder.pages.i18n import read_translations
from site_builder.pages.urls import addresses_for

LOCALES = {"templates/locale/nb.po": (Path(__file__).parents[2] / "templates/locale/nb.po").read_text("utf-8")}
NORWEGIAN = read_translations(LOCALES, ["nb"], Memo())["nb"]
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))


@pytest.fixture
def outputs(small_site: Path, build_site: Callable[..., Site]) -> dict[str, bytes]:
    return {output.path: output.content for output in build_site(small_site).outputs}


def test_a_course_has_its_deadlines_and_gatherings_as_whole_days(outputs: dict[str, bytes]) -> None:
    events = icalendar.Calendar.from_ical(outputs["2016-2017/hihm/naturfag-1-1-7.ics"]).walk("VEVENT")
    days = {str(event["SUMMARY"]): (event.decoded("DTSTART"), event.decoded("DTEND")) for event in events}
    assert days["Søknadsfrist for lærere: Naturfag 1 for 1.–7. trinn"] == (date(2016, 3, 1), date(2016, 3, 2))
    assert days["Samling 1: Naturfag 1 for 1.–7. trinn"] == (date(2016, 8, 29), date(2016, 8, 31))
    assert len(events) == 2, "those of school owners, the Directorate and the institution are in the year's calendar"
    texts = [str(event["DESCRIPTION"]) for event in events]
    assert all(text.endswith("/2016-2017/hihm/naturfag-1-1-7/") for text in texts)
    assert "Høgskolen i Hedmark" in texts[1]


def test_the_teachers_deadline_alone_warns_at_nine_a_week_and_a_day_before(outputs: dict[str, bytes]) -> None:
    events = icalendar.Calendar.from_ical(outputs["2016-2017/frister.ics"]).walk("VEVENT")
    alarms = {
        event.decoded("DTSTART"): [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] for event in events
    }
    assert alarms.pop(date(2016, 3, 1)) == [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)]
    assert set(map(tuple, alarms.values())) == {()}


def test_every_calendar_has_ids_that_stand_once(real_site: Site) -> None:
    for output in real_site.outputs:
        if output.path.endswith(".ics"):
            ids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(output.content).walk("VEVENT")]
            assert len(ids) == len(set(ids)) > 0, output.path


@given(
    summary=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200), first=DAYS, days=st.integers(0, 5)
)
def test_any_words_and_days_survive_the_calendar(summary: str, first: date, days: int) -> None:
    event = Event("a@b", first, first + timedelta(days=days), summary, "", "https://a.no/", (7,))
    written = calendar("x", [event], date(2016, 2, 1))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    [read] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert str(read["SUMMARY"]) == summary
    assert (read.decoded("DTSTART"), read.decoded("DTEND")) == (first, first + timedelta(days=days + 1))


def test_the_feed_is_atom_with_an_entry_a_course(outputs: dict[str, bytes]) -> None:
    space = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(outputs["studietilbud.atom"])
    entries = root.findall(f"{space}entry")
    assert len(entries) == 2
    for needed in ("id", "title", "updated"):
        assert all(entry.findtext(f"{space}{needed}") for entry in [root, *entries])


@pytest.mark.parametrize(
    ("state", "since", "sentence"),
    [
        (CourseState.OPEN, None, "Søknadsfrist 1. mars 2016."),
        (CourseState.VACANT, date(2016, 4, 20), "Søknadsfrist 1. mars 2016."),
        (CourseState.FULL, date(2016, 4, 20), "Fulltegnet fra 20. april 2016."),
        (CourseState.FULL, None, "Fulltegnet."),
        (CourseState.CANCELLED, date(2016, 4, 20), "Avlyst 20. april 2016."),
        (CourseState.NOT_THIS_YEAR, None, "Tilbys ikke i år."),
    ],
)
def test_an_entry_of_the_feed_says_what_is_true_at_any_moment(
    real_site: Site, state: CourseState, since: date | None, sentence: str
) -> None:
    year = real_site.catalogue.current_year
    one = next(each for each in year.courses if not each.offering.deadlines)
    course = replace(one, offering=replace(one.offering, state=state, state_from=since))
    catalogue = replace(real_site.catalogue, years=(replace(year, courses=(course,)),))
    addresses = addresses_for("nb", catalogue)
    feed = ElementTree.fromstring(atom_feed(catalogue, NORWEGIAN, addresses, {}))
    summary = feed.findtext(".//{http://www.w3.org/2005/Atom}summary")
    assert summary is not None
    assert summary.endswith(sentence)


def test_the_feed_has_the_latest_changes_of_a_large_catalogue(real_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.exports.atom.NEWEST", 3)
    catalogue, last = real_site.catalogue, real_site.catalogue.current_year.courses[-1]
    addresses = addresses_for("nb", catalogue)
    changed = {last.source: "2016-03-01T12:00:00+00:00"}
    feed = ElementTree.fromstring(atom_feed(catalogue, NORWEGIAN, addresses, changed))
    titles = feed.findall("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")
    assert (titles[0].text, len(titles)) == (last.title, 3)


def test_the_table_has_a_row_a_course_and_marks_examples(outputs: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(outputs["catalogue.csv"].decode(), newline="")))
    assert {row["id"]: row["provenance"] for row in rows} == {
        "2016-2017/hihm/naturfag-1-1-7": "eksempel",
        "2016-2017/hihm/naturfag-2-1-7": "dokumentert",
    }
    assert {row["teacher_deadline"] for row in rows} == {"2016-03-01"}


def test_no_cell_of_the_table_is_a_formula(real_site: Site) -> None:
    year = real_site.catalogue.current_year
    course = replace(year.courses[0], title='=HYPERLINK("https://evil.example")', admission="+47")
    catalogue = replace(real_site.catalogue, years=(replace(year, courses=(course,)),))
    addresses = addresses_for("nb", catalogue)
    [row] = csv.DictReader(io.StringIO(csv_table(catalogue, addresses).decode(), newline=""))
    assert tuple(row) == tuple(COLUMNS)
    assert row["title"].startswith("'=")
    assert row["admission"] == "'+47"
    text = excel_table(catalogue, addresses, NORWEGIAN).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    assert row["tittel"].startswith("'=")


def test_the_table_is_as_rfc_4180_has_it(real_site: Site) -> None:
    files = {output.path: output.content for output in real_site.outputs}
    text = files["catalogue.csv"].decode()
    assert not text.startswith("\ufeff")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) == len(json.loads(files["catalogue.json"])["courses"]) + 1


def unlike(described: str) -> list[str]:
    """Yield the faults of a table against its description, without the libraries' own warnings."""
    found = CSVW(described, validate=True)
    assert found.is_valid or found.warnings
    return [str(each.message) for each in found.warnings if not issubclass(each.category, DeprecationWarning)]


def test_the_table_is_valid_by_the_description_of_its_columns(real_site: Site, tmp_path: Path) -> None:
    for output in real_site.outputs:
        if output.path.startswith("catalogue.csv"):
            (tmp_path / output.path).write_bytes(output.content)
    described = str(tmp_path / "catalogue.csv-metadata.json")
    assert unlike(described) == []
    [table] = CSVW(described).tables
    rows = list(table)
    assert len({row["id"] for row in rows}) == len(rows) > 100
    assert {f"{row['teacher_deadline']:%Y-%m-%d}" for row in rows if row["teacher_deadline"]} == {"2016-03-01"}
    changed = (tmp_path / "catalogue.csv").read_bytes().replace(b",30.0,", b",tretti,", 1)
    (tmp_path / "catalogue.csv").write_bytes(changed)
    assert len(unlike(described)) == 1


def test_a_norwegian_spreadsheet_reads_numbers_as_numbers_and_grades_as_words(real_site: Site) -> None:
    [content] = [each.content for each in real_site.outputs if each.path == "catalogue.excel.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {"studiepoeng", "trinn", "søknadsfrist for lærere"} <= set(rows[0])
    assert all("." not in row["studiepoeng"] for row in rows)
    assert {row["trinn"] for row in rows} > {"1–7", "5–10"}
    assert not any("-" in row["trinn"] for row in rows)


def test_the_ways_to_a_requirement_are_exported_with_their_source(real_site: Site) -> None:
    files = {output.path: output.content for output in real_site.outputs}
    data = json.loads(files["2016-2017/hva-mangler-jeg.json"])
    validator = jsonschema.Draft202012Validator(json.loads(files["schema/requirements.schema.json"]))
    assert [error.message for error in validator.iter_errors(data)] == []
    assert not validator.is_valid(data | {"needs": [data["needs"][0] | {"credits": "30"}]})
    known = {f"2016-2017/{course.key}" for course in real_site.catalogue.current_year.courses}
    assert {unit["key"]: unit["credits"] for unit in data["units"]}["vekttall"] == 3
    for need in data["needs"]:
        assert need["source"]
        assert need["address"].removeprefix("https://studiekatalog.example/") + "index.html" in files
        for way in need["ways"]:
            assert set(way["courses"]) <= known
            assert 0 <= way["enough_from"] < way["useful_below"] <= need["credits"]
