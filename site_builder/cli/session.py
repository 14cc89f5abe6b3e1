"""The work behind the verbs: a site built or checked, with its memory, the garbage collector out of the way."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.cli.options import clock

if TYPE_CHECKING:
    from site_builder.build import Site
    from site_builder.engine.file_index import StatSignature
    from site_builder.engine.memo import Memo
    from site_builder.engine.timings import Stages
    from site_builder.output.output import Output
    from site_builder.problems import Problem
    from site_builder.publish.folder import Published


def look_again(root: Path, jobs: int) -> Callable[[datetime | None], Iterable[Output]]:
    """Return what `serve` looks at the sources with: each time it returns what can be looked at, as of the moment.

    What it read and converted before it knows. Raises Invalid with every problem of the sources.
    """
    from site_builder.draft import draft
    from site_builder.engine.memo import InProcessMemo
    from site_builder.engine.timings import Stages

    memo = InProcessMemo(_memory(root), jobs)

    def look(now: datetime | None) -> Iterable[Output]:
        gc.disable()  # serve/preview.py looks for garbage when nobody waits
        try:
            return draft(root, now=now or clock(), memo=memo, stages=Stages()).outputs()
        finally:
            memo.end_build()

    return look


def build_site(root: Path, now: datetime | None, jobs: int, stages: Stages) -> Site:
    """Return the whole site as of `now`, else the clock's moment. Raises Invalid with every problem found."""
    from site_builder.build import build

    with prepared(root, jobs) as memo:
        return build(root, now=now or clock(), memo=memo, stages=stages)


def publish_site(
    root: Path,
    now: datetime,
    jobs: int,
    stages: Stages,
    folder: Path,
    *,
    base: str | None = None,
    preview: bool = False,
    prior_stats: Mapping[str, StatSignature] | None = None,
) -> tuple[Site, Published]:
    """Build the site as of `now` and publish it to `folder`; return it and what changed there.

    `prior_stats` is what tells of the sources, where somebody has just looked at them.
    Raises Invalid with every problem found, and what publish/folder.py raises.
    """
    with prepared(root, jobs, prior_stats) as memo:
        from site_builder.build import build

        site = build(root, now=now, memo=memo, stages=stages, base=base, preview=preview)
        with stages.stage("publish"):
            from site_builder.publish.folder import publish

            published = publish(site.outputs, folder)
            site.spool.end()
    return site, published


def check_site(root: Path, now: datetime | None, jobs: int, stages: Stages) -> Site:
    """Return the site and among its problems the searches that fail. Raises Invalid where one is an error."""
    from site_builder.build import check

    with prepared(root, jobs) as memo:
        return check(root, now=now or clock(), memo=memo, stages=stages)


def check_sources_of(root: Path, jobs: int, stages: Stages) -> tuple[Problem, ...]:
    """Return every problem of the sources, without making the site."""
    from site_builder.loading import check_sources

    with prepared(root, jobs) as memo:
        return check_sources(root, memo=memo, stages=stages)


@contextmanager
def prepared(root: Path, jobs: int, prior_stats: Mapping[str, StatSignature] | None = None) -> Iterator[Memo]:
    """Yield the memo of a root and keep it afterwards. Meanwhile nobody looks for garbage: there is hardly any."""
    from site_builder.engine.memo import Memo

    memo, collecting = Memo(_memory(root), jobs, prior_stats), gc.isenabled()
    gc.disable()
    try:
        yield memo
    finally:
        if collecting:
            gc.enable()
        memo.save()


def _memory(root: Path) -> Path | None:
    """Where what is remembered of a root is kept: nowhere, where it is none, so that nothing is left in any folder."""
    return root / ".memo" if (root / "content" / "site.yaml").is_file() else None
