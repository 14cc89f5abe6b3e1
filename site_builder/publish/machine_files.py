"""The files that programs read: sitemap, feeds, calendars and redirects, checked as strictly as their readers do.

A fault here is one of the builder, not of a source; it stops publishing all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from xml.etree import ElementTree

from msgspec import Struct

from site_builder.output.output import Output
from site_builder.problems import N_, Place, Problem, error
from site_builder.publish.check_links import file_at

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_ADDRESSES = 50_000
"""sitemaps.org: of one file."""
MOST_BYTES = 50 * 1024 * 1024
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?")


class Listed(Struct, frozen=True):
    """What a sitemap lists, and what is wrong with it by itself."""

    addresses: tuple[str, ...]
    said: tuple[str, ...]


def listed_in(output: Output) -> Listed | None:
    """Return what a file lists, if it is a sitemap that can be read."""
    if (
        output.format_errors
        or not output.path.endswith(".xml")
        or not output.path.rsplit("/", 1)[-1].startswith("sitemap")
    ):
        return None
    root = ElementTree.fromstring(output.content)  # noqa: S314 - our own output
    addresses = tuple(each.findtext(f"{SITEMAP}loc") or "" for each in root)
    return Listed(addresses, tuple(_sitemap(root, addresses, output.size)))


def machine_file_problems(
    by_path: Mapping[str, Output], listed: Mapping[str, Listed], base: str, fine: Set[str]
) -> Iterator[Problem]:
    """Yield a problem for each sitemap, and for redirects, that do not agree with the site.

    `listed` is what sitemaps list, by path. At the addresses that are `fine` files answer.
    """
    for path, found in listed.items():
        astray = (f"<loc>{each}" for each in found.addresses if not _is_fine(each, base, fine))
        yield from (_refused(by_path[path], said) for said in (*found.said, *astray))
    if redirects := by_path.get("_redirects"):
        yield from (_refused(redirects, said) for said in _redirects(redirects.content, by_path))


def format_problems(output: Output) -> Iterator[Problem]:
    """Yield a problem for each reason for which readers of such files would refuse it, whatever else there is."""
    return (_refused(output, said) for said in output.format_errors)


def _refused(output: Output, said: str) -> Problem:
    return error(
        Place(output.source or output.path),
        "bad-export",
        N_("The file {file} is invalid: {said}."),
        N_("This is an internal error; please report it."),
        file=output.path,
        said=said,
    )


def _sitemap(root: ElementTree.Element, addresses: Sequence[str], size: int) -> Iterator[str]:
    if len(addresses) > MOST_ADDRESSES:
        yield f"{len(addresses)} <url>"
    if len(set(addresses)) != len(addresses):
        yield "<loc> × 2"
    yield from (
        f"<lastmod>{each.text}" for each in root.iter(f"{SITEMAP}lastmod") if not _DAY.fullmatch(each.text or "")
    )
    if size > MOST_BYTES:
        yield f"{size} bytes"


def _is_fine(address: str, base: str, fine: Set[str]) -> bool:
    return address.startswith(base) and address.removeprefix(base) in fine


def _redirects(content: bytes, by_path: Mapping[str, Output]) -> Iterator[str]:
    leads = [line.split() for line in content.decode().splitlines() if line and not line.startswith("#")]
    old = {parts[0] for parts in leads}
    for parts in leads:
        if len(parts) != 3 or file_at(parts[1]) not in by_path or parts[1] in old:
            yield " ".join(parts)
