"""`build --relative`: a copy that opens from a folder."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli.main import main
from site_builder.output.output import Output
from site_builder.output.relative import relative_outputs


@pytest.mark.parametrize(
    ("page", "written", "expected"),
    [
        ("index.html", "/", "index.html"),
        ("index.html", "/om/#a", "om/index.html#a"),
        ("om/index.html", "/", "../index.html"),
        ("a/b/index.html", "/assets/site.css", "../../assets/site.css"),
        ("a/b/index.html", "/sok/?q=x#y", "../../sok/index.html?q=x#y"),
        ("404.html", "/om/", "om/index.html"),
        ("om/index.html", "#her", "#her"),
        ("om/index.html", "https://a.example/", "https://a.example/"),
        ("om/index.html", "//a.example/", "//a.example/"),
    ],
)
@pytest.mark.parametrize("root", ["", "/katalog"])
def test_addresses_are_relative_to_the_page(page: str, written: str, expected: str, root: str) -> None:
    address = root + written if re.match("/[^/]|/$", written) else written
    [output] = relative_outputs([Output(page, f'<a href="{address}">'.encode())], f"https://host.example{root}")
    assert output.content.decode() == f'<a href="{expected}">'


@pytest.fixture
def copy(bare_site: Path) -> Path:
    result = CliRunner().invoke(main, ["build", "--root", str(bare_site), "--relative", "--now", "2016-02-10"])
    assert result.exit_code == 0, result.output
    return bare_site / "public"


def test_every_address_of_the_copy_is_a_file_beside_it(copy: Path) -> None:
    pages = list(copy.rglob("*.html"))
    assert len(pages) > 20
    lost = [
        (page.relative_to(copy).as_posix(), address)
        for page in pages
        for address in re.findall(r'\s(?:href|src|action)="([^"#?]+)', page.read_text("utf-8"))
        if not re.match("[a-z]+:|//", address)
        if address.startswith("/") or not Path(posixpath.join(page.parent.as_posix(), address)).is_file()
    ]
    assert lost == []


def test_pages_are_as_without_scripts_and_the_search_says_why_it_is_not_there(copy: Path) -> None:
    search = (copy / "sok/index.html").read_text("utf-8")
    assert "<noscript>" not in search
    assert not re.search("<script[^>]* src=", search)
    assert re.search(r'<p class="from-folder">[^<]*nettjener', search)
    assert not (copy / "search").exists()
