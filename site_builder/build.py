"""The corridor: files -> catalogue -> pages and search -> outputs. Read it as a table of contents.

What makes pages is imported where it is needed: others are at work by then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from site_builder.engine.memo import Memo
from site_builder.engine.parallel import WarmWorker, run_in_worker
from site_builder.engine.spool import Spool
from site_builder.engine.timings import Stages
from site_builder.problems import Invalid, Problem, has_errors, in_order
from site_builder.sources.git_history import history

if TYPE_CHECKING:
    from site_builder.catalogue.years import Catalogue
    from site_builder.output.output import Output
    from site_builder.search.documents import Corpus
    from site_builder.search.index_files import Part


class Site(Struct, frozen=True):
    """Everything the published site consists of, the warnings found on the way, and the addresses of its pages.

    The bytes of its outputs are in the `spool`, if any, until they are published.
    """

    catalogue: Catalogue
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    addresses: tuple[str, ...]
    spool: Spool


def build(
    root: Path, *, now: datetime, memo: Memo, stages: Stages, base: str | None = None, preview: bool = False
) -> Site:
    """Return the whole site as of `now` (aware). Reads below `root`; writes to the memo's folder alone.

    `base` is the address it will be published at, if not that of site.yaml; `preview` a trial for reviewers.
    Raises Invalid with every problem found, where one of them is an error.
    """
    spool = Spool(memo.folder)
    index_worker = WarmWorker(partial(_prepare_index, memo.folder), memo.jobs)
    known_to_git = run_in_worker(partial(history, root), memo.jobs)
    from site_builder.loading import load
    from site_builder.search.documents import corpus
    from site_builder.search.index_files import index_files

    sources, loaded = load(root, memo=memo, stages=stages)
    with stages.stage("search"):
        found = index_worker.submit(corpus(loaded.catalogue))
    from site_builder.draft import plan
    from site_builder.making import inspection, make

    planned = plan(sources, loaded, now=now, memo=memo, stages=stages, base=base, preview=preview)
    made, shown = make(planned, now, known_to_git(), memo=memo, spool=spool, stages=stages)
    with stages.stage("inspect"):  # while the index is yet in the making
        looking = inspection(planned, root, memo)
        looking.add(made)

    with stages.stage("search"):
        index = index_files(found(), shown)
    with stages.stage("inspect"):
        looking.add(index)
        problems = in_order([*planned.problems, *looking.problems()])
        if has_errors(problems):
            raise Invalid(problems)
    outputs = (*made, *index)
    counts = {
        "courses": sum(len(year.courses) for year in planned.catalogue.years),
        "pages": len(planned.renderer.pages),
        "files": len(outputs),
        "recalled": memo.hits,
        "made": memo.misses,
        "damaged": memo.corrupt_files,
        "outdated": memo.stale_files,
    }
    return Site(planned.catalogue, outputs, problems, counts, planned.addresses, spool)


def _prepare_index(folder: Path | None) -> Callable[[Corpus], Part]:
    """Import and read all that an index needs besides the texts. Return the function that makes it of them."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads for matrices double the cost of importing numpy
    from site_builder.search.build_index import build_index, prepare_index  # and numpy, in this worker alone

    memo = Memo(folder)  # its own: the parent cannot save results made here
    prepare_index(memo)

    def make(found: Corpus) -> Part:
        index = build_index(found, memo)
        memo.save()
        return index

    return make


def check(root: Path, *, now: datetime, memo: Memo, stages: Stages) -> Site:
    """Return the site as `build` does, and among its problems the searches that no longer find what they should.

    Raises Invalid with every problem found, where one of them is an error.
    """
    from site_builder.search.expected import failing_searches

    site = build(root, now=now, memo=memo, stages=stages)
    with stages.stage("queries"):
        problems = in_order([*site.problems, *failing_searches(site.catalogue, site.outputs)])
        if has_errors(problems):
            raise Invalid(problems)
    return replace(site, problems=problems)
