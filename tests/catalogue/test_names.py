"""Names in files and tables mean keys, with the words beside them in any language that has a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.catalogue.names import names_in
from site_builder.sources.files import read_sources

RECORDS = tuple(read_sources(Path(__file__).parent.parent.parent).records)
NAMES = names_in(RECORDS)


@pytest.mark.parametrize(
    ("kind", "text", "keys"),
    [
        ("place", "campus Hamar", ("hamar",)),
        ("place", "i Hamar", ("hamar",)),
        ("place", "Hamar studiestad", ("hamar",)),
        ("place", "studieort Hamar", ("hamar",)),
        ("place", "in Hamar and Elverum", ("hamar", "elverum")),
        ("place", "Hamar och Elverum", ("hamar", "elverum")),
        ("place", "Hamar samt Elverum; Hamar", ("hamar", "elverum")),
        ("place", "Hamar ogElverum", ()),
        ("institution", "Hedmark", ("hihm",)),
        ("institution", "HEDMARK og BI", ("hihm", "bi")),
    ],
)
def test_words_beside_names_are_those_of_the_files_of_languages(kind: str, text: str, keys: tuple[str, ...]) -> None:
    assert NAMES.keys(kind, text) == keys


def test_without_a_language_only_signs_stand_between_names() -> None:
    places = names_in(each for each in RECORDS if each.kind == "place")
    assert places.keys("place", "Hamar; Elverum") == ("hamar", "elverum")
    assert places.keys("place", "Hamar og Elverum") == ()


def test_words_of_another_shape_than_lists_are_passed_over() -> None:
    [english] = [each for each in RECORDS if each.kind == "language" and each.key == "en"]
    for written in ("and", {"mellom navn": {"a": ["b"]}}, {"mellom navn": "or"}, ["and"]):
        record = replace(english, fields={"ord ved navn": written})
        assert names_in([record]).parts("a and b") == ("a and b",)
