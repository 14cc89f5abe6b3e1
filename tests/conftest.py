"""What several rooms' tests share: a small site to change, the real site built once, and a server for it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from fnmatch import fnmatch
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from site_builder.build import Site, build
from site_builder.memo import Memo
from site_builder.publish.folder import publish
from site_builder.stages import Stages

settings.register_profile("project", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("project")

PROJECT = Path(__file__).parent.parent
OSLO = ZoneInfo("Europe/Oslo")
FEBRUARY = datetime(2016, 2, 10, 12, tzinfo=OSLO)
"""A day on which teachers can apply, long before the last week."""


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """A copy of tests/sites/minimal with the real templates, to change as one likes."""
    root = tmp_path / "site"
    shutil.copytree(PROJECT / "tests/sites/minimal", root)
    shutil.copytree(PROJECT / "templates", root / "templates")
    return root


@pytest.fixture
def build_site() -> Callable[..., Site]:
    """Build a root as of 10 February 2016, or another `now`."""

    def run(root: Path, now: datetime = FEBRUARY) -> Site:
        return build(root, now=now, memo=Memo(), stages=Stages())

    return run


@pytest.fixture(scope="session")
def real_site() -> Site:
    """The real catalogue, built once as of 10 February 2016."""
    return build(PROJECT, now=FEBRUARY, memo=Memo(jobs=2), stages=Stages())


@pytest.fixture(scope="session")
def published(real_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real catalogue's folder."""
    folder = tmp_path_factory.mktemp("published") / "public"
    publish(real_site.outputs, folder)
    (folder.parent / "package.json").write_text('{"type": "module"}')  # for tests that run the scripts in Node
    return folder


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder as the host does: 404.html, and the headers of netlify.toml."""

    headers_by_prefix: tuple[tuple[str, dict[str, str]], ...] = ()

    def end_headers(self) -> None:
        found: dict[str, str] = {}
        for prefix, headers in self.headers_by_prefix:
            if fnmatch(self.path.partition("?")[0], prefix):
                found |= headers
        for name, value in found.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site_address(published: Path) -> Iterator[str]:
    """The address of the real site, served on this machine with netlify.toml's headers."""
    import tomllib

    settings = tomllib.loads((PROJECT / "netlify.toml").read_text(encoding="utf-8"))
    handler = type(
        "Handler",
        (_Handler,),
        {
            "headers_by_prefix": tuple(
                (
                    each["for"],
                    {k: v for k, v in each["values"].items() if k != "Strict-Transport-Security"},
                )
                for each in settings["headers"]
            )
        },
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(published)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
