"""Two states of a project, each a folder or a git revision, and what changed from one to the other."""

from __future__ import annotations

from pathlib import Path

from site_builder.catalogue.load import load_valid_files
from site_builder.catalogue.years import Catalogue
from site_builder.changes.course_changes import Change, Kind, changes
from site_builder.engine.memo import Memo
from site_builder.sources.files import Sources, kind_of, read_sources
from site_builder.sources.git_revision import folder_of


def compare(old: str, new: str, root: Path) -> tuple[tuple[Change, ...], Catalogue]:
    """Return what changed from `old` to `new`, gravest first, and the new catalogue.

    A file with errors in either is not compared but named; the report on a pull request must not wait for the mending.
    Raises Invalid where the errors touch the whole, NoSuchRevision where one is neither a folder nor a revision.
    """
    memo = Memo(root / ".memo")
    before, after = _read(old, root), _read(new, root)
    unread = [problem.place.path for sources in (before, after) for problem in sources.problems]
    gone = frozenset(path for path in unread if (kind_of(path) or ("",))[0] == "course")
    while True:
        later, more = load_valid_files(after.records, after.images, memo, gone)
        earlier, both = load_valid_files(before.records, before.images, memo, more)
        if both == gone:
            break
        gone = both
    named = [Change(Kind.UNREADABLE, "", _key(path), path) for path in sorted(gone)]
    return (*named, *changes(earlier, later)), later


def _read(where: str, root: Path) -> Sources:
    with folder_of(where, root) as folder:
        return read_sources(folder)


def _key(path: str) -> str:
    return (kind_of(path) or ("", path))[1]
