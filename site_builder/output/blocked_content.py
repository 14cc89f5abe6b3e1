"""Find in a page what its content security policy stops: inline scripts and styles, handlers, and other sites' files.

No text of an editor can hold any of it: texts are sanitised. So it comes from a template.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SUSPECT = re.compile(
    r"""<style|<i?frame|<object|<embed|<base\b|[\s"'/](?:on[a-z]{2,30}|style)\s*=|javascript:"""
    r"""|<script(?![^>]*\ssrc=["']?/[^/])(?![^>]*\stype="application/(?:ld\+)?json")"""
    r"""|<(?:img|source|video|audio)\b[^>]*\ssrc=["']?(?:https?:)?//"""
    r"""|<link\b(?![^>]*\srel=["']?(?:canonical|alternate)\b)[^>]*\shref=["']?(?:https?:)?//"""
)
"""What every piece of blocked content needs, in small letters. A page without any is not parsed once more."""

_DATA_TYPES = ("application/ld+json", "application/json", "importmap", "speculationrules")
_LOADED_BY_LINKS = frozenset(("stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon"))
_ELEMENTS = frozenset(("style", "iframe", "frame", "object", "embed", "base"))
"""Elements that the policy stops wherever they stand."""


def blocked_content(html: str) -> tuple[str, ...]:
    """Return the beginnings of the tags and attributes that the policy stops, as templates write them, each once."""
    if not _SUSPECT.search(html.lower()):
        return ()
    root = LexborHTMLParser(html).root
    nodes = root.traverse(include_text=False) if root else iter(())
    return tuple(dict.fromkeys(found for node in nodes for found in _blocked_in(node)))


def _blocked_in(node: LexborNode) -> list[str]:
    tag, attributes = str(node.tag), {name: value or "" for name, value in node.attributes.items()}
    found = [f"{name}=" for name in attributes if name.startswith("on") or name == "style"]
    found += [f'{name}="javascript:' for name, value in attributes.items() if _is_script(name, value)]
    if tag in _ELEMENTS:
        found.append(f"<{tag}")
    elif tag == "script" and not _is_own(attributes.get("src", "")) and attributes.get("type") not in _DATA_TYPES:
        found.append(f'src="{attributes["src"]}' if attributes.get("src") else "<script>")
    elif tag in ("img", "source", "video", "audio") and _is_foreign(attributes.get("src", "")):
        found.append(f'src="{attributes["src"]}')
    elif tag == "link" and attributes.get("rel") in _LOADED_BY_LINKS and _is_foreign(attributes.get("href", "")):
        found.append(f'href="{attributes["href"]}')
    return found


def _is_script(name: str, value: str) -> bool:
    return name in ("href", "action", "formaction", "src") and value.strip().lower().startswith("javascript:")


def _is_own(address: str) -> bool:
    return bool(address) and not _is_foreign(address)


def _is_foreign(address: str) -> bool:
    return address.strip().lower().startswith(("http:", "https:", "//", "data:"))
