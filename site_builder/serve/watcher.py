"""Watches the source folders and calls back at each change."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from watchfiles import watch

from site_builder.sources.snapshot import snapshot_sources
from site_builder.sources.walk import FOLDERS

DEBOUNCE_MS = 20
"""Milliseconds without an event after which a change is reported: saving in an editor is several events."""

MAX_DEBOUNCE_MS = 200
"""Milliseconds after which a change is reported although events go on."""

QUIET_MS = 500
"""Milliseconds without an event after which the sources are compared once more."""


def watch_sources(root: Path, checksum: str, change: Callable[[], None], stop: threading.Event) -> None:
    """Call `change` whenever the sources differ from those of `checksum`, until `stop` is set.

    Events are not reliable: those before the watch begins, or between two reads of the queue, are lost. So the
    checksums are compared again after QUIET_MS. A folder that was renamed or replaced has another inode and needs a new
    watch, since the old one follows the old inode.
    """
    while not stop.is_set():
        folders = _folder_inodes(root)
        if not folders:
            stop.wait(QUIET_MS / 1000)
            continue
        events = watch(
            *folders,
            debounce=MAX_DEBOUNCE_MS,
            step=DEBOUNCE_MS,
            stop_event=stop,
            rust_timeout=QUIET_MS,
            yield_on_timeout=True,
        )
        compared = False
        for changes in events:
            replaced = _folder_inodes(root) != folders
            if changes or replaced or not compared:
                now = sources_checksum(root)
                compared = not changes and now == checksum
                if not compared:
                    checksum = now
                    change()
            if replaced:
                break


def sources_checksum(root: Path) -> str:
    """Return a checksum of the sources' listing, or "" where a file disappears during the listing."""
    try:
        return snapshot_sources(root).digest
    except OSError:
        return ""


def _folder_inodes(root: Path) -> Mapping[Path, int]:
    """Return the source folders that exist, with their inodes."""
    found = {}
    for folder in (root / name for name in FOLDERS):
        with contextlib.suppress(OSError):
            if folder.is_dir():
                found[folder] = folder.stat().st_ino
    return found
