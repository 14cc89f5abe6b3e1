"""Rendered bytes are stored in files of the build, which are removed when it ends."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.engine.parallel import run_in_worker
from site_builder.engine.spool import Spool, SpooledFile


def ended_process() -> int:
    """Return the number of a process that has ended."""
    child = multiprocessing.get_context("fork").Process(target=int)
    child.start()
    child.join()
    return child.pid or 0


def test_spooled_bytes_can_be_read_until_the_spool_is_closed(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spooled = spool.write(b"en side")
        assert isinstance(spooled, SpooledFile)
        assert spooled() == spooled() == Path(spooled.file).read_bytes() == b"en side"
    assert list(tmp_path.iterdir()) == []


def test_a_spool_is_removed_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="in a template"), Spool(tmp_path) as spool:
        spool.write(b"en side")
        raise ValueError("in a template")
    assert list(tmp_path.iterdir()) == []


def test_a_spool_that_is_not_closed_is_removed_when_the_process_ends(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from site_builder.engine.spool import Spool\n"
    code += "spool = Spool(Path(sys.argv[1])); print(spool.write(b'en side')().decode())"
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert ran.stdout == "en side\n"
    assert list(tmp_path.iterdir()) == []


def test_workers_write_to_the_spool_of_their_parent(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        here, there = spool.write(b"her"), run_in_worker(lambda: spool.write(b"der"), 2)()
        assert isinstance(here, SpooledFile) and isinstance(there, SpooledFile)
        assert (here(), there()) == (b"her", b"der")


def test_without_a_folder_or_space_bytes_stay_in_memory(tmp_path: Path) -> None:
    assert Spool(None).write(b"en side") == b"en side"
    (tmp_path / "file").write_text("in the way")
    assert Spool(tmp_path / "file").write(b"en side") == b"en side"


def test_leftovers_of_a_killed_build_are_removed_and_those_of_a_running_one_stay(tmp_path: Path) -> None:
    killed, running = tmp_path / f"spool-{ended_process()}-abc", tmp_path / f"spool-{os.getpid()}-abc"
    for folder in (killed, running):
        folder.mkdir()
        (folder / "1-0").write_bytes(b"en side")
    (tmp_path / "half.part").write_bytes(b"en")
    with Spool(tmp_path):
        assert not killed.exists()
        assert (running / "1-0").exists()
        assert len(list(tmp_path.iterdir())) == 2


def test_a_spool_that_was_removed_is_not_created_again(tmp_path: Path) -> None:
    """As by the next build, while a worker of a killed one is still running."""
    spool = Spool(tmp_path)
    [folder] = tmp_path.iterdir()
    shutil.rmtree(folder)
    assert spool.write(b"en side") == b"en side"
    assert not folder.exists()
