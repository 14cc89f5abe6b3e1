"""Try strange input for a time, outside CI: `PYTHONPATH=.:tests python tests/hostile/fuzz.py SECONDS [SEED] [TARGET]`.

SEED is the first of the seeds, 1 if none is given: a run with another takes other input.

Each target makes input of its own kind with Hypothesis, from pieces of the notation and by changing real files, and
says when an input gives an exception, takes longer than MAX_SECONDS, or is published as more than text. A fault is
shown once, at its smallest input.
"""

from __future__ import annotations

import io
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hostile.test_every_kind import (
    everything_said,
    harmless,
    inert,
    said_in_words,
    test_a_table_is_imported_or_refused_in_words,
)
from hostile.test_linear_markdown import UNITS
from hostile_cases.case import ARTICLE, COURSE, PLACE, SETTINGS, Case
from hostile_cases.files import ADDRESSES, YAML
from hostile_cases.rich_site import write_site
from hostile_cases.tables import CSV, HEADINGS, JSON, ODS, ROW, XLSX
from hostile_cases.texts import MARKUP
from hostile_cases.values import VALUES
from hostile_fields import entries
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from site_builder.catalogue.load import check_sources
from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.schema.address_parsers import is_old_address
from site_builder.catalogue.schema.field_types import Fault
from site_builder.engine.memo import Memo
from site_builder.output.html_parts import parse_page
from site_builder.sources.files import read_entry, read_sources

MAX_SECONDS = 10.0
"""Processor time of one input, at most; the largest site of a target takes 1 s."""

EXAMPLES = 150
"""Inputs of a target in turn, before the next has its turn."""


class TooSlow(BaseException):  # no command catches it
    """Raised in the midst of an input that takes longer than MAX_SECONDS."""


def _too_slow(_number: int, _frame: Any) -> None:
    raise TooSlow


Bytes = st.binary(max_size=8)
_WORDS = ("tittel", "fag", "naturfag", "30", "1-7", "2016-09-05", "høst 2016", "å", "ﬁ", "İ", "\u0301", "\u202e", "😀")


def texts(*pieces: str) -> st.SearchStrategy[str]:
    """Return texts of these pieces, of any characters between them, and of long repetitions of one."""
    piece = st.sampled_from((*pieces, *_WORDS)) | st.text(max_size=4)
    repeated = st.builds(lambda text, times: text * times, piece, st.sampled_from((2, 3, 10, 100, 1_000)))
    return st.lists(piece | repeated, max_size=14).map("".join)


@st.composite
def changed_text(draw: st.DrawFn, originals: tuple[str, ...], pieces: tuple[str, ...]) -> str:
    """Return one of the originals after up to five changes: a piece put in, a part removed, doubled or moved."""
    text = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        part = text[start:end]
        new = draw(st.sampled_from((*pieces, "", part * 2, part.upper(), part[::-1])) | texts(*pieces))
        text = text[:start] + new + text[end:]
    return text


def _site() -> Path:
    root = Path(tempfile.mkdtemp(prefix="fuzz-")) / "site"
    write_site(root)
    return root


ROOT = _site()
FILES = {
    file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
    for file in sorted(ROOT.rglob("*"))
    if file.suffix in (".md", ".yaml", ".txt", ".html", ".po")
}
PIECES_YAML = (
    *(
        "---\n",
        "- ",
        ": ",
        ":\n",
        "\n",
        "  ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!x ",
        "!!str ",
        "? ",
        "| \n",
        ">\n",
    ),
    *('"', "'", "#", "%YAML 1.2\n", "<<: ", "...\n", "\\u0000", "\r", "\u2028", "\x00", "\ufeff", "~", "null", ", "),
)
VALUE_TEXTS = tuple(value for value in VALUES.values() if isinstance(value, str) and len(value) < 200)


def record(path: str, content: bytes) -> None:
    """Read one file of any kind."""
    for kind in ("course", "article", "place", "site", "recipe"):
        found, problems = read_entry(path, kind, "a/b/c", content)
        said_in_words(tuple(problems), ROOT)
        assert found is None or isinstance(found.fields, dict)


def sources(path: str, text: str, memo: Memo) -> None:
    """Check the sources with one file changed."""
    _with(path, text.encode("utf-8", "surrogatepass"), lambda: said_in_words(_checked(memo), ROOT))


def site(path: str, text: str, memo: Memo) -> None:
    """Build the site with one file changed."""

    def build() -> None:
        problems, built = everything_said(ROOT, memo)
        said_in_words(problems, ROOT)
        if built is not None:
            harmless(built)

    _with(path, text.encode("utf-8", "surrogatepass"), build)


def _checked(memo: Memo) -> Any:
    return check_sources(read_sources(ROOT, memo), memo)


def _with(path: str, content: bytes, run: Callable[[], None]) -> None:
    before = FILES[path].encode()
    (ROOT / path).write_bytes(content)
    try:
        run()
    finally:
        (ROOT / path).write_bytes(before)


def markdown(text: str) -> None:
    """Convert a text twice to the same harmless HTML."""
    prose = convert(text)
    assert convert(text) == prose
    inert(prose.html)


def html(text: str) -> None:
    """Collect the parts of a page."""
    parse_page(f"<!DOCTYPE html><html><body>{text}")


def values(text: str) -> None:
    """Read a value as every type of field."""
    is_old_address(text)
    for entry in entries():
        for field in entry.fields.values():
            faults: list[Fault] = []
            field.type.read(text, (), faults)
            for fault in faults:
                assert fault.error is not None
                str(fault.error)


def table(case: Case) -> None:
    """Import a table."""
    try:
        test_a_table_is_imported_or_refused_in_words(ROOT, case)
    except (pytest.skip.Exception, OSError):
        (ROOT / next(iter(case.files))).unlink(missing_ok=True)
        raise


def _packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.encode("utf-8", "surrogatepass"))
    return file.getvalue()


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@st.composite
def packed_tables(draw: st.DrawFn) -> Case:
    """Return a workbook of which one part is changed."""
    books = [
        (suffix, content)
        for suffix, cases in (("xlsx", XLSX), ("ods", ODS))
        for content in cases.values()
        if content.endswith(b"\0\0") and zipfile.is_zipfile(io.BytesIO(content)) and len(content) < 5_000
    ]
    suffix, content = draw(st.sampled_from(books))
    parts = _parts(content)
    name = draw(st.sampled_from(sorted(parts)))
    pieces = (
        "<",
        ">",
        "/>",
        '"',
        "&",
        "row",
        "<c>",
        "<v>",
        'r="A1"',
        't="d"',
        't="s"',
        "999999999",
        "-1",
        "<row/>",
        "x",
    )
    parts[name] = draw(changed_text((parts[name],), pieces))
    return Case("table", "fuzz", {f"inn.{suffix}": _packed(parts)})


def targets() -> dict[str, tuple[Callable[..., None], st.SearchStrategy[Any]]]:
    """Return the targets by name: what is done with an input, and the inputs."""
    memo = Memo()
    pieces = (*PIECES_YAML, *VALUE_TEXTS)
    prose = (*UNITS, *MARKUP)
    yaml_texts = changed_text(tuple(YAML[name] for name in YAML if len(YAML[name]) < 300), pieces)
    rows = tuple(text for text in (*CSV.values(), HEADINGS + ROW.format(key="ny", title="X")) if len(text) < 1_000)
    lines = tuple(text for text in JSON.values() if len(text) < 1_000)
    files = st.sampled_from(sorted(path for path in FILES if path.endswith((".md", ".yaml", ".txt"))))
    changed = files.flatmap(lambda path: st.tuples(st.just(path), changed_text((FILES[path],), pieces)))
    bodies = texts(*prose).map(lambda text: (ARTICLE, f"{FILES[ARTICLE]}\n\n{text}"))
    courses = texts(*prose).map(lambda text: (COURSE, f"{FILES[COURSE]}\n\n{text}"))
    words = texts(*VALUE_TEXTS, *ADDRESSES)
    return {
        "record": (
            lambda text: record(PLACE, text),
            yaml_texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
        ),
        "record of bytes": (lambda text: record(SETTINGS, text), st.binary(max_size=200)),
        "sources": (lambda pair: sources(*pair, memo), changed),
        "texts": (lambda pair: sources(*pair, memo), bodies | courses),
        "site": (lambda pair: site(*pair, memo), changed | bodies),
        "markdown": (markdown, texts(*prose) | changed_text((FILES[COURSE], FILES[ARTICLE]), prose)),
        "html": (html, texts(*MARKUP, "<", ">", '"', " href=", " id=", "</", "<!--", "-->")),
        "values": (values, words),
        "csv": (lambda text: table(_table("csv", text)), changed_text(rows, (";", '"', "\n", ",", "\t", *VALUE_TEXTS))),
        "json": (
            lambda text: table(_table("json", text)),
            changed_text(lines, ('"', "[", "{", ":", ",", "\\u", "1e9")),
        ),
        "csv of bytes": (lambda data: table(Case("table", "fuzz", {"inn.csv": data})), st.binary(max_size=200)),
        "workbooks": (table, packed_tables()),
    }


def _table(suffix: str, text: str) -> Case:
    return Case("table", "fuzz", {f"inn.{suffix}": text.encode("utf-8", "surrogatepass")})


def _signature(target: str, fault: BaseException) -> tuple[str, str, str]:
    """Return what tells a fault from others: target, class, and the innermost line of the builder."""
    frames = [each for each in traceback.extract_tb(fault.__traceback__) if "/site_builder/" in each.filename]
    line = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else repr(fault)[:60]
    return target, type(fault).__name__, line


class Run:
    """The faults found so far, each shown once."""

    def __init__(self) -> None:
        self.known: set[tuple[str, str, str]] = set()
        self.inputs: dict[str, int] = {}

    def one(self, target: str, act: Callable[..., None], value: Any) -> None:
        """Try one input. Raises what it raises, unless the same fault has been shown."""
        self.inputs[target] = self.inputs.get(target, 0) + 1
        signal.setitimer(signal.ITIMER_VIRTUAL, MAX_SECONDS)
        try:
            act(value)
        except pytest.skip.Exception:
            pass
        except (Exception, TooSlow) as fault:
            if _signature(target, fault) not in self.known:
                raise
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def turn(self, number: int, target: str, act: Callable[..., None], inputs: st.SearchStrategy[Any]) -> None:
        """Try EXAMPLES inputs of a target, and show the fault that one of them gives."""
        seen: list[Any] = []

        @seed(number)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        @given(inputs)
        def tried(value: Any) -> None:
            seen[:] = [value]
            self.one(target, act, value)

        try:
            tried()
        except (Exception, TooSlow) as fault:
            self.known.add(_signature(target, fault))
            print(f"\n=== {target}: {type(fault).__name__} at {_signature(target, fault)[2]}", flush=True)
            print(ascii(seen)[:2_000], flush=True)
            traceback.print_exception(fault, limit=-6)


def main() -> None:
    """Take the targets in turn until the time is over; print how many inputs each had."""
    until = time.monotonic() + float(sys.argv[1])
    signal.signal(signal.SIGVTALRM, _too_slow)
    names = [word for word in sys.argv[2:] if not word.isdecimal()]
    chosen = {name: each for name, each in targets().items() if name in names or not names}
    run, number = Run(), next((int(word) for word in sys.argv[2:] if word.isdecimal()), 1) - 1
    while time.monotonic() < until:
        number += 1
        for name, (act, inputs) in chosen.items():
            partial(run.turn, number, name)(act, inputs)
        print(number, run.inputs, len(run.known), flush=True)


if __name__ == "__main__":
    main()
