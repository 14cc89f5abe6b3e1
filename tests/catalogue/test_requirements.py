"""Which courses go towards which kompetansekrav."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.build import Site
from site_builder.catalogue.model import Course, Offering, Provenance
from site_builder.catalogue.requirements import Way, credits_of, fulfilments, lacking, ways
from site_builder.catalogue.schema.enums import Area, CourseState, Delivery, Grades, ProvenanceKind, Semester
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import Institution, Requirement, StudyPlace, Subject, Unit


def requirement(key: str, low: int, high: int, credits: float = 30.0) -> Requirement:
    return Requirement(
        key, Text({"nb": key}), Grades(((low, high),)), ("norsk", "engelsk"), credits, None, "udir.no", True
    )


PRIMARY, SECONDARY = requirement("barn", 1, 7), requirement("ungdom", 8, 10, 60)


def told(subject: str = "engelsk", low: int = 1, high: int = 7, credits: float = 30, prior: float = 0) -> list[object]:
    found = fulfilments(
        (SECONDARY, PRIMARY), subject=subject, grades=Grades(((low, high),)), credits=credits, prior_credits=prior
    )
    return [(each.requirement.key, each.credits, each.complete) for each in found]


def test_thirty_credits_meet_the_requirement_of_primary_school() -> None:
    assert told() == [("barn", 30, True)]


def test_thirty_credits_go_half_way_in_lower_secondary_school() -> None:
    assert told(low=8, high=10) == [("ungdom", 30, False)]


def test_credits_required_beforehand_count_too() -> None:
    assert told(low=8, high=10, prior=30) == [("ungdom", 60, True)]


def test_more_credits_than_required_are_no_more_than_enough() -> None:
    assert told(credits=60) == [("barn", 30, True)]


def test_a_course_for_both_stages_goes_towards_both_and_what_is_met_comes_first() -> None:
    assert told(low=5, high=10) == [("barn", 30, True), ("ungdom", 30, False)]


def test_fewer_credits_are_not_enough() -> None:
    assert told(credits=15) == [("barn", 15, False)]


def test_other_subjects_and_other_grades_have_no_requirement() -> None:
    assert told(subject="musikk") == []
    assert told(low=11, high=13) == []


def test_a_course_for_adults_alone_meets_none() -> None:
    assert fulfilments((PRIMARY,), subject="norsk", grades=Grades((), True), credits=30, prior_credits=0) == ()


def course(name: str, credits: float = 30, *, level: int | None = None, prior: float = 0, at: str = "hioa") -> Course:
    institution = Institution(at, at, (), None, None, None, (), (), None, None)
    subject = Subject("engelsk", Text({"nb": "Engelsk"}), (), Area.LANGUAGES, required=True)
    offering = Offering(
        "2016-2017", Delivery.ONLINE, (), Semester(2016, 1), 1, (), ("nb",), (), None, None, (), CourseState.OPEN, None
    )
    return Course(
        key=f"{at}/{name}",
        institution=institution,
        title=name,
        subject=subject,
        level=level,
        grades=Grades(((8, 10),)),
        credits=credits,
        modules=(),
        language="nb",
        admission=None,
        prior_subject=subject if prior else None,
        prior_credits=prior,
        prior_course=None,
        fulfilments=(),
        link=None,
        contact=None,
        provenance=Provenance(ProvenanceKind.SAMPLE, None, None, ()),
        prose=Prose.of("", ""),
        offering=offering,
        old_addresses=(),
        source="",
    )


def names(found: tuple[Way, ...], held: float) -> list[list[str]]:
    return [[each.title for each in way.courses] for way in found if way.fits(held)]


ONE, TWO = course("en", level=1), course("to", level=2, prior=30)


def test_a_chain_leads_to_sixty_credits_for_whom_none_is_enough() -> None:
    found = ways(SECONDARY, "engelsk", [TWO, ONE])
    assert names(found, 0) == [["en", "to"]]


def test_one_course_is_offered_alone_to_whom_it_is_enough() -> None:
    found = ways(SECONDARY, "engelsk", [ONE, TWO])
    assert names(found, 30) == [["to"], ["en"]]


def test_nobody_who_meets_the_requirement_is_offered_anything() -> None:
    assert names(ways(SECONDARY, "engelsk", [ONE, TWO]), 60) == []


def test_a_chain_stays_at_one_institution() -> None:
    found = ways(SECONDARY, "engelsk", [ONE, course("to", level=2, prior=30, at="uit")])
    assert names(found, 0) == []


def test_a_cancelled_course_is_no_way() -> None:
    gone = replace(TWO, offering=replace(TWO.offering, state=CourseState.CANCELLED))
    assert names(ways(SECONDARY, "engelsk", [ONE, gone]), 30) == [["en"]]


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
def test_every_way_leads_there_and_asks_no_more_than_one_holds(
    offered: list[Course], held: float, asked: Requirement
) -> None:
    asked = replace(asked, grades=Grades(((8, 10),)))
    for way in ways(asked, "engelsk", offered):
        if way.fits(held):
            assert held + way.credits >= asked.credits
            for before, each in zip((0, *(each.credits for each in way.courses)), way.courses, strict=False):
                assert held + before >= each.prior_credits


@given(courses, st.floats(0, 59))
def test_a_single_course_that_is_enough_is_always_offered(offered: list[Course], held: float) -> None:
    found = names(ways(SECONDARY, "engelsk", offered), held)
    for each in offered:
        assert ([each.title] in found) == (held + each.credits >= 60 and held >= each.prior_credits) or any(
            [other.title] in found for other in offered if other.title == each.title and other is not each
        )


@given(st.floats(0, 400), st.sampled_from([("vekttall", 3), ("halvarsenhet", 30), ("arsenhet", 60)]))
def test_older_measures_are_converted_and_what_is_lacking_is_never_negative(
    amount: float, unit: tuple[str, float]
) -> None:
    held = credits_of(amount, Unit(unit[0], Text({"nb": unit[0]}), unit[1]))
    assert held == amount * unit[1]
    assert lacking(SECONDARY, held) == max(0, 60 - held)


def test_ten_vekttall_are_thirty_credits_in_the_catalogue(real_site: Site) -> None:
    units = {unit.key: unit for unit in real_site.catalogue.units.units}
    assert credits_of(10, units["vekttall"]) == credits_of(1, units["halvarsenhet"]) == 30
    assert credits_of(1, units["arsenhet"]) == 60


def test_a_chain_can_be_taken_where_every_course_of_it_is_held() -> None:
    oslo, hamar = StudyPlace("oslo", "Oslo", "Oslo", None), StudyPlace("hamar", "Hamar", "Hedmark", None)

    def held(course: Course, *places: StudyPlace) -> Course:
        return replace(course, offering=replace(course.offering, places=places))

    def counties(one: Course, two: Course) -> object:
        return next(way.counties for way in ways(SECONDARY, "engelsk", [one, two]) if len(way.courses) == 2)

    assert counties(ONE, TWO) is None, "online from anywhere"
    assert counties(held(ONE, oslo), TWO) == {"Oslo"}
    assert counties(held(ONE, oslo, hamar), held(TWO, hamar)) == {"Hedmark"}
    assert counties(held(ONE, oslo), held(TWO, hamar)) == set()
