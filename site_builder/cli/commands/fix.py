"""`site-builder check --fix` and `--diff`."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import click

from site_builder.authoring.autofix import autofix
from site_builder.catalogue.load import load_catalogue
from site_builder.changes.corrections import as_json, corrections_of
from site_builder.cli.session import prepared
from site_builder.cli.write_sources import write_sources
from site_builder.engine.memo import Memo
from site_builder.messages import translate
from site_builder.problems import N_, Invalid, Problem
from site_builder.sources.files import Sources, kind_of, read_sources, read_text
from site_builder.sources.front_matter import read_record
from site_builder.sources.record import Record


def fix_files(
    root: Path, wanted: Collection[str], jobs: int, language: str, *, write: bool, in_json: bool = False
) -> int:
    """Print a diff of each file that can be fixed, or all corrections as JSON, and return the number of these files.

    They are written if `write`. `wanted` are paths from the root; empty means every source file. Raises
    NotAnOrdinaryFile as `write_sources`.
    """
    sources = read_sources(root)
    ours = (record for record in sources.records if (root / record.path).is_file())  # others are the builder's own
    kinds = {record.path: record.kind for record in ours if not wanted or record.path in wanted}
    texts = {path: read_text(root, path) or "" for path in kinds}
    with prepared(root, jobs) as memo:
        fixed = dict(autofix(texts, kinds, lambda changed: _problems_with(changed, texts, sources, memo)))
    stored = {path: (root / path).read_bytes().decode("utf-8") for path in kinds}
    fixed |= {path: fixed.get(path, texts[path]) for path in kinds if stored[path] != texts[path]}  # line ends, NFC
    if in_json:
        click.echo(as_json(each for path in sorted(fixed) for each in corrections_of(path, stored[path], fixed[path])))
    for path, text in sorted(fixed.items()) if not in_json else ():
        for line in diff_lines(path, stored[path], text, language):
            click.echo(line)
    if write:
        write_sources(root, fixed)
    return len(fixed)


def _problems_with(
    changed: Mapping[str, str], original: Mapping[str, str], sources: Sources, memo: Memo
) -> Iterator[Problem]:
    """Yield the problems of the catalogue in which `changed` (path -> text) replaces the files' texts."""
    records: list[Record] = []
    for record in sources.records:
        text = changed.get(record.path)
        kind = kind_of(record.path)
        if text is None or text == original[record.path] or kind is None:
            records.append(record)
            continue
        parsed, problems = read_record(record.path, *kind, text)
        yield from problems
        if parsed is not None:
            records.append(parsed)
    yield from _catalogue_problems(records, sources, memo)


def _catalogue_problems(records: Iterable[Record], sources: Sources, memo: Memo) -> Iterable[Problem]:
    try:
        return load_catalogue(records, sources.images, memo, sources.problems).problems
    except Invalid as invalid:
        return invalid.problems


def diff_lines(path: str, old: str, new: str, language: str) -> Iterator[str]:
    """Yield the lines of a unified diff of the file at `path`, from the text `old` to `new`.

    If only line ends or the Unicode form of letters (NFC) differ, yield one line that says so.
    """
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), path, path, lineterm=""))
    yield from lines or [translate(N_("{path}: line ends and Unicode form of letters"), language, {"path": path})]
