"""A course's page says one thing about applying at each moment: tag, banner, action, note and data agree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from site_builder.build import Site
from site_builder.catalogue.model import Course
from site_builder.catalogue.status import CAN_APPLY, STATES, StatusKind, statuses
from site_builder.catalogue.years import AcademicYear
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import Locale, read_translations
from site_builder.pages.layout import Layout
from site_builder.pages.plan import Grouping
from site_builder.pages.status import status_tag
from site_builder.pages.structured_data import course_data
from site_builder.pages.times import times
from site_builder.pages.views.applying import applying
from site_builder.pages.views.deadlines import deadlines_view
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent.parent
OSLO = ZoneInfo("Europe/Oslo")
MOMENTS = ("2016-02-10T12:00", "2016-02-23T12:00", "2016-03-01T20:00", "2016-03-02T09:00", "2016-05-03T09:00",
           "2016-08-20T12:00", "2026-11-28T12:00")  # fmt: skip


@pytest.fixture(scope="module")
def locale() -> Locale:
    return read_translations(read_sources(PROJECT, Memo()).locales, ["nb"], Memo(), zone=OSLO)["nb"]


@pytest.fixture(scope="module")
def layout(real_site: Site, locale: Locale) -> Layout:
    catalogue = real_site.catalogue
    return Layout(catalogue, locale, {year.key: Grouping(year, Memo()) for year in catalogue.years})


def courses(site: Site) -> Iterator[tuple[Course, AcademicYear]]:
    return ((course, year) for year in site.catalogue.published_years for course in year.courses)


@pytest.mark.parametrize("moment", MOMENTS)
def test_at_each_moment_no_course_contradicts_itself(real_site: Site, layout: Layout, moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=OSLO)
    for course, year in courses(real_site):
        found = statuses(course, year)
        kind, page = found.at(now).kind, applying(course, year, layout, found, now)
        [action] = [each for each in page.actions if each.now]
        assert bool(page.banner and page.banner.state in ("open", "last-week", "last-day")) == (kind in CAN_APPLY)
        to_the_form = year.form is not None and action.link.address == year.form.address
        assert to_the_form == (kind in CAN_APPLY and not course.offering.application), course.key
        assert (page.note is not None and page.note.now) == (kind in STATES.values()), course.key
        if kind in (StatusKind.CANCELLED, StatusKind.NOT_THIS_YEAR, StatusKind.FULL):
            assert not page.steps_now and "/fag/" in action.link.address


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_deadlines_lead_to_the_form_only_while_one_can_apply(real_site: Site, layout: Layout, moment: str) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=OSLO)
    for year in real_site.catalogue.published_years:
        page = deadlines_view(year, layout, now)
        open_now = page.banner is not None and page.banner.state in ("open", "last-week", "last-day")
        assert (page.form is not None and page.form_now) == open_now
        has_places = datetime(2016, 6, 6, tzinfo=OSLO) < now < datetime(2017, 7, 1, tzinfo=OSLO)
        assert page.vacant is None or page.vacant.now == has_places


def test_the_lists_of_states_have_titles_that_are_true_at_any_time(real_site: Site) -> None:
    titles = {}
    for output in real_site.outputs:
        if found := re.fullmatch(r"2016-2017/status/(.+)/index\.html", output.path):
            titles[found[1]] = re.findall(r"<h1>(.*?)</h1>", output.content.decode())[0]
    assert titles["ledige-plasser"] == "Ledige plasser fra 6. juni 2016"
    assert titles["full"] == "Fulltegnet fra 2. mai 2016"
    assert titles["avlyst"] == "Avlyst 9. mai 2016"
    [figures] = [each.content.decode() for each in real_site.outputs if each.path == "2016-2017/i-tall/index.html"]
    assert ">ledige plasser fra 6. juni 2016</a>" in figures


def test_in_february_no_course_is_full_or_has_places_left_or_is_cancelled_for_want_of_applicants(
    real_site: Site,
) -> None:
    now = datetime(2016, 2, 23, 12, tzinfo=OSLO)
    kinds = {statuses(course, year).at(now).kind for course, year in courses(real_site)}
    assert kinds == {StatusKind.OPEN, StatusKind.LAST_DAYS, StatusKind.NOT_THIS_YEAR}


def test_every_status_of_every_course_has_words_and_one_action(real_site: Site, layout: Layout, locale: Locale) -> None:
    shared = times(real_site.catalogue, locale)
    words, years = shared["words"], shared["years"]
    assert isinstance(words, dict) and isinstance(years, dict)
    for course, year in courses(real_site):
        found = statuses(course, year)
        tag = status_tag(course, year, found, locale)
        follows = tag.statuses == year.key
        timeline = years[year.key]["statuses"] if follows else tag.statuses
        assert tag.text and timeline == found.timeline and set(timeline.split()[::2]) <= set(words)
        for each in found.statuses:
            now = each.since or datetime(1970, 1, 1, tzinfo=OSLO)
            assert sum(action.now for action in applying(course, year, layout, found, now).actions) == 1


def test_the_pilots_that_the_school_owner_applies_for_say_nothing_of_the_two_steps(
    real_site: Site, layout: Layout
) -> None:
    [year] = [year for year in real_site.catalogue.years if year.key == "2016-2017"]
    for key in ("ntnu/laererspesialist-matematikk-8-10", "uis/laererspesialist-norsk-1-7"):
        course, now = year.by_key[key], datetime(2016, 3, 2, 9, tzinfo=OSLO)
        page = applying(course, year, layout, statuses(course, year), now)
        assert page.steps == () and page.application is not None
        assert page.tag.text == "søknadsfrist 15. mars 2016"
        assert page.banner is not None and page.banner.iso_date == "2016-03-15"
        assert [each.link.address for each in page.actions if each.now] == ["#_soknad"]


def test_offers_for_search_engines_carry_their_days_so_that_none_becomes_false(real_site: Site, locale: Locale) -> None:
    catalogue = real_site.catalogue
    for course, year in courses(real_site):
        found = statuses(course, year)
        data = json.loads(course_data(course, "https://a.no/b/", found, year.semesters, catalogue.profile, locale))
        offers = data.get("offers", [])
        for offer in offers if isinstance(offers, list) else [offers]:
            assert "availabilityStarts" in offer
        if found.statuses[-1].kind is StatusKind.NOT_THIS_YEAR:
            assert not offers
