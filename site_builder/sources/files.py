"""What the three folders hold, as records, text and bytes.

Text is NFC with LF line ends, so that å is one character everywhere after this.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from site_builder.engine.memo import Cache, Memo, cache_key
from site_builder.problems import N_, Place, Problem, error, warning
from site_builder.sources.record import Record
from site_builder.sources.text import decode, normal
from site_builder.sources.walk import ADDRESSES, IMAGE_TYPES, read_bytes, walk

READ = Cache("read", Record)
"""Records, by the digest of path and content; only of files without problems."""

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_YEAR = r"(?P<year>\d{4}-\d{4})"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("year", re.compile(r"catalogue/(?P<key>\d{4}-\d{4})/year\.yaml")),
    ("course", re.compile(rf"catalogue/(?P<key>{_YEAR}/{_SLUG}/{_SLUG})\.md")),
    ("withdrawn", re.compile(rf"catalogue/(?P<key>{_YEAR}/{_SLUG}/{_SLUG})\.yaml")),
    ("subject", re.compile(rf"catalogue/vocabulary/subjects/(?P<key>{_SLUG})\.yaml")),
    ("institution", re.compile(rf"catalogue/vocabulary/institutions/(?P<key>{_SLUG})\.yaml")),
    ("place", re.compile(rf"catalogue/vocabulary/places/(?P<key>{_SLUG})\.yaml")),
    ("requirement", re.compile(rf"catalogue/vocabulary/requirements/(?P<key>{_SLUG})\.yaml")),
    ("words", re.compile(r"catalogue/vocabulary/(?P<key>words)\.yaml")),
    ("units", re.compile(r"catalogue/vocabulary/(?P<key>units)\.yaml")),
    ("site", re.compile(r"content/(?P<key>site)\.yaml")),
    ("queries", re.compile(r"content/(?P<key>expected-searches)\.yaml")),
    ("story", re.compile(rf"content/historier/(?P<key>{_SLUG})\.md")),
    ("article", re.compile(rf"content/(?P<key>{_SLUG}(?:\.[a-z]{{2}})?)\.md")),
)


class Sources(Struct, frozen=True):
    """Everything read: records in order of path, templates and locales by path, other files as bytes.

    `addresses` are the lines of catalogue/published-addresses.txt: what was ever published must answer for ever.
    """

    records: tuple[Record, ...]
    templates: Mapping[str, str]
    locales: Mapping[str, str]
    assets: Mapping[str, bytes]
    images: Mapping[str, bytes]
    addresses: tuple[str, ...]
    problems: tuple[Problem, ...]

    def common_mark(self, *beside: str) -> str:
        """Return a mark of what all pages depend on: everything but courses and texts, and what lies `beside`."""
        found = hashlib.sha256("\0".join(beside).encode())
        for record in self.records:
            if record.kind != "course":
                found.update(record.header_digest.encode())
        for path, text in sorted({**self.templates, **self.locales}.items()):
            found.update(f"\0{path}\0{text}".encode())
        for path, content in sorted({**self.assets, **self.images}.items()):
            found.update(f"\0{path}\0".encode() + content)
        return found.hexdigest()


def read_sources(root: Path, memo: Memo | None = None) -> Sources:
    """Read catalogue/, content/ and templates/ below `root`; whatever cannot be read becomes a problem.

    Files that `memo` knows are recalled; it forgets them afterwards, since nothing else weighs so much.
    """
    memo = memo or Memo()
    marks: list[bytes] = []
    fresh: dict[bytes, tuple[str, str, str, bytes]] = {}
    templates: dict[str, str] = {}
    locales: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    images: dict[str, bytes] = {}
    problems: list[Problem] = []
    addresses: tuple[str, ...] = ()
    for path, file in walk(root, problems):
        if (noted := memo.file_index.lookup(path, file)) and memo.has(READ, noted):
            marks.append(noted)
            continue
        if not (path.startswith("templates/") or path.endswith(IMAGE_TYPES) or path == ADDRESSES or kind_of(path)):
            problems.append(_stray(path))
            continue
        told = memo.file_index.signature_before_reading(file)
        content = read_bytes(path, file, problems)
        if content is None:
            continue
        if path.startswith("templates/assets/"):
            assets[path.removeprefix("templates/assets/")] = content
        elif path.endswith(IMAGE_TYPES):
            images[path] = content
        elif kind := kind_of(path):
            mark = cache_key(path, *kind, content)
            memo.file_index.record(path, told, mark)
            fresh[mark] = (path, *kind, content)
            marks.append(mark)
        elif (text := decode(path, content, problems)) is None:
            continue
        elif path == ADDRESSES:
            addresses = tuple(text.splitlines())
        elif path.startswith("templates/locale/"):
            locales[path] = text
        elif path.startswith("templates/"):
            templates[path.removeprefix("templates/")] = text
    memo.file_index.save()
    cached = memo.lookup(READ, marks)
    missing = [digest for digest in marks if digest not in cached]
    read = dict(zip(missing, memo.run(read_entry, map(fresh.__getitem__, missing)), strict=True))
    memo.store(READ, {digest: record for digest, (record, found) in read.items() if record and not found})
    memo.flush(READ)
    problems.extend(problem for _, found in read.values() for problem in found)
    all_records = {**cached, **{digest: record for digest, (record, _) in read.items() if record}}
    records = tuple(all_records[digest] for digest in marks if digest in all_records)
    return Sources(records, templates, locales, assets, images, addresses, tuple(problems))


def read_entry(path: str, kind: str, key: str, content: bytes) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record that a file's bytes hold, or None where they cannot be read, and what is wrong."""
    problems: list[Problem] = []
    text = decode(path, content, problems)
    if text is None:
        return None, tuple(problems)
    from site_builder.sources.front_matter import read_record  # and yaml, which what is recalled does not need

    return read_record(path, kind, key, text)


def kind_of(path: str) -> tuple[str, str] | None:
    """Return (kind, key) for the path of an entry, or None where the path names no kind of entry."""
    for kind, pattern in _KINDS:
        if found := pattern.fullmatch(path):
            return kind, found["key"]
    return None


def read_line(root: Path, place: Place) -> str | None:
    """Return the line that `place` points to, for showing beside a message; None where there is none."""
    text = read_text(root, place.path) if place.line else None
    lines = text.split("\n") if text is not None else []
    return lines[place.line - 1] if 0 < place.line <= len(lines) else None


def read_text(root: Path, path: str) -> str | None:
    """Return the text of a source as the builder sees it, or None where it cannot be read."""
    try:
        return normal((root / path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None


def read_site_language(root: Path) -> str:
    """Return the first language content/site.yaml names, or bokmål; good enough to speak of its own faults."""
    try:
        text = (root / "content" / "site.yaml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return "nb"
    found = re.search(
        r"^språk:\s*(?:\[\s*|\n\s*-\s*)?(nb|nn|se|en)\b", unicodedata.normalize("NFC", text), re.MULTILINE
    )
    return found[1] if found else "nb"


def _stray(path: str) -> Problem:
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.rpartition(".")
    entry = ending in ("md", "yaml", "yml")
    parts = [*folder.split("/")[1:], stem]
    if entry and (wrong := [part for part in parts if not re.fullmatch(_SLUG, part)]):
        return error(
            Place(path),
            "bad-file-name",
            N_("«{name}» cannot be the name of a file or folder here; it becomes an address."),
            N_("Use a to z, 0 to 9 and single hyphens: {suggestion}."),
            name=wrong[0],
            suggestion=slug(wrong[0]),
        )
    say = error if entry else warning
    return say(
        Place(path),
        "stray-file",
        N_("The file is not read: this folder has no files of that name."),
        N_("Courses are catalogue/YEAR/INSTITUTION/NAME.md, articles content/NAME.md. Move or delete it."),
    )


def slug(text: str) -> str:
    """Return `text` as a file name for addresses: æ, ø, å as ae, o, a; anything else a hyphen."""
    folded = text.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "uten-navn"
