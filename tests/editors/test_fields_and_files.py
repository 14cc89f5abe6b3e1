"""Mistakes of editors in fields and files: what was written, and what `check` says of it.

Each row is one mistake: the input, then line, column and length of the mark, and what the message quotes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalogue.checks.duplicates import duplicate_problems
from site_builder.catalogue.load import check_sources, parse_entries
from site_builder.engine.memo import Memo
from site_builder.problems import Problem, Severity
from site_builder.sources.files import read_sources
from site_builder.sources.front_matter import read_record
from site_builder.sources.right_folders import right_path
from site_builder.sources.stray_files import name_problems, stray_file
from site_builder.sources.text import decode

# A space and # begin a comment


@pytest.mark.parametrize(
    ("yaml", "line", "column", "comment", "suggestion"),
    [
        ("tittel: Norsk 1 #nybegynner", 1, 17, "#nybegynner", '"Norsk 1 #nybegynner"'),
        ("pris: 1500 kr # per semester", 1, 15, "# per semester", '"1500 kr # per semester"'),
        ("tittel: #1 i norsk", 1, 9, "#1 i norsk", '"#1 i norsk"'),
        ("samlinger:\n  - fra: 2016-09-06 #tirsdag", 2, 21, "#tirsdag", '"2016-09-06 #tirsdag"'),
        ("steder: [hamar]\nnavn: Emne\t#2", 2, 12, "#2", '"Emne\t#2"'),
        ('pris: Kurs i "R" #2', 1, 18, "#2", "'Kurs i \"R\" #2'"),
        ("utledet:\n  - kilde #1", 2, 11, "#1", '"kilde #1"'),
        ("lenke: https://www.hihm.no/ #norsk", 1, 29, "#norsk", "https://www.hihm.no/#norsk"),
        ("lenke: https://www.hihm.no/ # se siden", 1, 29, "# se siden", '"https://www.hihm.no/ # se siden"'),
    ],
)
def test_what_a_comment_cuts_from_a_value_is_reported(
    yaml: str, line: int, column: int, comment: str, suggestion: str
) -> None:
    _, problems = read_record("a.yaml", "words", "a", yaml)
    [problem] = [each for each in problems if each.code == "cut-value"]
    assert (problem.place.line, problem.place.column, problem.place.length) == (line, column, len(comment))
    assert problem.values == {"comment": comment, "suggestion": suggestion}


@pytest.mark.parametrize(
    ("yaml", "line", "column", "comment"),
    [
        ("studiesteder: [hamar] # og Elverum", 1, 23, "# og Elverum"),
        ("studiesteder: [hamar] #, elverum", 1, 23, "#, elverum"),
        ("studiesteder: [hamar]   # Elverum", 1, 25, "# Elverum"),
        ("studiesteder: [hamar] # Elverum, Mo i Rana og Oslo", 1, 23, "# Elverum, Mo i Rana og Oslo"),
        ("studiesteder:\n  [hamar,\n   oslo] # samt tynset\nfag: norsk", 3, 10, "# samt tynset"),
        ("navn: {nb: Norsk} # og engelsk\nfag: norsk", 1, 19, "# og engelsk"),
        ("samlinger:\n  - {fra: 2016-09-06} # + 2016-09-07", 2, 23, "# + 2016-09-07"),
    ],
)
def test_what_a_comment_adds_to_a_list_in_brackets_is_reported(yaml: str, line: int, column: int, comment: str) -> None:
    [problem] = read_record("a.yaml", "words", "a", yaml)[1]
    assert (problem.code, problem.place.line, problem.place.column) == ("cut-value", line, column)
    assert (problem.values, problem.place.length) == ({"comment": comment}, len(comment))


@pytest.mark.parametrize(
    "yaml",
    [
        "# Om filen\ntittel: Norsk 1\n  # om feltet\nfag: norsk",
        'tittel: "Norsk 1" # bekreftet',
        "steder: [hamar, oslo] # begge",
        "steder: [hamar] # avklares 1. mars med Hamar",
        "steder: [hamar]\n# og en merknad\nfag: norsk",
        "steder:\n  - hamar\n\n# og en merknad\nfag: norsk",
        "samlinger: # to\n  - fra: 2016-09-06",
        "lenke: https://www.hihm.no/#norsk",
        "tittel: C#",
        "pris: |\n  1500 kr # per semester",
    ],
)
def test_comments_that_cut_nothing_are_free(yaml: str) -> None:
    assert read_record("a.yaml", "words", "a", yaml)[1] == ()


# A backslash in double quotation marks


@pytest.mark.parametrize(
    ("yaml", "column", "written", "meant"),
    [
        (r'pris: "Se å C:\notat"', 15, r"\n", r"'Se å C:\notat'"),
        (r'tittel: "skole\trinn"', 15, r"\t", r"'skole\trinn'"),
        (r'navn: {nb: "A\x41"}', 14, r"\x", r"'A\x41'"),
        (r'pris: "a\_b"', 9, r"\_", r"'a\_b'"),
    ],
)
def test_a_backslash_that_changes_a_value_is_asked_about(yaml: str, column: int, written: str, meant: str) -> None:
    [problem] = read_record("a.yaml", "words", "a", f"x: y\n{yaml}\n")[1]
    assert (problem.code, problem.place.line, problem.place.column) == ("read-as-escape", 2, column)
    assert (problem.values["written"], problem.values["line"]) == (written, meant)


@pytest.mark.parametrize(
    ("yaml", "meant"),
    [
        (r'pris: "C:\eksamen"', r"'C:\eksamen'"),
        (r'pris: "se C:\bok og \"x\""', "'se C:\\bok og \"x\"'"),
        (r'pris: "\e[31m"', ""),
        (r'pris: "\x1bx"', ""),
    ],
)
def test_a_backslash_that_makes_a_forbidden_character_is_refused_with_the_line_that_may_be_meant(
    yaml: str, meant: str
) -> None:
    record, (problem,) = read_record("a.yaml", "words", "a", f"x: y\n{yaml}\n")
    assert (record, problem.code, problem.place.line, problem.values["line"]) == (None, "broken-yaml", 2, meant)


@pytest.mark.parametrize(
    "yaml",
    [r'pris: "To\nlinjer"', r'pris: "a\\notat"', r'pris: "\u00e5r \"x\""', r"pris: 'C:\notat'", r"pris: C:\notat"],
)
def test_other_backslashes_are_free(yaml: str) -> None:
    assert read_record("a.yaml", "words", "a", yaml)[1] == ()


# A list written as one value


@pytest.mark.parametrize(
    ("yaml", "line", "column", "written"),
    [
        ("opptakskrav: Krav\n  - bestått emne\n  - praksis\nfag: norsk", 2, 3, "- bestått emne"),
        ("opptakskrav: |\n  Krav\n  * bestått emne\nfag: norsk", 3, 3, "* bestått emne"),
        ("opptakskrav: >\n  - bestått emne - praksis\nfag: norsk", 2, 3, "- bestått emne - praksis"),
        ('opptakskrav: "Krav:\n  • bestått"', 2, 3, "• bestått"),
        ("moduler:\n  - tittel: Del\n      - kropp", 3, 7, "- kropp"),
    ],
)
def test_a_list_in_one_value_is_reported_at_its_first_item(yaml: str, line: int, column: int, written: str) -> None:
    [problem] = read_record("a.yaml", "words", "a", yaml)[1]
    assert (problem.code, problem.place.line, problem.place.column) == ("leftover-markup", line, column)
    assert (problem.severity, problem.values) == (Severity.WARNING, {"written": written})


@pytest.mark.parametrize(
    "yaml",
    [
        "opptakskrav: Bestått emne\n  og praksis - i skolen",
        "studiesteder:\n  - hamar - nord\n  - oslo",
        "opptakskrav: |\n  Bestått\n  -5 grader - minst",
    ],
)
def test_lines_that_are_no_items_are_one_text(yaml: str) -> None:
    assert read_record("a.yaml", "words", "a", yaml)[1] == ()


# Keys that mean another

FIELDS = "tittel: Norsk 1\nsamlinger:\n  - fra: 2016-09-06\n"


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("søknadsfrist: 2016-03-01", "frister"),
        ("tlf: 62430000", "kontakt"),
        ("campus: hamar", "studiesteder"),
        ("nivaa: 1", "nivå"),
        ("    dato: 2016-09-06", "fra"),
        ("    by: hamar", "sted"),
        ("emnekode: NO1", ""),
        ("tags: [a]", ""),
        ("studiepoen: 30", "studiepoeng"),
        ("högskolepoäng: 30", "studiepoeng"),
        ("ämne: norsk", "fag"),
    ],
)
def test_an_unknown_key_is_understood_by_its_meaning_and_else_only_by_a_near_spelling(
    line: str, suggestion: str
) -> None:
    record, _ = read_record("a.md", "course", "2016-2017/hihm/a", f"---\n{FIELDS}{line}\n---\n\nTekst.\n")
    assert record is not None
    [problem] = [each for each in parse_entries([record])[1] if each.code == "unknown-key"]
    assert (problem.place.line, problem.values["suggestion"]) == (5, suggestion)


# Values that are none, or of another program


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("eksamensform: N/A", "unfinished"),
        ('eksamensform: "-"', "unfinished"),
        ("eksamensform: (sett inn)", "unfinished"),
        ("pris: nan", "unfinished"),
        ('pris: "=A1"', "leftover-markup"),
        ('pris: "=SUM(B2:B9)"', "leftover-markup"),
        ("lenke: https://www.google.com/url?q=https://www.hihm.no", "odd-address"),
        ("lenke: https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.hihm.no", "odd-address"),
        ("eksamensform: X-test", None),
        ("eksamensform: Skriftlig eksamen 31.02.2017", "impossible-date"),
        ("eksamensform: Eksamen fredag 1. juni 2017", "impossible-date"),
        ("eksamensform: Eksamen torsdag 1. juni 2017, 1.30.17", None),
        ('eksamensform: "*Skriftlig* eksamen"', "leftover-markup"),
        ("eksamensform: _Skriftlig_ eksamen", "leftover-markup"),
        ("eksamensform: 3 * 4 * 5 og a_b_c", None),
        ("lenke: https://www.hihm.no/?url=x", None),
    ],
)
def test_a_value_that_is_none_is_reported(line: str, code: str | None) -> None:
    record, _ = read_record("a.md", "course", "2016-2017/hihm/a", f"---\ntittel: Norsk 1\n{line}\n---\n\nTekst.\n")
    assert record is not None
    found = {each.code for each in parse_entries([record])[1] if each.place.line == 3}
    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("tittel: Norsk: i praksis", 'tittel: "Norsk: i praksis"'),
        ("tittel: *Norsk* i skolen", 'tittel: "*Norsk* i skolen"'),
        ("tittel: @skole", 'tittel: "@skole"'),
        ("tittel: - norsk", 'tittel: "- norsk"'),
        ("tittel: ? norsk", 'tittel: "? norsk"'),
        ("tittel: | norsk", 'tittel: "| norsk"'),
        ("tittel: [Norsk] i skolen", 'tittel: "[Norsk] i skolen"'),
        ('tittel: "Norsk" i skolen', """tittel: '"Norsk" i skolen'"""),
        ("tittel: 'Lærer's norsk'", """tittel: "Lærer's norsk\""""),
        ("tittel: «Norsk: i praksis»", 'tittel: "Norsk: i praksis"'),
        ('tittel: "Norsk', 'tittel: "Norsk"'),
        ("tittel:Norsk", "tittel: Norsk"),
        ("tittel = Norsk", "tittel: Norsk"),
        ("tittel： Norsk", "tittel: Norsk"),
        ("tittel Norsk", "tittel: Norsk"),
        ("ordninger: [vikar, stipend", "ordninger: [vikar, stipend]"),
        ("ordninger: [vikar}", "ordninger: [vikar]"),
        ("ordninger: [vikar,,stipend]", "ordninger: [vikar, stipend]"),
        ("ordninger: [vikar, stipend)", "ordninger: [vikar, stipend]"),
        ("**tittel**: Norsk", "tittel: Norsk"),
        ("**tittel:** Norsk", "tittel: Norsk"),
        ("tittel:\nNorsk", "  Norsk"),
        ("forkunnskaper:\n  fag: norsk\n  studiepoeng 30", "  studiepoeng: 30"),
        ("ordninger:\n  * vikar\n  - stipend", "  - vikar"),
        ("moduler:\n  - tittel: A\n    studiepoeng: 15\n  -tittel: B\n    studiepoeng: 15", "  - tittel: B"),
        ("moduler:\n  - tittel: A\n   - tittel: B", "  - tittel: B"),
        ("forkunnskaper:\n  fag: norsk\n   studiepoeng: 30", "  studiepoeng: 30"),
        ("forkunnskaper:\n  fag: norsk\n\tstudiepoeng: 30", "  studiepoeng: 30"),
    ],
)
def test_fields_that_cannot_be_read_are_reported_with_the_line_that_can(line: str, meant: str) -> None:
    text = f"språk: nb\n{line}\npris: 0\n"
    record, (problem,) = read_record("catalogue/2016-2017/hihm/a.yaml", "course", "a", text)
    reported, spaces = str(problem.values["line"]), len(meant) - len(meant.lstrip())
    assert (record, problem.code, reported) == (None, "broken-yaml", meant.strip())
    lines = text.split("\n")
    lines[problem.place.line - 1] = " " * spaces + reported
    assert read_record("catalogue/2016-2017/hihm/a.yaml", "course", "a", "\n".join(lines))[1] == ()


@pytest.mark.parametrize("nothing", ["null", "~", "NULL"])
def test_a_key_without_a_value_is_one_problem(bare_site: Path, nothing: str) -> None:
    course = bare_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
    course.write_text(course.read_text(encoding="utf-8").replace("fag: naturfag", f"fag: {nothing}"), encoding="utf-8")
    assert [each.code for each in check_sources(read_sources(bare_site), Memo())] == ["empty-value"]


@pytest.mark.parametrize(
    ("written", "suggestion", "is_certain"),
    [
        ("campus Hamar", "hamar", True),
        ("Hamar studiested", "hamar", True),
        ("Hamar (B201)", "hamar", False),
        ("2300 Hamar", "hamar", False),
        ("Zoom", "", False),
    ],
)
def test_a_place_with_other_words_is_understood_or_asked_about(
    bare_site: Path, written: str, suggestion: str, *, is_certain: bool
) -> None:
    course = bare_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
    text = course.read_text(encoding="utf-8").replace("studiesteder: [hamar]", f'studiesteder: ["{written}"]')
    course.write_text(text, encoding="utf-8")
    [problem] = check_sources(read_sources(bare_site), Memo())
    assert (problem.code, problem.place.line, problem.values["suggestion"]) == ("unknown-place", 9, suggestion)
    assert ("certain" in problem.values, "online" in problem.hint) == (is_certain, written == "Zoom")


# What the text says of the course


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Studiet er på 60 studiepoeng.", "studiepoeng"),
        ("Studiet gir deg femten studiepoeng.", "studiepoeng"),
        ("Vidareutdanninga omfattar 15 stp.", "studiepoeng"),
        ("Studiet starter våren 2017.", "oppstart"),
        ("Studietilbudet begynner høsten 2015.", "oppstart"),
        ("Studiet går over fire semestre.", "varighet"),
        ("Videreutdanningen varer i to år.", "varighet"),
        ("Studiet er fulltegnet.", "status"),
        ("Studietilbudet er dessverre avlyst.", "status"),
        ("Studiet er fullt.", "status"),
        ("Studiet er fullt finansiert. Et annet studium er avlyst.", None),
        ("Studiet passer for lærere på 8.–10. trinn.", "trinn"),
        ("Studiet er for lærere på 1.–4. trinn.", None),
        ("Studiet er på 30 studiepoeng, en modul på 15 studiepoeng, og varer ett år fra høsten 2016.", None),
        ("Studiet går over ett studieår. Opptak krever 60 studiepoeng.", None),
    ],
)
def test_a_sentence_about_the_course_that_contradicts_its_fields_is_reported(
    bare_site: Path, sentence: str, key: str | None
) -> None:
    course = bare_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
    course.write_text(f"{course.read_text(encoding='utf-8')}\n{sentence}\n", encoding="utf-8")
    found = check_sources(read_sources(bare_site), Memo())
    assert [(each.code, each.values["key"]) for each in found] == ([("text-contradicts", key)] if key else [])


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("opptakskrav: Studiet er på 60 studiepoeng, og krever praksis.", "studiepoeng"),
        ("eksamensform: Kurset starter i januar 2017, og har muntlig eksamen.", "oppstart"),
        ("eksamensform: Kurset starter høsten 2016, og har 60 minutters eksamen.", None),
        ("opptakskrav: Bestått emne på 60 studiepoeng.", None),
    ],
)
def test_a_field_that_contradicts_another_is_reported_at_its_value(bare_site: Path, line: str, key: str | None) -> None:
    course = bare_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
    text = course.read_text(encoding="utf-8").replace("\nopphav:", f"\n{line}\nopphav:", 1)
    course.write_text(text, encoding="utf-8")
    found = [(each.code, each.values["key"], each.place.key) for each in check_sources(read_sources(bare_site), Memo())]
    assert found == ([("text-contradicts", key, line.split(":")[0])] if key else [])


# Unfinished merges


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> endring\n", [2]),
        ("<<<<<<< HEAD\n||||||| felles\n=======\n>>>>>>> x\n\n<<<<<<< HEAD\n=======\n>>>>>>> x\n", [1, 6]),
        ("a\r\n>>>>>>> endring\r\n", [2]),
        ("<<<<<<<\n", [1]),
        ("Mål\n=======\n\n> > > sitat\n", []),
        ("a <<<<<<< b\n", []),
    ],
)
def test_marks_of_a_merge_are_reported_in_any_file(text: str, lines: list[int]) -> None:
    problems: list[Problem] = []
    decode("templates/a.html", text.encode(), problems)
    assert [(each.code, each.place.line, each.severity) for each in problems] == [
        ("merge-conflict", line, Severity.ERROR) for line in lines
    ]


# Files that are not read


@pytest.mark.parametrize(
    ("path", "code", "severity", "suggestion"),
    [
        ("catalogue/2016-2017/hihm/norsk.MD", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.Markdown", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.txt", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.md.txt", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.md ", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.md.", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.docx", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/Norsk språk.odt", "stray-file", "error", "norsk-sprak.md"),
        ("catalogue/2016-2017/hihm/norsk", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/tilbud.xlsx", "stray-file", "error", None),
        ("catalogue/2016-2017/hihm/norsk.yml", "stray-file", "error", "norsk.yaml"),
        ("catalogue/vocabulary/places/oslo.yml", "stray-file", "error", "oslo.yaml"),
        ("catalogue/vocabulary/places/oslo.md", "stray-file", "error", "oslo.yaml"),
        ("catalogue/vocabulary/place/oslo.yaml", "stray-file", "error", "catalogue/vocabulary/places/oslo.yaml"),
        ("catalogue/2016-2017/hihm/~$norsk.docx", "stray-file", "warning", None),
        ("catalogue/2016-2017/hihm/#norsk.md#", "stray-file", "warning", None),
        ("catalogue/2016-2017/year.yml", "stray-file", "error", "year.yaml"),
        ("content/om.TXT", "stray-file", "error", "om.md"),
        ("catalogue/2016-2017/hihm/con.md", "bad-file-name", "error", "con-1"),
        ("catalogue/2016-2017/hihm/norsk (1).md", "bad-file-name", "error", "norsk-1"),
        ("catalogue/2016-2017/hihm/norsk - Kopi.md", "bad-file-name", "error", "norsk-kopi"),
        ("content/IMG_2034.JPG", "stray-file", "warning", "img-2034.jpg"),
        ("content/bilde.HEIC", "stray-file", "warning", None),
        ("catalogue/2016-2017/hihm/norsk.md~", "stray-file", "warning", None),
        ("catalogue/2016-2017/hihm/._norsk.md", "stray-file", "warning", None),
        ("catalogue/2016-2017/hihm/.norsk.md", "stray-file", "warning", "norsk.md"),
    ],
)
def test_a_file_that_is_not_read_is_reported_with_the_name_it_should_have(
    path: str, code: str, severity: str, suggestion: str | None
) -> None:
    problem = stray_file(path)
    assert (problem.code, problem.severity, problem.values.get("suggestion")) == (code, severity, suggestion)


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("catalogue/2016/hihm/norsk.md", "catalogue/2016-2017/hihm/norsk.md"),
        ("catalogue/2016-17/hihm/norsk.md", "catalogue/2016-2017/hihm/norsk.md"),
        ("catalogue/courses/hihm/norsk.md", "catalogue/2017-2018/hihm/norsk.md"),
        ("catalogue/2016-2017/hihm-norsk.md", "catalogue/2016-2017/hihm/hihm-norsk.md"),
        ("catalogue/2016-2017/hihm/norsk/norsk.md", "catalogue/2016-2017/hihm/norsk.md"),
        ("catalogue/hihm/2016-2017/Norsk 1.md", "catalogue/2016-2017/hihm/norsk-1.md"),
        ("catalogue/vocabulary/fag/norsk.yaml", "catalogue/vocabulary/subjects/norsk.yaml"),
        ("catalogue/steder/oslo.yaml", "catalogue/vocabulary/places/oslo.yaml"),
        ("content/artikler/om.md", "content/om.md"),
        ("catalogue/2016-2017/norsk.md", None),
        ("catalogue/2011/hihm/norsk.md", None),
    ],
)
def test_a_text_in_a_wrong_folder_is_reported_with_its_right_path(path: str, right: str | None) -> None:
    years = [f"catalogue/{year}/year.yaml" for year in ("2016-2017", "2017-2018")]
    paths = [*years, *(f"catalogue/vocabulary/institutions/{key}.yaml" for key in ("hihm", "nord"))]
    problem = stray_file(path, right_path(path, paths))
    assert (problem.code, problem.severity) == ("stray-file", "error")
    assert (problem.values.get("suggestion"), "Move it to" in problem.hint) == (right, right is not None)


@pytest.mark.parametrize(
    ("paths", "suggestion"),
    [
        (["content/aux.png"], "aux-1.png"),
        (["content/kart?.png"], "kart.png"),
        (["content/a:b.jpg"], "a-b.jpg"),
        (["templates/pages/con.html"], "con-1.html"),
        (["templates/assets/nul/a.css"], "nul-1"),
    ],
)
def test_a_name_that_windows_cannot_hold_is_reported(paths: list[str], suggestion: str) -> None:
    [problem] = name_problems(paths)
    assert (problem.code, problem.values["suggestion"]) == ("bad-file-name", suggestion)


def test_two_names_that_differ_in_capitals_are_reported() -> None:
    [problem] = name_problems(["content/Kart.png", "content/kart.png"])
    assert problem.values == {"other": "content/Kart.png"}


# The same course twice

COURSE = """---
tittel: {title}
fag: naturfag
nivå: 1
trinn: 8-13
studiepoeng: 30
språk: nb
studieform: nettbasert
oppstart: høst 2016
varighet: 2 semestre
opphav:
  type: eksempel
---
"""


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Tysk 1", "Fransk 1", False),
        ("Lulesamisk 1", "Sørsamisk 1", False),
        ("Norsk 1", "Norsk  1", True),
        ("Naturfag 1", "NATURFAG 1", True),
        ("Naturfag 1 for 8.–13. trinn", "Naturfag 1 (8-13)", True),
        ("Naturfag 1", "Naturfag 1 – kopi", True),
        ("Naturfag 1", "Naturfag 1, nettbasert", False),
    ],
)
def test_a_course_is_known_by_its_title_not_by_its_fields(first: str, second: str, same: bool) -> None:
    records = [
        read_record(
            f"catalogue/2016-2017/hihm/{key}.md", "course", f"2016-2017/hihm/{key}", COURSE.format(title=title)
        )[0]
        for key, title in (("a", first), ("b", second))
    ]
    entries, faults = parse_entries([record for record in records if record])
    assert faults == []
    assert [each.code for each in duplicate_problems(entries)] == ["same-course-twice"] * same


def test_a_release_and_a_build_refuse_a_half_merged_list_of_addresses(small_site: Path) -> None:
    (small_site / "catalogue/published-addresses.txt").write_text("<<<<<<< HEAD\n/om/\n=======\n>>>>>>> x\n")
    found = check_problems(small_site)
    assert found == [("catalogue/published-addresses.txt", 1, "merge-conflict")]


@pytest.mark.parametrize(
    ("path", "text", "hint"),
    [
        ("content/natur.md", f"{COURSE}\nTekst.\n", "catalogue/YEAR/INSTITUTION"),
        (
            "catalogue/2016-2017/hihm/om.md",
            "---\ntittel: Om\nsammendrag: Kort.\nspråk: nb\n---\n\nTekst.\n",
            "content/",
        ),
    ],
)
def test_a_file_in_the_folder_of_another_kind_is_one_problem(small_site: Path, path: str, text: str, hint: str) -> None:
    (small_site / path).write_text(text.replace("{", "").replace("}", ""), encoding="utf-8")
    problems = [each for each in check_sources(read_sources(small_site), Memo()) if each.place.path == path]
    assert [each.code for each in problems] == ["unknown-key"]
    assert hint in problems[0].hint


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("navn: 2016/2017", "navn: 2015/2016", [1]),
        ("navn: 2016/2017", "navn: Studieåret 2017–18", [1]),
        ("navn: 2016/2017", "navn: 2016/2018", [1]),
        ("navn: 2016/2017", "navn: Studieåret 2016–17", []),
        ("navn: 2016/2017", "navn: Våren 2017", []),
        ("navn: 2016/2017", "navn: Neste studieår", []),
        ("åpner: 2016-02-01", "åpner: 2010-02-01", [3]),
        ("dato: 2016-05-31", "dato: 2018-05-31", [16]),
        ("navn: høst 2016", "navn: vår 2016", [18]),
        ("fra: 2016-08-01\n    til: 2016-12-31", "fra: 2017-08-01\n    til: 2017-12-31", [19]),
    ],
)
def test_a_year_that_contradicts_its_folder_is_reported(bare_site: Path, old: str, new: str, lines: list[int]) -> None:
    year = bare_site / "catalogue/2016-2017/year.yaml"
    year.write_text(year.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert check_problems(bare_site) == [(str(year.relative_to(bare_site)), line, "year-contradicts") for line in lines]


def test_a_folder_that_is_no_academic_year_is_reported(bare_site: Path) -> None:
    year = bare_site / "catalogue/2016-2018/year.yaml"
    year.parent.mkdir()
    year.write_bytes((bare_site / "catalogue/2016-2017/year.yaml").read_bytes())
    assert check_problems(bare_site) == [("catalogue/2016-2018/year.yaml", 0, "year-contradicts")]


def test_terms_that_overlap_are_reported_at_the_second(bare_site: Path) -> None:
    year = bare_site / "catalogue/2016-2017/year.yaml"
    year.write_text(year.read_text(encoding="utf-8").replace("fra: 2017-01-01", "fra: 2016-12-01"), encoding="utf-8")
    assert check_problems(bare_site) == [("catalogue/2016-2017/year.yaml", 22, "semester-order")]


def test_a_hidden_text_is_reported_and_a_hidden_file_of_a_tool_is_not(bare_site: Path) -> None:
    for name in (".norsk.md", ".DS_Store", ".norsk.md.swp", ".yamllint.yaml"):
        (bare_site / "catalogue/2016-2017/hihm" / name).write_text("x", encoding="utf-8")
    assert [(path[-9:], code) for path, _, code in check_problems(bare_site)] == [(".norsk.md", "stray-file")]


def test_a_semester_that_a_year_has_twice_is_reported_at_the_second(small_site: Path) -> None:
    year = small_site / "catalogue/2016-2017/year.yaml"
    again = "  - navn: høst 2016\n    fra: 2016-08-15\n    til: 2016-12-20\n"
    year.write_text(year.read_text(encoding="utf-8").replace("  - navn: vår 2017\n", f"{again}  - navn: vår 2017\n"))
    [(path, line, code)] = check_problems(small_site)
    assert (path, code) == ("catalogue/2016-2017/year.yaml", "double-value")
    assert year.read_text(encoding="utf-8").split("\n")[line - 2].endswith("til: 2016-12-31")


def test_a_picture_that_is_none_is_one_problem_not_also_a_picture_that_is_missing(small_site: Path) -> None:
    (small_site / "content/kart.png").write_bytes(b"%PDF-1.4")
    text = (small_site / "content/om.md").read_text(encoding="utf-8")
    (small_site / "content/om.md").write_text(f"{text}\n![Kart over Hamar](kart.png)\n", encoding="utf-8")
    assert [(path, code) for path, _, code in check_problems(small_site)] == [("content/kart.png", "not-a-picture")]


def check_problems(root: Path) -> list[tuple[str, int, str]]:
    """Return path, line and code of each problem of the sources of a site."""
    return [(each.place.path, each.place.line, each.code) for each in check_sources(read_sources(root), Memo())]
