"""The 27 tasks of a teacher, done as a person would: `python -m benchmarks.tasks FOLDER [--only NUMBER]`.

FOLDER is the real site, built with `--now 2016-02-23T12:00`. Each task begins on the front page, on a phone and on a
desktop, and counts clicks (a word typed into a field is one), keys of Tab, and the pixels that must be scrolled before
what is clicked or read is on the screen. A task is done when the page says what the teacher wanted to know; else the
reason is printed. The table is the one in docs/teachers.md. The tasks are in benchmarks/teacher_tasks.py.
"""

from __future__ import annotations

import argparse
import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, sync_playwright

from benchmarks.teacher import Reader, Task
from benchmarks.teacher_tasks import TASKS

DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1366, "height": 768}},
}


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def cost(browser: Browser, site: str, task: Task, device: str) -> str:
    """Return the cells of a row: clicks and Tabs, pixels scrolled; or why the task cannot be done."""
    settings = {"service_workers": "block", "locale": "nb-NO", "timezone_id": "Europe/Oslo", "reduced_motion": "reduce"}
    context = browser.new_context(**settings | DEVICES[device] | task.context)
    page = context.new_page()
    page.clock.set_fixed_time(task.clock)
    try:
        reader = Reader(page, site, phone=device == "phone")
        task.does(reader)
    except (AssertionError, Error) as fault:
        return f"no: {(str(fault) or type(fault).__name__).splitlines()[0][:90]} | "
    finally:
        context.close()
    tabs = f" + {reader.tabs} Tab" if reader.tabs else ""
    return f"{reader.clicks}{tabs} | {reader.scrolled}"


def main() -> None:
    """Do the tasks and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", type=int, action="append")
    asked = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    print("| # | Task | Before | Phone | px | Desktop | px |\n|---:|---|---|---|---:|---|---:|")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(asked.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for number, task in enumerate(TASKS, start=1):
            if not asked.only or number in asked.only:
                cells = " | ".join(cost(browser, site, task, device) for device in DEVICES)
                print(f"| {number} | {task.name} | {task.before} | {cells} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
