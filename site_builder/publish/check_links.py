"""Check links: the addresses, anchors and assets that pages refer to, and the same page in other languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from site_builder.engine.memo import Cache, Memo
from site_builder.output.output import Output
from site_builder.problems import N_, Place, Problem, error
from site_builder.publish.addresses import file_at, internal
from site_builder.publish.check_pages import page_problems
from site_builder.publish.source_locator import NO_SOURCES, SourceLocator

GROUP_DEPTH = 2
"""Path segments that the pages of a group share: the academic year and the institution. One change to a course changes
few groups."""

_URL_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_IMPORT_IN_SCRIPT = re.compile(r"(?:\bfrom|\bimport)\s*\(?\s*[\"'](\.{1,2}/[^\"']+)[\"']")


class LinkSummary(Struct, frozen=True):
    """The links of a group of pages, cached until one of the pages changes.

    `ok` is true if no page of the group has a problem of its own; the problems are not cached, because their places
    depend on the sources. `absolute_links` mean the same on every page, one a line; `relative_links` are (path of the
    page, link). Links to an id of the same page are left out if that id exists. `assets` are (addresses of style
    sheets, scripts and images, paths of the pages that load exactly these). `alternates` are the addresses of a page in
    other languages, by the page's path and the language code.
    """

    ok: bool
    absolute_links: str
    relative_links: tuple[tuple[str, str], ...]
    assets: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    alternates: Mapping[str, Mapping[str, str]]


LINK_SUMMARIES = Cache("link-summaries", LinkSummary)
"""Summaries of groups of pages, by the paths and digests of the pages."""


def summarise_links(pages: Sequence[Output], base: str, memo: Memo) -> Iterator[tuple[Sequence[Output], LinkSummary]]:
    """Yield (pages, summary of their links) for the pages of each folder, to a depth of GROUP_DEPTH.

    `base` is the site's address, such as https://host/katalog. `memo` caches the summaries.
    """
    by_folder: dict[str, list[Output]] = defaultdict(list)
    for page in pages:
        by_folder["/".join(page.path.split("/")[:GROUP_DEPTH])].append(page)
    groups = list(by_folder.values())
    keys = ((base, *(each for page in group for each in (page.path, page.digest))) for group in groups)
    summaries = memo.get_or_compute_many(
        LINK_SUMMARIES, keys, lambda numbers: [_summary(groups[number], base) for number in numbers]
    )
    return zip(groups, summaries, strict=True)


def _summary(pages: Sequence[Output], base: str) -> LinkSummary:
    absolute: dict[str, None] = {}
    relative: list[tuple[str, str]] = []
    by_assets: dict[tuple[str, ...], list[str]] = defaultdict(list)
    alternates = {}
    ok = True
    for page in pages:
        parts = page.html_parts
        ok = ok and not any(page_problems(page, parts, NO_SOURCES))
        own_anchors = {f"#{each}" for each in parts.ids}
        for href in [each for each in parts.links if each not in absolute and each not in own_anchors]:
            if href.startswith(("/", base)) and "\n" not in href:
                absolute[href] = None
            else:
                relative.append((page.path, href))
        by_assets[parts.assets].append(page.path)
        if parts.alternates:
            alternates[page.path] = parts.alternates
    assets = tuple((addresses, tuple(paths)) for addresses, paths in by_assets.items())
    return LinkSummary(ok, "\n".join(absolute), tuple(relative), assets, alternates)


class LinkChecker:
    """Collect the links of pages, style sheets and scripts, and check them when all files of the site are known.

    `base` is the site's address, such as https://host/katalog.
    """

    def __init__(self, base: str) -> None:
        self._base = base
        self._absolute: set[str] = set()
        self._relative: list[tuple[str, str]] = []
        self._alternates: dict[str, Mapping[str, str]] = {}

    def add(self, summary: LinkSummary) -> None:
        """Add the links of a group of pages, from its summary."""
        self._absolute.update(summary.absolute_links.split("\n") if summary.absolute_links else ())
        self._relative += summary.relative_links
        self._alternates.update(summary.alternates)

    def add_assets_of(self, output: Output) -> None:
        """Add the addresses in a style sheet or script; other files are ignored."""
        if output.path.endswith((".css", ".js")):
            pattern = _URL_IN_STYLE if output.path.endswith(".css") else _IMPORT_IN_SCRIPT
            self._relative += [(output.path, href) for href in dict.fromkeys(pattern.findall(output.content.decode()))]

    def drop_valid(self, valid_addresses: Set[str]) -> None:
        """Forget the links to `valid_addresses`, URL paths at which files are served; links with an anchor are kept."""
        self._absolute = {
            href
            for href in self._absolute - valid_addresses
            if (address := href.removeprefix(self._base)) not in valid_addresses
            and ("#" in address or address.partition("?")[0] not in valid_addresses)
        }

    def problems(self, by_path: Mapping[str, Output], locator: SourceLocator) -> Iterator[Problem]:
        """Yield a dead-link, dead-anchor or bad-alternate for each link that leads nowhere.

        That is: to an address without a file; to an id that its page lacks; to the page in another language, if that
        does not link back. `by_path` has all files of the site by path; `locator` finds the line in the sources.
        """
        anywhere = Output("", b"")
        dead = {href for href in self._absolute if any(self._check(anywhere, href, by_path, NO_SOURCES))}
        for output in by_path.values() if dead else ():
            for href in output.html_parts.links if output.is_page else ():
                if href in dead:
                    yield from self._check(output, href, by_path, locator)
        for path, href in self._relative:
            yield from self._check(by_path[path], href, by_path, locator)
        for path in self._alternates:
            yield from self._check_alternates(by_path[path], locator)

    def _check(
        self, output: Output, written: str, by_path: Mapping[str, Output], locator: SourceLocator
    ) -> Iterator[Problem]:
        """Yield a problem where the link `written` in `output` leads to no file or to no anchor."""
        href = internal(written, self._base)
        if not href:
            return
        target, anchor = by_path.get(file_at(href, output.path)), unquote(urlsplit(href).fragment)
        if target is None:
            yield error(
                locator.place_of(output, written, href),
                "dead-link",
                N_("The link {href} on {page} is broken: the page does not exist."),
                N_("Correct the link, or the name of the file it points to."),
                href=href,
                page=output.path,
            )
        elif anchor and target.is_page and anchor not in target.html_parts.ids:
            yield error(
                locator.place_of(output, written, href, f"#{anchor}"),
                "dead-anchor",
                N_("The link {href} on {page} points to a heading that does not exist."),
                N_("Correct the part after #, or give the heading that id."),
                href=href,
                page=output.path,
            )

    def _check_alternates(self, output: Output, locator: SourceLocator) -> Iterator[Problem]:
        """Yield a problem for each language whose page does not link back: search engines then ignore the links."""
        for language, href in self._alternates[output.path].items():
            other = self._alternates.get(file_at(internal(href, self._base)), {})
            back = {file_at(internal(each, self._base)) for each in other.values()}
            if output.path not in back:
                yield error(
                    _place_of_alternates(output, locator),
                    "bad-alternate",
                    N_(
                        "The page {page} gives {href} as its version in «{language}», but that page does not link back."
                    ),
                    N_("See the links with hreflang in the template."),
                    page=output.path,
                    href=href,
                    language=language,
                )


def _place_of_alternates(output: Output, locator: SourceLocator) -> Place:
    for path in (output.template, *locator.templates):
        if place := locator.find(path, "hreflang"):
            return place
    return locator.place_in_template(output)
