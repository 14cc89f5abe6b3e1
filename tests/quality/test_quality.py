"""The quality report: suggestions for a catalogue without errors."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import socketserver
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import html5lib
import pytest
from click.testing import CliRunner, Result
from pictures import picture

from site_builder.build import Site
from site_builder.cli.main import main
from site_builder.quality import external
from site_builder.quality.external import Answer, broken, check_links, format_answers, parse_answers, silent
from site_builder.quality.link_request import Reply, ascii_address
from site_builder.quality.remarks import remarks
from site_builder.quality.texts import lix, nynorsk_share, texts

NOW = datetime(2016, 2, 10, tzinfo=ZoneInfo("Europe/Oslo"))
COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"


def report(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", "--root", str(root), "--now", "2016-02-10", *arguments])


def rewrite(root: Path, body: str) -> None:
    file = root / COURSE
    head = file.read_text(encoding="utf-8").split("---\n", 2)[1]
    file.write_text(f"---\n{head}---\n\n{body}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("setting", "words"),
    [("veksling", "nettstedet veksler mellom målformene"), ("parallell", "nettstedet har alle tekster i begge")],
)
def test_articles_against_the_setting_of_written_standards_are_listed(
    small_site: Path, setting: str, words: str
) -> None:
    with (small_site / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"målform: {setting}\n")
    about = small_site / "content/om.md"
    if setting == "veksling":
        text = about.read_text(encoding="utf-8").replace("språk: nb", "språk: nn")
        about.with_name("om.nn.md").write_text(text, encoding="utf-8")
    assert words in report(small_site).output


def test_lix_is_words_a_sentence_plus_the_share_of_long_words() -> None:
    assert lix("Katten sover. Hunden springer raskt.") == round(5 / 2 + 100 * 1 / 5)
    assert lix("") == 0


def test_a_short_text_is_listed_with_its_file_under_its_institution(small_site: Path) -> None:
    rewrite(small_site, "Kort tekst om naturfag.")
    result = report(small_site)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("Høgskolen i Hedmark (")
    assert f"  {COURSE}" in lines
    assert "    Teksten har 4 ord; den bør ha minst 250." in lines


def test_a_text_that_is_hard_to_read_is_listed(small_site: Path) -> None:
    rewrite(small_site, "Kompetanseutviklingsstrategier forutsetter institusjonssamarbeid overalt " * 40)
    assert "tung å lese (LIX" in report(small_site).output


def test_a_duplicated_text_is_listed_with_the_other_file(small_site: Path) -> None:
    other = (small_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md").read_text(encoding="utf-8")
    rewrite(small_site, other.split("---\n", 2)[2].replace("naturfag-1-1-7.md#innhold", "naturfag-1-1-7.md"))
    assert "prosent av teksten står også i" in report(small_site).output


def test_the_real_catalogue_has_no_duplicates_and_over_a_quarter_nynorsk(real_site: Site) -> None:
    found = remarks(real_site.catalogue, real_site.catalogue.current_year)
    assert len(found) == len(set(map(str, found)))
    assert not [each for each in found if each.kind == "twice"]
    assert nynorsk_share(texts(real_site.catalogue, real_site.catalogue.current_year)) > 0.25


@pytest.mark.parametrize(
    ("alternative", "expected"),
    [
        ("kart.png", "Alternativteksten til kart.png er et filnavn: «kart.png»."),
        ("Kart", "Alternativteksten til kart.png er et filnavn: «Kart»."),
        ("Bilde 1", "Alternativteksten til kart.png sier bare at det er et bilde: «Bilde 1»."),
        ("Kartet viser " + "vann og land " * 20, "Alternativteksten til kart.png er 272 tegn"),
        ("Kart over Mjøsa med tre brygger", ""),
    ],
)
def test_an_alternative_text_that_does_not_describe_the_picture_is_listed(
    small_site: Path, alternative: str, expected: str
) -> None:
    (small_site / COURSE).with_name("kart.png").write_bytes(picture("PNG"))
    rewrite(small_site, f"![{alternative}](kart.png)")
    output = report(small_site).output
    assert expected in output
    assert ("Alternativteksten" in output) == bool(expected)


def test_a_picture_in_an_article_is_listed_among_the_catalogues_own_texts(small_site: Path) -> None:
    (small_site / "content/kart.png").write_bytes(picture("PNG"))
    with (small_site / "content/om.md").open("a", encoding="utf-8") as article:
        article.write("\n![bilde](kart.png)\n")
    lines = report(small_site).output.splitlines()
    at = lines.index("Katalogens egne tekster (1)")
    assert lines[at + 1] == "  content/om.md"
    assert "Merknader til katalogens egne tekster: 1." in lines


def test_the_old_name_of_an_institution_merged_before_the_year_is_listed(small_site: Path) -> None:
    file = small_site / "catalogue/vocabulary/institutions/hist.yaml"
    file.write_text("navn: Høgskolen i Sør-Trøndelag\ngyldig til: 2015-12-31\netterfølger: hinn\n", encoding="utf-8")
    rewrite(small_site, "Laget sammen med Høgskolen i Sør-Trøndelag.")
    assert "Teksten sier Høgskolen i Sør-Trøndelag; etter 2015-12-31 heter det" in report(small_site).output


def test_every_institution_has_its_figures_with_and_without_remarks(small_site: Path, tmp_path: Path) -> None:
    rewrite(small_site, "Kort tekst på nynorsk om naturfag.")
    file = small_site / COURSE
    file.write_text(file.read_text(encoding="utf-8").replace("språk: nb", "språk: nn", 1), encoding="utf-8")
    page = tmp_path / "rapport.html"
    output = report(small_site, "--html", str(page)).output
    [row] = [line.split() for line in output.splitlines() if line.startswith("Høgskolen i Hedmark  ")]
    assert row[3] == "2"
    assert 0 < int(row[-2]) < 50
    assert f"<td>{row[-2]}\u00a0%</td>" in page.read_text(encoding="utf-8")


def test_the_page_is_valid_html_without_scripts(small_site: Path, tmp_path: Path) -> None:
    rewrite(small_site, "Kort tekst om <b>naturfag</b>.")
    page = tmp_path / "rapport.html"
    assert report(small_site, "--html", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    assert "<script" not in text
    assert "Katalogens kvalitet" in text
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text


@pytest.fixture
def others() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a host (/ok: 200, /gone: 404, /head: no HEAD) and the list of its requests."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            requests.append(f"{self.command} {self.path}")
            status = {"/gone": 404, "/head": 405 if self.command == "HEAD" else 200}.get(self.path, 200)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD = answer

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", requests
    server.shutdown()
    server.server_close()


def test_broken_links_are_found_and_each_link_is_requested_once_a_week(others: tuple[str, list[str]]) -> None:
    base, requests = others
    links = [f"{base}/ok", f"{base}/gone", f"{base}/head", f"{base}/ok"]
    answers = check_links(links, {}, NOW)
    assert broken(answers, links) == {f"{base}/gone": "404"}
    assert sorted(requests) == ["GET /gone", "GET /head", "HEAD /gone", "HEAD /head", "HEAD /ok"]
    text = format_answers(answers)
    later = NOW + timedelta(days=6)
    assert broken(check_links(links, parse_answers(text, later), later), links) == {f"{base}/gone": "404"}
    assert len(requests) == 5
    later = NOW + timedelta(days=8)
    check_links(links, parse_answers(text, later), later)
    assert len(requests) == 10


def test_hosts_are_requested_at_the_same_time_but_each_only_one_link_at_once() -> None:
    both = threading.Barrier(2)
    busy: dict[int, list[int]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            at_once = busy.setdefault(self.server.server_port, [0, 0])
            at_once[0] += 1
            at_once[1] = max(at_once)
            both.wait(20)  # until the other host has a request, too
            at_once[0] -= 1
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    links = [f"http://127.0.0.1:{server.server_port}/{name}" for server in servers for name in "ab"]
    assert broken(check_links(links, {}, NOW), links) == {}
    assert [most for _, most in busy.values()] == [1, 1]
    for server in servers:
        server.shutdown()
        server.server_close()


ODD: dict[str, tuple[bytes, ...]] = {
    "/no-head": (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nx"),
    "/head-hangs-up": (b"", b"HTTP/1.1 200 OK\r\n\r\nx"),
    "/login": (b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",),
    "/no-robots": (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",),
    "/not-acceptable": (b"HTTP/1.1 406 Not Acceptable\r\nContent-Length: 0\r\n\r\n",),
    "/timed-out": (b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n",),
    "/legal": (b"HTTP/1.1 451 Unavailable\r\nContent-Length: 0\r\n\r\n",),
    "/broken-today": (b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",),
    "/gateway": (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",),
    "/denied": (b"HTTP/1.1 999 Request denied\r\nContent-Length: 0\r\n\r\n",),
    "/moved": (b"HTTP/1.1 301 Moved\r\nLocation: /fine\r\nContent-Length: 0\r\n\r\n",),
    "/moved-for-good": (b"HTTP/1.1 308 Moved\r\nLocation: /fine\r\nContent-Length: 0\r\n\r\n",),
    "/in-a-ring": (b"HTTP/1.1 302 Found\r\nLocation: /in-a-ring\r\nContent-Length: 0\r\n\r\n",),
    "/to-an-app": (b"HTTP/1.1 302 Found\r\nLocation: app:open\r\nContent-Length: 0\r\n\r\n",),
    "/nowhere": (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",),
    "/no-http": (b"SSH-2.0-OpenSSH_9\r\n",),
    "/old-http": (b"HTTP/1.0 200 OK\r\n\r\nx",),
    "/many-headers": (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",),
    "/long-header": (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",),
    "/less-than-said": (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nx",),
    "/partly": (b"HTTP/1.1 206 Partial\r\nContent-Length: 1\r\n\r\nx",),
    "/%C3%A6?s=%C3%B8": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",),
    "/fine": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",),
    "/gone": (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",),
    "/gone-for-good": (b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",),
    "/moved-to-nothing": (b"HTTP/1.1 301 Moved\r\nLocation: /gone\r\nContent-Length: 0\r\n\r\n",),
    "/hangs-up": (b"",),
}
"""Path -> the bytes that a host answers to HEAD, and to GET where they differ."""


@pytest.fixture
def odd_host() -> Iterator[str]:
    """Yield the address of a host that answers ODD as it is written."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            method, _, rest = self.rfile.readline().decode("ascii").partition(" ")
            answers = ODD[rest.split(" ")[0]]
            while self.rfile.readline().strip():
                pass
            self.wfile.write(answers[method == "GET" and len(answers) > 1])

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_no_page_that_is_alive_is_called_dead_however_oddly_its_host_answers(
    odd_host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external, "PAUSE", 0)
    links = [odd_host + path for path in ODD if path.isascii() and "%" not in path] + [f"{odd_host}/æ?s=ø#å"]
    answers = check_links(links, {}, NOW)
    gone = ("/gone", "/gone-for-good", "/moved-to-nothing")
    assert broken(answers, links) == {odd_host + path: "410" if "good" in path else "404" for path in gone}
    assert list(silent(answers, links)) == [f"{odd_host}/hangs-up"]
    assert f"{odd_host}/hangs-up" not in parse_answers(format_answers(answers), NOW), "asked again next time"


def test_a_host_that_asks_for_fewer_requests_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external, "request", lambda address: Reply(busy=True))
    assert list(check_links(["https://a.no/1", "https://a.no/2", "https://b.no/"], {}, NOW)) == [
        "https://a.no/1",
        "https://b.no/",
    ]


def test_an_unknown_host_is_dead_only_where_the_network_works(monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = Reply("Name or service not known", certain=False, unknown_host=True)
    replies = {"https://borte.no/": unknown, "https://her.no/": Reply()}
    monkeypatch.setattr(external, "request", replies.__getitem__)
    assert list(broken(check_links(replies, {}, NOW), replies)) == ["https://borte.no/"]
    alone = ["https://borte.no/"]
    assert broken(check_links(alone, {}, NOW), alone) == {}


def test_a_refused_connection_is_no_answer() -> None:
    link = "http://127.0.0.1:9/"
    answers = check_links([link], {}, NOW)
    assert (list(broken(answers, [link])), list(silent(answers, [link]))) == ([], [link])


def test_addresses_are_requested_in_ascii_as_browsers_do() -> None:
    assert (
        ascii_address("https://blåbær.no:8080/å b?q=æ%20c#ø") == "https://xn--blbr-roah.no:8080/%C3%A5%20b?q=%C3%A6%20c"
    )
    assert ascii_address("http://[::1]/a") == "http://[::1]/a"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"a": ["", "i går"]}'])
def test_a_damaged_cache_has_no_answers(text: str) -> None:
    assert parse_answers(text, NOW) == {}


def test_a_cached_answer_is_read_back() -> None:
    answers = {"https://a.example/": Answer("404", NOW)}
    assert parse_answers(format_answers(answers), NOW) == answers


def test_a_course_with_a_remark_on_its_text_is_compared_with_others(small_site: Path) -> None:
    rewrite(small_site, "Les [planen]() om **naturfag.")
    assert report(small_site).exit_code == 0


def test_the_report_lists_a_broken_link(small_site: Path, others: tuple[str, list[str]]) -> None:
    base, _ = others
    rewrite(small_site, f"Les [mer]({base}/gone) om naturfag.")
    assert f"{base}/gone svarer ikke: 404" in report(small_site, "--external").output


def test_a_catalogue_without_norwegian_gets_no_report_of_nynorsk_and_of_parts_in_its_language(tmp_path: Path) -> None:
    university = Path(__file__).parents[1] / "sites/university"
    root = Path(shutil.copytree(university, tmp_path / "site"))
    said = CliRunner().invoke(main, ["report", "--root", str(root), "--now", "2027-03-01"]).output
    assert "These parts have no heading: learning outcomes, organisation, coursework." in said
    assert "ynorsk" not in said and "læringsutbytte" not in said
