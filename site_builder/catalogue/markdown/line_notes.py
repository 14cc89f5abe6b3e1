"""Note lines meant as text that Markdown shows as heading or code, and lists that it shows as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice, pairwise

from site_builder.catalogue.markdown.host_reading import host_events
from site_builder.catalogue.markdown.leftovers import MAX_NOTES
from site_builder.catalogue.texts import Note, note_at

_PARAGRAPH = re.compile(r"<(?:p|li)>(.*?)</(?:p|li)>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
MARKS = {
    "dash": re.compile(r"[-*+](?=[^\W\d_])|[–—][ \t]?(?=\w)|-{2,3}[ \t]*(?=\w)"),
    "number": re.compile(r"\d{1,2}[.)](?=[^\W\d_])"),
    "letter": re.compile(r"(?:[a-hA-H]|i{1,3}|iv|vi{0,3}|I{1,3}|IV|VI{0,3})[.)][ \t]+(?=\S)"),
    "bracket": re.compile(r"\((?:[a-h]|i{1,3}|\d{1,2})\)[ \t]*(?=\w)"),
    "section": re.compile(r"\d{1,2}\.\d{1,2}\.?[ \t]+(?=[^\W\d_])"),
    "symbol": re.compile(r"[§→➔➢►▶»›■□○◆◇★☆][ \t]*(?=\w)"),
    "count": re.compile(r"(\d{1,2})(?: ?[:.])?[ \t]+(?=[^\W\d_])"),
}
"""Kind of mark -> its pattern at the beginning of a line. Two such lines in a paragraph are meant as a list; with bare
numbers if they count on, `1: Kropp` and `2: Helse`."""

_MAY_BE_MARK = re.compile(r"[^\W\d_]{1,4}[.)]|[^\w\s]|\d")
"""The beginning of a line with a mark. Most lines begin with a word."""

_UNDERLINED = re.compile(
    r"^(?P<words>(?!\d{1,9}[.)][ \t])[^\s>|#*+~`=-][^|\n]*)\n {0,3}(?P<mark>---|--?|==?)[ \t]*$", re.MULTILINE
)
_MAY_BE_UNDERLINED = re.compile(r"\n {0,3}(?:-{1,3}|={1,2})[ \t]*(?:\n|$)")
_MERGED = re.compile(r"^(?P<words>[^\s>|#*+~`=-][^|\n]*)\n=======[ \t]*$", re.MULTILINE)


def line_notes(body: str, source: str, clean: str) -> Iterator[Note]:
    """Yield notes of list marks without their space, of headings made by `---`, and of paragraphs shown as code.

    `source` is the body with spaces in place of code, `clean` the sanitised HTML of the body.
    """
    yield from _item_notes(body, source, clean)
    if "<h2" in clean and _MAY_BE_UNDERLINED.search(body):
        for found in _UNDERLINED.finditer(source):
            words = found["words"].strip()
            yield note_at(body, found.start(), words, "underlined", written=words, mark=found["mark"])
    if "\n=======" in body:
        for found in _MERGED.finditer(source):
            words = found["words"].strip()
            if len(words) != len("======="):  # an underline as long as its heading is meant as one
                yield note_at(body, found.start(), words, "merge-rest", written=words)
    if "<pre>" in clean:
        yield from _indented_notes(body)


def _indented_notes(body: str) -> Iterator[Note]:
    """Yield a note of the first line of each block of code that is made by its indentation alone."""
    source = body.encode()
    blocks = (each.start for each in host_events(body) if (each.name, each.value) == ("Start CodeBlock", "Indented"))
    for start in islice(blocks, MAX_NOTES):
        at = len(source[: source.rfind(b"\n", 0, start) + 1].decode())
        line = body[at : body.find("\n", at) if "\n" in body[at:] else None]
        yield note_at(body, at, line, "indented", written=line.strip())


def _item_notes(body: str, source: str, clean: str) -> Iterator[Note]:
    """Yield a note of each line that begins as a list item in a paragraph with two such lines.

    `source` is the body with spaces in place of code, `clean` its sanitised HTML.
    """
    at = 0
    for paragraph in _PARAGRAPH.finditer(clean):
        if "\n" not in paragraph[1]:
            continue
        lines = [line.strip() for line in unescape(_TAG.sub("", paragraph[1])).split("\n")]
        kinds = [_kind(line) for line in lines]
        meant = {
            number
            for number, (kind, after) in enumerate(pairwise(kinds))
            if kind and kind == after and (kind != "count" or _counts_on(lines[number], lines[number + 1]))
        }
        for number in sorted(meant | {each + 1 for each in meant}):
            line, kind = lines[number], kinds[number]
            found = re.compile(rf"^[ \t>]*({re.escape(line[:40])})", re.MULTILINE).search(source, at)
            mark = MARKS[kind].match(line) if kind else None
            if found and mark:
                at = found.start(1)
                is_said = line[0] in "–—" and line[-1] in ".!?»…"  # a dash begins what somebody says, too
                fix = "- " if kind == "dash" else f"{mark[0]} " if kind == "number" else ""
                name = f"item-{kind}" if fix else "item-letter"
                values = {"fix": fix} if fix and not is_said else {}
                yield note_at(body, at, mark[0], name, written=mark[0].strip(), **values)


def _counts_on(line: str, after: str) -> bool:
    first, second = MARKS["count"].match(line), MARKS["count"].match(after)
    return bool(first and second and int(second[1]) == int(first[1]) + 1)


def _kind(line: str) -> str:
    """Return the kind of the mark that a line begins with; "" for none."""
    if not _MAY_BE_MARK.match(line):
        return ""
    return next((kind for kind, pattern in MARKS.items() if pattern.match(line)), "")
