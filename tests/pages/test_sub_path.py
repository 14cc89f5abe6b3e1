"""A site whose address has a path is complete below that path: every reference of every file begins there."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from site_builder.build import Site, build
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.output.root_path import with_root_path, without_root_path
from site_builder.problems import Invalid

PROJECT = Path(__file__).parent.parent.parent
NOW = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))
ROOT = "/katalog/kfk"


def site_at(folder: Path, address: str) -> Path:
    root = Path(shutil.copytree(PROJECT / "tests/sites/minimal", folder / "site"))
    settings = root / "content/site.yaml"
    text = settings.read_text("utf-8").replace("https://studiekatalog.example", address)
    settings.write_text(text + "ny fil: https://git.example/new?f={path}&v={text}\n", encoding="utf-8")
    article = root / "content/om.md"
    written = article.read_text("utf-8").replace("meny: 1", "meny: 1\ngamle adresser: [/om-oss/]")
    article.write_text(written + '\nSe [fristene](/2016-2017/frister/) og `<a href="/x">`.\n', "utf-8")
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = site_at(tmp_path_factory.mktemp("below"), f"https://host.example{ROOT}/")
    return build(root, now=NOW, memo=Memo(), stages=Stages())


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, bytes]:
    return {each.path: each.content for each in site.outputs}


def references(page: bytes) -> set[str]:
    """The addresses on this host that a page refers to."""
    tree = LexborHTMLParser(page)
    found = set()
    for name in ("href", "src", "action", "data-index"):
        found |= {node.attributes[name] or "" for node in tree.css(f"[{name}]")}
    found |= {node.attributes["content"] or "" for node in tree.css("meta[name=service-worker]")}
    return {each for each in found if each.startswith("/")}


def test_every_reference_of_every_page_is_below_the_path_and_leads_to_a_file(files: Mapping[str, bytes]) -> None:
    pages = {path: content for path, content in files.items() if path.endswith(".html")}
    assert len(pages) > 50
    for path, content in pages.items():
        for address in references(content):
            assert address.startswith(f"{ROOT}/"), (path, address)
            wanted = re.split("[?#]", address.removeprefix(f"{ROOT}/"))[0]
            assert (f"{wanted}index.html" if not wanted or wanted.endswith("/") else wanted) in files, (path, address)


def test_absolute_addresses_have_the_path_once(files: Mapping[str, bytes]) -> None:
    text = files["2016-2017/hihm/naturfag-1-1-7/index.html"].decode()
    assert f'<link rel="canonical" href="https://host.example{ROOT}/2016-2017/hihm/naturfag-1-1-7/">' in text
    assert all(
        f"https://host.example{ROOT}/" in each
        for each in re.findall(rb"<loc>.*?</loc>", files["sitemap.xml"])
        for each in [each.decode()]
    )
    assert json.loads(files["catalogue.json"])["courses"][0]["address"].startswith(f"https://host.example{ROOT}/2016")


def test_words_that_look_like_addresses_stay_as_they_are(files: Mapping[str, bytes]) -> None:
    text = files["om/index.html"].decode()
    assert f'<a href="{ROOT}/2016-2017/frister/">fristene</a>' in text
    assert 'href="/x"' in text.replace("&#34;", '"').replace("&quot;", '"')


def test_the_files_for_hosts_and_the_service_worker_are_below_the_path(files: Mapping[str, bytes]) -> None:
    lines = files["_headers"].decode().splitlines()
    assert all(line.startswith((f"{ROOT}/", "  ")) for line in lines)
    assert f'  Speculation-Rules: "{ROOT}/speculation-rules.json"' in lines
    assert files["_redirects"].decode() == f"{ROOT}/om-oss/ {ROOT}/om/ 301!\n"
    assert f'content="0; url={ROOT}/om/"' in files["om-oss/index.html"].decode()
    worker = json.loads(files["sw.js"].decode().partition("=")[2].partition(";\n")[0])
    assert worker["root"] == ROOT
    manifest = json.loads(files["manifest.webmanifest"])
    addresses = [manifest["start_url"], manifest["scope"], *(icon["src"] for icon in manifest["icons"])]
    assert len(addresses) == 4
    assert all(each.startswith(f"{ROOT}/") for each in addresses)
    assert all(each.startswith(f"{ROOT}/") for name in ("files", "scripts") for each in worker[name])
    for language in worker["languages"]:
        addresses = [language["away"], language["index"], *language["pages"]]
        assert all(each.startswith(f"{ROOT}/") for each in addresses)


def test_a_dead_link_is_found_below_the_path_too(tmp_path: Path) -> None:
    root = site_at(tmp_path, "https://host.example/katalog")
    article = root / "content/om.md"
    article.write_text(article.read_text("utf-8") + "\nSe [ingenting](/finnes-ikke/).\n", "utf-8")
    with pytest.raises(Invalid) as invalid:
        build(root, now=NOW, memo=Memo(), stages=Stages())
    assert [(each.code, each.place.path) for each in invalid.value.problems] == [("dead-link", "content/om.md")]


@given(st.text("<a href=\"/'>x= &;!-", max_size=60))
def test_without_a_path_a_page_stays_as_it_is_and_with_one_the_text_does(text: str) -> None:
    assert with_root_path(text, "") == text
    page = f"<p>{text}</p>"
    before, after = (LexborHTMLParser(html).text() for html in (page, with_root_path(page, "/k")))
    assert before == after


@given(st.sampled_from(["/", "/a/", "/katalog/", "/katalogen/", "#x", ""]), st.sampled_from(["", "/katalog"]))
def test_the_path_put_before_an_address_can_be_taken_away(address: str, root: str) -> None:
    if address.startswith("/"):
        assert without_root_path(root + address, root) == address
    else:
        assert without_root_path(address, root) == address
