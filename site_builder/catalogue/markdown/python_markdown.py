"""Configure Python-Markdown: its extensions, and heading ids made by `slug`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor, isheader
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

from site_builder.catalogue.markdown.host_inlines import HostInlines
from site_builder.file_names import slug


class _HeadingIds(AttrListTreeprocessor):
    """Read the attributes after headings alone, as `{#id}`. Elsewhere a repository host shows them, and so do pages."""

    def run(self, doc: Any) -> None:
        """Give each heading of the document its attributes."""
        for each in [found for found in doc.iter() if isheader(found)]:
            super().run(each)


class _Headings(HashHeaderProcessor):
    """Read headings, whose closing number signs follow a space as on a repository host: `## Programmering i C#`."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header>[^\n]*?)(?:(?<=[ \t])#+[ \t]*)?(?:\n|$)")


class _HeadingExtension(AttrListExtension):
    """Headings as repository hosts read them, and the attributes after them."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors in the place of those for all elements and for headings."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_HeadingIds(md), "attr_list", 8)
        md.parser.blockprocessors.register(_Headings(md.parser), "hashheader", 70)


_HOST_MARKS = re.compile(r"~|://|www\.|@|\[[ xX]\]|\\[\n~|<\"'@,:;=/$%&?^]")
"""Beginnings of the notations that HostInlines converts."""


def markdown_to_html(body: str) -> str:
    """Return the HTML of a Markdown text, unsanitised; every heading has an id.

    Raises RecursionError if lists or quotations are nested some hundred levels deep.
    """
    try:
        html: str = _converter(bool(_HOST_MARKS.search(body))).reset().convert(body)
    except RecursionError:
        _converter.cache_clear()  # the converter's parser state is left half-updated
        raise
    return html


@cache
def _converter(has_host_marks: bool) -> Any:
    """Return this process's converter. Creating one takes longer than converting a text.

    The notation of hosts takes a tenth of the time again, so only texts that may have some are looked through for it.
    """
    return Markdown(
        extensions=[  # instances: an extension given by name is searched for in the metadata of all installed packages
            TableExtension(),
            SaneListExtension(),
            DefListExtension(),
            _HeadingExtension(),
            FencedCodeExtension(),
            TocExtension(slugify=lambda text, _: slug(text), marker=""),
            *([HostInlines()] if has_host_marks else []),
        ],
        output_format="html",
    )
