"""Expected searches succeed on the real catalogue. The table of measures is in the output (pytest -rP)."""

from __future__ import annotations

import math
from collections import defaultdict

import pytest

from site_builder.build import Site
from site_builder.catalogue.years import ExpectedSearch
from site_builder.problems import Place
from site_builder.search.expected import Outcome, failing_searches, open_index, outcomes


@pytest.fixture(scope="module")
def by_kind(real_site: Site) -> dict[str, list[Outcome]]:
    """The outcome of each expected search, by kind."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes(real_site.catalogue, open_index(real_site.outputs, "nb")):
        found[outcome.expected.kind].append(outcome)
    return found


def ndcg(outcome: Outcome) -> float:
    """nDCG@10 with gains 0 and 1. Source: Järvelin and Kekäläinen, ACM TOIS 20 (2002)."""
    if outcome.expected.nothing:
        return float(outcome.rank)
    best = sum(discount(place) for place in range(1, min(10, outcome.possible) + 1))
    return sum(discount(place) for place in outcome.right if place <= 10) / best if best else 0.0


def discount(place: int) -> float:
    return 1 / math.log2(place + 1)


def share(outcomes: list[Outcome], among: int) -> float:
    return sum(outcome.success(among) for outcome in outcomes) / len(outcomes)


def test_there_are_queries_of_every_kind(by_kind: dict[str, list[Outcome]]) -> None:
    assert sum(map(len, by_kind.values())) >= 200
    kinds = (
        "bøyning sammensetning målform samisk hverdagsord institusjon sted trinn studiepoeng nivå tastatur skrivefeil"
    )
    assert {*kinds.split(), "begynnelse", "flere ord", "artikler", "tull"} <= set(by_kind)


def test_searches_succeed(by_kind: dict[str, list[Outcome]]) -> None:
    everything = [outcome for found in by_kind.values() for outcome in found]
    print(f"\n{'kind':16}{'queries':>8}{'success@1':>11}{'success@5':>11}{'nDCG@10':>9}")
    for kind, found in [*by_kind.items(), ("all", everything)]:
        gain = sum(map(ndcg, found)) / len(found)
        print(f"{kind:16}{len(found):8}{share(found, 1):11.3f}{share(found, 5):11.3f}{gain:9.3f}")
    assert share(everything, 5) >= 0.97
    assert {kind: share(found, 5) for kind, found in by_kind.items() if share(found, 5) < 0.9} == {}


def test_no_expected_search_fails_in_bokmål_or_nynorsk(real_site: Site) -> None:
    assert failing_searches(real_site.catalogue, real_site.outputs) == ()
    index = open_index(real_site.outputs, "nn")
    failed = [
        each.expected.text for each in outcomes(real_site.catalogue, index) if not each.success(each.expected.among)
    ]
    assert failed == []


def outcome(right: tuple[int, ...], possible: int, *, nothing: bool = False, found: int = 10) -> Outcome:
    expected = ExpectedSearch(text="x", kind="test", among=5, nothing=nothing, thing=None, facets=(), place=Place("x"))
    return Outcome(expected, ("title",) * found, right, possible)


def test_ndcg_is_1_for_a_perfect_list_and_low_for_a_late_hit() -> None:
    assert ndcg(outcome((1, 2), 2)) == 1
    assert ndcg(outcome((2,), 1)) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(outcome((), 3)) == 0
    assert ndcg(outcome((11,), 1)) == 0


def test_success_is_decided_by_the_first_right_hit() -> None:
    assert outcome((3, 4), 2).success(3)
    assert not outcome((3, 4), 2).success(2)
    assert not outcome((), 2).success(10)


def test_a_query_that_must_find_nothing_succeeds_by_finding_nothing() -> None:
    assert outcome((), 0, nothing=True, found=0).success(1)
    assert not outcome((), 0, nothing=True, found=3).success(5)
