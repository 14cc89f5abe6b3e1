"""Which courses go towards which kompetansekrav."""

from __future__ import annotations

from site_builder.catalogue.fields import Grades
from site_builder.catalogue.model import Requirement, Text
from site_builder.catalogue.requirements import fulfilments


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
