"""A catalogue of many institutions and courses: what a front page, an index and the page of all courses list."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

import pytest
from course_factory import (
    make_course,
    make_institution,
    make_offering,
    make_place,
    make_subject,
    make_text,
    make_year,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.build import Site
from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.grouping import Grouping
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import read_translations
from site_builder.pages.layout import Layout
from site_builder.pages.plan import plan_pages
from site_builder.pages.views.choices import MOST_UNGROUPED, Choice, Group, choice_groups
from site_builder.pages.views.front import MOST_CHOICES, with_most_courses
from site_builder.pages.views.letters import letters_of
from site_builder.pages.views.lists import (
    ListView,
    all_courses_view,
    facet_index_view,
    facet_list_view,
    letter_view,
    pair_list_view,
)
from site_builder.pages.views.numbered import MOST_CARDS, Numbered, numbered_pages

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
    view = facet_list_view(BY_KEY[facet], value, courses, Numbered("/"), year, layout)
    assert (view.sections, view.count) == ((), len(courses))
    assert [choice.address for group in view.narrow for choice in group.choices] == [
        layout.addresses.facet_value(year.key, "fag", courses[0].subject.key)
    ]


def numbered_lists(layout: Layout, facet: str) -> list[ListView]:
    """Return all pages of the list of the only value of a facet."""
    year = layout.catalogue.years[0]
    [(value, courses)] = layout.grouped(year).by(BY_KEY[facet]).items()
    pages = numbered_pages(layout.addresses.facet_value(year.key, facet, value.key), len(courses))
    return [facet_list_view(BY_KEY[facet], value, courses, each, year, layout) for each in pages]


@pytest.fixture(scope="module")
def one_institution(layout: Layout) -> Layout:
    """A year whose courses are all at one institution, in two places: more than two pages of cards have."""
    places = [make_place("hamar", "Innlandet"), make_place("oslo", "Oslo")]
    school = make_institution("hihm", places=tuple(places))
    courses = tuple(
        make_course(
            key=f"hihm/kurs-{number}",
            institution=school,
            title=f"Kurs {number:04}",
            offering=make_offering(places=(places[number % 2],)),
        )
        for number in range(2 * MOST_CARDS + 1)
    )
    year = make_year(courses=courses)
    catalogue = replace(layout.catalogue, years=(year,), institutions={"hihm": school})
    return Layout(catalogue, layout.locale, {year.key: Grouping(year, Memo())})


@pytest.mark.parametrize("facet", ["fag", "institusjon"])
def test_the_pages_of_a_long_list_have_each_course_once_by_title(one_institution: Layout, facet: str) -> None:
    views = numbered_lists(one_institution, facet)
    listed = [card.title for view in views for _, cards in view.sections for card in cards]
    assert listed == [f"Kurs {number:04}" for number in range(2 * MOST_CARDS + 1)]
    assert [len(view.sections[0][1]) for view in views] == [167, 167, 167]
    assert {view.count for view in views} == {2 * MOST_CARDS + 1}


def test_the_pages_of_a_long_list_link_to_each_other(one_institution: Layout) -> None:
    first, second, last = numbered_lists(one_institution, "institusjon")
    list_, of = "/2016-2017/hihm/", [view.page.address for view in (first, second, last)]
    assert of == [list_, f"{list_}side-2/", f"{list_}side-3/"]
    assert [(view.before, view.after) for view in (first, second, last)] == [("", of[1]), (of[0], of[2]), (of[1], "")]
    assert [[link.current for link in view.pages] for view in (first, second)] == [
        [True, False, False],
        [False, True, False],
    ]
    assert [link.address for link in second.page.breadcrumbs][-2:] == of[:2]
    assert second.title == f"{first.title}, page 2 of 3"
    assert second.finder == first.finder
    assert second.narrow == first.narrow


def test_a_long_list_of_a_subject_at_one_place_has_pages_too(one_institution: Layout) -> None:
    year = one_institution.catalogue.years[0]
    [subject] = one_institution.grouped(year).by(BY_KEY["fag"])
    facet, value, courses = one_institution.grouped(year).pairs(subject.key)[0]
    address = one_institution.addresses.pair(year.key, subject.key, facet.key, value.key)
    views = [
        pair_list_view(subject, facet, value, courses, each, year, one_institution)
        for each in numbered_pages(address, len(courses))
    ]
    assert [view.page.address for view in views] == [address, f"{address}side-2/"]
    assert sum(len(view.sections[0][1]) for view in views) == len(courses) == MOST_CARDS + 1


def test_all_pages_of_a_long_list_are_planned(one_institution: Layout) -> None:
    translations = {each: one_institution.locale for each in one_institution.catalogue.settings.languages}
    now = datetime(2016, 2, 1, tzinfo=UTC)
    pages = {page.address: page for page in plan_pages(one_institution.catalogue, now, translations, Memo())}
    for address in ("/2016-2017/hihm/side-3/", "/2016-2017/fag/engelsk/side-3/", "/2016-2017/fag/engelsk/sted/hamar/"):
        assert pages[address].in_sitemap
    assert "/2016-2017/hihm/side-4/" not in pages
    assert not [address for address in pages if "/oppstart/" in address and "/side-" in address]


@pytest.mark.parametrize("language", ["", "nn/", "se/", "en/"])
def test_a_full_page_of_cards_is_within_the_budget_of_lists(published: Path, real_site: Site, language: str) -> None:
    page = (published / f"{language}2016-2017/alle/index.html").read_text("utf-8")
    cards = [each.start() for each in re.finditer('<li class="card[ "]', page)]
    loaded = set(re.findall(r'(?:href|src)="/([^"]+\.(?:css|js|svg|png))"', page))
    weight = len(page.encode()) + sum((published / each).stat().st_size for each in loaded)
    of_a_card = len(page[cards[0] : cards[-1]].encode()) / (len(cards) - 1)
    assert weight + of_a_card * (MOST_CARDS - len(cards)) <= real_site.catalogue.settings.weights["list"] * 1000


@given(st.integers(0, 20_000))
def test_pages_of_a_list_have_room_for_their_cards(courses: int) -> None:
    pages = numbered_pages("/", courses)
    assert len(pages) == max(1, ceil(courses / MOST_CARDS))
    assert [page.own_address for page in pages] == ["/", *(f"/side-{number}/" for number in range(2, len(pages) + 1))]


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
