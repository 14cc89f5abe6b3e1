"""What nobody should write, in a whole project: `check` and `build` answer alike and in words; nothing gets through."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import icalendar
import pytest
from click.testing import CliRunner, Result

from site_builder.cli.main import main

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
ARTICLE = "content/om.md"
SCRIPT = "<script>alert(1)</script>"


def field(name: str, value: str) -> Callable[[Path], None]:
    """Give the course's field this text, quoted as YAML wants it."""

    def change(root: Path) -> None:
        file = root / COURSE
        text = re.sub(rf"^{name}: .*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        file.write_text(text.replace("---\n", f'---\n{name}: "{escaped}"\n', 1), encoding="utf-8")

    return change


def body(text: str, path: str = ARTICLE) -> Callable[[Path], None]:
    """Add a text to an article or course."""

    def change(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")

    return change


def content(path: str, written: str | bytes) -> Callable[[Path], None]:
    """Put a file there that holds this."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(written if isinstance(written, bytes) else written.encode())

    return change


def link(path: str, target: str) -> Callable[[Path], None]:
    """Put a symbolic link there."""

    def change(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return change


REFUSED = {
    "a control character, escaped": content(
        "catalogue/vocabulary/places/hamar.yaml", 'navn: "Ha\\u0000mar"\nfylke: Hedmark\n'
    ),
    "a bomb of aliases": content(
        "catalogue/vocabulary/places/hamar.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    ),
    "a tag that would make an object": content(
        "catalogue/vocabulary/places/hamar.yaml", "navn: !!python/object/apply:os.system [id]\n"
    ),
    "a hundred thousand levels": content("catalogue/vocabulary/places/hamar.yaml", "navn: " + "[" * 100_000),
    "nothing but zeros": content(COURSE, b"\0" * 4096),
    "another encoding": content(COURSE, "tittel: å".encode("utf-16")),
    "a file of 2 MB": content(ARTICLE, "---\ntittel: X\nspråk: nb\n---\n\n" + "x " * 1_000_000),
    "a link out of the project": link("content/hemmelig.md", "/etc/passwd"),
    "a link to itself": link("content/ring.md", "ring.md"),
    "a picture out of the project": body("![x](../../../../etc/passwd)"),
    "a link out of the project in a text": body("[x](../../../../etc/passwd)"),
    "a name that leaves its folder": field("gamle adresser", "/../../etc/"),
    "a redirect to elsewhere": field("gamle adresser", "//evil.example/"),
    "a redirect with a rule in it": field("gamle adresser", "/a /b 200\n/* https://evil.example/ 302"),
    "a link to nowhere": link("content/borte.md", "finnes-ikke.md"),
    "brackets without end": body("[" * 5_000 + "*" * 5_000),
    "an address that is a script": field("lenke", "javascript:alert(1)"),
}
LET_THROUGH = {
    "a script in a title": field("tittel", f'Naturfag 2 "><b>{SCRIPT}'),
    "the end of the data in a title": field("tittel", "Naturfag 2 </script><script>alert(1)</script>"),
    "the end of an XML text": field("opptakskrav", "]]></x> & <y> <!-- <![CDATA["),
    "a formula": field("opptakskrav", '=HYPERLINK("https://evil.example")'),
    "a calendar in a title": field("tittel", "Naturfag 2 END:VCALENDAR BEGIN:VCALENDAR;X,Y\\Z"),
    "a template in a title": field("tittel", "Naturfag 2 {{ 7*7 }} {% raw %}"),
    "a direction turned round": field("tittel", "Naturfag 2 \u202e1-7"),
    "HTML in a text": body(f"{SCRIPT} <b onclick=alert(1)>b</b> <a href='javascript:alert(1)'>x</a>"),
    "a link that is a script": body("[x](javascript:alert(1)) <svg/onload=alert(1)> [y](data:text/html,x)"),
    "a template in a text": body("{{ config }} {% include '/etc/passwd' %}", COURSE),
    "a frame": body("<iframe src='https://evil.example/'></iframe><form action='https://evil.example/'>"),
}


def run(verb: str, root: Path) -> Result:
    return CliRunner().invoke(main, [verb, "--root", str(root), "--now", "2016-02-10", "--jobs", "1"])


def alike(root: Path) -> Result:
    """Check and build the project; both must answer alike and in words. Return what the build said."""
    checked, built = run("check", root), run("build", root)
    for result in (checked, built):
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
    assert checked.exit_code == built.exit_code
    found = [re.findall(r"^\S+: \S+ \[[\w-]+\]", result.output, re.MULTILINE) for result in (checked, built)]
    assert found[0] == found[1]
    return built


def published(root: Path) -> dict[str, bytes]:
    """Return the published files of a project, by path."""
    public = root / "public"
    return {file.relative_to(public).as_posix(): file.read_bytes() for file in public.rglob("*") if file.is_file()}


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A project that was built."""
    return Path(shutil.copytree(built_once, tmp_path / "site"))


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_it_is_refused_by_both_and_the_published_site_stays(built: Path, change: Callable[[Path], None]) -> None:
    before = published(built)
    assert "index.html" in before
    change(built)
    said = alike(built)
    assert said.exit_code == 1
    assert re.search(r"^\S+: feil \[[\w-]+\]", said.output, re.MULTILINE)
    assert "root:" not in said.output
    assert published(built) == before


@pytest.mark.parametrize("change", LET_THROUGH.values(), ids=LET_THROUGH)
def test_it_is_text_wherever_it_is_shown(built: Path, change: Callable[[Path], None]) -> None:
    """Pages that the change leaves as they were are not read again: html5lib takes as long as two builds for all."""
    before = published(built)
    change(built)
    assert alike(built).exit_code == 0
    public = built / "public"
    changed = [path for path, content in published(built).items() if content != before.get(path)]
    assert any(path.endswith(".html") for path in changed)
    for path in changed:
        if path.endswith(".html"):
            harmless((public / path).read_text(encoding="utf-8"))
    for file in (*public.rglob("*.xml"), *public.rglob("*.atom")):
        ElementTree.parse(file)
    for file in public.rglob("*.ics"):
        assert len(icalendar.Calendar.from_ical(file.read_bytes()).walk("VCALENDAR")) == 1
    for cell in re.split(r'[,;\r\n]"?', (public / "catalogue.csv").read_text(encoding="utf-8")):
        assert not cell.startswith("=")
    assert all(line.count(" ") == 2 for line in (public / "_redirects").read_text(encoding="utf-8").splitlines())


def harmless(html: str) -> None:
    """Nothing in a page runs, frames or sends what its own template did not write."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("iframe", "object", "embed")
        if element.tag == "script":
            assert element.get("src", "").startswith("/assets/") or element.get("type", "").endswith("json")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert not value.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
        if element.tag == "form":
            assert element.get("action", "/").startswith("/")
