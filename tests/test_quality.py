"""The quality report: what could be better though nothing is wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import html5lib
import pytest
from click.testing import CliRunner, Result

from site_builder.build import Site
from site_builder.cli import main
from site_builder.quality.external import check_links
from site_builder.quality.remarks import lix, nynorsk_share, remarks

NOW = datetime(2016, 2, 10, tzinfo=ZoneInfo("Europe/Oslo"))
COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"


def report(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", "--root", str(root), "--now", "2016-02-10", *arguments])


def rewrite(root: Path, body: str) -> None:
    file = root / COURSE
    head = file.read_text(encoding="utf-8").split("---\n", 2)[1]
    file.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")


def test_lix_is_words_a_sentence_plus_the_share_of_long_words() -> None:
    assert lix("Katten sover. Hunden springer raskt.") == round(5 / 2 + 100 * 1 / 5)
    assert lix("") == 0


def test_a_short_text_is_told_of_at_its_file_under_its_institution(small_site: Path) -> None:
    rewrite(small_site, "Kort tekst om naturfag.")
    result = report(small_site)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("Høgskolen i Hedmark (")
    assert f"  {COURSE}" in lines
    assert "    Teksten har 4 ord; den bør ha minst 120." in lines


def test_a_heavy_text_is_told_of(small_site: Path) -> None:
    rewrite(small_site, "Kompetanseutviklingsstrategier forutsetter institusjonssamarbeid overalt " * 40)
    assert "tung å lese (LIX" in report(small_site).output


def test_a_text_that_is_there_twice_is_told_of_with_the_other(small_site: Path) -> None:
    other = (small_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md").read_text(encoding="utf-8")
    rewrite(small_site, other.split("---\n", 2)[2].replace("naturfag-1-1-7.md#innhold", "naturfag-1-1-7.md"))
    assert "prosent av teksten står også i" in report(small_site).output


def test_nothing_is_said_twice_of_the_real_catalogue_and_nynorsk_is_more_than_a_quarter(real_site: Site) -> None:
    found = remarks(real_site.catalogue, real_site.catalogue.current_year)
    assert len(found) == len(set(map(str, found)))
    assert not [each for each in found if each.kind == "twice"]
    assert nynorsk_share(real_site.catalogue, real_site.catalogue.current_year) > 0.25


def test_the_page_is_whole_html_without_script(small_site: Path, tmp_path: Path) -> None:
    rewrite(small_site, "Kort tekst om <b>naturfag</b>.")
    page = tmp_path / "rapport.html"
    assert report(small_site, "--html", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    assert "<script" not in text
    assert "Katalogens kvalitet" in text


@pytest.fixture
def others() -> Iterator[tuple[str, list[str]]]:
    """A host of others: /ok answers, /gone is gone, /head takes no HEAD; and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(f"{self.command} {self.path}")
            status = {"/gone": 404, "/head": 405 if self.command == "HEAD" else 200}.get(self.path, 200)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD = answer

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_links_that_do_not_answer_are_found_and_others_are_asked_once_a_week(
    others: tuple[str, list[str]], tmp_path: Path
) -> None:
    base, asked = others
    links = [f"{base}/ok", f"{base}/gone", f"{base}/head", f"{base}/ok"]
    memory = tmp_path / "links.json"
    assert check_links(links, memory, NOW) == {f"{base}/gone": "404"}
    assert sorted(asked) == ["GET /head", "HEAD /gone", "HEAD /head", "HEAD /ok"]
    assert check_links(links, memory, NOW + timedelta(days=6)) == {f"{base}/gone": "404"}
    assert len(asked) == 4
    check_links(links, memory, NOW + timedelta(days=8))
    assert len(asked) == 8


def test_a_host_that_is_not_there_is_a_fault_and_a_damaged_memory_none(tmp_path: Path) -> None:
    memory = tmp_path / "links.json"
    memory.write_text("{", encoding="utf-8")
    assert list(check_links(["http://127.0.0.1:9/"], memory, NOW)) == ["http://127.0.0.1:9/"]


def test_the_report_names_a_link_that_does_not_answer(small_site: Path, others: tuple[str, list[str]]) -> None:
    base, _ = others
    rewrite(small_site, f"Les [mer]({base}/gone) om naturfag.")
    assert f"{base}/gone svarer ikke: 404" in report(small_site, "--external").output
