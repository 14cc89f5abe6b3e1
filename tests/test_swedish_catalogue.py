"""A third catalogue: a Swedish teachers' programme with its own grades, years and deadlines, in Swedish and English."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from example_sites import SWEDISH, texts_of
from test_other_catalogue import assert_valid_exports, norwegian_exports, words_of

from site_builder.build import Site
from site_builder.catalogue.schema.entries import entry_types
from site_builder.catalogue.schema.field_types import ListOf
from site_builder.search.expected import open_index
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent
ROOT = PROJECT / "tests/sites/lararfortbildning"
NOW = SWEDISH.now

_WORDS = """
studiepoeng trinn fylke fylker studiested fag frist frister søk oppstart nivå høst kompetanse kvalitet skoleeier udir
videreutdanning samlinger ikke og norsk bokmål studieår nettbasert samlingsbasert kompetansekrav studietilbud kommune
norge noreg oslo vg1 vg3 the course courses
"""
FOREIGN = frozenset(_WORDS.split())
"""Words that no Swedish page has."""

COURSE = "2027-2028/norrvik/matematik-lagstadiet/index.html"


@pytest.fixture(scope="module")
def site() -> Site:
    return SWEDISH.check()


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, str]:
    return texts_of(site)


def test_it_is_built_without_a_warning(site: Site) -> None:
    assert site.problems == ()


def test_no_swedish_page_says_a_norwegian_or_english_word(files: Mapping[str, str]) -> None:
    pages = {path: text for path, text in files.items() if path.endswith(".html") and not path.startswith("en/")}
    found = {
        path: words_of(re.sub(r'<[^>]+ lang="en"[^>]*>[^<]*', " ", text)) & FOREIGN for path, text in pages.items()
    }
    assert {path: sorted(words) for path, words in found.items() if words} == {}


def test_no_page_has_the_quotation_marks_of_another_language(files: Mapping[str, str]) -> None:
    assert [path for path, text in files.items() if path.endswith(".html") and re.search("[«»]", text)] == []


def test_no_file_for_programs_says_a_norwegian_word(files: Mapping[str, str]) -> None:
    assert {path: words for path, words in norwegian_exports(files).items() if words != ["nivå"]} == {}


def test_a_spreadsheet_has_the_headings_and_the_marks_of_its_language(files: Mapping[str, str]) -> None:
    heading, row, *_ = files["catalogue.excel.csv"].removeprefix("\ufeff").splitlines()
    assert heading.startswith("id;Titel;Lärosäte;Ämne;Nivå;Årskurser;Högskolepoäng;")
    assert ";7,5;på nätet;" in row and ";hösten 2027;" in row


def test_files_for_programs_are_valid_by_the_schemas_beside_them(files: Mapping[str, str], tmp_path: Path) -> None:
    assert_valid_exports(files, tmp_path)


def test_deadlines_end_at_midnight_in_the_time_zone_of_its_country(files: Mapping[str, str]) -> None:
    assert "midnatt i Stockholm" in files["2027-2028/viktiga-datum/index.html"]
    assert "torsdag 15 april 2027" in files["2027-2028/viktiga-datum/index.html"]


def test_deadlines_are_those_of_the_roles_in_its_profile(files: Mapping[str, str]) -> None:
    page, calendar = files["2027-2028/viktiga-datum/index.html"], files["2027-2028/viktiga-datum.ics"]
    assert "<td>lärare</td>" in page and "<td>rektorn</td>" in page and "<td>lärosätet</td>" in page
    assert "Årets datum: lärare, rektorn, lärosätet." in page
    clock = {path.split(".")[1]: text for path, text in files.items() if path.startswith("assets/times.")}
    assert '"owner":"väntar på rektorn"' in clock["sv"] and '"owner":"waiting for the head teacher"' in clock["en"]
    assert "UID:2027-2028/larare@" in calendar and "SUMMARY:Rektorn godkänner\r\n" in calendar
    deadlines = json.loads(files["catalogue.json"])["courses"][0]["deadlines"]
    assert [each["who"] for each in deadlines] == ["lärare", "rektor", "lärosäte"]
    assert "2027-04-15" in files["catalogue.csv"]


@pytest.mark.parametrize(
    "query", ["matte", "7,5 hp", "årskurs 2", "distans", "lågstadiets matematik", "MA-101", "ht27", "kvartsfart"]
)
def test_it_is_searched_in_swedish(site: Site, query: str) -> None:
    hits = open_index(site.outputs, "sv").search(query).hits
    assert hits and hits[0].document == 0, query


def test_the_same_index_is_searched_in_english(site: Site) -> None:
    index = open_index(site.outputs, "en")
    for query in ("maths", "7.5 credits", "online", "school year 2", "quarter time"):
        assert index.search(query).hits[0].document == 0, query


def test_programs_get_grades_and_own_fields_in_the_language_of_the_page(files: Mapping[str, str]) -> None:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', files[COURSE], re.DOTALL)
    course = next(each for each in map(json.loads, blocks) if each["@type"] == "Course")
    assert course["educationalLevel"] == "Årskurs F–3"
    assert course["about"] == "Matematik"
    assert course["additionalProperty"] == [
        {"@type": "PropertyValue", "propertyID": "kurskod", "name": "Kurskod", "value": "MA-101"},
        {"@type": "PropertyValue", "propertyID": "årskurs", "name": "Årskurs", "value": "F–3"},
        {"@type": "PropertyValue", "propertyID": "studietakt", "name": "Studietakt", "value": "kvartsfart"},
    ]


def test_parts_of_its_texts_are_read_and_compared_in_swedish(files: Mapping[str, str]) -> None:
    [first, *_] = json.loads(files["catalogue.json"])["courses"]
    assert [part["key"] for part in first["parts"]] == ["content"]
    assert "Taluppfattning" in first["parts"][0]["text"]
    page = files["min-lista/index.html"]
    assert '"innhold": "Innehåll"' in page and '"innehåll": "innhold"' in page
    assert "Innhold" not in page


def test_its_school_years_are_its_own_with_a_year_before_the_first(files: Mapping[str, str]) -> None:
    assert "<dt>Årskurs</dt><dd>F–3</dd>" in files[COURSE]
    assert "<li>Årskurs F–3</li>" in files["2027-2028/amnen/matematik/index.html"]
    assert "<li>School year F–3</li>" in files["en/2027-2028/amnen/matematik/index.html"]
    assert {path for path in files if path.startswith("2027-2028/arskurs/")} >= {
        f"2027-2028/arskurs/{step}/index.html" for step in ("f", "1", "2", "3", "7", "8", "9")
    }
    assert "2027-2028/arskurs/4/index.html" not in files


def test_areas_of_subjects_and_schemes_of_funding_are_its_own(files: Mapping[str, str]) -> None:
    index, english = files["2027-2028/amnen/index.html"], files["en/2027-2028/amnen/index.html"]
    assert "Naturvetenskap och matematik</h2>" in index and "Science and mathematics</h2>" in english
    assert "vikarieersättning, studiebidrag" in files[COURSE] and "cover payment, study grant" in files[f"en/{COURSE}"]
    assert "Skolan får betalt för en vikarie när du studerar." in files[COURSE]
    assert "Skolan får betalt" in files["min-lista/index.html"]
    schema = json.loads(files["schema/catalogue.schema.json"])["$defs"]["course"]["properties"]
    assert schema["schemes"]["items"]["enum"] == ["vikarieersättning", "studiebidrag"]
    assert schema["level"]["maximum"] == 5
    assert json.loads(files["catalogue.json"])["courses"][0]["schemes"] == ["vikarieersättning", "studiebidrag"]


@pytest.mark.parametrize(
    ("entry", "field", "text", "expected"),
    [
        ("subject", "area", "Språk", "Språk"),
        ("subject", "area", "languages", "Språk"),
        ("subject", "area", "realfag", None),
        ("course", "schemes", "cover payment", "vikarieersättning"),
        ("course", "schemes", "vikar", None),
        ("course", "level", "5", "5"),
        ("course", "level", "nivå 4", "4"),
        ("course", "level", "6", None),
    ],
)
def test_files_take_the_values_of_the_profile_and_its_names_in_other_languages(
    entry: str, field: str, text: str, expected: str | None
) -> None:
    type_ = entry_types(read_sources(ROOT).records)[entry].fields[field].type
    item = type_.item if isinstance(type_, ListOf) else type_
    assert (text if item.accepts(text) else item.correction(text)) == expected


def test_lists_are_in_the_order_of_the_alphabet_of_the_page(files: Mapping[str, str]) -> None:
    assert "<h1>Alla kurser från A till Ö</h1>" in files["2027-2028/alla/index.html"]
    assert "<h1>All courses from A to Z</h1>" in files["en/2027-2028/alla/index.html"]
