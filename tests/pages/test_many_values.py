"""A catalogue of many institutions and courses: what a front page, an index and the page of all courses list."""

from __future__ import annotations

import pytest
from course_factory import make_course, make_institution, make_subject, make_text, make_year
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.build import Site
from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.grouping import Grouping
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import read_translations
from site_builder.pages.layout import Layout
from site_builder.pages.views.choices import MOST_UNGROUPED, Choice, Group, choice_groups
from site_builder.pages.views.front import MOST_CHOICES, with_most_courses
from site_builder.pages.views.letters import letters_of
from site_builder.pages.views.lists import (
    MOST_CARDS,
    all_courses_view,
    facet_index_view,
    facet_list_view,
    letter_view,
)

NAMES = [f"{chr(ord('A') + number % 26)}-skolen {number}" for number in range(650)]


@pytest.fixture(scope="module")
def layout(real_site: Site) -> Layout:
    """A year of 650 institutions with more courses than a page of cards has."""
    schools = [make_institution(f"skole-{number}", name=name) for number, name in enumerate(NAMES)]
    courses = tuple(
        make_course(key=f"{school.key}/kurs-{number}", institution=school, title=f"Kurs {number}")
        for number in range(3)
        for school in schools
    )
    assert len(courses) > MOST_CARDS
    year = make_year(courses=courses)
    catalogue = replace(
        real_site.catalogue, years=(year,), institutions={each.key: each for each in schools}, stories=()
    )
    locale = read_translations({"templates/locale/nb.po": ""}, ["nb"], Memo(), real_site.catalogue.languages)["nb"]
    return Layout(catalogue, locale, {year.key: Grouping(year, Memo())})


def test_an_index_of_many_institutions_is_divided_by_first_letter(layout: Layout) -> None:
    groups = tuple(choice_groups(BY_KEY["institusjon"], layout.catalogue.years[0], layout))
    assert "".join(group.title for group in groups) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert sum(len(group.choices) for group in groups) == len(NAMES) > MOST_UNGROUPED


def test_the_page_of_very_many_courses_lists_their_institutions(layout: Layout) -> None:
    view = all_courses_view(layout.catalogue.years[0], layout)
    assert (view.sections, view.count) == ((), 3 * len(NAMES))
    assert "".join(choice.text for group in view.narrow for choice in group.choices) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_the_page_of_many_courses_at_one_institution_lists_their_subjects(layout: Layout) -> None:
    subjects = [make_subject(f"fag-{number}", name=make_text(f"Fag {number}")) for number in range(2)]
    courses = tuple(
        make_course(key=f"hihm/kurs-{number}", subject=subjects[number % 2]) for number in range(MOST_CARDS + 1)
    )
    year = make_year(courses=courses)
    catalogue = replace(layout.catalogue, years=(year,), subjects={each.key: each for each in subjects})
    one = Layout(catalogue, layout.locale, {year.key: Grouping(year, Memo())})
    view = all_courses_view(year, one)
    assert view.sections == ()
    assert [choice.text for group in view.narrow for choice in group.choices] == ["Fag 0", "Fag 1"]


def test_an_index_of_very_many_institutions_links_to_a_page_for_each_letter(layout: Layout) -> None:
    institutions, year = BY_KEY["institusjon"], layout.catalogue.years[0]
    [group] = facet_index_view(institutions, year, layout).groups
    letters = letters_of(institutions, year, layout)
    assert [choice.address for choice in group.choices] == [
        layout.addresses.letter(year.key, "institusjon", letter.key) for letter in letters
    ]
    pages = [letter_view(letter, institutions, year, layout) for letter in letters]
    assert sum(page.count for page in pages) == sum(choice.count for choice in group.choices) == len(year.courses)
    listed = [choice.text for page in pages for each in page.groups for choice in each.choices]
    assert sorted(listed) == sorted(NAMES)
    assert (pages[1].title, pages[1].page.address) == ("Institution: B", f"/{year.key}/institusjon/bokstav-b/")


def test_letters_that_have_the_same_letter_in_addresses_have_pages_of_their_own(layout: Layout) -> None:
    names = [f"{letter}-skolen {number}" for letter in "AÅOØÆ1" for number in range(30)]
    schools = [make_institution(f"skole-{number}", name=name) for number, name in enumerate(names)]
    courses = tuple(make_course(key=f"{each.key}/kurs", institution=each) for each in schools)
    year = make_year(courses=courses)
    few = Layout(replace(layout.catalogue, years=(year,)), layout.locale, {year.key: Grouping(year, Memo())})
    found = [(letter.text, letter.key) for letter in letters_of(BY_KEY["institusjon"], year, few)]
    assert found == [("1", "1"), ("A", "a"), ("O", "o"), ("Æ", "ae"), ("Ø", "oo"), ("Å", "aa")]


def test_an_index_that_one_page_has_room_for_has_no_pages_of_letters(real_site: Site) -> None:
    assert not [each.path for each in real_site.outputs if "/bokstav-" in each.path]


@pytest.mark.parametrize("facet", ["sprak", "studieform", "oppstart"])
def test_the_list_of_very_many_courses_lists_their_subjects(layout: Layout, facet: str) -> None:
    year = layout.catalogue.years[0]
    [(value, courses)] = layout.grouped(year).by(BY_KEY[facet]).items()
    view = facet_list_view(BY_KEY[facet], value, courses, year, layout)
    assert (view.sections, view.count) == ((), len(courses))
    assert [choice.address for group in view.narrow for choice in group.choices] == [
        layout.addresses.facet_value(year.key, "fag", courses[0].subject.key)
    ]


def test_the_list_of_a_subject_has_all_its_courses(layout: Layout) -> None:
    year = layout.catalogue.years[0]
    [(value, courses)] = layout.grouped(year).by(BY_KEY["fag"]).items()
    [(_, cards)] = facet_list_view(BY_KEY["fag"], value, courses, year, layout).sections
    assert len(cards) == len(courses) > MOST_CARDS


choices = st.builds(Choice, st.text(min_size=1, max_size=8), st.just("/"), st.integers(1, 900))


@given(st.lists(st.lists(choices, max_size=60), max_size=4))
def test_a_front_page_lists_those_with_most_courses_in_their_order(listed: list[list[Choice]]) -> None:
    groups = tuple(Group(str(number), tuple(dict.fromkeys(each))) for number, each in enumerate(listed))
    every = [choice for group in groups for choice in group.choices]
    shown = [choice for group in with_most_courses(groups) for choice in group.choices]
    if len(every) <= MOST_CHOICES:
        assert shown == every
    else:
        assert MOST_CHOICES <= len(shown) <= len(every)
        assert shown == [each for each in every if each in shown]
        left_out = [each.count for each in every if each not in shown]
        assert max(left_out, default=0) <= min(each.count for each in shown)
