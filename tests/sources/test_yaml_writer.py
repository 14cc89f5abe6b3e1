"""A text that is written as YAML is read back unchanged."""

from __future__ import annotations

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.sources.yaml_writer import block, scalar

LINE_ENDS = st.sampled_from(("\r", "\x85", "\u2028", "\x7f", "\ufeff", "\t", "\n", ": ", " #", "~"))
TEXTS = st.lists(st.text(max_size=4) | LINE_ENDS, max_size=5).map("".join)


@given(TEXTS)
@example("Naturfag\r")
@example("linje\u2028skille")
def test_any_text_is_read_back_unchanged(text: str) -> None:
    assert yaml.load(f"felt: {scalar(text)}\n", Loader=yaml.BaseLoader) == {"felt": text}


@given(st.dictionaries(st.text("abæ: -", min_size=1, max_size=6), TEXTS | st.lists(TEXTS, max_size=3), max_size=4))
def test_any_fields_are_read_back_unchanged(fields: dict[str, str | list[str]]) -> None:
    assert yaml.load(block(fields), Loader=yaml.BaseLoader) == (fields or None)
