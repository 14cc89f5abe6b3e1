"""Each part of a page that the content security policy blocks is found, and no other part."""

from __future__ import annotations

import pytest

from site_builder.exports.hosting import HEADERS
from site_builder.output.content_policy import HEADER_POLICY, PAGE_POLICY
from site_builder.output.html_parts import parse_page

BLOCKED = {
    "<script>alert(1)</script>": "<script>",
    "<SCRIPT type=module>x</SCRIPT>": "<script>",
    "<script type='text/javascript'>x</script>": "<script>",
    '<script src="https://cdn.example/a.js"></script>': 'src="https://cdn.example/a.js',
    "<script src=//cdn.example/a.js></script>": 'src="//cdn.example/a.js',
    '<p style="color:red">x</p>': "style=",
    "<p STYLE = 'color:red'>x</p>": "style=",
    "<style>p{}</style>": "<style",
    "<style media=print>p{}</style>": "<style",
    '<button onclick="x()">x</button>': "onclick=",
    "<body onload=x()>": "onload=",
    '<a/onmouseover="x">x</a>': "onmouseover=",
    '<svg><g onbegin="x"></g></svg>': "onbegin=",
    '<a href="javascript:x()">x</a>': 'href="javascript:',
    '<form action=" JavaScript:x()"></form>': 'action="javascript:',
    "<iframe src=/a/></iframe>": "<iframe",
    "<object data=/a></object>": "<object",
    "<embed src=/a>": "<embed",
    "<base href=/a>": "<base",
    '<img src="https://a.example/x.png" alt="">': 'src="https://a.example/x.png',
    '<img alt="" src="//a.example/x.png">': 'src="//a.example/x.png',
    '<link rel="stylesheet" href="https://a.example/x.css">': 'href="https://a.example/x.css',
    '<link href="http://a.example/x.css" rel="icon">': 'href="http://a.example/x.css',
}
ALLOWED = [
    '<script src="/assets/a.js" type="module"></script>',
    "<script src=/assets/a.js></script>",
    '<script type="application/ld+json">{"a": "<style onclick="}</script>',
    '<script type="application/json">{}</script>',
    '<link rel="canonical" href="https://a.example/">',
    '<link rel="stylesheet" href="/assets/a.css">',
    '<a href="https://a.example/" data-on="x" class="style">on = 1, style = 2</a>',
    "<p>&lt;script&gt; onclick=x style=y javascript:z</p>",
    '<p title="a onclick=b">x</p>',
    '<img src="/bilder/a.png" alt="">',
    "<!-- <script>x</script> -->",
    "<template><style>p{}</style></template>",
    "<svg><path d='M0 0' fill='none'/></svg>",
]


@pytest.mark.parametrize("html", BLOCKED)
def test_what_no_browser_runs_is_found_as_templates_write_it(html: str) -> None:
    assert parse_page(f"<head>\n</head>\n{html}").blocked == (BLOCKED[html],)
    assert parse_page(f"<!-- read as a whole -->{html}").blocked == (BLOCKED[html],)


@pytest.mark.parametrize("html", ALLOWED)
def test_what_the_policy_allows_is_not(html: str) -> None:
    assert parse_page(f"<head>\n</head>\n{html}").blocked == ()
    assert parse_page(f"<!-- read as a whole -->{html}").blocked == ()


def test_pages_and_headers_have_one_policy_but_for_what_a_page_cannot_hold() -> None:
    header = HEADERS["/*"]["Content-Security-Policy"]
    assert header == HEADER_POLICY
    assert [each for each in header.split("; ") if each not in PAGE_POLICY.split("; ")] == ["frame-ancestors 'none'"]
    assert not {"frame-ancestors", "report-uri", "sandbox"} & {each.split()[0] for each in PAGE_POLICY.split("; ")}
