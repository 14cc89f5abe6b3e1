"""An unreadable file, or a field of the wrong shape, is one fault: no problem is reported in another file for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_cases.rich_site import write_site

from site_builder.catalogue.load import check_sources
from site_builder.engine.memo import InProcessMemo, Memo
from site_builder.sources.files import read_sources

PHRASES = """ord:
  - ord: [norskfag]
    fakta: [fag=naturfag, institusjon=hihm, sted=hamar, fylke=hedmark, side=personvern]
"""
DEADLINE = "\nSøknadsfristen er 1. mars.\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every kind of file refers to others."""
    folder = tmp_path_factory.mktemp("one") / "site"
    write_site(folder)
    (folder / "catalogue/vocabulary/phrases.yaml").write_text(PHRASES, encoding="utf-8")
    for course in folder.glob("catalogue/*/*/*.md"):
        course.write_text(course.read_text(encoding="utf-8") + DEADLINE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def memo() -> Memo:
    return InProcessMemo()


def reported(root: Path, memo: Memo) -> set[tuple[str, int, str]]:
    """Return path, line and code of each problem of the sources."""
    return {(each.place.path, each.place.line, each.code) for each in check_sources(read_sources(root), memo)}


def unreadable(text: str) -> str:
    return text.replace("\n", "\n\tx: [\n", 1)


def of_the_wrong_shape(text: str) -> str:
    """Return the text with a list of lists as the value of its first field."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if ":" in line and not line.startswith(("#", "-"))), 0)
    return "\n".join([*lines[:first], f"{lines[first].split(':')[0]}: [[1]]", *lines[first + 1 :]])


@pytest.mark.parametrize("spoilt", [unreadable, of_the_wrong_shape])
def test_a_fault_of_one_file_is_reported_of_no_other(root: Path, memo: Memo, spoilt: Callable[[str], str]) -> None:
    before = reported(root, memo)
    elsewhere = {}
    for file in sorted({*root.rglob("*.yaml"), *root.rglob("*.md")}):
        name, text = file.relative_to(root).as_posix(), file.read_bytes()
        file.write_text(spoilt(text.decode()), encoding="utf-8")
        found = reported(root, memo) - before
        file.write_bytes(text)
        assert any(path == name for path, *_ in found), name
        if others := {each for each in found if each[0] != name}:
            elsewhere[name] = others
    assert elsewhere == {}
