"""The only reader of the disk: walks the three folders and returns what they hold as text and bytes.

Every path that comes out is relative to the root, with slashes, and names a file that lies below the root even
after symbolic links are followed. Text is NFC with LF line ends, so that å is one character everywhere after this.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.problems import N_, Place, Problem, error, warning
from site_builder.sources.front_matter import Record, read_record

MAX_TEXT_BYTES = 512 * 1024
"""A course file is some 3 kB; one of half a megabyte is a mistake or an attack."""

MAX_IMAGE_BYTES = 4 * 1024 * 1024

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".webp", ".avif")
"""Pictures that content may hold. No SVG: a stranger's SVG can carry script."""

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_YEAR = r"(?P<year>\d{4}-\d{4})"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("year", re.compile(r"catalogue/(?P<key>\d{4}-\d{4})/year\.yaml")),
    ("course", re.compile(rf"catalogue/(?P<key>{_YEAR}/{_SLUG}/{_SLUG})\.md")),
    ("subject", re.compile(rf"catalogue/vocabulary/subjects/(?P<key>{_SLUG})\.yaml")),
    ("institution", re.compile(rf"catalogue/vocabulary/institutions/(?P<key>{_SLUG})\.yaml")),
    ("place", re.compile(rf"catalogue/vocabulary/places/(?P<key>{_SLUG})\.yaml")),
    ("requirement", re.compile(rf"catalogue/vocabulary/requirements/(?P<key>{_SLUG})\.yaml")),
    ("site", re.compile(r"content/(?P<key>site)\.yaml")),
    ("story", re.compile(rf"content/historier/(?P<key>{_SLUG})\.md")),
    ("article", re.compile(rf"content/(?P<key>{_SLUG}(?:\.[a-z]{{2}})?)\.md")),
)

FOLDERS = ("catalogue", "content", "templates")


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything read: records in order of path, templates and locales by path, other files as bytes."""

    records: tuple[Record, ...]
    templates: Mapping[str, str]
    locales: Mapping[str, str]
    assets: Mapping[str, bytes]
    images: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def read_sources(root: Path) -> Sources:
    """Read catalogue/, content/ and templates/ below `root`; whatever cannot be read becomes a problem."""
    records: list[Record] = []
    templates: dict[str, str] = {}
    locales: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    images: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path, file in _walk(root, problems):
        content = _read(path, file, problems)
        if content is None:
            continue
        if path.startswith("templates/assets/"):
            assets[path.removeprefix("templates/assets/")] = content
        elif path.endswith(IMAGE_TYPES):
            images[path] = content
        elif (text := _decode(path, content, problems)) is None:
            continue
        elif path.startswith("templates/locale/"):
            locales[path] = text
        elif path.startswith("templates/"):
            templates[path.removeprefix("templates/")] = text
        elif (kind := kind_of(path)) is not None:
            record, found = read_record(path, *kind, text)
            problems.extend(found)
            if record is not None:
                records.append(record)
        else:
            problems.append(_stray(path))
    return Sources(tuple(records), templates, locales, assets, images, tuple(problems))


def kind_of(path: str) -> tuple[str, str] | None:
    """Return (kind, key) for the path of an entry, or None where the path names no kind of entry."""
    for kind, pattern in _KINDS:
        if found := pattern.fullmatch(path):
            return kind, found["key"]
    return None


def read_line(root: Path, place: Place) -> str | None:
    """Return the line that `place` points to, for showing beside a message; None where there is none."""
    try:
        text = (root / place.path).read_text(encoding="utf-8")
        return unicodedata.normalize("NFC", text).splitlines()[place.line - 1] if place.line else None
    except (OSError, ValueError, IndexError):
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


def _walk(root: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    real_root = root.resolve()
    for folder in FOLDERS:
        for directory, names, files in os.walk(root / folder):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files) + [name for name in names if (Path(directory) / name).is_symlink()]:
                file = Path(directory) / name
                path = unicodedata.normalize("NFC", file.relative_to(root).as_posix())
                if name.startswith(".") or name == "README.md":
                    continue
                if file.is_symlink() and not file.resolve().is_relative_to(real_root):
                    problems.append(
                        error(
                            Place(path),
                            "outside-root",
                            N_("The link leads out of the project."),
                            N_("Put the file itself here."),
                        )
                    )
                elif file.is_file():
                    yield path, file


def _read(path: str, file: Path, problems: list[Problem]) -> bytes | None:
    limit = MAX_IMAGE_BYTES if path.endswith(IMAGE_TYPES) else MAX_TEXT_BYTES
    try:
        if (size := file.stat().st_size) > limit:
            problems.append(
                error(
                    Place(path),
                    "too-large",
                    N_("The file is {size} kB; at most {limit} kB are read."),
                    N_("Shorten the text, or make the picture smaller."),
                    size=size // 1024,
                    limit=limit // 1024,
                )
            )
            return None
        return file.read_bytes()
    except OSError as fault:
        problems.append(
            error(
                Place(path),
                "unreadable-file",
                N_("The file cannot be read: {said}."),
                N_("Check that it exists and that you may read it."),
                said=fault.strerror or "?",
            )
        )
        return None


def _decode(path: str, content: bytes, problems: list[Problem]) -> str | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        column = fault.start - (content.rfind(b"\n", 0, fault.start) + 1) + 1
        problems.append(
            error(
                Place(path, line, column),
                "not-utf8",
                N_("The file is not UTF-8 text (byte {byte})."),
                N_("Save it as UTF-8. If it was written in Windows-1252, choose «UTF-8» when you save."),
                byte=f"0x{content[fault.start]:02X}",
            )
        )
        return None
    if "\x00" in text or (control := re.search(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]", text)):
        at = text.index("\x00") if "\x00" in text else control.start() if control else 0
        problems.append(
            error(
                Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)),
                "not-utf8",
                N_("The file holds a control character."),
                N_("Remove it, or save the file as plain text."),
            )
        )
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


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
        N_("The file is not read: nothing of this name belongs here."),
        N_("Courses are catalogue/YEAR/INSTITUTION/NAME.md, articles content/NAME.md. Move or delete it."),
    )


def slug(text: str) -> str:
    """Return `text` as a file name for addresses: æ, ø, å as ae, o, a; anything else a hyphen."""
    folded = text.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    plain = unicodedata.normalize("NFD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "uten-navn"
