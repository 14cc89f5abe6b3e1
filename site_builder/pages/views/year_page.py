"""The context of pages about one academic year: breadcrumbs below the year, and a notice if it is archived."""

from __future__ import annotations

from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.successors import same_course
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.layout import NO_NOTICE, Layout, Notice, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.structured_data import breadcrumb_data
from site_builder.problems import N_


def year_page_context(
    layout: Layout,
    year: AcademicYear,
    address: str,
    title: str,
    description: str,
    breadcrumbs: tuple[Link, ...],
    *,
    source: str = "",
    structured: bool = False,
) -> PageContext:
    """Return the context of a page of a year. `address` is its URL path; `breadcrumbs` follow the year's own.

    `structured`: the breadcrumbs are also JSON-LD. `source` is the path of the page's source file.
    """
    trail = (layout.year_breadcrumb(year), *breadcrumbs)
    return layout.page_context(
        address,
        title,
        description,
        trail,
        source=source,
        structured=(trail_data(layout, trail),) if structured else (),
        notice=archive_notice(layout, year),
    )


def trail_data(layout: Layout, trail: tuple[Link, ...]) -> str:
    """Return the JSON-LD of a page's breadcrumbs: the front page and the links in `trail`."""
    base = layout.catalogue.settings.base
    front = Link(layout.locale.gettext(N_("Front page")), layout.addresses.front())
    return breadcrumb_data([(step.text, base + step.address) for step in (front, *trail)])


def archive_notice(layout: Layout, year: AcademicYear, key: str = "") -> Notice:
    """Return the notice of an archived year, with a link to the newest open year; NO_NOTICE for another year.

    With the `key` of a course the link leads to the same course in the newest open year that has it; if none has, the
    notice has no link.
    """
    if year.state is not YearState.ARCHIVED:
        return NO_NOTICE
    locale, addresses = layout.locale, layout.addresses
    text = locale.gettext(N_("These pages are from {year} and are kept as they were."), year=year.name)
    for newer in layout.catalogue.years:
        if newer.key <= year.key or newer.state is not YearState.OPEN:
            continue
        successor = same_course(key, newer, layout.catalogue.institutions) if key else ""
        if successor is not None:
            target = addresses.course(newer.key, successor) if successor else addresses.year(newer.key)
            return Notice(text, Link(locale.gettext(N_("See {year}"), year=newer.name), target))
    return Notice(text)
