"""`serve` as an editor uses it: a change shows up, a bad file never ends the server."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
PATIENCE = 20
"""Seconds to wait for what takes one or two; the machines are slow at times."""


@pytest.fixture
def served(small_site: Path, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str], Path]]:
    """A server over the small site: its address, its process, and the file its output goes to."""
    said = tmp_path / "said.txt"
    command = [sys.executable, "-c", "from site_builder.cli import main; main()", "serve", "--now", "2016-02-10"]
    with said.open("w") as output:
        process = subprocess.Popen(
            [*command, "--root", str(small_site), "--port", "0"], stdout=output, stderr=subprocess.STDOUT, text=True
        )
    address = eventually(lambda: re.search(r"http://127\.0\.0\.1:\d+/", said.read_text()))
    yield address[0], process, said
    process.terminate()
    process.wait(10)


def eventually(find: Callable[[], object]) -> object:
    """What `find` finds, as soon as it finds something."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if found := find():
                return found
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def page(address: str) -> str:
    with urllib.request.urlopen(address + "2016-2017/hihm/naturfag-1-1-7/", timeout=5) as answer:
        return answer.read().decode()


def change(root: Path, old: str, new: str) -> None:
    file = root / COURSE
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_a_change_shows_up_and_a_bad_file_leaves_the_last_good_page(served: tuple, small_site: Path) -> None:
    address, process, said = served
    assert "Kropp, helse og miljø." in eventually(lambda: page(address))
    change(small_site, "Kropp, helse og miljø.", "Fjell, fjord og flo.")
    assert eventually(lambda: "Fjell, fjord og flo." in page(address))
    change(small_site, "studiepoeng: 30", "studiepoeng: tretti")
    assert eventually(lambda: "bad-credits" in said.read_text())
    assert "Fjell, fjord og flo." in page(address)
    assert process.poll() is None
    change(small_site, "studiepoeng: tretti", "studiepoeng: 30")
    change(small_site, "Fjell, fjord og flo.", "Mendet igjen.")
    assert eventually(lambda: "Mendet igjen." in page(address))
    assert "Traceback" not in said.read_text()


def test_a_port_that_is_taken_is_said(small_site: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        result = subprocess.run(
            [
                sys.executable,
                "-c",
                "from site_builder.cli import main; main()",
                "serve",
                "--root",
                str(small_site),
                "--port",
                port,
            ],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert result.returncode == 2
    assert port in result.stderr
    assert "Traceback" not in result.stderr
