"""What a query asks for: alternatives, what a negation takes away, misspelt facts, and titles as they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from site_builder.build import Site
from site_builder.catalogue.model import Course
from site_builder.search.documents import indexed_courses
from site_builder.search.expected import open_index
from site_builder.search.ranking import Index

Is = Callable[[Course], bool]


@pytest.fixture(scope="module")
def index(real_site: Site) -> Index:
    return open_index(real_site.outputs, "nb")


@pytest.fixture(scope="module")
def courses(real_site: Site) -> tuple[Course, ...]:
    return indexed_courses(real_site.catalogue)


def found(index: Index, courses: tuple[Course, ...], text: str) -> list[Course]:
    return [courses[hit.document] for hit in index.search(text).hits if hit.document < len(courses)]


def subject(*keys: str) -> Is:
    return lambda course: course.subject.key in keys


def at(*places: str) -> Is:
    return lambda course: not {place.key for place in course.offering.places}.isdisjoint(places)


def online(course: Course) -> bool:
    return course.offering.delivery.is_online and not course.offering.places


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("fysikk eller kjemi", subject("fysikk"), subject("kjemi")),
        ("biologi og kjemi for videregående", subject("biologi"), subject("kjemi")),
        ("fysikk/kjemi", subject("fysikk"), subject("kjemi")),
        ("kunst og håndverk eller musikk", subject("kunst-og-handverk"), subject("musikk")),
        ("physics or chemistry", subject("fysikk"), subject("kjemi")),
        ("spesialpedagogikk samt rådgivning", subject("spesialpedagogikk"), subject("radgivning")),
        ("bergen eller stavanger", at("bergen"), at("stavanger")),
    ],
)
def test_one_of_several_alternatives_is_enough(
    index: Index, courses: tuple[Course, ...], text: str, one: Is, other: Is
) -> None:
    result = index.search(text)
    complete = [courses[hit.document] for hit in result.hits if not hit.missing and hit.document < len(courses)]
    assert any(map(one, complete))
    assert any(map(other, complete))
    assert all(one(course) or other(course) for course in complete[:3])
    assert len(result.query.either) == 1


def test_a_place_and_online_are_alternatives(index: Index, courses: tuple[Course, ...]) -> None:
    first = found(index, courses, "norsk i Hamar eller på nett")[:6]
    assert all(subject("norsk")(course) and (at("hamar")(course) or online(course)) for course in first)


@pytest.mark.parametrize("text", ["samlinger torsdag og fredag", "mat og helse", "lærerspesialist i matematikk"])
def test_what_is_wanted_together_is_no_alternative(index: Index, text: str) -> None:
    assert not index.search(text).query.either


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("engelsk uten oslo og bergen", at("oslo", "bergen")),
        ("verken nett eller mooc i engelsk", online),
        ("matematikk ikke 1-7", lambda course: course.grades.ranges == ((1, 7),)),
        ("norsk ikke videregående", lambda course: course.grades.ranges == ((11, 13),)),
        ("musikk not 15 credits", lambda course: course.credits == 15),
        ("matte utenom 5.–10. trinn", lambda course: course.grades.ranges == ((5, 10),)),
    ],
)
def test_a_negation_takes_away_all_that_it_names(
    index: Index, courses: tuple[Course, ...], text: str, taken: Is
) -> None:
    hits = found(index, courses, text)
    assert hits
    assert not list(filter(taken, hits))


def test_credits_that_one_has_not_take_nothing_away(index: Index, courses: tuple[Course, ...]) -> None:
    hits = found(index, courses, "jeg har ikke 30 studiepoeng i engelsk")
    assert all(map(subject("engelsk"), hits[:5]))
    assert any(course.credits == 30 for course in hits[:5])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("studier i krisitansand", at("kristiansand")),
        ("spesialpedagogik lilehammer", at("lillehammer")),
        ("norsk nettbasrt", online),
        ("kroppsøving ungdomstrinet", lambda course: any(low <= 8 <= high for low, high in course.grades.ranges)),
    ],
)
def test_a_misspelt_word_asks_for_the_facts_of_the_right_one(
    index: Index, courses: tuple[Course, ...], text: str, wanted: Is
) -> None:
    assert wanted(found(index, courses, text)[0])


@pytest.mark.parametrize("language", ["nb", "nn", "en", "se"])
def test_the_exact_title_comes_first(real_site: Site, courses: tuple[Course, ...], language: str) -> None:
    index = open_index(real_site.outputs, language)
    for title in sorted({course.title for course in courses}):
        first = found(index, courses, title)[0].title
        assert first.replace(":", ",") == title.replace(":", ","), title


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("matematikk fo", "matematikk"),
        ("studier i næ", "studier i"),
        ("matematikk nær sandn", "matematikk nær"),
        ("kurs i midt-nor", "kurs i midt"),
        ("engelsk eitt seme", "engelsk eitt"),
        ("har 3", "har"),
        ("naturfag 5", "naturfag"),
        ("må h", "må"),
        ("norsk uten fork", "norsk uten"),
    ],
)
def test_a_word_that_has_hardly_been_begun_changes_nothing(index: Index, text: str, like: str) -> None:
    assert [hit.document for hit in index.search(text).hits] == [hit.document for hit in index.search(like).hits]


@pytest.mark.parametrize("text", ["norsk 2", "naturfag it", "mat og helse nær Voss", "engelsk 1-7", "norsk ikke nett"])
def test_a_short_word_that_asks_for_something_counts(index: Index, text: str) -> None:
    before = text.rpartition(" ")[0]
    assert [hit.document for hit in index.search(text).hits] != [hit.document for hit in index.search(before).hits]


def test_an_unknown_last_word_is_read_by_its_beginning(index: Index, courses: tuple[Course, ...]) -> None:
    assert subject("rektorutdanning")(found(index, courses, "rektorudanni")[0])
    assert subject("veiledning")(found(index, courses, "veiledningspedagogik")[0])
    assert not found(index, courses, "xyzzyqwe")
