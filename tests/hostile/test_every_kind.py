"""Hostile cases of every kind: each is refused in words at a place, or published harmlessly, and nothing else happens.

The cases are made by tests/hostile_cases. They are checked in one process with one memo, since most of the time of a
build is spent on what the case does not change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hostile_cases.case import ARTICLE, Case
from hostile_cases.files import file_cases
from hostile_cases.rich_site import write_site
from hostile_cases.tables import kept_cases, table_cases
from hostile_cases.texts import HEAD, MARKUP, text_cases
from hostile_cases.values import value_cases
from selectolax.lexbor import LexborHTMLParser

from site_builder.build import Site, check
from site_builder.catalogue.load import check_sources
from site_builder.catalogue.markdown.convert import convert
from site_builder.cli import problem_formats, problem_text
from site_builder.cli.main import main
from site_builder.engine.memo import InProcessMemo, Memo
from site_builder.engine.timings import Stages
from site_builder.output.html_parts import parse_page
from site_builder.problems import Invalid, Problem, has_errors
from site_builder.publish.manifest import any_leaves_folder
from site_builder.sources.files import read_sources

FEBRUARY = datetime(2016, 2, 10, 11, tzinfo=UTC)

FORBIDDEN = "iframe, object, embed, base, style, form:not([action^='/']), plaintext, marquee"


def _values() -> list[Case]:
    """Return the cases of values, which are made from the files of the site."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write_site(Path(folder) / "site")
        return list(value_cases(Path(folder) / "site"))


VALUES, FILES, TEXTS, TABLES, KEPT = _values(), file_cases(), text_cases(), table_cases(), kept_cases()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "site"
    write_site(folder)
    return folder


@pytest.fixture(scope="module")
def memo() -> Memo:
    """A memo that keeps what it read from case to case."""
    return InProcessMemo()


@contextmanager
def changed(root: Path, case: Case) -> Iterator[None]:
    """Write the files of a case, and afterwards what was there before."""
    before = {path: (root / path).read_bytes() if (root / path).is_file() else None for path in case.files}
    try:
        for path, content in case.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        yield
    finally:
        for path, old in before.items():
            if old is None:
                (root / path).unlink()
            else:
                (root / path).write_bytes(old)


def everything_said(root: Path, memo: Memo, *, is_built: bool = True) -> tuple[tuple[Problem, ...], Site | None]:
    """Return the problems of the site, and the site itself unless one of them is an error."""
    found = check_sources(read_sources(root, memo), memo)
    if has_errors(found) or not is_built:
        return found, None
    try:
        site = check(root, now=FEBRUARY, memo=memo, stages=Stages())
    except Invalid as invalid:
        return invalid.problems, None
    return site.problems, site


def said_in_words(problems: tuple[Problem, ...], root: Path) -> None:
    """Every problem has a place in the sources and can be said in every format, a line of CI in one line."""
    assert all(each.place.path.startswith(("catalogue", "content", "templates")) for each in problems), problems
    assert not any(each.code == "bad-export" for each in problems), problems
    for line in problem_text.as_github(problems, "nb"):
        assert line.isprintable()
        assert line.startswith(("::error ", "::warning "))
    assert all(line.isprintable() for _, line in problem_text.as_text(problems, root, "nb"))
    json.loads(problem_text.as_json(problems, "nb"))
    json.loads(problem_formats.as_sarif(problems, "nb"))
    ElementTree.fromstring(problem_formats.as_junit(problems, "nb"))


def in_templates(problems: tuple[Problem, ...]) -> bool:
    """Whether a problem is reported at a template: where data caused it, its author is sent to a file of others."""
    return any(each.place.path.startswith("templates/") for each in problems)


def harmless(site: Site) -> None:
    """The site stays in its folder, its front page is the front page, and its pages run nothing of a stranger's."""
    assert not any_leaves_folder([output.path for output in site.outputs])
    for output in site.outputs:
        if output.path in ("index.html", "om/index.html", "2016-2017/hihm/naturfag-2-1-7/index.html"):
            html = output.content.decode()
            inert(html, "main ")
            assert 'http-equiv="refresh"' not in html


def inert(html: str, within: str = "") -> None:
    """The HTML runs nothing, frames nothing and sends nothing elsewhere."""
    assert parse_page(html).blocked == ()
    assert not LexborHTMLParser(html).css(f"{within}:is({FORBIDDEN})")


@pytest.mark.parametrize("case", [*VALUES, *FILES], ids=lambda case: case.id)
def test_it_is_refused_in_words_or_published_harmlessly(root: Path, memo: Memo, case: Case) -> None:
    try:
        with changed(root, case):
            problems, site = everything_said(root, memo, is_built=case.is_built)
            said_in_words(problems, root)
            assert any(path.startswith("templates/") for path in case.files) or not in_templates(problems), problems
    except OSError as fault:  # the file system has no such name
        pytest.skip(str(fault.strerror))
    if site is not None:
        harmless(site)
    elif case.is_built:
        assert has_errors(problems)
    assert case.refused in (None, site is None)


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.id)
def test_a_text_is_refused_in_words_or_converted_to_what_is_inert(root: Path, memo: Memo, case: Case) -> None:
    with changed(root, case):
        problems = check_sources(read_sources(root, memo), memo)
        said_in_words(problems, root)
    inert(convert(case.files[ARTICLE].decode().partition("\n---\n")[2]).html)


def test_markup_is_harmless_on_the_finished_page(root: Path, memo: Memo) -> None:
    texts = [
        text for text in MARKUP if text.startswith("<") and not re.search("href|src|:|<textarea|<title|<!--", text)
    ]
    assert len(texts) > 20
    with changed(root, Case("markup", "all", {ARTICLE: (HEAD + "\n\n".join(texts)).encode()})):
        problems, site = everything_said(root, memo)
        said_in_words(problems, root)
    assert site is not None, [each for each in problems if each.severity == "error"]
    harmless(site)


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case.id)
def test_a_table_is_imported_or_refused_in_words(root: Path, case: Case) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file() and ".memo" not in file.parts}
    with changed(root, case):
        [name] = case.files
        result = CliRunner().invoke(main, ["import", str(root / name), "--root", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2)
    assert "Traceback" not in result.output
    assert not re.search(r"^\s*::|[\x00-\x08\x1b\u202e]|root:x:", result.output, re.MULTILINE)
    new = {file for file in root.rglob("*") if file.is_file() and ".memo" not in file.parts} - before.keys()
    for file in new:
        assert file.parent == root / "catalogue/2016-2017/hihm"
        file.unlink()
    assert {file: file.read_bytes() for file in before} == before


@pytest.fixture(scope="module")
def built(root: Path) -> Callable[[], str]:
    def build() -> str:
        result = CliRunner().invoke(main, ["build", "--root", str(root), "--now", "2016-02-10", "--jobs", "1"])
        assert result.exit_code == 0, result.output
        return result.output

    build()
    return build


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_what_the_builder_keeps_is_thrown_away_where_it_is_not_its_own(
    root: Path, built: Callable[[], str], case: Case
) -> None:
    page = (root / "public/om/index.html").read_bytes()
    for path, content in case.files.items():
        (root / path).write_bytes(content)
    assert "::error" not in built()
    assert (root / "public/om/index.html").read_bytes() == page


def test_there_are_at_least_six_hundred_cases_of_many_kinds() -> None:
    every = [*VALUES, *FILES, *TEXTS, *TABLES, *KEPT]
    assert len(every) >= 600
    assert len({case.id for case in every}) == len(every)
    assert {ARTICLE} <= {path for case in every for path in case.files}
    assert len({case.kind for case in every}) >= 14
