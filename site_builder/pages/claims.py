"""Refuse two pages that need the same file, each at its place in the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from site_builder.output.site_files import FileClaim, Locate, claim_problems, file_of, locate_source
from site_builder.pages.page import Page
from site_builder.problems import Invalid, Place, Problem


def claim_locator(old_addresses: Callable[[], Iterable[tuple[str, Place]]]) -> Locate:
    """Return a function from a claim to its place in the sources: the line of an old address, or else the whole file.

    `old_addresses` returns (URL path, place) of those in the sources. It is called once, for the first problem.
    """

    @cache
    def places() -> Mapping[FileClaim, Place]:
        return {FileClaim(file_of(address), place.path): place for address, place in old_addresses()}

    return lambda claim: places().get(claim) or locate_source(claim)


def refuse_shared_files(pages: Iterable[Page], locate: Locate, known: Iterable[Problem] = ()) -> None:
    """Raise Invalid if two pages need the same file; the exception also has the problems `known`.

    `locate` is as in site_files.claim_problems.
    """
    claims = (FileClaim(file_of(page.address), page.source or f"templates/{page.template}") for page in pages)
    if contested := tuple(claim_problems(claims, locate)):
        raise Invalid((*known, *contested))
