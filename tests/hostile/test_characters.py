"""No text that readers cannot see, no character that an export cannot hold, no line turned round unseen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_fields import FIELDS
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Site
from site_builder.catalogue.checks.characters import direction_problems, reference_problems
from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.schema.entry_types import Field
from site_builder.catalogue.schema.field_types import Fault
from site_builder.output.well_formed import format_errors
from site_builder.problems import Invalid, Problem
from site_builder.sources.front_matter import read_record
from site_builder.sources.text import CONTROL, decode, is_visible

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
INVISIBLE = [
    "\u200b\u2060\ufeff",
    "\u00ad",
    "\u034f",
    "\u180e",
    "\u2800\u2800",
    "\u3164",
    "\uffa0",
    "\u115f\u1160",
    "\u202e\u202c",
    "\u2066\u2069",
    "\u00a0\u3000",
    "\ufe0f",
    "\u0301",
    "\ufffc",
    "\U000e0041",
]
FORBIDDEN = [0, 1, 8, 0xB, 0xC, 0x1B, 0x7F, 0x85, 0x2028, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
OPENING = ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"]


@pytest.mark.parametrize("field", [each for _, each in FIELDS], ids=[name for name, _ in FIELDS])
def test_no_field_takes_a_text_that_readers_cannot_see(field: Field) -> None:
    for text in INVISIBLE:
        for value in (text, [text], {"nb": text}, {text: text}):
            faults: list[Fault] = []
            field.type.read(value, (field.key,), faults)
            assert faults, (field.key, value)


def test_what_readers_see_is_taken() -> None:
    assert all(map(is_visible, ("å", "7", "…", "日本", "🙂", "س", "Ha\u00admar", "e\u0301")))


@given(st.text(alphabet="".join(INVISIBLE) + " \t", max_size=20))
def test_texts_made_of_what_is_not_seen_are_not_seen(text: str) -> None:
    assert not is_visible(text)


@pytest.mark.parametrize("text", INVISIBLE)
def test_a_title_that_cannot_be_seen_is_refused_at_its_line(
    small_site: Path, build_site: Callable[..., Site], text: str
) -> None:
    file = small_site / COURSE
    file.write_text(file.read_text("utf-8").replace("Naturfag 2 for 1.–7. trinn", f'"{text}"', 1), "utf-8")
    with pytest.raises(Invalid) as caught:
        build_site(small_site)
    assert ("empty-value", COURSE, 2) in {
        (each.code, each.place.path, each.place.line) for each in caught.value.problems
    }


@pytest.mark.parametrize("code", FORBIDDEN, ids=hex)
def test_a_character_that_no_export_can_hold_is_refused_at_its_line_as_it_is_and_as_an_escape(code: int) -> None:
    problems: list[Problem] = []
    assert decode("content/om.md", f"ett\nto {chr(code)}".encode(), problems) is None
    assert [(each.code, each.place.line) for each in problems] == [("not-utf8", 2)]
    for text in (f'navn: "a\\U{code:08x}"\n', f'navn: a\n"b\\U{code:08x}": c\n', f'navn:\n  - "\\U{code:08x}"\n'):
        record, found = read_record("catalogue/vocabulary/places/x.yaml", "place", "x", text)
        assert record is None
        assert [(each.code, each.place.line) for each in found] == [
            ("broken-yaml", text[: text.index("\\")].count("\n") + 1)
        ]


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U00110000", "\\xZZ", "\\u12"])
def test_an_escape_of_no_character_is_refused_at_its_line(escape: str) -> None:
    _, found = read_record("catalogue/vocabulary/places/x.yaml", "place", "x", f'navn: "a{escape}"\n')
    assert [each.place.line for each in found] == [1]


@pytest.mark.parametrize("reference", ["&#xFFFE;", "&#xFFFF;", "&#65535;", "&#1;", "&#x1b;", "&#xfdd0;", "&#x10FFFF;"])
def test_a_character_by_its_number_in_a_text_is_refused_at_its_line(
    small_site: Path, build_site: Callable[..., Site], reference: str
) -> None:
    file = small_site / COURSE
    lines = file.read_text("utf-8").count("\n")
    with file.open("a", encoding="utf-8") as written:
        written.write(f"\nMer {reference} tekst\n")
    with pytest.raises(Invalid) as caught:
        build_site(small_site)
    assert [(each.code, each.place.path, each.place.line) for each in caught.value.problems] == [
        ("bad-character", COURSE, lines + 2)
    ]


@pytest.mark.parametrize("reference", ["&#0;", "&#xD800;", "&#x110000;", "&#99999999;", "&#x85;", "&nbsp;", "`&#1;`"])
def test_what_html_replaces_or_shows_as_code_is_published(
    small_site: Path, build_site: Callable[..., Site], reference: str
) -> None:
    with (small_site / COURSE).open("a", encoding="utf-8") as written:
        written.write(f"\nMer {reference} tekst\n")
    site = build_site(small_site)
    assert not any(CONTROL.search(output.content.decode()) for output in site.outputs if output.is_page)
    assert not any(format_errors(output.path, output.content) for output in site.outputs)


def warnings(text: str, *, body: str = "") -> list[tuple[int, int]]:
    record, _ = read_record("content/x.md", "article", "x", f"---\ntittel: {text}\n---\n{body}")
    assert record is not None
    found = list(direction_problems(record))
    assert {each.code for each in found} <= {"unclosed-direction"}
    return [(each.place.line, each.place.column) for each in found]


@pytest.mark.parametrize("mark", OPENING, ids=ascii)
def test_a_direction_that_is_not_turned_back_is_reported_at_its_place(mark: str) -> None:
    assert warnings(f'"a {mark}b"') == [(2, 9)]
    assert warnings(f'"a \\u{ord(mark):04x}b"') == [(2, 9)]
    assert warnings("x", body=f"en\nto {mark}tre\n\nfire\n") == [(5, 4)]
    assert warnings(f'"a {mark}b\u202c\u2069\u202c"', body=f"{mark}a\nb\u2069\u202c") in ([], [(2, 9)])


@pytest.mark.parametrize("reference", ["&#x202e;", "&#8238;", "&#x2067;", "&#8234;", "&#x202E"])
def test_a_direction_by_the_number_of_its_mark_is_reported_too(reference: str) -> None:
    assert warnings("x", body=f"en\nto {reference}tre\n\nfire\n") == [(5, 4)]
    assert warnings("x", body=f"to {reference}tre&#x202c;&#x2069;&#x202c;\n") in ([], [(4, 4)])


@pytest.mark.parametrize(
    "reference", ["&shy;", "&#8203;", "&#x200b;", "&ZeroWidthSpace;", "&rlm;", "&NoBreak;", "&#xFEFF;"]
)
def test_a_character_that_nobody_sees_is_reported_by_its_name_or_number_too(reference: str) -> None:
    text = f"---\ntittel: x\n---\nen\nto {reference}tre `{reference}`"
    record, _ = read_record("content/x.md", "article", "x", text)
    assert record is not None
    found = list(reference_problems(record, convert(record.body).html))
    assert [(each.code, each.place.line, each.place.column) for each in found][:1] == [("invisible-character", 5, 4)]


@pytest.mark.parametrize(
    "text", ["&amp;shy; &Aring; &nbsp;", "`&#8203;`", "&#x110000; &#xd800; &finnesikke; &#;", "& &; &a"]
)
def test_other_references_are_passed_over(text: str) -> None:
    record, _ = read_record("content/x.md", "article", "x", f"---\ntittel: x\n---\n{text}")
    assert record is not None
    assert list(reference_problems(record, convert(record.body).html)) == []


@pytest.mark.parametrize("text", ["\u2067اردو\u2069", "\u202bاردو\u202c", "\u2068a\u202eb\u202cc\u2069"])
def test_a_direction_that_is_turned_back_is_taken(text: str) -> None:
    assert warnings(f'"{text}"', body=f"a {text} b\n") == []


@given(st.text(alphabet="a\n\u202e\u202c\u2067\u2069", max_size=60))
def test_marks_in_any_order_are_reported_or_taken_but_never_fail(text: str) -> None:
    assert all(line >= 4 for line, _ in warnings("x", body=text))
