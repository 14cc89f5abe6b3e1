"""Lines that make a thing seen have 3:1 to what surrounds it, in light and in dark (WCAG 2.1, 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parent.parent.parent / "templates/assets/css"
LIGHT, DARK = (STYLES / "10-tokens.css").read_text("utf-8").split("@media (prefers-color-scheme: dark)")


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6})\b", block))


def luminance(colour: str) -> float:
    digits = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


SCHEMES = [colours(LIGHT), colours(LIGHT) | colours(DARK)]


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["bg", "accent-bg", "tinted"])
def test_the_line_of_buttons_and_marks_is_seen_on_every_ground(scheme: dict[str, str], ground: str) -> None:
    assert contrast(scheme["accent-line"], scheme[ground]) >= 3


def test_buttons_and_marks_have_that_line() -> None:
    rules = "".join(path.read_text("utf-8") for path in sorted(STYLES.glob("[0-9]*.css")))
    for name in (r"\.button", "mark"):
        found = re.search(rf"^{name} {{[^}}]*border(?:-bottom)?: 2px solid var\(--accent-line\)", rules, re.MULTILINE)
        assert found, name


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_words_on_buttons_and_in_alerts_are_read(scheme: dict[str, str]) -> None:
    pairs = [("on-accent", "accent"), ("link", "bg"), ("text", "accent-surface"), ("subtle", "bg")]
    pairs += [(f"{kind}-text", f"{kind}-bg") for kind in ("info", "success", "warning", "danger")]
    assert [pair for pair in pairs if contrast(scheme[pair[0]], scheme[pair[1]]) < 4.5] == []
