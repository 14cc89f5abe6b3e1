"""A command as a whole process: how long it took, and the most memory it held."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Set, it makes every process compile anew what the first could have kept: 0.11 s at each start of the builder."""


class Run(NamedTuple):
    """Wall-clock seconds, MiB at most (of the largest of its processes), and what it said."""

    seconds: float
    memory: int
    said: str


def run(command: Sequence[str], folder: str | None = None, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end. Raises SystemExit with what it said where it fails.

    Python keeps what it has compiled, as wherever nobody forbids it; here somebody may have.
    """
    environment = {name: value for name, value in (environment or os.environ).items() if name != UNCOMPILED}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        output.seek(0)
        said = output.read()
    if status:
        sys.exit(f"{' '.join(command)}\n{said}")
    return Run(seconds, used.ru_maxrss // 1024, said)


def median(runs: Sequence[Run]) -> float:
    """Return the median of their seconds."""
    return statistics.median(each.seconds for each in runs)
