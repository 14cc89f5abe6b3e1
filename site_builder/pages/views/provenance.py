"""The provenance of a course as readers see it: a badge, computed from the source, and the source itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.catalogue.checks.provenance import HEAD_FACTS
from site_builder.catalogue.model import Course
from site_builder.pages.i18n import Locale
from site_builder.pages.menu import Link
from site_builder.problems import N_

_STUDY_YEAR = re.compile(r"(20[0-9]{2})[/–-](?:20)?([0-9]{2})")

_BADGES = {
    (True, False): N_("from the institution’s page {year}"),
    (True, True): N_("from the institution’s page {year}, some assumed"),
    (False, False): N_("described in {year}"),
    (False, True): N_("described in {year}, some assumed"),
}
"""(source is the institution's own page, facts of the head assumed) -> the badge, if the source is of the same year."""


class ProvenanceView(Struct, frozen=True):
    """The provenance of a course: where its facts come from. `sample`: it is invented. `is_stated`: its file says so.

    `badge` is "" for a sample, and if no provenance is stated. `source` has the address "" if it has none; `reason`
    then says why. `year` is the source's academic year and `read` the day on which it was read, as texts. `inferred`
    are the keys of the fields that were assumed, separated by commas.
    """

    is_stated: bool
    sample: bool
    badge: str
    source: Link
    reason: str
    year: str
    read: str
    inferred: str


def provenance_view(course: Course, locale: Locale) -> ProvenanceView:
    """Return the provenance of a course in the language of the page."""
    given = course.provenance
    address = given.address or ""
    return ProvenanceView(
        is_stated=given.is_stated,
        sample=given.sample,
        badge="" if given.sample or not given.is_stated else _badge(course, locale),
        source=Link(_source_name(given.source, address), address),
        reason=given.no_address or "",
        year=_short(given.year or ""),
        read=locale.full_date(given.read_on) if given.read_on else "",
        inferred=", ".join(given.inferred),
    )


def _badge(course: Course, locale: Locale) -> str:
    given, year = course.provenance, _short(course.offering.year)
    source_year = _short(given.year or "")
    some_assumed = bool(set(HEAD_FACTS) & set(given.inferred))
    if not source_year:
        return locale.gettext(N_("documented, some assumed") if some_assumed else N_("documented"))
    if source_year != year:
        message = N_("known from {year}, the rest assumed") if some_assumed else N_("known from {year}")
        return locale.gettext(message, year=source_year)
    return locale.gettext(_BADGES[_is_own_page(course), some_assumed], year=year)


def _is_own_page(course: Course) -> bool:
    """Return whether the hosts of the source and of the institution have the same last two labels: `hihm.no`."""
    own, source = (_domain(each) for each in (course.institution.home_page, course.provenance.address))
    return bool(own) and own == source


def _domain(address: str | None) -> str:
    return ".".join((urlsplit(address or "").hostname or "").split(".")[-2:])


def _short(year: str) -> str:
    """Return an academic year as readers write it, 2016/17; another text unchanged."""
    found = _STUDY_YEAR.fullmatch(year)
    return f"{found[1]}/{found[2]}" if found else year


def _source_name(source: str | None, address: str) -> str:
    """Return the name of the source, or its address without the scheme."""
    name = source if source and source != address else address.partition("://")[2]
    return name.removeprefix("www.").rstrip("/")
