"""Watch, look again, reload: the only importer of livereload. Listens on this machine alone by default.

What is wrong shows as a panel over the last good page, and a small bar lets one see the site as of another day. Both
are put into pages as they are sent, from /_bygger/; nothing of them is in the published folder.
"""

from __future__ import annotations

import contextlib
import logging
import mimetypes
import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import IOLoop
from tornado.web import Application, ErrorHandler, HTTPError, RequestHandler
from watchfiles import watch

from site_builder.engine.up_to_date import snapshot_sources
from site_builder.problems import PortInUse
from site_builder.serve.preview import OSLO, Live
from site_builder.sources.walk import FOLDERS

TYPES = {"panel.js": "text/javascript", "panel.css": "text/css"}
SCRIPTS = (
    '<script src="/livereload.js?port={port}"></script>'
    '<script type="module" src="/_bygger/panel.js?shown={shown}"></script>'
)
EMPTY = b"<!doctype html><html lang=nb><head><title>404</title></head><body></body></html>"
OWN_NAMES = ("localhost", "127.0.0.1", "::1")
DEBOUNCE = 20
"""Milliseconds of quiet before the sources are looked at: an editor's save is several events."""
QUIET = 500
"""Milliseconds without a change after which it is made certain that none was missed."""


class PanelHandler(RequestHandler):
    """/_bygger/: the panel's own files and state; POST now= to travel in time, open= to open a page's file."""

    def initialize(self, live: Live, edit: Callable[[str], None]) -> None:
        """Keep what is shown, and what opens a file."""
        self.live = live
        self.edit = edit

    def get(self, name: str) -> None:
        """Send the state, or a file of the panel."""
        self.set_header("Cache-Control", "no-store")
        if name == "state":
            page = self.get_query_argument("page", "")
            self.write(self.live.state() | {"source": self.live.source(_file_of(page))})
        elif name in TYPES:
            self.set_header("Content-Type", f"{TYPES[name]}; charset=utf-8")
            self.write((files("site_builder") / "serve" / "panel" / name).read_bytes())
        else:
            raise HTTPError(404)

    def post(self, name: str) -> None:
        """Show another moment (Oslo's clock; empty is now), or open a page's file. Only our own pages may ask."""
        origin = self.request.headers.get("Origin", "")
        if name not in ("now", "open") or origin.partition("://")[2] != self.request.host:
            raise HTTPError(403)
        if name == "open":
            self._open(self.get_body_argument("page", ""))
            return
        try:
            given = self.get_body_argument("now", "")
            self.live.now = datetime.fromisoformat(given).replace(tzinfo=OSLO) if given else None
        except ValueError:
            raise HTTPError(400) from None
        self.live.change()

    def _open(self, page: str) -> None:
        """Open a file on this machine, for who sits at it and asked for it by one of its own names."""
        name = self.request.host_name.strip("[]")
        if not ip_address(self.request.remote_ip or "0.0.0.0").is_loopback or name not in OWN_NAMES:  # noqa: S104
            raise HTTPError(403)
        source = self.live.source(_file_of(page))
        if not source:
            raise HTTPError(404)
        self.edit(source)
        self.set_status(204)


class SiteHandler(StaticFileHandler):  # type: ignore[misc]
    """Sends the newest page, else the file of the published folder as it was when it was opened."""

    def initialize(self, live: Live, path: str, default_filename: str) -> None:
        """Keep what is shown, and where the published folder is."""
        super().initialize(path, default_filename)
        self.live = live

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send what is asked for; where there is no such page, the site's own page that says so."""
        self.request.shown = self.live.shown
        name = _file_of(path)
        content = self.live.content(name)
        if content is None and not self.live.lacks(name):
            await super().get(path, include_body)
            return
        self._send(name, content) if content is not None else self.send_error(404)

    def get_content_size(self) -> int:
        """Read the file, once: the site may be exchanged in between."""
        if not hasattr(self, "_whole"):
            self._whole = Path(self.absolute_path).read_bytes()
        return len(self._whole)

    def get_content(self, _: str, start: int | None = None, end: int | None = None) -> bytes:
        """Return what was read."""
        return self._whole[start:end]

    def compute_etag(self) -> None:
        """Return no mark: nothing is kept."""

    def write_error(self, status_code: int, **_: object) -> None:
        """Send the site's own page, or one that has room for the panel."""
        self._send("404.html", self.live.content("404.html") or EMPTY)

    def _send(self, name: str, content: bytes) -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("Cache-Control", "no-store")
        self.finish(content)


class Scripts(LiveScriptInjector):  # type: ignore[misc]
    """Puts both scripts into each page; the panel's address says which look at the sources the page is of."""

    port = 0

    def __init__(self, request: HTTPServerRequest) -> None:
        """Make the scripts for one answer."""
        super().__init__(request)
        self.request = request

    @property
    def script(self) -> bytes:
        """What is put in."""
        return SCRIPTS.format(port=self.port, shown=getattr(self.request, "shown", 0)).encode()


class DeskServer(Server):  # type: ignore[misc]
    """livereload's server, with the panel beside the site and in its pages."""

    def __init__(self, live: Live, edit: Callable[[str], None]) -> None:
        """Keep what is shown, and what opens a file of the sources."""
        super().__init__()
        self.live = live
        self.edit = edit

    def _setup_logging(self) -> None:
        """Say what goes wrong, not every reload."""
        for name in ("livereload", "watchfiles", "tornado.access"):
            logging.getLogger(name).setLevel(logging.WARNING)

    def application(self, port: int, host: str, **_: object) -> None:
        """Listen: livereload's own addresses, the panel's, and the site with both scripts put into its pages."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = False
        Application(
            [
                (r"/livereload", LiveReloadHandler),
                (r"/livereload.js", LiveReloadJSHandler),
                (r"/_bygger/([a-z.]+)", PanelHandler, {"live": self.live, "edit": self.edit}),
                (r"/sw.js", ErrorHandler, {"status_code": 404}),  # an editor wants the newest page or none
                (r"/(.*)", SiteHandler, {"live": self.live, "path": self.root, "default_filename": "index.html"}),
            ],
            transforms=[type("OnThisPort", (Scripts,), {"port": port})],
        ).listen(port, address=host)


def serve(
    root: Path,
    folder: Path,
    live: Live,
    *,
    host: str,
    port: int,
    say: Callable[[str], None],
    show: bool,
    edit: Callable[[str], None],
) -> None:
    """Serve `live`, and beside it what is published in `folder`, until interrupted; whenever a source changes, look.

    A bad file never ends the server: the panel says what is wrong and the last good site stays. `show` opens a browser,
    and `edit` a file of the sources (its path from the root). Raises PortInUse where the port is taken.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortInUse(f"{host}:{port}") from None
        port = probe.getsockname()[1]
    seen = _mark(root)
    live.change()
    folder.mkdir(parents=True, exist_ok=True)
    server = DeskServer(live, edit)
    server.watcher.watch(str(root / "netlify.toml"))  # something, else it watches everything; we watch ourselves
    loop = IOLoop.current()
    live.reload = partial(loop.add_callback, LiveReloadHandler.reload_waiters, "*")
    stop = threading.Event()
    threading.Thread(target=_follow, args=(root, live, seen, stop), daemon=True).start()
    say(f"http://{host}:{port}/")
    if show:
        loop.call_later(0.1, webbrowser.open, f"http://{host}:{port}/")
    with contextlib.suppress(KeyboardInterrupt):
        server.serve(root=str(folder), host=host, port=port, live_css=False, restart_delay="forever")
    stop.set()
    live.stop()


def _follow(root: Path, live: Live, seen: str, stop: threading.Event) -> None:
    """Look at the sources at each change as the system tells of it.

    When it is quiet again, look once more if they are not as they were `seen`: what happens before the system begins
    to tell, or between two of its answers, is not told of. Where one of the folders is another than before (renamed,
    or exchanged as git does), begin anew: the system tells of the old one only.
    """
    while not stop.is_set():
        places = _places(root)
        if not places:
            stop.wait(QUIET / 1000)
            continue
        told = watch(
            *places,
            debounce=DEBOUNCE * 10,
            step=DEBOUNCE,
            stop_event=stop,
            rust_timeout=QUIET,
            yield_on_timeout=True,
        )
        certain = False
        for changes in told:
            another = _places(root) != places
            if changes or another or not certain:
                mark = _mark(root)
                certain = not changes and mark == seen
                if not certain:
                    seen = mark
                    live.change()
            if another:
                break


def _places(root: Path) -> Mapping[Path, int]:
    """The folders that are there, and which they are."""
    found = {}
    for place in (root / name for name in FOLDERS):
        with contextlib.suppress(OSError):
            if place.is_dir():
                found[place] = place.stat().st_ino
    return found


def _file_of(address: str) -> str:
    """The file that answers at an address."""
    path = address.removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def _mark(root: Path) -> str:
    try:
        return snapshot_sources(root).digest
    except OSError:  # a file that went while we looked; its going is told of
        return ""
