"""The page of the reader's own list: the texts that its script shows, and the facts for the head teacher."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from site_builder.catalogue.labels import scheme_about
from site_builder.catalogue.schema.enums import Task
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.schema.usual_choices import Scheme
from site_builder.catalogue.sections import sections
from site_builder.catalogue.text_parts import ELSEWHERE, PARTS, part_heading
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.views.choices import facet_links
from site_builder.pages.views.deadlines import DeadlineRow, deadline_row
from site_builder.pages.views.gatherings import has_gatherings
from site_builder.problems import N_

ANSWERS = "sporsmal-og-svar"
COSTS = frozenset({"hva-koster-det-meg", "kva-kostar-det-meg"})
"""Article of answers, and the id of its section on who pays for which part, in each language."""

_WORDS = {
    "up": N_("Move up"),
    "down": N_("Move down"),
    "remove": N_("Remove"),
    "compare": N_("compare"),
    "copied": N_("The link is copied."),
    "notcopied": N_("The browser does not allow copying. Copy the address yourself:"),
    "lost": N_("The courses could not be loaded. Check your connection."),
    "nocalendar": N_("The calendar could not be fetched. Try again when you are online."),
    "unsaved": N_("Your browser does not let us keep the list."),
    "gone": N_("This course is not in the catalogue."),
    "refused": N_("Left out, because they are no courses or the list has ten: {count}."),
    "nodays": N_("Give a first day and a last day that comes after it."),
    "shared": N_("Somebody has shared this list with you. Your own list is another one."),
    "sharedby": N_("{name} has shared this list with you. Courses: {count}."),
    "saved": N_("The list is kept in this browser."),
    "replaced": N_("The list is kept in this browser, in place of your own. Courses in that: {count}."),
    "removed": N_("«{title}» is removed from the list."),
    "moved": N_("«{title}» is now number {place} of {count}."),
    "undo": N_("Undo"),
    "undone": N_("The list is as it was."),
    "side": N_("Compare"),
    "swipe": N_("Swipe to see the next course. Rows that differ come first."),
    "differs": N_("differs"),
    "busy": N_("Days I cannot attend"),
    "clash": N_("At the same time as: {other}"),
    "clashes": N_("Gatherings clash for {count} of the courses."),
    "ruledout": N_("Gatherings of {count} of the courses fall on days that you cannot attend."),
    "noclash": N_("No gatherings clash."),
    "priority": N_("Priority"),
    "title": N_("Course"),
    "where": N_("Institution"),
    "state": N_("Status"),
    "deadline": N_("Deadline"),
    "away": N_("Weekdays away"),
    "inMonth": N_("{count} in {month}"),
    "noaway": N_("no gatherings in person are given"),
    "gatherings": N_("Gatherings"),
    "address": N_("Address"),
    "code": N_("The address of the list as a QR code"),
}

_ROWS = {
    "admission": N_("Admission requirements"),
    "modules": N_("Modules"),
    "requirements": N_("Kompetansekrav"),
}
"""Kind of row in the comparison -> its name. The parts of the texts follow."""


class MyListView(Struct, frozen=True):
    """The page of the reader's own list. `words` are the texts of its script.

    `prefix` begins addresses in this language. `deadlines` are those of the reader and of those who answer the
    application, `schemes` sentences on grants, `costs` a link to the section on costs (None without one),
    `all_deadlines` and `all_courses` the addresses of the year's calendar (or "") and list. `ways` are links to the
    facets. `for_teachers`: the list is for the head teacher, too. `has_gatherings`: some course of the year has days to
    compare.
    """

    page: PageContext
    title: str
    prefix: str
    words: dict[str, object]
    deadlines: tuple[DeadlineRow, ...]
    schemes: tuple[str, ...]
    costs: Link | None
    all_deadlines: str
    ways: tuple[Link, ...]
    all_courses: str
    for_teachers: bool
    has_gatherings: bool


def my_list_view(layout: Layout) -> MyListView:
    """Return the view of the reader's own list, before JavaScript fills it."""
    year, locale, addresses = layout.catalogue.current_year, layout.locale, layout.addresses
    title, address = locale.gettext(N_("My list")), addresses.list()
    description = locale.gettext(N_("Up to ten courses in your own order, to compare, print and send."))
    shown = [each for each in year.deadlines if each.who.task in (Task.APPLIES, Task.ANSWERS)]
    return MyListView(
        page=layout.page_context(address, title, description, (Link(title, address),)),
        title=title,
        prefix=addresses.prefix,
        words=_words(locale),
        deadlines=tuple(deadline_row(each, locale, own=False) for each in shown),
        schemes=tuple(_schemes(year, locale)),
        costs=_costs(layout),
        all_deadlines=addresses.year_calendar(year.key) if year.deadlines else "",
        ways=facet_links(year, layout),
        all_courses=addresses.all_courses(year.key),
        for_teachers=layout.catalogue.profile.for_teachers,
        has_gatherings=any(map(has_gatherings, year.courses)),
    )


def _words(locale: Locale) -> dict[str, object]:
    rows = {key: locale.gettext(name) for key, name in _ROWS.items()}
    return {
        **{key: locale.gettext(text) for key, text in _WORDS.items()},
        "months": [locale.month(date(2000, month, 1)) for month in range(1, 13)],
        "parts": {heading: key for key, headings in PARTS.items() for heading in headings} | _own_parts(locale),
        "rows": rows | {key: part_heading(key, locale.language).capitalize() for key in PARTS},
    }


def _own_parts(locale: Locale) -> dict[str, str]:
    """Return heading -> key of the parts in a language whose headings are not in PARTS."""
    return dict(zip(ELSEWHERE.get(locale.language, ()), PARTS, strict=False))


def _schemes(year: AcademicYear, locale: Locale) -> list[str]:
    """Return a sentence on each scheme that a course of the year has."""
    used = {scheme for course in year.courses for scheme in course.offering.schemes}
    ordered = sorted(used, key=lambda each: each.rank if isinstance(each, OwnChoice) else list(Scheme).index(each))
    return [locale.label(said) for each in ordered if (said := scheme_about(each))]


def _costs(layout: Layout) -> Link | None:
    """Return a link to the section on costs, or None if the site has none."""
    article = layout.catalogue.article(ANSWERS, layout.locale.language)
    found = [each for each in sections(article) if each.id in COSTS] if article else []
    return Link(found[0].title, f"{layout.addresses.article(ANSWERS)}#{found[0].id}") if found else None
