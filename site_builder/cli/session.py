"""Sessions of commands that read the sources: they open the memo of the root, and save it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from site_builder.catalogue.load import check_sources
from site_builder.cli.folders import memo_folder
from site_builder.engine.file_index import StatSignature
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.problems import Problem
from site_builder.sources.files import read_sources


@contextmanager
def prepared(root: Path, jobs: int, prior_stats: Mapping[str, StatSignature] | None = None) -> Iterator[Memo]:
    """Yield the memo of a root for the `with` block, and save it afterwards, also after an error.

    `jobs` is the number of processes. `prior_stats` are stat signatures of the sources taken a moment ago, by path.
    """
    memo = Memo(memo_folder(root), jobs, prior_stats)
    try:
        yield memo
    finally:
        memo.save()


def check_sources_of(root: Path, jobs: int, stages: Stages) -> tuple[Problem, ...]:
    """Return every problem of the sources below `root`, sorted by place. No page is planned.

    `jobs` is the number of processes; `stages` records the time of each stage.
    """
    with prepared(root, jobs) as memo:
        with stages.stage("read"):
            sources = read_sources(root, memo)
        with stages.stage("load"):
            return check_sources(sources, memo)
