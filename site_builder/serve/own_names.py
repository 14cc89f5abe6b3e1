"""The host names by which a request may address the preview server.

A page of another site cannot read answers of this server, but it can give its own name this machine's address (DNS
rebinding); its requests are then from the same origin. They still carry that name in the Host header.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
EVERY_ADDRESS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - names that are compared, not listened on
"""Values of --host that mean every address of this machine."""

FORWARDED_HOST = "X-Forwarded-Host"
"""Header in which a proxy has the name that the browser addressed. A page of another site cannot send it: scripts may
not set headers of a socket, and a browser asks first before it sends one of another site's requests."""


class OwnNames:
    """The host names of a server that listens on `host`: that name and those of loopback.

    If it listens on every address, also the machine's name.
    """

    def __init__(self, host: str, others: Iterable[str] = ()) -> None:
        """Ask the system for the machine's name where the server listens on every address.

        `others` are names that a proxy passes on.
        """
        self._every_address = host in EVERY_ADDRESS
        machine = {socket.gethostname(), socket.getfqdn(), f"{socket.gethostname()}.local"}
        self._names = {
            name.lower() for name in {host, *others, *LOOPBACK_NAMES, *(machine if self._every_address else ())}
        }

    def include(self, host_header: str) -> bool:
        """Return whether a request with this Host header, such as `localhost:8000`, addresses this server.

        The port is not compared. An address in numbers cannot be another site's name. One of loopback is accepted, and
        any other if the server listens on every address.
        """
        name = name_in(host_header)
        address = _address(name)
        return name in self._names or (address is not None and (self._every_address or address.is_loopback))


def name_in(host_header: str) -> str:
    """Return the name in a Host header, without port, brackets and final dot; "" if the header is invalid."""
    try:
        return (urlsplit(f"//{host_header}").hostname or "").lower().removesuffix(".")
    except ValueError:
        return ""


def is_own_origin(origin: str, host_header: str, forwarded: str = "") -> bool:
    """Return whether an Origin header names this server's host, so that one of its pages sent the request.

    `host_header` is that of the same request, such as `localhost:8000`; `forwarded` is its header FORWARDED_HOST, ""
    without one.
    """
    hosts = [host for host in (host_header, forwarded) if host]
    return any(origin in (f"http://{host}", f"https://{host}") for host in hosts)


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None
