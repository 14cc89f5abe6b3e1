"""Whether anything has changed since the last build: if not, there is nothing to do and no file need be read.

What is compared are names, sizes, times and inodes, as make and git do it, of the sources and the published folder;
what the builder's own files hold; and the moment, since a site is true only until the next deadline's phase begins.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from site_builder.engine import cache_files
from site_builder.engine.atomic_write import atomic_write
from site_builder.engine.file_index import StatSignature, stat_signature
from site_builder.publish.current_site import site_stamp
from site_builder.sources.walk import FOLDERS

RECORD = "last-build.json"
GIT = ("HEAD", "index", "logs/HEAD", "shallow")
"""Where git notes that the revision is another, or how much of its history is known."""


class SourceSnapshot(Struct, frozen=True):
    """All that a build reads, looked at: its mark, when the youngest was written, and when that was looked at.

    `youngest` are two times on the clock of the files, in nanoseconds: of all, and of those that know no parts of a
    second; `at` is on a clock of this process. `signatures` are those of each source.
    """

    digest: str
    youngest: tuple[int, int]
    at: int
    signatures: Mapping[str, StatSignature]


def snapshot_sources(root: Path) -> SourceSnapshot:
    """Return what a build of `root` reads. Raises OSError where a file cannot be looked at."""
    sources = {path: stat_signature(stat) for path, stat in _files(root, FOLDERS)}
    git = {path: stat_signature(stat) for path, stat in _files(_git_folder(root), GIT)}
    written = [signature[1] for signature in sources.values()]
    whole = [each for each in written if not each % cache_files.SECOND_NS]
    youngest = (max(written, default=0), max(whole, default=0))
    lying = f"{cache_files.fingerprint()} {sorted(sources.items())} {sorted(git.items())}"
    return SourceSnapshot(sha256(lying.encode()).hexdigest(), youngest, time.monotonic_ns(), sources)


def is_current(root: Path, folder: Path, options: Mapping[str, object], now: datetime, sources: SourceSnapshot) -> bool:
    """Tell whether `folder` is what a build of `root` with `options` at `now` (aware) would publish.

    `sources` is what is there to be read now.
    """
    try:
        record = json.loads((root / ".memo" / RECORD).read_text(encoding="utf-8"))
        return bool(
            record["options"] == _options(folder, options)
            and (record["since"] is None or datetime.fromisoformat(record["since"]) <= now)
            and (record["until"] is None or now < datetime.fromisoformat(record["until"]))
            and record["sources"] == sources.digest
            and record["folder"] == site_stamp(folder)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def record_build(
    root: Path,
    folder: Path,
    options: Mapping[str, object],
    span: tuple[datetime | None, datetime | None],
    sources: SourceSnapshot,
    published: str,
) -> None:
    """Keep that `folder`, as `published`, was built from these sources, looked at before, and is true for `span`.

    What has changed since then has another mark, but for what was so young that its time may have stayed the same: then
    nothing is kept. Failing to write costs time at the next build, nothing else.
    """
    since, until = (moment.isoformat() if moment else None for moment in span)
    with suppress(OSError):
        (root / ".memo" / RECORD).unlink(missing_ok=True)
        looked_at = cache_files.filesystem_now(root / ".memo") - (time.monotonic_ns() - sources.at)
        if any(cache_files.is_racy(written, looked_at) for written in sources.youngest):
            return
        record = {
            "options": _options(folder, options),
            "since": since,
            "until": until,
            "sources": sources.digest,
            "folder": published,
        }
        atomic_write(root / ".memo" / RECORD, json.dumps(record).encode())


def _options(folder: Path, options: Mapping[str, object]) -> dict[str, str]:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return {"folder": str(folder.absolute()), "epoch": epoch} | {name: str(value) for name, value in options.items()}


def _git_folder(root: Path) -> Path:
    """Return where git keeps what it knows of the checkout that `root` is in or below; of a worktree it says where.

    Where there is none, a folder that is not there.
    """
    root = root.resolve()
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_dir():
            return git
        if git.is_file():
            return folder / git.read_text(encoding="utf-8", errors="replace").removeprefix("gitdir:").strip()
    return root / ".git"


def _files(root: Path, places: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file of the places below the root, links followed; places that are not there are left out."""
    for place in (root / name for name in places):
        if place.is_dir():
            folders = [str(place)]
            while folders:
                entries: list[os.DirEntry[str]] = []
                with suppress(OSError), os.scandir(folders.pop()) as found:
                    entries = list(found)
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                        continue
                    try:
                        yield entry.path, entry.stat()
                    except OSError:  # a link to nowhere, or in a ring, which the build tells of
                        with suppress(FileNotFoundError):  # it has just gone
                            yield entry.path, entry.stat(follow_symlinks=False)
        elif place.exists():
            yield str(place), place.stat()
