"""A title that is the name of one subject, and `fag` another."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalogue.checks.title_subject import title_subject_problems
from site_builder.catalogue.load import parse_entries
from site_builder.sources.front_matter import read_record
from site_builder.sources.record import Record

SUBJECTS = {
    "engelsk": "navn: {nb: Engelsk, nn: Engelsk, en: English}\nområde: språkfag\n",
    "fremmedsprak": "navn: {nb: Fremmedspråk, nn: Framandspråk}\nhverdagsord: [tysk, fransk]\nområde: språkfag\n",
    "naturfag": "navn: {nb: Naturfag, nn: Naturfag}\nhverdagsord: [biologi]\nområde: realfag\n",
    "biologi": "navn: {nb: Biologi, nn: Biologi}\nhverdagsord: [realfag]\nområde: realfag\n",
    "matematikk": "navn: {nb: Matematikk, nn: Matematikk}\nhverdagsord: [realfag, tall]\nområde: realfag\n",
    "lesing": "navn: {nb: Lesing og skriving, nn: Lesing og skriving}\nområde: språkfag\n",
    "norsk": "navn: {nb: Norsk, nn: Norsk}\nhverdagsord: [skriving]\nområde: språkfag\n",
    "norsk-tegnsprak": "navn: {nb: Norsk tegnspråk, nn: Norsk teiknspråk}\nområde: språkfag\n",
    "vurdering": "navn: {nb: Vurdering, nn: Vurdering}\nområde: pedagogikk\n",
}
COURSE = (Path(__file__).parent.parent / "sites/minimal/catalogue/2016-2017/hihm/naturfag-1-1-7.md").read_text("utf-8")


def _reported(title: str, subject: str) -> list[tuple[str, int, object]]:
    """Return the code, line and named subject of the problems of a course with this title and subject."""
    course = COURSE.replace("Naturfag 1 for 1.–7. trinn", title).replace("fag: naturfag", f"fag: {subject}")
    texts = [("course", "2016-2017/hihm/a", "catalogue/2016-2017/hihm/a.md", course)]
    texts += [("subject", key, f"catalogue/vocabulary/subjects/{key}.yaml", text) for key, text in SUBJECTS.items()]
    records: list[Record] = []
    for kind, key, path, text in texts:
        record, _ = read_record(path, kind, key, text)
        assert record is not None
        records.append(record)
    found = title_subject_problems(parse_entries(records)[0])
    return [(each.code, each.place.line, each.values["in_title"]) for each in found]


@pytest.mark.parametrize(
    ("title", "subject", "meant"),
    [
        ("Engelsk 1", "naturfag", "engelsk"),
        ("ENGELSK 1 (1–7)", "norsk", "engelsk"),
        ("Engelsk, 1.–7. trinn", "naturfag", "engelsk"),
        ("Engelsk for lærere", "naturfag", "engelsk"),
        ("VID-6087 Engelsk 1 for 1.–7. trinn", "norsk", "engelsk"),
        ("Videreutdanning i norsk tegnspråk", "norsk-tegnsprak", None),
        ("Norsk tegnspråk 1", "engelsk", "norsk-tegnsprak"),
        ('"English 1: literature"', "norsk", "engelsk"),
        ("Tysk 1", "engelsk", "fremmedsprak"),
    ],
)
def test_a_title_that_is_another_subject_is_reported_at_fag(title: str, subject: str, meant: str | None) -> None:
    assert _reported(title, subject) == ([("title-contradicts", 3, meant)] if meant else [])


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Engelsk 1", "engelsk"),
        ("Biologi 1", "naturfag"),  # an everyday word for it
        ("Skriving 1", "lesing"),  # a part of its name
        ("Skriving, 1.–7. trinn", "engelsk"),  # an everyday word, without a level
        ("Realfag 1", "engelsk"),  # of two subjects
        ("Vurdering i engelsk", "engelsk"),
        ('"Vurdering: engelsk og norsk"', "engelsk"),
        ("Engelsk og naturfag 1", "naturfag"),
        ("Fjernundervisning i engelsk", "naturfag"),
    ],
)
def test_a_title_of_two_subjects_or_of_none_is_nothing_to_tell(title: str, subject: str) -> None:
    assert _reported(title, subject) == []
