"""Terms of Norwegian words, folding, compounds and edit distance."""

from __future__ import annotations

import unicodedata
from array import array
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.json import encode

from site_builder.build import Site
from site_builder.catalogue.language import TermRules, term_rules
from site_builder.catalogue.load import load_sources
from site_builder.engine.memo import Memo
from site_builder.search.analysis import analyser, fold, stems, tokens
from site_builder.search.compounds import compound_parts
from site_builder.search.documents import documents
from site_builder.search.edit_distance import HALF, LETTER, SWAP, distance, max_edit_distance
from site_builder.search.term_counts import count
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent.parent


@cache
def norwegian() -> TermRules:
    """Return the rules of bokmål, read when a test first asks."""
    return term_rules(load_sources(read_sources(PROJECT), Memo()).catalogue.languages, "nb")


@cache
def term(word: str) -> str:
    return analyser(norwegian()).term(word)


FAMILIES = [
    "lærer lærere lærerne læreren lærarar lærarane lærars",
    "kurs kurset kursene",
    "universitet universiteter universitetet universitetene",
    "eksamen eksamener eksamenen",
    "skole skolen skoler skule skulen skular",
    "høgskole høyskole høgskule høyskolen høgskulen",
    "videreutdanning vidareutdanning videreutdanningen vidareutdanninga",
    "veiledning veiledningen rettleiing rettleiinga",
    "fremmedspråk framandspråk framandspråka",
    "håndverk handverk",
    "lesing lese leser lesinga",
    "samling samlinger samlingar samlingane samlingene",
    "elev elever elevar elevene elevane",
    "regning rekning regningen rekninga",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_of_words_has_one_term(family: str) -> None:
    assert len({term(word) for word in family.split()}) == 1


ENDINGS = ("ene", "ane", "er", "ar", "en", "et", "a")


def test_the_stemmer_splits_few_families_of_the_catalogue(real_site: Site) -> None:
    """A family is a noun and its inflections that occur in the texts; under 3 % have several terms."""
    occurring = {
        word for each in documents(real_site.catalogue) for text in each.fields.values() for word in tokens(text)
    }
    families: dict[str, set[str]] = defaultdict(set)
    for word in occurring:
        for ending in ENDINGS:
            if len(word) > len(ending) + 4 and word.endswith(ending) and word.removesuffix(ending) in occurring:
                families[word.removesuffix(ending)].add(word)
    large = {stem: words for stem, words in families.items() if len(words) >= 2}
    split = {stem for stem, words in large.items() if len({term(word) for word in (stem, *words)}) > 1}
    assert len(large) > 100
    assert len(split) / len(large) < 0.03, sorted(split)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kroppsoving", "kroppsøving"),
        ("kroppsoeving", "kroppsøving"),
        ("haandverk", "håndverk"),
        ("laerer", "lærer"),
        ("larer", "lærer"),
        ("samegiella", "sámegiella"),
        ("eangalsgiella", "eaŋgalsgiella"),
    ],
)
def test_words_typed_without_norwegian_letters_fold_alike(typed: str, meant: str) -> None:
    assert fold(typed).replace("ng", "n") == fold(meant).replace("ng", "n")


@given(st.text())
def test_tokens_are_the_same_however_letters_are_composed(text: str) -> None:
    assert tokens(unicodedata.normalize("NFD", text)) == tokens(unicodedata.normalize("NFC", text))


def test_the_count_of_a_word_is_limited_to_two_bytes() -> None:
    counted = count("natur " * 70_000 + "og Natur kultur")
    assert counted.words.split() == ["natur", "og", "kultur"]
    assert array("H", counted.counts).tolist() == [65_535, 1, 1]


def test_stems_are_in_the_order_of_their_words() -> None:
    assert stems(encode(norwegian()), "lærere kursene natur") == (term("lærere"), term("kursene"), term("natur"))


def test_compounds_are_split_into_known_words() -> None:
    known = {"norsk", "lærer", "yrkesfag", "matematikk", "didaktikk"}
    assert compound_parts("norsklærer", known) == ("norsk", "lærer")
    assert compound_parts("matematikkdidaktikk", known) == ("matematikk", "didaktikk")
    assert compound_parts("yrkesfagslærer", known) == ("yrkesfag", "lærer")
    assert compound_parts("yrkesdidaktikk", known) == ("didaktikk",)
    assert compound_parts("lærer", known) == ()
    assert compound_parts("klærer", known) == ()


def test_typing_errors_cost_less_than_other_letters() -> None:
    assert distance("matematikk", "matematikk", 8) == 0
    assert distance("matematik", "matematikk", 8) == HALF
    assert distance("mattematikk", "matematikk", 8) == HALF
    assert distance("natrufag", "naturfag", 8) == SWAP
    assert distance("engesk", "engelsk", 8) == LETTER
    assert distance("gjemi", "kjemi", 8) == HALF
    assert distance("abcdef", "uvwxyz", 8) == 9


words = st.text("abkdegorst", max_size=9)


@given(words, words)
def test_distance_is_the_same_both_ways_and_zero_only_for_equals(one: str, other: str) -> None:
    assert distance(one, other, 8) == distance(other, one, 8)
    assert (distance(one, other, 8) == 0) == (one == other)


@given(words, words, st.integers(0, 8))
@example("ab", "ba", SWAP)
@example("abc", "bac", SWAP)
@example("abcd", "badc", 2 * SWAP)
@example("kaab", "akab", SWAP)
def test_a_limit_changes_no_distance_within_it(one: str, other: str, most: int) -> None:
    whole = distance(one, other, 100)
    assert distance(one, other, most) == (whole if whole <= most else most + 1)


def test_the_edit_distance_allowed_grows_with_the_length_of_the_word() -> None:
    assert max_edit_distance("gym") == 0
    assert max_edit_distance("fransk") == LETTER
    assert max_edit_distance("matematikk") == 2 * LETTER
