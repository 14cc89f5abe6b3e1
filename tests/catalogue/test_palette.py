"""Every colour that a profile can give makes pages on which words and marks are seen, in light and in dark."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.colours import contrast, mix, readable
from site_builder.catalogue.load import check_sources
from site_builder.catalogue.palette import Colours, dark, light, style_sheet
from site_builder.catalogue.schema import colour_value
from site_builder.engine.memo import Memo
from site_builder.sources.files import read_sources

TOKENS = (Path(__file__).parents[2] / "templates/assets/css/10-tokens.css").read_text("utf-8")
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
FIXED = (
    {"bg": "#ffffff", "tinted": "#f3f3f3", "text": "#2b2b2b", "subtle": "#5d5d5d"},
    {"bg": "#181818", "tinted": "#1f1f1f", "text": "#ececec", "subtle": "#a8a8a8"},
)
"""The builder's own colours beside those of the accent."""

READ = [("on-accent", "accent"), ("on-accent", "accent-hover"), ("bg", "accent-text")]
READ += [
    (words, ground)
    for words in ("accent-text", "link", "link-hover", "text", "subtle")
    for ground in ("bg", "accent-bg", "accent-surface")
]
SEEN = [("accent-line", ground) for ground in ("bg", "tinted", "accent-bg", "accent-surface")]


@given(COLOURS)
def test_any_accent_gives_words_that_are_read_and_marks_that_are_seen(accent: str) -> None:
    for scheme, fixed in ((light, FIXED[0]), (dark, FIXED[1])):
        named = {**fixed, **scheme(Colours(accent))}
        assert [pair for pair in READ if contrast(named[pair[0]], named[pair[1]]) < 4.5] == []
        assert [pair for pair in SEEN if contrast(named[pair[0]], named[pair[1]]) < 3] == []


@given(COLOURS, COLOURS, st.floats(1, 7))
def test_the_nearest_readable_colour_is_readable_and_the_colour_itself_where_that_is(
    colour: str, ground: str, least: float
) -> None:
    found = readable(colour, (ground,), least)
    assert contrast(found, ground) >= min(least, 4.5)
    assert found == colour or contrast(colour, ground) < least


@given(COLOURS, COLOURS)
def test_a_mix_lies_between_its_colours(one: str, other: str) -> None:
    assert mix(one, other, 1) == one
    assert mix(one, other, 0) == other


def test_the_style_sheet_sets_properties_that_the_builder_has_in_both_schemes() -> None:
    names = re.findall(r"--([a-z0-9-]+):", style_sheet(Colours("#0b5394")))
    assert len(names) == 2 * len(set(names))
    for half in TOKENS.split("@media"):
        assert set(names) <= set(re.findall(r"--([a-z0-9-]+):", half))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7A1F3D", "#7a1f3d"),
        ("#05a", "#0055aa"),
        ("rgb(11, 83, 148)", "#0b5394"),
        ("red", None),
        ("rgb(1,2,300)", None),
    ],
)
def test_a_colour_in_another_notation_is_understood(written: str, meant: str | None) -> None:
    assert colour_value.colour(written) == meant


PROFILES = {
    "farger: {hoved: }": [("bad-colour", 1, 17)],
    "farger: {hoved: '#12345g'}": [("bad-colour", 1, 17)],
    "farger: {lenker: '#0b5394'}": [("missing-key", 1, 9)],
    "farger: {hoved: '#0b5394', lenker: '#0b5394', lenker i mørkt: '#0b5394'}": [("low-contrast", 1, 63)],
    "farger: {hoved: '#0b5394', knapper: '#0b5394'}": [("unknown-key", 1, 28)],
    "farger: blå": [("wrong-shape", 1, 9)],
    "logo: content/krest.png": [("missing-image", 1, 7)],
    "logo: https://a.no/crest.png": [("missing-image", 1, 7)],
}


@pytest.mark.parametrize("text", PROFILES)
def test_a_look_that_cannot_be_is_reported_at_its_place(text: str, tmp_path: Path) -> None:
    site = shutil.copytree(Path(__file__).parents[1] / "sites/minimal", tmp_path / "site")
    (site / "content/profile.yaml").write_text(f"{text}\n", encoding="utf-8")
    found = check_sources(read_sources(site), Memo())
    places = [(each.code, each.place.line, each.place.column) for each in found if "profile" in each.place.path]
    assert places == PROFILES[text]
