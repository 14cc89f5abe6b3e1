"""Claim the files of the pages: two pages that need one file are refused, each at its place in the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from site_builder.output.site_files import FileClaim, Locate, claim_problems, file_of, locate_source
from site_builder.pages.page import Page
from site_builder.problems import Invalid, Place, Problem


def claim_locator(old_addresses: Callable[[], Iterable[tuple[str, Place]]]) -> Locate:
    """Return a function from a claim to the line of the old address that asks for the file, else to the whole source.

    `old_addresses` returns those of the sources with their places. It is called once, for the first problem.
    """

    @cache
    def places() -> Mapping[FileClaim, Place]:
        return {FileClaim(file_of(address), place.path): place for address, place in old_addresses()}

    return lambda claim: places().get(claim) or locate_source(claim)


def refuse_shared_files(pages: Iterable[Page], locate: Locate, known: Iterable[Problem] = ()) -> None:
    """Raise Invalid, with the problems `known` too, where two pages need the same file."""
    claims = (FileClaim(file_of(page.address), page.source or f"templates/{page.template}") for page in pages)
    if contested := tuple(claim_problems(claims, locate)):
        raise Invalid((*known, *contested))
