"""One file of the finished site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.anatomy import Anatomy, dissect


class Known(NamedTuple):
    """What is known of a finished page without its bytes: their SHA-256 in hexadecimal, how many, and its parts."""

    digest: str
    size: int
    anatomy: Anatomy

    @staticmethod
    def of(content: bytes) -> Known:
        """Return what is known of a page's bytes."""
        return Known(hashlib.sha256(content).hexdigest(), len(content), dissect(content.decode()))


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file: `path` below the published folder with slashes, what gives its bytes, and what caused it.

    `made` are the bytes, or what fetches or makes them: of most pages of a large site nobody needs them, since they
    are as they were published. `source` is the path of the file that a fault in this output should be mended in,
    `template` that of the template it was made from ("" where there is none).
    """

    path: str
    made: bytes | Callable[[], bytes]
    source: str = ""
    template: str = ""
    known: Known | None = None

    @property
    def content(self) -> bytes:
        """The bytes."""
        return self.made if isinstance(self.made, bytes) else self.made()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return self.known.digest if self.known else hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """How many bytes."""
        return self.known.size if self.known else len(self.content)
