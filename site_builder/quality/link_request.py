"""Request one URL of another site, and return whether its page is missing: only status codes 404 and 410 say so."""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import quote, urlsplit, urlunsplit

from msgspec import Struct

from site_builder import __version__

TIMEOUTS = (10, 30)
"""Seconds until a host counts as not answering, the first time and the second: some old systems need twenty."""

GONE = (404, 410)
"""Status codes of a page that does not exist. Others are of pages that exist, for somebody else, or later: 401, 403,
406, 429, 451, 5xx, 999."""

BUSY = (429, 503)
"""Status codes of a host that asks for fewer requests."""

MAX_BYTES = 1024
"""Bytes of an answer that are read; the rest is not sent where the host reads the Range header."""

_SAFE = "/%:=&?~#+!$,;'@()*[]-._"
"""Characters of an address that stay as they are. Letters beyond ASCII are percent-encoded, as browsers do."""


class Reply(Struct, frozen=True):
    """The reply to a request: `fault` is a status code or the system's message, "" for a page that exists or may exist.

    `certain` is False if no answer came, which may be different tomorrow; `busy` is True if the host asks for fewer
    requests; `unknown_host` if the host's name has no network address.
    """

    fault: str = ""
    certain: bool = True
    busy: bool = False
    unknown_host: bool = False


def request(address: str) -> Reply:
    """Return the reply to a request for an http(s) URL.

    A failed connection is a Reply with `certain` False, never raised. HEAD is tried first, then GET if HEAD reports a
    fault, since many servers answer HEAD wrongly.
    """
    reply = Reply("?", certain=False)
    for method, seconds in (("HEAD", TIMEOUTS[0]), ("GET", TIMEOUTS[1])):
        reply = _ask(address, method, seconds)
        if not reply.fault or reply.busy or reply.unknown_host:
            return reply
    return reply


def _ask(address: str, method: str, seconds: int) -> Reply:
    """Return the reply to one request by `method`, HEAD or GET, given up after `seconds` without an answer.

    To HEAD, each error status is a fault.
    """
    headers = {
        "User-Agent": f"Mozilla/5.0 (compatible; studiekatalog/{__version__}; link check)",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Language": "nb,nn,en;q=0.8",
        **({"Range": f"bytes=0-{MAX_BYTES - 1}"} if method == "GET" else {}),
    }
    fetch = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())).open
    try:
        asked = urllib.request.Request(ascii_address(address), method=method, headers=headers)  # noqa: S310 - http(s)
        with fetch(asked, timeout=seconds):
            return Reply()
    except urllib.error.HTTPError as answer:
        answer.close()
        busy = answer.code in BUSY
        decided_by_get = method == "HEAD" and not busy
        return Reply(str(answer.code) if answer.code in GONE or decided_by_get else "", busy=busy)
    except urllib.error.URLError as fault:
        return _silence(fault.reason)
    except http.client.RemoteDisconnected as fault:
        return _silence(fault)
    except http.client.HTTPException:
        return Reply()  # an answer that breaks the rules of HTTP is one that browsers may show
    except (OSError, ValueError) as fault:
        return _silence(fault)


def _silence(reason: object) -> Reply:
    """Return the reply where no answer came. A certificate that Python does not know is an answer."""
    if isinstance(reason, OSError) and "CERTIFICATE_VERIFY_FAILED" in str(reason):
        return Reply()
    unknown = isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME
    return Reply(str(reason) or type(reason).__name__, certain=False, unknown_host=unknown)


def ascii_address(address: str) -> str:
    """Return a URL in ASCII, without its fragment: the host in Punycode, other letters percent-encoded.

    Raises ValueError if the host or the port is invalid.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host.isascii():
        host = host.encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, f"{host}{port}", quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))
