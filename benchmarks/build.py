"""Builds as whole processes, ours alone: `python -m benchmarks.build N ... [--runs K] [--as-real]`.

`make bench` takes 200 and 1,000. Of each size: a cold build with its stages, one after a course has changed, and one
after nothing has. One language, as the tools it is compared to elsewhere (peers.py) build one; with `--as-real` as the
real catalogue is.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.catalogue import write_catalogue
from benchmarks.timing import Run, median, run

BUILD = (sys.executable, "-m", "site_builder", "build", "--now", "2016-02-10")


WARNED_ABOUT = 50
"""One of so many files of a catalogue as the real one is has a warning."""


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


class Ours:
    """This builder over a generated root."""

    name = "studiekatalog"

    def __init__(self, number: int, root: Path, *, as_real: bool = False) -> None:
        """Write the root: in one language without warnings, or `as_real`, in four with warnings in 2 % of the files."""
        self.root = root
        write_catalogue(number, root)
        site = root / "content/site.yaml"
        lines = site.read_text(encoding="utf-8").splitlines()
        lines = lines[: next(number for number, line in enumerate(lines) if line.startswith("vekt"))]
        languages = "språk: [nb, nn, se, en]" if as_real else "språk: [nb]"
        kept = [languages if line.startswith("språk:") else line for line in lines]
        site.write_text("\n".join(kept) + "\n", encoding="utf-8")
        files = sorted(root.glob("catalogue/*/*/*.md"))
        for file in files[::WARNED_ABOUT] if as_real else ():
            _append(file, "\nTODO: Se over.\n")
        self._course = files[1]

    def cold(self) -> Run:
        """Build from nothing."""
        for made in ("public", ".public.standby", ".memo"):
            shutil.rmtree(self.root / made, ignore_errors=True)
        return self.again()

    def change(self) -> Run:
        """Build after a course has changed."""
        _append(self._course, "\nEt ord til.\n")
        return self.again()

    def again(self) -> Run:
        """Build."""
        return run([*BUILD, "--root", str(self.root), "--timings"])


def main() -> None:
    """Print a table of medians for each size, and the stages of the last cold build."""
    parser = argparse.ArgumentParser(description="Builds of N generated courses.")
    parser.add_argument("numbers", type=int, nargs="+", metavar="N")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--as-real", action="store_true", help="four languages, warnings in 2 %% of the files")
    asked = parser.parse_args()
    for number in asked.numbers:
        with tempfile.TemporaryDirectory() as folder:
            ours = Ours(number, Path(folder), as_real=asked.as_real)
            kinds: dict[str, Callable[[], Run]] = {"cold": ours.cold, "change": ours.change, "nothing": ours.again}
            for kind, build in kinds.items():
                runs = [build() for _ in range(asked.runs + (kind == "nothing"))]
                runs = runs[1:] if kind == "nothing" else runs  # the first notes that nothing has changed
                print(f"{number} courses, {kind}: {median(runs):.2f} s, {max(each.memory for each in runs)} MiB")
                if kind == "cold":
                    print("\n".join(f"  {line}" for line in runs[-1].said.splitlines()[-9:]))


if __name__ == "__main__":
    main()
