"""One file of the finished site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file: `path` below the published folder with slashes, its bytes, and what caused it.

    `source` is the path of the file that a fault in this output should be mended in, `template` that of the template
    it was made from ("" where there is none).
    """

    path: str
    content: bytes
    source: str = ""
    template: str = ""
