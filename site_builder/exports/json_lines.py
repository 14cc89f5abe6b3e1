"""JSON with one line for each course, so that `git diff` shows the courses that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.json import encode


def json_lines(head: Mapping[str, object], key: str, things: Iterable[object]) -> bytes:
    """Return a JSON object: the members of `head` and, under `key`, the list of `things`, one on each line."""
    first = b"".join(b"%b: %b,\n" % (encode(name), encode(value)) for name, value in head.items())
    return b"{\n%b%b: [\n%b\n]\n}\n" % (first, encode(key), b",\n".join(map(encode, things)))
