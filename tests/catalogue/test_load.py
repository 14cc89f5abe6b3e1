"""Loading records into a catalogue: each problem is reported once, at its place, and hides no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import Site
from site_builder.catalogue.load import load_catalogue, parse_entries
from site_builder.engine.memo import Memo
from site_builder.problems import Invalid, Problem
from site_builder.sources.files import read_sources
from site_builder.sources.front_matter import read_record
from site_builder.sources.record import Record

MINIMAL = Path(__file__).parent.parent / "sites/minimal"
VALID = """\
tittel: Naturfag 1
fag: naturfag
trinn: 1-7
studiepoeng: 30
språk: nb
studieform: nettbasert
oppstart: høst 2016
varighet: 2 semestre
opphav:
  type: eksempel
"""


def record(fields: str) -> Record:
    found, problems = read_record(
        "catalogue/2016-2017/hihm/x.md", "course", "2016-2017/hihm/x", f"---\n{fields}---\n\nTekst."
    )
    assert found is not None
    assert problems == ()
    return found


def problems_of(fields: str) -> list[Problem]:
    return parse_entries([record(fields)])[1]


def places(fields: str) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems_of(fields)]


def test_a_valid_entry_has_no_problems() -> None:
    assert problems_of(f"{VALID}nivå: 1\n") == []


def test_a_contradiction_within_an_entry_is_reported() -> None:
    assert places(VALID) == [("title-contradicts", 2, 9)]


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    invalid_fields = VALID.replace("1-7", "7-1").replace("30", "mange").replace("høst", "autumn")
    assert places(invalid_fields) == [("bad-grades", 4, 8), ("bad-credits", 5, 14), ("bad-semester", 8, 11)]


def test_a_problem_in_a_list_is_reported_at_the_item() -> None:
    assert places(VALID + "ordninger: [vikar, gave]\n") == [("bad-choice", 12, 20)]


def test_a_problem_in_a_group_is_reported_at_its_field() -> None:
    fields = VALID + "samlinger:\n  - fra: 2016-08-29\n  - fra: i august\n    til: 2016-09-01\n    rom: 12\n"
    assert places(fields) == [("bad-date", 14, 10), ("unknown-key", 16, 5)]


def test_a_key_missing_from_a_group_is_reported_at_the_group() -> None:
    assert places(VALID + "forkunnskaper:\n  fag: naturfag\n") == [("missing-key", 13, 3)]


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("studiested: [hamar]", "studiesteder"),
        ("Lenke: https://a.no", "lenke"),
        ("byggerpå: a/b", "bygger på"),
        ("xyzzy: 1", ""),
    ],
)
def test_the_nearest_key_is_suggested_for_an_unknown_one(line: str, suggestion: str) -> None:
    [problem] = problems_of(f"{VALID}{line}\n")
    assert (problem.code, problem.place.line, problem.values["suggestion"]) == ("unknown-key", 12, suggestion)


def test_the_suggestion_for_a_key_in_a_group_is_a_key_of_the_group() -> None:
    [problem] = problems_of(VALID.replace("type: eksempel", "type: eksempel\n  kilder: x"))
    assert problem.values["suggestion"] == "kilde"


def test_an_unknown_language_is_reported_at_its_key_and_an_empty_text_at_its_value() -> None:
    found, _ = read_record("a.yaml", "subject", "a", 'navn: {no: Norsk, nn: ""}\nområde: språkfag\n')
    assert found is not None
    problems = parse_entries([found])[1]
    assert sorted((each.code, each.place.column) for each in problems) == [("bad-choice", 8), ("empty-value", 23)]


@pytest.mark.parametrize(
    "value",
    ["[]", "{}", "[[1]]", "{a: {b: c}}", "[{a: b}]", "''", "~", "x", "[x, [y]]", "[~]", "{nb: [x]}"],
)
@pytest.mark.parametrize(
    "line", [*VALID.splitlines()[:8], "moduler:", "samlinger:", "frister:", "kontakt:", "opphav:", "bygger på:"]
)
def test_a_value_of_any_shape_is_read_or_reported(line: str, value: str) -> None:
    """Every message has values for its placeholders, and a place within the file."""
    key = line.split(":")[0]
    fields = "".join(
        f"{each}\n" for each in VALID.splitlines() if not each.startswith((key, "  " * (key == "opphav") or "\0"))
    )
    for problem in problems_of(f"{fields}{key}: {value}\n"):
        assert 1 <= problem.place.line <= 13
        assert problem.message.format(**problem.values)
        assert problem.hint.format(**problem.values)


def load(root: Path) -> list[str]:
    sources = read_sources(root)
    try:
        loaded = load_catalogue(sources.records, sources.images, Memo(), sources.problems)
    except Invalid as invalid:
        return [problem.code for problem in invalid.problems]
    return [problem.code for problem in loaded.problems]


def test_the_minimal_site_loads_without_problems() -> None:
    assert load(MINIMAL) == []


@pytest.mark.parametrize(
    "path",
    [
        "content/site.yaml",
        "content/forside.md",
        "content/om.md",
        "catalogue/2016-2017/year.yaml",
        "catalogue/2016-2017/hihm/naturfag-1-1-7.md",
        "catalogue/vocabulary/subjects/naturfag.yaml",
        "catalogue/vocabulary/institutions/hihm.yaml",
        "catalogue/vocabulary/institutions/hinn.yaml",
        "catalogue/vocabulary/places/hamar.yaml",
    ],
)
def test_an_unreadable_file_is_reported_once_and_not_by_the_files_that_refer_to_it(small_site: Path, path: str) -> None:
    """The file exists and its key is known; only its YAML is broken."""
    file = small_site / path
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(": ", ': "', 1), encoding="utf-8")
    assert load(small_site) == ["broken-yaml"]


def test_problems_are_sorted_and_each_is_reported_once(small_site: Path) -> None:
    for name in ("b", "a"):
        (small_site / f"content/{name}.md").write_text("---\ntittel:\n---\n", encoding="utf-8")
    sources = read_sources(small_site)
    with pytest.raises(Invalid) as caught:
        load_catalogue(reversed(sources.records), sources.images, Memo(), (*sources.problems, *sources.problems))
    keys = [problem.sort_key for problem in caught.value.problems]
    assert keys == sorted(set(keys))


def test_an_error_that_later_stages_can_do_with_hides_none_of_theirs(
    warm_site: Path, build_site: Callable[..., Site]
) -> None:
    course = warm_site / "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
    text = course.read_text(encoding="utf-8").replace("  adresse: https://hihm.no\n", "  kilde: Studieplanen\n")
    course.write_text(text.replace("---\n", "---\ngamle adresser: [/index.html]\n", 1), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        build_site(warm_site)
    assert [each.code for each in caught.value.problems] == ["address-taken", "source-without-address"]
