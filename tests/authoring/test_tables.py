"""Courses are exported to tables and imported without loss; nothing is overwritten unasked."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from site_builder.authoring.tables.columns import Headings
from site_builder.authoring.tables.files import encode_table
from site_builder.authoring.tables.finding import find_table
from site_builder.authoring.tables.rows import COLUMNS, body_of, fields_of, row_of, text_of
from site_builder.authoring.tables.sheets import decode_sheets
from site_builder.cli.main import main
from site_builder.sources.files import read_sources, read_text
from site_builder.sources.front_matter import read_record
from site_builder.sources.yaml_writer import block

PROJECT = Path(__file__).parent.parent.parent
COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"


def decode_table(ending: str, content: bytes) -> list[dict[str, str]]:
    table = find_table(decode_sheets(ending, content), Headings())
    return [dict(zip(table.headings, line.cells, strict=False)) for line in table.lines]


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], "--root", str(root), *arguments[1:]])


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_real_catalogue_is_equal_after_export_and_import(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"alle.{ending}"
    courses = len(list((PROJECT / "catalogue/2016-2017").glob("*/*.md")))
    assert run(PROJECT, "export", str(file)).exit_code == 0
    result = run(PROJECT, "import", str(file), "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == f"0 ville blitt skrevet, {courses} som før, 0 beholdt, 0 avvist."


def test_every_real_course_is_equal_after_conversion_to_a_row_and_back() -> None:
    for record in read_sources(PROJECT).records:
        if record.kind == "course":
            row = row_of(record, body_of(read_text(PROJECT, record.path) or ""))
            again, problems = read_record(record.path, "course", record.key, text_of(row))
            assert again is not None
            assert problems == ()
            assert again.fields == record.fields
            assert again.body.strip("\n") == record.body.strip("\n")


words = st.text(
    st.characters(exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"), min_size=1
).map(lambda text: normalize("NFC", text))
values = st.recursive(
    words, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(words, inner, min_size=1, max_size=3)
)


@given(st.dictionaries(words, values, min_size=1, max_size=4))
def test_values_written_as_yaml_are_read_back_equal(fields: dict[str, object]) -> None:
    record, problems = read_record("a.yaml", "course", "a", block(fields))  # type: ignore[arg-type]
    assert problems == ()
    assert record is not None
    assert record.fields == fields


@given(
    words.filter(lambda text: text == text.strip()),
    st.lists(words.filter(lambda text: text == text.strip()), min_size=1),
)
def test_any_words_survive_a_cell(text: str, several: list[str]) -> None:
    fields = {"tittel": text, "studiesteder": several, "moduler": [{"tittel": text, "studiepoeng": "15"}]}
    record, _ = read_record("a.yaml", "course", "2016-2017/a/b", block(fields))  # type: ignore[arg-type]
    assert record is not None
    row = row_of(record, "")
    assert not any(cell[:1] in "=+-@\t\r" for cell in row.values())
    assert fields_of(row) == fields


cells = words.filter(lambda text: text == text.strip())
groups = st.dictionaries(st.sampled_from(["fag", "studiepoeng", "tittel", "fra", "til"]), cells, min_size=1)
courses = st.fixed_dictionaries(
    {"tittel": cells},
    optional={
        "trinn": cells | st.lists(cells, min_size=1, max_size=3),
        "studiesteder": st.lists(cells, min_size=1, max_size=3),
        "samlinger": st.lists(groups, min_size=1, max_size=3),
        "moduler": st.lists(groups, min_size=1, max_size=2),
        "kontakt": st.dictionaries(st.sampled_from(["navn", "e-post", "telefon"]), cells, min_size=1),
        "opphav": st.fixed_dictionaries(
            {"type": cells}, optional={"kilde": cells, "utledet": st.lists(cells, min_size=1)}
        ),
        "opptakskrav": cells,
        "lenke": cells,
    },
)
bodies = st.lists(words, max_size=4).map(lambda lines: "\n\n".join(lines).strip("\n"))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
@given(catalogue=st.lists(st.tuples(courses, bodies), min_size=1, max_size=4))
def test_any_courses_survive_a_file(ending: str, catalogue: list[tuple[dict[str, Any], str]]) -> None:
    rows = []
    for number, (fields, body) in enumerate(catalogue):
        record, problems = read_record("a.yaml", "course", f"2016-2017/a/b-{number}", block(fields))
        assert record is not None, problems
        rows.append(row_of(record, body))
    read = decode_table(f".{ending}", encode_table(f".{ending}", rows))
    assert [{name: cell for name, cell in row.items() if cell} for row in read] == rows
    for (fields, body), row in zip(catalogue, read, strict=True):
        text = text_of(row)
        record, problems = read_record("a.md", "course", "2016-2017/a/b", text)
        assert record is not None, problems
        assert record.fields == fields
        assert body_of(text) == body


def test_a_cell_that_would_be_truncated_is_refused_and_nothing_is_written(small_site: Path, tmp_path: Path) -> None:
    with (small_site / COURSE).open("a", encoding="utf-8") as course:
        course.write("\n" + "Ord " * 9_000 + "\n")
    file = tmp_path / "alle.xlsx"
    result = run(small_site, "export", str(file))
    assert result.exit_code == 2
    assert "hihm/naturfag-2-1-7, tekst: " in result.output
    assert not file.exists()
    assert run(small_site, "export", str(tmp_path / "alle.csv")).exit_code == 0


def test_an_unknown_year_is_refused_and_no_table_is_written(small_site: Path, tmp_path: Path) -> None:
    result = run(small_site, "export", str(tmp_path / "alle.csv"), "--year", "1999-2000")
    assert (result.exit_code, (tmp_path / "alle.csv").exists()) == (2, False)
    assert "1999-2000" in result.output


HEADINGS = [
    "Høgskole",
    "Tittel",
    "Fag",
    "Trinn",
    "Studiepoeng",
    "Språk",
    "Studieform",
    "Sted",
    "Start",
    "Varighet",
    "opphav.type",
]


def line(title: str, **other: str) -> list[str]:
    cells = dict(zip(HEADINGS, ["hihm", title, "naturfag", "1-7", "30", "nb", "samlingsbasert", "hamar", "høst 2016", "2 semestre", "eksempel"], strict=True))  # fmt: skip # noqa: E501
    return list((cells | other).values())


def table(tmp_path: Path, *lines: list[str]) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([[*HEADINGS, "Farge"], *([*each, "blå"] for each in lines)])
    file = tmp_path / "liste.csv"
    file.write_bytes(text.getvalue().encode("cp1252"))
    return file


def test_a_sheet_of_an_institution_becomes_files_that_pass_check(small_site: Path, tmp_path: Path) -> None:
    result = run(
        small_site, "import", str(table(tmp_path, line("Naturfag for 1.–7. trinn"), line("Naturfag ute, 1.–7. trinn")))
    )
    assert result.exit_code == 0, result.output
    assert "«Høgskole»" in result.output
    assert "«Farge» er ikke brukt" in result.output
    assert (small_site / "catalogue/2016-2017/hihm/naturfag-ute-1-7-trinn.md").is_file()
    checked = CliRunner().invoke(main, ["check", "--root", str(small_site), "--now", "2016-02-10"])
    assert "unknown-key" not in checked.output


def test_cells_may_name_subjects_and_places_instead_of_their_keys(small_site: Path, tmp_path: Path) -> None:
    oslo = small_site / "catalogue/vocabulary/places/oslo.yaml"
    oslo.write_text("navn: Oslo\nfylke: Oslo\n", encoding="utf-8")
    lines = [line("Et", Fag="Naturfag", Sted="Hamar"), line("To", Sted="HAMAR, Oslo"), line("Tre", Sted="Hamar; Paris")]
    result = run(small_site, "import", str(table(tmp_path, *lines)))
    assert result.exit_code == 1
    folder = small_site / "catalogue/2016-2017/hihm"
    et, to = ((folder / f"{name}.md").read_text(encoding="utf-8") for name in ("et", "to"))
    assert "\nfag: naturfag\n" in et
    assert "\nstudiesteder: [hamar]\n" in et
    assert "\nstudiesteder: [hamar, oslo]\n" in to
    assert not (folder / "tre.md").exists()
    assert "rad 4, Sted (H): «Paris» er ikke et kjent studiested." in result.output


def test_a_rejected_row_is_reported_with_row_and_heading(small_site: Path, tmp_path: Path) -> None:
    lines = [line("Et"), line("To", Studiepoeng="mange"), line("Tre", Høgskole="Hogwarts")]
    result = run(small_site, "import", str(table(tmp_path, *lines)))
    assert result.exit_code == 1
    assert "rad 3, Studiepoeng (E): «mange» er ikke et antall studiepoeng." in result.output
    assert "rad 4, institusjon: «Hogwarts» er ikke navnet på en institusjon i katalogen." in result.output
    assert "1 skrevet, 0 som før, 0 beholdt, 2 avvist." in result.output


@pytest.mark.parametrize(
    ("content", "option"),
    [
        ("Kurskode;Merknad\nN1;ny\n", "--recipe"),
        ("Tittel;Fag;Nivaa\nNatur;Naturfag;1\n", "--recipe"),
        ("Tittel;Fag;Institusjon\nNatur;Kvantefag;hihm\n", "--draft-vocabulary"),
    ],
)
def test_import_asks_nothing_and_names_the_option_that_decides(
    content: str, option: str, small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("prompt", "confirm", "getchar", "pause"):
        monkeypatch.delattr(click, name)
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    result = run(small_site, "import", str(tmp_path / "a.csv"))
    assert result.exit_code in (1, 2)
    assert option in result.output


def test_no_file_is_overwritten_without_update(small_site: Path, tmp_path: Path) -> None:
    file = tmp_path / "alle.csv"
    run(small_site, "export", str(file))
    before = (small_site / COURSE).read_text(encoding="utf-8")
    text = file.read_text(encoding="utf-8").replace("Naturfag 2 for 1.–7. trinn", "Naturfag 2 for 1.–7. trinn, ny")
    file.write_text(text, encoding="utf-8")
    assert run(small_site, "import", str(file)).exit_code == 1
    assert (small_site / COURSE).read_text(encoding="utf-8") == before
    assert run(small_site, "import", str(file), "--update").exit_code == 0
    assert "trinn, ny" in (small_site / COURSE).read_text(encoding="utf-8")


@pytest.mark.parametrize(("ending", "count"), [("csv", 1_000), ("xlsx", 100), ("json", 100)])
def test_a_sheet_of_a_thousand_rows_becomes_a_thousand_courses_without_an_error(
    small_site: Path, tmp_path: Path, ending: str, count: int
) -> None:
    """Most of the time goes to the courses, which are the same whatever the sheet's format."""
    numbers = range(1000, 1000 + count)
    lines = [line(f"Studium {number}", tekst=f"Kull {number} tar for seg lys og lyd.") for number in numbers]
    lines[count // 2 - 1][HEADINGS.index("Studiepoeng")] = "mange"
    sheet = tmp_path / f"liste.{ending}"
    headings = [*HEADINGS, "Omtale"]
    if ending == "csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows([headings, *lines])
        sheet.write_text(text.getvalue(), encoding="utf-8")
    elif ending == "xlsx":
        book = openpyxl.Workbook()
        for each in (headings, *lines):
            book.active.append([int(cell) if cell.isdigit() else cell for cell in each])
        book.save(sheet)
    else:
        sheet.write_text(json.dumps([dict(zip(headings, each, strict=True)) for each in lines]), encoding="utf-8")
    result = run(small_site, "import", str(sheet))
    assert result.exit_code == 1
    assert f"rad {count // 2 + 1}, Studiepoeng (E): «mange» er ikke et antall studiepoeng." in result.output
    assert result.output.splitlines()[-1] == f"{count - 1} skrevet, 0 som før, 0 beholdt, 1 avvist."
    again = run(small_site, "import", str(sheet))
    assert again.output.splitlines()[-1] == f"0 skrevet, {count - 1} som før, 0 beholdt, 1 avvist."
    checked = CliRunner().invoke(main, ["check", "--root", str(small_site), "--now", "2016-02-10", "--format", "json"])
    assert [each for each in json.loads(checked.stdout) if each["severity"] == "error"] == []


def test_numbers_and_days_of_a_spreadsheet_are_read_in_the_notation_of_files(tmp_path: Path) -> None:
    from datetime import datetime

    book = openpyxl.Workbook()
    book.active.append(["Studiepoeng", "Start", "Tom"])
    book.active.append([30.0, datetime(2016, 3, 1), None])  # noqa: DTZ001 - spreadsheets know no zones
    book.save(tmp_path / "a.xlsx")
    assert decode_table(".xlsx", (tmp_path / "a.xlsx").read_bytes()) == [
        {"Studiepoeng": "30", "Start": "2016-03-01", "Tom": ""}
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"no zip", "den er ikke et regneark, enda navnet sier det"),
        ("a.json", b'[{"a": 1,\n  x}]', "filen er ikke gyldig JSON: linje 2, kolonne 3"),
        ("a.json", b"[" * 100_000, "listene i den ligger for dypt inni hverandre"),
        ("a.json", b'[{"a": ' + b"9" * 6000 + b"}]", "et tall i den har for mange sifre"),
        ("a.csv", b"", "fant ingen rad med overskrifter"),
        ("a.txt", b"x", "fant ingen rad med overskrifter"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_message(
    small_site: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run(small_site, "import", str(tmp_path / name))
    assert result.exit_code == 2
    assert (name in result.output, said in " ".join(result.output.split())) == (True, True), result.output
    assert "Traceback" not in result.output


def test_every_field_has_a_column() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) > 30
