"""Bytes wait in files of the build's own, which go with it, however it ends."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

from site_builder.spool import Kept, Spool


def dead() -> int:
    """The number of a process that has ended."""
    child = multiprocessing.get_context("fork").Process(target=int)
    child.start()
    child.join()
    return child.pid or 0


def test_what_is_kept_is_a_file_for_as_long_as_somebody_has_it(tmp_path: Path) -> None:
    kept = Spool(tmp_path).keep(b"en side")
    assert isinstance(kept, Kept)
    assert kept() == Path(kept.path).read_bytes() == b"en side"
    del kept
    assert list(tmp_path.iterdir()) == []


def test_a_spool_can_end_before_its_time(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    kept = spool.keep(b"en side")
    spool.end()
    assert kept
    assert list(tmp_path.iterdir()) == []
    Spool(None).end()


def test_without_a_folder_or_room_bytes_stay_in_memory(tmp_path: Path) -> None:
    assert Spool(None).keep(b"en side") == b"en side"
    (tmp_path / "file").write_text("in the way")
    assert Spool(tmp_path / "file").keep(b"en side") == b"en side"


def test_what_a_killed_build_left_goes_and_its_orphans_can_add_nothing(tmp_path: Path) -> None:
    left, mine = tmp_path / f"spool-{dead()}-abc", tmp_path / f"spool-{os.getpid()}-abc"
    for folder in (left, mine):
        (folder / "1").mkdir(parents=True)
        (folder / "1/0").write_bytes(b"en side")
    (tmp_path / "half.part").write_bytes(b"en")
    spool = Spool(tmp_path)
    assert not left.exists()
    assert (mine / "1/0").exists()
    assert isinstance(spool.keep(b"en side"), Kept)
    assert len(list(tmp_path.iterdir())) == 2
