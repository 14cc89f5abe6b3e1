"""Sheets as administrators have them become courses, and nothing in them is lost, guessed or changed without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font
from workbooks import COURSE, as_csv, as_ods, as_xlsx, ods_of, rows

from site_builder.authoring.tables.columns import Headings
from site_builder.authoring.tables.finding import find_table
from site_builder.authoring.tables.sheets import Sheet
from site_builder.cli.main import main

FOLDER = "catalogue/2016-2017/hihm"
FIRST = f"{FOLDER}/natur-i-skolen-a.md"


def imported(root: Path, name: str, content: bytes, *options: str) -> Result:
    file = root.parent / name
    file.write_bytes(content)
    result = CliRunner().invoke(main, ["import", "--root", str(root), str(file), *options])
    assert "Traceback" not in result.output, result.output
    return result


def course_file(root: Path, path: str = FIRST) -> str:
    return (root / path).read_text(encoding="utf-8")


# Where the table is


TITLE: list[list[Any]] = [["Oversikt over videreutdanning 2016/2017"], []]
GROUPS = ["Studiet", "", "", "", "", "Undervisning", "", "", "", "Administrasjon"]
COVER = [["Dette arket beskriver regnearket."]]


def merge_down(book: Any) -> None:
    book["Emner"].merge_cells("A2:A3")


def merge_title(book: Any) -> None:
    book["Emner"].merge_cells("A1:K1")


def with_chart(book: Any) -> None:
    book.create_chartsheet("Diagram").add_chart(BarChart())


def with_empty_chart(book: Any) -> None:
    book.create_chartsheet("Diagram")


TWO = rows({}, {})
NO_SECOND_INSTITUTION = [TWO[0], TWO[1], ["", *TWO[2][1:]]]
MARKS = ['"', '-"-', "samme", "do.", "se over", "”", "Samme som over", "ditto", "''", "sjå over"]
DITTOS = [
    *TWO[:2],
    [cell if cell.startswith("Natur i") else MARKS[at % 10] for at, cell in enumerate(map(str, TWO[2]))],
]
TOTALS = [["Sum", "2 studier"], ["Sist oppdatert 12.01.2016 av KH"]]

FOUND = {
    "plain CSV": ("a.csv", as_csv(TWO)),
    "a title above": ("a.xlsx", as_xlsx(("Emner", [*TITLE, *TWO]))),
    "a merged title above": ("a.xlsx", as_xlsx(("Emner", [*TITLE, *TWO]), edit=merge_title)),
    "a title above in CSV": ("a.csv", as_csv([*TITLE, *TWO])),
    "groups above the headings": ("a.xlsx", as_xlsx(("Emner", [GROUPS, *TWO]))),
    "a cover sheet": ("a.xlsx", as_xlsx(("Lesmeg", COVER), ("Emner", TWO))),
    "another sheet open": ("a.xlsx", as_xlsx(("Emner", TWO), ("Notater", [["ring Per"]]), active=1)),
    "a chart open": ("a.xlsx", as_xlsx(("Emner", TWO), edit=with_chart, active=1)),
    "a chart that openpyxl cannot read": ("a.xlsx", as_xlsx(("Emner", TWO), edit=with_empty_chart)),
    "an empty sheet first": ("a.xlsx", as_xlsx(("Ark1", []), ("Emner", TWO))),
    "totals and a remark below": ("a.xlsx", as_xlsx(("Emner", [*TWO, [], *TOTALS]))),
    "a heading of a group between the rows": ("a.xlsx", as_xlsx(("Emner", [TWO[0], ["Våre studier"], *TWO[1:]]))),
    "headings once more on the next page": ("a.csv", as_csv([*TWO[:2], TWO[0], TWO[2]])),
    "an institution in merged cells": ("a.xlsx", as_xlsx(("Emner", NO_SECOND_INSTITUTION), edit=merge_down)),
    "marks for the value above": ("a.xlsx", as_xlsx(("Emner", DITTOS))),
    "empty columns to the left": ("a.xlsx", as_xlsx(("Emner", [["", "", *row] for row in TWO]))),
    "an OpenDocument spreadsheet": ("a.ods", as_ods("Emner", TWO)),
    "merged cells in OpenDocument": ("a.ods", as_ods("Emner", NO_SECOND_INSTITUTION, spans={(1, 0): 2})),
    "a workbook with macros": ("a.xlsm", as_xlsx(("Emner", TWO))),
    "capital letters in the ending": ("a.CSV", as_csv(TWO)),
    "tabs": ("a.tsv", as_csv(TWO, "\t")),
    "commas": ("a.csv", as_csv(TWO, ",")),
    "vertical bars": ("a.txt", as_csv(TWO, "|")),
    "Excel's line for the separator": ("a.csv", b"\xef\xbb\xbfsep=;\r\n" + as_csv(TWO, encoding="utf-8")),
    "Excel's Unicode text": ("a.txt", as_csv(TWO, "\t", "utf-16")),
    "UTF-16 without a mark": ("a.csv", as_csv(TWO, ";", "utf-16-le")),
    "Windows-1252": ("a.csv", as_csv(TWO, ";", "cp1252")),
    "CSV (MS-DOS)": ("a.csv", as_csv(TWO, ";", "cp865")),
    "CSV (Macintosh)": ("a.csv", as_csv(TWO, ";", "mac_roman")),
}


@pytest.mark.parametrize("kind", FOUND)
def test_the_courses_of_a_sheet_are_found(bare_site: Path, kind: str) -> None:
    name, content = FOUND[kind]
    result = imported(bare_site, name, content)
    assert result.output.splitlines()[-1] == "2 skrevet, 0 som før, 0 beholdt, 0 avvist.", result.output
    assert result.exit_code == 0
    assert "tittel: Natur i skolen A\n" in course_file(bare_site)
    assert "Vi går ut og ser." in course_file(bare_site, f"{FOLDER}/natur-i-skolen-b.md")


def test_marks_for_the_value_above_are_said_or_asked_about(bare_site: Path) -> None:
    said = imported(bare_site, "a.xlsx", as_xlsx(("Emner", DITTOS)), "--dry-run").output
    assert "samme" in said and "lest som" in said, said
    first = [TWO[0], [cell if at else '"' for at, cell in enumerate(TWO[1])]]
    refused = imported(bare_site, "a.xlsx", as_xlsx(("Emner", first))).output
    assert '«"» står for verdien over, men der er det ingen den kan bety.' in refused, refused


def test_the_sheet_its_row_and_the_other_sheets_are_said(bare_site: Path) -> None:
    book = as_xlsx(("Lesmeg", COVER), ("Høst", [*TITLE, *rows({})]), ("Vår", rows({"Tittel": "Om våren"})))
    said = imported(bare_site, "a.xlsx", book, "--dry-run").output
    assert "Arket «Høst», overskrifter i rad 3:" in said
    assert 'Arket «Vår» har også kjente overskrifter: ta det med --sheet "Vår".' in said
    chosen = imported(bare_site, "a.xlsx", book, "--sheet", "Vår")
    assert "1 skrevet" in chosen.output
    assert (bare_site / FOLDER / "om-varen.md").is_file()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", as_xlsx(("Notater", [["ring Per"]]), ("Ark2", [])), "med overskrifter i «Notater», «Ark2»"),
        ("a.csv", b"a;b\n1;2\n", "fant ingen rad med overskrifter."),
        ("a.csv", b"", "fant ingen rad med overskrifter."),
        ("a.xls", b"x", "lagre den som .xlsx"),
        ("a.docx", b"x", "navnet må slutte på"),
        ("a.csv", as_xlsx(("Emner", TWO)), "etter innholdet er det Excel; gi den et navn som slutter på .xlsx"),
        ("a.xlsx", as_ods("Emner", TWO), "etter innholdet er det OpenDocument; gi den et navn som slutter på .ods"),
        ("a.xlsx", as_csv(TWO), "etter innholdet er det CSV; gi den et navn som slutter på .csv"),
        ("a.ods", as_xlsx(("Emner", TWO)), "etter innholdet er det Excel"),
        ("a.xlsx", b"<html><table><tr><td>Tittel</td></table>", "etter innholdet er det HTML; åpne tabellen"),
        ("a.csv", b"%PDF-1.4 a;b", "etter innholdet er det PDF; åpne tabellen i et regnearkprogram"),
        ("a.csv", b'[{"Tittel": "Natur", "Fag": "naturfag"}]', "etter innholdet er det JSON"),
        ("a.csv", as_csv([TWO[0]]), "tabellen har overskrifter i rad 1, men ingen rad med et studietilbud under dem"),
        ("a.csv", b'Tittel;Fag\n"a\nb";c\nd;e"f";"g\nh;i\n', 'i rad 3 begynner et hermetegn som ikke'),
        ("a.xlsx", b"PK no zip", "er skadd eller låst med passord"),
        ("a.ods", b"no zip", "ikke et regneark, enda navnet sier det"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1", "har Excels gamle format eller er låst med passord"),
        ("a.json", b'{"a": 1}', "JSON må være en liste"),
        ("a.csv", b'Tittel;Fag\n"Natur;Naturfag\nA;B\n', 'inne i en celle må det dobles): "Natur;'),
        ("a.csv", 'Tittel;Fag\nMøte;é\n'.encode() + "Språk".encode("cp1252") + "ø;å\n".encode(), "dels UTF-8 og dels"),
        ("a.csv", as_csv([["Tittel", "Fag", "Emnenavn"], ["A", "B", "C"]]), "kolonnene A og C betyr begge tittel"),
    ],
)  # fmt: skip
def test_a_file_without_a_table_is_refused_with_its_reason(
    bare_site: Path, name: str, content: bytes, said: str
) -> None:
    result = imported(bare_site, name, content)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_repeated_and_merged_cells_are_counted_before_they_are_unfolded(bare_site: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="9000" office:value-type="string"/>'
    row = f'<table:table-row table:number-rows-repeated="900000">{cell}</table:table-row>'
    assert "mer enn 500000 celler" in imported(bare_site, "a.ods", ods_of(f"<table:table >{row}")).output
    error = '<table:table-cell calcext:value-type="error"/>'
    assert "som må rettes: 1" in imported(bare_site, "a.ods", ods_of(f"<table:table ><table:table-row>{error}")).output


# What the headings mean


def test_headings_of_sheets_are_understood_and_likeness_is_a_question(bare_site: Path) -> None:
    other = {"Stp": "15", "Emnekode": "NAT101", "Søknadsfrist": "1. mars", "Nivåkode": "LN", "Nettside": "hihm.no"}
    said = imported(bare_site, "a.csv", as_csv([[*other], [*other.values()]]), "--dry-run").output
    assert "«Stp» er studiepoeng" in said
    assert "«Nettside» er lenke" in said
    assert "«Emnekode» er ikke brukt (kolonne B). Katalogen har ikke noe felt for koder" in said
    assert "«Søknadsfrist» er ikke brukt (kolonne C). Årets frister gjelder" in said
    assert "«Nivåkode» er ikke brukt (kolonne D). Mente du nivå?" in said
    headings = ["Navn", "Fag", "Intern", "Nett", "Language"]
    other = imported(bare_site, "a.csv", as_csv([headings, ["Norsk"] * 5]), "--dry-run").output
    assert "«Intern» er ikke brukt (kolonne C).\n" in other, "no heading is like it"
    assert "«Nett» er ikke brukt (kolonne D).\n" in other
    assert "«Language» er ikke brukt (kolonne E). Det kan være språket i teksten eller" in other
    both = imported(bare_site, "a.csv", as_csv([["Navn", "Emnenavn", "Fag"], ["Ola", "Norsk", "norsk"]]), "--dry-run")
    assert "«Navn» er ikke brukt (kolonne A). En annen kolonne i tabellen er det denne" in both.output


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        (["Emnenavn", "Navn", "Fag"], {0: "tittel", 2: "fag"}),
        (["Navn", "Fag"], {0: "tittel", 1: "fag"}),
        (["Semester", "Fagnavn", "Underv.språk"], {1: "fag", 2: "undervisningsspråk"}),
        (["Studieprogramkode", "Fagkode", "Tittel", "Fag"], {2: "tittel", 3: "fag"}),
        (["Oppgave (ny fra h2012)", "Nivåkode", "Tittel", "Fag"], {2: "tittel", 3: "fag"}),
        (["Undervisningsform", "E-post (valgfritt)"], {0: "studieform", 1: "kontakt.e-post"}),
        (["STUDIEPOENG:", "Studie-\nsted", "Årssteg*"], {0: "studiepoeng", 1: "studiesteder", 2: "trinn"}),
        (["Course name", "Credits", "Teaching language"], {0: "tittel", 1: "studiepoeng", 2: "undervisningsspråk"}),
    ],
)  # fmt: skip
def test_a_heading_means_a_field_or_nothing(headings: list[str], meant: dict[int, str]) -> None:
    assert find_table([Sheet("", (tuple(headings),))], Headings()).columns == meant


def test_two_rows_of_headings_are_read_together() -> None:
    above = ("Tittel", "Forkunnskaper", "", "Kontakt", "", "Fag")
    below = ("", "fag", "studiepoeng", "navn", "e-post", "")
    assert list(find_table([Sheet("", (above, below))], Headings()).columns.values()) == [
        *("tittel", "forkunnskaper.fag", "forkunnskaper.studiepoeng", "kontakt.navn", "kontakt.e-post", "fag")
    ]


def test_a_code_is_read_where_the_catalogue_has_a_field_for_it(bare_site: Path) -> None:
    own = "egne felt:\n  - nøkkel: emnekode\n    navn: Emnekode\n"
    (bare_site / "content/profile.yaml").write_text(own, encoding="utf-8")
    same = [{"Tittel": "Natur", "Emnekode": "NAT101"}, {"Tittel": "Natur", "Emnekode": "NAT102"}]
    result = imported(bare_site, "a.csv", as_csv(rows(*same)))
    assert "2 skrevet" in result.output, result.output
    assert "emnekode: NAT101\n" in course_file(bare_site, f"{FOLDER}/natur-nat101.md")
    renamed = rows({"Tittel": "Natur og ute", "Emnekode": "NAT102"})
    assert "1 skrevet" in imported(bare_site, "a.csv", as_csv(renamed), "--update").output
    assert "tittel: Natur og ute\n" in course_file(bare_site, f"{FOLDER}/natur-nat102.md")


# What the cells mean


@pytest.mark.parametrize(
    ("heading", "cell", "line"),
    [
        ("Studiepoeng", "30 sp", "studiepoeng: 30"),
        ("Studiepoeng", "30 stp.", "studiepoeng: 30"),
        ("Studiepoeng", "7,50", 'studiepoeng: "7,5"'),
        ("Studiepoeng", "15 ECTS", "studiepoeng: 15"),
        ("Oppstart", "H16", "oppstart: høst 2016"),
        ("Oppstart", "2016 høst", "oppstart: høst 2016"),
        ("Oppstart", "15.08.2016", "oppstart: høst 2016"),
        ("Oppstart", "29. august 2016", "oppstart: høst 2016"),
        ("Oppstart", "2017-01-09", "oppstart: vår 2017"),
        ("Varighet", "1 år", "varighet: 2 semestre"),
        ("Varighet", "ett semester", "varighet: 1 semester"),
        ("Varighet", "1,5 år", "varighet: 3 semestre"),
        ("Varighet (semestre)", "3", "varighet: 3 semestre"),
        ("Varighet (år)", "1", "varighet: 2 semestre"),
        ("Studieform", "Nettbasert", "studieform: nettbasert"),
        ("Studieform", "på nett", "studieform: nettbasert"),
        ("Trinn", "Barnetrinnet", "trinn: 1-7"),
        ("Trinn", "ungdomsskolen", "trinn: 8-10"),
        ("Språk", "Bokmål", "språk: nb"),
        ("Undervisningsspråk", "Bokmål/nynorsk", "undervisningsspråk: [nb, nn]"),
        ("Undervisningsspråk", "Engelsk", "undervisningsspråk: [en]"),
        ("Fag", "o-fag", "fag: naturfag"),
        ("Sted", "Hamar og Elverum", "studiesteder: [hamar, elverum]"),
        ("Sted", "Hamar/Elverum", "studiesteder: [hamar, elverum]"),
        ("Sted", "HAMAR\nElverum", "studiesteder: [hamar, elverum]"),
        ("Nettside", "www.hihm.no/a", "lenke: https://www.hihm.no/a"),
        ("Nivå", "nivå 1", "nivå: 1"),
        ("Antall plasser", "40 plasser", "plasser: 40"),
        ("Institusjon", "HiHm", "tittel: Natur i skolen A"),
    ],
)
def test_a_cell_is_read_as_check_fix_reads_it(bare_site: Path, heading: str, cell: str, line: str) -> None:
    elverum = "navn: Elverum\nfylke: Hedmark\n"
    (bare_site / "catalogue/vocabulary/places/elverum.yaml").write_text(elverum, encoding="utf-8")
    [plain] = [each for each in (heading.partition(" (")[0],)]
    other = {name: value for name, value in COURSE.items() if name != plain} | {
        heading: cell,
        "Tittel": "Natur i skolen A",
    }
    if heading == "Studieform" or heading == "Sted":
        other["Sted"] = cell if heading == "Sted" else "Hamar"
    result = imported(bare_site, "a.csv", as_csv([[*other], [*other.values()]]))
    assert "1 skrevet" in result.output, result.output
    assert f"\n{line}\n" in course_file(bare_site)


@pytest.mark.parametrize("cell", ["Hamar og Tynset", "Tynset, Hamar", "Hamar/Tynset", "Hamar\nTynset", "hamar; Tynset"])
def test_an_unknown_name_beside_a_known_one_is_reported_alone(bare_site: Path, cell: str) -> None:
    said = imported(bare_site, "a.csv", as_csv(rows({"Sted": cell}))).output
    assert "«Tynset» er ikke et kjent studiested" in said
    assert "Mente du «hamar»" not in said


def test_every_correction_is_said_once_with_its_rows(bare_site: Path) -> None:
    said = imported(bare_site, "a.csv", as_csv(rows({"Studiepoeng": "30 sp"}, {}, {"Studiepoeng": "30 sp"}))).output
    assert "Studiepoeng (E): «30 sp» er lest som «30» (rad 2, 4)" in said
    assert said.count("er lest som") == 1


REFUSED = {
    "a number in words": ({"Studiepoeng": "mange"}, "rad 2, Studiepoeng (E): «mange» er ikke et antall studiepoeng."),
    "a length without a unit": ({"Varighet": "2"}, "rad 2, Varighet (I): «2» er ikke en varighet."),
    "a language of two": ({"Undervisningsspråk": "Norsk"}, "(L): «Norsk» er ikke et av valgene."),
    "a day that may be another": ({"samlinger": "[{fra: 9/7/2016}]"}, "(L): «9/7/2016» er ikke en dato"),
    "a date of a range": ({"Trinn": "2016-10-05"}, "rad 2, Trinn (D): Regnearket har gjort verdien til en dato: "
                          "2016-10-05. Sett cellen til tekst, og skriv 5-10 på nytt."),
    "a short date of a range": ({"Trinn": "05.okt"}, "og skriv 5-10 på nytt."),
    "a month of a range": ({"Trinn": "2013-08-01"}, "og skriv 1-8 / 8-13 på nytt."),
    "a date of a number": ({"Studiepoeng": "07.mai"}, "og skriv 7,5 på nytt."),
    "an error of a formula": ({"Sted": "#N/A"}, "rad 2, Sted (L): Cellen viser feilen #N/A."),
    "an error in Norwegian": ({"Fag": "#I/T"}, "rad 2, Fag (C): Cellen viser feilen #I/T."),
    "a column that was too narrow": ({"Oppstart": "######"}, "Cellen viser feilen ######."),
    "a formula that was not calculated": ({"Tittel": "=A2&B2"}, "rad 2, Tittel (B): Cellen har formelen =A2&B2"),
    "a control character": ({"Tittel": "Natur\x07"}, "rad 2, Tittel (B): Cellen inneholder tegnet U+0007"),
    "an unknown subject": ({"Fag": "Trylling"}, "rad 2, Fag (C): «Trylling» er ikke et kjent fag."),
    "an unknown place": ({"Sted": "Hamar og Paris"}, "rad 2, Sted (L): «Paris» er ikke et kjent studiested."),
    "an unknown course": ({"Bygger på": "NAT101"}, "(L): «NAT101» er ikke et studietilbud i katalogen."),
    "an unknown institution": ({"Institusjon": "Hogwarts"}, "«Hogwarts» er ikke navnet på en institusjon i katalogen."),
    "no institution": ({"Institusjon": ""}, "Raden har ingen institusjon."),
    "an institution of a later year": ({"Institusjon": "Høgskolen i Innlandet"}, "[institution-not-yet]"),
    "a name that is too long": ({"Studietilbud": "hihm/" + "a" * 300}, "kan ikke være et filnavn på alle systemer"),
    "the name of a device": ({"Studietilbud": "hihm/con"}, "kan ikke være et filnavn på alle systemer"),
    "no title": ({"Tittel": ""}, "Raden har ingen tittel."),
    "an empty required cell": ({"Trinn": ""}, "rad 2, Trinn (D): «Trinn (D)» mangler eller er tom."),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_row_that_check_would_refuse_is_refused_with_row_heading_and_reason(bare_site: Path, kind: str) -> None:
    cells, said = REFUSED[kind]
    result = imported(bare_site, "a.csv", as_csv(rows(cells, {})))
    assert result.exit_code == 1
    assert said in result.output, result.output
    assert result.output.splitlines()[-1] == "1 skrevet, 0 som før, 0 beholdt, 1 avvist."


def test_equal_faults_stand_once_with_their_rows_as_the_sheet_numbers_them(bare_site: Path) -> None:
    table = rows(*[{"Fag": "Trylling"}] * 3, {"Fag": "Magi"})
    gaps = [table[0], [], table[1], table[2], [], [], table[3], table[4]]
    result = imported(bare_site, "a.xlsx", as_xlsx(("Emner", gaps)))
    assert "rad 3–4, 7, Fag (C): «Trylling» er ikke et kjent fag." in result.output
    assert "rad 8, Fag (C): «Magi» er ikke et kjent fag." in result.output
    assert "Ukjente navn: --draft-vocabulary skriver et utkast" in result.output


def test_a_cell_without_a_heading_refuses_its_row(bare_site: Path) -> None:
    table = rows({}, {}, {})
    table[2].append("løst")
    table[3] = [*table[3][:10], "Tekst", " med skilletegn"]
    said = imported(bare_site, "a.csv", as_csv(table)).output
    assert "rad 3: Kolonne L har «løst», men ingen overskrift." in said
    assert "rad 4: Kolonne L har «med skilletegn», men ingen overskrift." in said
    assert said.splitlines()[-1].startswith("1 skrevet")


def test_a_warning_is_said_and_refuses_nothing(bare_site: Path) -> None:
    result = imported(bare_site, "a.csv", as_csv(rows({"Tittel": "Naturfag 2", "Nivå": "2"})))
    assert "varsel: rad 2, Nivå (L): Et studietilbud på nivå 2" in result.output
    assert (result.exit_code, result.output.splitlines()[-1].split(",")[0]) == (0, "1 skrevet")


def test_a_title_with_a_numbered_part_needs_no_level(bare_site: Path) -> None:
    assert imported(bare_site, "a.csv", as_csv(rows({"Tittel": "Praksis, del 2"}))).exit_code == 0


@pytest.mark.parametrize("title", ["Oppdatert naturfag", "Sum og differanse", "Antall og tall"])
def test_a_title_that_begins_as_a_total_is_a_course(bare_site: Path, title: str) -> None:
    first = {"Tittel": title, **{name: cell for name, cell in COURSE.items() if name != "Tittel"}}
    result = imported(bare_site, "a.csv", as_csv([[*first], [*first.values()]]))
    assert result.output.splitlines()[-1].startswith("1 skrevet"), result.output


def test_two_courses_with_one_title_are_reported_with_the_way_out(bare_site: Path) -> None:
    result = imported(bare_site, "a.csv", as_csv(rows({"Tittel": "Natur"}, {"Tittel": "Natur"})))
    assert "rad 2–3, studietilbud: hihm/natur står to ganger. Gi hvert tilbud sin egen nøkkel" in result.output
    keyed = [{"Tittel": "Natur", "Studietilbud": f"hihm/{key}"} for key in ("a", "b")]
    result = imported(bare_site, "a.csv", as_csv(rows(*keyed)))
    assert "[same-course-twice]" in result.output
    assert "eller hver sin kode («emnekode», et felt i profilen)" in result.output


def test_rows_may_refer_to_each_other_unless_one_is_refused(bare_site: Path) -> None:
    first = {"Tittel": "Første"}
    second = {"Tittel": "Andre", "Bygger på": "hihm/forste"}
    assert "2 skrevet" in imported(bare_site, "a.csv", as_csv(rows(first, second)), "--dry-run").output.replace(
        "ville blitt ", ""
    )
    result = imported(bare_site, "a.csv", as_csv(rows(first | {"Fag": "Trylling"}, second)))
    assert "rad 3, Bygger på (L): «hihm/forste» er ikke et studietilbud" in result.output
    assert result.output.splitlines()[-1] == "0 skrevet, 0 som før, 0 beholdt, 2 avvist."


def test_line_ends_of_word_processors_become_ordinary_ones(bare_site: Path) -> None:
    text = "Første linje.\vAndre linje.\u2028Tredje."
    assert imported(bare_site, "a.csv", as_csv(rows({"Omtale": text}))).exit_code == 0
    assert course_file(bare_site).endswith("Første linje.\nAndre linje.\nTredje.\n")


def test_what_a_sheet_has_and_a_table_has_not_is_said(bare_site: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Emner"]
        sheet["B2"].comment = Comment("Får nytt navn", "Kari")
        sheet["B3"].font = Font(strike=True)
        sheet.row_dimensions[4].hidden = True
        sheet["B5"].value = CellRichText("Norsk ", TextBlock(InlineFont(strike=True), "2"), " 1")

    said = imported(bare_site, "a.xlsx", as_xlsx(("Emner", rows({}, {}, {}, {})), edit=edit), "--dry-run").output
    assert "rad 2: «Får nytt navn» er en kommentar til en celle; den blir ikke lest" in said
    assert "rad 3: strøket over i regnearket; lest som de andre radene" in said
    assert "rad 4: skjult i regnearket; lest som de andre radene" in said
    assert "rad 5: en del av «Norsk 2 1» er strøket over i regnearket; lest som resten" in said


@pytest.mark.parametrize(("level", "is_read"), [({}, True), ({"Nivå": ""}, True), ({"Nivå": "1"}, False)])
def test_a_level_that_only_the_title_states_is_read_and_said(
    bare_site: Path, level: dict[str, str], *, is_read: bool
) -> None:
    said = imported(bare_site, "a.csv", as_csv(rows({"Tittel": "Naturfag 1", **level})))
    assert ("Tittel (B): «… 1» er lest som «nivå 1» (rad 2)" in said.output) is is_read
    assert "nivå: 1\n" in course_file(bare_site, f"{FOLDER}/naturfag-1.md")
