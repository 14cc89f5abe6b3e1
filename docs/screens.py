"""Takes the pictures in docs/screens/: the real catalogue as of 23 February 2016, phone and desktop, light and dark.

Two are of other catalogues of the tests: a Swedish one, and an English one with its own logo and colours.

Run it with `make screens`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from playwright.sync_api import ViewportSize, sync_playwright

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
    ("list-phone-dark", "/2016-2017/fag/matematikk/", PHONE, "dark"),
    ("search-desktop", "/sok/?q=gym+oslo", DESKTOP, "light"),
    ("search-phone", "/sok/?q=matte", PHONE, "light"),
    ("gatherings-phone", "/2016-2017/samlinger/?fag=engelsk#_liste", PHONE, "light"),
    ("figures-phone-dark", "/2016-2017/i-tall/", PHONE, "dark"),
    ("lacking-desktop", "/2016-2017/hva-mangler-jeg/engelsk/ungdomstrinnet/?har=10&enhet=vekttall", DESKTOP, "light"),
    ("my-list-desktop", "/min-liste/?l=2016-2017/hib/engelsk-1-1-7,2016-2017/hioa/engelsk-1-1-7", DESKTOP, "light"),
    ("deadlines-desktop", "/2016-2017/frister/", DESKTOP, "light"),
)
SWEDISH = PROJECT / "tests/sites/lararfortbildning"
SWEDISH_NOW = datetime(2027, 3, 20, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
SWEDISH_SHOTS = (("swedish-desktop", "/", DESKTOP, "light"),)
ENGLISH = PROJECT / "tests/sites/university"
ENGLISH_NOW = datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("Europe/London"))
ENGLISH_SHOTS = (("english-desktop", "/", DESKTOP, "light"),)
Shots = Iterable[tuple[str, str, ViewportSize, Literal["light", "dark"]]]


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Build, serve on this machine, and photograph."""
    photograph(PROJECT, NOW, SHOTS, "nb-NO")
    photograph(SWEDISH, SWEDISH_NOW, SWEDISH_SHOTS, "sv-SE")
    photograph(ENGLISH, ENGLISH_NOW, ENGLISH_SHOTS, "en-GB", "https://courses.example")


def photograph(root: Path, now: datetime, shots: Shots, language: str, base: str | None = None) -> None:
    """Write a picture of each shot of the site at `root`, as of `now`, built for the address `base` if there is one."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "public"
        publish(build(root, now=now, memo=Memo(), stages=Stages(), base=base).outputs, folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, address, size, scheme in shots:
                context = browser.new_context(viewport=size, color_scheme=scheme, locale=language)
                page = context.new_page()
                page.clock.set_fixed_time(now)
                page.goto(f"http://127.0.0.1:{server.server_port}{address}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=str(PROJECT / f"docs/screens/{name}.png"))
                context.close()
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
