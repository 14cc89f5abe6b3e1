"""Messages of the builder: each has a Norwegian translation with the same values."""

from __future__ import annotations

import ast
import string
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
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


def marked() -> set[str]:
    """Return every msgid of messages to editors and users of the command line."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        keywords: dict[str, None] = {"N_": None}
        texts = [str(text) for _, text, _, _ in extract_from_file("python", file, keywords=keywords)]
        if is_for_readers(file.relative_to(PACKAGE).as_posix()):
            code = file.read_text(encoding="utf-8")
            texts = [text for text in texts if is_of_a_problem(code, text)]
        found.update(texts)
    return found


def is_of_a_problem(code: str, text: str) -> bool:
    """Whether the text is an argument of error() or warning() in this code."""

    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("error", "warning"):
            constants = {node.value for node in ast.walk(call) if isinstance(node, ast.Constant)}
            if text in constants:
                return True
    return False


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


MARKED = sorted(marked())


def test_the_compiled_translations_are_those_of_the_po_file() -> None:
    """`make messages` compiles the file."""
    with (PACKAGE / "locale" / "nb.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert {text: compiled.gettext(text) for text in TRANSLATIONS} == TRANSLATIONS


@pytest.mark.parametrize("text", MARKED)
def test_every_message_has_a_norwegian_translation(text: str) -> None:
    assert text in TRANSLATIONS


@pytest.mark.parametrize("text", sorted(TRANSLATIONS))
def test_every_translation_is_of_a_message_in_the_code(text: str) -> None:
    assert text in MARKED


@pytest.mark.parametrize("text", sorted(TRANSLATIONS))
def test_a_translation_fills_in_the_same_values(text: str) -> None:
    assert placeholders(TRANSLATIONS[text]) == placeholders(text)


@pytest.mark.parametrize("text", sorted(TRANSLATIONS))
def test_a_translation_ends_as_the_message_does(text: str) -> None:
    """A sentence is translated by a sentence, a phrase by a phrase."""
    ends = (".", "?", ")")
    assert TRANSLATIONS[text].endswith(ends) == text.endswith(ends)


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
