"""Patterns of web addresses, shared with the form in the browser. Each is matched against the whole text.

One grammar serves every field that holds an address, and `build --base`. It is stricter than browsers are: they repair
a stranger's address, each in its own way, so two readers of one address could see two hosts.
"""

from __future__ import annotations

MAX_SITE_ADDRESS = 200
"""Characters of a site's address, at most, so that its pages fit below. Others are bounded as every line is."""

_LABEL = r"[\w](?:[\w-]{0,61}[\w])?"
"""Part of a host's name between dots. Letters beyond a to z are those of international names. The
form replaces `\\w` within brackets alone."""

_ASCII_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4 = rf"(?:{_OCTET}\.){{3}}{_OCTET}"
_NO_NUMBER = "(?![0-9]+(?:[:/?#]|$))"
"""A name whose last part is a number is an IPv4 address to browsers, so it must be a whole one."""

_HOST = rf"(?:(?:{_LABEL}\.){{1,20}}{_NO_NUMBER}{_LABEL}|{_IPV4})"
_SITE_HOST = rf"(?:localhost|(?:{_ASCII_LABEL}\.){{1,20}}{_NO_NUMBER}{_ASCII_LABEL}|{_IPV4})"
_PORT = "(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
_SCHEME = "[Hh][Tt][Tt][Pp][Ss]?://"
_REFUSED = r'\s<>"\\\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff'
"""Characters that no address has: spaces, quotation marks, and those that cannot be seen."""

ADDRESS_PATTERNS = {
    "address": rf"{_SCHEME}{_HOST}{_PORT}(?:[/?#][^{_REFUSED}]*)?",
    "address of a site": (
        rf"(?![\s\S]{{{MAX_SITE_ADDRESS + 1}}}){_SCHEME}{_SITE_HOST}{_PORT}(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?"
    ),
    "address with a user": rf"{_SCHEME}[^/?#\s]*@[\s\S]*",
    "address with a port": rf"{_SCHEME}{_HOST}:[^/?#]*(?:[/?#][\s\S]*)?",
    "address of a local network": rf"{_SCHEME}(?!www(?:[:/?#]|$)){_LABEL}(?:[:/?#][\s\S]*)?",
    "several addresses": rf"{_SCHEME}{_HOST}[^\s,;]{{0,300}}[,;]?\s+(?:(?:og|and|och|eller|or)\s+)?{_SCHEME}[\s\S]*",
    "address with characters": rf"{_SCHEME}[^{_REFUSED}]*[{_REFUSED}][\s\S]*",
}
"""Name -> pattern: two of valid addresses, the others of texts with one fault each."""

ADDRESS_FAULTS = {
    "user": "address with a user",
    "several": "several addresses",
    "local": "address of a local network",
    "character": "address with characters",
    "port": "address with a port",
}
"""Variant of the message `bad-address` -> the pattern of its fault. The first that matches is reported."""
