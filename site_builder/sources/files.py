"""Read the site's three folders: course files and articles to records, templates to text, images to bytes.

All text is normalised to NFC and LF, so that å is one character in the rest of the program.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from site_builder.engine.memo import Cache, Memo, cache_key
from site_builder.file_names import SLUG, is_slug
from site_builder.problems import MAX_PER_FILE, Problem
from site_builder.sources.pictures import read_pictures
from site_builder.sources.record import Record
from site_builder.sources.right_folders import right_path
from site_builder.sources.stray_files import name_problems, stray_file
from site_builder.sources.text import conflict_problems, decode, normal
from site_builder.sources.walk import ADDRESSES, IMAGE_TYPES, TEMPLATES, read_below, read_bytes, walk

READ = Cache("read", Record)
"""Records by the digest of path, kind, key and content. Only of files without problems: others are read each time."""

_YEAR = r"(?P<year>\d{4}-\d{4})"
_PATH_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("year", re.compile(r"catalogue/(?P<key>\d{4}-\d{4})/year\.yaml")),
    ("course", re.compile(rf"catalogue/(?P<key>{_YEAR}/{SLUG}/{SLUG})\.md")),
    ("withdrawn", re.compile(rf"catalogue/(?P<key>{_YEAR}/{SLUG}/{SLUG})\.yaml")),
    ("subject", re.compile(rf"catalogue/vocabulary/subjects/(?P<key>{SLUG})\.yaml")),
    ("institution", re.compile(rf"catalogue/vocabulary/institutions/(?P<key>{SLUG})\.yaml")),
    ("place", re.compile(rf"catalogue/vocabulary/places/(?P<key>{SLUG})\.yaml")),
    ("requirement", re.compile(rf"catalogue/vocabulary/requirements/(?P<key>{SLUG})\.yaml")),
    ("words", re.compile(r"catalogue/vocabulary/(?P<key>words|phrases|questions|real-words)\.yaml")),
    ("towns", re.compile(r"catalogue/vocabulary/(?P<key>towns)\.yaml")),
    ("counties", re.compile(r"catalogue/vocabulary/(?P<key>counties)\.yaml")),
    ("wording", re.compile(r"catalogue/vocabulary/(?P<key>wording)\.yaml")),
    ("recipe", re.compile(rf"catalogue/import/(?P<key>{SLUG})\.yaml")),
    ("units", re.compile(r"catalogue/vocabulary/(?P<key>units)\.yaml")),
    ("site", re.compile(r"content/(?P<key>site)\.yaml")),
    ("profile", re.compile(r"content/(?P<key>profile)\.yaml")),
    ("queries", re.compile(r"content/(?P<key>expected-searches)\.yaml")),
    ("language", re.compile(r"templates/locale/(?P<key>[a-z]{2,3})\.yaml")),
    ("story", re.compile(rf"content/historier/(?P<key>{SLUG})\.md")),
    ("article", re.compile(rf"content/(?P<key>{SLUG}(?:\.[a-z]{{2}})?)\.md")),
)


_TEXT_ASSETS = (".css", ".js", ".json", ".svg", ".txt")
"""Endings of the assets that people merge."""


class Sources(Struct, frozen=True):
    """The contents of all source files.

    `records` are in the order of `walk`; the mappings are by path: `templates` below templates/, `assets` below
    templates/assets/, `locales` (interface texts) and `images` (as published, without metadata) from the project's
    root. `addresses` are the lines of catalogue/published-addresses.txt: every address that was ever published, which
    must stay valid. `problems` are those of reading: unreadable, unfinished or misnamed files.
    """

    records: tuple[Record, ...]
    templates: Mapping[str, str]
    locales: Mapping[str, str]
    assets: Mapping[str, bytes]
    images: Mapping[str, bytes]
    addresses: tuple[str, ...]
    problems: tuple[Problem, ...]

    def shared_digest(self, *others: str) -> str:
        """Return the SHA-256, in hexadecimal, of everything that all pages depend on, and of the texts `others`.

        Left out are courses and the bodies of Markdown files, which a page's own digest covers, and `addresses`.
        """
        digest = hashlib.sha256("\0".join(others).encode())
        for record in self.records:
            if record.kind != "course":
                digest.update(record.header_digest.encode())
        for path, text in sorted({**self.templates, **self.locales}.items()):
            digest.update(f"\0{path}\0{text}".encode())
        for path, content in sorted({**self.assets, **self.images}.items()):
            digest.update(f"\0{path}\0".encode() + content)
        return digest.hexdigest()


def read_sources(root: Path, memo: Memo | None = None) -> Sources:
    """Return the contents of catalogue/, content/ and templates/ below `root`, with a problem for each unreadable file.

    A file whose stat signature is in the memo's file index is not opened: its record comes from the memo. Without
    `memo` all files are read.
    """
    memo = memo or Memo()
    digests: list[bytes] = []
    unread: dict[bytes, tuple[str, str, str, bytes]] = {}
    templates: dict[str, str] = {}
    locales: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    images: dict[str, bytes] = {}
    problems: list[Problem] = []
    strays: list[str] = []
    addresses: tuple[str, ...] = ()
    for path, file in walk(root, problems):
        if (digest := memo.file_index.lookup(path, file)) and memo.has(READ, digest):
            digests.append(digest)
            continue
        if not (path.startswith("templates/") or path.endswith(IMAGE_TYPES) or path == ADDRESSES or kind_of(path)):
            strays.append(path)
            continue
        signature = memo.file_index.signature_before_reading(file)
        content = read_bytes(path, file, problems)
        if content is None:
            continue
        if path.startswith("templates/assets/"):
            assets[path.removeprefix("templates/assets/")] = content
        elif path.endswith(IMAGE_TYPES):
            images[path] = content
        elif kind := kind_of(path):
            digest = cache_key(path, *kind, content)
            memo.file_index.record(path, signature, digest)
            unread[digest] = (path, *kind, content)
            digests.append(digest)
        elif (text := decode(path, content, problems)) is None:
            continue
        elif path == ADDRESSES:
            addresses = tuple(text.splitlines())
        elif path.startswith("templates/locale/"):
            locales[path] = text
        elif path.startswith("templates/"):
            templates[path.removeprefix("templates/")] = text
    memo.file_index.save()
    pictures, of_pictures = read_pictures(images, memo)
    records, found = _read_records(digests, unread, memo)
    problems += [*_misplaced(root, strays), *_problems_of_others(assets, images, templates), *found, *of_pictures]
    return Sources(records, templates, locales, assets, pictures, addresses, tuple(problems))


def _misplaced(root: Path, strays: list[str]) -> Iterator[Problem]:
    """Yield the problem of each file that is not read because of its path, with the path it should have."""
    paths = [path for path, _ in walk(root, [])] if strays else []
    for number, path in enumerate(strays):
        yield stray_file(path, right_path(path, paths) if number < MAX_PER_FILE else "")


def _problems_of_others(
    assets: Mapping[str, bytes], images: Iterable[str], templates: Iterable[str]
) -> Iterator[Problem]:
    """Yield the problems of files that are not records: names that some system cannot hold, unfinished merges."""
    of_assets, of_templates = (f"{TEMPLATES}/assets/", f"{TEMPLATES}/")
    yield from name_problems(
        [*images, *(of_assets + path for path in assets), *(of_templates + path for path in templates)]
    )
    for path, content in assets.items():
        if path.endswith(_TEXT_ASSETS):
            yield from conflict_problems(of_assets + path, content.decode(errors="replace"))


def _read_records(
    digests: Sequence[bytes], unread: Mapping[bytes, tuple[str, str, str, bytes]], memo: Memo
) -> tuple[tuple[Record, ...], list[Problem]]:
    """Return the record for each digest, in order, and the problems of the files that were parsed.

    `unread` maps the digests of the opened files to path, kind, key and content. Those without a cached record are
    parsed, in several processes if there are many. A file that cannot be parsed has no record.
    """
    records = memo.lookup(READ, digests)
    missing = [digest for digest in digests if digest not in records]
    parsed = dict(zip(missing, memo.run(read_entry, map(unread.__getitem__, missing)), strict=True))
    memo.store(READ, {digest: record for digest, (record, problems) in parsed.items() if record and not problems})
    memo.flush(READ)
    records.update((digest, record) for digest, (record, _) in parsed.items() if record)
    problems = [problem for _, problems in parsed.values() for problem in problems]
    return tuple(records[digest] for digest in digests if digest in records), problems


def read_entry(path: str, kind: str, key: str, content: bytes) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record of a file of bytes `content`, and its problems. `kind` and `key` are those of `kind_of(path)`.

    The record is None if the text or the fields cannot be read.
    """
    problems: list[Problem] = []
    text = decode(path, content, problems)
    if text is None:
        return None, tuple(problems)
    from site_builder.sources.front_matter import read_record  # yaml: 17 ms, not needed if all records are cached

    return read_record(path, kind, key, text)


def kind_of(path: str) -> tuple[str, str] | None:
    """Return the kind and the key of the entry at `path`: ("article", "om") for content/om.md.

    None if no entry is read there.
    """
    for kind, pattern in _PATH_PATTERNS:
        if found := pattern.fullmatch(path):
            names = re.split(r"[/.]", found["key"])
            return (kind, found["key"]) if all(map(is_slug, names)) else None
    return None


def read_lines(root: Path, path: str) -> list[str]:
    """Return the lines of a source, without line ends, to show with its problems; [] if it cannot be read.

    `path` is relative to `root`.
    """
    text = read_text(root, path)
    return text.split("\n") if text is not None else []


def read_text(root: Path, path: str) -> str | None:
    """Return the text of the source at `path`, relative to `root`, in NFC with LF line ends.

    None if it cannot be read, is too large or not UTF-8.
    """
    try:
        return normal(read_below(root, path).decode()).lstrip("\ufeff")
    except (OSError, ValueError):
        return None


def read_site_language(root: Path) -> str:
    """Return the code of the first language in content/site.yaml; "nb" if it has none, or cannot be read.

    Found by a pattern, not by parsing YAML, so that the errors of that file itself are reported in its language.
    """
    try:
        text = read_below(root, "content/site.yaml").decode()
    except (OSError, ValueError):
        return "nb"
    found = re.search(r"^språk:\s*(?:\[\s*|\n\s*-\s*)?([a-z]{2,3})\b", unicodedata.normalize("NFC", text), re.MULTILINE)
    return found[1] if found else "nb"
