"""Takes the pictures in docs/screens/: the real catalogue as of 23 February 2016, phone and desktop, light and dark.

Run it with `make screens`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import sync_playwright

from site_builder.build import build
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.publish.folder import publish

PROJECT = Path(__file__).parent.parent
NOW = datetime(2016, 2, 23, 12, tzinfo=ZoneInfo("Europe/Oslo"))
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SHOTS = (
    ("front-desktop", "/", DESKTOP, "light"),
    ("front-phone", "/", PHONE, "light"),
    ("course-desktop", "/2016-2017/hihm/naturfag-2-1-7/", DESKTOP, "light"),
    ("course-phone-dark", "/2016-2017/hihm/naturfag-2-1-7/", PHONE, "dark"),
    ("list-desktop", "/2016-2017/fag/matematikk/", DESKTOP, "light"),
    ("search-desktop", "/sok/?q=gym+oslo", DESKTOP, "light"),
    ("lacking-desktop", "/2016-2017/hva-mangler-jeg/engelsk/ungdomstrinnet/?har=10&enhet=vekttall", DESKTOP, "light"),
    ("my-list-desktop", "/min-liste/?l=2016-2017/hib/engelsk-1-1-7,2016-2017/hioa/engelsk-1-1-7", DESKTOP, "light"),
    ("deadlines-desktop", "/2016-2017/frister/", DESKTOP, "light"),
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build, serve on this machine, and photograph."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "public"
        publish(build(PROJECT, now=NOW, memo=Memo(), stages=Stages()).outputs, folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, address, size, scheme in SHOTS:
                context = browser.new_context(viewport=size, color_scheme=scheme, locale="nb-NO")
                page = context.new_page()
                page.clock.set_fixed_time(NOW)
                page.goto(f"http://127.0.0.1:{server.server_port}{address}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=str(PROJECT / f"docs/screens/{name}.png"))
                context.close()
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
