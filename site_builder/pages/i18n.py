"""The interface's languages: texts from templates/locale/*.po, dates and plurals as CLDR has them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct

from site_builder.catalogue.deadlines import OSLO
from site_builder.catalogue.labels import Label
from site_builder.engine.memo import Cache, Memo
from site_builder.pages.usage import Usage, usage_of
from site_builder.problems import N_, Place, Problem, error

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "se": "Davvisámegiella", "en": "English"}
"""Each language's name in itself, for the switch between them."""

ELSE = {"se": "nb"}
"""The language in which a text is shown that another lacks. English lacks none: it is the language of the msgids."""


class Locale(Struct, frozen=True):
    """One language of the interface: its texts, and its usage in dates and numbers (None: as Babel has it)."""

    language: str
    singular: Mapping[str, str]
    plural: Mapping[str, tuple[str, ...]]
    proofread: bool = True
    usage: Usage | None = None

    def gettext(self, message: str, **values: object) -> str:
        """Return `message` in this language with `{names}` filled in."""
        text = self.singular.get(message, message)
        return text.format(**values) if values else text

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the form for `number`, available as `{count}`."""
        forms = self.plural.get(one) or (one, many)
        chosen = forms[not self._usage.is_one(number)]
        return chosen.format(count=number, **values)

    def label(self, label: Label) -> str:
        """Return the words of a facet or its value."""
        return label.text.in_language(self.language) if label.text else self.gettext(label.message, **label.values)

    def day(self, day: date) -> str:
        """Return a day in full: `tirsdag 1. mars 2016`."""
        return f"{self.weekday(day)} {self.full_date(day)}"

    def full_date(self, day: date) -> str:
        """Return a date: `1. mars 2016`."""
        return f"{self.short_date(day)} {day.year}"

    def short_date(self, day: date) -> str:
        """Return a date within its year: `1. mars`."""
        return self._usage.short_date(day)

    def weekday(self, day: date) -> str:
        """Return the day of the week: `mandag`."""
        return self._usage.weekday(day)

    def month(self, day: date) -> str:
        """Return the month, short: `mars`, `aug`."""
        return self._usage.short_month(day).rstrip(".")

    def span(self, first: date, last: date) -> str:
        """Return days from first to last: `29.–30. august 2016`."""
        if first == last:
            return self.full_date(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{self._usage.day_number(first)}–{self.full_date(last)}"
        return f"{self.short_date(first)} – {self.full_date(last)}"

    def weekdays(self, first: date, last: date) -> str:
        """Return the days of the week from first to last: `mandag–tirsdag`."""
        return self.weekday(first) if first == last else f"{self.weekday(first)}–{self.weekday(last)}"

    def clock(self, moment: datetime) -> str:
        """Return the time of day in Oslo: `24.00` is never used, `00:00` is."""
        return f"{moment.astimezone(OSLO):%H:%M}"

    @property
    def _usage(self) -> Usage:
        return self.usage or usage_of(self.language)


Translations = Mapping[str, Locale]
"""Language -> its words."""


TRANSLATIONS = Cache("translations", tuple[dict[str, str], dict[str, tuple[str, ...]], Usage])
"""Parsed .po files and the usage of their languages, by language and text."""


def read_translations(locales: Mapping[str, str], languages: Iterable[str], memo: Memo) -> Translations:
    """Return the words of those languages that have any in templates/locale/ (path -> text of a .po file)."""
    asked = list(dict.fromkeys(languages))
    needed = dict.fromkeys([*asked, *(ELSE[language] for language in asked if language in ELSE)])
    texts = {language: locales.get(f"templates/locale/{language}.po") for language in needed}
    written = {language: text for language, text in texts.items() if text is not None}
    read = memo.map(TRANSLATIONS, _translated, written.items())
    found = {
        language: Locale(language, singular, plural, "X-Proofread: no" not in text, usage)
        for (language, text), (singular, plural, usage) in zip(written.items(), read, strict=True)
    }
    for language, other in ELSE.items():
        if language in found and other in found:
            mine, theirs = found[language], found[other]
            both = {**theirs.singular, **mine.singular}, {**theirs.plural, **mine.plural}
            found[language] = Locale(language, *both, mine.proofread, mine.usage)
    return {language: found[language] for language in asked if language in found}


def _translated(language: str, text: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]], Usage]:
    """What a .po file says of one thing, and of one or many; and the usage of its language."""
    from babel.messages.pofile import read_po  # with it come readers of mail, for the head of the file

    catalog = read_po(io.BytesIO(text.encode()), locale=language)
    singular = {str(each.id): str(each.string) for each in catalog if isinstance(each.id, str) and each.string}
    plural = {
        each.id[0]: tuple(each.string or ())
        for each in catalog
        if isinstance(each.id, (list, tuple)) and all(each.string or [""])
    }
    return singular, plural, usage_of(language)


def missing_texts(languages: Iterable[str], translations: Translations) -> Iterator[Problem]:
    """Yield a problem for each language of the site whose interface has no texts."""
    for language in languages:
        if language not in translations:
            yield error(
                Place(file := f"templates/locale/{language}.po"),
                "missing-file",
                N_("The file {file} is missing."),
                N_("It contains the texts of the pages in a language that content/site.yaml lists."),
                file=file,
            )


WHO = {
    "lærer": N_("teachers"),
    "skoleeier": N_("school owners"),
    "Udir": N_("Udir (the Directorate for Education)"),
    "institusjon": N_("universities and university colleges"),
}
"""Whom a deadline is for, in words."""
