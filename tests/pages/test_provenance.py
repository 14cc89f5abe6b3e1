"""The badge of a course says no more than its source does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from site_builder.build import Site
from site_builder.catalogue.checks.provenance import HEAD_FACTS
from site_builder.catalogue.model import Course
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import read_translations
from site_builder.pages.linked import linked
from site_builder.pages.views.course_facts import facts
from site_builder.pages.views.provenance import provenance_view
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent.parent

NB = read_translations(read_sources(PROJECT, Memo()).locales, ["nb"], Memo())["nb"]
OWN_PAGE, ANOTHER = "https://www.hihm.no/naturfag", "https://www.adressa.no/naturfag"


@pytest.fixture(scope="module")
def documented(real_site: Site) -> Course:
    return real_site.catalogue.current_year.by_key["hihm/naturfag-2-1-7"]


@pytest.mark.parametrize(
    ("address", "year", "inferred", "badge"),
    [
        (OWN_PAGE, "2016/2017", (), "fra institusjonens side 2016/17"),
        (OWN_PAGE, "2016/17", ("språk",), "fra institusjonens side 2016/17"),
        (OWN_PAGE, "2016-2017", ("studiesteder",), "fra institusjonens side 2016/17, noe er antatt"),
        (ANOTHER, "2016/2017", (), "omtalt i 2016/17"),
        ("https://nothihm.no/", "2016/2017", ("oppstart",), "omtalt i 2016/17, noe er antatt"),
        (OWN_PAGE, "2017/2018", ("studiepoeng",), "kjent fra 2017/18, resten er antatt"),
        (OWN_PAGE, "2015/2016", (), "kjent fra 2015/16"),
        (OWN_PAGE, None, (), "dokumentert"),
        (None, "2016/2017", (), "omtalt i 2016/17"),
    ],
)
def test_the_badge_is_computed_from_the_source_and_what_is_inferred(
    documented: Course, address: str | None, year: str | None, inferred: tuple[str, ...], badge: str
) -> None:
    provenance = replace(documented.provenance, address=address, year=year, inferred=inferred)
    course = replace(documented, provenance=provenance)
    assert provenance_view(course, NB).badge == badge


def test_each_fact_of_the_head_that_is_inferred_says_so(documented: Course) -> None:
    for count in range(len(HEAD_FACTS) + 1):
        provenance = replace(documented.provenance, inferred=HEAD_FACTS[:count])
        shown = facts(replace(documented, provenance=provenance), NB)
        assert [each.assumed for each in shown] == [index < count for index in range(len(HEAD_FACTS))]


def test_every_documented_course_links_to_its_source_and_no_badge_hides_what_is_assumed(real_site: Site) -> None:
    pages = {output.path: output for output in real_site.outputs}
    for course in real_site.catalogue.current_year.courses:
        if course.provenance.sample:
            continue
        html = pages[f"2016-2017/{course.key}/index.html"].content.decode()
        assert f'href="{course.provenance.address}" rel="external"' in html
        [badge] = re.findall(r'tag-documented" href="#_opphav">([^<]+)<', html)
        assumed = set(HEAD_FACTS) & set(course.provenance.inferred)
        assert ("antatt" in badge) == bool(assumed)
        assert html.count('class="assumed"') == len(assumed)


def test_invented_stories_say_so_in_the_list_too(real_site: Site) -> None:
    pages = {output.path: output.content.decode() for output in real_site.outputs if "historier" in output.path}
    html = pages["historier/index.html"]
    assert html.count("oppdiktet") == html.count("card-story") == len(real_site.catalogue.stories) > 0


def test_every_source_of_an_article_has_an_address(real_site: Site) -> None:
    sources = [(key, each) for key, article in real_site.catalogue.articles.items() for each in article.sources]
    assert len(sources) > 20
    assert [(key, each) for key, each in sources if "href=" not in linked(each)] == []
