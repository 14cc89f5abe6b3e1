"""atomic_write: the old content or the new, never a part."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from site_builder.engine.atomic_write import atomic_write


def test_text_is_written_as_utf8_with_its_line_ends(tmp_path: Path) -> None:
    atomic_write(tmp_path / "ny" / "a.txt", "på\r\n")
    assert (tmp_path / "ny" / "a.txt").read_bytes() == "på\r\n".encode()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("gammel")

    def full_disk(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(OSError, match="no space"):
        atomic_write(file, "ny")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "gammel"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no Unix permissions")
def test_permissions_are_those_of_the_old_file_or_of_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        atomic_write(old, "x")
        atomic_write(new, "x")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(file.stat().st_mode) for file in (old, new)] == [0o640, 0o640]
    assert old.read_text() == "x"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")
def test_a_link_keeps_its_target_and_a_pipe_is_written_to(tmp_path: Path) -> None:
    target, link, pipe = tmp_path / "target.txt", tmp_path / "link.txt", tmp_path / "pipe"
    target.write_text("gammel")
    link.symlink_to(target)
    atomic_write(link, "ny")
    assert (link.is_symlink(), target.read_text()) == (True, "ny")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    atomic_write(pipe, b"inn")
    assert (os.read(reader, 10), pipe.is_fifo()) == (b"inn", True)
    os.close(reader)
