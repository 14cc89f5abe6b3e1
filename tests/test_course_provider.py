"""A fourth catalogue: evening courses with dates and prices, without grades, credits, terms and deadlines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from shutil import copytree
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from example_sites import COURSE_PROVIDER, texts_of
from test_other_catalogue import assert_valid_exports, found, norwegian_exports, words_of

from site_builder.build import Site
from site_builder.catalogue.grouping import Grouping
from site_builder.catalogue.schema.own_delivery import delivery_type
from site_builder.cli.main import main
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import read_translations
from site_builder.pages.layout import Layout
from site_builder.pages.views.form import form_view

ROOT = Path(__file__).parent / "sites/harbour"
NOW = COURSE_PROVIDER.now
COURSE = "2027-2028/harbour-courses/first-pots/index.html"


@pytest.fixture(scope="module")
def site() -> Site:
    return COURSE_PROVIDER.check()


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, str]:
    return texts_of(site)


def test_it_is_built_without_a_warning(site: Site) -> None:
    assert site.problems == ()


def test_a_course_begins_on_its_day_and_is_listed_under_the_month(files: Mapping[str, str]) -> None:
    assert "13 September 2027, 10 weeks" in files[COURSE]
    assert '"startDate":"2027-09-13"' in files[COURSE]
    assert "Start: September 2027" in files["2027-2028/start/2027-09/index.html"]
    assert "13 September 2027" in files["2027-2028/start/2027-09/index.html"]


@pytest.mark.parametrize(
    ("query", "month"),
    [
        ("starts in September", "2027-09"),
        ("september start", "2027-09"),
        ("begins in October 2027", "2027-10"),
        ("starting in january", "2028-01"),
        ("March", "2028-03"),
    ],
)
def test_a_search_for_a_month_finds_the_courses_that_begin_in_it(site: Site, query: str, month: str) -> None:
    wanted = {
        each.key for each in site.catalogue.current_year.courses if str(each.offering.start).startswith(f"{month}-")
    }
    assert wanted
    assert set(found(site, query)) == wanted


def test_one_can_apply_until_the_day_on_which_a_course_begins(files: Mapping[str, str]) -> None:
    start = int(datetime(2027, 9, 13, tzinfo=ZoneInfo("Europe/London")).timestamp())
    assert f"rolling {start} begun" in files[COURSE]


def test_programs_get_the_day(files: Mapping[str, str], tmp_path: Path) -> None:
    courses = {each["title"]: each for each in json.loads(files["catalogue.json"])["courses"]}
    assert courses["First pots"]["start"] == "2027-09-13"
    assert "<mlo:start>2027-09-13</mlo:start>" in files["catalogue.mlo.xml"]
    assert_valid_exports(files, tmp_path)
    assert norwegian_exports(files) == {}


def test_forms_of_delivery_are_those_of_the_profile(files: Mapping[str, str]) -> None:
    assert "Daytime class" in files[COURSE]
    assert "/harbour-courses/weekend-wheel/" in files["2027-2028/delivery/weekend-class/index.html"]
    assert not [path for path in files if "studieform/nettbasert" in path or "studieform/pa-studiestedet" in path]
    courses = {each["title"]: each["delivery"] for each in json.loads(files["catalogue.json"])["courses"]}
    assert (courses["First pots"], courses["Paper folding online"]) == ("Daytime class", "Online class")
    assert any(
        '["Daytime class", "Weekend class", "Online class"]' in text for path, text in files.items() if "schema" in path
    )
    assert "Daytime class" in files["catalogue.csv"] and "Daytime class" in files["catalogue.mlo.xml"]


def test_a_form_of_delivery_is_what_it_counts_as(site: Site, files: Mapping[str, str]) -> None:
    assert '"courseMode":["online"]' in files["2027-2028/harbour-courses/paper-online/index.html"]
    assert '"courseMode":["onsite"]' in files[COURSE]
    locale = read_translations({"templates/locale/nb.po": ""}, ["nb"], Memo(), site.catalogue.languages)["nb"]
    year = site.catalogue.current_year
    rules = form_view(Layout(site.catalogue, locale, {year.key: Grouping(year, Memo())})).rules
    assert rules["notation"]["deliveries"]["Weekend class"] == "på studiestedet"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("weekend class", {"weekend-wheel"}),
        ("online", {"paper-online"}),
    ],
)
def test_a_search_knows_the_forms_of_delivery(site: Site, query: str, titles: set[str]) -> None:
    assert {key.rpartition("/")[2] for key in found(site, query)} == titles


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Weekend class", None),
        ("weekend-class", "Weekend class"),
        ("nettbasert", "Online class"),
        ("distance learning", "Online class"),
        ("på studiestedet", None),
    ],
)
def test_other_words_for_a_form_of_delivery_are_corrected_where_one_is_meant(
    site: Site, written: str, meant: str | None
) -> None:
    declared = site.catalogue.profile.declarations.deliveries
    assert delivery_type(declared).correction(written) == meant


def test_a_course_need_not_state_its_origin(files: Mapping[str, str]) -> None:
    assert "_opphav" not in files[COURSE]
    assert not any("documented" in words_of(text) for path, text in files.items() if path.endswith(".html"))
    assert "written to demonstrate" in files["2027-2028/harbour-courses/bind-a-book/index.html"]


_WORDS = """
credits credit semester semesters term terms deadline grade grades level levels teacher teachers teach school schools
colleagues directorate university requirement requirements
"""
ABSENT = frozenset(_WORDS.split())
"""Words of what the catalogue does not have, and of readers who are teachers."""


def test_its_pages_say_nothing_of_what_it_does_not_have(files: Mapping[str, str]) -> None:
    pages = {path: text for path, text in files.items() if path.endswith(".html") and "frister" not in path}
    found = {path: sorted(words_of(text) & ABSENT) for path, text in pages.items()}
    assert {path: words for path, words in found.items() if words} == {}


def test_the_list_has_no_empty_parts_on_gatherings_and_deadlines(files: Mapping[str, str]) -> None:
    assert '<section class="list-leader" hidden>' in files["my-list/index.html"]
    assert '<section hidden>\n<h2 class="no-print">The gatherings in one calendar' in files["my-list/index.html"]


def test_a_new_course_is_asked_for_what_the_profile_requires_alone(tmp_path: Path) -> None:
    root = copytree(ROOT, tmp_path / "harbour")
    given = {
        "institution": "harbour-courses",
        "subject": "Pottery",
        "delivery": "Online class",
        "title": "Slip and slab",
    }
    given |= {"start": "2027-10-04", "duration": "3 weeks", "link": "https://harbour.example/slip", "field": "price=45"}
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    result = CliRunner().invoke(main, ["new", "course", "--root", str(root), *options], input="\n")
    assert result.exit_code == 0, result.output
    text = (root / "catalogue/2027-2028/harbour-courses/slip-and-slab.md").read_text("utf-8")
    assert "oppstart: 2027-10-04\n" in text and "price: 45\n" in text and "## Ways of working" in text
    assert "TODO: " in text and "Fyll inn" not in text
    assert "fill in the places marked «TODO:»" in result.output
    assert "trinn" not in text and "studiepoeng" not in text
