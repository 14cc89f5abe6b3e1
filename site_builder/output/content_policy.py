"""The content security policy of every page: nothing from other sites, nothing inline, no frames.

Hosts send it as a header; pages hold it too, for hosts that send no headers of their own.
"""

from __future__ import annotations

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_OF_HEADERS = {"frame-ancestors": "'none'"}
"""Directives that browsers ignore in a page (CSP 3, section 3.3)."""


def _written(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


HEADER_POLICY = _written(_DIRECTIVES | _OF_HEADERS)
PAGE_POLICY = _written(_DIRECTIVES)
