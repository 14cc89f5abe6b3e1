"""Compare two states of a project, also where single files in them have errors."""

from __future__ import annotations

from site_builder.catalogue.load import load_valid_files, parse_entries
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.enums import ChangeKind
from site_builder.catalogue.years import Catalogue
from site_builder.changes.course_changes import Change, State, changes
from site_builder.engine.memo import Memo
from site_builder.sources.files import Sources, kind_of


def compare(old: Sources, new: Sources, memo: Memo) -> tuple[tuple[Change, ...], Catalogue]:
    """Return the changes from `old` to `new`, most consequential first, and the new catalogue.

    A course with errors in either state is reported as UNREADABLE, so that one broken file does not stop the report on
    a pull request. Raises Invalid if another file has an error: settings, a year, a vocabulary, an article.
    """
    unreadable = [problem.place.path for sources in (old, new) for problem in sources.problems]
    left_out = frozenset(path for path in unreadable if (kind_of(path) or ("",))[0] == "course")
    while True:
        new_catalogue, left_out_of_new = load_valid_files(new.records, new.images, memo, left_out)
        old_catalogue, left_out_of_both = load_valid_files(old.records, old.images, memo, left_out_of_new)
        if left_out_of_both == left_out:
            break
        left_out = left_out_of_both
    not_compared = [Change(ChangeKind.UNREADABLE, "", _key(path), path) for path in sorted(left_out)]
    before, after = _state(old_catalogue, old, left_out), _state(new_catalogue, new, left_out)
    return (*not_compared, *changes(before, after)), new_catalogue


def _state(catalogue: Catalogue, sources: Sources, left_out: frozenset[str]) -> State:
    entries, _ = parse_entries((each for each in sources.records if each.path not in left_out), left_out)
    return State(catalogue, entries.of(CourseEntry))


def _key(path: str) -> str:
    return (kind_of(path) or ("", path))[1]
