"""Reading grades, level and credits from titles, in every pattern that institutions have used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.checks.titles import read_title


@pytest.mark.parametrize(
    ("title", "grades", "level", "credits"),
    [
        ("Naturfag 1, trinn 1-7 - Kompetanse for kvalitet", (1, 7), 1, None),
        ("Norsk 2 for 5.-10. trinn, Kompetanse for kvalitet", (5, 10), 2, None),
        ("Kroppsøving 1, 5-10 (Kompetanse for kvalitet)", (5, 10), 1, None),
        ("Kompetanse for kvalitet: Matematikk 1 for 1.-7. trinn", (1, 7), 1, None),
        ("Kompetanse for kvalitet: Musikk 1", None, 1, None),
        ("Matematikk 2MU, trinn 5-10", (5, 10), 2, None),
        ("Mat og helse 1 1.–10. trinn", (1, 10), 1, None),
        ("VID-6087 Engelsk 2 for 5.-10. trinn, del 2 - 15 stp", (5, 10), 2, 15),
        ("Naturfag 1 for 1.-7. trinn, 30 stp, videreutdanning", (1, 7), 1, 30),
        ("Norsk 1 for 1.-7. årstrinn", (1, 7), 1, None),
        ("Norsk 1 for 1.–7. årssteg", (1, 7), 1, None),
        ("Engelsk 1: 5-10. trinn Høgskulen i Volda/Volda", (5, 10), 1, None),
        ("Engelsk 1: 1.-7. trinn", (1, 7), 1, None),
        ("Lesing og skriving som grunnleggende ferdigheter 2: 5.-10. trinn", (5, 10), 2, None),
        ("Naturfag 2 for 8.–13. trinn", (8, 13), 2, None),
        ("Regning, 7,5 studiepoeng", None, None, 7.5),
        ("Engelsk 2, del 1", None, 2, None),
        ("Natur II", None, 2, None),
        ("Engelsk I for lærere, del II", None, 1, None),
        ("Naturfag III, 5.–10. trinn", (5, 10), 3, None),
        ("Programmering (MOOC)", None, None, None),
        ("Matematikk for lærere, 8.-13. trinn (MAT601, 602, 611, 612)", (8, 13), None, None),
    ],
)
def test_grades_level_and_credits_are_read_from_a_title(
    title: str, grades: tuple[int, int] | None, level: int | None, credits: float | None
) -> None:
    facts = read_title(title)
    assert (facts.grades, facts.level, facts.credits) == (grades, level, credits)


@pytest.mark.parametrize(
    "title",
    [
        "Norsk 1 og 2",
        "Norsk I og II",
        "Naturfag IKT",
        "Kurs I skolen",
        "Del II",
        "Studieåret 2016-2017",
        "PfDK 4",
        "Fag 30",
        "Møte 13-1",
        "Kurs 15-20",
        "Praksis, del 2",
        "Modul 3: Geometri",
        "Veiledning (bolk 1)",
        "Norsk, semester 2",
        "Naturfag for vg 1",
    ],
)
def test_an_ambiguous_title_states_nothing(title: str) -> None:
    facts = read_title(title)
    assert (facts.level, facts.grades) == (None, None)


@given(st.text(max_size=80))
def test_any_title_gives_values_within_their_ranges(title: str) -> None:
    facts = read_title(title)
    assert facts.level in (None, 1, 2, 3)
    assert facts.grades is None or 1 <= facts.grades[0] < facts.grades[1] <= 13


@pytest.mark.parametrize(
    ("title", "semesters", "delivery", "closed"),
    [
        ("Naturfag 1, høst 2017", ["høst 2017"], None, ""),
        ("Naturfag 1 (2016/2017)", ["høst 2016", "vår 2017"], None, ""),
        ("Naturfag 1, hausten 2016 og våren 2017", ["høst 2016", "vår 2017"], None, ""),
        ("Naturfag 1 (nettbasert)", [], "nettbasert", ""),
        ("Naturfag 1, nett- og samlingsbasert", [], None, ""),
        ("Naturfag 1, samlingsbasert", [], "samlingsbasert", ""),
        ("Naturfag 1 (avlyst)", [], None, "avlyst"),
        ("Naturfag 1 H15", ["høst 2015"], None, ""),
        ("Naturfag 1 (V17)", ["vår 2017"], None, ""),
        ("Naturfag V1, H2O", [], None, ""),
        ("UTGÅR: Naturfag 1", [], None, "UTGÅR"),
        ("Naturfag 1 - kansellert", [], None, "kansellert"),
        ("FULLT! Naturfag 1", [], None, "FULLT"),
        ("Kritisk fullt lesing", [], None, ""),
        ("Læreplanen 2006-2016", [], None, ""),
    ],
)
def test_when_how_and_whether_one_can_apply_are_read_from_a_title(
    title: str, semesters: list[str], delivery: str | None, closed: str
) -> None:
    facts = read_title(title)
    assert ([str(each) for each in facts.semesters], facts.delivery, facts.closed) == (semesters, delivery, closed)


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Norsk for ungdomstrinnet", (8, 10)),
        ("Norsk på barnesteget", (1, 7)),
        ("Norsk i VGS", (11, 13)),
        ("Norsk for videregående", (11, 13)),
        ("Norsk for mellomtrinnet og ungdomstrinnet", None),
        ("Ungdomskultur 1", None),
    ],
)
def test_a_stage_of_school_is_read_from_a_title(title: str, stage: tuple[int, int] | None) -> None:
    assert read_title(title).stage == stage
