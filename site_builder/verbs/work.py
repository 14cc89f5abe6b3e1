"""The work behind the verbs: a site built or checked, with its memory, the garbage collector out of the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.terminal import explain, show
from site_builder.verbs.options import clock

if TYPE_CHECKING:
    from site_builder.build import Site
    from site_builder.memo import Memo
    from site_builder.problems import Problem
    from site_builder.stages import Stages


def rebuild_site(root: Path, folder: Path, now: datetime | None, jobs: int, language: str | None) -> str:
    """Build and publish once for `serve` and say what came of it; where it fails the last good site stays.

    Returns what was wrong, in words, or "" where nothing was.
    """
    from site_builder.problems import SiteBuilderError
    from site_builder.publish.folder import publish
    from site_builder.report import built
    from site_builder.stages import Stages

    stages = Stages()
    try:
        site = build_site(root, now, jobs, stages)
        with stages.stage("publish"):
            published = publish(site.outputs, folder)
    except SiteBuilderError as fault:
        return "\n".join(explain(fault, root, language))
    spoken = language or site.catalogue.settings.languages[0]
    show(site.problems, root, spoken)
    for line in built(site.counts, published, stages.seconds, str(folder), spoken):
        click.echo(line)
    return ""


def build_site(
    root: Path,
    now: datetime | None,
    jobs: int,
    stages: Stages,
    *,
    base: str | None = None,
    preview: bool = False,
) -> Site:
    """Return the whole site as of `now`, else the clock's moment. Raises Invalid with every problem found."""
    from site_builder.build import build

    with prepared(root, jobs) as memo:
        moment = now or clock()
        return build(root, now=moment, memo=memo, stages=stages, base=base, preview=preview)


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
def prepared(root: Path, jobs: int) -> Iterator[Memo]:
    """Yield the memo of a root and keep it afterwards. Meanwhile nobody looks for garbage: there is hardly any."""
    from site_builder.memo import Memo

    memo = Memo(root / ".memo", jobs)
    gc.disable()
    try:
        yield memo
    finally:
        gc.enable()
        memo.save()
