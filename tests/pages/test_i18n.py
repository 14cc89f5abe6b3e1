"""The interface is complete in bokmål and nynorsk."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from babel import Locale as BabelLocale
from babel.dates import format_date, format_time
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis.strategies import dates, floats, integers

from site_builder.catalogue.deadlines import OSLO
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import LANGUAGE_NAMES, Locale, read_translations

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
        *(PROJECT / "site_builder/pages").rglob("*.py"),
        *(PROJECT / "site_builder/exports").glob("*.py"),
        *(file for file in (PROJECT / "site_builder/search").glob("*.py") if file.name != "explain.py"),
        PROJECT / "site_builder/catalogue/facets.py",
        PROJECT / "site_builder/catalogue/labels.py",
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


LOCALES = {
    f"templates/locale/{each}.po": (PROJECT / f"templates/locale/{each}.po").read_text("utf-8")
    for each in LANGUAGE_NAMES
}
NORWEGIAN = read_translations(LOCALES, ["nb"], Memo())["nb"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2016, 8, 29), date(2016, 8, 29), "29. august 2016"),
        (date(2016, 8, 29), date(2016, 8, 30), "29.–30. august 2016"),
        (date(2016, 8, 31), date(2016, 9, 1), "31. august – 1. september 2016"),
    ],
)
def test_days_are_written_as_norwegians_write_them(first: date, last: date, expected: str) -> None:
    assert NORWEGIAN.span(first, last) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 studietilbud."), (1, "Ett studietilbud."), (2, "2 studietilbud.")]
)
def test_numbers_choose_their_form(number: int, expected: str) -> None:
    assert NORWEGIAN.ngettext("One course.", "{count} courses.", number) == expected


ENGLISH = {"EEEE d. MMMM y": "EEEE d MMMM y", "d. MMMM y": "d MMMM y", "d. MMMM": "d MMMM"}


@pytest.mark.parametrize("language", sorted(LANGUAGE_NAMES))
@given(day=dates(), moment=floats(0, 4e9).map(partial(datetime.fromtimestamp, tz=UTC)))
def test_dates_and_times_are_as_babel_formats_them(language: str, day: date, moment: datetime) -> None:
    locale = Locale(language, {}, {})

    def formatted(pattern: str) -> str:
        return format_date(day, ENGLISH.get(pattern, pattern) if language == "en" else pattern, locale=language)

    assert locale.day(day) == formatted("EEEE d. MMMM y")
    assert locale.full_date(day) == formatted("d. MMMM y")
    assert locale.short_date(day) == formatted("d. MMMM")
    assert locale.weekday(day) == formatted("EEEE")
    assert locale.month(day) == formatted("LLL").rstrip(".")
    assert locale.clock(moment) == format_time(moment.astimezone(OSLO), "HH:mm", locale=language)


@pytest.mark.parametrize("language", sorted(LANGUAGE_NAMES))
@given(number=integers(0, 10_000_000))
@example(number=1)
@example(number=1_000)
@example(number=1_000_001)
def test_a_number_takes_the_form_that_babel_says(language: str, number: int) -> None:
    locale = Locale(language, {}, {"one": ("ein", "mange")})
    one = BabelLocale.parse(language).plural_form(number) == "one"
    assert locale.ngettext("one", "many", number) == ("ein" if one else "mange")


def test_only_the_languages_of_the_site_are_read_and_what_one_lacks_is_taken_from_its_neighbour() -> None:
    locales = {**LOCALES, "templates/locale/nn.po": "no texts at all"}
    read = read_translations(locales, ["se"], Memo())
    assert list(read) == ["se"]
    assert read["se"].singular.keys() >= NORWEGIAN.singular.keys()
    assert read_translations({}, ["nb"], Memo()) == {}


def test_what_is_recalled_of_a_language_needs_no_babel(tmp_path: Path) -> None:
    script = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from site_builder.engine.memo import Memo; from site_builder.pages.i18n import read_translations\n"
        "locales = {'templates/locale/nb.po': Path(sys.argv[1]).read_text('utf-8')}\n"
        "memo = Memo(Path(sys.argv[2])); locale = read_translations(locales, ['nb'], memo)['nb']; memo.save()\n"
        "print(locale.day(date(2016, 3, 1)), locale.ngettext('One', '{count}', 2), 'babel' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(PROJECT / "templates/locale/nb.po"), str(tmp_path)]
    said = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1] for _ in range(2)]
    assert said == ["True", "False"]
