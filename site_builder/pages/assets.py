"""Style sheets, scripts and pictures under names that contain a hash of their content, so that browsers cache them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from msgspec import Struct
from rjsmin import jsmin

from site_builder.file_names import suggested_slug
from site_builder.output.output import Output


class Assets(Struct, frozen=True):
    """The published assets. `addresses` maps names in templates/assets/, and `site.css`, to URL paths `/assets/...`."""

    outputs: tuple[Output, ...]
    addresses: Mapping[str, str]


def fingerprint(assets: Mapping[str, bytes]) -> Assets:
    """Return the assets under hashed names. `assets` maps names in templates/assets/ to contents.

    The numbered files of css/ are joined into `site.css` in their order. Other style sheets are linked by the pages
    that use them. Scripts import each other by relative path, so all of them are in a folder named by their joint hash.
    """
    outputs: dict[str, Output] = {}
    addresses: dict[str, str] = {}

    def add(name: str, path: str, content: bytes) -> None:
        addresses[name] = f"/{path}"
        outputs[path] = Output(path, content, f"templates/assets/{name}")

    shared = [name for name in sorted(assets) if re.match(r"css/\d", name)]
    style = b"".join(assets[name] for name in shared)
    tidy = _without_comments(style)
    add("site.css", f"assets/site.{short_hash(tidy)}.css", tidy)
    scripts = {name: _minified(content) for name, content in sorted(assets.items()) if name.startswith("js/")}
    tree = short_hash(b"\0".join(name.encode() + b"\0" + content for name, content in scripts.items()))
    for name, content in scripts.items():
        add(name, f"assets/js.{tree}/{name.removeprefix('js/')}", content)
    for name, content in sorted(assets.items()):
        if name not in scripts and name not in shared:
            stem, dot, ending = name.rsplit("/", 1)[-1].partition(".")
            tidy = _without_comments(content) if ending == "css" else content
            add(name, f"assets/{stem}.{short_hash(tidy)}{dot}{ending}", tidy)
    return Assets(tuple(outputs[path] for path in sorted(outputs)), addresses)


def fingerprint_image(path: str, content: bytes) -> Output:
    """Return a picture as a published file, under a name with the hash of its content.

    `path` is the picture's below the root, such as `content/kart.png`.
    """
    stem, dot, ending = path.rsplit("/", 1)[-1].rpartition(".")
    return Output(f"assets/{suggested_slug(stem)}.{short_hash(content)}{dot}{ending}", content, path)


def sizes_of(images: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
    """Return path -> (width, height) in pixels. `images` maps paths to contents."""
    if not images:
        return {}
    from site_builder.pages.brand_pictures import size_of

    return {path: size_of(content) for path, content in images.items()}


def short_hash(content: bytes) -> str:
    """Return the hash that is used in a file's name: the first ten hexadecimal digits of its SHA-256."""
    return hashlib.sha256(content).hexdigest()[:10]


def _minified(script: bytes) -> bytes:
    """Return the script without comments and superfluous white space."""
    small: str = jsmin(script.decode())
    return small.encode() + b"\n"


_QUOTED = re.compile(rb"""("[^"\n]*"|'[^'\n]*')""")
_SPACES = ((b" {", b"{"), (b"{ ", b"{"), (b" }", b"}"), (b"; ", b";"), (b": ", b":"), (b", ", b","), (b";}", b"}"))
"""Spaces of a style sheet without meaning outside quotation marks, and the semicolon at the end of a rule."""


def _without_comments(style: bytes) -> bytes:
    """Return the style sheet without comments, empty lines, and spaces and semicolons that have no meaning."""
    text = re.sub(rb"/\*.*?(?:\*/|\Z)", b"", style, flags=re.DOTALL)  # a comment left open ends with the file
    lines = b"\n".join(line for line in map(bytes.strip, text.split(b"\n")) if line)
    parts = _QUOTED.split(lines)
    for number in range(0, len(parts), 2):
        for written, short in _SPACES:
            parts[number] = parts[number].replace(written, short)
    return b"".join(parts) + b"\n"
