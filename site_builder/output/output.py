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
    """Values computed from a file's bytes, and cached so that the bytes need not be read again.

    `digest` is the SHA-256 of the bytes in hexadecimal, `size` their number. `encoded_parts` is the page's HtmlParts as
    MessagePack, decoded on demand; nil for other files. `format_errors` are those of `well_formed.format_errors`.
    """

    digest: str
    size: int
    encoded_parts: Raw
    format_errors: tuple[str, ...]

    @classmethod
    def of(cls, path: str, content: bytes) -> FileFacts:
        """Return the facts of a file. `path`, in the published folder, ends in .html for a page."""
        return cls(
            hashlib.sha256(content).hexdigest(),
            len(content),
            Raw(msgspec.msgpack.encode(parse_page(content.decode()) if path.endswith(".html") else None)),
            format_errors(path, content),
        )

    @property
    def html_parts(self) -> HtmlParts | None:
        """The checked parts of a page, decoded at each call; None for other files."""
        return msgspec.msgpack.decode(self.encoded_parts, type=HtmlParts | None)


class Output(Struct, frozen=True):
    """A finished file.

    `path` is relative to the published folder, with slashes. `content_source` is its bytes, or a function that returns
    them. `source` is the path of the source file that an editor must change to correct a fault in this file, `template`
    the path of its template; "" where there is none. If `facts` is None, the properties compute them from the bytes at
    each call.
    """

    path: str
    content_source: ContentSource
    source: str = ""
    template: str = ""
    facts: FileFacts | None = None

    def spooled(self, write: Callable[[bytes], ContentSource]) -> Output:
        """Return a copy with its facts, whose bytes are stored by `write`; a file that has facts is unchanged.

        `write` takes the bytes and returns the new `content_source`, such as a SpooledFile.
        """
        if self.facts:
            return self
        content = self.content
        return replace(self, content_source=write(content), facts=FileFacts.of(self.path, content))

    @property
    def html_parts(self) -> HtmlParts:
        """The checked parts of a page. Call it only if `is_page` is true."""
        return (self.facts and self.facts.html_parts) or parse_page(self.content.decode())

    @property
    def format_errors(self) -> tuple[str, ...]:
        """The faults of the file as JSON, XML, Atom or iCalendar (`well_formed.format_errors`); () if none."""
        return self.facts.format_errors if self.facts else format_errors(self.path, self.content)

    @property
    def is_page(self) -> bool:
        """True for an HTML file."""
        return self.path.endswith(".html")

    @property
    def content(self) -> bytes:
        """The bytes of the file. For a page this may render it, and raise the errors of its template."""
        return self.content_source if isinstance(self.content_source, bytes) else self.content_source()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return self.facts.digest if self.facts else hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """Number of bytes."""
        return self.facts.size if self.facts else len(self.content)
