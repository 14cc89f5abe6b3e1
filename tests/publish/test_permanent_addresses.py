"""An address that was published stays valid: as the page, a redirect to it, or a notice that it was withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.build import Site
from site_builder.cli.main import main
from site_builder.problems import Invalid

LIST = "catalogue/published-addresses.txt"
FIRST = "catalogue/2016-2017/hihm/naturfag-1-1-7"
SECOND = "catalogue/2016-2017/hihm/naturfag-2-1-7"
GONE = """tittel: Naturfag 1 for 1.–7. trinn
fag: naturfag
språk: nb
trukket: 2016-03-10
merknad: For få søkere.
se: [hihm/naturfag-2-1-7]
"""


@pytest.fixture
def released(small_site: Path) -> Path:
    """The small site after its first release."""
    result = CliRunner().invoke(main, ["release", "--root", str(small_site), "--now", "2016-02-10"])
    assert result.exit_code == 0, result.output
    return small_site


def remove_first_course(root: Path) -> None:
    """Delete the course and the mentions that would be dead links."""
    (root / f"{FIRST}.md").unlink()
    for file in (root / f"{SECOND}.md", root / "content/historier/naturfag.md"):
        text = file.read_text(encoding="utf-8").replace("[Naturfag 1](naturfag-1-1-7.md#innhold)", "Naturfag 1")
        text = text.replace("bygger på: hihm/naturfag-1-1-7\n", "").replace("naturfag-1-1-7", "naturfag-2-1-7")
        file.write_text(text, encoding="utf-8")


def rename_article(root: Path) -> Path:
    """Rename the article, and return its file."""
    course = root / f"{SECOND}.md"
    course.write_text(course.read_text(encoding="utf-8").replace("/om.md", "/om-oss.md"), encoding="utf-8")
    return (root / "content/om.md").rename(root / "content/om-oss.md")


def lost(root: Path, build_site: Callable[..., Site]) -> list[str]:
    with pytest.raises(Invalid) as caught:
        build_site(root)
    assert {problem.code for problem in caught.value.problems} == {"lost-address"}
    return [f"{problem.place} {problem.values['address']}" for problem in caught.value.problems]


def outputs(site: Site) -> dict[str, str]:
    return {each.path: each.content.decode() for each in site.outputs if each.path.endswith((".html", "_redirects"))}


def test_a_release_records_every_address_sorted_and_a_second_adds_none(released: Path) -> None:
    addresses = (released / LIST).read_text(encoding="utf-8").splitlines()
    assert addresses == sorted(addresses)
    assert {"/", "/2016-2017/hihm/naturfag-1-1-7/", "/nn/om/", "/2016-2017/fag/naturfag/"} <= set(addresses)
    assert "/404.html" not in addresses
    result = CliRunner().invoke(main, ["release", "--root", str(released), "--now", "2016-02-10"])
    assert result.output == "Ingen nye adresser.\n"


def test_a_release_with_errors_records_nothing(released: Path) -> None:
    before = (released / LIST).read_text(encoding="utf-8")
    (released / "content/ny.md").write_text("ikke en artikkel", encoding="utf-8")
    assert CliRunner().invoke(main, ["release", "--root", str(released)]).exit_code == 1
    assert (released / LIST).read_text(encoding="utf-8") == before


def test_a_course_that_disappears_is_an_error_at_its_line_in_the_list(
    released: Path, build_site: Callable[..., Site]
) -> None:
    remove_first_course(released)
    line = (released / LIST).read_text("utf-8").splitlines().index("/2016-2017/hihm/naturfag-1-1-7/") + 1
    assert lost(released, build_site) == [f"{LIST}:{line}:1 /2016-2017/hihm/naturfag-1-1-7/"]


def test_an_article_that_disappears_is_an_error_too(released: Path, build_site: Callable[..., Site]) -> None:
    rename_article(released)
    assert [each.rsplit(" ", 1)[1] for each in lost(released, build_site)] == ["/om/"]


def test_a_withdrawn_course_has_a_notice_in_each_language_with_links_to_others(
    released: Path, build_site: Callable[..., Site]
) -> None:
    remove_first_course(released)
    (released / f"{FIRST}.yaml").write_text(GONE, encoding="utf-8")
    pages = outputs(build_site(released))
    page = pages["2016-2017/hihm/naturfag-1-1-7/index.html"]
    assert "Studiet er trukket." in page
    assert "10. mars 2016" in page
    assert "For få søkere." in page
    assert 'href="/2016-2017/hihm/naturfag-2-1-7/"' in page
    assert 'content="noindex"' in page
    assert "Studiet er trekt." in pages["nn/2016-2017/hihm/naturfag-1-1-7/index.html"]
    assert "naturfag-1-1-7" not in pages["2016-2017/alle/index.html"]


def test_a_withdrawn_course_that_still_exists_is_an_error(released: Path, build_site: Callable[..., Site]) -> None:
    (released / f"{FIRST}.yaml").write_text(GONE, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        build_site(released)
    assert {problem.code for problem in caught.value.problems} == {"address-taken"}


def test_a_renamed_course_is_redirected_from_its_old_address_in_every_language(
    released: Path, build_site: Callable[..., Site]
) -> None:
    text = (released / f"{FIRST}.md").read_text(encoding="utf-8")
    remove_first_course(released)
    text = text.replace("opphav:", "gamle adresser: [/2016-2017/hihm/naturfag-1-1-7/]\nopphav:", 1)
    (released / "catalogue/2016-2017/hihm/naturfag-en.md").write_text(text, encoding="utf-8")
    redirects = outputs(build_site(released))["_redirects"].splitlines()
    new = "2016-2017/hihm/naturfag-en/"
    assert f"/2016-2017/hihm/naturfag-1-1-7/ /{new} 301!" in redirects
    assert f"/nn/2016-2017/hihm/naturfag-1-1-7/ /nn/{new} 301!" in redirects


def test_a_renamed_article_is_redirected_from_its_old_address(released: Path, build_site: Callable[..., Site]) -> None:
    renamed = rename_article(released)
    text = renamed.read_text(encoding="utf-8").replace("språk:", "gamle adresser: [/om/]\nspråk:")
    renamed.write_text(text, encoding="utf-8")
    redirects = outputs(build_site(released))["_redirects"].splitlines()
    assert {"/om/ /om-oss/ 301!", "/nn/om/ /nn/om-oss/ 301!"} <= set(redirects)


def test_a_list_that_has_become_empty_is_redirected_to_its_parent(
    released: Path, build_site: Callable[..., Site]
) -> None:
    with (released / LIST).open("a", encoding="utf-8") as file:
        file.write("/2016-2017/fag/engelsk/trinn/1-7/\n/nn/2016-2017/sted/alta/\n/se/2016-2017/alle/\n")
    pages = outputs(build_site(released))
    assert {
        "/2016-2017/fag/engelsk/trinn/1-7/ /2016-2017/fag/ 301!",
        "/nn/2016-2017/sted/alta/ /nn/2016-2017/sted/ 301!",
        "/se/2016-2017/alle/ /2016-2017/alle/ 301!",
    } <= set(pages["_redirects"].splitlines())
    assert (
        'http-equiv="refresh" content="0; url=/2016-2017/fag/"' in pages["2016-2017/fag/engelsk/trinn/1-7/index.html"]
    )


def test_a_link_to_a_courses_old_address_leads_to_the_new_one(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    course = small_site / f"{FIRST}.md"
    text = course.read_text(encoding="utf-8").replace("opphav:", "gamle adresser: [/gammel/]\nopphav:", 1)
    course.write_text(text, encoding="utf-8")
    with (small_site / "content/om.md").open("a", encoding="utf-8") as file:
        file.write(f"\nSe [kurset](../{FIRST}.md).\n")
    assert 'href="/2016-2017/hihm/naturfag-1-1-7/">kurset' in outputs(build_site(small_site))["om/index.html"]
