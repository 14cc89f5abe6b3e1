"""Note lines that the editor meant as text and Markdown shows as heading or code, and lists that it shows as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from site_builder.catalogue.texts import Note, note_at

_PARAGRAPH = re.compile(r"<(?:p|li)>(.*?)</(?:p|li)>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_MARKS = {
    "dash": re.compile(r"[-*+](?=[^\W\d_])|[–—][ \t]?(?=\w)"),
    "number": re.compile(r"\d{1,2}[.)](?=[^\W\d_])"),
    "letter": re.compile(r"[a-h][.)][ \t]+(?=\S)|(?:i{1,3}|iv|vi{0,3})[.)][ \t]+(?=\S)"),
}
"""Kind of mark -> its pattern at the beginning of a line. Two such lines in a paragraph are meant as a list."""

_UNDERLINED = re.compile(r"^(?P<words>[^\s>|#*+~`=-][^|\n]*)\n {0,3}---[ \t]*$", re.MULTILINE)
_INDENTED = re.compile(r"(?:^|\n[ \t]*\n)(?P<line>(?: {4}| {0,3}\t)[ \t]*[^\s*+>#-][^\n]*)")


def line_notes(body: str, source: str, clean: str) -> Iterator[Note]:
    """Yield notes of list marks without their space, of headings made by `---`, and of paragraphs shown as code.

    `source` is the body with spaces in place of code, `clean` the sanitised HTML of the body.
    """
    yield from _item_notes(body, source, clean)
    if "\n---" in body or "\n ---" in body:
        for found in _UNDERLINED.finditer(source):
            words = found["words"].strip()
            yield note_at(body, found.start(), words, "underlined", written=words)
    if "<pre>" in clean:
        for found in _INDENTED.finditer(body):
            words = found["line"].strip()
            if f"<pre><code>{words[:20]}" in unescape(clean):
                at = found.start("line")
                yield note_at(body, at, found["line"], "indented", written=words)


def _item_notes(body: str, source: str, clean: str) -> Iterator[Note]:
    """Yield a note of each line that begins as a list item in a paragraph with two such lines."""
    at = 0
    for paragraph in _PARAGRAPH.finditer(clean):
        if "\n" not in paragraph[1]:
            continue
        lines = [line.strip() for line in unescape(_TAG.sub("", paragraph[1])).split("\n")]
        kinds = [_kind(line) for line in lines]
        meant = {number for number, pair in enumerate(pairwise(kinds)) if pair[0] and pair[0] == pair[1]}
        for number in sorted(meant | {each + 1 for each in meant}):
            line, kind = lines[number], kinds[number]
            found = re.compile(rf"^[ \t>]*({re.escape(line[:40])})", re.MULTILINE).search(source, at)
            mark = _MARKS[kind].match(line) if kind else None
            if found and mark:
                at = found.start(1)
                values = {"fix": "- "} if kind == "dash" else {"fix": f"{mark[0]} "} if kind == "number" else {}
                yield note_at(body, at, mark[0], f"item-{kind}", written=mark[0].strip(), **values)


def _kind(line: str) -> str:
    return next((kind for kind, pattern in _MARKS.items() if pattern.match(line)), "")
