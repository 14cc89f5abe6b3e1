"""How much memory and time a build of N generated courses takes: `python -m benchmarks.memory N [--years K]`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.catalogue import write_catalogue


def main() -> None:
    """Generate, build in a process of its own, and print what it took."""
    parser = argparse.ArgumentParser(description="Memory and time of a build of N generated courses.")
    parser.add_argument("number", type=int, metavar="N")
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_catalogue(asked.number, Path(folder), years=asked.years)
        command = [sys.executable, "-c", "from site_builder.cli import main; main()", "build", "--root", folder]
        for kind in ("cold", "warm"):
            began = time.perf_counter()
            options = ["--now", "2016-02-10", "--jobs", str(asked.jobs)]
            with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
                process = subprocess.Popen([*command, *options], stdout=output, stderr=subprocess.STDOUT)
                _, status, used = os.wait4(process.pid, 0)  # of this process alone, not the largest of all so far
                output.seek(0)
                said = output.read()
            if status:
                sys.exit(said)
            peak = used.ru_maxrss // 1024
            print(f"{kind}: {time.perf_counter() - began:.0f} s, peak {peak} MiB")
            print("".join(f"  {line}\n" for line in said.splitlines()[:5]), end="")


if __name__ == "__main__":
    main()
