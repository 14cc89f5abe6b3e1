"""The files that programs read: sitemap, feeds, calendars and redirects, checked as strictly as their readers do.

A fault here is one of the builder, not of a source; it stops publishing all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from xml.etree import ElementTree

from site_builder.output import Output
from site_builder.problems import N_, Place, Problem, error
from site_builder.publish.leads import file_at

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_ADDRESSES = 50_000
"""sitemaps.org: of one file."""
MOST_BYTES = 50 * 1024 * 1024
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?")


def machine_file_faults(by_path: Mapping[str, Output], base: str, fine: Set[str]) -> Iterator[Problem]:
    """Yield a problem for each sitemap and list of redirects that does not agree with the site.

    At the addresses that are `fine` files answer.
    """
    for path in [path for path in by_path if path == "_redirects" or path.endswith(".xml")]:
        output = by_path[path]
        if path == "_redirects" or path.rsplit("/", 1)[-1].startswith("sitemap"):
            for said in _looked_at(output, by_path, base, fine) if not output.unsound else ():
                yield _refused(output, said)


def unsound_file(output: Output) -> Iterator[Problem]:
    """Yield a problem for each reason for which readers of such files would refuse it, whatever else there is."""
    return (_refused(output, said) for said in output.unsound)


def _refused(output: Output, said: str) -> Problem:
    return error(
        Place(output.source or output.path),
        "bad-export",
        N_("The file {file} is not as its readers demand: {said}."),
        N_("This is a fault of the builder; please report it."),
        file=output.path,
        said=said,
    )


def _looked_at(output: Output, by_path: Mapping[str, Output], base: str, fine: Set[str]) -> Iterator[str]:
    """What is wrong with a file that can be read."""
    if output.path == "_redirects":
        yield from _redirects(output.content, by_path)
        return
    yield from _sitemap(ElementTree.fromstring(output.content), base, fine)  # noqa: S314 - our own output
    if output.size > MOST_BYTES:
        yield f"{output.size} bytes"


def _sitemap(root: ElementTree.Element, base: str, fine: Set[str]) -> Iterator[str]:
    found = [each.findtext(f"{SITEMAP}loc") or "" for each in root]
    if len(found) > MOST_ADDRESSES:
        yield f"{len(found)} <url>"
    if len(set(found)) != len(found):
        yield "<loc> × 2"
    yield from (f"<loc>{each}" for each in found if not (each.startswith(base) and each.removeprefix(base) in fine))
    yield from (
        f"<lastmod>{each.text}" for each in root.iter(f"{SITEMAP}lastmod") if not _DAY.fullmatch(each.text or "")
    )


def _redirects(content: bytes, by_path: Mapping[str, Output]) -> Iterator[str]:
    leads = [line.split() for line in content.decode().splitlines() if line and not line.startswith("#")]
    old = {parts[0] for parts in leads}
    for parts in leads:
        if len(parts) != 3 or file_at(parts[1]) not in by_path or parts[1] in old:
            yield " ".join(parts)
