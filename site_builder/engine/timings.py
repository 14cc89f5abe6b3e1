"""The duration and the memory of each stage of a build."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


class Stages:
    """The stages of a build by name, in the order in which they began: `seconds` (wall clock) and `peak` (MiB).

    `peak` is the most memory that the process had held by the end of the stage; it is empty on Windows. The seconds of
    a stage that runs more than once are added up. `watcher` is called with the name of each stage that begins.
    """

    def __init__(self, watcher: Callable[[str], None] = lambda name: None) -> None:
        self.seconds: dict[str, float] = {}
        self.peak: dict[str, int] = {}
        self._watcher = watcher

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Return a context manager that adds the duration of its block to the stage `name`."""
        self._watcher(name)
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
            if peak := _peak():
                self.peak[name] = peak


def _peak() -> int:
    """Return the most memory that this process has held, in MiB; 0 on Windows."""
    if resource is None:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS, KiB elsewhere
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
