"""A field that a profile declares goes through everything: page, list, search, form, schema, exports, changes."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from site_builder.build import Site, build
from site_builder.catalogue.schema.json_schema import schemas
from site_builder.changes.compare import compare
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.search.expected import open_index
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent.parent
NOW = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))
COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"

PROFILE = """\
undertittel: {nb: Kveldskurs, nn: Kveldskurs}
egne felt:
  - nøkkel: emneansvarlig
    navn: {nb: Emneansvarlig, nn: Emneansvarleg}
  - nøkkel: tempo
    navn: Tempo
    slag: valg
    valg:
      - {nb: heltid, nn: heiltid}
      - {nb: deltid, nn: deltid}
    fasett: ja
  - nøkkel: timer
    navn: Timer
    slag: tall
  - nøkkel: første dag
    navn: Første dag
    slag: dato
  - nøkkel: påmelding
    navn: Påmelding
    slag: lenke
  - nøkkel: verktøy
    navn: Verktøy
    slag: liste
    fasett: ja
  - nøkkel: gratis
    navn: Gratis
    slag: ja eller nei
    fasett: ja
  - nøkkel: årskurs
    navn: Årskurs
    slag: skala
    valg: [F, 1, 2, 3, {nb: vg1, nn: VG1}]
    fasett: ja
    i lister: ja
  - nøkkel: avgift
    navn: Avgift
    slag: pris
    valuta: NOK
    grenser: [1000]
    fasett: ja
    i lister: ja
"""
VALUES = """\
emneansvarlig: Institutt for xylografi
tempo: heltid
timer: 37,5
første dag: 2016-08-29
påmelding: https://paamelding.example/naturfag/
verktøy: [Mikroskop, Lupe]
gratis: ja
årskurs: 2-vg1
avgift: 4500
"""


def with_profile(folder: Path) -> Path:
    root = Path(shutil.copytree(PROJECT / "tests/sites/minimal", folder / "site"))
    (root / "content/profile.yaml").write_text(PROFILE, encoding="utf-8")
    site = root / "content/site.yaml"
    site.write_text(site.read_text("utf-8") + "ny fil: https://git.example/new?f={path}&v={text}\n", encoding="utf-8")
    course = root / COURSE
    course.write_text(course.read_text("utf-8").replace("nivå: 1\n", f"nivå: 1\n{VALUES}"), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_profile(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return build(root, now=NOW, memo=Memo(), stages=Stages())


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, str]:
    return {each.path: each.content.decode("utf-8", "replace") for each in site.outputs}


def test_the_page_of_a_course_shows_every_value_as_its_language_writes_it(files: Mapping[str, str]) -> None:
    page = files["2016-2017/hihm/naturfag-1-1-7/index.html"]
    for name, value in (
        ("Emneansvarlig", "Institutt for xylografi"),
        ("Tempo", "heltid"),
        ("Timer", "37,5"),
        ("Første dag", "29. august 2016"),
        ("Verktøy", "Mikroskop, Lupe"),
        ("Gratis", "ja"),
        ("Årskurs", "2–vg1"),
        ("Avgift", "4 500 kr"),
    ):
        assert f"<dt>{name}</dt>" in page
        assert value in page.replace("\N{NO-BREAK SPACE}", " ").split(f"<dt>{name}</dt>")[1].split("</dd>")[0]
    assert 'href="https://paamelding.example/naturfag/"' in page
    nynorsk = files["nn/2016-2017/hihm/naturfag-1-1-7/index.html"]
    assert "Emneansvarleg" in nynorsk
    assert "heiltid" in nynorsk


def test_a_course_without_the_fields_shows_nothing_of_them(files: Mapping[str, str]) -> None:
    assert "Emneansvarlig" not in files["2016-2017/hihm/naturfag-2-1-7/index.html"]


def test_courses_are_divided_by_the_fields_that_ask_for_it(files: Mapping[str, str]) -> None:
    divided = ("tempo/heltid", "verktoy/lupe", "verktoy/mikroskop", "gratis/ja")
    for address in (*divided, "arskurs/2", "arskurs/3", "arskurs/vg1", "avgift/over-1000"):
        assert "/2016-2017/hihm/naturfag-1-1-7/" in files[f"2016-2017/{address}/index.html"]
        assert "/2016-2017/hihm/naturfag-2-1-7/" not in files[f"2016-2017/{address}/index.html"]
    assert "2016-2017/timer/index.html" not in files
    assert "2016-2017/tempo/deltid/index.html" not in files
    assert "2016-2017/arskurs/1/index.html" not in files


def test_a_list_shows_the_fields_that_ask_for_it(files: Mapping[str, str]) -> None:
    page = files["2016-2017/fag/naturfag/index.html"].replace("\N{NO-BREAK SPACE}", " ")
    assert "<li>Årskurs 2–vg1</li><li>4 500 kr</li>" in page
    assert "Xylografi" not in page


def test_the_search_finds_the_words_and_filters_by_the_facets(site: Site, files: Mapping[str, str]) -> None:
    index = open_index(site.outputs, "nb")
    assert [each.document for each in index.search("xylografi").hits] == [0]
    facets = next(text for path, text in files.items() if path.endswith(".json") and '"key":"tempo"' in text)
    labels = {each["key"]: each["values"] for each in json.loads(facets)}
    assert labels["tempo"] == [["heltid", "heltid"]]
    assert labels["verktoy"] == [["lupe", "Lupe"], ["mikroskop", "Mikroskop"]]
    assert labels["arskurs"] == [["2", "Årskurs 2"], ["3", "Årskurs 3"], ["vg1", "Årskurs vg1"]]
    assert index.search("årskurs 3").hits[0].document == 0


def test_the_form_and_the_schema_have_the_fields(root: Path, files: Mapping[str, str]) -> None:
    form = files["legg-inn/index.html"]
    assert "Emneansvarlig" in form
    assert '"parser":"number"' in form.replace("&#34;", '"').replace(" ", "")
    course = json.loads(schemas(read_sources(root).records)["course.schema.json"])["properties"]
    assert course["tempo"]["enum"] == ["heltid", "heiltid", "deltid"]
    assert course["timer"]["type"] == ["number", "string"]
    assert course["årskurs"]["anyOf"][0]["enum"] == ["F", "1", "2", "3", "vg1", "VG1", 1, 2, 3]
    assert re.fullmatch(course["årskurs"]["anyOf"][1]["pattern"], "2-vg1")
    assert not [key for key in course["årskurs"] if key.startswith("x-")]
    assert "<option>vg1</option>" in form


def test_exports_carry_the_values_with_their_types(files: Mapping[str, str]) -> None:
    courses = {each["id"]: each for each in json.loads(files["catalogue.json"])["courses"]}
    assert courses["2016-2017/hihm/naturfag-1-1-7"]["own"] == {
        "emneansvarlig": "Institutt for xylografi",
        "tempo": "heltid",
        "timer": 37.5,
        "første dag": "2016-08-29",
        "påmelding": "https://paamelding.example/naturfag/",
        "verktøy": ["Mikroskop", "Lupe"],
        "gratis": True,
        "årskurs": "2-vg1",
        "avgift": {"amount": 4500.0, "currency": "NOK"},
    }
    assert "own" not in courses["2016-2017/hihm/naturfag-2-1-7"]
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(files["catalogue.csv"]))}
    assert rows["2016-2017/hihm/naturfag-1-1-7"]["verktøy"] == "Mikroskop; Lupe"
    assert rows["2016-2017/hihm/naturfag-2-1-7"]["timer"] == ""
    assert (rows["2016-2017/hihm/naturfag-1-1-7"]["avgift"], rows["2016-2017/hihm/naturfag-1-1-7"]["årskurs"]) == (
        "4500.0",
        "2-vg1",
    )
    assert "<mlo:cost>4500 NOK</mlo:cost>" in files["catalogue.mlo.xml"]
    page = files["2016-2017/hihm/naturfag-1-1-7/index.html"]
    assert '"price":"4500.00","priceCurrency":"NOK"' in page
    assert re.search('"educationalLevel":"[^"]*, Årskurs 2–vg1"', page)


def test_a_changed_value_is_reported_to_reviewers(root: Path, tmp_path: Path) -> None:
    other = with_profile(tmp_path)
    course = other / COURSE
    course.write_text(course.read_text("utf-8").replace("tempo: heltid", "tempo: deltid"), encoding="utf-8")
    changes, _ = compare(read_sources(root), read_sources(other), Memo())
    assert [(each.what, each.before, each.after) for each in changes] == [("tempo", "heltid", "deltid")]
