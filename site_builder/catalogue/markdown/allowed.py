"""The HTML that texts may contain. Everything else is removed and reported."""

from __future__ import annotations

ALLOWED_TAGS = frozenset(
    """
    a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img
    ins kbd li ol p pre q s small span strong sub summary sup table tbody td tfoot th thead time tr ul
    """.split()  # noqa: SIM905 - fifty quoted words are harder to read
)
"""Elements allowed in the result. All others are removed and reported."""

ALLOWED_ATTRIBUTES = {
    "*": {"id", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "abbr": {"title"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
ALLOWED_CLASSES = {"td": {"left", "center", "right"}, "th": {"left", "center", "right"}}
"""Alignment of table columns. Python-Markdown writes it as `style`, which the site's content policy forbids."""

SCHEMES = {"http", "https", "mailto", "tel"}
