"""Pagefind over a copy of a published folder, asked in headless Chromium as its guide shows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

HITS = 60
"""Hits that are asked for their address: each is a file of its own, and lists of courses are among them."""

ASK = """async ([text, hits]) => {
  window.pagefind ??= await import('/pagefind/pagefind.js');
  const found = await window.pagefind.search(text);
  return Promise.all(found.results.slice(0, hits).map(async (each) => (await each.data()).url));
}"""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal for the table."""


@contextmanager
def _host(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def pagefind_rankings(folder: Path, queries: Sequence[str], peers: Path) -> list[list[str]]:
    """Return each query's addresses, the best first; `peers` is where `make bench-peers` installs Pagefind."""
    program = next(peers.glob("lib/*/site-packages/pagefind_bin/pagefind"))
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        shutil.copytree(folder, site)
        command = [str(program), "--site", str(site), "--root-selector", "main", "--silent"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (site / "empty.html").write_text('<!doctype html><html lang="nb"><title>nb</title>', encoding="utf-8")
        with _host(site) as address, sync_playwright() as playwright:
            chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            page.goto(f"{address}/empty.html")
            rankings: list[list[str]] = [page.evaluate(ASK, [text, HITS]) for text in queries]
            browser.close()
    return rankings
