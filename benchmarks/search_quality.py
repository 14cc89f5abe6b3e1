"""How good the search's answers are, by kind of query: success@5 and nDCG@10, also of MiniSearch and Pagefind.

`python -m benchmarks.search_quality FOLDER [--half open|closed] [--peers] [--failures]`, FOLDER a published site;
`--corpus FOLDER` measures another one too. Queries and what answers them are in benchmarks/search_queries/, and how a
document is judged is in judgements.py.

Whoever works on the search tunes on the open half, and reads nothing but the totals of the closed one: its single
queries are never shown, and its kinds only with `--by-kind`, for the figures that are quoted.

Success is a right document (grade 2 or 3) among the first five. nDCG@10 has gains 2^grade - 1; the ideal order is that
of all documents of the folder. A query that should find nothing succeeds when nothing is found. Hits that are lists of
courses count neither for nor against; of several hits in one page, the first counts. Queries that nothing in the folder
answers, and nonsense that occurs in it, are skipped and counted. `make bench-search` runs all of it.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import statistics
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.judgements import RIGHT, Document, Query, documents, page_of, read_queries
from benchmarks.pagefind import pagefind_rankings

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv/peers"
QUERIES = HERE / "search_queries"
HALVES = ("open", "closed")
SETS = tuple(sorted(path.stem for path in QUERIES.glob("*.yaml")))
SHOWN = 10
"""Hits that count for nDCG."""
LOOKED_AT = 5
"""Hits that count for success: what a phone shows without scrolling far."""

Ranking = Sequence[str]
"""Addresses, the best first."""


@dataclass(frozen=True)
class Score:
    """The success and nDCG of one query."""

    query: Query
    success: float
    ndcg: float


def score(query: Query, ranking: Ranking, found: Mapping[str, Document]) -> Score:
    """Return the success and nDCG of a ranking."""
    if not query.grades:
        return Score(query, float(not ranking), float(not ranking))
    grades = list(_graded(query, ranking, found))
    ideal = sorted((query.grade(document) for document in found.values()), reverse=True)
    return Score(query, float(any(grade >= RIGHT for grade in grades[:LOOKED_AT])), _gain(grades) / _gain(ideal))


def answerable(query: Query, found: Mapping[str, Document]) -> bool:
    """Whether a folder has something that answers a query, or does not have the words of nonsense."""
    if not query.grades:
        words = re.compile(rf"\b({'|'.join(map(re.escape, query.text.split()))})", re.IGNORECASE)
        return not any(words.search(f"{document.title} {document.text}") for document in found.values())
    return any(query.grade(document) >= RIGHT for document in found.values())


def _graded(query: Query, ranking: Ranking, found: Mapping[str, Document]) -> Iterator[int]:
    """Yield the grades of a ranking's pages, each page once."""
    seen = set()
    for address in ranking:
        page, section = page_of(address)
        if page in found and page not in seen:
            seen.add(page)
            yield query.grade(found[page], section)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:SHOWN]))


def our_rankings(folder: Path, queries: Sequence[Query]) -> list[Ranking]:
    """Return the rankings of the site's own search modules under Node."""
    return _node(queries, "ours", folder)


def minisearch_rankings(folder: Path, queries: Sequence[Query], found: Sequence[Document]) -> list[Ranking]:
    """Return the rankings of MiniSearch over the same documents."""
    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / "documents.json"
        source.write_text(json.dumps([_fields(each) for each in found], ensure_ascii=False), encoding="utf-8")
        return _node(queries, "minisearch", source, PEERS)


def _node(queries: Sequence[Query], which: str, *paths: Path) -> list[Ranking]:
    asked = json.dumps([query.text for query in queries])
    command = ["node", str(HERE / "rankings.mjs"), which, *map(str, paths)]
    answer = subprocess.run(command, input=asked, capture_output=True, check=True, text=True, encoding="utf-8")
    rankings: list[Ranking] = json.loads(answer.stdout)
    return rankings


def _fields(document: Document) -> dict[str, Any]:
    """A document as MiniSearch gets it: what its page says, by field."""
    course = document.course
    if not course:
        return {"address": document.address, "title": document.title, "text": document.text}
    facts = [
        f"{course['grades']} trinn",
        f"{course['credits']:g} studiepoeng",
        course["delivery"],
        course["start"],
        course["state"],
    ]
    return {
        "address": document.address,
        "title": document.title,
        "subject": course["subject"]["name"],
        "institution": course["institution"]["name"],
        "places": ", ".join(f"{place['name']} {place['county']}" for place in course["places"]),
        "facts": ", ".join(facts),
        "text": document.text,
    }


def table(scores: Mapping[str, Sequence[Score]], by_kind: bool) -> Iterator[str]:
    """Yield a Markdown table: success@5 / nDCG@10 of each search, by kind and in all."""
    first = next(iter(scores.values()))
    yield "| kind | queries | " + " | ".join(scores) + " |"
    yield "|---|---:|" + "---:|" * len(scores)
    kinds = Counter(each.query.kind for each in first)
    for kind, number in kinds.items() if by_kind else ():
        rows = [[each for each in of_search if each.query.kind == kind] for of_search in scores.values()]
        yield f"| {kind} | {number} | " + " | ".join(map(_cell, rows)) + " |"
    yield f"| in all | {len(first)} | " + " | ".join(map(_cell, scores.values())) + " |"


def _cell(scores: Sequence[Score]) -> str:
    success, ndcg = (
        statistics.mean(values) for values in zip(*((each.success, each.ndcg) for each in scores), strict=True)
    )
    return f"{success:.3f} / {ndcg:.3f}"


def failures(scores: Sequence[Score], rankings: Sequence[Ranking]) -> Iterator[str]:
    """Yield the queries without a right document among the first five, with what came first."""
    for each, ranking in zip(scores, rankings, strict=True):
        if not each.success:
            yield f"{each.query.kind}: {each.query.text} ({each.ndcg:.2f}) -> {' '.join(ranking[:3]) or 'nothing'}"


def measure(asked: argparse.Namespace) -> None:
    """Print the tables of one published folder."""
    found = {document.address: document for document in documents(asked.folder)}
    whole = [query for path in asked.queries for query in read_queries(path)]
    queries = [query for query in whole if answerable(query, found)]
    rankings = {"ours": our_rankings(asked.folder, queries)}
    if asked.peers:
        rankings["MiniSearch + stemmer"] = minisearch_rankings(asked.folder, queries, list(found.values()))
        rankings["Pagefind"] = pagefind_rankings(asked.folder, [query.text for query in queries], PEERS)
    scores = {
        name: [score(query, ranking, found) for query, ranking in zip(queries, of_search, strict=True)]
        for name, of_search in rankings.items()
    }
    print(f"{asked.folder}: {len(found)} documents, {len(queries)} queries, {len(whole) - len(queries)} skipped\n")
    print("\n".join(table(scores, asked.by_kind)))
    if asked.failures:
        print("", *failures(scores["ours"], rankings["ours"]), sep="\n")


def main() -> None:
    """Read the command line, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=SETS, help="one half of the set; both, if not said")
    parser.add_argument("--queries", nargs="+", type=Path, help="other files of queries")
    parser.add_argument("--corpus", type=Path, help="another published folder, measured too")
    parser.add_argument("--peers", action="store_true", help="MiniSearch and Pagefind beside it")
    parser.add_argument("--by-kind", action="store_true", help="the kinds of the closed half too")
    parser.add_argument("--failures", action="store_true", help="the open half's queries without a right answer")
    asked = parser.parse_args()
    halves = [asked.half] if asked.half else HALVES
    closed = "closed" in halves and not asked.queries
    if closed and asked.failures:
        parser.error("single queries of the closed half are not shown; add --half open")
    asked.queries = asked.queries or [QUERIES / f"{half}.yaml" for half in halves]
    asked.by_kind = asked.by_kind or not closed
    measure(asked)
    if asked.corpus:
        print()
        asked.folder = asked.corpus
        measure(asked)


if __name__ == "__main__":
    main()
