"""The work of a build, in calls of Python functions, does not grow unnoticed, nor faster than the catalogue.

Calls are counted because a busy machine does not change their number. After an intended change of the work,
UPDATE_EXPECTED=1 writes the new counts to tests/engine/counted_work.json.
"""

from __future__ import annotations

import cProfile
import json
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from benchmarks.catalogue import write_catalogue
from site_builder.build import build
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.publish.folder import publish

NOW = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))
FILE = Path(__file__).with_name("counted_work.json")
SLACK = 0.15
"""Share by which the counts may grow: they differ a little among versions of Python and of the libraries."""


class Counting(Stages):
    """Stages that count calls, each with a profiler of its own."""

    def __init__(self) -> None:
        super().__init__(self.begin)
        self.profilers: dict[str, cProfile.Profile] = {}
        self.now = cProfile.Profile(builtins=False)

    def begin(self, name: str) -> None:
        self.now.disable()
        self.now = self.profilers.setdefault(name, cProfile.Profile(builtins=False))
        self.now.enable()

    def calls(self) -> dict[str, int]:
        self.now.disable()
        return {
            name: sum(entry.callcount for entry in profiler.getstats()) for name, profiler in self.profilers.items()
        }


def counted(root: Path) -> dict[str, int]:
    """Return the calls by stage of a build that is published."""
    stages = Counting()
    memo = Memo(root / ".memo")
    try:
        site = build(root, now=NOW, memo=memo, stages=stages)
        with stages.stage("publish"):
            publish(site.outputs, root / "public")
    finally:
        calls = stages.calls()
    memo.save()
    return calls


def works(number: int, root: Path) -> dict[str, dict[str, int]]:
    """Return the calls of a cold build of `number` courses, and of a build after one course has changed."""
    write_catalogue(number, root)
    cold = counted(root)
    course = sorted(root.glob("catalogue/*/*/*.md"))[0]
    course.write_text(course.read_text("utf-8") + "\nEt ord til.\n", "utf-8")
    return {"cold": cold, "change": counted(root)}


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, int]]:
    root = tmp_path_factory.mktemp("few")
    write_catalogue(5, root)
    counted(root)  # imports, compiled patterns and templates are not counted
    return works(40, tmp_path_factory.mktemp("forty"))


def test_no_stage_does_more_than_it_did(forty: dict[str, dict[str, int]]) -> None:
    if os.environ.get("UPDATE_EXPECTED"):
        FILE.write_text(json.dumps(forty, indent=2) + "\n", "utf-8")
    known = json.loads(FILE.read_text("utf-8"))
    for kind, stages in forty.items():
        for stage, calls in stages.items():
            limit = known[kind][stage] * (1 + SLACK) + 2000
            assert calls <= limit, f"{kind}, {stage}: {calls} calls, were {known[kind][stage]}"


def test_a_change_does_a_fraction_of_the_work(forty: dict[str, dict[str, int]]) -> None:
    assert sum(forty["change"].values()) < sum(forty["cold"].values()) / 2


def test_work_grows_no_faster_than_the_catalogue(
    forty: dict[str, dict[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    eighty = works(80, tmp_path_factory.mktemp("eighty"))
    for kind in ("cold", "change"):
        assert sum(eighty[kind].values()) < 2.2 * sum(forty[kind].values())
