"""Equal sources give equal bytes: built again, on two cores, from a warm memo, in another hash order."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from site_builder.build import Site, build
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages

PROJECT = Path(__file__).parent.parent
FEBRUARY = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))


def digest(site: Site) -> str:
    found = hashlib.sha256()
    for output in site.outputs:
        found.update(output.path.encode() + b"\0" + output.content + b"\0")
    return found.hexdigest()


def test_one_core_and_two_give_equal_bytes(real_site: Site) -> None:
    one_core = build(PROJECT, now=FEBRUARY, memo=Memo(jobs=1), stages=Stages())
    assert digest(one_core) == digest(real_site)


def test_a_warm_memo_gives_equal_bytes(real_site: Site, tmp_path: Path) -> None:
    for _ in range(2):
        memo = Memo(tmp_path)
        site = build(PROJECT, now=FEBRUARY, memo=memo, stages=Stages())
        memo.save()
    assert memo.misses == 0
    assert digest(site) == digest(real_site)


def test_another_hash_seed_gives_equal_bytes(real_site: Site) -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from test_determinism import *\n"
        "print(digest(build(PROJECT, now=FEBRUARY, memo=Memo(), stages=Stages())))"
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
