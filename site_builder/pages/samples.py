"""The sentences that say which courses are samples: invented to demonstrate the catalogue."""

from __future__ import annotations

from site_builder.catalogue.schema.enums import OptionalField
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.pages.i18n import Locale
from site_builder.problems import N_

MARKED = N_("Courses marked «example» are written to demonstrate the catalogue.")
"""The sentence of a catalogue whose courses need not state their origin, so that no mark says that one does."""


def samples_note(catalogue: Catalogue, locale: Locale) -> str:
    """Return the sentence for the foot of every page that says which courses are samples; "" if none is.

    It is plain text in the language of `locale`.
    """
    if not any(course.provenance.sample for year in catalogue.published_years for course in year.courses):
        return ""
    if OptionalField.PROVENANCE in catalogue.profile.optional:
        return locale.gettext(MARKED)
    return locale.gettext(
        N_("Courses that are not marked «documented» are examples, written to demonstrate the catalogue.")
    )


def samples_in(year: AcademicYear, catalogue: Catalogue, locale: Locale) -> str:
    """Return the sentence (text) above a year's cards that says which courses are samples; "" if none is.

    The cards themselves do not say it.
    """
    samples = sum(course.provenance.sample for course in year.courses)
    if samples in (0, len(year.courses)):
        return locale.gettext(N_("All are examples, written to demonstrate the catalogue.")) if samples else ""
    if OptionalField.PROVENANCE in catalogue.profile.optional:
        return locale.gettext(MARKED)
    return locale.gettext(N_("Courses without the mark «documented» are examples."))
