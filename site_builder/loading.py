"""The beginning of the corridor: files -> records -> catalogue. draft.py plans pages for it, build.py makes them."""

from __future__ import annotations

from pathlib import Path

from site_builder.catalogue.checks.permanent_addresses import lost_addresses
from site_builder.catalogue.load import CONVERTED, Loaded, load_catalogue
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.problems import Invalid, Problem, in_order
from site_builder.sources.files import Sources, read_sources


def load(root: Path, *, memo: Memo, stages: Stages) -> tuple[Sources, Loaded]:
    """Return the files below `root` and the catalogue they describe. Raises Invalid where a problem is an error."""
    with stages.stage("read"):
        sources = read_sources(root, memo)
    with stages.stage("load"):
        unread = [problem.place.path for problem in sources.problems]
        known = (*sources.problems, *lost_addresses(sources.records, sources.addresses, unread))
        loaded = load_catalogue(sources.records, sources.images, memo, known)
        memo.flush(CONVERTED)
        return sources, loaded


def check_sources(root: Path, *, memo: Memo, stages: Stages) -> tuple[Problem, ...]:
    """Return every problem that the sources have by themselves and together, without making the site."""
    try:
        return load(root, memo=memo, stages=stages)[1].problems
    except Invalid as invalid:
        return tuple(in_order(invalid.problems))
