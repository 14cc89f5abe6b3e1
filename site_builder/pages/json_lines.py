"""JSON for programs and for `git diff`: a line for each course, which is also what the fast encoder can write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping


def json_lines(head: Mapping[str, object], key: str, things: Iterable[object]) -> str:
    """Return a JSON object of `head` and, under `key`, a list with each of `things` on a line of its own."""
    first = "".join(f"{_one(name)}: {_one(value)},\n" for name, value in head.items())
    return f"{{\n{first}{_one(key)}: [\n" + ",\n".join(map(_one, things)) + "\n]\n}\n"


_one = json.JSONEncoder(ensure_ascii=False).encode
