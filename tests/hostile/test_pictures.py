"""Pictures are what their names say, and tell nothing that their pixels do not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pictures import picture
from PIL import Image

from site_builder.engine.memo import Memo
from site_builder.problems import Problem
from site_builder.sources.pictures import FORMATS, Picture, read_picture, read_pictures


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_without_metadata_is_published_as_it_is(ending: str) -> None:
    assert read_picture(f"content/a{ending}", picture(FORMATS[ending])) == Picture(b"", 8, 4, False)


@pytest.mark.parametrize("tail", [b"PK\3\4secret", b"\xff\xd9", b"\0" * 20])
@pytest.mark.parametrize("ending", FORMATS)
def test_what_follows_a_picture_in_its_file_is_not_published(ending: str, tail: bytes) -> None:
    content = picture(FORMATS[ending], (300, 200))
    assert read_picture(f"content/a{ending}", content + tail) == Picture(content, 300, 200, False)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_place_is_taken_out_and_reported(ending: str) -> None:
    content = picture(FORMATS[ending], location=True)
    published, problems = read_pictures({f"content/a{ending}": content}, Memo())
    with Image.open(io.BytesIO(published[f"content/a{ending}"])) as image:
        assert image.format == FORMATS[ending]
        assert not image.getexif()
        assert image.size == (8, 4)
    assert b"Kamera" not in published[f"content/a{ending}"]
    assert [problem.code for problem in problems] == ["picture-location"]


def test_a_picture_lying_on_its_side_is_turned_upright() -> None:
    found = read_picture("content/a.jpg", picture("JPEG", location=True, orientation=6))
    assert isinstance(found, Picture)
    with Image.open(io.BytesIO(found.content)) as image:
        assert image.size == (4, 8)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    "content",
    [
        *(b"", b" \n", b"<html>", b"\xef\xbb\xbf<svg/>", b"GIF89a", b"%PDF-1.7", b"PK\3\4", b"version https://git-lfs"),
        *(picture("PNG", (300, 300))[:-100], picture("JPEG", (300, 300))[:200], picture("WEBP")[:20], bytes(99)),
    ],
)
def test_what_is_no_picture_is_refused(ending: str, content: bytes) -> None:
    found = read_picture(f"content/a{ending}", content)
    assert isinstance(found, Problem)
    assert found.code == "not-a-picture"


def test_a_picture_is_decoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memo = Memo(tmp_path)
    files = {"content/a.png": picture("PNG", location=True)}
    first = read_pictures(files, memo)
    monkeypatch.setattr(Image, "open", None)
    assert read_pictures(files, memo) == first
