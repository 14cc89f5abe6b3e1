"""From saving a course to its new page on the wire, and the server's memory.

`python -m benchmarks.serve FOLDER [SAVES]`: FOLDER is a root made by benchmarks.catalogue. Each save writes another
word into one course; like a browser we wait for the word to reload and fetch the page, and the time ends when it
holds the word. Then as many saves again within a minute, every other one broken: how many of the broken the panel
reported, the time until the last good one is shown, and that the server is alive and has nothing to complain of.
Linux: memory is read from /proc, of the server alone; what it publishes with comes and goes beside it.
"""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient
from tornado.websocket import WebSocketClientConnection, websocket_connect

SERVE = (
    sys.executable,
    "-m",
    "site_builder",
    "serve",
    "--port",
    "0",
    "--now",
    "2016-02-10",
)


MINUTE = 60


class Browser:
    """One open page."""

    def __init__(self, page: str, socket: WebSocketClientConnection) -> None:
        """Keep the page's address and what says that it changed."""
        self.page = page
        self.socket = socket

    async def saved(self, course: Path, text: str, sign: str) -> float:
        """Save a text and return the seconds until the page holds its sign."""
        began = time.perf_counter()
        course.write_text(text, encoding="utf-8")
        while True:
            await asyncio.wait_for(self.socket.read_message(), 120)
            answer = await AsyncHTTPClient().fetch(self.page)
            if sign in answer.body.decode():
                return time.perf_counter() - began


async def measure(root: Path, saves: int) -> None:
    """Print median, slowest and memory."""
    course = sorted(root.glob("catalogue/*/*/*.md"))[0]
    year, institution = course.parts[-3:-1]
    text = course.read_text(encoding="utf-8")
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([*SERVE, "--root", str(root)], stdout=said, stderr=subprocess.STDOUT)
        try:
            address = _address(said)
            socket = await websocket_connect(address.replace("http", "ws") + "livereload")
            await socket.write_message(json.dumps({"command": "hello"}))
            await socket.read_message()
            await socket.write_message(json.dumps({"command": "info", "url": address}))
            browser = Browser(f"{address}{year}/{institution}/{course.stem}/", socket)
            before = _memory(process.pid)
            signs = [f"Lagret {number}." for number in range(saves)]
            times = [await browser.saved(course, f"{text}\n{sign}\n", sign) for sign in signs]
            print(f"{saves} saves: median {statistics.median(times):.2f} s, slowest {max(times):.2f} s")
            started = time.perf_counter()
            held, reported = [_memory(process.pid)], 0
            for number in range(saves):
                began = time.perf_counter()
                broken = "studiepoeng: mange\n" if number % 2 else ""
                whole = text.replace("---\n", f"---\n{broken}", 1) + f"\nLagring {number}.\n"
                course.write_text(whole, encoding="utf-8")
                await asyncio.sleep(MINUTE / saves * 0.8)
                reported += bool(broken and await _problems(address))
                held.append(_memory(process.pid))
                await asyncio.sleep(max(0.0, MINUTE / saves - (time.perf_counter() - began)))
            took = time.perf_counter() - started
            settled = await browser.saved(course, f"{text}\nTil slutt.\n", "Til slutt.")
            if process.poll() is not None or await _problems(address):
                raise SystemExit("the server ended, or complains of what is right")
            print(f"{saves} more in {took:.0f} s, half broken; of the {saves // 2} broken {reported} reported in time")
            print(f"the last, which is right, shown after {settled:.2f} s; alive, nothing to complain of")
            print(f"memory {before} MB at the start, {held[0]} MB after the first {saves}, ", end="")
            print(f"at most {max(held)} MB in the minute, {_memory(process.pid)} MB at the end")
        finally:
            process.terminate()
            process.wait(20)
            course.write_text(text, encoding="utf-8")


async def _problems(address: str) -> str:
    answer = await AsyncHTTPClient().fetch(f"{address}_bygger/state")
    return str(json.loads(answer.body)["problems"])


def _address(said: object) -> str:
    until = time.monotonic() + 600
    while time.monotonic() < until:
        said.seek(0)  # type: ignore[attr-defined]
        if found := re.search(r"http://127\.0\.0\.1:\d+/", said.read()):  # type: ignore[attr-defined]
            return found[0]
        time.sleep(0.05)
    raise SystemExit("the server did not start")


def _memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024  # type: ignore[index]


if __name__ == "__main__":
    asyncio.run(measure(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20))
