"""Style, scripts and pictures under names that change with their content, so that they can be kept for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from msgspec import Struct
from rjsmin import jsmin

from site_builder.output.output import Output


class Assets(Struct, frozen=True):
    """`outputs` are the files; `addresses` maps a name as in templates/assets/ (or `site.css`) to where it is."""

    outputs: tuple[Output, ...]
    addresses: Mapping[str, str]


def fingerprint(assets: Mapping[str, bytes]) -> Assets:
    """Return assets under hashed names.

    The numbered files of css/ become one `site.css`, in their order; the others are linked to by the pages that need
    them.
    Scripts import each other by relative path, so their whole folder moves to a name made from all of it.
    """
    outputs: dict[str, Output] = {}
    addresses: dict[str, str] = {}

    def add(name: str, path: str, content: bytes) -> None:
        addresses[name] = f"/{path}"
        outputs[path] = Output(path, content, f"templates/assets/{name}")

    shared = [name for name in sorted(assets) if re.match(r"css/\d", name)]
    style = b"".join(assets[name] for name in shared)
    tidy = _without_comments(style)
    add("site.css", f"assets/site.{_short(tidy)}.css", tidy)
    scripts = {name: _small(content) for name, content in sorted(assets.items()) if name.startswith("js/")}
    tree = _short(b"\0".join(name.encode() + b"\0" + content for name, content in scripts.items()))
    for name, content in scripts.items():
        add(name, f"assets/js.{tree}/{name.removeprefix('js/')}", content)
    for name, content in sorted(assets.items()):
        if name not in scripts and name not in shared:
            stem, dot, ending = name.rsplit("/", 1)[-1].partition(".")
            tidy = _without_comments(content) if ending == "css" else content
            add(name, f"assets/{stem}.{_short(tidy)}{dot}{ending}", tidy)
    return Assets(tuple(outputs[path] for path in sorted(outputs)), addresses)


def fingerprint_image(path: str, content: bytes) -> Output:
    """Return a picture of content/ under a hashed name."""
    stem, dot, ending = path.rsplit("/", 1)[-1].rpartition(".")
    return Output(f"assets/{stem}.{_short(content)}{dot}{ending}", content, path)


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


def _small(script: bytes) -> bytes:
    """The same script without what is for those who write it."""
    small: str = jsmin(script.decode())
    return small.encode() + b"\n"


def _without_comments(style: bytes) -> bytes:
    """Comments and indentation are for those who write the style, not for those who load it."""
    text = re.sub(rb"/\*.*?\*/", b"", style, flags=re.DOTALL)
    return re.sub(rb"\s*\n\s*", b"\n", text).strip() + b"\n"
