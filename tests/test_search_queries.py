"""The set that measures the search: its halves are alike, its judgements are facts, its measures are what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.judgements import Document, Query, documents, holds, read_queries
from benchmarks.search_quality import HALVES, QUERIES, answerable, our_rankings, score

SETS = {half: read_queries(QUERIES / f"{half}.yaml") for half in HALVES}
KINDS = 31


def course(name: str, subject: str, state: str = "åpen") -> Document:
    return Document(f"/2016-2017/x/{name}/", name, "", {"subject": {"key": subject}, "state": state, "grades": "1-7"})


def found(*documents: Document) -> Mapping[str, Document]:
    return {each.address: each for each in documents}


ENGLISH = Query("engelsk", "subject", {3: [{"subject": "engelsk"}], 1: [{"subject": "norsk"}]})
OPEN, FULL, OTHER = course("open", "engelsk"), course("full", "engelsk", "full"), course("other", "norsk")


def test_each_kind_has_eight_queries_and_its_halves_are_as_large() -> None:
    first, second = (Counter(query.kind for query in SETS[half]) for half in HALVES)
    assert len(first) == KINDS
    assert first.keys() == second.keys()
    assert all(first[kind] + second[kind] >= 8 and abs(first[kind] - second[kind]) <= 1 for kind in first)


def test_no_query_is_asked_twice() -> None:
    texts = [query.text.casefold() for half in HALVES for query in SETS[half]]
    assert len(texts) == len(set(texts)) >= 320


def test_the_real_catalogue_answers_nearly_every_query(published: Path) -> None:
    real = found(*documents(published))
    queries = [query for half in HALVES for query in SETS[half]]
    assert sum(answerable(query, real) for query in queries) >= 0.95 * len(queries)


def test_the_sites_own_modules_are_asked(published: Path) -> None:
    assert our_rankings(published, [ENGLISH])[0][0].startswith("/2016-2017/")


def test_the_best_order_is_worth_one() -> None:
    best = score(ENGLISH, [OPEN.address, FULL.address, OTHER.address], found(OPEN, FULL, OTHER))
    assert (best.success, best.ndcg) == (1, pytest.approx(1))


def test_a_course_nobody_can_apply_for_is_worth_one_less_unless_it_is_asked_for() -> None:
    assert ENGLISH.grade(FULL) == 2
    assert Query("fullt", "state", {3: [{"state": "full"}]}).grade(FULL) == 3


def test_an_acceptable_document_is_no_success() -> None:
    assert score(ENGLISH, [OTHER.address], found(OPEN, OTHER)).success == 0


def test_lists_count_neither_for_nor_against_and_a_page_counts_once() -> None:
    ranking = ["/2016-2017/fag/engelsk/", OPEN.address, f"{OPEN.address}#samlinger", FULL.address, OTHER.address]
    assert score(ENGLISH, ranking, found(OPEN, FULL, OTHER)).ndcg == pytest.approx(1)


def test_nonsense_succeeds_when_nothing_is_found_and_is_skipped_where_it_occurs() -> None:
    nonsense = Query("zebra", "nonsense", {})
    assert [score(nonsense, ranking, {}).success for ranking in ([], ["/data/"])] == [1, 0]
    assert not answerable(nonsense, found(Document("/data/", "Zebraer", "")))


def test_another_section_of_the_right_page_is_worth_one_less() -> None:
    query = Query("hva koster det", "price", {3: [{"page": "sporsmal", "section": "pris"}]})
    assert [query.grade(Document("/sporsmal/", "", ""), section) for section in ("", "pris", "frist")] == [3, 3, 2]


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ({"covers": "1-4"}, True),
        ({"covers": "5-10"}, False),
        ({"overlaps": "5-10"}, True),
        ({"within": "1-10"}, True),
        ({"grades": "1-7"}, True),
        ({"subject": "engelsk", "not": {"overlaps": "8-10"}}, True),
        ({"subject": "engelsk", "not": {"covers": "1-4"}}, False),
    ],
)
def test_conditions_on_grades(predicate: Mapping[str, object], expected: bool) -> None:
    assert holds(predicate, OPEN) is expected
