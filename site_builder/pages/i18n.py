"""The languages of the interface: texts from templates/locale/*.po, and names of days and months from CLDR."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cache, partial
from gettext import GNUTranslations, NullTranslations
from types import MappingProxyType

from site_builder.catalogue.alphabet import alphabet
from site_builder.catalogue.labels import Label, language_label
from site_builder.catalogue.language import Language, Languages
from site_builder.catalogue.profile import CreditUnit
from site_builder.engine.memo import Memo
from site_builder.pages.compiled_po import PO_FILES, PoFile
from site_builder.pages.credit_words import words_of_unit
from site_builder.problems import N_, Place, Problem, error

MSGID_LANGUAGE = "en"
"""The language of the msgids. It needs no translations."""


def in_small_letters(name: str) -> str:
    """Return the name of a facet or a value as in mid-sentence: `teaching language`, but `ECTS-point`."""
    return " ".join(word if word[1:2].isupper() else word.lower() for word in name.split(" "))


class Locale:
    """One language of the interface: its texts, plural forms, dates, numbers and amounts of money."""

    def __init__(
        self,
        language: Language,
        po_file: PoFile,
        zone: tzinfo = UTC,
        fallback: Locale | None = None,
        unit: CreditUnit | None = None,
    ) -> None:
        """Load the translations. Texts that `po_file` lacks are looked up in `fallback`.

        Times are those of `zone`, credits those of `unit`.
        """
        self.language = language.key
        self.zone = zone
        self.alphabet = alphabet(language.alphabet)
        self._capitals = language.capitals or language.nouns
        self._nouns = language.nouns
        self._month_in_a_date = language.month_in_a_date
        self.proofread = po_file.proofread
        self.faults = po_file.faults
        self.msgids: frozenset[str] = frozenset(po_file.msgids) | (fallback.msgids if fallback else frozenset())
        self._names = po_file.names
        self._translations: NullTranslations = GNUTranslations(io.BytesIO(po_file.mo))
        if fallback:
            self._translations.add_fallback(fallback._translations)
        self._look_up = cache(self._translations.gettext)  # all pages ask for the same texts
        if unit:
            self._look_up = cache(partial(words_of_unit, self._look_up, unit, language.key))

    def gettext(self, message: str, **values: object) -> str:
        """Return the translation of `message` (a msgid), or itself if there is none, with `{names}` filled in."""
        text = self._look_up(message) if message else ""  # the translation of "" is the file's header
        return text.format(**values) if values else text

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the translation of `one` or `many` for `number`, with `{count}` and other `{names}` filled in."""
        return self._translations.ngettext(one, many, number).format(count=number, **values)

    def label(self, label: Label) -> str:
        """Return the text of a label (the name of a facet or a value) in this language."""
        if label.language:
            name = self._names.languages.get(label.language, label.language)
            return name[:1].upper() + name[1:]
        if label.day:
            return self.month_and_year(label.day) if label.is_month else self.full_date(label.day)
        if label.currency:
            return self.gettext(label.message, **self._amounts(label))
        return label.text.in_language(self.language) if label.text else self.gettext(label.message, **label.values)

    def _amounts(self, label: Label) -> dict[str, str]:
        return {name: self.money(float(str(value)), label.currency) for name, value in label.values.items()}

    def language_name(self, language: str) -> str:
        """Return the name of a language, given its code, as it is written in mid-sentence: `norsk bokmål`."""
        name = self.label(language_label(language))
        return name if self._capitals else name.lower()

    def small(self, name: str) -> str:
        """Return the name of a facet or a value as in mid-sentence, in small letters where the language has them."""
        return name if self._nouns else in_small_letters(name)

    def in_sentence(self, name: str) -> str:
        """Return a subject's name as in mid-sentence, with a small initial; abbreviations, and English, unchanged."""
        keep = name[1:2].isupper() or self._capitals
        return name if keep else name[:1].lower() + name[1:]

    def number(self, number: float) -> str:
        """Return a number without trailing zeros, with the language's decimal mark: `30`, `7,5`."""
        return f"{number:g}".replace(".", self._names.decimal)

    def money(self, amount: float, currency: str) -> str:
        """Return an amount of money in a currency (ISO 4217) as this language writes it: `£1,420`, `99,50 kr`."""
        names = self._names
        written = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
        number = "".join({",": names.group, ".": names.decimal}.get(each, each) for each in written)
        sign = names.currencies.get(currency, currency)
        beside = names.beside or ("" if sign != currency else "\N{NO-BREAK SPACE}")
        return f"{sign}{beside}{number}" if names.before else f"{number}{beside}{sign}"

    def day(self, day: date) -> str:
        """Return a date with its weekday: `tirsdag 1. mars 2016`."""
        return f"{self.weekday(day)} {self.full_date(day)}"

    def full_date(self, day: date) -> str:
        """Return a date: `1. mars 2016`."""
        return self.gettext(N_("{day} {month} {year}"), day=day.day, month=self._month(day), year=day.year)

    def month_and_year(self, day: date) -> str:
        """Return the month of a day with its year: `mars 2016`."""
        return self.gettext(N_("{month} {year}"), month=self._names.months[day.month - 1], year=day.year)

    def short_date(self, day: date) -> str:
        """Return a date without its year: `1. mars`."""
        return self.gettext(N_("{day} {month}"), day=day.day, month=self._month(day))

    def weekday(self, day: date) -> str:
        """Return the weekday: `mandag`."""
        return self._names.weekdays[day.weekday()]

    def month(self, day: date) -> str:
        """Return the short name of the month, without a full stop: `mars`, `aug`."""
        return self._names.short_months[day.month - 1].rstrip(".")

    def span(self, first: date, last: date) -> str:
        """Return the dates from `first` to `last`, inclusive: `29.–30. august 2016`."""
        if first == last:
            return self.full_date(first)
        if (first.year, first.month) == (last.year, last.month):
            days = {"first": first.day, "last": last.day}
            return self.gettext(N_("{first}–{last} {month} {year}"), **days, month=self._month(first), year=first.year)
        return f"{self.short_date(first)} – {self.full_date(last)}"

    def weekdays(self, first: date, last: date) -> str:
        """Return the weekdays of the first and last day: `mandag–tirsdag`; of one day `mandag`."""
        return self.weekday(first) if first == last else f"{self.weekday(first)}–{self.weekday(last)}"

    def clock(self, moment: datetime) -> str:
        """Return the time of day of `moment` (aware) in the locale's zone: `00:00` to `23:59`."""
        return f"{moment.astimezone(self.zone):%H:%M}"

    def _month(self, day: date) -> str:
        name = self._names.months[day.month - 1]
        for nominative, in_a_date in self._month_in_a_date:
            name = name.replace(nominative, in_a_date)
        return name


Translations = Mapping[str, Locale]
"""Language -> its locale."""


def read_translations(
    locales: Mapping[str, str],
    asked: Iterable[str],
    memo: Memo,
    languages: Languages = MappingProxyType({}),
    zone: tzinfo = UTC,
    unit: CreditUnit | None = None,
) -> Translations:
    """Return language code -> its locale, for each language in `asked` that has a .po file.

    Texts that the file lacks are those of its fallback language. `locales` maps paths of .po files to their texts;
    `languages` are the parsed files LANGUAGE.yaml beside them. `memo` caches the compiled files. Times of day are in
    `zone`; `unit` is the catalogue's own unit of credits, or None.
    """
    known = {each: languages.get(each) or Language(key=each, name=each, cldr=each) for each in asked}
    backs = {each.fallback: languages[each.fallback] for each in known.values() if each.fallback in languages}
    texts = {each: locales[path] for each in {**known, **backs} if (path := f"templates/locale/{each}.po") in locales}
    every = {**backs, **known}
    compiled = memo.map(PO_FILES, _compile, [(every[each].cldr, text) for each, text in texts.items()])
    files = dict(zip(texts, compiled, strict=True))
    whole = {each: Locale(every[each], file, zone, unit=unit) for each, file in files.items()}
    backed = {
        each: Locale(known[each], files[each], zone, whole[known[each].fallback], unit)
        for each in known.keys() & files.keys()
        if known[each].fallback in whole
    }
    return {each: backed.get(each, whole[each]) for each in known if each in files}


def _compile(cldr: str, text: str) -> PoFile:
    from site_builder.pages.po_files import compile_po  # Babel and CLDR: 0.05 s a build, cached by the memo

    return compile_po(cldr, text)


def missing_texts(languages: Iterable[str], known: Languages, translations: Translations) -> Iterator[Problem]:
    """Yield a problem for each of `languages` without its .po or .yaml file, and for each fault of a .po file.

    `known` are the languages with a .yaml file, `translations` the result of read_translations.
    """
    for language in languages:
        for line, fault in translations[language].faults if language in translations else ():
            yield error(
                Place(f"templates/locale/{language}.po", line, 1),
                "template-error",
                N_("The texts of the language cannot be read: {fault}"),
                N_("A text has the {{names}} of its msgid as they stand; the header has charset and plural forms."),
                fault=fault,
            )
        if language not in translations:
            ending = "po" if language in known else "yaml"
            yield error(
                Place(file := f"templates/locale/{language}.{ending}"),
                "missing-file",
                N_("The file {file} is missing."),
                N_("It belongs to a language that content/site.yaml lists. docs/languages.md says how to add one."),
                file=file,
            )
