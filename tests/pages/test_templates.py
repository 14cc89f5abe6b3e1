"""The globals of templates: texts in one language, and macros that are rendered once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from site_builder.engine.memo import Memo
from site_builder.pages.i18n import read_translations
from site_builder.pages.templates import compile_in_worker, environment, render
from site_builder.problems import Invalid

SCRIPTS = Path(__file__).parent.parent.parent / "templates/assets/js"
_KEYS_OF_THE_PAGE = re.compile(r"(?:(?<![\w.$])|(?:document|window|body|documentElement)\.)addEventListener\(\"key")

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"

msgid "R & D"
msgstr "F & U"

msgid "{number} <b>"
msgstr "{number} <i>"
"""
TRANSLATIONS = read_translations({"templates/locale/nb.po": PO, "templates/locale/en.po": ""}, ["nb", "en"], Memo())
NORWEGIAN = TRANSLATIONS["nb"]


def templates_of(**templates: str) -> Environment:
    """Return an environment of templates, by name without the ending."""
    files = {f"{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return environment(files, NORWEGIAN, {})


def test_no_letter_is_a_shortcut_on_the_whole_page() -> None:
    """WCAG 2.1.4: whoever speaks to the machine writes letters. Only parts that have the focus listen to keys."""
    scripts = {each.name: each.read_text(encoding="utf-8") for each in SCRIPTS.rglob("*.js")}
    assert [name for name, script in scripts.items() if _KEYS_OF_THE_PAGE.search(script)] == []
    listening = [name for name, script in scripts.items() if '"keydown"' in script]
    assert sorted(listening) == ["chips.js", "combobox.js", "keys.js", "menu.js", "panel.js"]


def test_a_text_is_printed_in_the_language_and_escaped() -> None:
    """Also without a translation, in a macro, and with a placeholder."""
    made = templates_of(
        page='{% macro text() %}{{ _("R & D") }}{% endmacro %}'
        '{{ _("R & D") }}|<a title="{{ _("Yes, \\"no\\"") }}">|{{ text() }}|{{ _("{number} <b>", number="<1>") }}'
    )
    assert render(made, "page.html", "/") == ('F &amp; U|<a title="Yes, &#34;no&#34;">|F &amp; U|&lt;1&gt; &lt;i&gt;')


def test_a_text_that_is_not_printed_but_used_is_as_it_is_written() -> None:
    """In data for scripts, and as an argument of a filter."""
    made = templates_of(
        page='{{ {"text": _("R & D")}|tojson }}|{% set text = _("R & D") %}{{ text }}|{{ text|length }}'
    )
    assert render(made, "page.html", "/") == '{"text": "F \\u0026 U"}|F &amp; U|5'


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.booleans(), st.floats(), st.none()))
def test_a_value_is_printed_as_jinja_prints_it(value: object) -> None:
    """Escaped unless it is Markup, although equal values were printed before (1 and True, text and Markup)."""
    page = "<p title={{ value }}>{{ value }}|{{ value|length if value is string }}</p>"
    theirs = Environment(autoescape=True).from_string(page).render(value=value)
    assert render(templates_of(page=page), "page.html", "/", value=value) == theirs


def test_where_a_template_says_that_nothing_is_to_be_escaped_nothing_is() -> None:
    page = "{% autoescape false %}{{ value }}{% endautoescape %}{{ value }}"
    assert render(templates_of(page=page), "page.html", "/", value="<b>") == "<b>&lt;b&gt;"


def test_an_unhashable_value_is_printed() -> None:
    assert render(templates_of(page="{{ value }}"), "page.html", "/", value=["<", 1]) == "[&#39;&lt;&#39;, 1]"


def test_languages_and_builds_share_the_compiled_templates() -> None:
    files = {"page.html": '{{ _("R & D") }}'}
    made = [environment(files, each, {}) for each in (NORWEGIAN, TRANSLATIONS["en"])]
    assert [render(each, "page.html", "/") for each in made] == ["F &amp; U", "R &amp; D"]
    assert made[0].get_template("page.html").root_render_func.__code__ is (
        made[1].get_template("page.html").root_render_func.__code__
    )


def test_templates_compiled_by_a_worker_are_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"worker.html": "{{ value|small }}", "broken.html": "{% if %}", "macros.po": "{% if %}"}
    compile_in_worker(files, 2)()
    made = environment(files, NORWEGIAN, {})
    with pytest.raises(Invalid):
        render(made, "broken.html", "/")
    monkeypatch.setattr(Environment, "compile", None)
    assert render(made, "worker.html", "/", value="Fag") == "fag"


def test_a_template_with_another_text_is_compiled_anew() -> None:
    assert [render(templates_of(page=text), "page.html", "/") for text in ("one", "two", "one")] == [
        "one",
        "two",
        "one",
    ]


def test_an_error_names_the_line_of_the_template() -> None:
    with pytest.raises(Invalid) as fault:
        render(templates_of(broken="text\n{% if %}"), "broken.html", "/")
    assert str(fault.value.problems[0].place) == "templates/broken.html:2"


class Counted:
    """Counts the iterations over it."""

    looks = 0

    def __iter__(self) -> Iterator[str]:
        """Yield a text that must be escaped."""
        self.looks += 1
        yield "<a>"


def test_a_macro_is_rendered_once_for_each_value_and_arguments() -> None:
    """The cache is by macro, arguments and identity: an equal value is rendered again."""
    made = templates_of(
        partials__parts="{% macro list(things, level) %}{% for each in things %}{{ level }}{{ each }}{% endfor %}"
        "{% endmacro %}",
        page='{{ render_macro_once("list", one, 1) }} {{ render_macro_once("list", one, 2) }} '
        '{{ render_each_once("list", [one, other], 1) }}',
    )
    one, other = Counted(), Counted()
    for _ in range(3):
        page = render(made, "page.html", "/", one=one, other=other)
        assert page == "1&lt;a&gt; 2&lt;a&gt; 1&lt;a&gt;1&lt;a&gt;"
    assert (one.looks, other.looks) == (2, 1)
