"""How much memory and time a build of N generated courses takes: `python -m benchmarks.memory N [--years K]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.catalogue import write_catalogue
from benchmarks.timing import run


def main() -> None:
    """Generate, build in a process of its own, and print what it took."""
    parser = argparse.ArgumentParser(description="Memory and time of a build of N generated courses.")
    parser.add_argument("number", type=int, metavar="N")
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_catalogue(asked.number, Path(folder), years=asked.years)
        command = [sys.executable, "-m", "site_builder", "build", "--root", folder]
        for kind in ("cold", "warm"):
            found = run([*command, "--now", "2016-02-10", "--jobs", str(asked.jobs)])
            print(f"{kind}: {found.seconds:.0f} s, peak {found.memory} MiB")
            lines = [line for line in found.said.splitlines() if line.startswith(("Bygget", "Det tok", "Endret"))]
            print("\n".join(f"  {line}" for line in lines))


if __name__ == "__main__":
    main()
