"""The colours of a catalogue that has its own: all shades of the accent colour, in the light and the dark scheme.

The names are those of custom properties in templates/assets/css/10-tokens.css. Shades keep the share of accent and
ground that the builder's own have, and go as far towards black or white as their contrast needs.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from site_builder.catalogue.colours import (
    BLACK,
    MARK_CONTRAST,
    TEXT_CONTRAST,
    WHITE,
    contrast,
    mix,
    readable,
    words_on,
)

LIGHT_GROUND, DARK_GROUND = "#ffffff", "#181818"
"""The backgrounds of pages: `--bg`."""

_TINTED = {LIGHT_GROUND: "#f3f3f3", DARK_GROUND: "#1f1f1f"}
"""Background of a page -> that of its subdued parts: `--tinted`."""
_SUBTLE = {LIGHT_GROUND: "#5d5d5d", DARK_GROUND: "#a8a8a8"}
"""Background of a page -> the colour of its subdued words: `--subtle`."""
_STRONG = 7.0
"""Contrast of headings and menus to their ground, as the builder's own colours have."""


class Colours(Struct, frozen=True):
    """The colours that a profile gives, as #rrggbb: the accent, and links on light and on dark ("": computed)."""

    accent: str
    link: str = ""
    dark_link: str = ""


def grounds_of(accent: str, ground: str) -> tuple[str, str, str]:
    """Return the backgrounds of text (#rrggbb): `ground`, the page's, and two tints of `accent`, the fainter first.

    `ground` is LIGHT_GROUND or DARK_GROUND. Subdued text has enough contrast (TEXT_CONTRAST) on both tints.
    """
    tints = (mix(accent, ground, percent / 100) for percent in range(28, -1, -1))
    surface = next(tint for tint in tints if contrast(_SUBTLE[ground], tint) >= TEXT_CONTRAST)
    return ground, mix(surface, ground, 0.45), surface


def light(colours: Colours) -> Mapping[str, str]:
    """Return CSS custom property (without `--`) -> colour (#rrggbb), for the light scheme."""
    accent, grounds = colours.accent, grounds_of(colours.accent, LIGHT_GROUND)
    return {
        **_shades(accent, accent, grounds),
        "link": colours.link or readable(mix(accent, BLACK, 0.8), grounds, TEXT_CONTRAST),
        **{f"map-{step}": mix(accent, WHITE, share) for step, share in enumerate((0.25, 0.45, 0.65, 0.85), 1)},
    }


def dark(colours: Colours) -> Mapping[str, str]:
    """Return CSS custom property (without `--`) -> colour (#rrggbb), for the dark scheme."""
    accent, grounds = colours.accent, grounds_of(colours.accent, DARK_GROUND)
    return {
        **_shades(accent, mix(accent, DARK_GROUND, 0.45), grounds),
        "link": colours.dark_link or readable(mix(accent, WHITE, 0.7), grounds, TEXT_CONTRAST),
        **{f"map-{step}": mix(accent, DARK_GROUND, share) for step, share in enumerate((0.2, 0.3, 0.4, 0.5), 1)},
    }


def _shades(accent: str, button: str, grounds: tuple[str, str, str]) -> Mapping[str, str]:
    """Return CSS custom property -> colour, for those that both schemes compute in the same way.

    `button` is the ground of buttons; `grounds` are as in grounds_of.
    """
    ground, tint, surface = grounds
    words = words_on(button)
    strong = readable(mix(accent, words_on(ground), 0.4), grounds, _STRONG)
    return {
        "accent": button,
        "accent-hover": mix(button, WHITE if words == BLACK else BLACK, 0.9),
        "on-accent": words,
        "accent-bg": tint,
        "accent-surface": surface,
        "accent-line": readable(accent, (*grounds, _TINTED[ground]), MARK_CONTRAST),
        "accent-text": strong,
        "link-hover": strong,
    }


def theme(colours: Colours | None) -> tuple[str, str]:
    """Return the colours (light, dark) of the browser's address bar as #rrggbb. None: those of the builder."""
    return (light(colours)["accent-bg"], dark(colours)["accent-bg"]) if colours else ("#eaf6f0", "#18221c")


def style_sheet(colours: Colours) -> str:
    """Return the CSS that sets the custom properties of the colours, for both schemes."""
    plain, night = (
        " ".join(f"--{name}: {value};" for name, value in each.items()) for each in (light(colours), dark(colours))
    )
    return f":root {{ {plain} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {night} }} }}\n"
