"""`serve`: a change is shown, an invalid file does not end the server."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from site_builder.cli.commands.serve import serve
from site_builder.output.output import Output
from site_builder.serve.preview import Preview
from site_builder.serve.request_log import QuietApplication

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
TIMEOUT = 20
"""Seconds to wait for an event that takes one or two; test machines are slow at times."""


@contextmanager
def serving(root: Path, log: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str], Path]]:
    """Yield the address, the process and the log file of a server over a site."""
    command = [sys.executable, "-m", "site_builder", "serve", "--now", "2016-02-10"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--root", str(root), "--port", "0", *options], stdout=output, stderr=subprocess.STDOUT, text=True
        )
    try:
        address = eventually(lambda: re.search(r"http://127\.0\.0\.1:\d+/", log.read_text()))
        yield address[0], process, log
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def served(small_site: Path, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str], Path]]:
    """Yield a server over the small site."""
    with serving(small_site, tmp_path / "log.txt") as running:
        yield running


def eventually(find: Callable[[], object]) -> object:
    """Return the first true result of `find`, which is called ten times a second."""
    until = time.monotonic() + TIMEOUT
    while time.monotonic() < until:
        try:
            if found := find():
                return found
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def page(address: str, course: str = "naturfag-1-1-7") -> str:
    with urllib.request.urlopen(f"{address}2016-2017/hihm/{course}/", timeout=5) as answer:
        return answer.read().decode()


def state(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(address + "_bygger/state", timeout=5) as answer:
        return json.load(answer)


def memory(process: subprocess.Popen[str]) -> int:
    """Return the resident memory of the process in kB."""
    status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])


def change(root: Path, old: str, new: str) -> None:
    file = root / COURSE
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_a_change_is_shown_and_an_invalid_file_leaves_the_last_valid_page(served: tuple, small_site: Path) -> None:
    address, process, log = served
    assert "Kropp, helse og miljø." in eventually(lambda: page(address))
    change(small_site, "Kropp, helse og miljø.", "Fjell, fjord og flo.")
    assert eventually(lambda: "Fjell, fjord og flo." in page(address))
    change(small_site, "studiepoeng: 30", "studiepoeng: tretti")
    assert eventually(lambda: "bad-credits" in log.read_text())
    assert "Fjell, fjord og flo." in page(address)
    assert process.poll() is None
    change(small_site, "studiepoeng: tretti", "studiepoeng: 30")
    change(small_site, "Fjell, fjord og flo.", "Mendet igjen.")
    assert eventually(lambda: "Mendet igjen." in page(address))
    assert "Traceback" not in log.read_text()


def test_a_shown_change_is_published_too(served: tuple, small_site: Path) -> None:
    address, _, _ = served
    change(small_site, "Kropp, helse og miljø.", "Fjell, fjord og flo.")
    published = small_site / "public/2016-2017/hihm/naturfag-1-1-7/index.html"
    assert eventually(lambda: "Fjell, fjord og flo." in page(address))
    midnight = int(datetime(2016, 2, 10, tzinfo=ZoneInfo("Europe/Oslo")).timestamp() * 1000)
    assert f'<script src="/_bygger/clock.js?now={midnight}"></script>' in page(address)
    assert eventually(lambda: "Fjell, fjord og flo." in published.read_text("utf-8"))


def test_the_page_of_a_deleted_course_is_replaced_by_the_sites_404_page(served: tuple, small_site: Path) -> None:
    address, _, _ = served
    assert eventually(lambda: page(address, "naturfag-2-1-7"))
    (small_site / COURSE).with_name("naturfag-2-1-7.md").unlink()

    def refusal() -> str:
        try:
            page(address, "naturfag-2-1-7")
        except urllib.error.HTTPError as fault:
            return f"{fault.code} {fault.read().decode()}"
        return ""

    answer = eventually(refusal)
    assert answer.startswith("404")
    assert "/_bygger/panel.js" in answer
    assert "Vi finner ikke siden" in answer


def test_an_error_in_a_template_is_shown_until_it_is_corrected(served: tuple, small_site: Path) -> None:
    address, process, _ = served
    template = small_site / "templates/pages/course.html"
    text = template.read_text("utf-8")
    eventually(lambda: page(address))
    template.write_text(text.replace("{{ view.heading }}", "{{ view.ingenting }}"), "utf-8")
    assert eventually(lambda: page(address) and "template-error" in state(address)["problems"])
    template.write_text(text, "utf-8")
    assert eventually(lambda: page(address) and not state(address)["problems"])
    assert process.poll() is None


def test_a_site_that_was_never_valid_shows_its_problems_on_an_empty_page(small_site: Path, tmp_path: Path) -> None:
    change(small_site, "studiepoeng: 30", "studiepoeng: tretti")
    with serving(small_site, tmp_path / "log.txt") as (address, process, _):
        with pytest.raises(urllib.error.HTTPError) as refused:
            page(address)
        assert "/_bygger/panel.js" in refused.value.read().decode()
        assert "bad-credits" in state(address)["problems"]
        change(small_site, "studiepoeng: tretti", "studiepoeng: 30")
        assert "Kropp, helse og miljø." in eventually(lambda: page(address))
        assert process.poll() is None


def test_renamed_and_replaced_folders_are_watched(served: tuple, small_site: Path) -> None:
    address, process, log = served
    assert eventually(lambda: page(address))
    institution = small_site / "catalogue/2016-2017/hihm"
    institution.rename(institution.with_name("hogwarts"))
    assert eventually(lambda: "unknown-institution" in state(address)["problems"])
    assert "Kropp, helse og miljø." in page(address)
    institution.with_name("hogwarts").rename(institution)
    assert eventually(lambda: not state(address)["problems"])

    templates = small_site / "templates"
    templates.rename(small_site / "maler")  # the builder's own templates are used until it is back
    base = small_site / "maler/base.html"
    base.write_text(base.read_text("utf-8").replace("<body>", "<body><p>Malen er byttet.</p>"), encoding="utf-8")
    (small_site / "maler").rename(templates)
    assert eventually(lambda: "Malen er byttet." in page(address))

    catalogue = small_site / "catalogue"
    shutil.copytree(catalogue, small_site / "kopi")
    catalogue.rename(small_site / "gammel")
    (small_site / "kopi").rename(catalogue)
    time.sleep(1)
    change(small_site, "Kropp, helse og miljø.", "Fjell, fjord og flo.")
    assert eventually(lambda: "Fjell, fjord og flo." in page(address))
    assert process.poll() is None
    assert "Traceback" not in log.read_text()


def test_an_internal_error_is_shown_and_the_next_change_is_read() -> None:
    reads = iter([ZeroDivisionError("null"), [Output("index.html", b"ny")]])

    def read_outputs(_: object) -> list[Output]:
        result = next(reads)
        if isinstance(result, Exception):
            raise result
        return result

    preview = Preview(
        read_outputs=read_outputs,
        publish_arguments=lambda _: ["--version"],
        print_error=lambda fault: f"feil: {fault}",
        print_line=lambda _: None,
        panel_texts={},
        now=None,
    )
    preview.change()
    assert preview.problems == "feil: null"
    preview.change()
    assert (preview.problems, preview.content("index.html")) == ("", b"ny")
    preview.stop()


def test_open_opens_the_site_in_the_systems_browser(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, shown = tmp_path / "browser.py", tmp_path / "shown.txt"
    browser.write_text(f"#!{sys.executable}\nimport sys\nopen({str(shown)!r}, 'w').write(sys.argv[1])\n")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with serving(small_site, tmp_path / "log.txt", "--open") as (address, _, _):
        assert eventually(lambda: shown.exists() and shown.read_text() == address)


@pytest.mark.parametrize(
    ("path", "status", "is_logged"),
    [
        ("/favicon.ico", 404, False),
        ("/sw.js", 404, False),
        ("/.well-known/appspecific/com.chrome.devtools.json", 404, False),
        ("/apple-touch-icon-precomposed.png", 404, False),
        ("/favicon.ico", 500, True),
        ("/finnes-ikke/", 404, True),
    ],
)
def test_what_browsers_ask_for_by_themselves_is_no_noise(path: str, status: int, *, is_logged: bool) -> None:
    logged: list[object] = []
    handler: Any = SimpleNamespace(get_status=lambda: status, request=SimpleNamespace(path=path))
    QuietApplication(log_function=logged.append).log_request(handler)
    assert logged == ([handler] if is_logged else [])


def test_the_default_host_is_loopback() -> None:
    [host] = [each for each in serve.params if each.name == "host"]
    assert host.default == "127.0.0.1"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_hundred_saves_end_with_the_last_and_with_constant_memory(served: tuple, small_site: Path) -> None:
    address, process, log = served
    file = small_site / COURSE
    text = file.read_text("utf-8")
    began = 0
    for number in range(100):
        broken = text.replace("studiepoeng: 30", "studiepoeng: tretti", 1)
        file.write_text(broken if number % 2 else text.replace("Kropp, helse", f"Nummer {number}, helse", 1), "utf-8")
        time.sleep(0.06)
        began = began or (memory(process) if number == 40 else 0)
    file.write_text(text.replace("Kropp, helse", "Til slutt, helse", 1), "utf-8")
    assert eventually(lambda: "Til slutt, helse" in page(address))
    assert not state(address)["problems"]
    assert process.poll() is None
    assert "Traceback" not in log.read_text()
    assert memory(process) < began + 24_000


def test_publishing_stops_with_the_server(small_site: Path, tmp_path: Path) -> None:
    with serving(small_site, tmp_path / "log.txt") as (address, process, _):
        eventually(lambda: page(address))
        change(small_site, "Kropp, helse og miljø.", "Fjell, fjord og flo.")
        process.send_signal(signal.SIGINT)
        assert process.wait(TIMEOUT) == 0
        shown = (small_site / "public").stat().st_ino if (small_site / "public").exists() else 0
        time.sleep(1.5)
        assert ((small_site / "public").stat().st_ino if (small_site / "public").exists() else 0) == shown


def test_a_port_in_use_is_reported(small_site: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        result = subprocess.run(
            [
                sys.executable,
                "-m",
                "site_builder",
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
