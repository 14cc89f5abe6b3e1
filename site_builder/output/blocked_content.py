"""Find the parts of a page that its content security policy blocks: inline scripts and styles, files of other sites.

Texts of editors are sanitised and contain none, so a part that is found comes from a template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_DATA_TYPES = ("application/ld+json", "application/json", "importmap", "speculationrules")
_LOADED_BY_LINKS = frozenset(("stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon"))

_BLOCKED = frozenset(("style", "iframe", "frame", "object", "embed", "base"))
"""Elements that the policy blocks anywhere in a page."""

RESTRICTED = _BLOCKED | {"script", "link", "img", "source", "video", "audio"}
"""Elements that the policy blocks, or of which it blocks some addresses."""

_RUN = frozenset(("href", "action", "formaction", "src"))
"""Attributes whose address is run if it is a script."""


def blocked_in(name: str, attributes: Mapping[str, str | None]) -> list[str]:
    """Return the beginning of each part of a start tag that the policy blocks: `<iframe`, `onclick=`; [] if none.

    `name` is the element's, in lower case; `attributes` are without HTML escapes, None without a value. Each beginning
    is as a template has it, so that a search of the templates finds it.
    """
    found = []
    for attribute, value in attributes.items():
        if attribute.startswith("on") or attribute == "style":
            found.append(f"{attribute}=")
        elif attribute in _RUN and value and value.strip()[:11].lower() == "javascript:":
            found.append(f'{attribute}="javascript:')
    if name in RESTRICTED:
        found += _restricted(name, {attribute: value or "" for attribute, value in attributes.items()})
    return found


def _restricted(name: str, values: Mapping[str, str]) -> Iterator[str]:
    if name in _BLOCKED:
        yield f"<{name}"
    elif name == "script":
        if not _is_own(values.get("src", "")) and values.get("type") not in _DATA_TYPES:
            yield f'src="{values["src"]}' if values.get("src") else "<script>"
    elif name == "link":
        if values.get("rel") in _LOADED_BY_LINKS and _is_foreign(values.get("href", "")):
            yield f'href="{values["href"]}'
    elif _is_foreign(values.get("src", "")):
        yield f'src="{values["src"]}'


def _is_own(address: str) -> bool:
    return bool(address) and not _is_foreign(address)


def _is_foreign(address: str) -> bool:
    return address.strip().lower().startswith(("http:", "https:", "//", "data:"))
