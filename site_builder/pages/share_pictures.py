"""The pictures of shared links: for each course or subject of a year that is not archived, and for some other pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.status import statuses
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.pages.brand import ShareLook, draw_share_picture
from site_builder.pages.cards import where
from site_builder.pages.i18n import Locale, Translations
from site_builder.pages.page import Page, SharePicture
from site_builder.pages.status import status_tag
from site_builder.pages.urls import Addresses, addresses_for

LETTERS = re.compile(
    r"[ -~\u00a0-\u0148\u014a-\u017f\u2010\u2011\u2013\u2014\u2018\u2019\u201c-\u201e\u2026\u20ac\u2212]*"
)
"""The characters that the builder's fonts have: Latin with the letters of Sami and of the languages of Europe."""

MOST_OWN = 2_000
"""Courses, in years that are not archived, that have a picture each. At 6 kB those of 10,000 courses took 61 MB, a
seventh of all that was published; of more courses those of a subject share one."""

_COURSE = "pages/course.html"
_SHARED = frozenset(
    f"pages/{name}.html" for name in ("article", "deadlines", "figures", "gatherings", "my-list", "requirement-index")
)
"""The templates of other pages with a picture. There are few of them, whatever the number of courses."""


def course_picture(course: Course, year: AcademicYear, catalogue: Catalogue) -> SharePicture | None:
    """Return the picture shown with links to a course: its own, or its subject's; None if the site's own is shown.

    It is the same in all languages. None in an archived year, or if a title or name has letters that the fonts lack.
    """
    if year.state is YearState.ARCHIVED:
        return None
    languages = catalogue.settings.languages
    addresses = addresses_for(languages[0], catalogue)
    if _are_of_subjects(catalogue):
        name = course.subject.name.in_language(languages[0])
        address = addresses.picture(addresses.facet_value(year.key, "fag", course.subject.key))
        return SharePicture(address, name) if LETTERS.fullmatch(name) else None
    if not LETTERS.fullmatch(course.title + course.institution.name):
        return None
    return SharePicture(addresses.picture(addresses.course(year.key, course.key)))


def _are_of_subjects(catalogue: Catalogue) -> bool:
    years = (year for year in catalogue.published_years if year.state is not YearState.ARCHIVED)
    return sum(len(year.courses) for year in years) > MOST_OWN


def page_picture(address: str, template: str, name: str, addresses: Addresses) -> SharePicture | None:
    """Return the picture shown with links to a page that is no course; None if its template is not in _SHARED.

    `address` is its URL path, `template` such as `pages/article.html`, `name` the catalogue's name.
    """
    return SharePicture(addresses.picture(address)) if template in _SHARED and LETTERS.fullmatch(name) else None


def share_pictures(catalogue: Catalogue, pages: Iterable[Page], translations: Translations) -> Iterator[GeneratedFile]:
    """Yield the pictures that services show with links: of courses or their subjects, and of other pages."""
    first = catalogue.settings.languages[0]
    looks = {language: _look(catalogue, language) for language in catalogue.settings.languages}
    of_subjects = _are_of_subjects(catalogue)
    for year in catalogue.published_years:
        drawn: set[str] = set()
        for course in year.courses:
            picture = course_picture(course, year, catalogue)
            if picture is None or picture.address in drawn:
                continue
            drawn.add(picture.address)
            path = picture.address.lstrip("/")
            if of_subjects:
                make = partial(draw_share_picture, looks[first], picture.title, year.name, "")
                yield GeneratedFile(path, make, "", (picture.title, year.name))
            else:
                make = partial(_of_course, course, year, translations[first], looks[first])
                yield GeneratedFile(path, make, course.source, (course.header_digest,))
    for page in pages:
        if page.picture and page.template != _COURSE:
            make = partial(_of_page, page, catalogue, looks[page.language])
            yield GeneratedFile(page.picture.address.lstrip("/"), make, page.source, (page.language,))


def _look(catalogue: Catalogue, language: str) -> ShareLook:
    profile = catalogue.profile
    name = _drawn(catalogue.settings.name.in_language(language))
    return ShareLook(name, profile.colours, catalogue.images.get(profile.logo, b""))


def _of_course(course: Course, year: AcademicYear, locale: Locale, look: ShareLook) -> bytes:
    """Return the picture (PNG) of a course: title, institution and places, and a status that is true at any time."""
    day = status_tag(course, year, statuses(course, year), locale).text
    return draw_share_picture(look, course.title, _drawn(where(course, locale)), _drawn(day[:1].upper() + day[1:]))


def _of_page(page: Page, catalogue: Catalogue, look: ShareLook) -> bytes:
    """Return the picture (PNG) of another page: its title, and the words below the catalogue's name."""
    subtitle = catalogue.profile.subtitle
    below = subtitle.in_language(page.language) if subtitle else ""
    return draw_share_picture(look, _drawn(page.make_view().page.title), _drawn(below), "")


def _drawn(text: str) -> str:
    """Return the text, "" where it has letters that the fonts lack."""
    return text if LETTERS.fullmatch(text) else ""
