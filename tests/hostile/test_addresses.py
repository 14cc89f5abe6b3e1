"""No source can take another file of the site, leave its folder, or ask for a file that cannot be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Site
from site_builder.file_names import escaped, is_portable, is_slug, slug, suggested_slug
from site_builder.output.site_files import FileClaim, claim_problems, file_of
from site_builder.problems import Invalid, Place, Problem
from site_builder.publish.folder import publish

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
OTHER = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
PLACE = "catalogue/vocabulary/places/hamar.yaml"
LIST = "catalogue/published-addresses.txt"

TAKEN = [
    "/index.html",
    "/nn/index.html",
    "/sok/index.html",
    "/sok/",
    "/sok",
    "/404.html",
    "/om/index.html",
    "/2016-2017/hihm/naturfag-2-1-7/",
    "/2016-2017/hihm/naturfag-2-1-7/index.html",
    "/2016-2017/hihm/naturfag-1-1-7/index.html",
    "/2016-2017/fag/naturfag/",
    "/robots.txt",
    "/robots.txt/a/",
    "/catalogue.json",
    "/catalogue.csv/x.html",
    "/sitemap.xml",
    "/_redirects",
    "/_headers/a/b/c/",
    "/2016-2017/frister.ics",
    "/2016-2017/hihm/naturfag-1-1-7.ics/",
]
"""Paths of other files of the site, of their folders, and of folders where the site has a file."""

NO_ADDRESSES = [
    "//evil.example/",
    "/../../etc/",
    "/./a/",
    "/a/../../b/",
    "/a//b/",
    "/.well-known/",
    "/a./",
    "/con/",
    "/a/nul.html",
    "/lpt1/b/",
    '/"><script>alert(1)</script>/',
    "/* https://evil.example/:splat 302",
    "/a /b 200",
    "/a%2e%2e/",
    "/%00/",
    "/a?b=c",
    "/a#b",
    "/a\\b/",
    "/a:b/",
    "/A/",
    "/å/",
    "/a\u202eb/",
    "https://evil.example/",
    "javascript:alert(1)",
    f"/{'a' * 256}/",
    f"/{'a/' * 200}",
    "/assets/x/",
    "/search/",
    "/kilde/a/",
]


def write(root: Path, path: str, old: str, new: str) -> int:
    """Replace a text in a file and return the line it is on."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def with_old_address(root: Path, address: str, path: str = COURSE) -> int:
    quoted = address.replace("\\", "\\\\").replace('"', '\\"')
    return write(root, path, "opphav:", f'gamle adresser: ["{quoted}"]\nopphav:')


def found(root: Path, build_site: Callable[..., Site]) -> list[Problem]:
    with pytest.raises(Invalid) as caught:
        build_site(root)
    return [problem for problem in caught.value.problems if problem.severity == "error"]


def places(problems: list[Problem]) -> set[tuple[str, str, int]]:
    return {(problem.code, problem.place.path, problem.place.line) for problem in problems}


@pytest.mark.parametrize("address", TAKEN)
def test_an_old_address_of_another_file_is_refused_at_its_line(
    small_site: Path, build_site: Callable[..., Site], address: str
) -> None:
    line = with_old_address(small_site, address)
    assert places(found(small_site, build_site)) == {("address-taken", COURSE, line)}


@pytest.mark.parametrize("address", [each for each in TAKEN if each.endswith((".html", "/")) or "." in each])
def test_a_published_address_never_replaces_another_file(
    small_site: Path, build_site: Callable[..., Site], address: str
) -> None:
    (small_site / LIST).write_text(f"/\n{address}\n", encoding="utf-8")
    try:
        site = build_site(small_site)
    except Invalid as invalid:
        assert places(list(invalid.problems)) == {("address-taken", LIST, 2)}
    else:
        assert file_of(address) in {output.path for output in site.outputs}
        assert not any(output.source == LIST for output in site.outputs)


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_refused_at_its_line_wherever_it_is_written(
    small_site: Path, build_site: Callable[..., Site], address: str
) -> None:
    line = with_old_address(small_site, address)
    (small_site / LIST).write_text(f"/\n{address}\n", encoding="utf-8")
    assert places(found(small_site, build_site)) == {("bad-old-address", COURSE, line), ("bad-old-address", LIST, 2)}


def test_two_courses_with_one_old_address_are_reported_at_both_lines(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    lines = with_old_address(small_site, "/gammel/"), with_old_address(small_site, "/gammel/index.html", OTHER)
    assert places(found(small_site, build_site)) == {
        ("address-taken", COURSE, lines[0]),
        ("address-taken", OTHER, lines[1]),
    }


def test_a_file_where_another_old_address_needs_a_folder_is_reported_at_both_lines(
    small_site: Path, build_site: Callable[..., Site]
) -> None:
    lines = with_old_address(small_site, "/a.html"), with_old_address(small_site, "/a.html/b/", OTHER)
    assert places(found(small_site, build_site)) == {
        ("address-taken", COURSE, lines[0]),
        ("address-taken", OTHER, lines[1]),
    }


@pytest.mark.parametrize(
    "county", ["a\\b/../c?d", "../..", "a/b", "<b>", "Møre og Romsdal", "a" * 500, "%2e%2e", "CON"]
)
def test_a_county_becomes_one_folder_or_is_refused_at_its_line(
    small_site: Path, build_site: Callable[..., Site], tmp_path: Path, county: str
) -> None:
    escaped = county.replace("\\", "\\\\")
    line = write(small_site, PLACE, "fylke: Hedmark", f'fylke: "{escaped}"')
    try:
        site = build_site(small_site)
    except Invalid as invalid:
        assert {each[1:] for each in places(list(invalid.problems))} == {(PLACE, line)}
        return
    folders = {output.path for output in site.outputs if output.path.startswith("2016-2017/fylke/")}
    assert folders == {"2016-2017/fylke/index.html", f"2016-2017/fylke/{slug(county)}/index.html"}
    publish(site.outputs, tmp_path / "public")


@pytest.mark.parametrize("name", ["con", "nul", "com1", "a" * 101, "a" * 250])
@pytest.mark.parametrize(
    "path",
    [
        "catalogue/2016-2017/hihm/{}.md",
        "content/{}.md",
        "content/historier/{}.md",
        "catalogue/vocabulary/subjects/{}.yaml",
        "catalogue/vocabulary/requirements/{}.yaml",
    ],
)
def test_a_file_name_that_cannot_be_an_address_everywhere_is_refused(
    small_site: Path, build_site: Callable[..., Site], path: str, name: str
) -> None:
    (small_site / path.format(name)).write_text("tittel: x\n", encoding="utf-8")
    problems = found(small_site, build_site)
    assert {problem.code for problem in problems} == {"bad-file-name"}
    assert is_slug(str(problems[0].values["suggestion"]))


@pytest.mark.parametrize("name", ["kart#1", "kart?", "kart 2", "100%", "Kart", "æøå", "\u200b", "con"])
def test_the_address_of_a_picture_is_an_address(small_site: Path, build_site: Callable[..., Site], name: str) -> None:
    (small_site / f"content/{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    try:
        site = build_site(small_site)
    except Invalid as invalid:
        assert {problem.place.path for problem in invalid.problems} == {f"content/{escaped(name)}.png"}
        return
    [path] = [output.path for output in site.outputs if output.source == f"content/{name}.png"]
    assert all(is_portable(part) and part.isascii() for part in path.split("/"))


NAMES = st.text(st.sampled_from("aAbB.-/ \\%:å\u202e"), min_size=1, max_size=8)


@given(st.lists(NAMES, max_size=12))
def test_files_without_a_problem_can_all_be_written_on_a_disk_that_ignores_case(paths: list[str]) -> None:
    claims = [FileClaim(path, f"source-{number}") for number, path in enumerate(paths)]
    problems = list(claim_problems(claims, lambda claim: Place(claim.source, 1)))
    if problems:
        return
    folded = [path.casefold() for path in paths]
    assert len(set(folded)) == len(folded)
    assert not any(one.startswith(f"{other}/") for one in folded for other in folded)
    assert all(is_portable(name) for path in paths for name in path.split("/"))


@given(st.text(max_size=300))
def test_every_text_has_a_suggestion_that_is_taken_as_a_name(text: str) -> None:
    assert is_slug(suggested_slug(text))


def test_claims_are_compared_in_work_that_grows_with_their_number() -> None:
    class Counted(str):
        count = 0

        def casefold(self) -> str:
            Counted.count += 1
            return super().casefold()

    for number in (100, 1000):
        Counted.count = 0
        claims = [FileClaim(Counted(f"a/b{each}/index.html"), "") for each in range(number)]
        assert list(claim_problems(claims, lambda claim: Place(""))) == []
        assert Counted.count == number
