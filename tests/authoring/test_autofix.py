"""`check --fix` corrects faults with one right answer, and leaves the rest of the file as it is."""

from __future__ import annotations

import cProfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from site_builder.authoring.autofix import autofix
from site_builder.catalogue.checks.text_links import text_problems
from site_builder.catalogue.checks.text_notes import note_problems
from site_builder.catalogue.load import parse_entries
from site_builder.catalogue.markdown.convert import convert
from site_builder.cli.main import main
from site_builder.problems import Problem
from site_builder.sources.files import read_sources
from site_builder.sources.front_matter import read_record, split

PROJECT = Path(__file__).parent.parent.parent

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
KEY = "2016-2017/hihm/naturfag-2-1-7"
TEXT = (Path(__file__).parent.parent / "sites/minimal" / COURSE).read_text(encoding="utf-8")


def check(texts: Mapping[str, str]) -> Iterator[Problem]:
    for path, text in texts.items():
        record, found = read_record(path, "course", KEY, text)
        yield from found
        if record is not None:
            yield from parse_entries([record])[1]


def fix(text: str) -> str:
    return autofix({COURSE: text}, {COURSE: "course"}, check).get(COURSE, text)


def fields(text: str) -> object:
    record, _ = read_record(COURSE, "course", KEY, text)
    assert record is not None
    entries, problems = parse_entries([record])
    assert problems == []
    return entries.read["course"][KEY]


def swap(old: str, new: str) -> str:
    assert f"\n{old}\n" in TEXT
    return TEXT.replace(f"\n{old}\n", f"\n{new}\n", 1)


RIGHT = {
    "studiepoeng: 30 sp": "studiepoeng: 30",
    "studiepoeng: 30 studiepoeng": "studiepoeng: 30",
    'studiepoeng: "30 stp."': 'studiepoeng: "30"',
    "studiepoeng: 30 sp # som før": "studiepoeng: 30 # som før",
    "oppstart: H16": "oppstart: høst 2016",
    "oppstart: Høsten 16": "oppstart: høst 2016",
    "oppstart: 2016 høst": "oppstart: høst 2016",
    "oppstart: haustsemesteret 2016": "oppstart: høst 2016",
    "oppstart: 15.08.2016": "oppstart: høst 2016",
    "studieform: nett og samlingsbasert": "studieform: nett- og samlingsbasert",
    "varighet: ett år": "varighet: 2 semestre",
    "varighet: 1 år": "varighet: 2 semestre",
    "trinn: 1.–7. trinn": "trinn: 1-7",
    "trinn: barneskolen": "trinn: 1-7",
    "trinn: 1-7 og voksne": "trinn: [1-7, voksne]",
    "studiepong: 30": "studiepoeng: 30",
    "studieform: nett- og samlingsbasrt": "studieform: nett- og samlingsbasert",
}

OF_ANOTHER_COURSE = {
    "språk: Bokmål": "språk: nb",
    "oppstart: 9. januar 2017": "oppstart: vår 2017",
    "studieform: Nettbasert": "studieform: nettbasert",
    "varighet: to år": "varighet: 4 semestre",
    "varighet: 1,5 år": "varighet: 3 semestre",
}
"""Corrections to values that the course above does not have."""


@pytest.mark.parametrize("wrong", RIGHT | OF_ANOTHER_COURSE)
def test_a_fault_with_one_right_answer_is_corrected(wrong: str) -> None:
    right = (RIGHT | OF_ANOTHER_COURSE)[wrong]
    line = next(line for line in TEXT.splitlines() if line.startswith(f"{right.split(':')[0]}:"))
    assert fix(swap(line, wrong)) == swap(line, right)


@pytest.mark.parametrize(
    "wrong",
    [
        "studiepoeng: mange",
        "oppstart: august",
        "varighet: lenge",
        "trinn: 10-5",
        "studieform: på internett",
        "xyz: 1",
        "språk: norsk",
        "språk: samisk",
        "studiepoeng: 15+15",
        "varighet: 2",
    ],
)
def test_an_ambiguous_value_is_left_unchanged(wrong: str) -> None:
    line = next(line for line in TEXT.splitlines() if line.startswith("studiepoeng:"))
    text = (
        swap(line, f"{line}\n{wrong}")
        if wrong == "xyz: 1"
        else swap(next(each for each in TEXT.splitlines() if each.startswith(wrong.split(":")[0])), wrong)
    )
    assert fix(text) == text


@pytest.mark.parametrize("written", ["29.8.2016", "29. august 2016", "29/8/2016", "29 aug. 2016"])
def test_dates_are_rewritten_as_iso_dates(written: str) -> None:
    line = next(line for line in TEXT.splitlines() if line.startswith("varighet:"))
    text = swap(line, f"{line}\nsamlinger:\n  - fra: {written}\n    til: 2016-08-30")
    assert fix(text) == text.replace(written, "2016-08-29")


def blocks() -> list[str]:
    """Return the top-level fields of the course, each with the lines indented below it."""
    parts = split(TEXT)
    assert parts
    found: list[str] = []
    for line in parts[0].splitlines(keepends=True):
        if line[:1] in " -":
            found[-1] += line
        else:
            found.append(line)
    return found


@given(st.permutations(blocks()), st.sets(st.sampled_from(sorted(RIGHT)), max_size=4))
def test_any_order_and_any_mistakes_give_the_same_course_and_a_second_run_changes_nothing(
    order: list[str], wrong: set[str]
) -> None:
    meant = {RIGHT[each].split(":")[0]: each for each in sorted(wrong)}
    meant.pop("trinn", None)  # another notation may mean other grades than the course has
    matter = "".join(f"{meant[block.split(':')[0]]}\n" if block.split(":")[0] in meant else block for block in order)
    body = TEXT.split("---\n", 2)[2]
    once = fix(f"---\n{matter}---\n{body}")
    assert fields(once) == fields(TEXT)
    assert once.split("---\n", 2)[2] == body
    assert [line.split(":")[0] for line in once.splitlines()[1:8]] == [
        line.split(":")[0] for line in TEXT.splitlines()[1:8]
    ]
    assert fix(once) == once


lines = st.sampled_from(
    ["navn: Naturfag", "område: realfag", "# merknad", "", " ", "- o-fag", "hverdagsord:", "  - a", "---"]
)
strange = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300)


@given(strange | st.lists(lines, max_size=12).map("\n".join))
def test_a_second_run_changes_nothing_whatever_the_file_contains(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n\nTekst.\n"):
        once = fix(whole)
        assert fix(once) == once
        once = fix_subject(whole)
        assert fix_subject(once) == once


SUBJECT = "catalogue/vocabulary/subjects/naturfag.yaml"


def fix_subject(text: str) -> str:
    return autofix({SUBJECT: text}, {SUBJECT: "subject"}, lambda _: ()).get(SUBJECT, text)


def test_keys_of_other_files_are_put_in_order_too_and_comments_move_with_the_key_below_them() -> None:
    text = """# Fagets egen fil

# ikke et kompetansekrav
kompetansekrav: nei
hverdagsord:
  - o-fag # før 1997
  - biologi
område: realfag

navn: {nb: Naturfag, nn: Naturfag}
"""
    once = fix_subject(text)
    assert (
        once
        == """# Fagets egen fil

navn: {nb: Naturfag, nn: Naturfag}
hverdagsord:
  - o-fag # før 1997
  - biologi
område: realfag
# ikke et kompetansekrav
kompetansekrav: nei
"""
    )
    assert fix_subject(once) == once


@given(
    st.permutations(["navn: Naturfag\n", "hverdagsord:\n- o-fag\n", "# merknad\nområde: realfag\n", "annet: 1\n"]),
    st.booleans(),
)
def test_a_file_with_an_unknown_key_keeps_its_order(blocks: list[str], unknown: bool) -> None:
    text = "".join(each for each in blocks if unknown or not each.startswith("annet"))
    once = fix_subject(text)
    ordered = "navn: Naturfag\nhverdagsord:\n- o-fag\n# merknad\nområde: realfag\n"
    assert once == (text if unknown else ordered)
    assert fix_subject(once) == once


def test_a_file_with_a_key_twice_keeps_its_order() -> None:
    text = "område: realfag\nnavn: Naturfag\nområde: realfag\nnavn: Naturfag\n"
    assert fix_subject(text) == text


def test_thousands_of_unknown_keys_are_corrected_in_calls_that_grow_as_they_do() -> None:
    calls = []
    for count in (500, 1_000):
        text = "".join(f"k{number}: 1\n" for number in range(count))
        profile = cProfile.Profile()
        profile.runcall(fix_subject, text)
        calls.append(sum(each.callcount for each in profile.getstats()))
    assert calls[1] < 3 * calls[0]


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--now", "2016-02-10", *arguments])


def test_diff_shows_and_writes_nothing_and_fix_writes_what_diff_showed(small_site: Path) -> None:
    file = small_site / COURSE
    wrong = TEXT.replace("\nstudiepoeng: 30\n", "\nstudiepoeng: 30 sp # alle\n", 1).replace(
        "fag: naturfag", "fag: natrufag", 1
    )
    file.write_text(wrong, encoding="utf-8")
    shown = run(small_site, "--diff")
    assert shown.exit_code == 1
    assert "-studiepoeng: 30 sp # alle\n+studiepoeng: 30 # alle" in shown.output
    assert "+fag: naturfag" in shown.output
    assert file.read_text(encoding="utf-8") == wrong
    fixed = run(small_site, "--fix")
    assert fixed.exit_code == 0, fixed.output
    assert shown.output in fixed.output
    assert run(small_site, "--diff").exit_code == 0
    assert run(small_site, "--diff").output == ""


def test_line_ends_and_decomposed_letters_are_normalised(small_site: Path) -> None:
    file = small_site / COURSE
    file.write_bytes(unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode())
    assert run(small_site, "--fix", str(file)).exit_code == 0
    assert file.read_bytes() == TEXT.encode()


def test_the_files_of_this_catalogue_are_as_fix_leaves_them() -> None:
    kinds = {each.path: each.kind for each in read_sources(PROJECT).records if (PROJECT / each.path).is_file()}
    texts = {path: (PROJECT / path).read_text(encoding="utf-8") for path in kinds}
    assert len(texts) > 200
    assert autofix(texts, kinds, lambda _: ()) == {}, "an editor who runs it changes files of others"


def test_only_the_files_named_are_corrected(small_site: Path) -> None:
    other = small_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
    for file in (small_site / COURSE, other):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("\nstudiepoeng: 30\n", "\nstudiepoeng: 30 sp\n", 1), encoding="utf-8")
    run(small_site, "--fix", str(small_site / COURSE))
    assert "30 sp" not in (small_site / COURSE).read_text(encoding="utf-8")
    assert "30 sp" in other.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ("15. mars er fristen.", "15\\. mars er fristen."),
        ("• Kropp\n• Helse", "- Kropp\n- Helse"),
        ("Les [her] (om.md).", "Les [her](om.md)."),
        ("HÃ¸sten â€“ vÃ¥ren.", "Høsten – våren."),
        ("na\u00adtur\u200bfag", "naturfag"),
        ("-\u00a0punkt", "- punkt"),
    ],
)
def test_what_has_one_right_answer_in_a_text_is_corrected(written: str, corrected: str) -> None:
    text = f"---\ntittel: Om\nspråk: nb\n---\n\n{written}\n"

    def noted(texts: Mapping[str, str]) -> list[Problem]:
        record, _ = read_record("content/om.md", "article", "om", texts["content/om.md"])
        assert record is not None
        return list(note_problems(record, convert(record.body).notes))

    fixed = autofix({"content/om.md": text}, {"content/om.md": "article"}, noted)
    assert fixed["content/om.md"].endswith(f"\n{corrected}\n")


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        ("[a](www.udir.no) og [b](udir.no)", "[a](https://www.udir.no) og [b](https://udir.no)"),
        ("Se udir.no: [udir.no](udir.no)", "Se udir.no: [udir.no](https://udir.no)"),
        ("Om udir.no.\n\n[a](udir.no)", "Om udir.no.\n\n[a](https://udir.no)"),
        ("[a](udir.no?x=1&amp;y=2)", "[a](https://udir.no?x=1&y=2)"),
        ("[a][1]\n\n[1]: udir.no", "[a][1]\n\n[1]: https://udir.no"),
        ('<a href="udir.no">udir.no</a>', '<a href="https://udir.no">udir.no</a>'),
        ("[a](ola@udir.no)", "[a](mailto:ola@udir.no)"),
        ("[a](u\\-dir.no)", None),
        ("## Inhold", "## Innhold"),
        ("## **Inhold**", "## **Innhold**"),
        ("Inhold\n-------", None),
    ],
)
def test_a_link_or_heading_of_a_text_is_corrected_where_it_stands_or_not_at_all(
    written: str, corrected: str | None
) -> None:
    text = f"---\ntittel: Om\nspråk: nb\n---\n\n{written}\n"

    def checked(texts: Mapping[str, str]) -> list[Problem]:
        record, _ = read_record(COURSE, "course", KEY, texts[COURSE])
        assert record is not None
        entries, _ = parse_entries([record])
        return list(text_problems(entries, {COURSE: convert(record.body)}, frozenset()))

    assert any("suggestion" in problem.values for problem in checked({COURSE: text}))
    expected = {} if corrected is None else {COURSE: text.replace(written, corrected)}
    assert autofix({COURSE: text}, {COURSE: "course"}, checked) == expected
