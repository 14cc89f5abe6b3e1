"""The nearest study places: of any town or municipality, with the distance, the online courses beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Site
from site_builder.catalogue.vocabulary import StudyPlace
from site_builder.search.documents import indexed_courses
from site_builder.search.expected import open_index
from site_builder.search.nearness import Near, kilometres, positions
from site_builder.search.ranking import Index

anywhere = st.tuples(st.floats(57, 72), st.floats(4, 32))


@pytest.fixture(scope="module")
def index(real_site: Site) -> Index:
    return open_index(real_site.outputs, "nb")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("nær Sandnes", "stavanger"),
        ("matte i nærheten av Jessheim", "oslo"),
        ("studier i nærleiken av Florø", "forde"),
        ("ikke langt fra Arendal", "grimstad"),
        ("courses around Mosjøen", "nesna"),
        ("near Lillestrøm", "oslo"),
        ("rundt Kárášjohka", "alta"),
        ("nær Bø", "bo"),
        ("pendle fra Nøtterøy", "horten"),
        ("nær Mo i Rana", "nesna"),
        ("norsk Drøbak", "drammen"),
        ("matte voss", "bergen"),
        ("engelsk moss", "halden"),  # no English in Ås, which is nearer
        ("biologi moss", "as"),
    ],
)
def test_a_town_asks_for_the_study_places_near_it(index: Index, text: str, place: str) -> None:
    [near] = [each for each in index.search(text).query.conditions if each.kilometres]
    assert f"sted={place}" in [fact for fact, _ in near.facts[: len(near.kilometres)]]
    assert list(near.kilometres) == sorted(near.kilometres)
    assert ("studieform=nettbasert", 4) in near.facts


def test_courses_near_by_come_before_online_ones_and_these_before_the_rest(real_site: Site, index: Index) -> None:
    result = index.search("nær Sandnes")
    assert result.hits[0].missing == ()
    shares = [hit.score for hit in result.hits if hit.document < index.manifest["kinds"][0]]
    assert len(set(shares)) > 2


@pytest.mark.parametrize("text", ["nær", "nær meg", "matte i nærheten", "rundt", "nær xqzw"])
def test_a_word_of_nearness_without_a_town_does_not_choose_among_places(index: Index, text: str) -> None:
    assert not [each for each in index.search(text).query.conditions if each.kilometres]


def test_a_study_place_where_nothing_is_taught_is_not_named() -> None:
    places = [
        StudyPlace(key="a", name="A", county="X", sami_name=None, position=(60.0, 10.0)),
        StudyPlace(key="b", name="B", county="X", sami_name=None, position=(60.5, 10.0)),
        StudyPlace(key="c", name="C", county="X", sami_name=None),
    ]
    near = positions({"By": ((60.0, 10.0),)}, places, ["b", "c"])
    assert near.of("by") == [("b", 56)]
    assert positions({"By": ((60.0, 10.0),)}, places, []) == Near()


def test_the_nearest_places_are_those_of_the_subject_that_is_asked_for(real_site: Site, index: Index) -> None:
    result = index.search("matematikk nær Molde")
    courses = indexed_courses(real_site.catalogue)
    first = [courses[hit.document] for hit in result.hits[:3]]
    assert {course.subject.key for course in first} == {"matematikk"}
    assert not any(course.offering.delivery.is_online and not course.offering.places for course in first)
    [near] = [each for each in result.query.conditions if each.kilometres]
    places = {fact.removeprefix("sted=") for fact, _ in near.facts[: len(near.kilometres)]}
    taught = {place.key for course in courses if course.subject.key == "matematikk" for place in course.offering.places}
    assert places <= taught


@given(anywhere, anywhere)
def test_a_distance_is_the_same_both_ways_and_less_than_across_the_country(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert kilometres(one, other) == kilometres(other, one) <= 2_500
    assert kilometres(one, one) == 0


def test_known_distances() -> None:
    oslo, bergen, alta = (59.91, 10.75), (60.39, 5.32), (69.97, 23.27)
    assert kilometres(oslo, bergen) == pytest.approx(305, abs=3)  # great circle between the two city centres
    assert kilometres(oslo, alta) == pytest.approx(1250, abs=30)  # the longest way that anybody may ask for
