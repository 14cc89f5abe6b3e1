"""The pictures of shared links say which course it is; a page names one that exists."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from site_builder.build import Site
from site_builder.catalogue.palette import Colours
from site_builder.engine.fonts import read_font
from site_builder.pages.brand import ShareLook, draw_share_picture
from site_builder.pages.share_pictures import LETTERS

MAX_SIZE = 12_000
"""Bytes: with ten thousand courses the pictures stay below a tenth of the pages."""
LOOK = ShareLook("Studiekatalogen", None, b"")
TITLE = "Engelsk 1, 5.–10. trinn"


@pytest.fixture
def files(built_once: Path) -> Mapping[str, bytes]:
    public = built_once / "public"
    return {
        file.relative_to(public).as_posix(): file.read_bytes()
        for file in public.rglob("*")
        if file.suffix in {".html", ".png"}
    }


def picture_named(page: bytes) -> str:
    return re.findall(r'property="og:image" content="https://[^/]+/([^"]+)"', page.decode())[0]


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_every_page_names_a_picture_of_the_site_with_its_size(files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".html") and b"og:image" in content:
            width, height = re.findall(rb'og:image:(?:width|height)" content="(\d+)"', content)
            assert opened(files[picture_named(content)]).size == (int(width), int(height)), path


def test_a_course_has_one_picture_in_all_languages(files: Mapping[str, bytes]) -> None:
    course = "2016-2017/hihm/naturfag-2-1-7"
    named = {picture_named(files[f"{prefix}{course}/index.html"]) for prefix in ("", "nn/")}
    assert named == {f"{course}/bilde.png"}
    assert picture_named(files["2016-2017/fag/naturfag/index.html"]).startswith("assets/share.")


def test_many_courses_share_the_pictures_of_their_subjects(
    small_site: Path, build_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.pages.share_pictures.MOST_OWN", 0)
    outputs = {output.path: output for output in build_site(small_site).outputs}
    page = outputs["2016-2017/hihm/naturfag-2-1-7/index.html"].content
    assert picture_named(page) == "2016-2017/fag/naturfag/bilde.png"
    assert '<meta property="og:image:alt" content="Naturfag">' in page.decode()
    assert opened(outputs["2016-2017/fag/naturfag/bilde.png"].content).size == (600, 315)
    assert [path for path in outputs if path.endswith("naturfag-2-1-7/bilde.png")] == []


def test_the_pictures_are_small(files: Mapping[str, bytes]) -> None:
    sizes = {path: len(content) for path, content in files.items() if re.fullmatch(r"\d.*\.png", path)}
    assert sizes
    assert max(sizes.values()) < MAX_SIZE


@pytest.mark.parametrize("name", ["bold", "medium"])
def test_the_fonts_have_every_letter_that_is_drawn(name: str) -> None:
    font = ImageFont.truetype(io.BytesIO(read_font(name)), 40)
    unknown = bytes(font.getmask("\uffff"))
    letters = [chr(number) for number in range(0x2200) if LETTERS.fullmatch(chr(number)) and chr(number).isprintable()]
    assert len(letters) > 300
    assert [each for each in letters if bytes(font.getmask(each)) == unknown] == []


def test_each_word_is_drawn_and_a_long_title_is_cut_before_the_place() -> None:
    drawn = draw_share_picture(LOOK, TITLE, "HIHM · Hamar", "Søknadsfrist 1. mars 2016")
    others = [
        draw_share_picture(LOOK, "Engelsk 2, 5.–10. trinn", "HIHM · Hamar", "Søknadsfrist 1. mars 2016"),
        draw_share_picture(LOOK, TITLE, "HIHM · Tynset", "Søknadsfrist 1. mars 2016"),
        draw_share_picture(LOOK, TITLE, "HIHM · Hamar", "Avlyst"),
    ]
    assert drawn not in others
    assert drawn == draw_share_picture(LOOK, TITLE, "HIHM · Hamar", "Søknadsfrist 1. mars 2016")
    foot = (0, 250, 600, 303)
    for title in ("ord " * 200, "a" * 5_000, ""):
        long = opened(draw_share_picture(LOOK, title, "x" * 500, "Søknadsfrist 1. mars 2016"))
        assert long.crop(foot).tobytes() == opened(drawn).crop(foot).tobytes()


def test_the_picture_has_the_colours_and_the_logo_of_the_profile() -> None:
    logo = io.BytesIO()
    Image.new("RGB", (90, 60), "#0000ff").save(logo, "PNG")
    look = ShareLook("Short courses", Colours("#7a1f3d"), logo.getvalue())
    drawn = opened(draw_share_picture(look, "Welding", "", ""))
    assert drawn.getpixel((300, 310)) == (0x7A, 0x1F, 0x3D)
    assert drawn.getpixel((590, 20)) == (255, 255, 255)
    assert drawn.getpixel((70, 43)) == (0, 0, 255)
