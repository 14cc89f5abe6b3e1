"""Find the parts of a page that its content security policy blocks: inline scripts and styles, files of other sites.

Texts of editors are sanitised and contain none, so a part that is found comes from a template.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_WORDS = ("<style", "<iframe", "<frame", "<object", "<embed", "<base", "javascript:")
_HANDLER = re.compile(r"on[a-z]{2,30}\s{0,10}=")
_STYLE = re.compile(r"style\s{0,10}=")
_SOURCE = re.compile(r"src\s{0,10}=\s{0,10}[\"']?\s{0,10}(?:https?:|//|data:)")
_HREF = re.compile(r"href\s{0,10}=\s{0,10}[\"']?\s{0,10}(?:https?:|//|data:)")
_OWN_SCRIPT = re.compile(r"\ssrc=[\"']?/[^/]")
_DATA_SCRIPT = re.compile(r"\stype=[\"']?application/(?:ld\+)?json")
_REFERENCE = re.compile(r"\srel=[\"']?(?:canonical|alternate)\b")

_DATA_TYPES = ("application/ld+json", "application/json", "importmap", "speculationrules")
_LOADED_BY_LINKS = frozenset(("stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon"))
_ELEMENTS = frozenset(("style", "iframe", "frame", "object", "embed", "base"))
"""Elements that the policy blocks anywhere in a page."""


def blocked_content(html: str) -> tuple[str, ...]:
    """Return the beginnings of a page's blocked parts, such as `<iframe` and `onclick=`, each once.

    They are in the page's order, and as a template would have them, so that a search of the templates finds them.
    """
    root = LexborHTMLParser(html).root
    nodes = root.traverse(include_text=False) if root else iter(())
    return tuple(dict.fromkeys(found for node in nodes for found in _blocked_in(node)))


def may_be_blocked(tag: str) -> bool:
    """Return False if neither a tag, as written, nor its attributes are blocked; True if `blocked_content` must decide.

    A page whose tags all give False needs no second parse.
    """
    lower = tag.lower()
    return (
        any(word in lower for word in _WORDS)
        or any(_begins_word(lower, found.start()) for found in _HANDLER.finditer(lower))
        or any(_begins_word(lower, found.start()) for found in _STYLE.finditer(lower))
        or _SOURCE.search(lower) is not None
        or (lower.startswith("<script") and not (_OWN_SCRIPT.search(lower) or _DATA_SCRIPT.search(lower)))
        or (lower.startswith("<link") and _HREF.search(lower) is not None and not _REFERENCE.search(lower))
    )


def _begins_word(tag: str, start: int) -> bool:
    return not (tag[start - 1].isalnum() or tag[start - 1] in "-_?&")


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
