"""What templates are given: texts of the interface in one language, and drawings of what stands on many pages."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment

from site_builder.memo import Memo
from site_builder.pages.language import Words
from site_builder.pages.templates import environment, render

NORWEGIAN = Words("nb", {"R & D": "F & U", "{number} <b>": "{number} <i>"}, {})


def speaking(**templates: str) -> Environment:
    """An environment of templates by name, without their ending."""
    files = {f"{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return environment(files, NORWEGIAN, {}, Memo())


def test_a_text_is_printed_in_the_language_and_escaped() -> None:
    """Also where there is no translation, in a macro, and with something filled in."""
    made = speaking(
        page='{% macro text() %}{{ _("R & D") }}{% endmacro %}'
        '{{ _("R & D") }}|<a title="{{ _("Yes, \\"no\\"") }}">|{{ text() }}|{{ _("{number} <b>", number="<1>") }}'
    )
    assert render(made, "page.html", "/") == ('F &amp; U|<a title="Yes, &#34;no&#34;">|F &amp; U|&lt;1&gt; &lt;i&gt;')


def test_a_text_that_is_not_printed_but_used_is_as_it_is_written() -> None:
    """In data for scripts, and as a value of something else."""
    made = speaking(page='{{ {"text": _("R & D")}|tojson }}|{% set text = _("R & D") %}{{ text }}|{{ text|length }}')
    assert render(made, "page.html", "/") == '{"text": "F \\u0026 U"}|F &amp; U|5'


class Counted:
    """Counts how often it is looked at."""

    looks = 0

    def __iter__(self) -> Iterator[str]:
        """Yield one thing that must be escaped."""
        self.looks += 1
        yield "<a>"


def test_what_stands_on_many_pages_is_drawn_once_for_each_way_in_which_it_is_drawn() -> None:
    """By the macro of that name, and never for another thing that looks the same."""
    made = speaking(
        partials__parts="{% macro list(things, level) %}{% for each in things %}{{ level }}{{ each }}{% endfor %}"
        "{% endmacro %}",
        page='{{ draw("list", one, 1) }} {{ draw("list", one, 2) }} {{ draw_each("list", [one, other], 1) }}',
    )
    one, other = Counted(), Counted()
    for _ in range(3):
        page = render(made, "page.html", "/", one=one, other=other)
        assert page == "1&lt;a&gt; 2&lt;a&gt; 1&lt;a&gt;1&lt;a&gt;"
    assert (one.looks, other.looks) == (2, 1)
