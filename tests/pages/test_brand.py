"""A logo and colours of the profile: in the style sheet, the icons, the manifest and the picture of shared links."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from site_builder.build import build
from site_builder.catalogue.palette import Colours, light
from site_builder.engine.memo import Memo
from site_builder.engine.timings import Stages
from site_builder.pages.brand import BUILT_IN

PROJECT = Path(__file__).parent.parent.parent
NOW = datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("Europe/London"))
MAROON = "#7a1f3d"


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    site = build(PROJECT / "tests/sites/university", now=NOW, memo=Memo(), stages=Stages())
    return {each.path: each.content for each in site.outputs}


def only(files: Mapping[str, bytes], beginning: str) -> bytes:
    [found] = [content for path, content in files.items() if path.startswith(beginning)]
    return found


def test_the_builders_own_pictures_are_known_so_that_those_of_a_project_stay() -> None:
    found = {name: (PROJECT / "templates/assets" / name).read_bytes() for name in BUILT_IN}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in found.items()} == BUILT_IN


def test_the_logo_stands_beside_the_name_with_its_size(files: Mapping[str, bytes]) -> None:
    page = files["index.html"].decode()
    assert '<img class="brand-logo" src="/short/assets/crest.' in page
    assert 'alt="" width="360" height="240">' in page
    assert "brand-mark" not in page


def test_the_style_sheet_icon_manifest_and_browser_have_the_colours(files: Mapping[str, bytes]) -> None:
    style = only(files, "assets/site.").decode()
    ground = light(Colours(MAROON))["accent-bg"]
    assert style.index("--accent:#76c69d") < style.index(f"--accent:{MAROON}")
    assert MAROON in only(files, "assets/icon.").decode()
    assert json.loads(files["manifest.webmanifest"])["theme_color"] == ground
    assert (
        f'<meta name="theme-color" content="{ground}" media="(prefers-color-scheme: light)">'
        in files["index.html"].decode()
    )


def test_shared_links_show_the_logo_above_a_band_of_the_colour(files: Mapping[str, bytes]) -> None:
    with Image.open(io.BytesIO(only(files, "assets/share."))) as picture:
        assert picture.size == (1200, 630)
        assert picture.getpixel((600, 620)) == picture.getpixel((600, 303)) == (0x7A, 0x1F, 0x3D)
        assert picture.getpixel((20, 20)) == (255, 255, 255)
    with Image.open(io.BytesIO(only(files, "assets/touch-icon."))) as icon:
        assert icon.size == (180, 180)
        assert icon.getpixel((60, 90)) == (0x7A, 0x1F, 0x3D)
