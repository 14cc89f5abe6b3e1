"""How long each stage of a build took, and word to whoever watches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stages:
    """Keeps the seconds of each stage by name, in order; calls `watcher` with the name as a stage begins."""

    def __init__(self, watcher: Callable[[str], None] = lambda name: None) -> None:
        """Begin with no stages."""
        self.seconds: dict[str, float] = {}
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
