"""What pages that lie together say of where they lead: remembered while they are the same, since most of them are.

Only whether a page has a fault of its own is remembered, not which: a fault is led back to its source anew each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.engine.memo import Memo
from site_builder.output.html_parts import HtmlParts
from site_builder.output.output import Output
from site_builder.publish.check_pages import page_problems
from site_builder.publish.source_locator import NO_SOURCES

DEEP = 2
"""Folders that pages have in common which lie together: the year and the institution."""


class Glance(Struct, frozen=True):
    """What some pages say.

    `sound` tells that none has a fault of its own. `everywhere` are the links, one a line, that mean the same wherever
    they stand, `here` the others with their pages; those within a page that lead somewhere are left out. `loads` are
    what pages ask for to be shown, with the pages; `alternates` the same page in other languages.
    """

    sound: bool
    everywhere: str
    here: tuple[tuple[str, str], ...]
    loads: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    alternates: Mapping[str, Mapping[str, str]]


class Pages(Mapping[str, HtmlParts]):
    """The parts of pages by path, taken apart when they are asked for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._outputs: dict[str, Output] = {}
        self._known: dict[str, HtmlParts] = {}

    def add(self, pages: Iterable[Output]) -> None:
        """Add these."""
        self._outputs.update((page.path, page) for page in pages)

    def __getitem__(self, path: str) -> HtmlParts:
        """Return the parts of the page at `path`."""
        if path not in self._known:
            self._known[path] = self._outputs[path].html_parts
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        """Yield the paths."""
        return iter(self._outputs)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._outputs)

    def __contains__(self, path: object) -> bool:
        """Tell whether there is a page at `path`."""
        return path in self._outputs


def glances(pages: Sequence[Output], base: str, memo: Memo) -> Iterator[tuple[Sequence[Output], Glance]]:
    """Yield pages that lie together, and what they say. `base` is the site's own address."""
    together: dict[str, list[Output]] = defaultdict(list)
    for page in pages:
        together["/".join(page.path.split("/")[:DEEP])].append(page)
    parts = list(together.values())
    keys = ((base, *(each for page in part for each in (page.path, page.digest))) for part in parts)
    found = memo.get_or_compute_many(
        "glances", keys, lambda numbers: [_glance(parts[number], base) for number in numbers]
    )
    return zip(parts, found, strict=True)


def _glance(pages: Sequence[Output], base: str) -> Glance:
    everywhere: dict[str, None] = {}
    here: list[tuple[str, str]] = []
    loads: dict[tuple[str, ...], list[str]] = defaultdict(list)
    alternates = {}
    sound = True
    for output in pages:
        page = output.html_parts
        sound = sound and not any(page_problems(output, page, NO_SOURCES))
        own = {f"#{each}" for each in page.ids}
        for href in [each for each in page.links if each not in everywhere and each not in own]:
            if href.startswith(("/", base)):
                everywhere[href] = None
            else:
                here.append((output.path, href))
        loads[tuple(page.loads)].append(output.path)
        if page.alternates:
            alternates[output.path] = page.alternates
    asked = tuple((addresses, tuple(paths)) for addresses, paths in loads.items())
    return Glance(sound, "\n".join(everywhere), tuple(here), asked, alternates)
