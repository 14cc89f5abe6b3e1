"""Bytes wait in files of the build's own, which go with it, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest

from site_builder.engine.spool import Spool, SpooledFile


def dead() -> int:
    """The number of a process that has ended."""
    child = multiprocessing.get_context("fork").Process(target=int)
    child.start()
    child.join()
    return child.pid or 0


def test_what_is_kept_is_a_file_for_as_long_as_somebody_has_it(tmp_path: Path) -> None:
    kept = Spool(tmp_path).write("a/index.html", b"en side")
    assert isinstance(kept, SpooledFile)
    assert kept() == Path(kept.file).read_bytes() == b"en side"
    del kept
    assert list(tmp_path.iterdir()) == []


def test_a_spool_can_end_before_its_time(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    kept = spool.write("a/index.html", b"en side")
    spool.end()
    assert kept
    assert list(tmp_path.iterdir()) == []
    Spool(None).end()


def test_without_a_folder_or_room_bytes_stay_in_memory(tmp_path: Path) -> None:
    assert Spool(None).write("a/index.html", b"en side") == b"en side"
    (tmp_path / "file").write_text("in the way")
    assert Spool(tmp_path / "file").write("a/index.html", b"en side") == b"en side"


def test_what_a_killed_build_left_goes_and_its_orphans_can_add_nothing(tmp_path: Path) -> None:
    left, mine = tmp_path / f"spool-{dead()}-abc", tmp_path / f"spool-{os.getpid()}-abc"
    for folder in (left, mine):
        (folder / "1").mkdir(parents=True)
        (folder / "1/0").write_bytes(b"en side")
    (tmp_path / "half.part").write_bytes(b"en")
    spool = Spool(tmp_path)
    assert not left.exists()
    assert (mine / "1/0").exists()
    assert isinstance(spool.write("a/index.html", b"en side"), SpooledFile)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "a//b", "a/", "..\\a", "a\0b", ""])
def test_nothing_is_kept_outside_the_spool(tmp_path: Path, path: str) -> None:
    spool = Spool(tmp_path / "memo")
    assert spool.write(path, b"en side") == b"en side"
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_of_two_files_with_one_path_the_second_stays_in_memory(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    first = spool.write("a/index.html", b"en side")
    assert spool.write("a/index.html", b"en annen") == b"en annen"
    assert spool.write("a/index.html/b", b"en tredje") == b"en tredje"
    assert isinstance(first, SpooledFile)
    assert first() == b"en side"


def test_what_is_kept_can_become_a_folder_of_its_own_and_nothing_is_added_then(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "memo")
    kept = spool.write("a/index.html", b"en side")
    assert kept
    assert spool.become(tmp_path / "site")
    assert (tmp_path / "site/a/index.html").read_bytes() == b"en side"
    assert spool.write("b/index.html", b"en side") == b"en side"
    assert not Spool(None).become(tmp_path / "other")


def test_where_the_folder_has_gone_it_is_not_made_again(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    shutil.rmtree(spool.place)
    assert spool.write("a/b/index.html", b"en side") == b"en side"
    assert not Path(spool.place).exists()
