"""HTTP handlers of the preview: pages, the panel under /_bygger/, live reload. The only importer of livereload.

The panel is added to pages as they are sent; the published folder does not contain it.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptInjector
from livereload.watcher import Watcher
from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest
from tornado.log import gen_log
from tornado.web import Application, ErrorHandler, HTTPError, RequestHandler, StaticFileHandler

from site_builder.serve.own_names import FORWARDED_HOST, LOOPBACK_NAMES, OwnNames, is_own_origin, name_in
from site_builder.serve.preview import Preview
from site_builder.serve.request_log import QuietApplication

PANEL_TYPES = {"clock.js": "text/javascript", "panel.js": "text/javascript", "panel.css": "text/css"}
"""Files of the panel -> their media types."""

SCRIPT = '<script type="module" src="/_bygger/panel.js?version={version}"></script>'
"""The panel, which loads livereload.js for the host and port that the browser sees: a proxy may have others."""

CLOCK = '<script src="/_bygger/clock.js?now={now}"></script>'
"""The clock of the moment shown, for the scripts of the page. It runs before them, because they are modules."""

TEXT_FILES = (".md", ".yaml", ".yml")
"""Endings of the files that a problem's place opens: the system has a program for other files that may run them."""

EMPTY_PAGE = b"<!doctype html><html lang=nb><head><title>404</title></head><body></body></html>"
"""The page sent where not even the site's own 404.html can be rendered; the panel is added to it."""

MAX_BODY_BYTES = 64 * 1024
"""Largest body and message that is read: that of the panel's form has a hundred bytes."""


class PreviewApplication(QuietApplication):
    """The routes of the preview. Requests whose Host header is not one of `own_names` are refused."""

    own_names: OwnNames

    def find_handler(  # type: ignore[override] # the declared type is private to tornado
        self, request: HTTPServerRequest, **kwargs: Any
    ) -> HTTPMessageDelegate:
        """Return the handler of a request; for another site's Host header, one that answers 421 (RFC 9110)."""
        if not self.own_names.include(request.host):
            return self.get_handler_delegate(request, RefusingHandler, {"status_code": 421})
        return super().find_handler(request, **kwargs)


class RefusingHandler(ErrorHandler):
    """Answers every request with an error status, without a body or the name of the server."""

    def write_error(self, status_code: int, **_: object) -> None:
        """Send the status alone."""
        self.clear()
        self.clear_header("Server")
        self.set_status(status_code)
        self.finish()


def application(preview: Preview, folder: Path, names: OwnNames, open_source: Callable[[str], None]) -> Application:
    """Return the web application. `folder` is the published one, `names` are the host names that it answers to.

    `open_source` opens a source file in an editor, by its path from the root.
    """
    LiveReloadHandler.watcher = Watcher()  # only its `filepath` is read; serve/watcher.py watches the sources
    LiveReloadHandler.live_css = False
    PreviewApplication.own_names = names
    return PreviewApplication(
        [
            (r"/livereload", ReloadHandler),
            (r"/livereload.js", LiveReloadJSHandler),
            (r"/_bygger/([a-z.]+)", PanelHandler, {"preview": preview, "open_source": open_source}),
            (r"/sw.js", ErrorHandler, {"status_code": 404}),  # a service worker would send cached pages
            (r"/(.*)", SiteHandler, {"preview": preview, "path": str(folder), "default_filename": "index.html"}),
        ],
        transforms=[ScriptInjector],
        websocket_max_message_size=MAX_BODY_BYTES,
    )


def reload_pages() -> None:
    """Reload every page that is open in a browser. Must be called on the server's event loop."""
    LiveReloadHandler.reload_waiters("*")


class ReloadHandler(LiveReloadHandler):  # type: ignore[misc]
    """The WebSocket over which open pages are told to reload."""

    def check_origin(self, origin: str) -> bool:
        """Return whether `origin`, the Origin header of the request, is a page of this server."""
        return is_own_origin(origin, self.request.host, self.request.headers.get(FORWARDED_HOST, ""))

    def on_message(self, message: str | bytes) -> None:
        """Process a message of livereload.js. Log any other message in one line, and close the socket."""
        try:
            super().on_message(message)
        except (ValueError, TypeError, AttributeError, RecursionError):
            gen_log.warning("Not a message of livereload.js, from %s", self.request.remote_ip)
            self.close()


class PanelHandler(RequestHandler):
    """Serves the panel's files and state below /_bygger/; a POST changes the moment or opens a file."""

    def initialize(self, preview: Preview, open_source: Callable[[str], None]) -> None:
        """Store the arguments of the route, as in `application`."""
        self.preview = preview
        self.open_source = open_source

    def get(self, name: str) -> None:
        """Send `state` (with the source of the `page` in the query) as JSON, or a file; else raise HTTPError 404."""
        self.set_header("Cache-Control", "no-store")
        if name == "state":
            page = self.get_query_argument("page", "")
            self.write(self.preview.state() | {"source": self.preview.source(_file_at(page))})
        elif name in PANEL_TYPES:
            self.set_header("Content-Type", f"{PANEL_TYPES[name]}; charset=utf-8")
            self.write((files("site_builder") / "serve" / "panel" / name).read_bytes())
        else:
            raise HTTPError(404)

    def post(self, name: str) -> None:
        """For `now`, show another moment; for `open`, open the source of a `page`, or the `file` of a problem.

        The field `now` is an ISO date and time in the preview's time zone, or empty for the current time. Raises
        HTTPError: 403 if another site sent the request, 400 for an invalid time, 404 if there is no source.
        """
        origin = self.request.headers.get("Origin", "")
        forwarded = self.request.headers.get(FORWARDED_HOST, "")
        if name not in ("now", "open") or not is_own_origin(origin, self.request.host, forwarded):
            raise HTTPError(403)
        if name == "open":
            file = self.get_body_argument("file", "")
            self._open(self._named(file) if file else self.preview.source(_file_at(self.get_body_argument("page", ""))))
            return
        try:
            given = self.get_body_argument("now", "")
            self.preview.now = datetime.fromisoformat(given).replace(tzinfo=self.preview.zone) if given else None
        except ValueError:
            raise HTTPError(400) from None
        self.preview.change()

    def _named(self, file: str) -> str:
        """Return `file` if it is a text file at which one of the shown problems is, else ""."""
        lines = self.preview.problems.splitlines()
        return file if file.endswith(TEXT_FILES) and any(line.startswith(f"{file}:") for line in lines) else ""

    def _open(self, source: str) -> None:
        """Open a source file in the local editor, for loopback clients that address a loopback name.

        Raises HTTPError: 403 for others (also those that use the machine's name in a network), 404 without a source.
        """
        name = name_in(self.request.host)
        if not ip_address(self.request.remote_ip or "0.0.0.0").is_loopback or name not in LOOPBACK_NAMES:  # noqa: S104
            raise HTTPError(403)
        if not source:
            raise HTTPError(404)
        self.open_source(source)
        self.set_status(204)


class SiteHandler(StaticFileHandler):
    """Sends the newest rendering of a page, or a file of the published folder. Nothing is cached by the browser."""

    def initialize(  # type: ignore[override] # tornado passes the arguments of the route
        self, preview: Preview, path: str, default_filename: str
    ) -> None:
        """Store the arguments of the route. `path` is the published folder."""
        super().initialize(path, default_filename)
        self.preview = preview

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send the file at a URL path without its first slash, or else the site's own 404 page."""
        self.request.sources_version = self.preview.version  # type: ignore[attr-defined] # for ScriptInjector
        self.request.moment = self.preview.now  # type: ignore[attr-defined]
        name = _file_at(path)
        content = self.preview.content(name)
        if content is not None:
            self._send(name, content)
        elif self.preview.is_removed(name) or not self._is_inside(path):
            self.send_error(404)
        else:
            await super().get(path, include_body)

    def _is_inside(self, path: str) -> bool:
        """Return whether the file at a path is in the published folder, also after links are followed."""
        try:
            return Path(self.root, path).resolve().is_relative_to(Path(self.root).resolve())
        except (OSError, ValueError, RuntimeError):  # a NUL, too long a name, a link to itself
            return False

    def get_content_size(self) -> int:
        """Return the file's size in bytes. It is read at once: publishing may replace it before it is sent."""
        if not hasattr(self, "_content"):
            self._content = Path(self.absolute_path or "").read_bytes()
        return len(self._content)

    def get_content(self, abspath: str, start: int | None = None, end: int | None = None) -> bytes:  # type: ignore[override]
        """Return the bytes from `start` up to, but not including, `end` of the content that get_content_size read."""
        return self._content[start:end]

    def compute_etag(self) -> None:
        """Return None: no entity tag, so browsers do not cache."""

    def should_return_304(self) -> bool:
        """Return False: the published folder may have changed within the second that an HTTP date can express."""
        return False

    def write_error(self, status_code: int, **_: object) -> None:
        """Send the site's own 404 page."""
        self._send("404.html", self.preview.content("404.html") or EMPTY_PAGE)

    def _send(self, name: str, content: bytes) -> None:
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        self.set_header("Content-Type", f"{media_type}{charset}")
        self.set_header("Cache-Control", "no-store")
        self.finish(content)


class ScriptInjector(LiveScriptInjector):  # type: ignore[misc]
    """Adds the panel's script to each HTML response, before </head>."""

    def __init__(self, request: HTTPServerRequest) -> None:
        super().__init__(request)
        self.request = request

    @property
    def script(self) -> bytes:
        """The script elements. Their addresses carry the version of the sources and the moment that the page shows."""
        moment: datetime | None = getattr(self.request, "moment", None)
        clock = CLOCK.format(now=int(moment.timestamp() * 1000)) if moment else ""
        return (clock + SCRIPT.format(version=getattr(self.request, "sources_version", 0))).encode()


def _file_at(address: str) -> str:
    """Return the path in the site of the file at an address: that of index.html for a folder."""
    path = address.removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
