"""A host like the one the site is published on: HTTP/2, brotli, the folder's own headers. It counts what it sends."""

from __future__ import annotations

import asyncio
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import brotli
import trustme
from hypercorn.asyncio import serve
from hypercorn.config import Config

from benchmarks.headers import Headers, headers_of

TRUST = "--ignore-certificate-errors"
"""What Chromium is started with: browsers speak HTTP/2 only over TLS, and nobody knows this host's certificate."""

PLAIN: Headers = [("*", {"Cache-Control": "public, max-age=3600"})]
"""For others' libraries: no policy they would have to obey."""


@dataclass
class Sent:
    """What the host has sent since it was last asked, pages left out: bytes of bodies after compression, and paths."""

    bytes: int = 0
    files: list[str] = field(default_factory=list)

    def take(self) -> int:
        """Return the bytes, and begin again."""
        taken, self.bytes = self.bytes, 0
        self.files.clear()
        return taken


@contextmanager
def served(folder: Path, headers: Headers | None = None, wait: float = 0.0) -> Iterator[tuple[str, Sent]]:
    """Serve a folder, with the `headers` that it says itself if no others; yield its address and what is sent.

    `wait` is how many seconds pass before each answer: a network that a browser's own throttling cannot stand in for,
    since that knows nothing of service workers and of what is fetched for pages that are not there yet.
    """
    sent = Sent()
    rules = headers_of(folder) if headers is None else headers

    @cache
    def compressed(file: Path) -> bytes:
        return brotli.compress(file.read_bytes(), quality=11)

    @cache
    def found(path: str) -> tuple[Path, dict[str, str]] | None:
        file = folder / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
        if not file.is_file():
            return None
        own = {
            "Content-Type": guess_type(file.name)[0] or "application/octet-stream",
            "ETag": f'"{file.stat().st_mtime_ns:x}"',
        }
        for pattern, values in rules:
            if fnmatch(path, pattern):
                own |= values
        return file, own

    async def answer(scope: Mapping[str, Any], _receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        await asyncio.sleep(wait)
        asked = dict(scope["headers"])
        here = found(scope["path"])
        file, own = here or (folder / "404.html", {"Content-Type": "text/html"})
        status, body = 200 if here else 404, b""
        if here and asked.get(b"if-none-match", b"").decode() == own["ETag"]:
            status = 304
        else:
            body = compressed(file)
            own = own | {"Content-Encoding": "br", "Content-Length": str(len(body))}
            if file.suffix != ".html":
                sent.bytes += len(body)
                sent.files.append(scope["path"])
        lines = [(name.lower().encode(), value.encode()) for name, value in own.items()]
        await send({"type": "http.response.start", "status": status, "headers": lines})
        await send({"type": "http.response.body", "body": body})

    with tempfile.TemporaryDirectory() as secrets, _running(answer, Path(secrets)) as address:
        yield address, sent


@contextmanager
def _running(app: Any, secrets: Path) -> Iterator[str]:
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    key, chain = secrets / "key.pem", secrets / "chain.pem"
    certificate.private_key_pem.write_to_path(key)
    for part in certificate.cert_chain_pems:
        part.write_to_path(chain, append=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.keyfile, config.certfile = str(key), str(chain)
    config.alpn_protocols = ["h2"]
    config.loglevel = "CRITICAL"
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)  # connections that are cut off at the end are no news
    enough = asyncio.Event()

    async def until_enough() -> None:
        await serve(app, config, shutdown_trigger=enough.wait)

    thread = threading.Thread(target=loop.run_until_complete, args=(until_enough(),), daemon=True)
    thread.start()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.01)
    try:
        yield f"https://localhost:{port}"
    finally:
        loop.call_soon_threadsafe(enough.set)
        thread.join()
