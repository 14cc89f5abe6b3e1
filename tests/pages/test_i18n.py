"""The interface is complete in every language but North Sami, which says that it is not."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_time
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis.strategies import dates, floats, integers

from site_builder.catalogue.language import Language, Languages
from site_builder.catalogue.load import load_sources
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import Locale, in_small_letters, read_translations
from site_builder.pages.msgids import MODULES, MOST_SEPARATE, missing_translations, module_msgids, template_msgids
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parent.parent.parent
LANGUAGES = ("nb", "nn", "sv", "da")


def messages() -> set[str]:
    """Every msgid of templates, views and labels, plural forms too."""
    templates = (
        template_msgids(file.name, file.read_text("utf-8")) for file in (PROJECT / "templates").rglob("*.html")
    )
    return {message for msgids in (*templates, module_msgids()) for message, _, _ in msgids}


@pytest.mark.parametrize("file", sorted((PROJECT / "templates").rglob("*.html")), ids=lambda file: file.name)
def test_the_msgids_of_a_template_are_those_that_jinja_extracts(file: Path) -> None:
    keywords = {"_": None, "ngettext": (1, 2)}
    found = extract("jinja2.ext:babel_extract", io.BytesIO(file.read_bytes()), keywords, (), {"trim_blocks": "true"})
    expected = [each for _, ids, _, _ in found for each in ([ids] if isinstance(ids, str) else ids)]
    assert [message for message, _, _ in template_msgids(file.name, file.read_text("utf-8"))] == expected


def test_the_msgids_of_modules_are_those_that_babel_extracts() -> None:
    files = [file for pattern in MODULES for file in (PROJECT / "site_builder").glob(pattern)]
    expected = {
        message
        for file in files
        for _, message, _, _ in extract("python", io.BytesIO(file.read_bytes()), {"N_": None})
        if isinstance(message, str)
    }
    found = {message for message, _, _ in module_msgids()}
    builder_messages = (PROJECT / "site_builder/locale/nb.po").read_text("utf-8")
    assert found <= expected
    assert [message for message in expected - found if f'msgid "{message}"' not in builder_messages] == []


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
    assert missing == [], f"add them to templates/locale/{language}.po"
    wrong = [message for message, (string,) in known.items() if not placeholders(string) <= placeholders(message)]
    assert wrong == []


QUOTED = re.compile('[«»“”„"]')


@pytest.mark.parametrize(
    ("language", "marks"), [("nb", "«»"), ("nn", "«»"), ("se", "«»"), ("da", "»«"), ("sv", "””"), ("en", "“”")]
)
def test_quotation_marks_are_those_of_the_language(language: str, marks: str) -> None:
    """English msgids have those of Norwegian, so each of these is translated to English too."""
    catalog = read_po(io.BytesIO((PROJECT / f"templates/locale/{language}.po").read_bytes()), locale=language)
    said = {entry.id: str(entry.string) for entry in catalog if entry.string}
    quoting = {each: "".join(QUOTED.findall(said.get(each, each))) for each in said.keys() | messages()}
    assert {each: found for each, found in quoting.items() if found != marks * (len(found) // 2)} == {}
    assert sum(map(bool, quoting.values())) > 5


@pytest.mark.parametrize(
    ("name", "expected"), [("ECTS-point", "ECTS-point"), ("Teaching language", "teaching language"), ("Ämne", "ämne")]
)
def test_names_inside_sentences_are_small_and_abbreviations_are_not(name: str, expected: str) -> None:
    assert in_small_letters(name) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_over(language: str) -> None:
    catalog = read_po(io.BytesIO((PROJECT / f"templates/locale/{language}.po").read_bytes()), locale=language)
    ids = {each for entry in catalog if entry.id for each in ([entry.id] if isinstance(entry.id, str) else entry.id)}
    assert sorted(ids - messages()) == [], f"delete them from templates/locale/{language}.po"


LOCALES = {
    f"templates/locale/{file.name}": file.read_text("utf-8") for file in (PROJECT / "templates/locale").glob("*.po")
}
KNOWN = sorted(file.stem for file in (PROJECT / "templates/locale").glob("*.po"))
OSLO = ZoneInfo("Europe/Oslo")


@cache
def languages() -> Languages:
    return load_sources(read_sources(PROJECT), Memo()).catalogue.languages


@cache
def translations() -> dict[str, Locale]:
    """Return the interface of every language, read when a test first asks."""
    assert sorted(languages()) == KNOWN
    return dict(read_translations(LOCALES, KNOWN, Memo(), languages(), OSLO))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2016, 8, 29), date(2016, 8, 29), "29. august 2016"),
        (date(2016, 8, 29), date(2016, 8, 30), "29.–30. august 2016"),
        (date(2016, 8, 31), date(2016, 9, 1), "31. august – 1. september 2016"),
    ],
)
def test_days_are_written_as_norwegians_write_them(first: date, last: date, expected: str) -> None:
    assert translations()["nb"].span(first, last) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 studietilbud."), (1, "Ett studietilbud."), (2, "2 studietilbud.")]
)
def test_numbers_choose_their_form(number: int, expected: str) -> None:
    assert translations()["nb"].ngettext("One course.", "{count} courses.", number) == expected


OTHER_ORDER = {
    "en": {"EEEE d. MMMM y": "EEEE d MMMM y", "d. MMMM y": "d MMMM y", "d. MMMM": "d MMMM"},
    "sv": {"EEEE d. MMMM y": "EEEE d MMMM y", "d. MMMM y": "d MMMM y", "d. MMMM": "d MMMM"},
    "se": {"EEEE d. MMMM y": "EEEE MMMM d. 'b'. y", "d. MMMM y": "MMMM d. 'b'. y", "d. MMMM": "MMMM d. 'b'."},
}
"""Language -> the Norwegian pattern -> its own. North Sami has the month first, in the genitive."""


@pytest.mark.parametrize("language", KNOWN)
@given(day=dates(), moment=floats(0, 4e9).map(partial(datetime.fromtimestamp, tz=UTC)))
def test_dates_and_times_are_as_babel_formats_them(language: str, day: date, moment: datetime) -> None:
    locale = translations()[language]

    def formatted(pattern: str) -> str:
        text = format_date(day, OTHER_ORDER.get(language, {}).get(pattern, pattern), locale=language)
        return text.replace("mánnu", "mánu") if language == "se" and "MMMM" in pattern else text

    assert locale.day(day) == formatted("EEEE d. MMMM y")
    assert locale.full_date(day) == formatted("d. MMMM y")
    assert locale.short_date(day) == formatted("d. MMMM")
    assert locale.weekday(day) == formatted("EEEE")
    assert locale.month(day) == formatted("LLL").rstrip(".")
    assert locale.clock(moment) == format_time(moment.astimezone(OSLO), "HH:mm", locale=language)


@pytest.mark.parametrize("language", KNOWN)
@given(number=integers(0, 10_000_000))
@example(number=1)
@example(number=1_000)
@example(number=1_000_001)
def test_one_takes_the_singular_and_other_numbers_the_plural(language: str, number: int) -> None:
    text = translations()[language].ngettext("One course.", "{count} courses.", number)
    assert (str(number) in text) == (number != 1)


COUNTED = next(each for each in messages() if each.startswith("Counted are courses"))
LACKING = next(each for each in messages() if each.startswith("You have {credits} in {subject}"))
FOLDER = (
    "The folder {folder} of the site has {count} files and folders; the web host accepts at most {most} in one folder."
)
ALWAYS_SEVERAL = {
    "{number} credits": "credit_message chooses the one for one",
    "{number} credit": "one",
    "{number} credits in {subject}": "course_facts.py has a text for one",
    "{number} credit in {subject}": "one",
    "{name}: {number} of {all} credits": "a requirement is of more than one",
    "You meet the requirement in {subject} for {grades}: {held} of {needed} credits.": "as above",
    "{number} cr": "an abbreviation, with the singular in words of a card",
    "requires {number} cr": "the same abbreviation",
    "At most {number} days away": "search.html has a text for one",
    "At most {number} km from {town}": "a symbol has no plural",
    "at most {number} km": "a symbol has no plural",
    "{number} km away, as the crow flies": "a symbol has no plural",
    "{count} more that are full, cancelled or not offered": "search.html has a text for one",
    "{count} courses": "search.html has a text for one",
    "Remove {value} ({count} courses)": "search.html has a text for one",
    "{count} courses do not say when they meet, and are not shown.": "search.html has a text for one",
    "Show {count} courses": "search.html has a text for one",
    "There are {count} ways to get them in {year}.": "requirement.html has a text for one",
    "{count} of {all} courses with gatherings fit.": "a page of gatherings has several courses",
    LACKING: "no noun follows the number",
    COUNTED: "a chart of one county is not drawn",
    "{count} in {month}": "no noun follows the number",
    "{count} error": "one",
    "{count} errors": "problem_text.py has a text for one",
    "{count} warning": "one",
    "{count} warnings": "problem_text.py has a text for one",
    "Wrote {count} files. Next: site-builder serve --open, then site-builder new course": "a catalogue has many files",
    "Wrote {count} files in catalogue/{year}, as drafts.": "a year has its own file and its courses",
    "The text has {count} words; at least {fewest} are recommended.": "a text of one word is not remarked on so",
    "The text has {count} words; at most {most} are recommended.": "such a text is long",
    FOLDER: "such a folder has thousands",
    "The alternative text of {name} is {count} characters; move a description longer than {most} to the text.": (
        "such a text is long"
    ),
}
"""Messages with a noun after their number that need no singular, and why."""

NUMBERS = "count|number|all|held|needed|lacking"
"""Placeholders of interface texts that are numbers."""


def test_a_number_that_can_be_one_has_a_singular_or_no_noun_after_it() -> None:
    plurals = {
        each
        for file in (PROJECT / "templates/locale").glob("*.po")
        for message in read_po(io.BytesIO(file.read_bytes()))
        if isinstance(message.id, tuple)
        for each in message.id
    }
    builder = {message.id for message in read_po(io.BytesIO((PROJECT / "site_builder/locale/nb.po").read_bytes()))}
    ours = {each for each in messages() if re.search(rf"{{(?:{NUMBERS})}} (?!of )\w", each)}
    followed = ours | {each for each in builder if isinstance(each, str) and re.search(r"{count} \w", each)}
    assert followed - plurals == set(ALWAYS_SEVERAL)


def test_only_the_languages_of_the_site_are_read_and_north_sami_falls_back_to_bokmaal() -> None:
    locales = {**LOCALES, "templates/locale/nn.po": "no texts at all"}
    read = read_translations(locales, ["se"], Memo(), languages())
    assert list(read) == ["se"]
    assert read["se"].msgids >= translations()["nb"].msgids
    assert read["se"].gettext("Edit this page") == translations()["nb"].gettext("Edit this page")
    assert read_translations({}, ["nb"], Memo()) == {}


def test_a_msgid_without_translation_is_reported_once_at_its_first_use() -> None:
    templates = {"pages/a.html": '{{ _("Search") }}\n{{ _("Brand new") }}', "pages/b.html": '{{ _("Brand new") }}'}
    [problem] = missing_translations(translations()["nb"], templates, Memo())
    assert (str(problem.place), problem.code, problem.values["text"]) == (
        "templates/pages/a.html:2",
        "missing-translation",
        "Brand new",
    )


def test_many_msgids_without_translation_are_reported_together() -> None:
    templates = {"pages/a.html": "".join(f'{{{{ _("New {number}") }}}}\n' for number in range(MOST_SEPARATE + 1))}
    [problem] = missing_translations(translations()["nb"], templates, Memo())
    assert (str(problem.place), problem.code) == ("templates/locale/nb.po", "missing-translation")
    assert (problem.values["count"], problem.values["texts"]) == (11, "«New 0», «New 1», «New 2»")


def test_nouns_keep_their_capitals_in_a_language_that_says_so() -> None:
    german = Language(key="de", name="Deutsch", cldr="de", nouns=True)
    read = read_translations(
        {"templates/locale/de.po": LOCALES["templates/locale/en.po"]}, ["de"], Memo(), {"de": german}
    )
    assert (read["de"].small("Kursform"), read["de"].in_sentence("Gesundheit")) == ("Kursform", "Gesundheit")
    assert translations()["nb"].small("Studieform") == "studieform"


def test_english_needs_no_translations() -> None:
    assert list(missing_translations(translations()["en"], {"pages/a.html": '{{ _("Brand new") }}'}, Memo())) == []


def test_texts_of_views_are_found_and_those_of_problems_are_not() -> None:
    found = {message: path for message, path, _ in module_msgids()}
    assert found["For whom"] == "site_builder/pages/views/course_facts.py"
    assert not any(message.startswith("The template fails") for message in found)


def test_a_cached_language_needs_no_babel(tmp_path: Path) -> None:
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
