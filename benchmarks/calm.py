"""How calm the list of hits is while somebody types: `python -m benchmarks.calm FOLDER`, FOLDER a published site.

Forty queries of the open half, each letter by letter, asked of the site's own scripts. Counted from the third letter,
for each keystroke: the share of the first five hits that are new; whether nothing is found though the whole query finds
something; and whether the subject of the first hit is another for this one letter (that before and after are the same).
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.judgements import Query, documents, read_queries
from benchmarks.search_quality import QUERIES, our_rankings

NUMBER = 40
FIRST_LETTERS = 3
"""Letters from which on hits are looked at: fewer say nothing."""
LOOKED_AT = 5


def main() -> None:
    """Print the figures, and the queries that are not calm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    asked = [each for each in read_queries(QUERIES / "open.yaml") if each.grades and len(each.text) > LOOKED_AT]
    texts = [each.text for each in asked[:: len(asked) // NUMBER][:NUMBER]]
    typed = [[text[:length] for length in range(FIRST_LETTERS, len(text) + 1)] for text in texts]
    rankings = iter(our_rankings(folder, [Query(f"{each}…", "", {}) for steps in typed for each in steps]))
    subjects = {each.address: each.course.get("subject", "") for each in documents(folder)}
    replaced: list[float] = []
    empty: list[str] = []
    flashes: list[str] = []
    for steps in typed:
        found = [next(rankings) for _ in steps]
        replaced += [_replaced(before, after) for before, after in pairwise(found)]
        empty += [step for step, hits in zip(steps, found, strict=True) if not hits and found[-1]]
        first = [subjects.get(hits[0], "") if hits else "" for hits in found]
        flashes += [
            steps[at] for at in range(1, len(steps) - 1) if first[at - 1] == first[at + 1] != first[at] and first[at]
        ]
    print(f"{len(typed)} queries, {len(replaced)} keystrokes")
    print(f"first five replaced per keystroke: {statistics.mean(replaced):.3f}")
    print(f"nothing found for a moment: {len(empty)} {empty}")
    print(f"another subject for one letter: {len(flashes)} {flashes}")


def _replaced(before: Sequence[str], after: Sequence[str]) -> float:
    """Return the share of the first five hits that were not there before."""
    shown = after[:LOOKED_AT]
    return sum(each not in before[:LOOKED_AT] for each in shown) / LOOKED_AT if shown else float(bool(before))


if __name__ == "__main__":
    main()
