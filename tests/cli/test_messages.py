"""Messages of the builder: each has a Norwegian translation with the same values."""

from __future__ import annotations

import ast
import string
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from site_builder.messages import LONGEST_VALUE, message_and_hint, translate
from site_builder.problems import Phrase, Place, error

PACKAGE = Path(__file__).parent.parent.parent / "site_builder"
PO = PACKAGE / "locale" / "nb.po"
READ = (
    "catalogue/facets.py",
    "catalogue/labels.py",
    "catalogue/neighbours.py",
    "catalogue/schema/course.py",
    "catalogue/schema/school_years.py",
    "catalogue/schema/usual_choices.py",
    "catalogue/tools.py",
)
"""Modules of the catalogue whose marked texts are printed on pages."""
TRANSLATIONS = {
    str(message.id): str(message.string)
    for message in read_po(BytesIO(PO.read_bytes()))
    if message.id and message.string
}


def is_for_readers(module: str) -> bool:
    """Whether the marked texts of a module are printed on pages and translated by templates/locale/."""
    on_pages = module.startswith(("pages/", "exports/", "search/")) and module != "search/explain.py"
    return on_pages or module in READ


@cache
def marked() -> frozenset[str]:
    """Return every msgid of messages to editors and users of the command line."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        keywords: dict[str, None] = {"N_": None}
        texts = [str(text) for _, text, _, _ in extract_from_file("python", file, keywords=keywords)]
        if is_for_readers(file.relative_to(PACKAGE).as_posix()):
            of_problems = arguments_of_problems(file.read_text(encoding="utf-8"))
            texts = [text for text in texts if text in of_problems]
        found.update(texts)
    return frozenset(found)


def arguments_of_problems(code: str) -> set[object]:
    """Return the constants within the calls of error() and warning() in this code."""
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    of_problems = (each for each in calls if isinstance(each.func, ast.Name) and each.func.id in ("error", "warning"))
    return {node.value for call in of_problems for node in ast.walk(call) if isinstance(node, ast.Constant)}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_compiled_translations_are_those_of_the_po_file() -> None:
    """`make messages` compiles the file."""
    with (PACKAGE / "locale" / "nb.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert {text: compiled.gettext(text) for text in TRANSLATIONS} == TRANSLATIONS


def test_every_message_has_a_norwegian_translation() -> None:
    assert len(marked()) > 600
    assert sorted(marked() - TRANSLATIONS.keys()) == []


def test_every_translation_is_of_a_message_in_the_code() -> None:
    assert sorted(TRANSLATIONS.keys() - marked()) == []


def test_a_translation_fills_in_the_same_values() -> None:
    wrong = {
        text: norwegian for text, norwegian in TRANSLATIONS.items() if placeholders(norwegian) != placeholders(text)
    }
    assert wrong == {}


def test_a_translation_ends_as_the_message_does() -> None:
    """A sentence is translated by a sentence, a phrase by a phrase."""
    ends = (".", "?", ")")
    wrong = {text: other for text, other in TRANSLATIONS.items() if other.endswith(ends) != text.endswith(ends)}
    assert wrong == {}


def test_english_messages_are_the_msgids() -> None:
    assert translate("{count} errors", "en", {"count": 2}) == "2 errors"


def test_nynorsk_gets_norwegian_messages_and_other_languages_english_ones() -> None:
    assert translate("No problems.", "nn") == translate("No problems.", "nb") != "No problems."
    assert translate("No problems.", "se") == "No problems."


def test_an_editors_text_is_quoted_unchanged_even_where_it_equals_a_msgid() -> None:
    """«error» in a field is not translated to «feil»."""
    assert translate("«{value}» is not a semester.", "nb", {"value": "error"}) == "«error» er ikke et semester."


def test_a_phrase_within_a_message_is_translated_too() -> None:
    problem = error(
        Place("a.md"), "c", "{day} is a public holiday ({name}).", "", day="2016-03-25", name=Phrase("Good Friday")
    )
    assert message_and_hint(problem, "nb")[0] == "2016-03-25 er en helligdag eller høytidsdag (langfredag)."
    assert message_and_hint(problem, "en")[0] == "2016-03-25 is a public holiday (Good Friday)."


def test_a_quoted_value_is_one_line_without_control_characters() -> None:
    assert translate("«{value}»", "nb", {"value": "a\x1b[31m\nb"}) == "«a [31m b»"


def test_a_long_quoted_value_is_shortened() -> None:
    assert len(translate("{value}", "nb", {"value": "x" * 500_000})) == LONGEST_VALUE


def test_braces_in_a_value_are_only_text() -> None:
    assert translate("«{value}» is not a semester.", "en", {"value": "{0}{key}"}) == "«{0}{key}» is not a semester."


def test_numbers_have_the_decimal_sign_of_the_language() -> None:
    assert [translate("{credits}", each, {"credits": 22.5}) for each in ("nb", "nn", "en")] == ["22,5", "22,5", "22.5"]
    assert translate("{credits}", "nb", {"credits": 30.0}) == "30"


CLICK_PO = PACKAGE / "locale/nb/LC_MESSAGES/click.po"


def test_the_texts_of_click_are_compiled_and_fill_in_the_same_values() -> None:
    with CLICK_PO.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in read_po(BytesIO(CLICK_PO.read_bytes())):
        if not message.id:
            continue
        texts = (message.id,) if isinstance(message.id, str) else message.id
        for number, text in enumerate(texts):
            translated = compiled.ngettext(*texts, number + 1) if len(texts) > 1 else compiled.gettext(text)
            assert translated == (message.string if isinstance(message.string, str) else message.string[number])
            assert {name.split("!")[0] for name in placeholders(translated)} <= placeholders(text)
