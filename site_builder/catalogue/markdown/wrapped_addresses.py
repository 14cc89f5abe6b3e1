"""Addresses that a mail program or a search service has put around the address of a page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_WRAPPED = re.compile(
    r"https?://[\w.-]*(?:safelinks\.protection\.outlook\.com|google\.[a-z]+/url|facebook\.com/l\.php)\b"
)
WRAPPERS = ("safelinks.protection.outlook.com", "/url?", "facebook.com/l.php")
"""Parts of addresses of such services, each needed by _WRAPPED."""


def wrapped_target(address: str) -> str | None:
    """Return the target in the address of a service that redirects, `https://www.google.com/url?q=...`.

    It is "" if the service's address names no target. Return None for any other address.
    """
    if not _WRAPPED.match(address):
        return None
    inner = parse_qs(urlsplit(address).query)
    return (inner.get("url") or inner.get("q") or inner.get("u") or [""])[0]
