"""Durations in the words of a language."""

from __future__ import annotations

from site_builder.catalogue.schema.times import Duration, DurationUnit
from site_builder.pages.i18n import Locale
from site_builder.problems import N_

WORDS = {
    DurationUnit.SEMESTER: (N_("one semester"), N_("{count} semesters")),
    DurationUnit.TERM: (N_("one term"), N_("{count} terms")),
    DurationUnit.YEAR: (N_("one year"), N_("{count} years")),
    DurationUnit.MONTH: (N_("one month"), N_("{count} months")),
    DurationUnit.WEEK: (N_("one week"), N_("{count} weeks")),
    DurationUnit.DAY: (N_("one day"), N_("{count} days")),
    DurationUnit.HOUR: (N_("one hour"), N_("{count} hours")),
}
"""Unit -> its singular and plural."""


def duration_words(duration: Duration, locale: Locale) -> str:
    """Return a duration as text: `ett semester`, `10 uker`."""
    return locale.ngettext(*WORDS[duration.unit], duration.count)
