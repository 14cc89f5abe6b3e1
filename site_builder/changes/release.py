"""The release step: the addresses that are published now join those that must answer for ever."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from site_builder.sources.walk import ADDRESSES


def record_addresses(root: Path, addresses: Iterable[str]) -> int:
    """Add what is new to catalogue/published-addresses.txt below `root`; return how many that were.

    Nothing is ever taken away. The file is exchanged in one step, and untouched where there is nothing new.
    """
    file = root / ADDRESSES
    known = set(file.read_text(encoding="utf-8").split()) if file.exists() else set()
    new = set(addresses) - known
    if new:
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as written:
            written.writelines(f"{address}\n" for address in sorted(known | new))
        os.chmod(temporary, 0o644)
        os.replace(temporary, file)
    return len(new)
