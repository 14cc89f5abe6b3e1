"""The sources are watched, also where the system reports no changes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from site_builder.serve import watcher

TIMEOUT = 20
"""Seconds to wait for a thread that needs a fraction of one; test machines are slow at times."""


@pytest.mark.parametrize(
    "refused", [OSError(24, "Too many open files"), watcher.WatchfilesRustInternalError("no watch")]
)
def test_without_events_of_the_system_the_sources_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise refused

    monkeypatch.setattr(watcher, "watch", refuse)
    monkeypatch.setattr(watcher, "POLL_SECONDS", 0.01)
    file = tmp_path / "catalogue" / "a.md"
    file.parent.mkdir()
    file.write_text("en")
    checksum, changed, stop, said = watcher.sources_checksum(tmp_path), threading.Event(), threading.Event(), []
    thread = threading.Thread(
        target=watcher.watch_sources, args=(tmp_path, checksum, changed.set, stop, said.append), daemon=True
    )
    thread.start()
    file.write_text("to linjer")
    assert changed.wait(TIMEOUT)
    stop.set()
    thread.join(TIMEOUT)
    assert said == [str(refused)]
