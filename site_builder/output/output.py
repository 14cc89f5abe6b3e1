"""One file of the finished site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import SupportsIndex

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_builder.engine.memo import out_of_band
from site_builder.output.html_parts import Anatomy, dissect
from site_builder.output.well_formed import unsound


class Known(Struct, frozen=True):
    """What is known of a file without its bytes: their SHA-256 in hexadecimal, and how many.

    `packed` are the parts of a page, since of most pages nobody asks for them; `unsound` is why programs that read such
    files would refuse it.
    """

    digest: str
    size: int
    packed: bytes | memoryview
    unsound: tuple[str, ...]

    @classmethod
    def of(cls, path: str, content: bytes) -> Known:
        """Return what is known of the bytes of the file at `path`."""
        return cls(
            hashlib.sha256(content).hexdigest(),
            len(content),
            msgspec.msgpack.encode(dissect(content.decode())) if path.endswith(".html") else b"",
            unsound(path, content),
        )

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[Known], tuple[object, ...]]:
        """Tell how it is made again, the short way: thousands are recalled at each build."""
        packed = out_of_band(self.packed, protocol) if self.packed else b""
        return Known, (self.digest, self.size, packed, self.unsound)

    @property
    def anatomy(self) -> Anatomy | None:
        """The parts of a page; None where it is none."""
        return msgspec.msgpack.decode(self.packed, type=Anatomy) if self.packed else None


class Output(Struct, frozen=True):
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

    def kept(self, keep: Callable[[str, bytes], bytes | Callable[[], bytes]]) -> Output:
        """Return the same with its bytes as `keep` keeps them, and what is known of them."""
        if self.known:
            return self
        content = self.content
        return replace(self, made=keep(self.path, content), known=Known.of(self.path, content))

    @property
    def anatomy(self) -> Anatomy:
        """The parts of a page."""
        return (self.known and self.known.anatomy) or dissect(self.content.decode())

    @property
    def unsound(self) -> tuple[str, ...]:
        """Why programs that read such files would refuse it."""
        return (self.known or Known.of(self.path, self.content)).unsound

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.path.endswith(".html")

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
