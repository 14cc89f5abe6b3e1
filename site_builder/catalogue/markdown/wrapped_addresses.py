"""URLs of mail programs and search services that redirect to the URL of a page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_WRAPPED = re.compile(
    r"https?://[\w.-]*(?:safelinks\.protection\.outlook\.com|google\.[a-z]+/url|facebook\.com/l\.php)\b"
)
WRAPPERS = ("safelinks.protection.outlook.com", "/url?", "facebook.com/l.php")
"""Parts of addresses of such services, each needed by _WRAPPED."""


def wrapped_target(address: str) -> str | None:
    """Return the target of the URL of a service that redirects, such as `https://www.google.com/url?q=...`.

    "" if it names no target; None for any other URL.
    """
    if not _WRAPPED.match(address):
        return None
    inner = parse_qs(urlsplit(address).query)
    return (inner.get("url") or inner.get("q") or inner.get("u") or [""])[0]
