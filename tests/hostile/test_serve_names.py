"""The preview answers to its own names, and lets only its own pages change or follow anything."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.websocket import websocket_connect

from site_builder.output.output import Output
from site_builder.serve.handlers import MAX_BODY_BYTES, application
from site_builder.serve.own_names import OwnNames, is_own_origin
from site_builder.serve.preview import Preview

PAGE = "<!doctype html><title>x</title><head></head>hemmelig utkast"


@contextmanager
def server(folder: Path, opened: list[str], host: str = "127.0.0.1") -> Iterator[tuple[int, Preview]]:
    """Serve one page. Must be used on a running event loop."""
    preview = Preview(
        read_outputs=lambda _: [Output("index.html", PAGE.encode())],
        publish_arguments=lambda _: ["--version"],
        print_error=str,
        print_line=lambda _: None,
        panel_texts={},
        now=None,
    )
    preview.change()
    sock, port = bind_unused_port()
    served = HTTPServer(
        application(preview, folder, OwnNames(host, ["katalog.example"]), opened.append), max_body_size=MAX_BODY_BYTES
    )
    served.add_socket(sock)
    try:
        yield port, preview
    finally:
        served.stop()
        preview.stop()


def answers(folder: Path, *requests: tuple[str, dict[str, str], bytes | None], host: str = "127.0.0.1") -> list[Any]:
    """Return (status, body, headers) of each request: path, headers, body (None: GET)."""

    async def ask() -> list[Any]:
        found = []
        with server(folder, [], host) as (port, _):
            for path, headers, body in requests:
                headers = {name: value.format(port=port) for name, value in headers.items()}
                request = HTTPRequest(
                    f"http://127.0.0.1:{port}{path}", "GET" if body is None else "POST", headers, body
                )
                answer = await AsyncHTTPClient().fetch(request, raise_error=False)
                found.append((answer.code, answer.body.decode(errors="replace"), answer.headers))
        return found

    return asyncio.run(ask())


FOREIGN = [
    "evil.example:{port}",
    "evil.example",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example",
    "[::2]:{port}",
]
PATHS = ["/", "/_bygger/state?page=/", "/_bygger/panel.js", "/livereload.js", "/sw.js", "/nope"]


def test_under_the_name_of_another_site_nothing_is_answered(tmp_path: Path) -> None:
    asked = [(path, {"Host": host, "Origin": f"http://{host}"}, None) for host in FOREIGN for path in PATHS]
    asked += [("/_bygger/now", {"Host": host, "Origin": f"http://{host}"}, b"now=2016-05-05") for host in FOREIGN]
    for status, body, headers in answers(tmp_path, *asked):
        assert (status, body) == (421, "")
        assert "Server" not in headers


@pytest.mark.parametrize(
    "name",
    [
        "127.0.0.1:{port}",
        "localhost:{port}",
        "LOCALHOST:{port}",
        "[::1]:{port}",
        "localhost",
        "127.0.0.2:9696",
        "katalog.example",
    ],
)
def test_its_own_names_are_answered(tmp_path: Path, name: str) -> None:
    [(status, body, _)] = answers(tmp_path, ("/", {"Host": name}, None))
    assert status == 200
    assert "hemmelig utkast" in body


def test_a_page_behind_a_proxy_may_change_the_moment(tmp_path: Path) -> None:
    headers = {
        "Host": "localhost:{port}",
        "X-Forwarded-Host": "a-1.github.example",
        "Origin": "https://a-1.github.example",
    }
    [(status, _, _)] = answers(tmp_path, ("/_bygger/now", headers, b"now=2016-05-05"))
    assert status == 200


def test_live_reload_is_loaded_for_the_host_that_the_browser_sees(tmp_path: Path) -> None:
    page, panel = answers(tmp_path, ("/", {}, None), ("/_bygger/panel.js", {}, None))
    assert "livereload" not in page[1]
    assert "/livereload.js?host=${location.hostname}&port=${port}" in panel[1]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "http://127.0.0.1:1", "http://localhost:{port}"])
@pytest.mark.parametrize("name", ["now", "open"])
def test_only_a_page_of_its_own_changes_anything(tmp_path: Path, origin: str, name: str) -> None:
    headers = {"Host": "127.0.0.1:{port}", "Origin": origin}
    [(status, _, _)] = answers(tmp_path, (f"/_bygger/{name}", headers, b"now=2016-05-05&page=/"))
    assert status == 403


@pytest.mark.parametrize(
    "host,origin,status",
    [
        ("127.0.0.1:{port}", "http://127.0.0.1:{port}", 101),
        ("127.0.0.1:{port}", "http://evil.example", 403),
        ("127.0.0.1:{port}", "null", 403),
        ("127.0.0.1:{port}", "http://127.0.0.1:1", 403),
        ("evil.example:{port}", "http://evil.example:{port}", 421),
    ],
)
def test_the_socket_is_for_its_own_pages(tmp_path: Path, host: str, origin: str, status: int) -> None:
    async def connect() -> int:
        with server(tmp_path, []) as (port, _):
            headers = {"Host": host.format(port=port), "Origin": origin.format(port=port)}
            try:
                socket = await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{port}/livereload", headers=headers))
            except HTTPClientError as fault:
                return fault.code
            socket.close()
            return 101

    assert asyncio.run(connect()) == status


@pytest.mark.parametrize("message", ["x", "[]", "1", "{}", "[" * 5_000, '{"command":"info","url":{}}', b"\xff", "null"])
def test_an_odd_message_is_logged_in_a_line(
    tmp_path: Path, message: str | bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def send() -> None:
        with server(tmp_path, []) as (port, _):
            headers = {"Origin": f"http://127.0.0.1:{port}"}
            socket = await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{port}/livereload", headers=headers))
            await socket.write_message(message, binary=isinstance(message, bytes))
            await asyncio.wait_for(asyncio.shield(asyncio.sleep(0.1)), 5)
            socket.close()

    asyncio.run(send())
    assert all(record.exc_info is None for record in caplog.records)
    assert all("\n" not in record.getMessage() for record in caplog.records)


def test_no_file_outside_the_published_folder_is_sent(tmp_path: Path) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (tmp_path / "secret.txt").write_text("hemmelig")
    (public / "link.txt").symlink_to(tmp_path / "secret.txt")
    paths = ["/link.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/%00", f"/{'x' * 5_000}", "/a\\..\\..\\secret.txt"]
    for status, body, _ in answers(public, *((path, {}, None) for path in paths)):
        assert status in (400, 403, 404)
        assert "hemmelig\n" not in body
        assert "Traceback" not in body


def test_on_every_address_it_answers_to_addresses_and_the_machines_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Kontor")
    names = OwnNames("0.0.0.0")
    assert all(map(names.include, ["192.168.1.7:8000", "[fe80::1]:8000", "kontor:8000", "kontor.local", "localhost."]))
    assert not any(map(names.include, ["evil.example", "", "kontor.evil.example", "192.168.1.7.evil.example", "[::1"]))
    assert OwnNames("katalog.lan").include("katalog.lan:8000")
    assert not OwnNames("127.0.0.1").include("192.168.1.7:8000")
    assert not is_own_origin("http://", "")
