"""A field of a course is declared once; every room that lists fields derives it from the declaration.

After adding a field as CONTRIBUTING.md says: `site-builder schema`, then run this file.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.authoring.tables.rows import COLUMNS
from site_builder.build import Site
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import ENTRIES
from site_builder.catalogue.schema.entry_types import Entry, Field, Nested, field
from site_builder.catalogue.schema.fields import LINE
from site_builder.cli.main import main
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import read_translations
from site_builder.sources.front_matter import read_record, split
from site_builder.sources.yaml_writer import block

PROJECT = Path(__file__).parent.parent
COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
FIELDS = {each.key: each for each in CourseEntry.fields.values()}

PLACES = {"elverum": "navn: Elverum\nfylke: Hedmark\n"}
REQUIREMENTS = {
    "naturfag-1-7": "navn: Naturfag\ntrinn: 1-7\nfag: [naturfag]\nstudiepoeng: 30\nkilde: Loven\nbekreftet: ja\n"
}
SUBJECTS = {"norsk": "navn: Norsk\nområde: språkfag\n"}

OTHER_VALUES: dict[str, tuple[Any, Any]] = {
    "tittel": ("Et studium", "Et annet studium"),
    "fag": ("naturfag", "norsk"),
    "nivå": ("1", "2"),
    "trinn": ("1-7", "5-10"),
    "studiepoeng": ("30", "15"),
    "moduler": (
        [{"tittel": "A", "studiepoeng": "30", "semester": "høst 2016"}],
        [{"tittel": "A", "studiepoeng": "30", "semester": "vår 2017"}],
    ),
    "språk": ("nb", "nn"),
    "undervisningsspråk": (["nb"], ["nb", "en"]),
    "studieform": ("samlingsbasert", "nett- og samlingsbasert"),
    "studiesteder": (["hamar"], ["hamar", "elverum"]),
    "oppstart": ("høst 2016", "vår 2017"),
    "varighet": ("2 semestre", "3 semestre"),
    "samlinger": ([{"fra": "2017-02-13"}], [{"fra": "2017-02-13", "sted": "hamar"}]),
    "opptakskrav": ("Lærerutdanning.", "Lærerutdanning og praksis."),
    "forkunnskaper": ({"fag": "naturfag", "studiepoeng": "30"}, {"fag": "naturfag", "studiepoeng": "15"}),
    "bygger på": ("hihm/naturfag-2-1-7", None),
    "kompetansekrav": (["naturfag-1-7"], None),
    "ordninger": (["vikar"], ["stipend"]),
    "plasser": ("30", "40"),
    "arbeidsmengde": ("800", "810"),
    "pris": ("Gratis.", "500 kr."),
    "frister": (
        [{"hvem": "lærer", "hva": "Frist", "dato": "2016-03-15"}],
        [{"hvem": "lærer", "hva": "Siste frist", "dato": "2016-03-15"}],
    ),
    "løpende opptak": ("ja", None),
    "status": ("full", "avlyst"),
    "status fra": ("2016-05-02", "2016-05-03"),
    "søknad": (
        {"hvem": "skoleeier", "tekst": "Skoleeier søker."},
        {"hvem": "skoleeier", "tekst": "Skoleeier søker for læreren."},
    ),
    "statusmerknad": ("Alle plasser er tatt.", "Det er venteliste."),
    "lenke": ("https://www.hihm.no/a", "https://www.hihm.no/b"),
    "kontakt": ({"navn": "Studieveiledningen"}, {"navn": "Studieveiledningen", "e-post": "a@hihm.no"}),
    "gamle adresser": (["/2015-2016/hihm/a/"], ["/2015-2016/hihm/b/"]),
    "opphav": (
        {"type": "dokumentert", "kilde": "https://www.hihm.no/"},
        {"type": "dokumentert", "kilde": "https://www.hihm.no/studier"},
    ),
}
"""Key -> two values. None is a key that is absent. A field that is not here is text, and tried as such."""


def values_of(key: str) -> tuple[Any, Any]:
    return OTHER_VALUES.get(key, ("en verdi", "en annen verdi"))


def write_course(root: Path, key: str, value: object, path: str = COURSE, title: str = "Et studium") -> None:
    """Write a course with `value` in one field, and with a title and fields that do not contradict it."""
    text = (root / COURSE).read_text(encoding="utf-8")
    record, problems = read_record(COURSE, "course", "2016-2017/hihm/naturfag-1-1-7", text)
    assert record is not None, problems
    source = {"type": "dokumentert", "kilde": "https://www.hihm.no/"}
    fields = dict(record.fields) | {"tittel": title, "opphav": source, key: value}
    if key == "søknad":  # it needs a deadline of its own
        fields["frister"] = [{"hvem": "skoleeier", "hva": "Søknad", "dato": "2016-03-15"}]
    if key == "status fra":
        fields["status"] = "full"
    if key == "oppstart":  # its gatherings are in the autumn
        del fields["samlinger"]
    parts = split(text)
    assert parts is not None
    header = block({name: each for name, each in fields.items() if each is not None})
    (root / path).write_text(f"---\n{header}---\n{parts[1]}", encoding="utf-8")


def test_a_field_that_changes_alone_is_reported_under_its_kind_of_change(small_site: Path, tmp_path: Path) -> None:
    """In two catalogues with a course for each field, in which that field alone differs."""
    for folder, files in (("places", PLACES), ("requirements", REQUIREMENTS), ("subjects", SUBJECTS)):
        for name, text in files.items():
            file = small_site / f"catalogue/vocabulary/{folder}/{name}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
    other = small_site / COURSE.replace("naturfag-1", "naturfag-2")
    other.write_text(re.sub(r"bygger på: .*\n", "", other.read_text(encoding="utf-8")), encoding="utf-8")  # no circle
    roots = [tmp_path / name for name in ("old", "new")]
    course_of = {f"felt-{number}": key for number, key in enumerate(FIELDS)}
    for which, root in enumerate(roots):
        shutil.copytree(small_site, root)
        for name, key in course_of.items():
            write_course(root, key, values_of(key)[which], COURSE.replace("naturfag-1-1-7", name), f"Om {key}")
    result = CliRunner().invoke(main, ["changes", *map(str, roots), "--format", "json"])
    assert result.exit_code == 0, f"{result.output}\nIf the field is no text, add two values to OTHER_VALUES."
    changes = [(course_of[each["course"].rpartition("/")[2]], each) for each in json.loads(result.stdout)]
    assert sorted(key for key, _ in changes) == sorted(FIELDS)
    for key, change in changes:
        assert change["kind"] == FIELDS[key].change.name.lower()
        assert change["what"] in (key, "")
        assert change["before"] != change["after"]


@pytest.mark.parametrize("key", [key for key, each in FIELDS.items() if each.fact])
def test_a_field_declared_as_a_fact_is_shown_on_the_page_under_its_name(
    warm_site: Path, build_site: Callable[..., Site], key: str
) -> None:
    value, _ = values_of(key)
    write_course(warm_site, key, value)
    outputs = {output.path: output for output in build_site(warm_site).outputs}
    locales = {
        f"templates/locale/{each}.po": (PROJECT / f"templates/locale/{each}.po").read_text("utf-8")
        for each in ("nb", "nn")
    }
    translations = read_translations(locales, ("nb", "nn"), Memo())
    for language, folder in (("nb", ""), ("nn", "nn/")):
        page = outputs[f"{folder}2016-2017/hihm/naturfag-1-1-7/index.html"].content.decode()
        assert f"<dt>{translations[language].gettext(FIELDS[key].fact)}</dt><dd>{value}</dd>" in page


def groups(entry: type[Entry]) -> list[type[Entry]]:
    return [
        entry,
        *(
            named
            for each in entry.fields.values()
            for named in each.type.named_types()
            if isinstance(named, type) and issubclass(named, Entry)
        ),
    ]


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_field_has_a_description_of_one_or_two_sentences(kind: str) -> None:
    declared: list[Field] = [each for entry in groups(ENTRIES[kind]) for each in entry.fields.values()]
    assert declared
    assert [each.key for each in declared if not (each.about[:1].isupper() and each.about.endswith("."))] == []


def test_a_field_without_a_description_is_refused_by_name_at_import() -> None:
    with pytest.raises(TypeError, match=r"ExamEntry\.exam: the field «eksamensform» has no description"):

        class ExamEntry(Entry):
            exam = field("eksamensform", LINE, None, about="")


@pytest.mark.parametrize("key", FIELDS)
def test_every_field_of_a_course_is_in_the_json_schema_for_editors(key: str) -> None:
    schema = json.loads((PROJECT / "schemas/course.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"][key]["description"] == FIELDS[key].about, "run site-builder schema"


@pytest.mark.parametrize("key", FIELDS)
def test_every_field_of_a_course_has_columns_in_the_spreadsheet(key: str) -> None:
    type_ = FIELDS[key].type
    parts = [f"{key}.{each.key}" for each in type_.entry.fields.values()] if isinstance(type_, Nested) else [key]
    assert set(parts) <= set(COLUMNS)


@pytest.mark.parametrize("key", FIELDS)
def test_every_field_of_a_course_has_a_row_in_the_editors_guide(key: str) -> None:
    guide = (PROJECT / "catalogue/README.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in guide.splitlines() if line.startswith("| `")]
    assert any(f"`{key}`" in row for row in rows), f"add a row with `{key}` to the table in catalogue/README.md"


def test_every_field_of_a_course_is_in_the_form(real_site: Site) -> None:
    [page] = [output for output in real_site.outputs if output.path == "legg-inn/index.html"]
    text = page.content.decode()
    assert [key for key in FIELDS if f'data-key="{key}"' not in text] == []
