"""The form checks and writes courses as Python does: equal faults, places and messages; equal files."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from site_builder.build import Site
from site_builder.catalogue.load import cross_check, parse_entries
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.messages import code_of
from site_builder.file_names import slug
from site_builder.messages import message_and_hint
from site_builder.problems import Problem
from site_builder.sources.files import read_sources
from site_builder.sources.front_matter import read_record
from site_builder.sources.record import Record
from site_builder.sources.yaml_writer import block
from tests.authoring.test_notations import IN_A_BROWSER

PROJECT = Path(__file__).parent.parent.parent
REPLAY = Path(__file__).parent / "form_replay.js"
PATH = "catalogue/2016-2017/hihm/proeve.md"
ELSEWHERE = ("unknown-course", "start-outside-year", "gathering-elsewhere")
"""Codes of problems that need other files or the folder; the form says that they are checked on submission."""

SOUND: dict[str, Any] = {
    "tittel": "Naturfag 1 for 1.–7. trinn",
    "fag": "naturfag",
    "nivå": "1",
    "trinn": "1-7",
    "studiepoeng": "30",
    "språk": "nb",
    "undervisningsspråk": ["nb", "nn"],
    "studieform": "nett- og samlingsbasert",
    "studiesteder": ["hamar"],
    "oppstart": "høst 2016",
    "varighet": "2 semestre",
    "samlinger": [{"fra": "2016-09-05", "til": "2016-09-06", "sted": "hamar"}, {"fra": "2017-02-13"}],
    "opptakskrav": 'Lærerutdanning: treårig, eller "tilsvarende" #utdanning',
    "ordninger": ["vikar"],
    "plasser": "30",
    "opphav": {"type": "dokumentert", "kilde": "https://www.hihm.no/"},
}
GROUPS: dict[str, list[Any]] = {
    "tittel": ["Naturfag", "Naturfag 2 for 5.-10. trinn", "Naturfag 1 (15 sp)", "Vg1 og 2017",
               "Naturfag II", "Del I for alle",
               "Naturfag 1 for ungdomstrinnet", "Naturfag 1 i VGS",
               "Naturfag 1 H15", "UTGÅR: Naturfag 1", "Naturfag på mellomsteget", "x" * 601,
              "Naturfag 1, vår 2018", "Naturfag 1 (2015/16)", "Naturfag 1 (nettbasert)", "Naturfag 1, samlingsbasert",
              "FULLT! Naturfag 1", "Naturfag 1 (avlyst)", "Naturfag 1, høsten 2016",
               "Regning: 1-13", "4", "Praksis, del 2", "Modul 3: Tall"],
    "nivå": [None, "1", "2", "3"],
    "trinn": ["1-7", "5.–10. trinn", "voksne", "vg1-vg3", "barnetrinnet", "7-1", "0-14", "noe rart",
              ["1-4", "voksne"], "8-10 og 11-13"],
    "studiepoeng": ["30", "7,5", "15", "0", "30 sp", "121", "mange", "0.5"],
    "oppstart": ["høst 2016", "vår 2017", "haust 2016", "H16", "Våren 2017", "en gang", "spring 17", "autumn 2018"],
    "varighet": ["2 semestre", "1 semester", "2 år", "ett år", "13 semestre", "3 semestrar", "lenge"],
    "studieform": ["nettbasert", "samlingsbasert", "på studiestedet", "MOOC"],
    "studiesteder": [None, ["hamar", "oslo"]],
    "samlinger": [
        None,
        [{"fra": "2016-09-06", "til": "2016-09-05"}],
        [{"fra": "2016-09-05", "til": "2016-09-08"}, {"fra": "2016-09-07"}],
        [{"fra": "2016-05-17"}, {"fra": "2017-05-17", "form": "digital"}],
        [{"fra": "2017-08-01", "til": "2017-09-30"}],
        [{"fra": "2016-13-01"}, {"fra": "1.9.2016"}, {"fra": "9. sept. 2016"}, {"fra": "1066-10-14"},
         {"til": "2016-10-10"}],
        [{"fra": "2016-09-05", "til": "2016-09-31"}, {"fra": "2016-09-01", "form": "digital"}],
        [{"fra": "2017-04-10", "til": "2017-04-18", "sted": "oslo"}],
    ],
    "moduler": [
        None,
        [{"tittel": "A", "studiepoeng": "15", "semester": "høst 2016"}, {"tittel": "B", "studiepoeng": "15"}],
        [{"tittel": "A", "studiepoeng": "20"}, {"tittel": "B", "studiepoeng": "7,5", "semester": "høst 2019"}],
        [{"tittel": "A"}, {"studiepoeng": "x", "semester": "nei"}],
    ],
    "forkunnskaper": [None, {"fag": "naturfag", "studiepoeng": "30"}, {"fag": "naturfag"}, {"studiepoeng": "999"}],
    "plasser": [None, "0", "10000", "10001", "ti", "1.5"],
    "frister": [
        None,
        [{"hvem": "lærer", "hva": "Søk", "dato": "2016-03-15"}],
        [{"hvem": "lærer", "hva": "Søk: nå", "dato": "2015-03-15", "i tillegg": "ja"},
         {"hvem": "Udir", "dato": "i går"}],
    ],
    "status": [None, "åpen", "full", "avlyst"],
    "status fra": [None, "2016-04-30", "2016-05-01", "2. mai", ""],
    "søknad": [None, {"hvem": "lærer", "tekst": "Søk."}, {"hvem": "skoleeier", "tekst": "Søk."}, {"tekst": "Søk."}],
    "statusmerknad": [None, "Alt er tatt."],
    "lenke": [None, "https://www.hihm.no/x?y=1", "www.hihm.no", "ftp://hihm.no", "http://lokal/", "http://a.no/a b",
              "hihm.no/å"],
    "kontakt": [None, {"navn": "Studieveiledningen"}, {"e-post": "a@b"},
                {"e-post": "ål@hihm.no", "telefon": "62 43 00 00"},
                {"telefon": "123"}],
    "gamle adresser": [None, ["/2015-2016/hihm/x/"], ["hihm/x", "/Å/"]],
    "opphav": [None, {"type": "eksempel"}, {"type": "dokumentert"},
              {"type": "dokumentert", "kilde": "x", "utledet": ["fag"]},
              {"kilde": "x"}, {"type": "dokumentert", "kilde": "hihm.no/a"},
              {"type": "dokumentert", "kilde": "Brev", "uten adresse": "Brev til oss."},
              {"type": "dokumentert", "adresse": "https://www.hihm.no/",
               "utledet": ["trinn", "studiepoeng", "studieform", "studiesteder", "oppstart"]}],
    "pris": [None, "- gratis", "null", "Yes", "[x]"],
    "bygger på": [None, "hihm/naturfag-1"],
    "fag": ["naturfag", None],
}  # fmt: skip


def generated_courses(count: int) -> list[dict[str, Any]]:
    """Return `count` courses with up to four changed fields, and one for every value in GROUPS; keys in file order."""
    choose = random.Random(11)
    order = [*SOUND, *(key for key in GROUPS if key not in SOUND)]
    found = []
    for _ in range(count):
        fields = dict(SOUND)
        for key in choose.sample(sorted(GROUPS), choose.randint(0, 4)):
            fields[key] = choose.choice(GROUPS[key])
        found.append({key: fields[key] for key in order if fields.get(key) is not None})
    every = [{**SOUND, key: value} for key, values in GROUPS.items() for value in values]
    every += [{**SOUND, key: text} for key, text in IN_A_BROWSER]
    return [*found, *({key: value for key, value in each.items() if value is not None} for each in every)]


@pytest.fixture(scope="module")
def vocabulary() -> Entries:
    """Return all files of the real catalogue but courses and texts, parsed once: there are hundreds of cases."""
    records = read_sources(PROJECT).records
    return parse_entries(record for record in records if record.kind not in ("course", "article", "story"))[0]


def check_in_python(fields: Mapping[str, Any], vocabulary: Entries) -> tuple[Record, list[Problem]]:
    """Return the record of a course and the problems Python finds, without those in ELSEWHERE."""
    record, problems = read_record(PATH, "course", "2016-2017/hihm/proeve", f"---\n{block(fields)}---\n\nTekst.\n")
    assert record is not None, problems
    course, faults = parse_entries([*vocabulary.records["profile"].values(), record])
    entries = Entries(
        {**vocabulary.records, "course": course.records["course"]}, {**vocabulary.read, "course": course.read["course"]}
    )
    found = [*faults, *cross_check(entries)]
    return record, [each for each in found if each.place.path == PATH and each.code not in ELSEWHERE]


def replay(
    cases: Mapping[str, Any], published: Path, tmp_path: Path, claims: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the answers of the form's scripts. `claims` replace those of the page, whose site has fewer languages."""
    asked, answered = tmp_path / "cases.json", tmp_path / "answers.json"
    asked.write_text(json.dumps(cases), encoding="utf-8")
    page = (published / "legg-inn/index.html").read_text(encoding="utf-8")
    rules = page.partition('class="form-rules">')[2].partition("</script>")[0]
    changed = json.loads(rules)
    changed["claims"] |= claims or {}
    (tmp_path / "rules.json").write_text(json.dumps(changed), encoding="utf-8")
    [scripts] = published.glob("assets/js.*")
    environment = os.environ | {
        "CASES": str(asked),
        "ANSWERS": str(answered),
        "RULES": str(tmp_path / "rules.json"),
        "SCRIPTS": str(scripts),
    }
    ran = subprocess.run(["node", str(REPLAY)], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(answered.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_the_form_reports_the_problems_of_check_at_the_same_places(
    published: Path, vocabulary: Entries, tmp_path: Path
) -> None:
    courses = generated_courses(600)
    answers = replay({"check": courses}, published, tmp_path)["check"]
    codes = set()
    for fields, answer in zip(courses, answers, strict=True):
        record, problems = check_in_python(fields, vocabulary)
        expected = sorted(
            (each.code, each.place.line, "" if each.code == "missing-key" else " ".join(message_and_hint(each, "nb")))
            for each in problems
        )
        given = sorted(
            (
                code_of(each["name"]),
                _line(record, each["loc"]),
                "" if each["name"] == "missing-key.form" else each["text"],
            )
            for each in answer
        )
        if any(_is_of_a_field(each) for each in problems):  # check stops at invalid fields; the form does not
            assert set(expected) <= set(given), fields
            expected = given
        assert given == expected, fields
        codes |= {code for code, _, _ in given}
    assert len(codes) >= 27, sorted(codes)


def _line(record: Record, loc: list[str | int]) -> int:
    place = record.key_place(*loc) if loc in (["kontakt"], ["opphav"]) else record.place(*loc)
    return place.line


def _is_of_a_field(problem: Problem) -> bool:
    return problem.code in ("missing-key", "too-long", "wrong-shape", "empty-value") or problem.code.startswith("bad-")


def test_the_form_writes_the_files_that_python_writes(published: Path, vocabulary: Entries, tmp_path: Path) -> None:
    courses = generated_courses(200)
    texts = replay({"write": courses}, published, tmp_path)["write"]
    for fields, text in zip(courses, texts, strict=True):
        assert text == f"---\n{block(fields)}---\n\nTekst.\n"
        record, problems = read_record(PATH, "course", "x", text)
        assert record is not None, problems
        assert record.fields == fields


def test_a_change_leaves_everything_else_as_it_was(published: Path, tmp_path: Path) -> None:
    files = sorted((PROJECT / "catalogue/2016-2017").glob("*/*.md"))
    records = {record.path: record for record in read_sources(PROJECT).records}
    choose = random.Random(5)
    cases = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        fields = dict(records[file.relative_to(PROJECT).as_posix()].fields)
        after = fields | {"plasser": "17", "pris": "# gratis"}
        after.pop(choose.choice([key for key in after if key not in ("plasser", "pris")]))
        cases.append([text, fields, after])
    cases.append([HAND_WRITTEN, HAND_FIELDS, HAND_FIELDS | {"studiepoeng": "15", "varighet": "2 semestre"}])
    texts = replay({"rewrite": cases}, published, tmp_path)["rewrite"]
    for (text, _, after), (same, changed) in zip(cases, texts, strict=True):
        assert same == text
        record, problems = read_record(PATH, "course", "x", changed)
        assert record is not None, problems
        assert dict(record.fields) == after
        gone = [line for line in text.splitlines() if line not in changed.splitlines()]
        added = [line for line in changed.splitlines() if line not in text.splitlines()]
        assert len(added) <= 2
        assert all(line.strip() for line in gone)
    assert texts[-1][1] == HAND_WRITTEN.replace("30 # av 60", "15 # av 60").replace(
        "språk: 'nb'\n", "språk: 'nb'\nvarighet: 2 semestre\n"
    )


HAND_WRITTEN = """---
# Skrevet for hånd
tittel: "Naturfag: 1"
# fra studieplanen
studiepoeng: 30 # av 60
trinn:
- 1-4
- 5-7
språk: 'nb'

# sist
---

Tekst med --- i.
"""
HAND_FIELDS: dict[str, Any] = {"tittel": "Naturfag: 1", "studiepoeng": "30", "trinn": ["1-4", "5-7"], "språk": "nb"}


def test_file_names_are_made_from_titles_as_in_python(published: Path, tmp_path: Path) -> None:
    titles = ["Naturfag 1 for 1.–7. trinn", "Å lære øving", "Čáhppes giella", "ÆØÅ!", "--", "", "Straße é", "1/2"]
    assert replay({"slug": titles}, published, tmp_path)["slug"] == [slug(title) for title in titles]


def test_only_published_courses_can_be_opened(
    real_site: Site, small_site: Path, build_site: Callable[..., Site]
) -> None:
    files = {output.path for output in real_site.outputs if output.path.startswith("kilde/")}
    shown = {
        f"kilde/{year.key}/{course.key}.json" for year in real_site.catalogue.published_years for course in year.courses
    }
    assert files == shown
    assert not [output for output in build_site(small_site).outputs if output.path.startswith(("kilde/", "legg-inn/"))]
