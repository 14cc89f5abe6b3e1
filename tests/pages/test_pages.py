"""The pages of the site: their addresses, strict HTML, structured data, and links that are filled in."""

from __future__ import annotations

import itertools
import json
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from site_builder.build import Site
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.output.site_files import file_of
from site_builder.pages.assets import fingerprint
from site_builder.pages.render import link
from site_builder.pages.urls import Addresses
from site_builder.problems import Invalid
from site_builder.search.expected import open_index

COURSE = "2016-2017/hihm/naturfag-2-1-7"
KINDS = (
    "",
    COURSE,
    "2016-2017",
    "2016-2017/fag",
    "2016-2017/fag/naturfag",
    "2016-2017/hihm",
    "2016-2017/frister",
    "2016-2017/alle",
    "om",
    "historier",
    "historier/naturfag",
    "sok",
)


def pages(site: Site) -> dict[str, str]:
    return {output.path: output.content.decode() for output in site.outputs if output.path.endswith(".html")}


def json_ld(html: str) -> list[dict[str, object]]:
    return [json.loads(data) for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]


@pytest.fixture
def small(small_site: Path, build_site: Callable[..., Site]) -> dict[str, str]:
    """The small site's pages by path."""
    return pages(build_site(small_site))


@pytest.mark.parametrize("language", ["", "nn/"])
@pytest.mark.parametrize("address", KINDS)
def test_every_kind_of_page_is_strict_html_in_both_languages(
    small: dict[str, str], address: str, language: str
) -> None:
    html = small[file_of(f"/{language}{address}/".replace("//", "/"))]
    parser = html5lib.HTMLParser(strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser.parse(re.sub(r"<noscript>.*?</noscript>", "", html))
    assert f'<html lang="{"nn" if language else "nb"}">' in html


def test_headings_never_skip_a_level(small: dict[str, str]) -> None:
    for path, html in small.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (path, levels)


def test_a_text_in_another_language_than_the_page_says_so(small: dict[str, str]) -> None:
    assert '<div class="prose" lang="nn">' in small[f"{COURSE}/index.html"]
    assert '<div class="prose">' in small[f"nn/{COURSE}/index.html"]


@pytest.mark.parametrize(("language", "languages"), [("nn", "nb, nn"), ("se", "nb, nn"), ("nb", "nn, nb")])
def test_an_article_in_one_language_alone_has_a_page_in_each_and_is_found(
    small_site: Path, build_site: Callable[..., Site], language: str, languages: str
) -> None:
    settings = small_site / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("[nb, nn]", f"[{languages}]"), encoding="utf-8")
    text = f"---\ntittel: Nytt\nsammendrag: Kort.\nspråk: {language}\n---\n\nEnestående.\n"
    (small_site / "content/nytt.md").write_text(text, encoding="utf-8")
    outputs = build_site(small_site).outputs
    html = {output.path: output.content.decode() for output in outputs if output.is_page}
    other = languages[4:]
    assert "Enestående." in html["nytt/index.html"] and "Enestående." in html[f"{other}/nytt/index.html"]
    for spoken in languages.split(", "):
        assert [hit.document for hit in open_index(outputs, spoken).search("enestående").hits]


def test_links_between_files_become_links_between_pages_in_the_readers_language(small: dict[str, str]) -> None:
    assert '<a href="/2016-2017/hihm/naturfag-1-1-7/#innhold">' in small[f"{COURSE}/index.html"]
    assert '<a href="/nn/om/">' in small[f"nn/{COURSE}/index.html"]


@pytest.mark.parametrize("href", ["https://a.no/x.md", "mailto:a@b.no", "#her", "/fast/", "../ukjent.md"])
def test_other_links_are_left_as_they_are(href: str) -> None:
    html = f'<p><a href="{href}">x</a></p>'
    assert link(html, "content/a.md", {"content/a.md": "/a/"}, {}) == html


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<img src="k.png" alt="">', '<img src="/k.1.png" width="8" height="4" alt="">'),
        ('<img src="k.png" width="2">', '<img src="/k.1.png" width="2">'),
        ('<a href="k.png">width=</a>', '<a href="/k.1.png">width=</a>'),
        ('<img src="https://a.no/k.png">', '<img src="https://a.no/k.png">'),
    ],
)
def test_a_picture_has_its_size_unless_the_text_gives_one(written: str, expected: str) -> None:
    assert link(written, "content/a.md", {"content/k.png": "/k.1.png"}, {"content/k.png": (8, 4)}) == expected


def test_a_course_is_a_course_and_its_offering_an_instance(small: dict[str, str]) -> None:
    course, crumbs = json_ld(small[f"{COURSE}/index.html"])
    assert course["@type"] == "Course"
    assert {"name", "description", "provider", "url"} <= course.keys()
    instance = course["hasCourseInstance"]
    assert isinstance(instance, dict)
    assert (instance["@type"], instance["courseMode"], instance["startDate"]) == (
        "CourseInstance",
        ["blended"],
        "2016-08-01",
    )
    assert crumbs["@type"] == "BreadcrumbList"


def test_texts_of_strangers_cannot_leave_their_place(small_site: Path, build_site: Callable[..., Site]) -> None:
    file = small_site / f"catalogue/{COURSE}.md"
    text = file.read_text(encoding="utf-8")
    text = text.replace("tittel: Naturfag 2 for 1.–7. trinn", "tittel: '\"><script>alert(1)</script> 2'")
    file.write_text(text + "\n\n<script>alert(2)</script> [x](javascript:alert(3))\n", encoding="utf-8")
    site = build_site(small_site)
    html = pages(site)[f"{COURSE}/index.html"]
    assert "<script>alert" not in html
    assert "javascript:" not in html
    assert {problem.code for problem in site.problems} == {"unsafe-html", "differs-from-preview"}
    [name] = [data["name"] for data in json_ld(html) if data["@type"] == "Course"]
    assert name == '"><script>alert(1)</script> 2', "whole where it is data"


def test_two_pages_at_one_address_name_both_files(small_site: Path, build_site: Callable[..., Site]) -> None:
    file = small_site / f"catalogue/{COURSE}.md"
    file.write_text(file.read_text("utf-8").replace("opphav:", "gamle adresser: [/om/]\nopphav:", 1), "utf-8")
    with pytest.raises(Invalid) as invalid:
        build_site(small_site)
    [problem] = invalid.value.problems
    assert (problem.code, problem.place.path, problem.values["other"]) == (
        "address-taken",
        f"catalogue/{COURSE}.md",
        "content/om.md",
    )


def test_a_broken_template_is_named_with_its_line_and_the_page(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    file = small_site / "templates/pages/course.html"
    file.write_text(file.read_text("utf-8").replace("{{ view.heading }}", "{{ view.titel }}"), encoding="utf-8")
    with pytest.raises(Invalid) as invalid:
        build_site(small_site)
    [problem] = invalid.value.problems
    assert (problem.code, problem.place.path) == ("template-error", "templates/pages/course.html")
    assert "view.titel" in file.read_text("utf-8").splitlines()[problem.place.line - 1]


def test_a_draft_year_is_not_published(small_site: Path, build_site: Callable[..., Site]) -> None:
    old = small_site / "catalogue/2015-2016"
    old.mkdir()
    text = (small_site / "catalogue/2016-2017/year.yaml").read_text("utf-8").replace("status: åpen", "status: utkast")
    (old / "year.yaml").write_text(text.replace("2016", "2015").replace("2017", "2016"), "utf-8")
    assert not [path for path in pages(build_site(small_site)) if path.startswith("2015-2016")]


def test_an_archived_year_says_so_and_leads_to_the_newest(small_site: Path, build_site: Callable[..., Site]) -> None:
    import shutil

    shutil.copytree(small_site / "catalogue/2016-2017", small_site / "catalogue/2015-2016")
    for file in (each for each in (small_site / "catalogue/2015-2016").rglob("*") if each.is_file()):
        text = file.read_text("utf-8").replace("status: åpen", "status: arkivert")
        file.write_text(text.replace("2016", "2015").replace("2017", "2016"), "utf-8")
    html = pages(build_site(small_site))["2015-2016/hihm/naturfag-1-1-7/index.html"]
    assert "Disse sidene er fra 2015/2016" in html
    assert '<a href="/2016-2017/hihm/naturfag-1-1-7/">Se 2016/2017</a>' in html
    assert 'data-state="archived"' in html


def test_the_sitemap_holds_every_page_with_its_languages(small_site: Path, build_site: Callable[..., Site]) -> None:
    site = build_site(small_site)
    [sitemap] = [output.content for output in site.outputs if output.path == "sitemap.xml"]
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {
        file_of(loc.text.removeprefix("https://studiekatalog.example"))
        for loc in ElementTree.fromstring(sitemap).iter(f"{space}loc")
        if loc.text
    }
    assert found == set(pages(site)) - {"404.html", "uten-nett/index.html", "nn/uten-nett/index.html"}


def test_the_sitemap_names_the_languages_that_a_page_names_itself(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    settings = small_site / "content/site.yaml"
    new_file = "https://github.com/studiekatalog/studiekatalog/new/main/{path}"
    settings.write_text(f"{settings.read_text('utf-8')}ny fil: {new_file}\n", "utf-8")
    site = build_site(small_site)
    [sitemap] = [output.content for output in site.outputs if output.path == "sitemap.xml"]
    base = "https://studiekatalog.example"
    named = {
        file_of(re.findall("<loc>(.*?)</loc>", url)[0].removeprefix(base)): re.findall('href="(.*?)"', url)
        for url in re.findall("<url>.*?</url>", sitemap.decode())
    }
    assert named == {path: re.findall(r'hreflang="\w+" href="(https.*?)"', pages(site)[path]) for path in named}
    assert named["legg-inn/index.html"] == []


def test_an_old_address_leads_to_the_course(small_site: Path, build_site: Callable[..., Site]) -> None:
    file = small_site / f"catalogue/{COURSE}.md"
    file.write_text(
        file.read_text("utf-8").replace("opphav:", "gamle adresser: [/gammel/naturfag]\nopphav:", 1), "utf-8"
    )
    outputs = {each.path: each.content.decode() for each in build_site(small_site).outputs if each.path[-4:] != ".png"}
    assert f"/gammel/naturfag/ /{COURSE}/ 301!" in outputs["_redirects"]
    assert f'url=/{COURSE}/"' in outputs["gammel/naturfag/index.html"]


def test_structured_data_distinguish_examples_from_documented_courses(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    [content] = [output.content for output in build_site(small_site).outputs if output.path == "catalogue.json"]
    kinds = {course["id"]: course["provenance"]["kind"] for course in json.loads(content)["courses"]}
    assert kinds == {"2016-2017/hihm/naturfag-1-1-7": "eksempel", COURSE: "dokumentert"}


def test_an_asset_gets_another_name_when_and_only_when_it_changes() -> None:
    one = fingerprint({"css/a.css": b"a{}", "js/main.js": b"1", "js/b/c.js": b"2", "images/i.svg": b"<svg/>"})
    same = fingerprint(
        {"js/b/c.js": b"2", "images/i.svg": b"<svg/>", "js/main.js": b"1", "css/a.css": b"/* why */\n  a{}"}
    )
    other = fingerprint({"css/a.css": b"a{}", "js/main.js": b"1", "js/b/c.js": b"3", "images/i.svg": b"<svg/>"})
    assert one == same
    assert one.addresses["site.css"] == other.addresses["site.css"]
    assert one.addresses["js/main.js"] != other.addresses["js/main.js"]


def test_addresses_carry_year_and_language() -> None:
    assert Addresses("/nn").course("2016-2017", "hihm/x") == "/nn/2016-2017/hihm/x/"
    assert Addresses().facet_value("2016-2017", "institusjon", "hihm") == "/2016-2017/hihm/"


def test_values_of_own_fields_are_in_the_words_of_the_language_and_their_names_are_not() -> None:
    words = {"til": "up-to", "nei": "no", "sted": "places", "bilde": "picture"}
    own = {"price": OwnKind.PRICE, "open-to-all": OwnKind.YES, "sted": OwnKind.CHOICE}
    addresses = Addresses("", words, own)
    assert addresses.facet_value("2027-2028", "price", "til-50") == "/2027-2028/price/up-to-50/"
    assert addresses.facet_value("2027-2028", "price", "50-100") == "/2027-2028/price/50-100/"
    assert addresses.facet_value("2027-2028", "open-to-all", "nei") == "/2027-2028/open-to-all/no/"
    assert addresses.facet_value("2027-2028", "sted", "nei") == "/2027-2028/sted/nei/"
    assert addresses.picture("/a/") == "/a/picture.png"


def test_the_articles_that_pages_refer_to_have_addresses_in_words_and_others_keep_their_names() -> None:
    addresses = Addresses("", {"om-katalogen": "about", "var": "spring", "gratis": "free"})
    assert [addresses.article(key) for key in ("om-katalogen", "var", "gratis")] == ["/about/", "/var/", "/gratis/"]


def test_the_foot_of_pages_has_the_articles_with_a_place_there(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    for name, place in (("impressum", "bunn: 2"), ("about", "bunn: 1"), ("unlisted", "meny: 9")):
        text = f"---\ntittel: {name}\nsammendrag: Om siden.\nspråk: nb\n{place}\n---\n\nEn tekst om denne siden.\n"
        (small_site / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    [page] = [each.content.decode() for each in build_site(small_site).outputs if each.path == "index.html"]
    foot = page.partition("<footer")[2]
    assert re.findall('href="/(impressum|about|unlisted)/"', foot) == ["about", "impressum"]


@pytest.mark.parametrize(
    ("state", "shown"), [("åpen", True), ("ledige plasser", True), ("full", True), ("avlyst", False)]
)
def test_a_course_that_nobody_could_ever_apply_for_shows_no_deadline_to_hurry_for(
    small_site: Path, build_site: Callable[..., Site], state: str, shown: bool
) -> None:
    file = small_site / f"catalogue/{COURSE}.md"
    file.write_text(
        file.read_text("utf-8").replace("status: full\nstatus fra: 2016-05-02", f"status: {state}"), "utf-8"
    )
    assert ('class="banner"' in pages(build_site(small_site))[f"{COURSE}/index.html"]) == shown
