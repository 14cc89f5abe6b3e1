"""What leads where: links, anchors, assets, and the same page in other languages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from site_builder.output.html_parts import HtmlParts
from site_builder.output.output import Output
from site_builder.problems import N_, Place, Problem, error
from site_builder.publish.link_summary import Glance
from site_builder.publish.source_locator import NO_SOURCES, SourceLocator

_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_IN_SCRIPT = re.compile(r"(?:\bfrom|\bimport)\s*\(?\s*[\"'](\.{1,2}/[^\"']+)[\"']")


class Leads:
    """What pages lead to: what means the same on every page once, what does not with its page; and other languages."""

    def __init__(self) -> None:
        """Begin with no pages."""
        self._everywhere: set[str] = set()
        self._here: list[tuple[str, str]] = []
        self._alternates: dict[str, Mapping[str, str]] = {}

    def add(self, glance: Glance) -> None:
        """Note where some pages lead."""
        self._everywhere.update(glance.everywhere.split("\n") if glance.everywhere else ())
        self._here += glance.here
        self._alternates.update(glance.alternates)

    def settle(self, base: str, fine: Set[str]) -> None:
        """Forget the links that lead to a file: at the addresses that are `fine`, files answer."""
        self._everywhere = {
            href
            for href in self._everywhere - fine
            if (address := href.removeprefix(base)) not in fine
            and ("#" in address or address.partition("?")[0] not in fine)
        }

    def faults(
        self,
        by_path: Mapping[str, Output],
        pages: Mapping[str, HtmlParts],
        base: str,
        locator: SourceLocator,
    ) -> Iterator[Problem]:
        """Yield a problem for every link of the pages that leads nowhere within the site, and for languages of pages.

        `base` is the site's own address.
        """
        anywhere = Output("", b"")
        dead = {href for href in self._everywhere if any(_link(anywhere, href, base, by_path, pages, NO_SOURCES))}
        for path, page in pages.items() if dead else ():
            for href in page.links:
                if href in dead:
                    yield from _link(by_path[path], href, base, by_path, pages, locator)
        for path, href in self._here:
            yield from _link(by_path[path], href, base, by_path, pages, locator)
        for path in self._alternates:
            yield from _alternates(by_path[path], self._alternates, base, locator)


def answering(paths: Iterable[str]) -> set[str]:
    """Return the addresses at which the files answer, as written within the site."""
    return {"/" + path.removesuffix("index.html") for path in paths}


def asked_by(output: Output) -> tuple[str, ...]:
    """Return what a style sheet or script asks for, as it is written; of other files nothing."""
    if not output.path.endswith((".css", ".js")):
        return ()
    pattern = _IN_STYLE if output.path.endswith(".css") else _IN_SCRIPT
    return tuple(dict.fromkeys(pattern.findall(output.content.decode())))


def link_problems(
    asked: Mapping[str, Iterable[str]],
    by_path: Mapping[str, Output],
    pages: Mapping[str, HtmlParts],
    base: str,
    locator: SourceLocator,
) -> Iterator[Problem]:
    """Yield a problem for everything that files ask for, by their paths, which is not there."""
    for path, hrefs in asked.items():
        for href in hrefs:
            yield from _link(by_path[path], href, base, by_path, pages, locator)


@lru_cache(maxsize=65_536)
def internal(href: str, base: str) -> str:
    """Return the address within the site that `href` leads to, or "" where it leads out."""
    href = href.removeprefix(base) or "/" if href == base or href.startswith(base + "/") else href
    parts = urlsplit(href)
    return "" if parts.scheme or parts.netloc else href


def file_at(address: str, path: str = "") -> str:
    """Return the path of the file that answers at `address`, as seen from the file at `path`."""
    return _file_at(address, "" if address.startswith("/") else path)


@lru_cache(maxsize=65_536)
def _file_at(address: str, path: str) -> str:
    """The same four hundred addresses stand on every page."""
    wanted = unquote(urlsplit(address).path)
    if not wanted:
        return path
    whole = posixpath.join("/" + posixpath.dirname(path), wanted)
    plain = posixpath.normpath(whole).lstrip("/")
    plain = "" if plain == "." else plain
    return posixpath.join(plain, "index.html") if whole.endswith("/") or not plain else plain


def _link(
    output: Output,
    written: str,
    base: str,
    by_path: Mapping[str, Output],
    pages: Mapping[str, HtmlParts],
    locator: SourceLocator,
) -> Iterator[Problem]:
    href = internal(written, base)
    if not href:
        return
    target, anchor = file_at(href, output.path), unquote(urlsplit(href).fragment)
    if target not in by_path:
        yield error(
            locator.place_of(output, written, href),
            "dead-link",
            N_("The link {href} on {page} is broken: the page does not exist."),
            N_("Correct the link, or the name of the file it points to."),
            href=href,
            page=output.path,
        )
    elif anchor and target in pages and anchor not in pages[target].ids:
        yield error(
            locator.place_of(output, written, href, f"#{anchor}"),
            "dead-anchor",
            N_("The link {href} on {page} points to a heading that does not exist."),
            N_("Correct the part after #, or give the heading that id."),
            href=href,
            page=output.path,
        )


def _alternates(
    output: Output, known: Mapping[str, Mapping[str, str]], base: str, locator: SourceLocator
) -> Iterator[Problem]:
    """Languages must name each other (and themselves), or search engines disregard what they say."""
    for language, href in known[output.path].items():
        other = known.get(file_at(internal(href, base)), {})
        back = {file_at(internal(each, base)) for each in other.values()}
        if output.path not in back:
            yield error(
                _alternate_place(output, locator),
                "bad-alternate",
                N_("The page {page} gives {href} as its version in «{language}», but that page does not link back."),
                N_("See the links with hreflang in the template."),
                page=output.path,
                href=href,
                language=language,
            )


def _alternate_place(output: Output, locator: SourceLocator) -> Place:
    for path in (output.template, *locator.templates):
        if place := locator.find(path, "hreflang"):
            return place
    return locator.place_in_template(output)
