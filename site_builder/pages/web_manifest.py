"""manifest.webmanifest: the site's name, icons and colours for a reader who puts it on her home screen."""

from __future__ import annotations

import json

from site_builder.catalogue.palette import theme
from site_builder.catalogue.years import Catalogue
from site_builder.output.output import Output
from site_builder.output.root_path import root_path
from site_builder.pages.assets import Assets

ICONS = {"images/icon.svg": ("any", "image/svg+xml"), "images/touch-icon.png": ("180x180", "image/png")}
"""Name of an asset -> its sizes and type."""


def web_manifest(assets: Assets, catalogue: Catalogue) -> Output:
    """Return manifest.webmanifest. An icon that is not among the assets is left out."""
    settings, (ground, _) = catalogue.settings, theme(catalogue.profile.colours)
    root, language = root_path(settings.base), settings.languages[0]
    name = settings.name.in_language(language)
    manifest = {
        "name": name,
        "short_name": name,
        "lang": language,
        "start_url": f"{root}/",
        "scope": f"{root}/",
        "display": "minimal-ui",
        "theme_color": ground,
        "background_color": ground,
        "icons": [
            {"src": root + assets.addresses[each], "sizes": sizes, "type": kind}
            for each, (sizes, kind) in ICONS.items()
            if each in assets.addresses
        ],
    }
    return Output("manifest.webmanifest", (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
