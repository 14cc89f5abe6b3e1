"""What examples of questions teach: features of words, weights of classes, and what a query asks for by them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.conditions import Condition
from site_builder.search.lettered import LetteredFiles, first_letters, lettered_files
from site_builder.search.question_weights import learn
from site_builder.search.questions import NEIGHBOUR, Asked, QuestionFiles, asked_by, features

EXAMPLES = {
    "side=frister": [
        "siste dag for å søke",
        "hvilken dato går fristen ut",
        "når må jeg levere søknaden",
        "siste frist",
    ],
    "side=pris": ["hva koster studiet", "må jeg betale noe", "hvem betaler reisen", "er det dyrt å studere"],
    "side=- side=pris": ["må jeg skatte av stipendet", "blir stipendet skattet"],
    "fag=klasseledelse": ["elevene bråker i timene", "uro og bråk i klassen", "elevene hører ikke etter"],
    "": ["kurs i norsk på nett", "hva finnes av kurs i engelsk", "studier i Oslo"],
}


def files(examples: Mapping[str, Sequence[str]]) -> QuestionFiles:
    """Return the question files that these examples (facts -> texts), each several times, make."""
    several = [(facts, [*texts] * 5) for facts, texts in examples.items()]
    starts, contents = learn(json.dumps(several).encode(), json.dumps([{}, ["i", "er", "det", "og"]]).encode())
    stored = {f"assets/search/{number}.json": content for number, content in enumerate(contents)}
    stored["assets/search/classes.json"] = json.dumps(list(examples)).encode()
    names = list(map(str, range(len(contents))))
    return QuestionFiles({"questions": {"starts": starts, "files": names}, "classes": "classes"}, stored.__getitem__)


def asked(text: str, *, conditions: Sequence[Condition] = ()) -> Asked:
    words = text.split()
    return asked_by(features(words), files(EXAMPLES), words, conditions)


def test_features_are_words_their_beginnings_and_neighbours() -> None:
    found = [feature for feature, _ in features(["søknaden", "på", "nett"])]
    assert found == ["soknaden", "sokn*", "soknad*", "pa", "nett", "pa sokn", "nett pa"]


@given(st.lists(st.text("abcæøå", min_size=1, max_size=9), max_size=6))
def test_every_feature_lies_with_the_first_letters_of_one_of_its_words(words: list[str]) -> None:
    starts = {first_letters(feature, NEIGHBOUR) for word in words for feature, _ in features([word])}
    assert {first_letters(feature, NEIGHBOUR) for feature, _ in features(words)} <= starts


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("hvilken dag er siste frist", "side=frister"),
        ("når går søknadsfristene ut", "side=frister"),
        ("koster det noe å studere", "side=pris"),
        ("hvem skal betale reisen", "side=pris"),
    ],
)
def test_words_of_examples_name_their_page_in_another_order_and_form(text: str, page: str) -> None:
    assert asked(text).pages[:1] == (page,)


def test_a_question_that_no_page_answers_is_told_from_its_neighbour() -> None:
    assert asked("må jeg skatte av stipendet").pages[:2] == ("side=-", "side=pris")


def test_facts_of_courses_become_a_condition_with_its_words_as_typed() -> None:
    found = asked("svært mye bråk og uro fra elevene i klassen min")
    assert (found.pages, found.condition and found.condition.facts) == ((), (("fag=klasseledelse", 14),))
    assert found.condition and found.condition.written == "uro fra elevene"


def test_a_search_for_courses_names_no_page() -> None:
    assert not asked("finnes det kurs i norsk").pages


@pytest.mark.parametrize("text", ["hemmelig ukjent tekst", "frist", "i og er"])
def test_too_few_known_words_ask_for_nothing(text: str) -> None:
    assert asked(text) == Asked()


def test_a_query_for_a_place_needs_more_evidence_for_a_page() -> None:
    place = Condition("oslo", (("sted=oslo", 10),))
    assert asked("hvem skal betale").pages
    assert not asked("hvem skal betale", conditions=[place]).pages


def test_the_order_of_classes_and_examples_does_not_change_what_is_asked() -> None:
    turned = {facts: texts[::-1] for facts, texts in reversed(EXAMPLES.items())}
    words = ["hvilken", "dag", "er", "siste", "frist"]
    assert asked_by(features(words), files(turned), words, ()) == asked(" ".join(words))


@given(st.dictionaries(st.text("abc ", min_size=1, max_size=8), st.text("xyz", min_size=1), max_size=40))
def test_every_key_is_found_in_its_file(texts: dict[str, str]) -> None:
    starts, contents = lettered_files(texts, 2)
    read = {f"assets/search/{number}.json": content for number, content in enumerate(contents)}
    found = LetteredFiles(starts, list(map(str, range(len(contents)))), 2, read.__getitem__)
    assert {key: found.get(key) for key in texts} == texts
    assert found.get("missing") == ""
