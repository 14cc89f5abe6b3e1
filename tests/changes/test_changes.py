"""`site-builder changes` reports changes for readers, the most consequential first."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from site_builder.cli.main import main

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
OTHER = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"


@pytest.fixture
def two(small_site: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return the small site and a copy of it to change."""
    import shutil

    copy = tmp_path / "changed"
    shutil.copytree(small_site, copy)
    return small_site, copy


def replace(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def report(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["changes", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def kinds(two: tuple[Path, Path]) -> list[str]:
    return [change["kind"] for change in json.loads(report(*map(str, two), "--format", "json"))]


def test_equal_catalogues_have_no_changes(two: tuple[Path, Path]) -> None:
    assert kinds(two) == []


def test_a_moved_deadline_comes_before_everything_else(two: tuple[Path, Path]) -> None:
    replace(two[1], COURSE, "studiepoeng: 30", "studiepoeng: 15")
    replace(two[1], COURSE, "Studiet gir fordypning", "Dette studiet gir fordypning")
    replace(two[1], "catalogue/2016-2017/year.yaml", "2016-03-01", "2016-03-03")
    assert kinds(two) == ["deadline", "credits", "text"]


def test_new_and_withdrawn_courses_are_named(two: tuple[Path, Path]) -> None:
    (two[1] / OTHER).rename(two[1] / "catalogue/2016-2017/hihm/naturfag-2-igjen.md")
    assert kinds(two) == ["withdrawn", "new"]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("status: full", "status: avlyst", "state"),
        ("opptakskrav: 30 studiepoeng i naturfag.", "opptakskrav: 60 studiepoeng i naturfag.", "requirement"),
        ("studieform: nett- og samlingsbasert", "studieform: samlingsbasert", "other"),
        ("studiesteder: [hamar]", "studiesteder: [elverum]", "places"),
        ("ordninger:", "samlinger:\n  - fra: 2016-09-05\n    til: 2016-09-06\nordninger:", "gatherings"),
        (
            "ordninger:",
            "frister:\n  - hvem: lærer\n    hva: Søknadsfrist\n    dato: 2016-04-01\nordninger:",
            "deadline",
        ),
        ("opptakskrav: 30 studiepoeng i naturfag.\n", "", "requirement"),
        ("tittel: Naturfag 2", "tittel: Nytt naturfag 2", "other"),
        ("Studiet byggjer", "Dette studiet byggjer", "text"),
    ],
)
def test_each_kind_of_change_is_reported(two: tuple[Path, Path], old: str, new: str, kind: str) -> None:
    place = two[1] / "catalogue/vocabulary/places/elverum.yaml"
    place.write_text("navn: Elverum\nfylke: Hedmark\n", encoding="utf-8")
    replace(two[1], OTHER, old, new)
    assert kinds(two) == [kind]


def test_a_long_rewritten_text_is_reported_by_its_first_sentences(two: tuple[Path, Path]) -> None:
    for root, word in zip(two, ("en", "to"), strict=True):
        with (root / OTHER).open("a", encoding="utf-8") as file:
            file.write("\n" + " ".join(f"Setning {word} nummer {number}." for number in range(40)) + "\n")
    [change] = json.loads(report(*map(str, two), "--format", "json"))
    lines = change["after"].splitlines()
    assert lines[-1] == "…"
    assert len(lines) == 7
    assert {line[0] for line in lines[:-1]} <= {"+", "-"}


def test_changes_of_one_kind_are_sorted_by_institution(two: tuple[Path, Path]) -> None:
    for root, credits in zip(two, (30, 15), strict=True):
        (root / "catalogue/vocabulary/institutions/aaa.yaml").write_text("navn: Aaa\n", encoding="utf-8")
        text = (root / COURSE).read_text(encoding="utf-8").replace("studiepoeng: 30", f"studiepoeng: {credits}", 1)
        (root / "catalogue/2016-2017/aaa").mkdir()
        for file in (root / COURSE, root / COURSE.replace("hihm", "aaa")):
            file.write_text(text, encoding="utf-8")
    found = json.loads(report(*map(str, two), "--format", "json"))
    assert [(change["kind"], change["institution"]) for change in found] == [
        ("credits", "Aaa"),
        ("credits", "Høgskolen i Hedmark"),
    ]


def test_the_report_shows_values_before_and_after_in_norwegian(two: tuple[Path, Path]) -> None:
    replace(two[1], "catalogue/2016-2017/year.yaml", "2016-03-01", "2016-03-03")
    text = report(*map(str, two), "--format", "markdown")
    assert text.startswith("### Frister er flyttet\n")
    assert "`lærer`: `1. mars 2016` → `3. mars 2016`" in text


def test_the_feed_is_atom_with_stable_ids(two: tuple[Path, Path]) -> None:
    replace(two[1], OTHER, "status: full", "status: avlyst")
    first, second = (report(*map(str, two), "--format", "atom", "--now", f"2016-02-0{day}") for day in (1, 2))
    name = "{http://www.w3.org/2005/Atom}"
    ids = [
        [entry.findtext(f"{name}id") for entry in ElementTree.fromstring(feed).iter(f"{name}entry")]
        for feed in (first, second)
    ]
    assert len(ids[0]) == 1
    assert ids[0] == ids[1]


def test_git_revisions_are_compared(small_site: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(["git", "-C", str(small_site), *identity, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "before")
    replace(small_site, OTHER, "status: full", "status: avlyst")
    found = report("HEAD", str(small_site), "--root", str(small_site), "--format", "json")
    assert [change["kind"] for change in json.loads(found)] == ["state"]


@pytest.mark.parametrize("revision", ["no-such-thing", "--output=/tmp/x"])
def test_an_unknown_revision_is_a_usage_error(small_site: Path, revision: str) -> None:
    result = CliRunner().invoke(main, ["changes", "--root", str(small_site), "--", revision, str(small_site)])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_changes_in_markdown_link_to_their_pages_in_a_preview(two: tuple[Path, Path]) -> None:
    replace(two[1], COURSE, "studiepoeng: 30", "studiepoeng: 15")
    linked = report(*map(str, two), "--format", "markdown", "--preview", "https://deploy-preview-7--a.netlify.app/")
    assert " – [se siden](https://deploy-preview-7--a.netlify.app/2016-2017/hihm/naturfag-1-1-7/)\n" in linked
    assert "](" not in report(*map(str, two), "--format", "markdown")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "a.no) [x", "https://a.no/?x=1"])
def test_a_preview_must_be_the_address_of_a_site(two: tuple[Path, Path], address: str) -> None:
    result = CliRunner().invoke(main, ["changes", *map(str, two), "--format", "markdown", "--preview", address])
    assert (result.exit_code, "--preview" in result.output) == (2, True)
