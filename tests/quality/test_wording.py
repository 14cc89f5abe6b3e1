"""The list of terms: the words that the catalogue uses, in its texts and in docs/sprak.md."""

from __future__ import annotations

from pathlib import Path

import yaml

from site_builder.build import Site
from site_builder.catalogue.texts import Prose
from site_builder.catalogue.vocabulary import PreferredTerm
from site_builder.quality.texts import MeasuredText, texts
from site_builder.quality.wording import wording_remarks

PROJECT = Path(__file__).parents[2]
TERMS = (
    PreferredTerm(term="oppfylle", instead_of=("fylle kravet", "fylle"), languages=("nb",), reason="Slik er det."),
    PreferredTerm(term="vaksne", instead_of=("voksne",), languages=("nn",), reason="Det er nynorsk."),
)


def found(language: str, words: str) -> list[tuple[object, object]]:
    text = MeasuredText("a.md", "A", "", language, Prose(html="", text=words))
    return [(each.values["found"], each.values["term"]) for each in wording_remarks([text], TERMS)]


def test_whole_words_are_found_in_any_letter_case_once_a_text() -> None:
    assert found("nb", "Fylle kravet, og fylle kravet igjen.") == [("fylle kravet", "oppfylle")]
    assert found("nb", "oppfylle, utfylles") == []


def test_a_term_counts_in_its_own_languages_only() -> None:
    assert found("nn", "dei voksne") == [("voksne", "vaksne")]
    assert found("nb", "de voksne") == []
    assert found("en", "fylle") == []


def test_no_text_of_the_real_catalogue_has_a_word_that_has_a_better_one(real_site: Site) -> None:
    catalogue = real_site.catalogue
    remarks = wording_remarks(texts(catalogue, catalogue.current_year), catalogue.terms)
    assert [(each.source, each.values["found"]) for each in remarks] == []


def test_the_guide_shows_the_list_as_it_is() -> None:
    listed = yaml.safe_load((PROJECT / "catalogue/vocabulary/wording.yaml").read_text(encoding="utf-8"))["ord"]
    columns = [
        (each["skriv"], ", ".join(each["ikke"]), ", ".join(each.get("språk", ["nb", "nn"])), each["fordi"])
        for each in listed
    ]
    rows = [f"| {' | '.join(row)} |" for row in columns]
    guide = (PROJECT / "docs/sprak.md").read_text(encoding="utf-8")
    assert "\n".join(rows) in guide
