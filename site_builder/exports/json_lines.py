"""JSON for programs and for `git diff`: a line for each course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.json import encode


def json_lines(head: Mapping[str, object], key: str, things: Iterable[object]) -> bytes:
    """Return a JSON object of `head` and, under `key`, a list with each of `things` on a line of its own."""
    first = b"".join(b"%b: %b,\n" % (encode(name), encode(value)) for name, value in head.items())
    return b"{\n%b%b: [\n%b\n]\n}\n" % (first, encode(key), b",\n".join(map(encode, things)))
