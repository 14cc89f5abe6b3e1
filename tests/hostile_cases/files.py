"""Hostile files: YAML, encodings, names, pictures, addresses, templates."""

from __future__ import annotations

from pictures import picture

from hostile_cases.case import COURSE, OTHER, PLACE, SETTINGS, Case, of

YAML = {
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "an alias of itself": "navn: &a [*a]\n",
    "an object": "navn: !!python/object/apply:os.system [id]\n",
    "a tag": "navn: !x Hamar\nfylke: Hedmark\n",
    "binary": "navn: !!binary aGVp\nfylke: Hedmark\n",
    "a set": "? navn\n? fylke\n",
    "a hundred thousand levels": "navn: " + "[" * 100_000,
    "mappings without end": "navn: " + "{a: " * 5_000,
    "indented without end": "".join(" " * number + "a:\n" for number in range(1_000)),
    "a doubled key": "navn: Hamar\nnavn: Oslo\nfylke: Hedmark\n",
    "a list": "- navn\n- fylke\n",
    "a text": "Hamar\n",
    "nothing": "",
    "nothing but a comment": "# x\n",
    "two documents": "navn: Hamar\nfylke: Hedmark\n---\nnavn: Oslo\n",
    "a directive": "%YAML 9.9\n---\nnavn: Hamar\n",
    "a merge key": "<<: {navn: Hamar}\nfylke: Hedmark\n",
    "tabs": "navn:\tHamar\n\tfylke: Hedmark\n",
    "an open quote": 'navn: "Hamar\nfylke: Hedmark\n',
    "an open bracket": "navn: [Hamar\nfylke: Hedmark\n",
    "a key of 100,000 letters": "x" * 100_000 + ": y\n",
    "5,000 unknown keys": "navn: Hamar\nfylke: Hedmark\n" + "".join(f"k{number}: x\n" for number in range(5_000)),
    "a key that is a list": "? [a, b]\n: c\n",
    "a key that is nothing": ": x\n",
    "a control character": 'navn: "Ha\\u0000mar"\nfylke: Hedmark\n',
    "half a character": 'navn: "Ha\\ud800mar"\nfylke: Hedmark\n',
    "no character": 'navn: "Ha\\uFFFFmar"\nfylke: Hedmark\n',
    "a folded block": "navn: >\n" + "  x\n" * 5_000,
    "an anchor of 10,000 letters": "navn: &" + "a" * 10_000 + " Hamar\nfylke: Hedmark\n",
    "a mark of a merge": "<<<<<<< HEAD\nnavn: Hamar\n=======\nnavn: Oslo\n>>>>>>> x\nfylke: Hedmark\n",
}
ENCODINGS = {
    "zeros": b"\0" * 4_096,
    "UTF-16": "navn: å\n".encode("utf-16"),
    "UTF-16 without a mark": "navn: å\n".encode("utf-16-le"),
    "UTF-32": "navn: å\n".encode("utf-32"),
    "Windows-1252": "navn: Hamår\n".encode("cp1252"),
    "half a letter": b"navn: Ham\xc3",
    "overlong": b"navn: \xc0\xaf\n",
    "a surrogate": b"navn: \xed\xa0\x80\n",
    "no end": b"\xff\xfe",
    "another control": b"navn: a\x1b[31m\n",
    "a picture": picture("PNG"),
    "2 MB": b"navn: " + b"x" * 2_000_000,
}
ADDRESSES = (
    *("/index.html", "/nn/index.html", "/om/", "/404.html", "/robots.txt", "/robots.txt/a/", "/catalogue.json/"),
    *("/_redirects", "/_headers/x/", "/sitemap.xml", "/sok/index.html", "/2016-2017/hihm/naturfag-1-1-7/"),
    *("//evil.example/", "/../../etc/", "/a//b/", "/.well-known/", "/con/", "/a/nul.html", "/a b/", "/a?b", "/a#b"),
    *('/"><script>/', "/* https://evil.example/ 302", "/a\\b/", "/%2e%2e/", "/A/", "/å/", "/assets/x/", "/search/"),
    *("https://evil.example/", "javascript:alert(1)", "a", f"/{'a' * 256}/", f"/{'a/' * 500}", "/a\u202eb/", "/a:b/"),
)
NAMES = (
    *(
        "content/a b.md",
        "content/A.md",
        "content/å.md",
        "content/con.md",
        "content/a..md",
        "content/a?.md",
        "content/.a.md",
    ),
    *("content/a\n::error::b.md", "content/a\u202eb.md", "content/a%2f.md", "content/a:b.md", "content/index.md"),
    *("content/a\udcff.md", "content/om.md.md", f"content/{'a' * 240}.md", "content/sok.md", "content/assets.md"),
    *("catalogue/2016-2017/hihm/a b.md", "catalogue/2016-2017/hihm/index.md", "catalogue/2016-2017/nul/x.md"),
    *("catalogue/0000-0001/hihm/x.md", "catalogue/9999-9999/hihm/x.md", "catalogue/vocabulary/places/A.yaml"),
    *("catalogue/vocabulary/places/a.b.yaml", "catalogue/vocabulary/x/a.yaml", "catalogue/x.exe", "content/x.docx"),
)
PICTURES = {
    "HTML": b"<html><script>alert(1)</script>",
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "nothing": b"",
    "another format": picture("JPEG"),
    "half": picture("PNG", (200, 200))[:-50],
    "a header alone": b"\x89PNG\r\n\x1a\n",
    "an archive": b"PK\x03\x04" + b"\0" * 100,
    "a pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
    "text behind it": picture("PNG") + b"<script>alert(1)</script>",
}
TEMPLATES = {
    "no end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "zero": "{{ 1 // 0 }}",
    "unknown": "{{ finnes.ikke }}",
    "syntax": "{% if %}",
    "another template": '{% include "/etc/passwd" %}',
    "out of the folder": '{% include "../content/site.yaml" %}',
    "itself": '{% include "pages/story.html" %}',
    "a class": "{{ ''.__class__.__mro__[1].__subclasses__()[0]() }}",
    "an attribute": "{{ view.__class__.__init__.__globals__ }}",
    "a power": "{{ 'x' * 10**12 }}",
    "inline script": '{% extends "base.html" %}{% block content %}<h1>x</h1><script>alert(1)</script>{% endblock %}',
    "nothing": "",
    "no text": b"\xff\xfe",
}


def file_cases() -> list[Case]:
    """Return the cases of files."""
    head = "---\ntittel: X\nsammendrag: x\nspråk: nb\n---\n\nTekst.\n"
    old = {name: head.replace("språk", f'gamle adresser: ["{_quoted(name)}"]\nspråk') for name in ADDRESSES}
    listed = {name: f"/\n{name}\n" for name in ADDRESSES}
    return [
        *of("yaml", PLACE, YAML, refused=True),
        *of("front matter", COURSE, {name: f"---\n{text}---\n" for name, text in YAML.items()}, refused=True),
        *of("settings", SETTINGS, YAML, refused=True),
        *of("encoding", PLACE, ENCODINGS, refused=True),
        *of("encoding of a text", OTHER, ENCODINGS, refused=True),
        *of("encoding of a list", "catalogue/published-addresses.txt", ENCODINGS),
        *of("old address", "content/ny.md", old, refused=True),
        *of("published address", "catalogue/published-addresses.txt", listed),
        *[Case("file name", ascii(name), {name: head.encode()}) for name in NAMES],
        *of("picture", "content/side.png", PICTURES),
        *of(
            "template",
            "templates/pages/story.html",
            TEMPLATES,
        ),
    ]


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
