"""No module or script of the builder names what only the first catalogue has: programme, country, dates and schools.

Each exception is a module of data, with what it is data about. The key `trinn` is of the format of files, and is no
word of a school.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.catalogue.schema.usual_choices import Area, Scheme, Who

PROJECT = Path(__file__).parent.parent
PARTICULAR = re.compile(
    r"kompetanse for kvalitet|\bkfk\b|studiekatalogen 2016|\boslo\b|\bnorge\b|\bnoreg\b|\bnorway\b"
    r"|\b1\. mars\b|\b1 march\b|\b15\. mars\b|\b15 march\b|2016.2017|(?-i:^NO$)"
    r"|(?:små|barne|mellom|ungdoms|grunn|fram)(?:sk[ou]l|trinn|steg)|\b(?:under|vide|vida)reg[åa]|\bvgs\b|\bvg[1-3]\b"
    r"|\btrinnet\b|\. trinn\b|\b(?:års|klasse|skole)trinn|\b(?:lower|upper) (?:primary|secondary)\b",
    re.IGNORECASE,
)
DATA = {
    "catalogue/time_zones.py": "a table of the zones of all countries",
    "authoring/starter_texts.py": "the first files of a new catalogue, by language",
    "catalogue/holidays.py": "the country whose public holidays are computed",
    "catalogue/markdown/spoken.py": "frequent words of each language, by which the language of a text is known",
    "catalogue/schema/key_synonyms.py": "other words for the keys of files, as headings of tables have them",
    "catalogue/schema/school_years.py": "the stages and words of the field trinn, which other catalogues leave out",
    "exports/countries.py": "a table of the codes of all countries",
}
"""Modules that are data about countries and languages."""


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and value of the strings of a module but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    statements = [each for node in ast.walk(tree) if isinstance(node, documented) for each in node.body]
    notes = {id(each.value) for each in statements if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.lineno, node.value


MODULES = sorted((PROJECT / "site_builder").rglob("*.py"))


def test_no_module_names_it() -> None:
    found = [
        (path.relative_to(PROJECT / "site_builder").as_posix(), line, text)
        for path in MODULES
        for line, text in strings(path)
        if PARTICULAR.search(text)
    ]
    assert [each for each in found if each[0] not in DATA] == []
    assert {name for name, _, _ in found} == set(DATA), "exceptions that are needed no longer"


def test_the_choices_that_a_profile_replaces_are_in_one_module() -> None:
    """The key «institusjon» of files is a role too."""
    usual = {str(each) for choices in (Area, Scheme, Who) for each in choices} - {"institusjon"}
    modules = {path.relative_to(PROJECT / "site_builder").as_posix(): path for path in MODULES}
    naming = {name for name, path in modules.items() if any(text in usual for _, text in strings(path))}
    assert naming - set(DATA) == {"catalogue/schema/usual_choices.py"}


@pytest.mark.parametrize("ending", ["js", "html", "css"])
def test_no_template_or_script_names_it(ending: str) -> None:
    files = sorted((PROJECT / "templates").rglob(f"*.{ending}"))
    assert files
    assert [path.name for path in files if PARTICULAR.search(path.read_text("utf-8"))] == []
