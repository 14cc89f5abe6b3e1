"""Sentences above the list of a facet's value, about a subject, institution or requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from site_builder.catalogue.facets import Facet, FacetValue
from site_builder.catalogue.labels import STATES
from site_builder.catalogue.status import AFTER_ALLOTMENT
from site_builder.catalogue.vocabulary import Institution, Requirement, Subject
from site_builder.catalogue.years import Catalogue
from site_builder.pages.i18n import Locale
from site_builder.problems import N_


def facet_lines(facet: Facet, value: FacetValue, catalogue: Catalogue, locale: Locale) -> tuple[str, ...]:
    """Return the sentences below the heading of a value's list of courses; () for most facets."""
    if facet.key == "fag":
        return tuple(_subject_lines(catalogue.subjects[value.key], locale))
    if facet.key == "institusjon":
        return tuple(_institution_lines(catalogue.institutions[value.key], catalogue.institutions, locale))
    if facet.key == "status" and value.key in _AFTER_ALLOTMENT:
        return (locale.gettext(N_("This holds when places have been allotted; each course says from which day.")),)
    if facet.key == "kompetansekrav":
        return tuple(_requirement_lines(catalogue.requirements[value.key], locale))
    return ()


_AFTER_ALLOTMENT = {STATES[state][0] for state in AFTER_ALLOTMENT}
"""Keys of the states that a course gets from the allotment of places."""


def _subject_lines(subject: Subject, locale: Locale) -> Iterator[str]:
    names = subject.name.by_language
    if names.get("se"):
        yield locale.gettext(N_("In North Sami: {name}."), name=names["se"])
    if subject.required:
        yield locale.gettext(N_("Kompetansekrav apply to teaching this subject."))


def _institution_lines(
    institution: Institution, institutions: Mapping[str, Institution], locale: Locale
) -> Iterator[str]:
    if institution.short_names:
        yield locale.gettext(N_("Abbreviated {names}."), names=", ".join(institution.short_names))
    if institution.predecessors:
        names = ", ".join(institutions[key].name for key in institution.predecessors)
        yield locale.gettext(N_("Before: {names}."), names=names)
    if institution.successor and institution.valid_until:
        since = institution.valid_until + timedelta(days=1)
        name = institutions[institution.successor].name
        yield locale.gettext(N_("From {date}: {name}."), date=locale.full_date(since), name=name)
    if institution.places:
        yield locale.gettext(
            N_("Places of study: {names}."), names=", ".join(place.name for place in institution.places)
        )


def _requirement_lines(requirement: Requirement, locale: Locale) -> Iterator[str]:
    yield locale.gettext(
        N_("These courses, with what they require beforehand, give the credits the requirement asks for.")
    )
    if not requirement.confirmed:
        yield locale.gettext(N_("The rule is common knowledge and has not been confirmed by a source."))
