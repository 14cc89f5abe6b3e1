"""Every regular expression of the builder takes time that grows with the length of the text, or gets short texts only.

Growth is the ratio of the processor time of two lengths in one process, the least of several runs. Eight times the text
takes eight times the time where it is linear, 64 times where it is square.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from hostile_cases.patterns import Used, hostile_texts, patterns_in_use

SHORT, LONG = 1_000, 8_000
MAX_RATIO = 20
QUICK = 0.0003
"""Seconds for SHORT below which no further look is needed: a linear pattern takes 0.00005, a square one 0.001."""

SANITISED = "nh3 closes every element and writes `<` in a text as `&lt;`; MAX_CHARACTERS bounds one tag"
BOUNDED = {
    f"site_builder.{name}": reason
    for name, reason in {
        "catalogue.schema.corrections._PATTERNS": "a value in another notation has 200 characters at most",
        "catalogue.markdown.host_reading._TAG": "a text with more than 100 `<` left open is refused before",
        "catalogue.markdown.line_notes._PARAGRAPH": SANITISED,
        "catalogue.markdown.plain._TAG": SANITISED,
        "catalogue.markdown.text_notes._CODE": SANITISED,
        "pages.render._REFERENCE": SANITISED,
        "output.relative._NOSCRIPT": "a finished page: an element left open is an error",
        "pages.msgids._PROBLEM": "the builder's own modules",
    }.items()
}
"""Patterns that take the square of the length, and why what they get is short, or closes what it opens."""


def seconds(call: Callable[[Any], object], text: Any, runs: int = 1) -> float:
    best = float("inf")
    for _ in range(runs):
        began = time.process_time()
        call(text)
        best = min(best, time.process_time() - began)
    return best


def grows_faster(call: Callable[[Any], object], text: Callable[[int], Any]) -> float:
    """Return the ratio of two lengths, or 0 where it is that of a linear pattern."""
    for size in (20, 100, 400):  # a pattern that doubles its time with each letter never ends at SHORT
        if seconds(call, text(size), 2) > 0.01:
            return float("inf")
    if seconds(call, text(SHORT)) < QUICK:
        return 0.0
    if seconds(call, text(SHORT), 3) < 7 * seconds(call, text(SHORT // 4), 3):  # a square one takes 16 times as long
        return 0.0
    ratio = float("inf")
    for _ in range(3):
        short = seconds(call, text(SHORT), 5)
        if short < QUICK / 2:
            return 0.0
        ratio = min(ratio, seconds(call, text(LONG), 2) / short)
        if ratio < MAX_RATIO:
            return 0.0
    return ratio


PATTERNS = patterns_in_use()
UNBOUNDED = [used for used in PATTERNS if used.where not in BOUNDED]


@pytest.mark.parametrize("used", UNBOUNDED, ids=lambda used: used.where[13:70])
def test_eight_times_the_text_takes_about_eight_times_the_time(used: Used) -> None:
    for call in used.calls():
        for text in hostile_texts(used.pattern):
            assert not grows_faster(call, text), (used.pattern.pattern, text.__name__)


def test_every_pattern_is_found() -> None:
    assert len(PATTERNS) > 180
    assert {used.where for used in PATTERNS} >= BOUNDED.keys()
