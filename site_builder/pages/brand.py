"""The look of a catalogue with a logo or colours of its own: style sheet, icons, and the picture of shared links."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from site_builder.catalogue.palette import Colours, light, style_sheet
from site_builder.catalogue.years import Catalogue
from site_builder.engine.fonts import read_font
from site_builder.pages.assets import fingerprint_image, sizes_of
from site_builder.pages.service_worker import without_service_worker

if TYPE_CHECKING:
    from site_builder.pages.brand_pictures import ShareDrawing

ICON, TOUCH_ICON, SHARE = "images/icon.svg", "images/touch-icon.png", "images/share.png"
BUILT_IN = {
    ICON: "7d17daec0b12db5a0cd9586cda1dd639b0e385f119ddf9247e0f93b1521f2366",
    TOUCH_ICON: "25d6b30121332549d56bc224f53d35d65113ebaed71edfbff10439a3eb9efb69",
    SHARE: "0855b11142916006f5ce93488147da692479e909f022d659284679864803221a",
}
"""Picture -> SHA-256 of the builder's own. One that the project has replaced stays as it is."""

_LOGO_RULE = (
    ".brand-logo { flex: none; width: auto; height: 44px; max-width: min(200px, 40vw); object-fit: contain; }\n"
)
STYLE = "css/11-profile.css"
"""Name of the style sheet of the profile: after the builder's colours, before the project's own rules."""

_STRONG, _ACCENT, _SURFACE = "#1c2f26", "#76c69d", "#d6eee2"
"""The colours of the builder's icon: ground, left page, right page."""


class Logo(Struct, frozen=True):
    """The logo beside the site's name: its URL path, and its width and height in pixels."""

    address: str
    width: int
    height: int


def logo_of(catalogue: Catalogue) -> Logo | None:
    """Return the logo of the catalogue's profile, or None if it has none."""
    path = catalogue.profile.logo
    if not path:
        return None
    content = catalogue.images[path]
    return Logo(f"/{fingerprint_image(path, content).path}", *sizes_of({path: content})[path])


def branded(sources: Mapping[str, bytes], catalogue: Catalogue) -> Mapping[str, bytes]:
    """Return the assets by name, with the style sheet and pictures of the profile and without the service worker.

    `sources` maps names in templates/assets/ to contents. A picture that the project has replaced is left as it is.
    """
    assets = without_service_worker(sources)
    colours, logo = catalogue.profile.colours, catalogue.images.get(catalogue.profile.logo, b"")
    if not (colours or logo):
        return assets
    from site_builder.pages.brand_pictures import share_picture, touch_icon

    changed = dict(assets)
    shades = _shades(colours)
    changed[STYLE] = (_LOGO_RULE * bool(logo) + (style_sheet(colours) if colours else "")).encode()
    if colours:
        if _is_built_in(ICON, assets):
            changed[ICON] = _icon(assets[ICON], shades)
        if _is_built_in(TOUCH_ICON, assets):
            changed[TOUCH_ICON] = touch_icon(shades)
    if _is_built_in(SHARE, assets):
        changed[SHARE] = share_picture(shades, logo)
    return changed


class ShareLook(NamedTuple):
    """The design that all pictures of shared links in one language have in common.

    `name` is the catalogue's; `colours` are None for the builder's own; `logo` is a picture's content, empty for none.
    """

    name: str
    colours: Colours | None
    logo: bytes


def draw_share_picture(look: ShareLook, title: str, below: str, foot: str) -> bytes:
    """Return the picture of a shared link as PNG: a title, a line below it, and one at the foot ("": none).

    `look` is the design that pictures in one language share.
    """
    return _drawing(look).draw(title, below, foot)


@lru_cache(maxsize=8)
def _drawing(look: ShareLook) -> ShareDrawing:
    """Return the drawing of the pictures of one language. Cached: its letters are drawn once in a process."""
    from site_builder.pages.brand_pictures import ShareDrawing

    return ShareDrawing(look.name, _shades(look.colours), look.logo, read_font("bold"), read_font("medium"))


_BUILDERS = {"accent-text": _STRONG, "accent": _ACCENT, "accent-surface": _SURFACE}


def _shades(colours: Colours | None) -> Mapping[str, str]:
    return {**_BUILDERS, **(light(colours) if colours else {})}


def _is_built_in(name: str, assets: Mapping[str, bytes]) -> bool:
    return name in assets and hashlib.sha256(assets[name]).hexdigest() == BUILT_IN[name]


def _icon(icon: bytes, shades: Mapping[str, str]) -> bytes:
    text = icon.decode()
    for name, colour in _BUILDERS.items():
        text = text.replace(colour, shades[name])
    return text.encode()
