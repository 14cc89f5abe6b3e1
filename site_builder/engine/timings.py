"""How long each stage of a build took and how much memory it came to, and word to whoever watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stages:
    """Keeps the seconds of each stage by name, in order; calls `watcher` with the name as a stage begins.

    `peak` is the most memory the process had held by the end of the stage, in MiB; empty where the system does not say.
    """

    def __init__(self, watcher: Callable[[str], None] = lambda name: None) -> None:
        """Begin with no stages."""
        self.seconds: dict[str, float] = {}
        self.peak: dict[str, int] = {}
        self._watcher = watcher

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside under `name`."""
        self._watcher(name)
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
            if peak := _peak():
                self.peak[name] = peak


def _peak() -> int:
    """Return the most memory this process has held, in MiB, or 0 where the system does not say (Windows)."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)
