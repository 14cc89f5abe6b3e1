"""The facts that the browser filters by are those of the courses, and lists lead into the search with their filters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.build import Site
from site_builder.catalogue.schema.enums import Delivery, Form
from site_builder.catalogue.status import StatusKind, statuses
from site_builder.search.documents import indexed_courses
from site_builder.search.facts import unavailable_from
from site_builder.search.filter_facts import filter_facts, town_positions
from site_builder.search.status_facet import status_facet

LISTS = {
    "2016-2017/fag/engelsk/index.html": "/sok/?fag=engelsk",
    "nn/2016-2017/fylke/hordaland/index.html": "/nn/sok/?fylke=hordaland",
    "2016-2017/hihm/index.html": "/sok/?institusjon=hihm",
    "2016-2017/fag/matematikk/trinn/1-7/index.html": "/sok/?fag=matematikk&trinn=1-7",
    "2016-2017/alle/index.html": "/sok/",
}


def test_days_and_credits_are_those_of_the_courses(real_site: Site) -> None:
    courses = indexed_courses(real_site.catalogue)
    facts = filter_facts(courses)
    first = date.fromisoformat(str(facts["first"]))
    assert first.weekday() == 0
    for course, numbers, away, (enough, learnt), online in zip(
        courses,
        facts["days"],
        facts["away"],
        facts["credits"],
        facts["online"],
        strict=True,  # type: ignore[call-overload]
    ):
        gatherings = course.offering.gatherings
        if numbers is None:
            assert not gatherings
            assert course.offering.delivery not in (Delivery.ONLINE, Delivery.MOOC) or course.offering.places
        else:
            spans = list(zip(numbers[::2], numbers[1::2], strict=True))
            found = [(first + timedelta(days=day), first + timedelta(days=day + length - 1)) for day, length in spans]
            assert found == [(each.first, each.last) for each in gatherings]
        physical = [each for each in gatherings if each.form is Form.PHYSICAL]
        assert away == sum((each.last - each.first).days + 1 for each in physical)
        assert enough <= course.prior_credits
        assert learnt is None or learnt == enough + course.credits
        assert not (online and course.offering.places)


def test_every_place_of_a_course_has_a_position_to_count_from(real_site: Site) -> None:
    courses = indexed_courses(real_site.catalogue)
    taught_at = {place.key for course in courses for place in course.offering.places}
    assert set(filter_facts(courses)["places"]) == taught_at  # type: ignore[call-overload]
    assert set(town_positions(real_site.catalogue)) >= {"Mosjøen", "Bergen", "Kautokeino"}


def test_a_catalogue_without_courses_has_no_facts() -> None:
    assert filter_facts(()) | {"first": ""} == {
        "first": "", "days": [], "away": [], "credits": [], "online": [], "places": {}
    }  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_a_list_leads_into_the_search_with_its_filters(real_site: Site, path: str) -> None:
    [page] = [LexborHTMLParser(output.content.decode()) for output in real_site.outputs if output.path == path]
    assert LISTS[path] in {link.attributes["href"] for link in page.css("main a.button")}


def test_each_status_of_the_search_has_the_courses_that_have_it_at_each_moment(real_site: Site) -> None:
    catalogue = real_site.catalogue
    courses, year = indexed_courses(catalogue), catalogue.current_year
    facet = status_facet(courses, year, lambda label: label.message)
    timelines, of, kinds = facet["timelines"], facet["of"], facet["kinds"]
    assert [timelines[number] for number in of] == [statuses(each, year).timeline for each in courses]  # type: ignore
    named = [value for value, _ in facet["values"]]  # type: ignore[attr-defined]
    assert named[0] == "kan-sokes"
    assert kinds[0] == "open last rolling"  # type: ignore[index]
    assert {"apen", "ledige-plasser", "full", "avlyst"} <= set(named)


def test_a_course_that_will_be_full_can_be_had_until_then(real_site: Site) -> None:
    catalogue = real_site.catalogue
    for course in indexed_courses(catalogue):
        since = unavailable_from(course, catalogue.current_year)
        found = statuses(course, catalogue.current_year)
        given = found.given
        if given and given.kind in (StatusKind.FULL, StatusKind.CANCELLED, StatusKind.NOT_THIS_YEAR):
            assert since == (int(given.since.timestamp()) if given.since else 0)
        else:
            assert since is None
