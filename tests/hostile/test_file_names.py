"""File names from the disk are shown escaped, and no format of `check` writes them as they are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from site_builder.cli.main import main
from site_builder.file_names import escaped
from site_builder.sources.files import read_sources

NAMES = [
    (b"a\xff.md", "a\\xff.md"),
    (b"h\xf8st.md", "h\\xf8st.md"),
    (b"a\n::error::b.md", "a\\n::error::b.md"),
    (b"a\r.md", "a\\r.md"),
    (b"a\x1b[2J.md", "a\\x1b[2J.md"),
    ("a\u202eb.md".encode(), "a\\u202eb.md"),
    ("a\u200b.md".encode(), "a\\u200b.md"),
    (b"\xed\xa0\x80.yaml", "\\xed\\xa0\\x80.yaml"),
]
FOLDERS = ["content", "catalogue/2016-2017/hihm", "catalogue/vocabulary/places", "templates/assets", "templates/pages"]


def write(root: Path, folder: str, name: bytes) -> None:
    target = root / folder
    target.mkdir(parents=True, exist_ok=True)
    with open(os.fsencode(target) + b"/" + name, "wb") as file:
        file.write(b"x")


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_name_that_is_no_text_is_refused_and_shown_escaped(
    tmp_path: Path, folder: str, name: bytes, shown: str
) -> None:
    write(tmp_path, folder, name)
    found = {each.place.path: each.code for each in read_sources(tmp_path).problems}
    assert found == {f"{folder}/{shown}": "bad-file-name"}
    assert escaped(shown) == shown


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [(b"v\xe5r.md", "var.md"), (b"a\xff.md", "ay.md"), ("Vår 1\n.yaml".encode(), "var-1.yaml"), (b"\xe5", "a")],
)
def test_the_name_to_use_keeps_its_letters_and_its_ending(tmp_path: Path, name: bytes, suggestion: str) -> None:
    write(tmp_path, "content", name)
    assert [each.values["suggestion"] for each in read_sources(tmp_path).problems] == [suggestion]


@pytest.mark.parametrize("form", ["text", "json", "github", "markdown", "sarif", "junit"])
def test_every_format_is_valid_and_begins_no_line_with_a_command(bare_site: Path, form: str) -> None:
    for name, _ in NAMES:
        write(bare_site, "content", name)
    result = CliRunner().invoke(main, ["check", "--root", str(bare_site), "--format", form])
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if form in ("json", "sarif"):
        assert json.loads(result.stdout)
    if form == "junit":
        assert ElementTree.fromstring(result.stdout) is not None
    lines = result.output.splitlines()
    assert not [line for line in lines if line.startswith("::error::b") or "\x1b" in line]
