"""Read the builder's own source code, in which pages/msgids.py finds the texts of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def read_modules(patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (path from the project's root, text) of the builder's modules that match `patterns`, sorted by path.

    The patterns are globs within the package: "pages/*.py".
    """
    for path in sorted({path for pattern in patterns for path in PACKAGE.glob(pattern)}):
        yield path.relative_to(PACKAGE.parent).as_posix(), path.read_text(encoding="utf-8")
