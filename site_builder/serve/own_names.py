"""The names by which a request may address the preview server.

A page of another site cannot read answers of this server, but it can give its own name this machine's address (DNS
rebinding); its requests are then from the same origin. They still carry that name in the Host header.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
EVERY_ADDRESS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - names that are compared, not listened on
"""Values of --host that mean every address of this machine."""


class OwnNames:
    """The names of a server that listens on `host`: that name and those of loopback.

    If it listens on every address, also the machine's name.
    """

    def __init__(self, host: str) -> None:
        """Ask the system for the machine's name where the server listens on every address."""
        self._every_address = host in EVERY_ADDRESS
        machine = {socket.gethostname(), socket.getfqdn(), f"{socket.gethostname()}.local"}
        self._names = {name.lower() for name in {host, *LOOPBACK_NAMES, *(machine if self._every_address else ())}}

    def include(self, host_header: str) -> bool:
        """Return whether a request with this Host header addresses this server. The port is not compared.

        An address in numbers is accepted where the server listens on every address: it cannot be another site's name.
        """
        name = name_in(host_header)
        return name in self._names or (self._every_address and _is_address(name))


def name_in(host_header: str) -> str:
    """Return the name in a Host header, without port, brackets and final dot; "" where it is none."""
    try:
        return (urlsplit(f"//{host_header}").hostname or "").lower().removesuffix(".")
    except ValueError:
        return ""


def is_own_origin(origin: str, host_header: str) -> bool:
    """Return whether an Origin header is that of the pages of the host that is addressed."""
    return bool(host_header) and origin in (f"http://{host_header}", f"https://{host_header}")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
