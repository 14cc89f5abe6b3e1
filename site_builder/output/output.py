"""One file of the finished site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from site_builder.output.html_parts import HtmlParts, parse_page
from site_builder.output.well_formed import format_errors

ContentSource = bytes | Callable[[], bytes]
"""A file's bytes, or a function that returns them: a page that has not changed since the last build is not rendered
unless its bytes are needed."""


class FileFacts(Struct, frozen=True):
    """Facts about a file that are cached, so that its bytes need not be read again.

    `digest` is the SHA-256 of its bytes in hexadecimal, `size` their number. `encoded_parts` is the page's HtmlParts as
    MessagePack, decoded on demand; nil for other files. `format_errors` are those of `well_formed.format_errors`.
    """

    digest: str
    size: int
    encoded_parts: Raw
    format_errors: tuple[str, ...]

    @classmethod
    def of(cls, path: str, content: bytes) -> FileFacts:
        """Return the facts about the file at `path` with these bytes. A path that ends in .html is a page."""
        return cls(
            hashlib.sha256(content).hexdigest(),
            len(content),
            Raw(msgspec.msgpack.encode(parse_page(content.decode()) if path.endswith(".html") else None)),
            format_errors(path, content),
        )

    @property
    def html_parts(self) -> HtmlParts | None:
        """The parts of a page, decoded at each call; None for other files."""
        return msgspec.msgpack.decode(self.encoded_parts, type=HtmlParts | None)


class Output(Struct, frozen=True):
    """A finished file.

    `path` is relative to the published folder, with slashes. `source` is the path of the source file that an editor
    must change to correct a fault in this file, `template` the path of its template; "" where there is none. Where
    `facts` is None, the properties compute their values from the bytes at each call.
    """

    path: str
    content_source: ContentSource
    source: str = ""
    template: str = ""
    facts: FileFacts | None = None

    def spooled(self, write: Callable[[bytes], ContentSource]) -> Output:
        """Return the file with its facts, and with its bytes stored by `write`, which returns where to read them again.

        A file that has facts is returned unchanged.
        """
        if self.facts:
            return self
        content = self.content
        return replace(self, content_source=write(content), facts=FileFacts.of(self.path, content))

    @property
    def html_parts(self) -> HtmlParts:
        """The parts of a page; only for a file with `is_page`."""
        return (self.facts and self.facts.html_parts) or parse_page(self.content.decode())

    @property
    def format_errors(self) -> tuple[str, ...]:
        """The faults of the file's format, as `well_formed.format_errors` returns them."""
        return self.facts.format_errors if self.facts else format_errors(self.path, self.content)

    @property
    def is_page(self) -> bool:
        """True for an HTML file."""
        return self.path.endswith(".html")

    @property
    def content(self) -> bytes:
        """The bytes of the file; a page may be rendered for them."""
        return self.content_source if isinstance(self.content_source, bytes) else self.content_source()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return self.facts.digest if self.facts else hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """Number of bytes."""
        return self.facts.size if self.facts else len(self.content)
