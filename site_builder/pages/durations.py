"""Durations in the words of a language."""

from __future__ import annotations

from site_builder.catalogue.labels import DURATION_WORDS
from site_builder.catalogue.schema.times import Duration
from site_builder.pages.i18n import Locale


def duration_words(duration: Duration, locale: Locale) -> str:
    """Return a duration as text: `ett semester`, `10 uker`."""
    return locale.ngettext(*DURATION_WORDS[duration.unit], duration.count)
