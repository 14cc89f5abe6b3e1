"""Every fault has a site that shows it, the words for it, and a heading in docs/problems.md.

`tests/sites/broken/CODE/` holds only what differs from tests/sites/minimal; `DELETE` lists files to take away and
`expected.txt` is what `site-builder check --language nb` says. What it says in English, with the examples of the
Norwegian guide, is the English guide, docs/problems.en.md. UPDATE_EXPECTED=1 writes both anew.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from pictures import picture

from site_builder.build import check
from site_builder.catalogue.checks.known_entries import _MESSAGES
from site_builder.catalogue.checks.note_messages import MESSAGES as NOTES
from site_builder.catalogue.schema.messages import MESSAGES, code_of
from site_builder.cli.problem_text import as_text, summary
from site_builder.engine.memo import InProcessMemo, Memo
from site_builder.engine.timings import Stages
from site_builder.messages import message_and_hint
from site_builder.problems import Invalid, Problem, Severity, in_order

PROJECT = Path(__file__).parent.parent
BROKEN = PROJECT / "tests/sites/broken"
DOCS = PROJECT / "docs/problems.md"
ENGLISH = PROJECT / "docs/problems.en.md"
FOLDERS = sorted(folder.name for folder in BROKEN.iterdir())
NOW = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"


def _not_utf8(root: Path) -> None:
    """A course saved in Windows-1252, and an article with a NUL in it."""
    course = root / COURSE
    course.write_bytes(course.read_text(encoding="utf-8").encode("cp1252"))
    article = root / "content/om.md"
    article.write_bytes(article.read_bytes().replace(b"denne", b"den\0ne"))


def _outside_root(root: Path) -> None:
    """A picture that is a link to a file of somebody else's."""
    outside = root.parent / "outside.png"
    outside.write_bytes(b"secret")
    (root / "content/kart.png").symlink_to(outside)


def _too_large(root: Path) -> None:
    """A text and a picture, each a little too large."""
    with (root / COURSE).open("a", encoding="utf-8") as file:
        file.write("Mye tekst.\n" * 60_000)
    (root / "content/kart.png").write_bytes(bytes(5 * 1024 * 1024))


def _unreadable_file(root: Path) -> None:
    """A link to a file that has been moved away."""
    (root / "content/flyttet.md").symlink_to(root / "content/gammel.md")


def _missing_alt(root: Path) -> None:
    """The picture that the article shows."""
    (root / "content/kart.png").write_bytes(picture("PNG"))


def _tangled_text(root: Path) -> None:
    """Brackets without end, and lists within lists within lists."""
    with (root / COURSE).open("a", encoding="utf-8") as file:
        file.write("\n" + "[" * 100_000 + "\n")
    with (root / "content/om.md").open("a", encoding="utf-8") as file:
        file.write("\n" + "- " * 2_000 + "bunn\n")


def _too_heavy(root: Path) -> None:
    """A picture of two megabytes, most of them in a chunk that no reader knows."""
    end, padding = picture("PNG").index(b"IEND") - 4, bytes(2_000_000 - 12)
    chunk = len(padding).to_bytes(4) + b"teST" + padding + crc32(b"teST" + padding).to_bytes(4)
    (root / "content/kart.png").write_bytes(picture("PNG")[:end] + chunk + picture("PNG")[end:])


def _not_a_picture(root: Path) -> None:
    """A page, an SVG, nothing, a pointer, half a picture, and one of another format."""
    for name, content in {
        "kart.png": b"<!doctype html><script>alert(1)</script>",
        "logo.webp": b"\xef\xbb\xbf\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        "tom.jpg": b"",
        "peker.png": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n",
        "halv.png": picture("PNG", (300, 300))[:-100],
        "foto.png": picture("JPEG"),
    }.items():
        (root / "content" / name).write_bytes(content)


def _large_picture(root: Path) -> None:
    """A picture that is too wide, and one that says in a few bytes that it has a thousand million pixels."""
    (root / "content/bred.png").write_bytes(picture("PNG", (3000, 2)))
    header = b"IHDR" + (40_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    bomb = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + header + crc32(header).to_bytes(4)
    (root / "content/bombe.png").write_bytes(bomb + picture("PNG")[33:])


def _bad_file_name(root: Path) -> None:
    """Pictures with a question mark in the name, and two with one name but for capital letters."""
    for name in ("kart?.png", "Hamar.png", "hamar.png"):
        (root / "content" / name).write_bytes(picture("PNG"))


def _picture_location(root: Path) -> None:
    """A photograph with its place."""
    (root / "content/foto.jpg").write_bytes(picture("JPEG", location=True))


def _no_history(root: Path) -> None:
    """A checkout of which git has only the last commit."""
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "one"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True)
    (root / ".git/shallow").write_bytes(head.stdout)


MAKERS: dict[str, Callable[[Path], None]] = {
    "not-utf8": _not_utf8,
    "outside-root": _outside_root,
    "too-large": _too_large,
    "unreadable-file": _unreadable_file,
    "tangled-text": _tangled_text,
    "missing-alt": _missing_alt,
    "not-a-picture": _not_a_picture,
    "bad-file-name": _bad_file_name,
    "large-picture": _large_picture,
    "picture-location": _picture_location,
    "no-history": _no_history,
    "too-heavy": _too_heavy,
}
"""What git or an editor would mend on the way, or is not text, and so is made here."""


OWN_FAULTS = {"bad-export"}
"""What only a fault of the builder can cause, and no source; tests/publish/test_checks.py shows it."""


def codes_in_the_source() -> set[str]:
    """The codes that stand in the code as constants, wherever a problem is made."""
    position = {"error": 1, "warning": 1, "say": 1, "_refuse": 1}
    found: set[object] = set()
    for file in (PROJECT / "site_builder").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            arguments = call.args[position[name] : position[name] + 1] if name in position else []
            found.update(each.value for each in arguments if isinstance(each, ast.Constant))
    return (
        {code for code, _, _ in NOTES.values()}
        | {code_of(str(code)) for code in found}
        | {f"unknown-{kind}" for kind in _MESSAGES}
        | set(map(code_of, MESSAGES))
    )


@pytest.fixture(scope="module")
def memo(small_memo: Path) -> Memo:
    """A memo that has the results of the site that the broken ones differ from."""
    return InProcessMemo(small_memo)


def problems_of(root: Path, memo: Memo) -> tuple[Problem, ...]:
    """Everything `check` finds."""
    try:
        return in_order(check(root, now=NOW, memo=memo, stages=Stages()).problems)
    except Invalid as invalid:
        return invalid.problems


def said_of(root: Path, memo: Memo) -> Iterator[str]:
    """The lines that `check --language nb` prints."""
    yield from lines_about(problems_of(root, memo), root)


def lines_about(problems: tuple[Problem, ...], root: Path) -> Iterator[str]:
    """The lines about problems, in Norwegian."""
    yield from (line.rstrip() for _, line in as_text(problems, root, "nb"))
    yield summary(problems, "nb")


def sections(guide: Path) -> dict[str, str]:
    """Code -> the text below its heading."""
    found = re.findall(r"^## (\S+)\n\n(.*?)\n*(?=^## |\Z)", guide.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return dict(found)


def in_english(code: str, problems: tuple[Problem, ...]) -> str:
    """The section of a code in the English guide: each message with its remedy, and the examples of the Norwegian."""
    of_code = {(each.message, each.hint): each for each in reversed(problems) if each.code == code}
    severities = {each.severity for each in of_code.values()}
    said = [f"{SEVERITY[min(severities)]}\n\n**What it says:**\n"]
    for each in reversed(of_code.values()):
        message, hint = (re.sub(r"([*_<\[\]`])", r"\\\1", text) for text in message_and_hint(each, "en"))
        said.append(f"- {message}  \n  → {hint}")
    _, wrong, right = re.split(r"\*\*(?:Galt|Riktig):\*\*", sections(DOCS)[code])
    for name, part in (("Wrong", wrong), ("Right", right)):
        if blocks := re.findall(r"^```.*?^```", part, re.MULTILINE | re.DOTALL):
            said.append(f"\n**{name}:**\n\n" + "\n\n".join(blocks))
    return "\n".join(said)


SEVERITY = {
    Severity.ERROR: "An error: nothing is published until it is mended.",
    Severity.WARNING: "A warning: it may be meant, and stops nothing.",
}


def write_in_english(code: str, section: str) -> None:
    """Put the section of a code in the English guide, whose codes are in order."""
    head = ENGLISH.read_text("utf-8").partition("\n## ")[0].rstrip()
    every = dict(sorted({**sections(ENGLISH), code: section}.items()))
    ENGLISH.write_text("\n\n".join((head, *(f"## {each}\n\n{text}" for each, text in every.items()))) + "\n", "utf-8")


def lay_out(code: str, root: Path) -> None:
    """Put the site of `code` together in `root`."""
    shutil.copytree(PROJECT / "tests/sites/minimal", root)
    shutil.copytree(PROJECT / "templates", root / "templates")
    overlay = BROKEN / code
    for file in (file for file in overlay.rglob("*") if file.is_file()):
        if file.name == "DELETE":
            for path in file.read_text(encoding="utf-8").split():
                (root / path).unlink()
        elif file.name != "expected.txt":
            target = root / file.relative_to(overlay)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
    if code in MAKERS:
        MAKERS[code](root)


@pytest.mark.parametrize("code", FOLDERS)
def test_the_problems_of_the_site_are_exactly_these(code: str, tmp_path: Path, memo: Memo) -> None:
    root = tmp_path / "site"
    lay_out(code, root)
    expected = BROKEN / code / "expected.txt"
    problems = problems_of(root, memo)
    said = "\n".join(lines_about(problems, root)) + "\n"
    english = in_english(code, problems)
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(said, encoding="utf-8")
        write_in_english(code, english)
    assert sections(ENGLISH)[code] == english
    assert said == expected.read_text(encoding="utf-8")
    assert f"[{code}]" in said


def test_the_site_that_the_broken_ones_differ_from_has_nothing_wrong(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(PROJECT / "tests/sites/minimal", root)
    shutil.copytree(PROJECT / "templates", root / "templates")
    assert list(said_of(root, Memo())) == ["Ingen feil og ingen advarsler."]


def test_every_code_has_a_broken_site_and_every_site_a_code() -> None:
    assert set(FOLDERS) == codes_in_the_source() - OWN_FAULTS


@pytest.mark.parametrize("guide", [DOCS, ENGLISH], ids=lambda guide: guide.name)
def test_every_code_has_a_heading_in_the_guide_and_every_heading_a_code_in_order(guide: Path) -> None:
    headings = re.findall(r"^## (\S+)$", guide.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == sorted(codes_in_the_source())


def test_the_guide_shows_what_is_wrong_and_what_is_right() -> None:
    guide = DOCS.read_text(encoding="utf-8")
    for code, section in re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", guide, re.MULTILINE | re.DOTALL):
        said, wrong, rest = section.partition("**Galt:**")
        assert wrong, code
        assert "**Riktig:**" in rest, code
        assert "**Riktig:**" not in said, code
        assert len(said.split()) >= 10, code


def test_a_site_shows_few_faults_besides_its_own() -> None:
    for code in FOLDERS:
        said = (BROKEN / code / "expected.txt").read_text(encoding="utf-8")
        shown = re.findall(r" (?:feil|advarsel) \[([a-z0-9-]+)\]$", said, re.MULTILINE)
        assert shown.count(code) >= len(shown) / 2, code
