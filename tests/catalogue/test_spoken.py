"""The language of a text is recognised by its small words, where it is clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalogue.checks.text_language import language_problems
from site_builder.catalogue.load import parse_entries
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


@pytest.mark.parametrize(
    ("stated", "text", "told"),
    [
        ("sv", "Kurset er for deg som underviser i naturfag. Vi ser på kropp og helse.", "nb"),
        ("sv", "Kursen är för dig som undervisar och vill lära dig mer om kroppen.", None),
        ("da", "Kurset er for deg som jobber i skolen, og gir mye kunnskap om elevene.", "nb"),
        ("da", "Studiet gjev kunnskap, og du skal gjere noko i skulen.", "nn"),
        ("da", "Kurset er for dig, der underviser, og giver mulighed for at lære mere.", None),
        ("nb", "Kursen är för dig och ger mer om kroppen.", "sv"),
        ("nn", "Uddannelse efter mulighed: noget om meget af det.", "da"),
        ("nb", "Studiet er for deg. Se Jönköping og Malmö.", None),
        ("sv", "Kurs i norsk", None),
    ],
)
def test_a_short_text_in_a_neighbouring_language_is_reported(stated: str, text: str, told: str | None) -> None:
    record, _ = read_record("content/om.md", "article", "om", f"---\nspråk: {stated}\n---\n\n{text}\n")
    assert record is not None
    found = [each.values["spoken"] for each in language_problems(record, convert(record.body).spoken)]
    assert found == ([told] if told else [])


@pytest.mark.parametrize(("text", "asked"), [(TEXTS["nn"], "nn"), (TEXTS["nb"], "nb"), ("Kort.", "nb / nn")])
def test_norwegian_as_a_language_is_asked_about_by_the_text(text: str, asked: str) -> None:
    record, _ = read_record("content/om.md", "article", "om", f"---\ntittel: Om\nspråk: norsk\n---\n\n{text}\n")
    assert record is not None
    [problem] = [each for each in parse_entries([record])[1] if each.code == "bad-choice"]
    assert problem.values["suggestion"] == asked


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
