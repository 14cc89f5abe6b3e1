"""Facts of the real catalogue that were wrong once: requirements, institutions, places, and weeks without school."""

from __future__ import annotations

from datetime import date

from site_builder.build import Site

AUTUMN_41 = {"Rogaland", "Hordaland", "Sogn og Fjordane", "Møre og Romsdal", "Sør-Trøndelag", "Nord-Trøndelag"}
WINTER_9 = {"Rogaland", "Hordaland", "Sogn og Fjordane", "Nordland"}
WINTER_10 = {"Troms", "Finnmark"}


def weeks_without_school(county: str) -> set[tuple[int, int]]:
    """Return the autumn and the winter break of 2016/2017 as (year, ISO week): ordinary knowledge of the counties."""
    autumn = 41 if county in AUTUMN_41 else 40
    winter = 9 if county in WINTER_9 else 10 if county in WINTER_10 else 8
    return {(2016, autumn), (2017, winter)}


def test_no_sample_gathers_its_students_in_the_school_holidays_of_their_county(real_site: Site) -> None:
    wrong = [
        (course.key, gathering.first)
        for course in real_site.catalogue.current_year.courses
        if course.provenance.sample
        for gathering in course.offering.gatherings
        if (place := gathering.place)
        and {day.isocalendar()[:2] for day in (gathering.first, gathering.last)} & weeks_without_school(place.county)
    ]
    assert wrong == []


def test_only_english_is_new_in_primary_school_from_august_2015(real_site: Site) -> None:
    """Udir-3-2015, chapter 2."""
    since = {
        subject: requirement.valid_from
        for requirement in real_site.catalogue.requirements.values()
        if requirement.grades.ranges == ((1, 7),)
        for subject in requirement.subjects
    }
    assert since.pop("engelsk") == date(2015, 8, 1)
    assert since == dict.fromkeys(("norsk", "samisk", "norsk-tegnsprak", "matematikk"), date(2014, 1, 1))


def test_subjects_of_primary_school_alone_have_no_requirement_in_upper_secondary_school(real_site: Site) -> None:
    named = real_site.catalogue.requirements["videregaende"].subjects
    assert {"krle", "mat-og-helse", "kunst-og-handverk"} & set(named) == set()


def test_every_requirement_is_confirmed_by_a_source(real_site: Site) -> None:
    assert [key for key, each in real_site.catalogue.requirements.items() if not each.confirmed] == []


def test_institutions_that_merged_lead_to_the_one_that_took_over(real_site: Site) -> None:
    institutions = real_site.catalogue.institutions
    assert set(institutions["uit"].predecessors) == {"hif", "hih", "hin"}
    assert set(institutions["ntnu"].predecessors) == {"hist", "hig", "hial"}
    assert set(institutions["nord"].predecessors) == {"uin", "hint", "hine"}
    assert set(institutions["hsn"].predecessors) == {"hbv", "hit"}


def test_the_eight_campuses_of_sorost_norge_are_known_and_tonsberg_is_none(real_site: Site) -> None:
    places = {place.key for place in real_site.catalogue.institutions["hsn"].places}
    assert places == {"bo", "drammen", "honefoss", "horten", "kongsberg", "notodden", "porsgrunn", "rauland"}


def test_a_quarter_year_unit_is_fifteen_credits(real_site: Site) -> None:
    """Forskrift til opplæringslova § 14-10."""
    assert {unit.key: unit.credits for unit in real_site.catalogue.units.units}["kvartarsenhet"] == 15


def test_no_institution_is_described_by_ordinary_knowledge(real_site: Site) -> None:
    notes = [each.note or "" for each in real_site.catalogue.institutions.values()]
    assert [note for note in notes if "ikke bekreftet" in note] == []
