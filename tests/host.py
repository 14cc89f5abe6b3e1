"""A small host: it serves a folder as Netlify does, by `_headers`, `_redirects` and netlify.toml."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from benchmarks.headers import headers_of

OWN = {"Cache-Control": "public, max-age=0, must-revalidate"}
"""What the host sends where no rule says otherwise."""

TYPES = {
    ".html": "text/html; charset=UTF-8", ".css": "text/css; charset=UTF-8", ".js": "text/javascript; charset=UTF-8",
    ".json": "application/json; charset=UTF-8", ".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp",
    ".jpg": "image/jpeg", ".xml": "text/xml; charset=UTF-8", ".txt": "text/plain; charset=UTF-8",
}  # fmt: skip
"""What a host knows by itself; of all else it sends a stream of bytes, unless a rule names its type."""


@dataclass(frozen=True)
class HeaderRule:
    """Headers for the paths that fit a pattern; `*` stands for anything, slashes too."""

    paths: str
    values: Mapping[str, str]

    def fits(self, path: str) -> bool:
        return re.fullmatch(re.escape(self.paths).replace(r"\*", ".*"), path) is not None


@dataclass(frozen=True)
class Redirect:
    """From a path to another; unless forced, only where there is no file."""

    old: str
    new: str
    status: int
    forced: bool


def header_rules(folder: Path, settings: Mapping[str, Any]) -> list[HeaderRule]:
    """The rules of `_headers` in the folder and of netlify.toml; one that both have counts once."""
    rules = [HeaderRule(paths, values) for paths, values in headers_of(folder)]
    said = [HeaderRule(block["for"], block["values"]) for block in settings.get("headers", ())]
    return [*rules, *(rule for rule in said if rule not in rules)]


def redirect_rules(folder: Path, settings: Mapping[str, Any]) -> list[Redirect]:
    """The rules of `_redirects` in the folder, then those of netlify.toml."""
    rules = []
    file = folder / "_redirects"
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        if line and not line.startswith("#"):
            old, new, status = line.split()
            rules.append(Redirect(old, new, int(status.rstrip("!")), status.endswith("!")))
    for block in settings.get("redirects", ()):
        rules.append(Redirect(block["from"], block["to"], block.get("status", 301), block.get("force", False)))
    return rules


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, headers: list[HeaderRule], redirects: list[Redirect], *arguments: Any) -> None:
        self.folder, self.rules, self.redirects = folder, headers, {rule.old.rstrip("/"): rule for rule in redirects}
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = unquote(self.path.partition("?")[0].partition("#")[0])
        file = self._file(path)
        rule = self.redirects.get(path.rstrip("/"))
        if rule and (rule.forced or file is None):
            self._answer(path, rule.status, b"", "text/plain", {"Location": rule.new})
        elif file is None:
            self._answer(path, 404, (self.folder / "404.html").read_bytes(), TYPES[".html"], {})
        elif file.name == "index.html" and not path.endswith(("/", "/index.html")):
            self._answer(path, 301, b"", "text/plain", {"Location": path + "/"})
        else:
            self._answer(path, 200, file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"), {})

    do_HEAD = do_GET

    def _file(self, path: str) -> Path | None:
        file = (self.folder / path.lstrip("/")).resolve()
        if not file.is_relative_to(self.folder):
            return None
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() and file.name not in ("_headers", "_redirects") else None

    def _answer(self, path: str, status: int, content: bytes, kind: str, more: Mapping[str, str]) -> None:
        sent = {**OWN, "Content-Type": kind, **more}
        for rule in self.rules:
            if rule.fits(path):
                sent |= rule.values
        self.send_response(status)
        for name, value in sent.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser that goes on to another page lets go of this one
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, settings: Mapping[str, Any]) -> Iterator[str]:
    """Serve `folder` by its own rules and those of netlify.toml (`settings`); yield the address."""
    folder = folder.resolve()
    handler = partial(_Handler, folder, header_rules(folder, settings), redirect_rules(folder, settings))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
