"""A row of a list says what tells courses apart, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from course_factory import make_course, make_offering, make_place, make_subject, make_year

from site_builder.catalogue.labels import names_role
from site_builder.catalogue.model import Gathering
from site_builder.catalogue.schema.enums import Delivery, Form, Grades
from site_builder.engine.memo import Memo
from site_builder.pages.cards import card
from site_builder.pages.i18n import Locale, read_translations
from site_builder.pages.titles import unbroken, whole_ranges, whole_ranges_in
from site_builder.pages.urls import Addresses
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent.parent
HAMAR = make_place("hamar", "Hedmark")


@pytest.fixture(scope="module")
def locale() -> Locale:
    return read_translations(read_sources(PROJECT, Memo()).locales, ["nb"], Memo(), zone=ZoneInfo("Europe/Oslo"))["nb"]


def gathering(first: date, last: date, form: Form = Form.PHYSICAL) -> Gathering:
    return Gathering(first=first, last=last, place=HAMAR if form is Form.PHYSICAL else None, form=form)


MEETS = {
    "delivery": Delivery.BLENDED,
    "places": (HAMAR,),
    "gatherings": (
        gathering(date(2016, 8, 29), date(2016, 8, 30)),
        gathering(date(2016, 9, 12), date(2016, 9, 12), Form.DIGITAL),
        gathering(date(2016, 10, 17), date(2016, 10, 18)),
    ),
}


@pytest.mark.parametrize(
    ("fields", "offering", "where", "row"),
    [
        ({"title": "Engelsk 1, 8.–10. trinn"}, MEETS, "HIHM · Hamar", ("30 sp", "4 dager borte, fra 29. august")),
        ({"title": "Engelsk 1, 8.–10. trinn"}, {}, "HIHM · på nett", ("30 sp", "høst 2016")),
        ({"title": "Engelsk 1"}, {}, "HIHM · på nett", ("8.–10. trinn", "30 sp", "høst 2016")),
        ({"title": "Engelsk 1 for 8.–10. trinn, 30 stp"}, {}, "HIHM · på nett", ("høst 2016",)),
        (
            {"title": "Engelsk 2, 8.–10. trinn", "prior_subject": make_subject(), "prior_credits": 30.0},
            {},
            "HIHM · på nett",
            ("30 sp", "høst 2016", "krever 30 sp fra før"),
        ),
    ],
)
def test_a_row_has_the_facts_that_the_title_lacks(
    locale: Locale, fields: Mapping[str, Any], offering: Mapping[str, Any], where: str, row: tuple[str, ...]
) -> None:
    course = make_course(**fields, grades=Grades(((8, 10),)), offering=make_offering(**offering))
    found = card(course, make_year(), locale, Addresses())
    assert (found.where, found.row) == (where, row)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Samfunnsfag 1: 5.–10. trinn", "Samfunnsfag~1: 5.–10.~trinn"),
        ("Norsk tegnspråk 1 for 1.–7. årstrinn", "Norsk tegnspråk~1 for~1.–7.~årstrinn"),
        ("Musikk – og mer", "Musikk – og mer"),
    ],
)
def test_no_line_breaks_before_a_number_of_a_title(title: str, expected: str) -> None:
    assert unbroken(title) == expected.replace("~", "\N{NO-BREAK SPACE}")


def test_no_line_breaks_inside_a_range_of_a_title() -> None:
    assert whole_ranges("Norsk <2> for 8.–10. trinn") == 'Norsk &lt;2&gt; for <span class="whole">8.–10.</span> trinn'
    assert whole_ranges("Musikk – og mer") == "Musikk – og mer"


def test_no_line_of_a_text_breaks_inside_a_range_and_no_address_or_attribute_is_touched() -> None:
    html = '<p title="a > 5–7">For 5.–10. trinn, <a href="/1–7/">1.–7. trinn</a> – ikke &lt;2–3</p>'
    whole = whole_ranges_in(html)
    assert whole.replace('<span class="whole">', "").replace("</span>", "") == html
    assert whole.count('<span class="whole">') == 3
    assert 'title="a > 5–7"' in whole and 'href="/1–7/"' in whole
    assert whole_ranges_in("<" * 50_000 + "–") == "<" * 50_000 + "–"


@pytest.mark.parametrize(
    ("what", "who", "named"),
    [
        ("Søknadsfrist for lærere", "lærere", True),
        ("Skoleeiers svarfrist", "skoleeiere", True),
        ("Svarfristen til skuleeigar", "skuleeigarar", True),
        ("Utdanningsdirektoratet svarer", "Utdanningsdirektoratet", True),
        ("Last day for teachers to apply", "teachers", True),
        ("Opptaket er klart", "universiteter og høyskoler", False),
        ("Søknad utenfor ordningen", "lærere", False),
    ],
)
def test_a_deadline_whose_words_name_the_role_does_not_name_it_again(what: str, who: str, named: bool) -> None:
    assert names_role(what, who) == named
