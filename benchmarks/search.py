"""The search in the browser, beside Pagefind on the same pages: bytes, time to the first result, keystrokes.

`python -m benchmarks.search FOLDER...`, each FOLDER a published site. PAGEFIND is Pagefind's command, as npm installs
it; without it only our own figures are printed. Chromium is CHROMIUM, else found on the path.

Everything is served with brotli on the loopback interface, and read by headless Chromium with an empty cache. Bytes
are those of bodies after compression, pages themselves left out. A keystroke lasts from the input event until the list
is laid out (ours), or the texts of the first ten results are there (Pagefind, which alone lays nothing out).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import Browser, Page, sync_playwright

TYPED = ("matematikk", "engelsk", "kroppsøving", "veiledning", "samfunnsfag", "oslo", "norsk grammatikk", "spesped")
WITHOUT_SEARCH = "/om-katalogen/"
COLUMNS = ("first kB", "next kB", "first s", "key ms", "p95", "x4 ms", "x4 p95", "long ms")

OURS = """async (text) => {
  const root = document.querySelector(".search"), input = document.querySelector(".search-form input");
  const before = root.dataset.shown, start = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input"));
  while (root.dataset.shown === before) await new Promise((go) => setTimeout(go));
  return performance.now() - start;
}"""
"""Types a text, waits until what it needs has come and the list is there."""

WORK = """async (text) => {
  const root = document.querySelector(".search"), input = document.querySelector(".search-form input");
  const before = root.dataset.shown, start = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input"));
  if (root.dataset.shown === before) throw new Error(`${text} needed files`);
  document.body.offsetHeight;
  return performance.now() - start;
}"""
"""The work of a keystroke, layout included, once its files are there: the milliseconds until it can be painted."""

PAGEFIND = """async (text) => {
  const start = performance.now();
  const found = await window.pagefind.search(text);
  await Promise.all(found.results.slice(0, 10).map((each) => each.data()));
  return performance.now() - start;
}"""


@dataclass
class Sent:
    """What the server has sent since it was last asked."""

    bytes: int = 0
    files: list[str] = field(default_factory=list)

    def take(self) -> int:
        """Return the bytes, and begin again."""
        taken, self.bytes = self.bytes, 0
        self.files.clear()
        return taken


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Sent]]:
    """Serve a folder with brotli; yield its address and what is sent."""
    sent = Sent()

    @cache
    def compressed(file: Path) -> bytes:
        return brotli.compress(file.read_bytes(), quality=11)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            file = folder / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
            if not file.is_file():
                self.send_error(404)
                return
            content = compressed(file)
            if file.suffix != ".html":
                sent.bytes += len(content)
                sent.files.append(path)
            self.send_response(200)
            self.send_header("Content-Type", guess_type(file.name)[0] or "application/octet-stream")
            self.send_header("Content-Encoding", "br")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "public, max-age=3600")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()


@dataclass
class Figures:
    """One site's figures: bytes to the first result and of each further query, seconds, milliseconds a keystroke."""

    first: int
    further: list[int]
    seconds: float
    strokes: list[float]
    throttled: list[float]
    longest: float = 0.0


def ours(browser: Browser, folder: Path) -> Figures:
    """Measure our search page."""
    with served(folder) as (address, sent):
        page = _fresh(browser, address + WITHOUT_SEARCH, sent)
        start = page.evaluate("performance.timeOrigin + performance.now()")
        page.goto(f"{address}/sok/?q={TYPED[0]}", wait_until="commit")
        page.wait_for_selector(".search-hits .card", state="attached")
        seconds = (page.evaluate("performance.timeOrigin + performance.now()") - start) / 1000
        first = sent.bytes
        page.wait_for_load_state("networkidle")
        sent.take()
        further = []
        for text in TYPED[1:]:
            page.evaluate(OURS, text)
            further.append(sent.take())
        strokes = _type(page, WORK)
        longest = page.evaluate("Math.max(0, ...(window.tasks ?? []))")
        throttle(page, 4)
        throttled = _type(page, WORK)
        page.context.close()
    return Figures(first, further, seconds, strokes, throttled, longest)


def pagefind(browser: Browser, folder: Path, command: str) -> Figures:
    """Measure Pagefind on a copy of the same pages."""
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        shutil.copytree(folder, site)
        subprocess.run([command, "--site", str(site), "--silent"], check=True, stdout=subprocess.DEVNULL)
        with served(site) as (address, sent):
            page = _fresh(browser, address + WITHOUT_SEARCH, sent)
            start = page.evaluate("performance.timeOrigin + performance.now()")
            page.evaluate("async () => { window.pagefind = await import('/pagefind/pagefind.js'); }")
            page.evaluate(PAGEFIND, TYPED[0])
            seconds = (page.evaluate("performance.timeOrigin + performance.now()") - start) / 1000
            first = sent.take()
            further = []
            for text in TYPED[1:]:
                page.evaluate(PAGEFIND, text)
                further.append(sent.take())
            strokes = _type(page, PAGEFIND)
            throttle(page, 4)
            throttled = _type(page, PAGEFIND)
            page.context.close()
    return Figures(first, further, seconds, strokes, throttled)


def _fresh(browser: Browser, address: str, sent: Sent) -> Page:
    """A page without search, in a browser that knows nothing yet."""
    page = browser.new_context(
        locale="nb-NO", service_workers="block", viewport={"width": 1280, "height": 900}
    ).new_page()
    page.add_init_script(
        "window.tasks = []; new PerformanceObserver((l) => l.getEntries().forEach((e) => tasks.push(e.duration)))"
        ".observe({type: 'longtask', buffered: true});"
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sent.take()
    return page


def throttle(page: Page, times: int) -> None:
    """Slow the processor down."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def _type(page: Page, script: str) -> list[float]:
    """Type every text letter by letter, twice; the files are there the second time, which is measured."""
    texts = [text[:length] for text in TYPED for length in range(1, len(text) + 1)]
    for text in texts:
        page.evaluate(OURS if script is WORK else script, text)
    return [page.evaluate(script, text) for text in texts]


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(len(values) * 0.95)]


def row(name: str, figures: Figures) -> str:
    """Return a line of the table."""
    return (
        f"{name:24}{figures.first / 1000:9.1f}{statistics.mean(figures.further) / 1000:9.1f}{figures.seconds:9.2f}"
        f"{statistics.median(figures.strokes):9.2f}{p95(figures.strokes):9.2f}"
        f"{statistics.median(figures.throttled):9.2f}{p95(figures.throttled):9.2f}{figures.longest:9.0f}"
    )


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    peer = os.environ.get("PAGEFIND")
    given = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    print(f"{'':24}" + "".join(f"{name:>9}" for name in COLUMNS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for folder in given.folders:
            mine = ours(browser, folder)
            print(row(f"ours {folder.parent.name}", mine), flush=True)
            if peer:
                theirs = pagefind(browser, folder, peer)
                print(row("Pagefind", theirs))
                keys = statistics.median(mine.strokes) / statistics.median(theirs.strokes)
                further = statistics.mean(mine.further) / statistics.mean(theirs.further)
                ratios = (mine.first / theirs.first, further, mine.seconds / theirs.seconds, keys)
                print(f"{'ratio':24}" + "".join(f"{ratio:9.2f}" for ratio in ratios))
        browser.close()


if __name__ == "__main__":
    main()
