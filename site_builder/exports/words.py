"""The words that exports use for closed values (members of enums): those of course files, or English ones.

A catalogue whose first language is bokmål, or falls back to it, has the words of its course files. Any other has the
English names of the values, whatever its languages are, so that one program reads them all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from site_builder.catalogue.labels import DELIVERIES, DURATION_WORDS, STATES, delivery_label, semester_label
from site_builder.catalogue.model import Provenance
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.enums import (
    CourseState,
    Delivery,
    Form,
    Grades,
    ProvenanceKind,
)
from site_builder.catalogue.schema.fields import MOST_LEVELS
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.schema.own_delivery import OwnDelivery
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.schema.times import Duration, Semester
from site_builder.catalogue.schema.usual_choices import Scheme, Who
from site_builder.catalogue.text_parts import PARTS
from site_builder.catalogue.years import Catalogue
from site_builder.pages.i18n import Locale
from site_builder.problems import N_

_EXPORTED: tuple[Iterable[StrEnum], ...] = (Delivery, CourseState, Who, Scheme, Form, ProvenanceKind)

_FILES = "nb"
"""The language of keys and values of course files."""


class Words(Struct, frozen=True):
    """The words that exports use for closed values. If `as_in_files`, they are the Norwegian ones of course files.

    Otherwise they are those of pages in `locale` if it is set (tables for people), or English. `first` is the code of
    the catalogue's first language; `roles` (such as teacher, whose deadlines differ), `deliveries`, `schemes` and the
    highest level are those of its profile. `by_day`: courses begin on days, not in terms.
    """

    first: str
    as_in_files: bool
    locale: Locale | None = None
    roles: tuple[Role, ...] = ()
    by_day: bool = False
    deliveries: tuple[OwnDelivery, ...] = ()
    schemes: tuple[OwnChoice, ...] = ()
    most_levels: int = MOST_LEVELS

    @property
    def language(self) -> str:
        """The language code of closed values if there is no `locale`: `nb` or `en`."""
        return _FILES if self.as_in_files else "en"

    @property
    def product(self) -> str:
        """The PRODID of calendars: the generator and the language of the texts, `-//studiekatalog//NO` (ISO 9070)."""
        return f"-//studiekatalog//{self.choose('no', self.first).upper()}"

    def choose(self, in_files: str, english: str) -> str:
        """Return `in_files` if closed values are written as in course files, otherwise `english`."""
        return in_files if self.as_in_files else english

    def value(self, value: StrEnum) -> str:
        """Return the word of a closed value: `nettbasert`, `online`, or, with a `locale`, the word on pages."""
        if self.locale and not self.as_in_files and value in _SAID:
            return self.locale.gettext(_SAID[value])
        return self.choose(str(value), _english(value))

    def delivery(self, delivery: Delivery | OwnDelivery) -> str:
        """Return the word of a form of delivery: the profile's own name, or else as `value`."""
        if not isinstance(delivery, OwnDelivery):
            return self.value(delivery)
        return self.locale.label(delivery_label(delivery)) if self.locale and not self.as_in_files else delivery.key

    def scheme(self, scheme: Scheme | OwnChoice) -> str:
        """Return the word of a scheme of funding: the profile's own key, or else as `value`."""
        return scheme.key if isinstance(scheme, OwnChoice) else self.value(scheme)

    def role(self, role: Role) -> str:
        """Return the word of a role, such as `lærer` or `teacher`; for a role of the profile, its own key."""
        return role.key if role.names else self.choose(role.key, role.id)

    def yes_or_no(self, value: bool) -> str:
        """Return the word for True or False: `ja` or `nei` as in files, otherwise in `locale` or English."""
        if self.locale and not self.as_in_files:
            return self.locale.gettext(N_("yes") if value else N_("no"))
        return self.choose("ja" if value else "nei", "yes" if value else "no")

    def grades(self, grades: Grades) -> str:
        """Return school years as a text: `8-10, voksne`, or `8-10, adults`."""
        adults = self.locale.gettext(N_("Adults")) if self.locale else "adults"
        return str(grades) if self.as_in_files else str(grades).replace("voksne", adults)

    def semester(self, semester: Semester) -> str:
        """Return a semester as a text: `høst 2016`, or `autumn 2016`; for a start on a day, its ISO date."""
        if semester.day:
            return str(semester)
        if self.locale and not self.as_in_files:
            return self.locale.label(semester_label(semester))
        if semester.terms:
            return str(semester)
        return self.choose(str(semester), f"{'autumn' if semester.half else 'spring'} {semester.year}")

    def duration(self, duration: Duration) -> str:
        """Return a duration as a text: `2 semestre`, `2 semesters`, or, with a `locale`, as on pages."""
        if self.locale and not self.as_in_files:
            return self.locale.ngettext(*DURATION_WORDS[duration.unit], duration.count)
        name = duration.unit.name.lower()
        return self.choose(str(duration), f"{duration.count} {name if duration.count == 1 else f'{name}s'}")

    def part(self, key: str) -> str:
        """Return the name of a part of a course text by its key: `læringsutbytte`, or `learning outcomes`.

        Raises KeyError for an unknown key.
        """
        return self.choose(key, PARTS[key][-1])

    def fields(self, keys: Iterable[str]) -> list[str]:
        """Return the exported names of course fields: `studiepoeng`, or `credits`; an unknown key is unchanged.

        `keys` are those of course files.
        """
        return list(keys) if self.as_in_files else [_FIELDS.get(key, key) for key in keys]

    def origin(self, provenance: Provenance) -> str:
        """Return a provenance as one line: kind; address of the source; names of the inferred fields."""
        inferred = ", ".join(self.fields(provenance.inferred))
        said = f"{self.choose('antatt', 'inferred')}: {inferred}" if inferred else ""
        return "; ".join(filter(None, (self.value(provenance.kind), provenance.address, said)))

    def schema(self, text: str) -> str:
        """Return a schema of exported files (JSON Schema, RELAX NG) with closed values as they are exported.

        `text` is the template's, with the words of course files. The profile's roles, forms of delivery, schemes and
        highest level replace those of the builder.
        """
        text = text.replace(_TERM, _TERM_OR_DAY) if self.by_day else text
        if not self.as_in_files:
            text = _QUOTED.sub(lambda found: _SCHEMA_WORDS[found[0]], text)
        text = _with_words(text, _DELIVERIES, [each.key for each in self.deliveries])
        text = _with_words(text, _SCHEMES, [each.key for each in self.schemes])
        text = text.replace(_LEVELS, _LEVELS.replace(str(MOST_LEVELS), str(self.most_levels)))
        return _with_words(text, _WHO, [self.role(each) for each in self.roles])


def words_of(catalogue: Catalogue, locale: Locale | None = None) -> Words:
    """Return the words of a catalogue's exports. `locale` is for tables that people read, None for other files."""
    first = catalogue.settings.languages[0]
    known = catalogue.languages.get(first)
    as_in_files = first == _FILES or bool(known and _FILES in (known.fallback, known.reads_also))
    declared = catalogue.profile.declarations
    return Words(
        first,
        as_in_files,
        locale,
        declared.roles,
        declared.by_day,
        declared.deliveries,
        declared.schemes,
        declared.most_levels,
    )


def _with_words(schema: str, listed: re.Pattern[str], words: list[str]) -> str:
    """Return a JSON Schema with `words` in place of the list that matches; unchanged without words."""
    return listed.sub(lambda _: json.dumps(words, ensure_ascii=False), schema) if words else schema


def _english(value: StrEnum) -> str:
    return value.name.lower().replace("_", " ")


_SAID: Mapping[StrEnum, str] = {
    **{delivery: message for delivery, (_, message) in DELIVERIES.items()},
    **{state: message for state, (_, message) in STATES.items()},
    ProvenanceKind.DOCUMENTED: N_("documented"),
    ProvenanceKind.SAMPLE: N_("example"),
}
"""Closed value -> msgid of its name on pages."""

_FIELDS = {field.key: name.replace("_", " ") for name, field in CourseEntry.fields.items()}
"""Key of a field in course files -> its English name."""

_VALUES = {
    **{str(value): _english(value) for values in _EXPORTED for value in values},
    **{key: names[-1] for key, names in PARTS.items()},
}
"""Word of files -> English word. No word has two meanings."""

_SCHEMA_WORDS = {
    "voksne": "adults",
    "(høst|vår)": "(autumn|spring)",
    "<value>opphav<": "<value>provenance<",
    **{f'"{word}"': f'"{english}"' for word, english in _VALUES.items()},
    **{f"<value>{word}<": f"<value>{english}<" for word, english in _VALUES.items()},
}
"""Word in a schema, with its marks -> English word. JSON Schema has words in quotation marks, RELAX NG in elements."""

_WHO = re.compile(rf'\[\s*"(?:{Who.TEACHER}|{_english(Who.TEACHER)})"[^\[\]]*\]')
"""The list of the keys of roles in a JSON Schema."""

_DELIVERIES = re.compile(rf'\[\s*"(?:{Delivery.ONLINE}|{_english(Delivery.ONLINE)})"[^\[\]]*\]')
"""The list of the forms of delivery in a JSON Schema."""

_SCHEMES = re.compile(rf'\[\s*"(?:{Scheme.SUBSTITUTE}|{_english(Scheme.SUBSTITUTE)})"[^\[\]]*\]')
"""The list of the schemes of funding in a JSON Schema."""

_LEVELS = f'"maximum": {MOST_LEVELS},\n     "description": "The level within'
"""The highest level in a JSON Schema."""

_TERM, _TERM_OR_DAY = (json.dumps(each) for each in (r"^.+ 20\d\d$", r"^(.+ 20\d\d|20\d\d-\d\d-\d\d)$"))
"""The pattern of a term in a JSON Schema, and that of a term or a day."""

_QUOTED = re.compile("|".join(map(re.escape, sorted(_SCHEMA_WORDS, key=len, reverse=True))))
