"""`import --update` changes only what a row has, and recipes decide on headings and words: nothing is lost unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from workbooks import as_csv, as_xlsx, rows

from site_builder.authoring.tables.merging import Unmergeable, merged, read_course
from site_builder.authoring.tables.rows import COLUMNS
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.cli.main import main

PROJECT = Path(__file__).parent.parent.parent
ORDER = [each.key for each in CourseEntry.fields.values()]
COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
NEW = "catalogue/2016-2017/hihm/natur-i-skolen-a.md"


def imported(root: Path, table: list[list[str]], *options: str) -> Result:
    file = root.parent / "tilbud.csv"
    file.write_bytes(as_csv(table))
    result = CliRunner().invoke(main, ["import", "--root", str(root), str(file), *options])
    assert "Traceback" not in result.output, result.output
    return result


def text(root: Path, path: str = COURSE) -> str:
    return (root / path).read_text(encoding="utf-8")


# Merging

FEW = [["studietilbud", "tittel", "plasser"], ["hihm/naturfag-2-1-7", "Naturfag 2 for 1.–7. trinn", "55"]]


def test_columns_that_are_absent_leave_their_fields_and_the_text(bare_site: Path) -> None:
    before = text(bare_site)
    result = imported(bare_site, FEW, "--update")
    assert result.exit_code == 0, result.output
    lines = [line for line in text(bare_site).splitlines() if line not in before.splitlines()]
    assert lines == ["plasser: 55"]
    assert [line for line in before.splitlines() if line not in text(bare_site).splitlines()] in ([], ["plasser: 40"])


def test_a_row_without_a_key_means_the_course_with_its_institution_and_title(bare_site: Path) -> None:
    before = text(bare_site)
    table = [["institusjon", "tittel", "plasser"], ["hihm", "Naturfag 2 for 1.–7. trinn", "55"]]
    result = imported(bare_site, table, "--update")
    assert result.exit_code == 0, result.output
    assert [line for line in text(bare_site).splitlines() if line not in before.splitlines()] == ["plasser: 55"]


def test_a_dry_run_shows_each_changed_line_and_changes_nothing(bare_site: Path) -> None:
    before = text(bare_site)
    result = imported(bare_site, FEW, "--update", "--dry-run")
    assert "\n+plasser: 55\n" in result.output
    assert text(bare_site) == before


def test_an_empty_cell_leaves_its_field_and_is_counted(bare_site: Path) -> None:
    table = [["studietilbud", "tittel", "forkunnskaper.fag", "plasser"], ["hihm/naturfag-2-1-7", "", "", "55"]]
    result = imported(bare_site, table, "--update")
    assert "Tomme celler, som lar feltene stå som de er: 2." in result.output
    assert "fag: naturfag" in text(bare_site)


def test_an_existing_file_is_kept_without_update_and_overwritten_with_replace(bare_site: Path) -> None:
    before = text(bare_site)
    kept = imported(bare_site, FEW)
    assert kept.exit_code == 1
    assert text(bare_site) == before
    whole = rows({"Tittel": "Naturfag 2 for 1.–7. trinn", "Nivå": "2", "Studietilbud": "hihm/naturfag-2-1-7"})
    assert imported(bare_site, whole, "--replace").exit_code == 0
    assert "moduler" not in text(bare_site)
    assert "Vi går ut og ser." in text(bare_site)


def test_a_row_equal_to_its_file_changes_no_byte(bare_site: Path) -> None:
    before = text(bare_site)
    table = [["studietilbud", "studiesteder", "trinn"], ["hihm/naturfag-2-1-7", "Hamar", "1-7"]]
    assert "0 skrevet, 1 som før" in imported(bare_site, table, "--update").output
    assert text(bare_site) == before


FILE = """---
# Se også naturfag 1.
tittel: Naturfag
fag: naturfag # avtalt med instituttet
trinn: 1-7

# Avklart med studieavdelingen
kontakt:
  navn: Studieveiledningen
  # gjelder fra august
  telefon: 62 43 00 00
studiesteder:
  - hamar
  - elverum
---

Teksten.
"""


@pytest.mark.parametrize(
    ("row", "before", "after"),
    [
        ({"trinn": "5-10"}, "trinn: 1-7\n", "trinn: 5-10\n"),
        ({"fag": "norsk"}, "fag: naturfag # avtalt med instituttet\n", "# avtalt med instituttet\nfag: norsk\n"),
        ({"plasser": "30"}, "  - elverum\n", "  - elverum\nplasser: 30\n"),
        ({"studiesteder": "hamar;"}, "studiesteder:\n  - hamar\n  - elverum\n", "studiesteder: [hamar]\n"),
        (
            {"kontakt.e-post": "a@hihm.no"},
            "kontakt:\n  navn: Studieveiledningen\n  # gjelder fra august\n  telefon: 62 43 00 00\n",
            "# gjelder fra august\nkontakt:\n  navn: Studieveiledningen\n  telefon: 62 43 00 00\n  e-post: a@hihm.no\n",
        ),
        ({"tekst": "Ny tekst."}, "\nTeksten.\n", "\nNy tekst.\n"),
        ({"tekst": ""}, "", ""),
    ],
)  # fmt: skip
def test_a_changed_field_leaves_the_others_their_order_and_every_comment(
    row: dict[str, str], before: str, after: str
) -> None:
    record = read_course("a.md", "2016-2017/a/b", FILE)
    assert record is not None
    assert merged(FILE, record, row, COLUMNS, ORDER) == FILE.replace(before, after, 1)


values = st.text(st.characters(categories=["L", "N"], include_characters=" #:-[]{}'\""), min_size=1, max_size=20).map(
    lambda value: value.strip() or "x"
)


@given(st.dictionaries(st.sampled_from(["tittel", "pris", "opptakskrav", "kontakt.navn", "lenke"]), values))
def test_any_merged_row_keeps_the_fields_it_does_not_have(row: dict[str, str]) -> None:
    record = read_course("a.md", "2016-2017/a/b", FILE)
    assert record is not None
    try:
        found = read_course("a.md", "2016-2017/a/b", merged(FILE, record, row, COLUMNS, ORDER))
    except (ValueError, Unmergeable):
        return  # a cell that is no YAML, or no value
    assert found is not None
    changed = {name.partition(".")[0] for name in row}
    kept = {key: value for key, value in record.fields.items() if key not in changed}
    assert {key: found.fields[key] for key in kept} == kept
    assert found.fields["kontakt"]["telefon"] == "62 43 00 00"


# Recipes

REGISTER = [
    ["Institusjonsnavn", "Årstall", "Semesternavn", "Emnenavn", "Stp", "Status", "Fagnavn", "Form", "Navn"],
    ["Høgskolen i Hedmark", "2016", "Høst", "Natur i skolen A", "7,5", "1", "Naturfag", "Deltid, samlinger", "x"],
    ["Høgskolen i Hedmark", "2017", "Vår", "Natur i skolen B", "15", "1", "Naturfag", "Nett", "x"],
    ["Høgskolen i Hedmark", "2016", "Høst", "Natur i skolen C", "15", "Nedlagt", "Naturfag", "Nett", "x"],
]
RECIPE = """
kolonner:
  Form: studieform
  Status: ikke brukt
verdier:
  språk: nb
  trinn: 1-7
  varighet: 1 semester
  oppstart: "{Semesternavn} {Årstall}"
  studiesteder: hamar
  opphav.type: dokumentert
  opphav.kilde: Emnelisten
  opphav.uten adresse: Listen er ikke publisert.
oversettelser:
  studieform:
    Deltid, samlinger: samlingsbasert
hopp over:
  Status: [nedlagt]
"""


def test_a_recipe_gives_headings_values_words_and_rows_to_leave_out(bare_site: Path) -> None:
    recipe = bare_site / "catalogue/import/register.yaml"
    recipe.parent.mkdir()
    recipe.write_text(RECIPE, encoding="utf-8")
    result = imported(bare_site, REGISTER, "--recipe", str(recipe))
    assert result.output.splitlines()[-1] == "2 skrevet, 0 som før, 0 beholdt, 0 avvist.", result.output
    assert "rad 4 er hoppet over" in result.output
    assert "studieform: samlingsbasert\n" in text(bare_site, NEW)
    assert "oppstart: Høst 2016\n" in text(bare_site, NEW)
    assert "oppstart: Vår 2017\n" in text(bare_site, NEW.replace("-a.", "-b."))
    assert not (bare_site / NEW.replace("-a.", "-c.")).exists()


def test_a_value_of_a_recipe_changes_no_existing_course(bare_site: Path) -> None:
    before = text(bare_site)
    recipe = bare_site.parent / "oppskrift.yaml"
    recipe.write_text("verdier:\n  språk: en\n  varighet: 9 semestre\n", encoding="utf-8")
    assert imported(bare_site, FEW, "--update", "--recipe", str(recipe)).exit_code == 0
    assert [line for line in text(bare_site).splitlines() if line not in before.splitlines()] == ["plasser: 55"]


def test_a_first_run_drafts_the_recipe_and_a_filled_in_draft_imports(bare_site: Path) -> None:
    recipe = bare_site / "catalogue/import/register.yaml"
    first = imported(bare_site, REGISTER, "--recipe", str(recipe))
    assert first.exit_code == 1
    assert not (bare_site / NEW).exists()
    drafted = recipe.read_text(encoding="utf-8")
    assert "Skrev et utkast til oppskrift" in first.output
    assert "  Stp: studiepoeng\n" in drafted
    assert "  Form: ikke brukt\n" in drafted
    assert "#   språk: ...\n" in drafted
    again = imported(bare_site, REGISTER, "--recipe", str(recipe), "--dry-run")
    assert "«Form» er ikke brukt (kolonne H)." in again.output, "a drafted recipe is read"


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("kolonner:\n  Form: studiefrom\n", "feltet «studiefrom», som studietilbud ikke har. Mente du «studieform»?"),
        ("kolonne:\n  Form: studieform\n", "Mente du «kolonner»?"),
        ("ark: [a]\n", "en liste eller en gruppe"),
        ("kolonner: {Form: tittel}\n", "kolonnene D og H betyr begge tittel"),
        ("ark: Vår\n", "har ingen ark å velge mellom"),
    ],
)
def test_a_faulty_recipe_is_reported_with_its_remedy(bare_site: Path, recipe: str, said: str) -> None:
    file = bare_site.parent / "oppskrift.yaml"
    file.write_text(recipe, encoding="utf-8")
    result = imported(bare_site, REGISTER, "--recipe", str(file))
    assert result.exit_code in (1, 2)
    assert said in " ".join(result.output.split()), result.output


def test_check_reports_a_fault_of_a_recipe_at_its_line(bare_site: Path) -> None:
    recipe = bare_site / "catalogue/import/a.yaml"
    recipe.parent.mkdir()
    recipe.write_text("kolonner:\n  Form: studieform\nhoppover:\n  A: [b]\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--root", str(bare_site), str(recipe)])
    assert "catalogue/import/a.yaml:3:1: feil [unknown-key]" in result.output


def test_the_recipe_of_the_catalogue_fits_its_register(bare_site: Path) -> None:
    recipe = PROJECT / "catalogue/import/emneregister.yaml"
    result = imported(bare_site, [*REGISTER[:1], REGISTER[1]], "--recipe", str(recipe), "--dry-run")
    assert "«trinn» mangler eller er tom" in result.output
    assert "oppstart: «" not in result.output


# Drafts of vocabularies


def test_unknown_names_are_drafted_on_request_and_known_afterwards(bare_site: Path) -> None:
    table = rows({"Fag": "Trylling"}, {"Sted": "Nord-Odal"}, {"Institusjon": "Universitetet i Nord"})
    result = imported(bare_site, table, "--draft-vocabulary")
    drafts = ["subjects/trylling", "places/nord-odal", "institutions/universitetet-i-nord"]
    for draft in drafts:
        path = f"catalogue/vocabulary/{draft}.yaml"
        assert f"Utkast: {path}." in result.output
        assert (bare_site / path).is_file()
    again = imported(bare_site, table)
    assert again.output.splitlines()[-1] == "3 skrevet, 0 som før, 0 beholdt, 0 avvist.", again.output


def test_a_register_of_a_thousand_rows_is_imported_with_its_odd_rows_reported(bare_site: Path) -> None:
    courses = [
        {"Tittel": f"Studium {number}", "Studiepoeng": "30 stp" if number % 2 else "15"} for number in range(1000, 2000)
    ]
    courses[499]["Fag"] = courses[998]["Fag"] = "Trylling"
    courses[500]["Studiepoeng"] = "3,75"
    file = bare_site.parent / "register.xlsx"
    table = [["Uttrekk 12.01.2016"], [], *rows(*courses), ["Sum", "1000"]]
    file.write_bytes(as_xlsx(("Lesmeg", [["Om uttrekket"]]), ("Emner", table)))
    result = CliRunner().invoke(main, ["import", "--root", str(bare_site), str(file)])
    assert result.output.splitlines()[-1] == "997 skrevet, 0 som før, 0 beholdt, 3 avvist."
    assert "rad 503, 1002, Fag (C): «Trylling» er ikke et kjent fag." in result.output
    assert "rad 504, Studiepoeng (E): «3,75» er ikke et antall studiepoeng." in result.output
    assert "rad 1004 er hoppet over: «Sum»" in result.output
    assert len(result.output.splitlines()) < 40
