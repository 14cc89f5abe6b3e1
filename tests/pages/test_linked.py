"""Web addresses in the text of a source become links; everything else stays text."""

from __future__ import annotations

import pytest

from site_builder.pages.linked import linked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hiof.no, Kompetanse", '<a href="https://hiof.no" rel="external">hiof.no</a>, Kompetanse'),
        ("(udir.no, hiof.no).", '(<a href="https://udir.no" rel="external">udir.no</a>, '
         '<a href="https://hiof.no" rel="external">hiof.no</a>).'),
        ("https://www.udir.no/a/?b=1&c=2", '<a href="https://www.udir.no/a/?b=1&amp;c=2" rel="external">'
         "udir.no/a/?b=1&amp;c=2</a>"),
        ("hihm.no/x/naturfag-2-for-1.-7.-trinn", '<a href="https://hihm.no/x/naturfag-2-for-1.-7.-trinn" '
         'rel="external">hihm.no/x/naturfag-2-for-1.-7.-trinn</a>'),
        ("NIFU, rapport 26/2015; Prop. 82 L", "NIFU, rapport 26/2015; Prop. 82 L"),
        ("post@hiof.no <b>", "post@hiof.no &lt;b&gt;"),
        ('https://a.no/"onclick=x', '<a href="https://a.no/" rel="external">a.no</a>&#34;onclick=x'),
    ],
)  # fmt: skip
def test_addresses_become_links(text: str, expected: str) -> None:
    assert linked(text) == expected


def test_a_long_address_is_shortened_where_it_is_shown_alone() -> None:
    address = "https://a.no/" + "b" * 200
    assert f'href="{address}"' in linked(address)
    assert len(linked(address)) < 2 * 200
