"""Fulfilment of kompetansekrav, and ways to meet them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.build import Site
from site_builder.catalogue.model import Course, Module
from site_builder.catalogue.requirements import Way, find_ways, fulfilments, lacking
from site_builder.catalogue.schema.enums import CourseState, Grades
from site_builder.catalogue.vocabulary import Requirement, StudyPlace
from tests.course_factory import make_course, make_institution, make_place, make_subject, make_text


def requirement(key: str, low: int, high: int, credits: float = 30.0) -> Requirement:
    return Requirement(
        key=key,
        name=make_text(key),
        grades=Grades(((low, high),)),
        subjects=("norsk", "engelsk"),
        credits=credits,
        valid_from=None,
        source="udir.no",
        confirmed=True,
    )


PRIMARY, SECONDARY = requirement("barn", 1, 7), requirement("ungdom", 8, 10, 60)


def fulfilled(
    subject: str = "engelsk", low: int = 1, high: int = 7, credits: float = 30, prior: float = 0
) -> list[object]:
    found = fulfilments(
        (SECONDARY, PRIMARY), subject=subject, grades=Grades(((low, high),)), credits=credits, prior_credits=prior
    )
    return [(each.requirement.key, each.credits, each.complete) for each in found]


def test_thirty_credits_meet_the_requirement_of_primary_school() -> None:
    assert fulfilled() == [("barn", 30, True)]


def test_thirty_credits_are_half_of_the_requirement_in_lower_secondary_school() -> None:
    assert fulfilled(low=8, high=10) == [("ungdom", 30, False)]


def test_credits_required_beforehand_count_too() -> None:
    assert fulfilled(low=8, high=10, prior=30) == [("ungdom", 60, True)]


def test_credits_above_the_requirement_do_not_count() -> None:
    assert fulfilled(credits=60) == [("barn", 30, True)]


def test_a_course_for_both_stages_counts_towards_both_and_complete_ones_come_first() -> None:
    assert fulfilled(low=5, high=10) == [("barn", 30, True), ("ungdom", 30, False)]


def test_fewer_credits_are_not_enough() -> None:
    assert fulfilled(credits=15) == [("barn", 15, False)]


def test_other_subjects_and_other_grades_have_no_requirement() -> None:
    assert fulfilled(subject="musikk") == []
    assert fulfilled(low=11, high=13) == []


def test_a_course_for_adults_alone_meets_none() -> None:
    assert fulfilments((PRIMARY,), subject="norsk", grades=Grades((), True), credits=30, prior_credits=0) == ()


def course(name: str, credits: float = 30, *, level: int | None = None, prior: float = 0, at: str = "hioa") -> Course:
    return make_course(
        key=f"{at}/{name}",
        institution=make_institution(at),
        title=name,
        level=level,
        credits=credits,
        prior_subject=make_subject() if prior else None,
        prior_credits=prior,
    )


def fits(way: Way, held: float) -> bool:
    """Return whether the way suits a teacher with `held` credits in the subject."""
    return way.enough_from <= held < way.useful_below


def names(found: tuple[Way, ...], held: float) -> list[list[str]]:
    return [[each.title for each in way.courses] for way in found if fits(way, held)]


ONE, TWO = course("en", level=1), course("to", level=2, prior=30)


def test_a_chain_gives_sixty_credits_where_no_single_course_does() -> None:
    found = find_ways(SECONDARY, "engelsk", [TWO, ONE])
    assert names(found, 0) == [["en", "to"]]


def test_a_single_course_is_offered_where_it_is_enough() -> None:
    found = find_ways(SECONDARY, "engelsk", [ONE, TWO])
    assert names(found, 30) == [["to"]]


def test_level_one_is_not_offered_to_a_teacher_who_holds_its_credits() -> None:
    assert names(find_ways(SECONDARY, "engelsk", [ONE]), 30) == []
    assert names(find_ways(replace(SECONDARY, credits=30), "engelsk", [ONE]), 15) == [["en"]]


def test_a_course_without_a_level_is_offered_wherever_it_is_enough() -> None:
    assert names(find_ways(SECONDARY, "engelsk", [course("fag")]), 30) == [["fag"]]


def test_nothing_is_offered_where_the_requirement_is_met() -> None:
    assert names(find_ways(SECONDARY, "engelsk", [ONE, TWO]), 60) == []


def test_a_chain_stays_at_one_institution() -> None:
    found = find_ways(SECONDARY, "engelsk", [ONE, course("to", level=2, prior=30, at="uit")])
    assert names(found, 0) == []


def test_a_cancelled_course_is_no_way() -> None:
    gone = replace(TWO, offering=replace(TWO.offering, state=CourseState.CANCELLED))
    assert names(find_ways(SECONDARY, "engelsk", [ONE, gone]), 30) == []


def with_modules(whole: Course, *credits: float) -> Course:
    modules = [Module(title=f"m{number}", credits=each, semester=None) for number, each in enumerate(credits, start=1)]
    return replace(whole, modules=tuple(modules))


def test_one_module_is_a_way_for_a_teacher_who_lacks_no_more() -> None:
    found = find_ways(replace(SECONDARY, credits=30), "engelsk", [with_modules(ONE, 15, 15)])
    assert [([each.title for each in way.modules], way.credits) for way in found if fits(way, 0)] == [([], 30)]
    assert ["m1", "m2"] in [[each.title for each in way.modules] for way in found if fits(way, 15)]


def test_modules_of_other_sizes_are_ways_of_their_own_and_one_that_is_the_whole_is_none() -> None:
    found = find_ways(replace(SECONDARY, credits=30), "engelsk", [with_modules(course("fag"), 20, 10, 30)])
    assert sorted((way.credits, way.enough_from) for way in found) == [(10, 20), (20, 10), (30, 0)]


def test_a_module_asks_for_what_its_course_asks_for() -> None:
    found = find_ways(SECONDARY, "engelsk", [with_modules(TWO, 15, 15)])
    assert [(way.credits, way.enough_from) for way in found] == [(30, 30), (15, 45)]


courses = st.lists(
    st.builds(
        course,
        st.sampled_from(["a", "b", "c", "d", "e"]),
        st.sampled_from([7.5, 10, 15, 30, 60]),
        level=st.sampled_from([None, 1, 2, 3]),
        prior=st.sampled_from([0, 15, 30, 60]),
        at=st.sampled_from(["x", "y"]),
    ),
    max_size=8,
    unique_by=lambda each: each.key,
)


@given(courses, st.floats(0, 90), st.sampled_from([PRIMARY, SECONDARY]))
def test_every_way_meets_the_requirement_with_the_credits_held(
    offered: list[Course], held: float, required: Requirement
) -> None:
    required = replace(required, grades=Grades(((8, 10),)))
    for way in find_ways(required, "engelsk", offered):
        if fits(way, held):
            assert held + way.credits >= required.credits
            for before, each in zip((0, *(each.credits for each in way.courses)), way.courses, strict=False):
                assert held + before >= each.prior_credits


@given(courses, st.floats(0, 59))
def test_a_single_course_that_is_enough_and_new_to_the_teacher_is_always_offered(
    offered: list[Course], held: float
) -> None:
    found = names(find_ways(SECONDARY, "engelsk", offered), held)
    for each in offered:
        enough = held + each.credits >= 60 and held >= each.prior_credits
        new = not each.level or held < each.prior_credits + each.credits
        assert ([each.title] in found) == (enough and new) or any(
            [other.title] in found for other in offered if other.title == each.title and other is not each
        )


@given(st.floats(0, 400))
def test_lacking_credits_are_never_negative(held: float) -> None:
    assert lacking(SECONDARY, held) == max(0, 60 - held)


def test_older_units_are_converted_as_the_catalogue_says(real_site: Site) -> None:
    """10 vekttall are 30 credits."""
    credits = {unit.key: unit.credits for unit in real_site.catalogue.units.units}
    assert (credits["vekttall"], credits["halvarsenhet"], credits["arsenhet"]) == (3, 30, 60)


def test_a_chain_has_the_counties_that_all_its_courses_share() -> None:
    oslo, hamar = make_place("oslo", "Oslo"), make_place("hamar", "Hedmark")

    def held(course: Course, *places: StudyPlace) -> Course:
        return replace(course, offering=replace(course.offering, places=places))

    def counties(one: Course, two: Course) -> object:
        return next(way.counties for way in find_ways(SECONDARY, "engelsk", [one, two]) if len(way.courses) == 2)

    assert counties(ONE, TWO) is None, "online from anywhere"
    assert counties(held(ONE, oslo), TWO) == {"Oslo"}
    assert counties(held(ONE, oslo, hamar), held(TWO, hamar)) == {"Hedmark"}
    assert counties(held(ONE, oslo), held(TWO, hamar)) == set()
