"""Equal sources give equal bytes: with one process or two, a warm memo, another hash seed, or published twice."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from site_builder.build import Site, build
from site_builder.engine.memo import InProcessMemo, Memo
from site_builder.engine.timings import Stages
from site_builder.publish.folder import publish

PROJECT = Path(__file__).parent.parent
FEBRUARY = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))


def digest(site: Site) -> str:
    found = hashlib.sha256()
    for output in site.outputs:
        found.update(output.path.encode() + b"\0" + output.content + b"\0")
    return found.hexdigest()


def test_a_warm_memo_gives_equal_bytes(real_site: Site, real_memo: Path) -> None:
    memo = InProcessMemo(real_memo)
    site = build(PROJECT, now=FEBRUARY, memo=memo, stages=Stages())
    assert memo.misses == 0
    assert digest(site) == digest(real_site)


def test_one_process_without_a_memo_and_with_another_hash_seed_gives_the_bytes_of_two(real_site: Site) -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from test_determinism import *\n"
        "print(digest(build(PROJECT, now=FEBRUARY, memo=Memo(jobs=1), stages=Stages())))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == digest(real_site)


def test_a_site_is_published_twice_and_read_before_and_after(small_site: Path, tmp_path: Path) -> None:
    site = build(small_site, now=FEBRUARY, memo=Memo(small_site / ".memo", jobs=2), stages=Stages())
    before = digest(site)
    for name in ("one", "other"):
        publish(site.outputs, tmp_path / name)
        assert {output.path: (tmp_path / name / output.path).read_bytes() for output in site.outputs} == {
            output.path: output.content for output in site.outputs
        }
    assert digest(site) == before


def test_without_fork_one_process_builds_the_same_site(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no fork."""
    forked = build(small_site, now=FEBRUARY, memo=Memo(jobs=2), stages=Stages())
    monkeypatch.delattr(os, "fork")
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: pytest.fail("a process is forked"))
    assert digest(build(small_site, now=FEBRUARY, memo=Memo(jobs=2), stages=Stages())) == digest(forked)
