"""Watch, build again, reload: the only importer of livereload. Listens on this machine alone by default.

A failed build shows as a panel over the last good page, and a small bar lets one see the site as of another day. Both
are put into pages as they are sent, from /_bygger/; nothing of them is in the published folder.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from tornado.ioloop import IOLoop
from tornado.web import Application, ErrorHandler, HTTPError, RequestHandler
from watchfiles import watch

from site_builder.problems import PortInUse
from site_builder.sources.walk import FOLDERS

OSLO = ZoneInfo("Europe/Oslo")
TYPES = {"panel.js": "text/javascript", "panel.css": "text/css"}
PANEL = b'<script type="module" src="/_bygger/panel.js"></script>'
DEBOUNCE = 60
"""Milliseconds of quiet before a build: an editor's save is several events."""


@dataclass
class Desk:
    """What the editor sees: the site as of `now` (None: the clock), and what was wrong with the last build."""

    rebuild: Callable[[datetime | None], str]
    words: Mapping[str, str]
    now: datetime | None
    problems: str = ""
    builds: int = 0
    building: threading.Lock = field(default_factory=threading.Lock)

    def build(self) -> None:
        """Build once; `problems` is afterwards what was wrong, or empty."""
        with self.building:
            self.problems = self.rebuild(self.now)
            self.builds += 1

    def state(self) -> dict[str, object]:
        """Return what the panel shows."""
        shown = self.now.astimezone(OSLO).strftime("%Y-%m-%dT%H:%M") if self.now else ""
        return {"problems": self.problems, "builds": self.builds, "now": shown, "words": dict(self.words)}


class PanelHandler(RequestHandler):
    """/_bygger/: the panel's own files and state, and POST now= to travel in time."""

    def initialize(self, desk: Desk) -> None:
        """Keep the desk."""
        self.desk = desk

    def get(self, name: str) -> None:
        """Send the state, or a file of the panel."""
        self.set_header("Cache-Control", "no-store")
        if name == "state":
            self.write(self.desk.state())
        elif name in TYPES:
            self.set_header("Content-Type", f"{TYPES[name]}; charset=utf-8")
            self.write((files("site_builder") / "panel" / name).read_bytes())
        else:
            raise HTTPError(404)

    def post(self, name: str) -> None:
        """Build as of another moment (Oslo's clock; empty is now). Only our own pages may ask."""
        origin = self.request.headers.get("Origin", "")
        if name != "now" or origin.partition("://")[2] != self.request.host:
            raise HTTPError(403)
        try:
            given = self.get_body_argument("now", "")
            self.desk.now = datetime.fromisoformat(given).replace(tzinfo=OSLO) if given else None
        except ValueError:
            raise HTTPError(400) from None
        self.desk.build()
        LiveReloadHandler.reload_waiters("*")


class WholeFile(StaticFileHandler):  # type: ignore[misc]
    """Sends a file as it was when it was opened, though the site may be exchanged in between."""

    def get_content_size(self) -> int:
        """Read the file, once."""
        self._whole = Path(self.absolute_path).read_bytes()
        return len(self._whole)

    def get_content(self, _: str, start: int | None = None, end: int | None = None) -> bytes:
        """Return what was read."""
        return self._whole[start:end]


class DeskServer(Server):  # type: ignore[misc]
    """livereload's server, with the panel beside the site and in its pages."""

    SFH = WholeFile

    def __init__(self, desk: Desk) -> None:
        """Keep the desk."""
        super().__init__()
        self.desk = desk

    def _setup_logging(self) -> None:
        """Say what goes wrong, not every reload."""
        for name in ("livereload", "watchfiles", "tornado.access"):
            logging.getLogger(name).setLevel(logging.WARNING)

    def application(self, port: int, host: str, **_: object) -> None:
        """Listen: livereload's own addresses, the panel's, and the site with both scripts put into its pages."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = False
        scripts = b'<script src="/livereload.js?port=%d"></script>' % port + PANEL
        Application(
            [
                (r"/livereload", LiveReloadHandler),
                (r"/livereload.js", LiveReloadJSHandler),
                (r"/_bygger/([a-z.]+)", PanelHandler, {"desk": self.desk}),
                (r"/sw.js", ErrorHandler, {"status_code": 404}),  # an editor wants the newest page or none
                *self.get_web_handlers(b""),
            ],
            transforms=[type("Scripts", (LiveScriptInjector,), {"script": scripts})],
        ).listen(port, address=host)


def serve(
    root: Path, folder: Path, desk: Desk, *, host: str, port: int, say: Callable[[str], None], show: bool
) -> None:
    """Build, then serve `folder` until interrupted, building again whenever a source changes.

    A bad file never ends the server: the panel says what is wrong and the last good site stays. `show` opens a browser.
    Raises PortInUse where the port is taken.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortInUse(f"{host}:{port}") from None
        port = probe.getsockname()[1]
    desk.build()
    folder.mkdir(parents=True, exist_ok=True)
    server = DeskServer(desk)
    server.watcher.watch(str(root / "netlify.toml"))  # something, else it watches everything; we watch ourselves
    loop = IOLoop.current()
    stop = threading.Event()
    watched = [root / name for name in FOLDERS if (root / name).is_dir()]
    threading.Thread(target=_follow, args=(watched, desk, loop, stop), daemon=True).start()
    say(f"http://{host}:{port}/")
    if show:
        loop.call_later(0.1, webbrowser.open, f"http://{host}:{port}/")
    with contextlib.suppress(KeyboardInterrupt):
        server.serve(root=str(folder), host=host, port=port, live_css=False, restart_delay=0)
    stop.set()


def _follow(places: Iterable[Path], desk: Desk, loop: IOLoop, stop: threading.Event) -> None:
    """Build at each change as the system tells of it, then reload every page."""
    for _ in watch(*places, debounce=DEBOUNCE * 10, step=DEBOUNCE, stop_event=stop, recursive=True):
        desk.build()
        loop.add_callback(LiveReloadHandler.reload_waiters, "*")
