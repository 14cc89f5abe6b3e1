"""The two files of a new language of the interface, with what CLDR knows of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Literal

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from site_builder.catalogue.schema.enums import Stemmer
from site_builder.sources.yaml_writer import Value, block, flow

_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
"""The days of gatherings in facts, from Monday."""

_HEADER = """\
# The words in addresses are English until you translate them: small letters a to z, digits and hyphens.
# Other keys are the words that the search reads, such as stoppord under ordformer: those too common to search for.
"""

_OF_A_TEMPLATE = re.compile(
    r'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team):.*\n',
    re.MULTILINE,
)
"""Lines of a header that say nothing of a new file."""

_WIDTH = 100
"""Characters of a line in .po files."""


def known_language(code: str) -> bool:
    """Return whether CLDR has the names of days and months in the language with this code of ISO 639."""
    try:
        return bool(Locale.parse(code).months)
    except (UnknownLocaleError, ValueError):
        return False


def interface_texts(code: str, every: str, present: str = "") -> str:
    """Return LANGUAGE.po: the msgids of `every`, a complete .po file, with the translations of `present`, if any."""
    wanted = read_po(io.BytesIO(every.encode()))
    if present:
        made = read_po(io.BytesIO(present.encode()), locale=code)
    else:
        forms = get_plural(code)
        made = Catalog(locale=code, project="studiekatalog", charset="utf-8", fuzzy=False)
        made.header_comment = f"# Texts of the interface. The msgids are English; {forms.num_plurals} forms of plurals."
    for message in wanted:
        if message.id and message.id not in made:
            made.add(message.id)
    written = io.BytesIO()
    write_po(written, made, width=_WIDTH)
    return written.getvalue().decode() if present else _OF_A_TEMPLATE.sub("", written.getvalue().decode())


def language_file(code: str, address_words: Mapping[str, str]) -> str:
    """Return LANGUAGE.yaml: the name, the months and days of CLDR, the stemmer, and `address_words` to translate."""
    locale = Locale.parse(code)
    name = locale.get_display_name(code) or code
    stemmer = (locale.get_language_name("en") or "").casefold()
    terms = f"ordformer:\n  stemmer: {stemmer}\n" if stemmer in {*Stemmer} else ""
    fields: dict[str, Value] = {"navn": name[:1].upper() + name[1:], "adresser": address_words}
    words = "".join(f"  - {{ord: {flow(each)}, fakta: [{fact}]}}\n" for each, fact in _facts(code))
    return f"{_HEADER}{block(fields)}{terms}ord:\n{words}"


def _facts(code: str) -> Iterator[tuple[list[str], str]]:
    """Yield the names of each month and day of the week, in small letters, and the fact that they ask for."""
    for number in range(1, 13):
        names = (get_month_names(width, form, code)[number] for width, form in _FORMS)
        yield _distinct(names), f"mnd={number}"
    for number, day in enumerate(_DAYS):
        yield _distinct([get_day_names("wide", "format", code)[number]]), f"dag={day}"


_FORMS: tuple[tuple[Literal["wide", "abbreviated"], Literal["stand-alone", "format"]], ...] = (
    ("wide", "stand-alone"),
    ("wide", "format"),
    ("abbreviated", "stand-alone"),
)
"""Widths and forms of the names of months in CLDR."""


def _distinct(names: Iterator[str] | list[str]) -> list[str]:
    """Return the names in small letters, each once, without those of fewer than three letters."""
    plain = (name.rstrip(".").casefold() for name in names)
    return list(dict.fromkeys(name for name in plain if re.search(r"[^\W\d]{3}", name)))
