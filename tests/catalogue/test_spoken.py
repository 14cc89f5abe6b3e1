"""The language of a text is recognised by its small words, where it is clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.markdown.spoken import spoken
from site_builder.sources.front_matter import read_record

CATALOGUE = Path(__file__).parents[2] / "catalogue"

TEXTS = {
    "nb": "Du får ikke bare teori, men prøver også ut oppgaver i egen klasse. Elevene lærer mye av hverandre.",
    "nn": "Du får ikkje berre teori, men prøver òg ut oppgåver i eigen klasse. Elevane lærer mykje av kvarandre.",
    "da": "Du får kun lidt teori, men prøver nogle af opgaverne efter hvad eleverne kan. Uddannelsen giver dig meget.",
    "sv": "Du får inte bara teori, och eleverna lär sig att tänka. Kursen ska också ge mycket tid för samtal.",
    "en": "You will learn how pupils think, and to plan lessons with this in your class. The course has six seminars.",
    "se": "Oahppu lea oahpaheddjiide geat oahpahit giela. Don oahpat maid dan birra ahte go oahppit leat ovttas.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_of_two_sentences_has_its_language(language: str) -> None:
    assert [each.language for each in spoken(TEXTS[language])] == [language]


@pytest.mark.parametrize("other", sorted(TEXTS.keys() - {"nb"}))
def test_a_part_in_another_language_is_reported_at_its_first_line(other: str) -> None:
    body = f"{TEXTS['nb']}\n\n## Innhold\n\n{TEXTS[other]}\n"
    assert [(each.language, each.line) for each in convert(body).spoken] == [("nb", 1), (other, 5)]


@pytest.mark.parametrize(
    "passage",
    ["> {}", "«{}»", '"{}"', "*{}*", "## {}", "    {}", "## Litteratur\n\n- {}", "[ord](https://x.no/{})"],
)
def test_quotations_titles_and_literature_are_not_counted(passage: str) -> None:
    body = f"{TEXTS['nb']}\n\n{passage.format(TEXTS['en'][:90])}\n"
    assert [each.language for each in spoken(body)] == ["nb"]


@pytest.mark.parametrize("text", ["", "Norsk 1", "Kroppsøving, 30 studiepoeng, Hamar", "Hamar\n\nOslo og Bergen"])
def test_names_and_short_texts_have_no_language(text: str) -> None:
    assert not list(spoken(text))


def test_every_course_of_the_catalogue_is_in_its_language_and_most_are_recognised() -> None:
    recognised = []
    for path in sorted(CATALOGUE.rglob("*.md")):
        record, _ = read_record("a.md", "course", "a", path.read_text(encoding="utf-8"))
        stated = record.fields.get("språk") if record else None
        if record and stated:
            languages = {each.language for each in spoken(record.body)}
            assert languages <= {stated}, path
            recognised.append(stated in languages)
    assert sum(recognised) > 0.9 * len(recognised)
