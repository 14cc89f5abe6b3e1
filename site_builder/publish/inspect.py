"""Checks on the finished site: what no earlier stage could know, found in the bytes that will be published.

Patterns, not a parser: the pages are our own templates' output, and thousands of them are looked through each time
(tests parse every kind of page with a strict HTML5 parser as well).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

from site_builder.output import Output
from site_builder.problems import N_, Place, Problem, error, warning

_LINK = re.compile(r"<(?:a|link|area|form|script|img|source|iframe|use)\b[^>]*?\s(?:href|src|action)=\"([^\"]*)\"")
_ID = re.compile(r"<[a-z][^<>]*?\sid=\"([^\"]*)\"")
_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r"\salt(?=[\s=>])")
_H1 = re.compile(r"<h1[\s>]")
_TITLE = re.compile(r"<title>[^<]+</title>")
_RAW = re.compile(r"<(script|style|template)\b([^>]*)>.*?</\1>", re.DOTALL)


def inspect_outputs(outputs: Iterable[Output], base: str) -> Iterator[Problem]:
    """Yield what is wrong with the finished files. `base` is the site's own address, counted as internal.

    A fault of one source that shows on several pages, as in each language, is told of the first.
    """
    told: set[tuple[Place, str, tuple[object, ...]]] = set()
    for problem in _faults(outputs, base):
        mark = (problem.place, problem.code, tuple(value for name, value in problem.values.items() if name != "page"))
        if mark not in told:
            told.add(mark)
            yield problem


def _faults(outputs: Iterable[Output], base: str) -> Iterator[Problem]:
    by_path = {output.path: output for output in outputs}
    pages = {
        path: _RAW.sub(r"<\1\2></\1>", output.content.decode())
        for path, output in by_path.items()
        if path.endswith(".html")
    }
    ids = {path: _ID.findall(html) for path, html in pages.items()}
    for path, html in pages.items():
        place = Place(by_path[path].source or path)
        yield from _double_ids(place, path, ids[path])
        yield from _images(place, path, html)
        if len(_H1.findall(html)) != 1 or not _TITLE.search(html):
            yield error(
                place,
                "bad-page",
                N_("The page {page} has not exactly one h1 and a title."),
                N_("See its template."),
                page=path,
            )
        for href in dict.fromkeys(_LINK.findall(html)):
            yield from _link(place, path, unescape(href), base, by_path, ids)


def _double_ids(place: Place, path: str, found: list[str]) -> Iterator[Problem]:
    for double in sorted({each for each in found if found.count(each) > 1}) if len(set(found)) != len(found) else ():
        yield error(
            place,
            "double-id",
            N_("The id «{id}» stands twice on {page}."),
            N_("Give one of the headings another id: `## Heading {{#other-id}}`."),
            id=double,
            page=path,
        )


def _images(place: Place, path: str, html: str) -> Iterator[Problem]:
    for image in _IMAGE.findall(html):
        if not _ALT.search(image):
            yield warning(
                place,
                "missing-alt",
                N_("A picture on {page} has no alternative text."),
                N_("Write what it shows: `![Kart over Hamar](kart.png)`."),
                page=path,
            )


def _link(
    place: Place, path: str, href: str, base: str, by_path: Mapping[str, Output], ids: Mapping[str, list[str]]
) -> Iterator[Problem]:
    href = href.removeprefix(base) or "/" if href == base or href.startswith(base + "/") else href
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return
    target = path if not parts.path else _file_of(posixpath.join("/" + posixpath.dirname(path), unquote(parts.path)))
    if target not in by_path:
        yield error(
            place,
            "dead-link",
            N_("The link {href} on {page} leads nowhere."),
            N_("Correct the link, or the name of what it leads to."),
            href=href,
            page=path,
        )
    elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
        yield error(
            place,
            "dead-anchor",
            N_("The link {href} on {page} leads to no heading there."),
            N_("Correct the part after #, or give the heading that id."),
            href=href,
            page=path,
        )


def _file_of(address: str) -> str:
    plain = posixpath.normpath(address).lstrip("/")
    plain = "" if plain == "." else plain
    return posixpath.join(plain, "index.html") if address.endswith("/") or not plain else plain
