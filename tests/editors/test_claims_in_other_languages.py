"""Claims of English, Swedish and Danish texts: the phrases are data, in templates/locale/LANGUAGE.yaml."""

from __future__ import annotations

import pytest

from site_builder.catalogue.load import parse_entries
from site_builder.catalogue.schema.claim_words import PHRASES
from tests.editors.test_claims import FIELDS, course, surroundings

LANGUAGES = ("en", "sv", "da")
FALSE = [
    ("en", "The course is worth 60 credits.", "studiepoeng"),
    ("en", "This course carries a total of fifteen ECTS credits.", "studiepoeng"),
    ("en", "The course is a 15-credit programme.", "studiepoeng"),
    ("en", "**Credits:** 60", "studiepoeng"),
    ("en", "The course starts on 15 January 2017.", "oppstart"),
    ("en", "The course starts on January 15, 2017.", "oppstart"),
    ("en", "The programme begins in the spring of 2017.", "oppstart"),
    ("en", "- Start date: 1 February 2017", "oppstart"),
    ("en", "The course lasts four semesters.", "varighet"),
    ("en", "Duration: 2 years", "varighet"),
    ("en", "The course is unfortunately fully booked.", "status"),
    ("en", "The course is intended for teachers in grades 8–10.", "trinn"),
    ("en", "The course is taught in Bergen.", "studiesteder"),
    ("en", "All gatherings are in Hamar and Bergen.", "studiesteder"),
    ("en", "Location: campus Bergen", "studiesteder"),
    ("en", "The application deadline is 15 April 2016.", "frister"),
    ("en", "Apply by 15 April.", "frister"),
    ("en", "There are three gatherings.", "samlinger"),
    ("en", "The course has no physical gatherings.", "samlinger"),
    ("en", "The course is taught fully online.", "studieform"),
    ("en", "The course has 30 places.", "plasser"),
    ("en", "The course costs NOK 5,000.", "pris"),
    ("en", "The course is free of charge.", "pris"),
    ("en", "There is no tuition fee.", "pris"),
    ("en", "The course is taught in English.", "undervisningsspråk"),
    ("en", "The teaching is in Norwegian and English.", "undervisningsspråk"),
    ("sv", "Kursen omfattar 60 högskolepoäng.", "studiepoeng"),
    ("sv", "Kursen startar den 15 januari 2017.", "oppstart"),
    ("sv", "Utbildningen börjar våren 2017.", "oppstart"),
    ("sv", "Kursen pågår i fyra terminer.", "varighet"),
    ("sv", "Kursen är tyvärr inställd.", "status"),
    ("sv", "Kursen riktar sig till lärare i årskurs 8–9.", "trinn"),
    ("sv", "Kursen ges i Bergen.", "studiesteder"),
    ("sv", "Sista ansökningsdag är den 15 april.", "frister"),
    ("sv", "Kursen har tre obligatoriska träffar.", "samlinger"),
    ("sv", "Det är inga träffar.", "samlinger"),
    ("sv", "Kursen ges helt på distans.", "studieform"),
    ("sv", "Det finns 30 platser.", "plasser"),
    ("sv", "Kursen är avgiftsfri.", "pris"),
    ("sv", "Kursen kostar 5 000 kronor.", "pris"),
    ("sv", "Kursen ges på engelska.", "undervisningsspråk"),
    ("da", "Kurset giver 60 ECTS-point.", "studiepoeng"),
    ("da", "Kurset starter den 15. januar 2017.", "oppstart"),
    ("da", "Uddannelsen begynder i foråret 2017.", "oppstart"),
    ("da", "Kurset varer fire semestre.", "varighet"),
    ("da", "Kurset er desværre aflyst.", "status"),
    ("da", "Kurset er for lærere på 8.-9. klassetrin.", "trinn"),
    ("da", "Kurset foregår i Bergen.", "studiesteder"),
    ("da", "Ansøgningsfristen er den 15. april.", "frister"),
    ("da", "Der er tre seminarer.", "samlinger"),
    ("da", "Der er ingen fysiske seminarer.", "samlinger"),
    ("da", "Kurset foregår helt online.", "studieform"),
    ("da", "Kurset har op til 30 pladser.", "plasser"),
    ("da", "Kurset koster 5.000 kr.", "pris"),
    ("da", "Kurset er gratis.", "pris"),
    ("da", "Undervisningen foregår på engelsk.", "undervisningsspråk"),
]
TRUE_OR_UNSURE = [
    ("en", "The course is worth 30 credits. It starts on 1 May. The course starts on 15 August 2016."),
    ("en", "The course begins in autumn 2016 and lasts two semesters. The course lasts one year."),
    ("en", "The course is taught in Hamar. It costs nothing to ask. The course costs NOK 4,500."),
    ("en", "The course is not free. Is the course free of charge? If the course is full, you get a letter."),
    ("en", "One module of the course is worth 15 credits. In 2015 the course was taught in Bergen."),
    ("en", "The course is taught in Bergen or in Hamar. The course is taught in Norwegian and North Sami."),
    ("en", "The application deadline is 1 March. There are two gatherings. The course has 40 places."),
    ("en", "The course is for teachers in grades 1-4. A course that is free of charge is popular."),
    ("en", "The course is full of examples. The course is free to use any textbook. The course begins with a test."),
    ("sv", "Kursen är på 30 högskolepoäng, och startar i augusti. En annan kurs ges i Bergen."),
    ("sv", "Kursen är inte gratis. Kursen ges i Hamar. Om kursen är fullbokad får du besked."),
    ("sv", "Sista ansökningsdag är den 1 mars. Kursen kostar 4 500 kr. Kursen ges på norska."),
    ("da", "Kurset er på 30 ECTS-point og starter i august. Et andet kursus foregår i Bergen."),
    ("da", "Kurset er ikke gratis. Kurset foregår i Hamar. Hvis kurset er aflyst, får du besked."),
    ("da", "Ansøgningsfristen er 1. marts. Kurset koster 4.500 kr. Undervisningen er på norsk."),
]


def fields_in(language: str) -> str:
    return FIELDS.replace("språk: nb\n", f"språk: {language}\n", 1)


def reported(language: str, text: str) -> list[str]:
    records = [course(text, fields_in(language)), *surroundings(*LANGUAGES)]
    return [each.values["key"] for each in parse_entries(records)[1] if each.code == "text-contradicts"]


@pytest.mark.parametrize(("language", "text", "key"), FALSE)
def test_what_the_fields_contradict_is_reported(language: str, text: str, key: str) -> None:
    assert reported(language, text) == [key]


@pytest.mark.parametrize(("language", "text"), TRUE_OR_UNSURE)
def test_what_is_true_or_unsure_is_not_reported(language: str, text: str) -> None:
    assert reported(language, text) == []


def test_each_kind_is_tried_in_each_language() -> None:
    """«Ingen samlinger» is a kind of its own, of the field «samlinger»."""
    keys = {*PHRASES} - {"ingen samlinger"}
    assert {(language, key) for language in LANGUAGES for key in keys} == {(each, key) for each, _, key in FALSE}
