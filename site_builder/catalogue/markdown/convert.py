"""Convert Markdown to Prose, unless the text exceeds a limit.

The result depends on the text alone, so it can be cached. Internal links are unchanged; rendering replaces them. Every
text is treated as untrusted input.
"""

from __future__ import annotations

from site_builder.catalogue.markdown.limits import refusal
from site_builder.catalogue.texts import Prose


def convert(body: str) -> Prose:
    """Return the converted text of a file, the Markdown `body`.

    Every heading has an id made from its text. h1 becomes h2, because the page's own title is its h1. A text that
    exceeds a limit (limits.py) is not converted: the result has only the `refusal`.
    """
    if refused := refusal(body):
        return Prose("", "", refusal=refused)
    from site_builder.catalogue.markdown.conversion import converted  # 40 ms, unused if all texts are cached

    return converted(body)
