"""Rewrite a text so that Python-Markdown reads it as repository hosts do.

Python-Markdown needs an empty line before lists, tables and code, four spaces before the content of an item, and `1.`
for numbers. The words and their order are unchanged; only the white space and marks between blocks are new.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.markdown.host_reading import MarkdownEvent, host_definitions, host_events

INDENT = "    "
_INLINE = frozenset(["Start Emphasis", "Start Strong", "Start Strikethrough", "Start Link", "Start Image"])


def rewritten(body: str) -> str:
    """Return the text rewritten for Python-Markdown, with the definitions of links at its end."""
    writer = _Writer(body.encode())
    writer.write(host_events(body))
    definitions = [writer.source[start:end].decode().strip() for start, end in host_definitions(body)]
    return "\n".join([*writer.lines, "", *definitions]).strip("\n")


class _List:
    """An open list: the number of its next item (None: bullets), and whether no empty lines separate its items."""

    def __init__(self, number: int | None, is_tight: bool) -> None:
        self.number = number
        self.is_tight = is_tight
        self.items = 0

    def next_marker(self) -> str:
        """Count an item, and return its mark: `-` or `1.`."""
        self.items += 1
        if self.number is None:
            return "-"
        self.number += 1
        return f"{self.number - 1}."


class _Writer:
    """A writer of the blocks of a text, one after the other, to `lines`.

    `prefix` begins each line of the block that is open: four spaces for an item, `> ` for a quotation. The pending
    marker replaces the last four spaces in an item's first line.
    """

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.lines: list[str] = []
        self._prefix: list[str] = []
        self._marker = ""
        self._lists: list[_List] = []
        self._previous = ""
        self._previous_prefix: list[str] = []

    def write(self, events: list[MarkdownEvent]) -> None:
        """Write all blocks of the events to `lines`."""
        at = 0
        while at < len(events):
            at = self._block(events, at)

    def _block(self, events: list[MarkdownEvent], at: int) -> int:
        """Write the block, or the beginning or end of a container, at an event; return the next event's index."""
        kind = events[at].name
        if kind.split()[-1] in ("List", "Item", "BlockQuote"):
            self._container(events, at)
            return at + 1
        if kind.startswith("Start ") and kind not in _INLINE:
            end = next(i for i in range(at + 1, len(events)) if events[i].name == f"End {kind[6:]}")
            self._leaf(events[at], events[at + 1 : end])
            return end + 1
        if kind == "Rule":
            self._put(["---"], "rule")
            return at + 1
        end = _inline_end(events, at)
        self._put(self._text(events[at:end]), "text")
        return end

    def _container(self, events: list[MarkdownEvent], at: int) -> None:
        """Open or close the list, item or quotation whose beginning or end is the event at `at`."""
        event = events[at]
        if event.name == "Start List":
            if self._previous == "End List" and event.value is not None:
                self._put(["<!-- -->"], "html")
            self._lists.append(_List(event.value, _is_tight(events, at)))
        elif event.name == "End List":
            self._lists.pop()
            self._previous = "End List"
        elif event.name == "Start Item":
            self._marker = self._lists[-1].next_marker()
            self._prefix.append(INDENT)
            if events[at + 1].name == "End Item":
                self._put(["&nbsp;"], "text")  # Python-Markdown knows no item without words
        elif event.name == "Start BlockQuote":
            self._prefix.append("> ")
        else:
            self._prefix.pop()
            self._marker = ""

    def _leaf(self, event: MarkdownEvent, inner: list[MarkdownEvent]) -> None:
        kind = event.name[6:]
        if kind == "CodeBlock":
            self._code("".join(each.value or "" for each in inner if each.name == "Text"))
        elif kind == "Heading":
            self._put([f"{'#' * int(event.value['level'][1])} {' '.join(self._text(inner))}"], "heading")
        elif kind == "Table":
            self._put(self._raw(event.start, event.end), "table")
        elif kind == "HtmlBlock":
            self._put("".join(each.value or "" for each in inner).rstrip("\n").split("\n"), "html")
        else:
            self._put(self._text(inner), "paragraph")

    def _code(self, code: str) -> None:
        lines = code.rstrip("\n").split("\n")
        if self._prefix:
            self._put([INDENT + line for line in lines], "code")
        else:
            fence = "~~~" if "```" in code else "```"
            self._put([fence, *lines, fence], "code")

    def _text(self, inner: list[MarkdownEvent]) -> list[str]:
        """Return the source lines of a paragraph, without the marks of the blocks around it."""
        if not inner:
            return [""]
        lines = self._raw(min(each.start for each in inner), max(each.end for each in inner))
        return ["\\" + line if line.startswith("#") else line for line in lines]

    def _raw(self, start: int, end: int) -> list[str]:
        first, *others = self.source[start:end].decode().rstrip("\n").split("\n")
        return [first.lstrip(" \t"), *map(self._without_prefix, others)]

    def _without_prefix(self, line: str) -> str:
        line = line.lstrip(" \t")
        for mark in self._prefix:
            if mark == "> " and line.startswith(">"):
                line = line[1:].lstrip(" \t")
        return line

    def _put(self, lines: list[str], kind: str) -> None:
        """Add the lines of a block, after an empty line unless it continues a list that has none."""
        outer = self._prefix[:-1] if self._marker else self._prefix
        if self.lines and not self._continues():
            same = [mark for mark, other in zip(outer, self._previous_prefix, strict=False) if mark == other]
            self.lines.append("".join(same).rstrip())
        indent = "".join(self._prefix)
        for line in lines:
            if self._marker:
                self.lines.append(f"{''.join(outer)}{self._marker:<3} {line}".rstrip())
                self._marker = ""
            else:
                self.lines.append((indent + line) if line else indent.rstrip())
        self._previous, self._previous_prefix = kind, list(self._prefix)

    def _continues(self) -> bool:
        """Return whether the block is an item that follows the words above it without an empty line."""
        if not self._marker or not all(each.is_tight for each in self._lists):
            return False
        if self._lists[-1].items > 1:
            return self._previous in ("text", "End List")
        return len(self._lists) > 1 and self._previous == "text"


def _is_tight(events: list[MarkdownEvent], at: int) -> bool:
    """Return whether the items of the list that begins at an event have no paragraphs, as without empty lines."""
    depth = 0
    for event in events[at:]:
        depth += (event.name == "Start List") - (event.name == "End List")
        if not depth:
            return True
        if depth == 1 and event.name == "Start Paragraph":
            return False
    return True


def _inline_end(events: list[MarkdownEvent], at: int) -> int:
    """Return the index after the run of inline events (words, emphasis, links) that starts at the index `at`."""
    end = at
    while end < len(events):
        name = events[end].name
        if name.startswith("End ") and f"Start {name[4:]}" not in _INLINE:
            break
        if (name.startswith("Start ") and name not in _INLINE) or name == "Rule":
            break
        end += 1
    return end


def blocks(body: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each outermost block in the text's UTF-8 bytes (from 0), in order."""
    depth = 0
    for event in host_events(body):
        opens = event.name.startswith("Start ")
        if not depth and (opens or not event.name.startswith("End ")):
            yield event.start, event.end
        depth += opens - event.name.startswith("End ")
