"""Pictures for tests, made by Pillow."""

from __future__ import annotations

import io

from PIL import Image


def picture(kind: str, size: tuple[int, int] = (8, 4), *, location: bool = False, orientation: int = 1) -> bytes:
    """Return a picture of a format of Pillow, perhaps with a place in its EXIF data."""
    exif = Image.Exif()
    if location:
        exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 47.0, 30.0)})
        exif[0x010F] = "Kamera"
        exif[0x0112] = orientation
    content = io.BytesIO()
    Image.new("RGB", size, "white").save(content, kind, **({"exif": exif} if location else {}))
    return content.getvalue()
