"""Check the courses of a table together with the whole catalogue, as `check` does. Warnings do not refuse a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from site_builder.authoring.tables.finding import Table
from site_builder.authoring.tables.importing import RowFault, heading_of
from site_builder.catalogue.schema.table_columns import TEXT
from site_builder.problems import N_, Problem, Severity, has_errors
from site_builder.sources.front_matter import read_record
from site_builder.sources.record import Record

MAX_ROUNDS = 8
"""Most rounds of checking: rows may refer to a row that was refused. Rows left with errors after them are refused."""

Check = Callable[[Sequence[Record]], Iterable[Problem]]
"""Records of a whole catalogue -> their problems."""


class Candidate(Struct, frozen=True):
    """A course file to be written: its row (from 1), its path, its key YEAR/INSTITUTION/NAME, and its text."""

    number: int
    path: str
    key: str
    text: str


class Judged(Struct, frozen=True):
    """The candidates without errors (`accepted`), their warnings, and the errors of the other candidates."""

    accepted: tuple[Candidate, ...]
    errors: tuple[RowFault, ...]
    warnings: tuple[RowFault, ...]


def judge(candidates: Sequence[Candidate], existing: Sequence[Record], check: Check, table: Table) -> Judged:
    """Return the candidates that cause no new error among the `existing` records, and the errors of the others.

    `check` returns the problems of the records of a whole catalogue; candidates are checked against each other too.
    `table` gives the headings that the faults name.
    """
    before = {_identity(problem) for problem in check(existing)}
    errors: list[RowFault] = []
    left = list(candidates)
    for _ in range(MAX_ROUNDS):
        records, broken = _records(left, table)
        errors += broken
        left = [each for each in left if each.path in records]
        unchanged = [record for record in existing if record.path not in records]
        problems = [each for each in check([*unchanged, *records.values()]) if _identity(each) not in before]
        by_path = {each.path: each for each in left}
        wrong = [each for each in problems if each.severity is Severity.ERROR]
        blamed = {candidate.path for each in wrong if (candidate := _candidate(each, by_path))}
        errors += [_fault(each, candidate, table) for each in wrong if (candidate := _candidate(each, by_path))]
        if not blamed:
            warnings = [
                _fault(each, by_path[each.place.path], table) for each in problems if each.place.path in by_path
            ]
            return Judged(tuple(left), tuple(errors), tuple(warnings))
        left = [each for each in left if each.path not in blamed]
    errors += [RowFault(each.number, "", *_DEPENDS) for each in left]
    return Judged((), tuple(errors), ())


_DEPENDS = (N_("The row depends on other rows that were refused."), N_("Correct those first, and import again."))


def _records(candidates: Iterable[Candidate], table: Table) -> tuple[dict[str, Record], list[RowFault]]:
    """Return path -> record of the candidates, and the faults of those whose text cannot be parsed."""
    records: dict[str, Record] = {}
    faults: list[RowFault] = []
    for candidate in candidates:
        record, problems = read_record(candidate.path, "course", candidate.key, candidate.text)
        faults += [_fault(each, candidate, table) for each in problems if each.severity is Severity.ERROR]
        if record is not None and not has_errors(problems):
            records[candidate.path] = record
    return records, faults


def _identity(problem: Problem) -> tuple[str, str, str]:
    """Return path, code and values (as text) of a problem, which stay the same when lines are inserted above it."""
    return problem.place.path, problem.code, str(sorted(problem.values.items()))


def _candidate(problem: Problem, by_path: Mapping[str, Candidate]) -> Candidate | None:
    """Return the candidate at the path of the problem, or else at a path among its values; None without one."""
    if problem.place.path in by_path:
        return by_path[problem.place.path]
    return next((by_path[each] for each in problem.values.values() if isinstance(each, str) and each in by_path), None)


def _fault(problem: Problem, candidate: Candidate, table: Table) -> RowFault:
    key = problem.place.key or str(problem.values.get("key", "") if problem.code == "missing-key" else "")
    column = next((each for each in (key, _without_numbers(key), key.partition(".")[0]) if each in _used(table)), "")
    column = column or _without_numbers(key) or TEXT
    heading = heading_of(table, column)
    values, message, hint = problem.values, problem.message, problem.hint
    if problem.code == "missing-key":
        values = {"key": heading if column in table.columns.values() else _DEFAULT_PART.get(column, column)}
        message, hint = _MISSING
    return RowFault(candidate.number, heading, message, hint, values, problem.code, column)


_DEFAULT_PART = {"opphav": "opphav.type"}
"""Field that is a group -> the column to fill in first."""

_MISSING = (
    N_("The column «{key}» is missing or empty."),
    N_("Write it in the table, or once for all rows in a recipe, under «verdier»."),
)


def _used(table: Table) -> Iterable[str]:
    return table.columns.values()


def _without_numbers(key: str) -> str:
    """Return the key of a place without positions in lists: `studiesteder` of `studiesteder.2`."""
    return ".".join(part for part in key.split(".") if not part.isdigit())
