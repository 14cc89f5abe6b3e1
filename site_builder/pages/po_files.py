"""Compile files of interface texts, with the names of days and months and the decimal mark from CLDR."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations

from babel.core import Locale
from babel.dates import get_day_names, get_month_names
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from site_builder.catalogue.schema.currencies import CURRENCIES
from site_builder.pages.compiled_po import CalendarNames, PoFile

_PLACEHOLDER = re.compile(r"\{[^{}]*+\}")
_BRACE = re.compile(r"[{}]")

LONGEST_CODE = 2
"""Letters of the codes of languages whose names are kept; CLDR has six hundred languages more."""


def compile_po(cldr: str, text: str) -> PoFile:
    """Return the compiled .po file of `text`, with the calendar names of the CLDR language `cldr`, such as `nb`.

    A line `X-Proofread: no` in its header marks texts that no speaker has read. A file that cannot be used is compiled
    without texts, and its faults say why.
    """
    mo, catalog, faults = io.BytesIO(), Catalog(), tuple[tuple[int, str], ...]()
    try:
        catalog = read_po(io.BytesIO(text.encode()), locale=cldr)
        write_mo(mo, catalog)
        GNUTranslations(io.BytesIO(mo.getvalue()))  # reads the plural forms of the header
        faults = tuple((message.lineno or 1, each) for message in catalog for each in wrong_placeholders(message))
    except (ValueError, LookupError, OSError, TypeError) as fault:
        faults = ((1, str(fault)),)
    if faults:
        mo, catalog = io.BytesIO(), Catalog()
        write_mo(mo, catalog)
    days = get_day_names("wide", "format", cldr)
    months = get_month_names("wide", "format", cldr)
    short = get_month_names("abbreviated", "stand-alone", cldr)
    msgids = [
        msgid
        for each in catalog
        if each.id and all([each.string] if isinstance(each.string, str) else each.string or [""])
        for msgid in ([each.id] if isinstance(each.id, str) else each.id)
    ]
    return PoFile(
        mo.getvalue(),
        tuple(msgids),
        CalendarNames(
            tuple(days[number] for number in range(7)),
            tuple(months[number] for number in range(1, 13)),
            tuple(short[number] for number in range(1, 13)),
            {code: name for code, name in Locale.parse(cldr).languages.items() if len(code) <= LONGEST_CODE},
            *_numbers(Locale.parse(cldr)),
        ),
        proofread="X-Proofread: no" not in text,
        faults=faults,
    )


def wrong_placeholders(message: Message) -> Iterator[str]:
    """Yield each `{name}` in a translation that its msgid does not have, and the first brace without its pair.

    `message` is an entry of a .po file. Translations are filled in with str.format, which would read attributes and
    make texts of any width.
    """
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    known = {found for each in ids for found in _PLACEHOLDER.findall(each)} | ({"{count}"} if len(ids) > 1 else set())
    if message.id and known:
        for text in texts:
            yield from (found for found in _PLACEHOLDER.findall(text) if found not in known)
            if brace := _BRACE.search(_PLACEHOLDER.sub("", text)):
                yield brace[0]


def _numbers(locale: Locale) -> tuple[str, str, dict[str, str], bool, str]:
    """Return the decimal mark, the mark between thousands, signs of currencies, and the place of a sign and its space.

    Patterns are those of UTS 35: `¤#,##0.00`, `#,##0.00 ¤`.
    """
    symbols = locale.number_symbols["latn"]
    pattern = locale.currency_formats["standard"].pattern.partition(";")[0]
    signs = {code: sign for code, sign in locale.currency_symbols.items() if sign != code and code in CURRENCIES}
    space = "\N{NO-BREAK SPACE}" if any(each in pattern for each in " \N{NO-BREAK SPACE}") else ""
    return symbols["decimal"], symbols["group"], signs, pattern.startswith("¤"), space
