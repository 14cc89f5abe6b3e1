"""Watch, build again, reload: the only importer of livereload. Listens on this machine alone by default."""

from __future__ import annotations

import contextlib
import logging
import socket
from collections.abc import Callable
from pathlib import Path

from site_builder.problems import SiteBuilderError
from site_builder.sources.walk import FOLDERS


class PortInUse(SiteBuilderError):
    """Somebody else listens there."""


def serve(
    root: Path, folder: Path, rebuild: Callable[[], bool], *, host: str, port: int, say: Callable[[str], None]
) -> None:
    """Build, then serve `folder` until interrupted, building again whenever a source changes.

    A bad file never ends the server: `rebuild` says what is wrong and the last good site stays.
    Raises PortInUse where the port is taken.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortInUse(f"{host}:{port}") from None
        port = probe.getsockname()[1]
    rebuild()
    folder.mkdir(parents=True, exist_ok=True)
    from livereload import Server

    logging.getLogger("livereload").setLevel(logging.WARNING)
    server = Server()
    for name in FOLDERS:
        server.watch(str(root / name), rebuild)
    say(f"http://{host}:{port}/")
    with contextlib.suppress(KeyboardInterrupt):
        server.serve(root=str(folder), host=host, port=port, live_css=False, restart_delay=0)
