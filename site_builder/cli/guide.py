"""The guide of problems, docs/problems.md: the heading of each code and the text below it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from site_builder.sources.package_files import package_path

GUIDE_FILE = "docs/problems.md"


def explanation(code: str) -> str | None:
    """Return the heading of a code (`dead-link` or `[dead-link]`) and the text below it, or None for an unknown one."""
    return _sections().get(code.strip("[]").lower())


def known_codes() -> list[str]:
    """Return the codes that the guide explains, in its order."""
    return list(_sections())


@cache
def _sections() -> Mapping[str, str]:
    parts = re.split(r"^## ", package_path(GUIDE_FILE).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0].strip(): f"{part.strip()}\n" for part in parts}
