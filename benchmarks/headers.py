"""The headers that a published folder asks its host to send, for the hosts that stand in for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

Headers = Sequence[tuple[str, Mapping[str, str]]]


def headers_of(folder: Path) -> Headers:
    """Return (pattern of paths, headers) as `_headers` in the folder has them; none where there is no such file."""
    rules: list[tuple[str, dict[str, str]]] = []
    file = folder / "_headers"
    for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
        if line.startswith("/"):
            rules.append((line.strip(), {}))
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules
