"""Find the msgids that templates and views use, and report those without a translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from site_builder.engine.memo import Cache, Memo
from site_builder.engine.package_source import read_modules
from site_builder.pages.i18n import MSGID_LANGUAGE, Locale
from site_builder.problems import N_, Place, Problem, warning

Msgid = tuple[str, str, int]
"""A msgid, the path of the file that uses it, and the line."""

MODULES = (
    "pages/**/*.py",
    "exports/*.py",
    "catalogue/labels.py",
    "catalogue/facets.py",
    "catalogue/neighbours.py",
    "catalogue/schema/course.py",
    "catalogue/schema/school_years.py",
    "catalogue/schema/usual_choices.py",
)
"""Modules whose N_ texts are printed on pages. Other modules print the builder's own messages."""

MOST_SEPARATE = 10
"""Texts without a translation that have a warning each. A language that has just been begun lacks hundreds."""

_LITERAL = r"""((?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')(?:\s*"(?:[^"\\\n]|\\.)*")*)"""
_IN_TEMPLATE = re.compile(rf"\b(?:_|ngettext)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL}\s*,)?")
_IN_MODULE = re.compile(rf"\bN_\(\s*{_LITERAL}")
_PROBLEM = re.compile(r"\b(?:error|warning)\(.*?\n\s*\)", re.DOTALL)
"""Patterns find what the parsers of Jinja and Python find (a test compares them), in a hundredth of the time."""

TEMPLATE_MSGIDS = Cache("template-msgids", list[Msgid])
MODULE_MSGIDS = Cache("module-msgids", list[Msgid])


def missing_translations(locale: Locale, templates: Mapping[str, str], memo: Memo) -> Iterator[Problem]:
    """Yield a warning for each msgid that has no translation in `locale`, at its first use in templates or views.

    More than MOST_SEPARATE of them have one warning together, at the language's file.
    `locale` is that of the site's first language; other languages may be unfinished. `templates` maps names to texts.
    """
    if locale.language == MSGID_LANGUAGE:
        return
    pages = sorted((name, text) for name, text in templates.items() if name.endswith(".html"))
    found = memo.map(TEMPLATE_MSGIDS, template_msgids, pages)
    found += memo.map(MODULE_MSGIDS, module_msgids, [()])
    uses = [(message, Place(path, line)) for msgids in found for message, path, line in msgids]
    missing = {message: place for message, place in reversed(uses) if message not in locale.msgids}
    file = f"templates/locale/{locale.language}.po"
    if len(missing) > MOST_SEPARATE:
        yield warning(
            Place(file),
            "missing-translation",
            N_("Texts without a translation to {language}, which pages show in English: {count}, such as {texts}."),
            N_("Translate them in {file}. `site-builder new language {language}` adds those that are not in it."),
            count=len(missing),
            language=locale.language,
            texts=", ".join(f"«{each}»" for each in [*reversed(missing)][:3]),
            file=file,
        )
        return
    for message, place in reversed(missing.items()):
        yield warning(
            place,
            "missing-translation",
            N_("The text «{text}» has no translation to {language}, so pages show it in English."),
            N_("Add it to {file}."),
            text=message,
            language=locale.language,
            file=file,
        )


def template_msgids(name: str, text: str) -> list[Msgid]:
    """Return the msgids of a template, in order, with path and line: the literal arguments of `_` and `ngettext`.

    `name` is the template's below templates/.
    """
    return _msgids(_IN_TEMPLATE, text, f"templates/{name}")


def module_msgids() -> list[Msgid]:
    """Return the msgids in the Python modules that print on pages (MODULES), with path and line.

    Those of problems are left out.
    """
    return [
        msgid
        for path, text in read_modules(MODULES)
        for msgid in _msgids(_IN_MODULE, _PROBLEM.sub(lambda found: "\n" * found[0].count("\n"), text), path)
    ]


def _msgids(pattern: re.Pattern[str], text: str, path: str) -> list[Msgid]:
    return [
        (ast.literal_eval(f"({literal})"), path, text.count("\n", 0, found.start()) + 1)
        for found in pattern.finditer(text)
        for literal in found.groups()
        if literal
    ]
