"""Queries as people say them: in dialect, with small words in between, with compounds, by municipality."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Site
from site_builder.search.expected import open_index
from site_builder.search.nearness import kilometres
from site_builder.search.ranking import Index
from site_builder.search.saying import content_at, page_key

MUNICIPALITIES = Path(__file__).parent / "municipalities.csv"
"""The municipalities of 2020 with a point in the middle of each, © Kartverket (CC BY 4.0).

Those of 2016 that have merged since have no point.
"""


@pytest.fixture(scope="module")
def index(real_site: Site) -> Index:
    return open_index(real_site.outputs, "nb")


def facts_of(index: Index, text: str) -> set[str]:
    return {fact for each in index.search(text, typing=False).query.conditions for fact, _ in each.facts}


def first(index: Index, text: str) -> tuple[str, ...]:
    return index.search(text, typing=False).query.pages


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("korleis søkje", "hvordan søke"),
        ("korsen søke æ", "hvordan søker jeg"),
        ("itj på nett", "ikke på nett"),
        ("utan samlingar", "uten samlinger"),
        ("kor mange samlingar", "hvor mange samlinger"),
        ("på skolens regning", "kommunens regning"),
        ("kva helger", "hvilke helger"),
        ("sjekk om jeg har nok studiepoeng", "har jeg nok studiepoeng"),
        ("tilbudene på et alfabetisk sett liste over alle", "liste over alle tilbud"),
        ("er samlingene noe som kolliderer", "kolliderer samlingene"),
    ],
)
def test_small_words_order_and_dialect_change_nothing_of_what_is_asked(index: Index, said: str, written: str) -> None:
    assert first(index, said)[:1] == first(index, written)[:1]
    assert first(index, written) or facts_of(index, said) == facts_of(index, written)


@pytest.mark.parametrize(
    ("text", "fact", "negated"),
    [
        ("ingen samlinger på fredag", "dag=fredag", True),
        ("ingen samlinger på mandager", "dag=mandag", True),
        ("ingen samlinger", "reise=nei", False),
        ("fra august", "halvar=host", False),
        ("fra høsten 2016", "oppstart=host-2016", False),
        ("kor i skulen", "fag=musikk", False),
    ],
)
def test_a_phrase_that_goes_on_after_a_small_word_is_read_whole(
    index: Index, text: str, fact: str, negated: bool
) -> None:
    [condition] = index.search(text, typing=False).query.conditions
    assert (condition.facts[0][0], condition.negated) == (fact, negated)


@pytest.mark.parametrize(
    ("text", "fact", "word"),
    [
        ("tysklærer", "fag=fremmedsprak", "tysk"),
        ("mattekurs", "fag=matematikk", "matte"),
        ("kroppsøvingsfaget", "fag=kroppsoving", "kroppsøving"),
        ("nettundervisning", "studieform=nettbasert", ""),
    ],
)
def test_a_compound_asks_for_what_it_begins_with_and_counts_as_that_word(
    index: Index, text: str, fact: str, word: str
) -> None:
    assert fact in facts_of(index, text)
    assert index.search(text, typing=False).query.words == ((word,) if word else ())


def test_a_small_word_that_is_a_name_too_names_it_alone(index: Index) -> None:
    assert "institusjon=hihm" in facts_of(index, "INN")
    assert facts_of(index, "kom ikke inn") == facts_of(index, "kom aldri inn") == set()


def test_a_name_of_several_words_is_read_as_one_and_shown_as_typed(index: Index) -> None:
    query = index.search("norsk som andrespråk i Hamar", typing=False).query
    assert query.words[0] == "norsk_som_andrespråk"
    assert query.conditions[0].written == "norsk som andrespråk"
    assert facts_of(index, "matoghelse oslo") >= {"fag=mat-og-helse", "sted=oslo"}


def test_a_variant_of_a_subject_is_taken_away_by_the_titles_that_begin_with_it(real_site: Site, index: Index) -> None:
    titles = [course.title for course in real_site.catalogue.current_year.courses]
    result = index.search("fremmedspråk utenom tysk", typing=False)
    complete = {hit.document for hit in result.hits if not hit.missing}
    found = {title.split()[0] for number, title in enumerate(titles) if number in complete}
    assert complete
    assert "Tysk" not in found


@pytest.mark.parametrize("text", ["norsk åttende til tiende", "norsk 8.-10. trinn", "norsk åttende til tiende klasse"])
def test_ordinals_between_til_are_grades(index: Index, text: str) -> None:
    assert "trinn=8-10" in facts_of(index, text)


@pytest.mark.parametrize("text", ["Kvam herad", "nær Kvam", "jeg bor i Kvam", "Kvam kommune matematikk"])
def test_a_municipality_is_named_in_many_ways(index: Index, text: str) -> None:
    assert "sted=bergen" in facts_of(index, text)


def test_every_municipality_of_2016_and_of_2020_has_study_places_near_it(index: Index) -> None:
    rows = list(csv.DictReader(MUNICIPALITIES.read_text(encoding="utf-8").splitlines()))
    placed = [row for row in rows if row["latitude"]]
    assert (len(placed), len(rows)) == (356, 445)
    assert [row["name"] for row in rows if not nearness(index, f"nær {row['name']}")] == []
    for row in placed:
        here = (float(row["latitude"]), float(row["longitude"]))
        known = index._near.places
        [[near, *_], *_] = [nearness(index, f"nær {row['name']}")]
        nearest = min(kilometres(here, each) for each in known.values())
        assert near <= nearest + 60, row


def nearness(index: Index, text: str) -> tuple[int, ...]:
    conditions = index.search(text, typing=False).query.conditions
    return next((each.kilometres for each in conditions if each.kilometres), ())


words = st.text("abcdefgh", min_size=1, max_size=8)


@given(st.lists(words, min_size=2, max_size=5, unique=True))
def test_the_key_of_a_page_has_no_order_and_no_endings(given: list[str]) -> None:
    assert page_key(given, ("e",)) == page_key(given[::-1], ("e",))
    assert page_key([f"{given[0]}abce", given[1]], ("e",)) == page_key([given[1], f"{given[0]}abc"], ("e",))


@given(st.lists(st.sampled_from(["a", "b", "small", "marked"]), max_size=12), st.integers(0, 11))
def test_content_has_no_small_words_and_ends_before_a_condition(given: list[str], at: int) -> None:
    places = content_at(at, given, {"small"}, {"marked"})
    assert all(given[place] in ("a", "b") for place in places)
    assert not places or (places[0] == at and "marked" not in given[at : places[-1]])
