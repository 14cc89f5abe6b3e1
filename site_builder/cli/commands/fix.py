"""`site-builder check --fix` and `--diff`."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.cli.session import prepared

if TYPE_CHECKING:
    from site_builder.problems import Problem


def mend(root: Path, wanted: Collection[str], jobs: int, language: str, *, write: bool) -> int:
    """Mend the files (all where `wanted` is empty): show each change, and write it where asked to. Returns how many."""
    from site_builder.authoring.autofix import autofix
    from site_builder.catalogue.load import load_catalogue
    from site_builder.problems import Invalid
    from site_builder.sources.files import kind_of, read_sources, read_text
    from site_builder.sources.front_matter import read_record

    sources = read_sources(root)
    kinds = {record.path: record.kind for record in sources.records if not wanted or record.path in wanted}
    before = {path: read_text(root, path) or "" for path in kinds}

    with prepared(root, jobs) as memo:

        def judge(texts: Mapping[str, str]) -> Iterator[Problem]:
            records = []
            for record in sources.records:
                text = texts.get(record.path)
                if text is None or text == before[record.path]:
                    records.append(record)
                    continue
                kind = kind_of(record.path)
                read, found = read_record(record.path, *kind, text) if kind else (None, [])
                yield from found
                if read is not None:
                    records.append(read)
            try:
                yield from load_catalogue(records, sources.images, memo, sources.problems).problems
            except Invalid as invalid:
                yield from invalid.problems

        changed = dict(autofix(before, kinds, judge))
    stored = {path: _stored(root / path) for path in kinds}
    changed |= {path: changed.get(path, before[path]) for path in kinds if stored[path] != before[path]}
    for path, text in sorted(changed.items()):
        for line in difference(path, stored[path], text, language):
            click.echo(line)
        if write:
            _replace(root / path, text)
    return len(changed)


def _stored(path: Path) -> str:
    """The text as it lies on the disk, line ends and all."""
    return path.read_bytes().decode("utf-8")


def difference(path: str, old: str, new: str, language: str) -> Iterator[str]:
    """Yield the lines of a diff, or that only line ends and the like are others."""
    from site_builder.messages import translate
    from site_builder.problems import N_

    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), path, path, lineterm=""))
    yield from lines or [translate(N_("{path}: line ends and letters"), language, {"path": path})]


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, path.stat().st_mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
