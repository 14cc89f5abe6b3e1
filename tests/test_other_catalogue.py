"""Another catalogue than the first: an English university below a path, with fields of its own and no deadlines."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from csvw import CSVW
from example_sites import ENGLISH, texts_of
from lxml import etree

from site_builder.build import Site, check
from site_builder.catalogue.checks.reserved import reserved_names
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.address_words import AddressWord
from site_builder.cli.commands.fix import fix_files
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.problems import Invalid
from site_builder.search.documents import indexed_courses
from site_builder.search.expected import open_index
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent
UNIVERSITY = PROJECT / "tests/sites/university"
FORM = "add-a-course/index.html"
NOW = ENGLISH.now

_WORDS = """
studiepoeng trinn fylke fylker studiested fag frist frister søk oppstart nivå høst vår kompetanse kvalitet lærer lærere
skoleeier udir videreutdanning samlinger ikke og eller norsk bokmål studieår nettbasert samlingsbasert kompetansekrav
studietilbud kommune norge norway norwegian directorate oslo vg1 vg3
"""
NORWEGIAN = frozenset(_WORDS.split())
"""Words that no page of an English catalogue has, except the form, which writes files with Norwegian keys."""


@pytest.fixture(scope="module")
def site() -> Site:
    return ENGLISH.check()


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, str]:
    return texts_of(site)


def courses_of(site: Site) -> tuple[Course, ...]:
    return site.catalogue.current_year.courses


def own_of(course: Course, key: str) -> Any:
    return next((each.value for each in course.own if each.field.key == key), None)


def found(site: Site, query: str) -> list[str]:
    """Return the courses that a search finds, the best first."""
    courses = indexed_courses(site.catalogue)
    hits = open_index(site.outputs, "en").search(query).hits
    return [courses[hit.document].key for hit in hits if hit.document < len(courses)]


def test_it_is_built_without_a_warning(site: Site) -> None:
    assert site.problems == ()


def test_no_page_has_the_quotation_marks_of_another_language(files: Mapping[str, str]) -> None:
    pages = {path: text for path, text in files.items() if path.endswith(".html") and path != FORM}
    assert [path for path, text in pages.items() if re.search("[«»]", text)] == []
    assert "“documented”" in files["index.html"]


def words_of(page: str) -> set[str]:
    seen = re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)
    said = " ".join(re.findall(r'(?:alt|title|placeholder|aria-label|description" content)="([^"]*)"', page))
    return set(re.findall(r"\w+", html.unescape(f"{seen} {said}").casefold()))


def test_no_page_says_a_norwegian_word(files: Mapping[str, str]) -> None:
    pages = {path: text for path, text in files.items() if path.endswith(".html") and path != FORM}
    assert len(pages) > 20
    assert {path: sorted(found) for path, text in pages.items() if (found := words_of(text) & NORWEGIAN)} == {}


def test_no_address_has_a_norwegian_word(files: Mapping[str, str], site: Site) -> None:
    norwegian = set(AddressWord) - set(site.catalogue.address_words.values()) - {"mooc", "full", "status"}
    steps = {
        word for path in files for step in path.split("/") for word in (step.partition(".")[0], step.partition("-")[0])
    }
    assert steps & norwegian == set()
    assert {"search", "my-list", "subjects", "all", "picture", "free"} <= steps


def test_names_of_pages_are_reserved_in_the_words_of_the_site() -> None:
    reserved = reserved_names(read_sources(UNIVERSITY).records)
    assert {"subjects", "all", "deadlines"} <= reserved.in_a_year
    assert "fag" not in reserved.in_a_year
    assert {"search", "my-list", "assets"} <= reserved.on_the_site
    assert reserved.further_page.fullmatch("page-2")


FOR_PROGRAMS = (".json", ".jsonld", ".csv", ".xml", ".ics", ".atom", ".rng", ".ttl", ".txt", ".webmanifest")
_FILE_WORDS = """
nb nn åpen avlyst eksempel dokumentert opphav fysisk tittel institusjon kilde ja siden innhold resultat
"""
EXPORTED = (NORWEGIAN - {"directorate"}) | set(_FILE_WORDS.split())
"""Words that no file for programs has. Addresses, and the files of the form and the search, have keys of files."""


def norwegian_exports(files: Mapping[str, str]) -> dict[str, list[str]]:
    """Return path -> Norwegian words of the files for programs. Addresses and namespaces are left out."""
    found = {}
    for path, text in files.items():
        if path.endswith(FOR_PROGRAMS) and not path.startswith(("source/", "assets/", "search/", "sitemap")):
            said = re.sub(r"https?://\S+|\S*studietilbud\.atom|<https?:[^>]*>", " ", text)
            if words := set(re.findall(r"\w+", said.casefold())) & EXPORTED:
                found[path] = sorted(words)
    return found


def assert_valid_exports(files: Mapping[str, str], folder: Path) -> None:
    """Read the files for programs back by the schemas that the same site publishes."""
    jsonschema.validate(json.loads(files["catalogue.json"]), json.loads(files["schema/catalogue.schema.json"]))
    for kind in ("mlo", "cdm"):
        schema = etree.RelaxNG(etree.fromstring(files[f"schema/catalogue.{kind}.rng"].encode()))
        schema.assertValid(etree.fromstring(files[f"catalogue.{kind}.xml"].encode()))
    for name in ("catalogue.csv", "catalogue.csv-metadata.json"):
        (folder / name).write_text(files[name], "utf-8", newline="")
    table = CSVW(str(folder / "catalogue.csv-metadata.json"), validate=True)
    assert [each for each in table.warnings if not issubclass(each.category, DeprecationWarning)] == []


def test_no_file_for_programs_says_a_norwegian_word(files: Mapping[str, str]) -> None:
    assert norwegian_exports(files) == {}
    assert "PRODID:-//studiekatalog//EN" in files["2027-2028/deadlines.ics"]
    assert '"state":"open"' in files["catalogue.json"]


def test_a_spreadsheet_has_the_headings_and_the_marks_of_its_language(files: Mapping[str, str]) -> None:
    heading, *rows = files["catalogue.excel.csv"].removeprefix("\ufeff").splitlines()
    assert heading.startswith("id,Title,Institution,Subject,")
    [row] = [each for each in rows if each.startswith("2027-2028/rive/charts-that-tell,")]
    assert ",on campus," in row and ",Spring 2028," in row


def test_tables_have_durations_in_the_units_of_the_catalogue_and_its_credits(files: Mapping[str, str]) -> None:
    people, programs = (
        {row["id"]: row for row in csv.DictReader(files[name].removeprefix("\ufeff").splitlines())}
        for name in ("catalogue.excel.csv", "catalogue.csv")
    )
    key = "2027-2028/rive/statistics"
    assert (people[key]["Duration"], programs[key]["duration"]) == ("10 weeks", "10 weeks")
    columns = json.loads(files["catalogue.csv-metadata.json"])["tableSchema"]["columns"]
    [credits] = [each for each in columns if each["name"] == "credits"]
    assert (credits["dc:description"], credits["required"]) == ("Credits: CATS credits.", False)


def test_programs_get_the_code_the_level_and_the_price_of_a_course(files: Mapping[str, str]) -> None:
    page = files["2027-2028/rive/statistics/index.html"]
    assert '"courseCode":"MATH-1042"' in page
    assert '"propertyID":"price","name":"Price","value":420.0,"unitText":"GBP"' in page
    courses = {each.get("id"): each for each in json.loads(files["catalogue.elm.jsonld"])["@graph"]}
    notes = courses["https://courses.example/short/2027-2028/rive/statistics/"]["additionalNote"]
    said = {each["noteLiteral"]["en"] for each in notes}
    assert {"Course code: MATH-1042", "Level: Foundation-Bachelor's", "Price: 420 GBP"} <= said


def test_files_for_programs_are_valid_by_the_schemas_beside_them(files: Mapping[str, str], tmp_path: Path) -> None:
    assert_valid_exports(files, tmp_path)


def test_courses_are_divided_by_its_own_fields_and_not_by_those_it_lacks(files: Mapping[str, str]) -> None:
    assert "Statistics for everyday decisions" in files["2027-2028/study-mode/part-time/index.html"]
    assert not [path for path in files if path.startswith(("2027-2028/grades/", "2027-2028/counties/"))]


def test_a_course_code_is_found_and_shown(site: Site, files: Mapping[str, str]) -> None:
    assert "<dt>Course code</dt><dd>MATH-1042</dd>" in files["2027-2028/rive/statistics/index.html"]
    assert [found(site, words)[0] for words in ("MATH-1042", "math 1042")] == ["rive/statistics"] * 2


def test_own_fields_are_in_the_exchange_of_courses_by_name(files: Mapping[str, str]) -> None:
    statistics = (
        files["catalogue.mlo.xml"].partition("rive/statistics<")[2].partition("</mlo:LearningOpportunitySpec")[0]
    )
    reported = dict(re.findall(r'<sk:field label="([^"]+)">([^<]+)</sk:field>', statistics))
    assert reported["Course code"] == "MATH-1042"
    assert reported["Level"] == "Foundation-Bachelor's"
    assert reported["Price"] == "420 GBP"


def test_a_course_that_requires_another_follows_it_when_one_searches_for_the_code(site: Site) -> None:
    assert set(found(site, "MATH-1042")[1:4]) == {
        "rive/machine-learning",
        "rive/probability-and-risk",
        "rive/public-health-data",
    }


SEARCHES = {
    "part-time maths": "algebra-refresher calculus charts-that-tell probability-and-risk statistics",
    "full time": "ecology-field-week first-aid-mental-health local-history web-accessibility",
    "starts in january history": "local-history",
    "summer courses": "ecology-field-week starting-a-business web-accessibility",
    "free": "climate-science local-history writing-for-the-public",
    "no credits": "charts-that-tell first-aid-mental-health starting-a-business web-accessibility",
    "3 days": "web-accessibility",
    "two days": "charts-that-tell first-aid-mental-health",
    "one week": "ecology-field-week",
    "under £100": "academic-writing charts-that-tell climate-science local-history writing-for-the-public",
    "less than 100 pounds": "academic-writing charts-that-tell climate-science local-history writing-for-the-public",
    "postgraduate history": "dissertation-history local-history",
    "gdpr": "data-protection",
    "spanish": "spanish-for-beginners spanish-continued",
    "programming": "programming-with-python",
    "nurse": "nursing-leadership",
    "learn spanish from scratch": "spanish-for-beginners",
    "accounting": "management-accounting bookkeeping",
    "statistcs": "statistics",
    "school of business": "bookkeeping management-accounting project-management starting-a-business",
    "COMP-1001": "programming-with-python",
}
"""Searches of students, and the courses that must be among the first five."""


def test_students_find_what_they_search_for(site: Site) -> None:
    firsts = {query: found(site, query)[:5] for query in SEARCHES}
    missing = {
        query: [name for name in names.split() if f"rive/{name}" not in firsts[query]]
        for query, names in SEARCHES.items()
    }
    assert {query: names for query, names in missing.items() if names} == {}


def test_searches_for_what_the_catalogue_knows_leave_the_other_courses_out(site: Site) -> None:
    for query, wanted in {
        "part time": lambda course: own_of(course, "study mode") == "part time",
        "winter": lambda course: str(course.offering.start) == "Winter 2028",
        "january start": lambda course: str(course.offering.start) == "Winter 2028",
        "starts in april": lambda course: str(course.offering.start) == "Spring 2028",
        "10 weeks": lambda course: str(course.offering.duration) == "10 uker",
        "under 500": lambda course: own_of(course, "price") <= 500,
        "without prerequisites": lambda course: not course.prior_course,
    }.items():
        assert set(found(site, query)) == {each.key for each in courses_of(site) if wanted(each)}, query


def test_what_a_course_requires_is_shown_by_code_and_linked(files: Mapping[str, str]) -> None:
    page = files["2027-2028/rive/machine-learning/index.html"]
    assert "<dt>Prerequisites</dt><dd>COMP-1002, MATH-1042</dd>" in page
    assert 'href="/short/2027-2028/rive/data-structures/">Data structures and algorithms</a>' in page


def test_programs_get_the_country_and_nothing_that_is_not_known(files: Mapping[str, str]) -> None:
    assert "<country>GB</country>" in files["catalogue.cdm.xml"]
    assert "country/GBR" in files["catalogue.elm.jsonld"]
    page = files["2027-2028/rive/local-history/index.html"]
    assert '"addressCountry":"GB"' in page
    assert '"educationalLevel":"Master\'s"' in page


def test_levels_and_prices_are_the_catalogues_own(site: Site, files: Mapping[str, str]) -> None:
    page = files["2027-2028/rive/statistics/index.html"]
    assert "<dt>Level</dt><dd>Foundation–Bachelor&#39;s</dd>" in page
    assert "<dt>Price</dt><dd>£420</dd>" in page
    assert "<li>Master&#39;s</li><li>free</li>" in files["2027-2028/subjects/history/index.html"]
    for address, name in (("study-level/bachelor-s", "Bachelor&#39;s"), ("price/250-1000", "£250 to £1,000")):
        assert "Statistics for everyday decisions" in files[f"2027-2028/{address}/index.html"]
        assert name in files[f"2027-2028/{address}/index.html"]
    assert "Local history" in files["2027-2028/price/free/index.html"]
    assert '"educationalLevel":"Foundation–Bachelor\'s"' in page
    assert "rive/statistics" in found(site, "bachelor's") and "rive/local-history" not in found(site, "bachelor's")
    assert set(found(site, "free")[:3]) == {"rive/local-history", "rive/climate-science", "rive/writing-for-the-public"}


def test_credits_are_counted_in_the_unit_of_the_catalogue_or_not_at_all(site: Site, files: Mapping[str, str]) -> None:
    page = files["2027-2028/rive/statistics/index.html"]
    assert "<dt>Credits</dt><dd>15 CATS credits</dd>" in page
    assert "<li>15 CATS</li>" in files["2027-2028/subjects/mathematics/index.html"]
    assert "<li></li>" not in files["2027-2028/subjects/mathematics/index.html"]
    assert '"value":15.0,"unitText":"CATS credits"' in page
    charts = files["2027-2028/rive/charts-that-tell/index.html"]
    assert "CATS" not in charts.partition('<dl class="facts">')[2].partition("</dl>")[0]
    assert "English, Welsh" in charts
    assert "20 CATS credits" in files["2027-2028/credits/20/index.html"]
    assert '<mlo:credit scheme="ECTS">7.5</mlo:credit>' in files["catalogue.mlo.xml"]
    assert files["catalogue.cdm.xml"].count("ECTScredits") == sum(each.credits > 0 for each in courses_of(site))
    courses = json.loads(files["catalogue.json"])
    assert (courses["credit_unit"], courses["credit_in_ects"]) == ("CATS credits", 0.5)
    for query, credits in (("15 cats", 15), ("20 credits", 20)):
        assert set(found(site, query)) == {each.key for each in courses_of(site) if each.credits == credits}


def test_terms_and_durations_are_the_catalogues_own(site: Site, files: Mapping[str, str]) -> None:
    assert "<dt>Start</dt><dd>Winter 2028, 6 months</dd>" in files["2027-2028/rive/local-history/index.html"]
    page = files["2027-2028/rive/statistics/index.html"]
    assert "<dt>Start</dt><dd>Autumn 2027, 10 weeks</dd>" in page
    assert '"startDate":"2027-09-27","endDate":"2027-12-17"' in page
    assert "Statistics for everyday decisions" in files["2027-2028/start/autumn-2027/index.html"]
    for query, term in (("winter 2028", "Winter 2028"), ("autumn", "Autumn 2027")):
        begin = {each.key for each in courses_of(site) if str(each.offering.start) == term}
        assert set(found(site, query)[: len(begin)]) == begin
    courses = {each["id"]: each for each in json.loads(files["catalogue.json"])["courses"]}
    statistics = courses["2027-2028/rive/statistics"]
    assert (statistics["start"], statistics["semesters"], statistics["duration"]) == ("Autumn 2027", None, "P70D")
    assert '<programDuration duration="P6M"/>' in files["catalogue.cdm.xml"]


def test_a_year_without_deadlines_has_none_in_its_menu_and_on_its_courses(files: Mapping[str, str]) -> None:
    page = files["2027-2028/rive/statistics/index.html"]
    assert "Deadlines" not in page
    assert "You can apply at any time until a course begins." in files["2027-2028/deadlines/index.html"]


def test_one_can_apply_until_the_course_begins_where_admission_is_rolling(site: Site, files: Mapping[str, str]) -> None:
    page = files["2027-2028/rive/local-history/index.html"]
    begins = int(datetime(2028, 2, 7, tzinfo=ZoneInfo("Europe/London")).timestamp())
    opens = int(datetime(2027, 2, 1, tzinfo=ZoneInfo("Europe/London")).timestamp())
    assert f'data-status="soon {opens} rolling {begins} begun"' in page
    assert "begins 7 February 2028" in page
    assert '"availabilityStarts":"2027-02-01T00:00:00+00:00","availabilityEnds":"2028-02-07T00:00:00+00:00"' in page
    [script] = [text for path, text in files.items() if path.startswith("assets/times.en.")]
    assert '"rolling":"apply at any time"' in script
    courses = json.loads(files["catalogue.json"])["courses"]
    assert [each["rolling_admission"] for each in courses] == [True] * len(courses)
    assert site.unchanging_interval[1] == datetime(2027, 9, 26, 23, tzinfo=UTC)


def test_a_fault_in_the_profile_is_mended_and_is_not_followed_by_others(tmp_path: Path) -> None:
    """The project has no templates of its own, so `--fix` leaves those of the builder alone."""
    root = Path(shutil.copytree(UNIVERSITY, tmp_path / "site"))
    profile = root / "content/profile.yaml"
    written = profile.read_text("utf-8")
    profile.write_text(written.replace('"#7a1f3d"', "7A1F3D"), "utf-8")
    with pytest.raises(Invalid) as found:
        check(root, now=NOW, memo=Memo(), stages=Stages())
    assert [each.code for each in found.value.problems] == ["bad-colour"]
    assert fix_files(root, (), 1, "en", write=True) == 1
    assert 'hoved: "#7a1f3d"' in profile.read_text("utf-8")


def test_the_front_page_divides_courses_by_what_differs(files: Mapping[str, str]) -> None:
    """All are of one institution, so levels and schools stand in its place; nobody is asked what they teach."""
    page = files["index.html"]
    headings = re.findall(r"<h2>([^<]*)</h2>", page)
    assert headings[:3] == ["Subject", "Level", "School"]
    assert "Institution</h2>" not in page and ">institution</a>" in page
    assert ">Which subject?</label>" in page
