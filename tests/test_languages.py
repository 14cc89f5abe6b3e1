"""A language is two files: an invented one, in a project's own templates/locale/, is read, shown and searched."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from site_builder.build import Site, check
from site_builder.cli.main import main
from site_builder.cli.options import clock
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.problems import Invalid
from site_builder.search.expected import open_index

PROJECT = Path(__file__).parent.parent
CODE = "qaa"
"""A code that ISO 639-2 reserves for languages without one."""

PACK = """\
navn: Zubo
datoer som: is
bokstaver: ŵ
alfabet: { a: [c] }
ordformer:
  sammensatte: ja
  stoppord: [zo, za]
  skrivemåter: { kw: ŵ }
tall i søk:
  tall: { deka: 10 }
  studiepoeng: [ŵedit]
ord i søk:
  og: zo
  nekting: [nezo]
  nær: [apudzo]
ord:
  - ord: [surzete]
    fakta: [studieform=pa-studiestedet]
"""


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def translated() -> str:
    """Texts of the interface in the invented language: each is the English one between two marks."""
    catalog = read_po(io.BytesIO((PROJECT / "templates/locale/sv.po").read_bytes()))
    lines = ['msgid ""', 'msgstr "Plural-Forms: nplurals=2; plural=(n > 2);\\n"']
    for each in catalog:
        if isinstance(each.id, tuple):
            one, many = each.id
            lines += [f"msgid {quoted(one)}", f"msgid_plural {quoted(many)}"]
            lines += [f"msgstr[0] {quoted(f'‹{one}›')}", f"msgstr[1] {quoted(f'‹{many}›')}"]
        elif each.id:
            lines += [f"msgid {quoted(each.id)}", f"msgstr {quoted(f'‹{each.id}›')}"]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new English catalogue, whose language is then the invented one."""
    folder = tmp_path_factory.mktemp("zubo") / "site"
    assert CliRunner().invoke(main, ["init", str(folder), "--language", "en", "--kind", "courses"]).exit_code == 0
    for file in folder.rglob("*.*"):
        if file.suffix in (".yaml", ".md"):
            text = file.read_text("utf-8")
            file.write_text(re.sub(r"\ben:", f"{CODE}:", re.sub(r"\ben\b(?=[\]\n])", CODE, text)), encoding="utf-8")
    locale = folder / "templates/locale"
    locale.mkdir(parents=True)
    (locale / f"{CODE}.yaml").write_text(PACK, encoding="utf-8")
    (locale / f"{CODE}.po").write_text(translated(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return check(root, now=clock(), memo=Memo(), stages=Stages())


@pytest.fixture(scope="module")
def pages(site: Site) -> Mapping[str, str]:
    return {each.path: each.content.decode() for each in site.outputs if each.path.endswith(".html")}


def test_it_is_checked_without_a_warning(site: Site) -> None:
    assert site.problems == ()


def test_pages_are_in_it(pages: Mapping[str, str]) -> None:
    assert '<html lang="qaa">' in pages["index.html"]
    assert "‹Skip to content›" in pages["index.html"]


def test_its_words_are_read_in_searches(site: Site) -> None:
    index = open_index(site.outputs, CODE)
    assert index.search("mathematics zo practice").query.words == ("mathematics", "practice")
    for query in ("10 ŵedit", "deka ŵedit", "surzete"):
        result = index.search(query)
        assert (query, len(result.query.conditions), len(result.hits) > 0) == (query, 1, True)
    assert index.search("nezo surzete").query.conditions[0].negated


def test_a_language_without_its_files_is_reported_with_the_file_to_write(root: Path) -> None:
    settings = root / "content/site.yaml"
    before = settings.read_text("utf-8")
    try:
        settings.write_text(before.replace(f"- {CODE}", "- qab").replace(f"[{CODE}]", "[qab]"), encoding="utf-8")
        with pytest.raises(Invalid) as raised:
            check(root, now=clock(), memo=Memo(), stages=Stages())
    finally:
        settings.write_text(before, encoding="utf-8")
    assert [(each.code, each.place.path) for each in raised.value.problems] == [
        ("missing-file", "templates/locale/qab.yaml")
    ]
