"""What was published last is noted: who looks next looks only where something was laid down since."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.output.output import Output
from site_builder.publish import staging as staging_module
from site_builder.publish.dir_snapshot import Known, inventory, mark
from site_builder.publish.folder import publish, standing
from site_builder.publish.manifest import MANIFEST
from site_builder.publish.snapshot import Noted, lying_in, read_note, write_note
from tests.publish.clock import tick


@pytest.fixture
def believing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging_module, "is_racy", lambda time, now: False)


@pytest.fixture
def folder(tmp_path: Path, believing: None) -> Path:
    site(tmp_path / "public", a="1", b="1")
    site(tmp_path / "public", a="2", b="1")
    tick(tmp_path)
    return tmp_path / "public"


def site(folder: Path, **pages: str) -> None:
    publish([Output(f"fag/{name}/index.html", text.encode()) for name, text in pages.items()], folder)


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    folders: list[str] = []
    scan = os.scandir

    def scandir(path: str) -> object:
        folders.append(str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    yield folders


def test_no_folder_is_looked_into_where_nothing_was_laid_down(folder: Path, looked_into: list[str]) -> None:
    found = lying_in(folder)
    assert not looked_into
    assert found.lying.keys() == {MANIFEST, "fag/a/index.html", "fag/b/index.html"}
    assert found == inventory(folder, Known(found.lying, found.folders))
    stood = standing(folder)
    assert [each for each in looked_into if each != str(folder)] == []  # which is asked whether it is ours
    assert stood.spare.is_whole
    assert stood.spare.astray == {"fag/a/index.html"}


def test_what_is_laid_down_is_found_though_only_there_is_looked(folder: Path, looked_into: list[str]) -> None:
    (folder / "fag/b/notes.txt").write_text("mine")
    found = lying_in(folder)
    assert looked_into == [f"{folder}/fag/b/"]
    assert "fag/b/notes.txt" in found.lying
    assert mark(found.lying) == mark(inventory(folder).lying)


@pytest.mark.parametrize("gone", ["fag/a/index.html", "fag/a", "fag"])
def test_what_is_taken_away_is_missed(folder: Path, gone: str) -> None:
    if gone.endswith(".html"):
        (folder / gone).unlink()
    else:
        shutil.rmtree(folder / gone)
    assert lying_in(folder).lying == inventory(folder).lying
    assert standing(folder).harmed >= {"fag/a/index.html"}
    site(folder, a="2", b="1")
    assert (folder / "fag/a/index.html").read_text() == "2"


def test_a_folder_that_a_link_now_leads_to_is_a_strangers(folder: Path) -> None:
    (folder / "fag").rename(folder / "elsewhere")
    (folder / "fag").symlink_to("elsewhere")
    assert lying_in(folder).lying == inventory(folder).lying
    assert "fag" in lying_in(folder).lying


def test_a_folder_that_was_put_back_from_a_copy_is_looked_into(folder: Path, looked_into: list[str]) -> None:
    shutil.copytree(folder, folder.parent / "copy", copy_function=shutil.copy2)
    shutil.rmtree(folder)
    (folder.parent / "copy").rename(folder)
    looked_into.clear()
    assert lying_in(folder).lying.keys() == {MANIFEST, "fag/a/index.html", "fag/b/index.html"}
    assert len(looked_into) == 4


def test_a_spare_in_which_somebody_was_is_not_believed(folder: Path) -> None:
    spare = folder.parent / ".public.spare"
    (spare / "fag/b/stray.html").write_text("stray")
    assert not standing(folder).spare.is_whole
    site(folder, a="3", b="1")
    assert inventory(folder).lying.keys() == {MANIFEST, "fag/a/index.html", "fag/b/index.html"}


def test_what_was_laid_down_when_the_note_was_written_is_not_believed(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    site(folder, a="1")
    written = (folder / "fag/a").stat().st_mtime_ns
    (folder / "fag/a/notes.txt").write_text("mine")
    os.utime(folder / "fag/a", ns=(written, written))  # as if the clock had not moved on
    assert "fag/a/notes.txt" in lying_in(folder).lying


@pytest.mark.parametrize("content", [b"", b"\x93\x92", b"no note", b"\x83"])
def test_a_note_that_cannot_be_read_is_none(folder: Path, content: bytes) -> None:
    (folder.parent / ".public.noted").write_bytes(content)
    assert lying_in(folder).lying == inventory(folder).lying
    site(folder, a="3", b="1")
    assert (folder / "fag/a/index.html").read_text() == "3"


@pytest.mark.parametrize(
    "path", ["../precious.txt", "fag/../../precious.txt", "/precious.txt", "fag//precious.txt", ".."]
)
def test_a_note_that_leads_out_of_the_folder_is_none(folder: Path, path: str) -> None:
    (folder.parent / "precious.txt").write_text("years of work")
    noted = read_note(folder)
    for forged in (
        replace(noted, site=replace(noted.site, paths=[*noted.site.paths, path])),
        replace(noted, site=replace(noted.site, folders={**noted.site.folders, f"{path}/": (1, 1)})),
        replace(noted, astray=noted.astray | {path}),
    ):
        write_note(folder, forged)
        assert read_note(folder) == Noted()
    site(folder, a="3", b="1")
    assert (folder.parent / "precious.txt").read_text() == "years of work"


@pytest.mark.parametrize("name", ["..hidden", "a..b", "a.", "...", ".well-known"])
def test_a_strangers_file_of_a_strange_name_is_noted(folder: Path, name: str) -> None:
    (folder / name).write_text("mine")
    site(folder, a="3", b="1")
    assert name in read_note(folder).site.paths
    assert lying_in(folder).lying == inventory(folder).lying


def test_a_strangers_file_whose_name_is_no_text_is_kept(folder: Path) -> None:
    name = os.fsdecode(b"mine-\xff.txt")
    (folder / name).write_text("mine")
    for text in "345":
        site(folder, a=text, b="1")
        assert (folder / name).read_text() == "mine"
        assert (folder / "fag/a/index.html").read_text() == text
