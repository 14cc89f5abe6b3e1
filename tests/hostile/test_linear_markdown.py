"""Texts of a stranger: whatever is repeated, conversion takes time that grows with the length, or the text is refused.

Growth is measured as the ratio of two sizes, by processor time; the best of several runs counts where one run of each
grows too fast. A text of twice the length takes twice the time where it is linear and four times where it is square;
below MIN_SECONDS a ratio says nothing. Half of the longest text is enough to see it, in half the time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from unittest.mock import Mock

import pytest

from site_builder.catalogue.checks import text_places
from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.markdown.differences import MAX_BLOCKS, differences
from site_builder.catalogue.markdown.limits import MAX_CHARACTERS, MAX_OPEN_BRACKETS
from site_builder.catalogue.markdown.parts import line_of

MIN_SECONDS = 0.15
LENGTH = MAX_CHARACTERS // 2
MAX_RATIO = 3.4

UNITS = (
    *("```a\n<b\n", "~~~ {.a\n", "``` { .a\n", "```\n\n", "<b ", "<b", "<b\n\n", "<b\n\n>", "<b>", "<div>\n\n", "<p>"),
    *("<!--", "<!-- >", "<?", "<?a>", "<![CDATA[", "<![CDATA[>", "<!a ", "&", "&#x", "&amp;", "<script>", "</script>"),
    *("[r][r] ", "[", "]", "[]", "[a](", "[a](<", "![", '[a](b "', "[a]: ", "[a]:\n", "[a]: b\n\n", "[a](b) ", "![a] "),
    *("*", "*a ", "**a ", "***a", "_a ", "__a ", "a_", "*a **b ", "*a _b ", "*a **b* c** ", "`", "`a``", "\\", "\\*"),
    *(
        "# a\n",
        "# a\n\n",
        "## \n\n",
        "# `a`\n\n",
        "a\n=\n",
        "a\n=\n\n",
        "#",
        "a #",
        "> a\n",
        ">",
        "> ",
        "> - ",
        "- > a\n",
    ),
    *("- ", "1. ", "- a\n", "- a\n\n", "- a\n\n    b\n\n", "1. a\n", "---\n\n", "* * *", ": b\n", "a\n: b\n\n"),
    *("|", "a|", "a|b\n-|-\nc|d\n\n", "`|``|", "{:", "a {: #b }\n\n", "# a {: ", "*a*{: ", "    a\n", "    a\n\n"),
    *("<http://a ", "<a@b.", "a  \n", "a <br\n>", " ", "\n", "  \n", "\t", "a", "a\n\n", "<em>a</em> ", "<x>a</x> "),
    *("~", "~a~ ", "https://a ", "www.", "a@", "a@b.c ", "1) a\n", "1. mars\n", "15. mai\n\n", "a\n- b\n  - c\n"),
    *("• ", "{{", "{{a}} ", "[^a]", "[[", "(a)[b.md] ", "a?b", "Ã¸", "\u00ad", "=C3=B8 ", "\u00a0", "#a\n\n", "[ ] "),
)
GROWING: dict[str, Callable[[int], str]] = {
    "attributes of one tag": lambda size: "<img " + "a=b " * (size // 4) + ">",
    "quoted attributes": lambda size: "<a " + 'a="b" ' * (size // 6) + 'href="x">',
    "one long tag name": lambda size: "<" + "a" * size,
    "brackets inside each other": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "brackets up to the limit": lambda size: (
        ("[" * MAX_OPEN_BRACKETS + "]" * MAX_OPEN_BRACKETS + "\n\n") * (size // (2 * MAX_OPEN_BRACKETS + 2))
    ),
    "comments up to the limit": lambda size: ("<!--" * 99 + ">" * 99 + "\n\n") * (size // 497),
    "link addresses, all different": lambda size: "".join(f"[a](x{number}) " for number in range(size // 11)),
    "elements left open": lambda size: "".join(f"<b id={number}><p>" for number in range(size // 14)),
    "elements closed in a table": lambda size: "<b><table></b></table>" * (size // 22) + "<p>" * (size // 10),
    "a table with many columns": lambda size: (
        "a|" * (size // 8) + "\n" + "-|" * (size // 8) + "\n" + "|\n" * (size // 4)
    ),
    "lists inside each other": lambda size: "\n".join(
        " " * 4 * level + "- a" for level in range(int((size / 2) ** 0.5))
    ),
    "definitions of links": lambda size: "".join(f"[r{number}]: //x.no/{number}\n\n" for number in range(size // 22)),
    "forbidden attributes": lambda size: "".join(f"<b onx{number}=1>x</b> " for number in range(size // 18)),
    "forbidden tags": lambda size: "".join(f"<x{number}>" for number in range(size // 7)),
}


def of(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit)) + "x"


def converted(text: str, runs: int = 1) -> tuple[str, float]:
    """Return the HTML, and the seconds of processor time of the best run."""
    seconds = []
    for _ in range(runs):
        began = time.process_time()
        html = convert(text).html
        seconds.append(time.process_time() - began)
    return html, min(seconds)


@pytest.mark.parametrize("made", [*map(of, UNITS), *GROWING.values()], ids=[*(repr(unit) for unit in UNITS), *GROWING])
def test_twice_the_text_takes_about_twice_the_time_and_thirty_times_the_html_at_most(
    made: Callable[[int], str],
) -> None:
    text, half = made(LENGTH), made(LENGTH // 2)
    html, long = converted(text)
    assert len(html) <= 30 * (len(text) + 100)
    if long > MIN_SECONDS and long / converted(half)[1] >= MAX_RATIO:
        assert converted(text, runs=3)[1] / converted(half, runs=3)[1] < MAX_RATIO


def test_a_tag_with_sixty_attributes_is_converted() -> None:
    prose = convert("<a " + "x=y " * 60 + 'href="om.md">om</a>')
    assert prose.links[0].href == "om.md"
    assert ("<a x>", 1) in prose.removed


@pytest.mark.parametrize(
    ("body", "written", "line"),
    [("a\nom.md", "om.md", 2), ("xom.md\nom.md", "om.md", 2), ("om.mdx\n(om.md)", "om.md", 2), ("om", "om.md", 0)],
)
def test_the_line_of_an_address_is_that_of_its_first_whole_occurrence(body: str, written: str, line: int) -> None:
    assert line_of(body, written) == line


def test_an_address_that_a_line_has_many_times_is_looked_at_a_hundred_times(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    monkeypatch.setattr(text_places, "_AFTER_TARGET", Mock(match=lambda _, at: looked_at.append(at)))
    record = Mock(body="https://a.no " * 2_000, body_line=1, path="a.md")
    assert text_places.target_in_text(record, 1, "https://a.no") is None
    assert len(looked_at) == 100


def test_an_address_inside_one_long_name_is_looked_for_once() -> None:
    """Every place in the name begins with the address; each must not be tried."""
    assert line_of("a" * 1_000_000 + "\n(aaa)", "aaa") == 2


def test_few_blocks_of_a_text_are_read_by_themselves() -> None:
    read: list[str] = []

    def reading(block: str) -> list[str]:
        read.append(block)
        return [block]

    [note] = differences("a\n\n" * 6_000, ["a"], ["b"], reading, reading)
    assert note.line == 1
    assert len(read) <= 2 * MAX_BLOCKS
