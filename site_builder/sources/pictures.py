"""Read pictures: check the format against the file name, read width and height in pixels, remove the metadata.

Published are the pixels and their colour profile. Cameras write place, time and serial number into a picture.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from site_builder.engine.memo import Cache, Memo, cache_key
from site_builder.problems import N_, Phrase, Place, Problem, error, warning
from site_builder.sources.picture_end import picture_end

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".avif": "AVIF"}
"""Ending of the name -> the name of the format in Pillow."""

MAX_PIXELS = 50_000_000
"""Pixels of the largest picture that is decoded, which takes 200 MB: more than cameras take, less than a bomb."""

WIDE_ENOUGH = 2_560
"""Pixels of a side beyond which no screen shows more: the text is at most 720 wide, on a screen of three times that."""

LFS_POINTER = b"version https://git-lfs"
_GPS = 0x8825
_ORIENTATION = 0x0112
_METADATA = frozenset(("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "mp"))


class Picture(Struct, frozen=True):
    """A picture: its bytes without metadata and without what follows its end (empty if there was neither).

    Width and height are in pixels, as stored. `has_location` is True if the file says where the picture was taken.
    """

    content: bytes
    width: int
    height: int
    has_location: bool


PICTURES = Cache("pictures", Picture)
"""Pictures by the digest of ending and content. A picture that is none is read each time."""


def read_pictures(contents: Mapping[str, bytes], memo: Memo) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the bytes to publish, by path, and the problems. `contents` are the bytes of the files, by path.

    A file that is not a picture gives an error and is left out; large pictures and locations give warnings.
    """
    if not contents:
        return {}, []
    digests = {path: cache_key(_ending(path), content) for path, content in contents.items()}
    pictures = memo.lookup(PICTURES, digests.values())
    missing = [path for path, digest in digests.items() if digest not in pictures]
    read = dict(zip(missing, memo.run(read_picture, ((path, contents[path]) for path in missing)), strict=True))
    problems = [found for found in read.values() if isinstance(found, Problem)]
    pictures |= {digests[path]: found for path, found in read.items() if isinstance(found, Picture)}
    memo.store(PICTURES, {digests[path]: pictures[digests[path]] for path in missing if digests[path] in pictures})
    memo.flush(PICTURES)
    published = {}
    for path, digest in digests.items():
        if picture := pictures.get(digest):
            published[path] = picture.content or contents[path]
            problems += _remarks(path, picture)
    return published, problems


def read_picture(path: str, content: bytes) -> Picture | Problem:
    """Return a picture without its metadata; or the error of a file that is damaged, or of more than MAX_PIXELS.

    The format must match the file extension of `path`, which is not opened.
    """
    if fault := _no_picture(path, content):
        return fault
    from PIL import Image  # 40 ms, which a build without a new picture does not need

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=[*set(FORMATS.values())]) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is lower
            written = "JPEG" if image.format == "MPO" else image.format or ""
            if written != FORMATS[_ending(path)]:
                return _other_format(path, written)
            if image.width * image.height > MAX_PIXELS:
                return _bomb(path)
            image.load()
            has_location = _has_location(image)
            stripped = _without_metadata(image, written) if _has_metadata(image) else _without_tail(content, written)
            return Picture(stripped, image.width, image.height, has_location)
    except Image.DecompressionBombError:
        return _bomb(path)
    except Exception:  # Pillow documents no exceptions; a damaged file raises a dozen kinds
        return _unreadable(path, N_("it is damaged, or of another format"))


def _without_tail(content: bytes, written: str) -> bytes:
    """Return a picture of the format `written` without bytes after its end; b"" for a picture that has none."""
    end = picture_end(content, written)
    return content[:end] if end < len(content) else b""


def _ending(path: str) -> str:
    return path[path.rindex(".") :]


def _no_picture(path: str, content: bytes) -> Problem | None:
    """Return the problem of a file that does not begin as a picture; else None."""
    if content.startswith(LFS_POINTER):
        return error(
            Place(path),
            "not-a-picture",
            N_("The file is a pointer of Git LFS; the picture itself has not been fetched."),
            N_("Fetch it with `git lfs pull`; in GitHub Actions, set `lfs: true` at actions/checkout."),
        )
    if not content.strip():
        return _unreadable(path, N_("it is empty"))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _unreadable(path, N_("it is HTML, SVG or other text"))
    return None


def _unreadable(path: str, reason: str) -> Problem:
    return error(
        Place(path),
        "not-a-picture",
        N_("The file is not a picture: {reason}."),
        N_("Save the picture again as png, jpg, webp or avif, and put that file here."),
        reason=Phrase(reason),
    )


def _other_format(path: str, written: str) -> Problem:
    ending = next(ending for ending, each in FORMATS.items() if each == written)
    return error(
        Place(path),
        "not-a-picture",
        N_("The picture is a {format}, not what its name says."),
        N_("Let its name end in {ending}, here and in the text that shows it."),
        format=written,
        ending=ending,
    )


def _bomb(path: str) -> Problem:
    return error(
        Place(path),
        "large-picture",
        N_("The picture has more than {limit} million pixels, so it is not read."),
        N_("Make it smaller, for example 1600 pixels wide."),
        limit=MAX_PIXELS // 1_000_000,
    )


def _remarks(path: str, picture: Picture) -> Iterator[Problem]:
    """Yield the warnings about a picture that is published: too many pixels, or a location in the file."""
    if max(picture.width, picture.height) > WIDE_ENOUGH:
        yield warning(
            Place(path),
            "large-picture",
            N_("The picture is {width} × {height} pixels; no screen shows more than {limit} of a side."),
            N_("Make it smaller, for example 1600 pixels wide."),
            width=picture.width,
            height=picture.height,
            limit=WIDE_ENOUGH,
        )
    if picture.has_location:
        yield warning(
            Place(path),
            "picture-location",
            N_("The picture tells where it was taken (GPS). The place is left out of what is published."),
            N_("Remove it from the file too, if others can read the project: «remove properties» in Windows."),
        )


def _has_metadata(image: Any) -> bool:
    return bool(_METADATA & image.info.keys() or getattr(image, "text", None) or image.getexif())


def _has_location(image: Any) -> bool:
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    marks = (b"GPSLatitude", b"GPSLongitude")
    text = xmp.encode() if isinstance(xmp, str) else xmp
    return bool(image.getexif().get_ifd(_GPS)) or any(mark in text for mark in marks)


def _without_metadata(image: Any, written: str) -> bytes:
    """Return the bytes of a picture in the format `written`, upright, with its pixels and colour profile alone."""
    from PIL import ImageOps

    turned = image.getexif().get(_ORIENTATION, 1) != 1
    keep = written == image.format == "JPEG" and not turned  # the same quantisation: no loss that one can see
    options: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": "keep" if keep else 92, "comment": b""},
        "PNG": {"optimize": True},
        "WEBP": {"quality": 90, "xmp": b"", "save_all": getattr(image, "n_frames", 1) > 1},
        "AVIF": {"quality": 85, "xmp": b"", "save_all": getattr(image, "n_frames", 1) > 1},
    }
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image) if turned else image
    for key in _METADATA:
        upright.info.pop(key, None)
    content = io.BytesIO()
    upright.save(content, written, exif=b"", icc_profile=profile, **options[written])
    return content.getvalue()
