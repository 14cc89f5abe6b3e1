"""The preview server: serves pages, watches the sources, reloads open pages. Listens on loopback by default."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path

from tornado.ioloop import IOLoop

from site_builder.problems import PortInUse
from site_builder.serve.handlers import MAX_BODY_BYTES, application, reload_pages
from site_builder.serve.own_names import OwnNames
from site_builder.serve.preview import Preview
from site_builder.serve.watcher import sources_checksum, watch_sources

BROWSER_DELAY = 0.1
"""Seconds until the browser is opened, so that the server already accepts connections."""


def serve(
    root: Path,
    folder: Path,
    preview: Preview,
    *,
    host: str,
    port: int,
    print_line: Callable[[str], None],
    open_browser: bool,
    open_source: Callable[[str], None],
    names: Iterable[str] = (),
    watch_failed: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the preview, and files of the published `folder` that it does not render, until interrupted (SIGINT).

    Port 0 means any free port. `open_source` opens a source file by its path from the root; `open_browser`: open the
    site. `names` are other host names that a proxy addresses the server by. `print_line` prints the address.
    `watch_failed` is called with the reason if the system reports no changes; the sources are then compared at
    intervals. Invalid sources do not end the server: the panel shows their problems over the last valid page. Raises
    PortInUse if the port is taken.
    """
    port = _available_port(host, port)
    checksum = sources_checksum(root)
    preview.change()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    web = application(preview, folder, OwnNames(host, names), open_source)
    web.listen(port, address=host, max_body_size=MAX_BODY_BYTES)
    loop = IOLoop.current()
    preview.reload = lambda: loop.add_callback(reload_pages)
    stop = threading.Event()
    threading.Thread(
        target=watch_sources, args=(root, checksum, preview.change, stop, watch_failed), daemon=True
    ).start()
    print_line(address)
    if open_browser:
        loop.call_later(BROWSER_DELAY, webbrowser.open, address)
    with contextlib.suppress(KeyboardInterrupt):
        loop.start()
    stop.set()
    preview.stop()


def _available_port(host: str, port: int) -> int:
    """Return `port`, or a free one for 0. Raises PortInUse where it cannot be bound."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortInUse(f"{host}:{port}") from None
        return int(probe.getsockname()[1])
