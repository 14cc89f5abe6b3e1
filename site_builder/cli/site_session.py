"""Sessions of commands that build the site: with the memo of the root, and published from a spool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from site_builder.build import Site, build, check, plan_site
from site_builder.catalogue.checks.publisher import refuse_unstated
from site_builder.catalogue.load import load_sources
from site_builder.cli.folders import memo_folder
from site_builder.cli.options import clock
from site_builder.cli.session import prepared
from site_builder.engine.file_index import StatSignature
from site_builder.engine.memo import InProcessMemo
from site_builder.engine.spool import Spool
from site_builder.engine.timings import Stages
from site_builder.output.output import Output
from site_builder.output.relative import relative_outputs
from site_builder.problems import Invalid, has_errors
from site_builder.publish.folder import Published, publish
from site_builder.sources.files import read_sources


def build_site(root: Path, now: datetime | None, jobs: int, stages: Stages) -> Site:
    """Return the whole site as of `now` (aware; None: the clock). Raises Invalid with every problem found.

    `jobs` is the number of processes; `stages` records the time of each stage.
    """
    with prepared(root, jobs) as memo:
        return build(root, now=now or clock(), memo=memo, stages=stages)


def check_site(root: Path, now: datetime | None, jobs: int, stages: Stages) -> Site:
    """Return the site, checked as `build.check` does. Raises Invalid if a problem is an error.

    Arguments are as for build_site.
    """
    with prepared(root, jobs) as memo:
        return check(root, now=now or clock(), memo=memo, stages=stages)


def publish_site(
    root: Path,
    now: datetime,
    jobs: int,
    stages: Stages,
    folder: Path,
    *,
    base: str | None = None,
    purpose: str | None = None,
    verify: bool = False,
    prior_stats: Mapping[str, StatSignature] | None = None,
) -> tuple[Site, Published]:
    """Build the site as of `now` (aware), publish it to `folder`, and return the site and the changes of the folder.

    `base` is the site's full address (None: that of site.yaml). With the `purpose` "preview" pages are closed to search
    engines; with "production" a site without a named publisher is refused; with "relative" pages can be read from a
    folder without a server. `verify` is as in `publish`, `prior_stats` as in `prepared`. The outputs of the returned
    site cannot be read, since its spool is closed. Raises Invalid with every problem found, and the errors of
    `publish`.
    """
    with prepared(root, jobs, prior_stats) as memo, Spool(memo.folder) as spool:
        site = build(root, now=now, memo=memo, stages=stages, base=base, preview=purpose == "preview", spool=spool)
        if purpose == "production":
            refuse_unstated(site.catalogue.settings)
        with stages.stage("publish"):
            outputs = site.outputs
            if purpose == "relative":
                outputs = tuple(relative_outputs(outputs, site.catalogue.settings.base))
            return site, publish(outputs, folder, verify=verify)


def preview_session(root: Path, jobs: int) -> Callable[[datetime | None], Iterable[Output]]:
    """Return a function that reads the sources anew and returns the files to show as of a time.

    The time is aware; None means the clock. What the function has read and converted stays in memory for its next call.
    It raises Invalid with every problem of the sources.
    """
    memo = InProcessMemo(memo_folder(root), jobs)

    def look(now: datetime | None) -> Iterable[Output]:
        try:
            sources = read_sources(root, memo)
            loaded = load_sources(sources, memo)
            if has_errors(loaded.problems):
                raise Invalid(loaded.problems)
            host = urlsplit(loaded.catalogue.settings.base)._replace(path="").geturl()  # previews have no root path
            return plan_site(sources, loaded, now=now or clock(), memo=memo, stages=Stages(), base=host).previews()
        finally:
            memo.end_build()

    return look
