"""The interface is complete in bokmål and nynorsk."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from site_builder.memo import Memo
from site_builder.pages.language import read_translations

PROJECT = Path(__file__).parent.parent.parent
LANGUAGES = ("nb", "nn")
SPOKEN_BY_THE_BUILDER = {"address-taken", "template-error"}


def messages() -> set[str]:
    """Every msgid in templates, pages, facets, neighbours and search, one by one (plural forms too)."""
    found: set[str] = set()
    for file in sorted((PROJECT / "templates").rglob("*.html")):
        keywords = {"_": None, "ngettext": (1, 2)}
        options = {"trim_blocks": "true"}
        for _, message, _, _ in extract(
            "jinja2.ext:babel_extract", io.BytesIO(file.read_bytes()), keywords, (), options
        ):
            found.update([message] if isinstance(message, str) else message)
    sources = [
        *(PROJECT / "site_builder/pages").glob("*.py"),
        *(PROJECT / "site_builder/search").glob("*.py"),
        PROJECT / "site_builder/catalogue/facets.py",
        PROJECT / "site_builder/catalogue/neighbours.py",
    ]
    for file in sorted(sources):
        text = re.sub(r"\berror\(.*?\n\s*\)", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for _, message, _, _ in extract("python", io.BytesIO(text.encode()), {"N_": None}):
            found.update([message] if isinstance(message, str) else message)
    return found


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_interface_is_translated_with_the_same_placeholders(language: str) -> None:
    catalog = read_po(io.BytesIO((PROJECT / f"templates/locale/{language}.po").read_bytes()), locale=language)
    known: dict[str, tuple[str, ...]] = {}
    for entry in catalog:
        ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        strings = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
        if entry.id and all(strings):
            for message, string in zip(ids, strings, strict=True):
                known[message] = (string,)
    missing = sorted(messages() - set(known))
    assert missing == []
    wrong = [message for message, (string,) in known.items() if not placeholders(string) <= placeholders(message)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(language: str) -> None:
    catalog = read_po(io.BytesIO((PROJECT / f"templates/locale/{language}.po").read_bytes()), locale=language)
    ids = {each for entry in catalog if entry.id for each in ([entry.id] if isinstance(entry.id, str) else entry.id)}
    assert sorted(ids - messages()) == []


WORDS = read_translations({"templates/locale/nb.po": (PROJECT / "templates/locale/nb.po").read_text("utf-8")}, Memo())[
    "nb"
]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2016, 8, 29), date(2016, 8, 29), "29. august 2016"),
        (date(2016, 8, 29), date(2016, 8, 30), "29.–30. august 2016"),
        (date(2016, 8, 31), date(2016, 9, 1), "31. august – 1. september 2016"),
    ],
)
def test_days_are_written_as_norwegians_write_them(first: date, last: date, expected: str) -> None:
    assert WORDS.span(first, last) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 studietilbud."), (1, "Ett studietilbud."), (2, "2 studietilbud.")]
)
def test_numbers_choose_their_form(number: int, expected: str) -> None:
    assert WORDS.count("One course.", "{count} courses.", number) == expected
