"""Watch the source folders, and call a function at each change."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from watchfiles import watch
from watchfiles._rust_notify import WatchfilesRustInternalError

from site_builder.sources.snapshot import snapshot_sources
from site_builder.sources.walk import FOLDERS

DEBOUNCE_MS = 20
"""Milliseconds without an event after which a change is reported: saving in an editor is several events."""

MAX_DEBOUNCE_MS = 200
"""Milliseconds after which a change is reported although events go on."""

QUIET_MS = 500
"""Milliseconds without an event after which the sources are compared once more."""


POLL_SECONDS = 1.0
"""Seconds between two comparisons where the system reports no changes. One takes milliseconds."""


def watch_sources(
    root: Path,
    checksum: str,
    change: Callable[[], None],
    stop: threading.Event,
    failed: Callable[[str], None] = lambda _: None,
) -> None:
    """Call `change` whenever the checksum of the sources below `root` differs from the last one, at first `checksum`.

    Return once `stop` is set. If the system cannot watch the folders (no inotify instances or watches are left), call
    `failed` once with the system's message, and compare the sources every POLL_SECONDS.
    """
    current = [checksum]
    while not stop.is_set():
        try:
            _watch(root, current, change, stop)
        except FileNotFoundError:  # a folder was renamed before its watch began
            stop.wait(QUIET_MS / 1000)
        except (OSError, WatchfilesRustInternalError) as fault:
            failed(str(fault))
            _poll(root, current, change, stop)


def _poll(root: Path, current: list[str], change: Callable[[], None], stop: threading.Event) -> None:
    while not stop.wait(POLL_SECONDS):
        _compare(root, current, change)


def _compare(root: Path, current: list[str], change: Callable[[], None]) -> bool:
    """Call `change` where the checksum differs from that in `current`, and put it there. Return whether it does."""
    now = sources_checksum(root)
    if now == current[0]:
        return False
    current[0] = now
    change()
    return True


def _watch(root: Path, current: list[str], change: Callable[[], None], stop: threading.Event) -> None:
    """Wait for events of the system and compare the sources after them, until `stop` is set.

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
                differs = _compare(root, current, change)
                compared = not changes and not differs
            if replaced:
                break


def sources_checksum(root: Path) -> str:
    """Return the SHA-256, in hexadecimal, of the list of source files; "" if a file disappears meanwhile."""
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
