"""The alphabet of each language: the order of words, the letter that heads them, and faults of its letters."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.alphabet import Alphabet, alphabet
from site_builder.catalogue.schema.field_types import Fault
from site_builder.catalogue.schema.language import LanguageEntry

PROJECT = Path(__file__).parent.parent.parent


def of_language(language: str) -> Alphabet:
    written = yaml.safe_load((PROJECT / f"templates/locale/{language}.yaml").read_text("utf-8")).get("alfabet", {})
    return alphabet(tuple((letter, tuple(after)) for letter, after in written.items()))


@pytest.mark.parametrize(
    ("language", "ordered", "letters"),
    [
        (
            "nb",
            "2016 André Éric «Fag» Sámegiella Samisk Zoologi Ähtäri Ærlig Ødegård Öst Ås Aasen Москва",
            "2AEFSSZÆÆØØÅÅМ",
        ),
        ("nn", "Éi Eidsvåg Zoologi Ære Øystre Aa Å", "EEZÆØÅÅ"),
        ("da", "Esbjerg Zoneterapi Ærø Øland Aalborg Århus", "EZÆØÅÅ"),
        ("sv", "Aasen Erik Éva Vasa Wasa Zoologi Åbo Ärlig Ærø Ørsta Östersund", "AEEVWZÅÄÄÖÖ"),
        ("en", "Aasen Ærø Ängelholm Ås Asker Éclair Edinburgh Oban Ødegård Örebro Oslo Zoology", "AAAAAEEOOOOZ"),
        ("se", "Azz Ákšu Bargu Cuozza Čálli Đuvdu Suopma Šibit Tuollju Ŧuolla Zoo Žižži Ærlig Å", "AÁBCČĐSŠTŦZŽÆÅ"),
    ],
)
def test_words_are_in_the_order_of_the_language_and_under_its_letters(
    language: str, ordered: str, letters: str
) -> None:
    words, order = ordered.split(), of_language(language)
    assert sorted(reversed(words), key=order.key) == words
    assert [order.letter(word) for word in words] == list(letters)


def test_a_letter_of_the_alphabet_can_be_moved_as_z_in_estonian() -> None:
    estonian = alphabet((("s", ("š", "z", "ž")), ("w", ("õ", "ä", "ö", "ü"))))
    assert sorted(["üks", "öö", "õun", "xylo", "täht", "sõna", "šokk", "zoo", "žanr", "t", "w"], key=estonian.key) == (
        ["sõna", "šokk", "zoo", "žanr", "t", "täht", "w", "õun", "öö", "üks", "xylo"]
    )


@pytest.mark.parametrize(("words", "letter"), [('"', '"'), ("'Til lags'", "T"), (" «»", "«"), ("--", "-"), (" ", "")])
def test_words_of_signs_alone_are_under_the_first_of_them(words: str, letter: str) -> None:
    assert of_language("nb").letter(words) == letter


def test_capitals_and_composed_letters_are_no_other_letters() -> None:
    order = of_language("nb")
    assert order.letter("a\u030as") == order.letter("ås") == order.letter("ÅS") == "Å"
    assert sorted(["Ås", "a\u030ar", "år", "ås"], key=order.key)[:2] == ["a\u030ar", "år"]


@given(st.lists(st.text(max_size=8)))
def test_words_under_one_letter_are_together(words: list[str]) -> None:
    order = of_language("se")
    letters = [letter for letter, _ in groupby(sorted(words, key=order.key), key=order.letter)]
    assert len(letters) == len(set(letters))


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({"z": ["å aa", "ä"]}, ""),
        ({"z": "å"}, ""),
        ({"zz": ["å"]}, "wrong-shape.one-letter"),
        ({"Z": ["å"]}, "wrong-shape.one-letter"),
        ({"z": ["aa å"]}, "wrong-shape.letter"),
        ({"z": ["å aaaa"]}, "wrong-shape.letter"),
        ({"z": ["æøå"]}, "wrong-shape.letter"),
        ({"z": ["Å"]}, "wrong-shape.letter"),
        ({"z": ["!"]}, "wrong-shape.letter"),
        ({"z": []}, "empty-value"),
        ("æøå", "wrong-shape.map"),
    ],
)
def test_what_is_no_letter_is_reported(written: object, fault: str) -> None:
    faults: list[Fault] = []
    LanguageEntry.fields["alphabet"].type.read(written, (), faults)
    assert [each.error.name for each in faults if each.error] == ([fault] if fault else [])
