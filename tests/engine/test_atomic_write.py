"""atomic_write: the old content or the new, never a part."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from site_builder.engine.atomic_write import atomic_write
from site_builder.engine.untrusted_folder import NotAnOrdinaryFile


def test_text_is_written_as_utf8_with_its_line_ends(tmp_path: Path) -> None:
    atomic_write(tmp_path / "ny" / "a.txt", "på\r\n", tmp_path)
    assert (tmp_path / "ny" / "a.txt").read_bytes() == "på\r\n".encode()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("gammel")

    def full_disk(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(OSError, match="no space"):
        atomic_write(file, "ny", tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "gammel"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no Unix permissions")
def test_permissions_are_those_of_the_old_file_or_of_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        atomic_write(old, "x", tmp_path)
        atomic_write(new, "x", tmp_path)
    finally:
        os.umask(before)
    assert [stat.S_IMODE(file.stat().st_mode) for file in (old, new)] == [0o640, 0o640]
    assert old.read_text() == "x"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")
def test_elsewhere_a_link_keeps_its_target_and_a_pipe_is_written_to(tmp_path: Path) -> None:
    target, link, pipe = tmp_path / "target.txt", tmp_path / "link.txt", tmp_path / "pipe"
    target.write_text("gammel")
    link.symlink_to(target)
    root = tmp_path / "project"
    atomic_write(link, "ny", root)
    assert (link.is_symlink(), target.read_text()) == (True, "ny")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    atomic_write(pipe, b"inn", root)
    assert (os.read(reader, 10), pipe.is_fifo()) == (b"inn", True)
    os.close(reader)


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")
@pytest.mark.parametrize("handles", [True, False], ids=["with folder handles", "without"])
@pytest.mark.parametrize("kind", ["link", "dangling link", "linked folder", "pipe", "folder"])
def test_below_the_root_nothing_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, handles: bool
) -> None:
    monkeypatch.setattr("site_builder.engine.atomic_write.HAS_FOLDER_HANDLES", handles)
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    (outside / "a.txt").write_text("gammel")
    (root / "b").mkdir(parents=True)
    file = root / "b" / "a.txt"
    if kind == "linked folder":
        (root / "b").rmdir()
        (root / "b").symlink_to(outside)
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(outside / ("a.txt" if kind == "link" else "new.txt"))
    with pytest.raises(NotAnOrdinaryFile):
        atomic_write(file, "ny", root)
    assert {path.name: path.read_text() for path in outside.iterdir()} == {"a.txt": "gammel"}


def test_a_name_of_255_bytes_is_written(tmp_path: Path) -> None:
    file = tmp_path / ("å" * 127)
    atomic_write(file, "x", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_missing_folder_outside_the_root_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_write(tmp_path / "missing/a.csv", "x", tmp_path / "root")
    assert not (tmp_path / "missing").exists()
