"""A real Chromium, found by tests/chromium.sh, that asks nobody but this machine for anything."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium there is, quietly; as root it cannot use its own sandbox."""
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return browser_type_launch_args | {"executable_path": chromium, "args": ["--no-sandbox", *quiet]}


@pytest.fixture
def open_page(browser: Browser, site_address: str) -> Any:
    """Open a page of the real site in a context of one's choosing; every context is closed afterwards."""
    contexts: list[BrowserContext] = []

    quiet = {"locale": "nb-NO", "timezone_id": "Europe/Oslo", "service_workers": "block"}

    def run(address: str, *, now: str | None = None, always: str | None = None, **context: Any) -> Page:
        """`now` is the time at which the page's clock starts, `always` one at which it stands."""
        contexts.append(browser.new_context(**quiet | context))
        page = contexts[-1].new_page()
        if now:
            page.clock.install(time=now)
        if always:
            page.clock.set_fixed_time(always)
        page.goto(site_address + address)
        return page

    yield run
    for each in contexts:
        each.close()


@pytest.fixture
def address(small_site: Path, tmp_path: Path) -> Iterator[str]:
    """A server over the small site; its editor writes what it is asked to open to opened.txt."""
    said, editor = tmp_path / "said.txt", tmp_path / "editor.py"
    editor.write_text("import sys\nopen(sys.argv[1], 'a').write(sys.argv[2] + '\\n')\n")
    command = [sys.executable, "-m", "site_builder", "serve", "--now", "2016-02-10"]
    options = ["--root", str(small_site), "--port", "0"]
    opens = ["--editor", shlex.join([sys.executable, str(editor), str(tmp_path / "opened.txt")])]
    with said.open("w") as output:
        process = subprocess.Popen([*command, *options, *opens], stdout=output, stderr=subprocess.STDOUT, text=True)
    until = time.monotonic() + 20
    while not (found := re.search(r"http://127\.0\.0\.1:\d+/", said.read_text())):
        assert time.monotonic() < until
        time.sleep(0.05)
    while True:
        try:
            urllib.request.urlopen(found[0] + "_bygger/state", timeout=5).close()
            break
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)
    yield found[0]
    process.terminate()
    process.wait(10)
