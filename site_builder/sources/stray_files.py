"""Problems of files that are not read because of their names, with the name that would be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from site_builder.file_names import SLUG, is_portable, is_slug, suggested_slug
from site_builder.problems import N_, Place, Problem, error, nearest, warning

_RENAMED = {"md": ".md", "markdown": ".md", "mdown": ".md", "mkd": ".md", "txt": ".md", "yml": ".yaml", "yaml": ".yaml"}
"""Ending of a text file -> the ending with which it is read."""

_CONVERTED = frozenset(["doc", "docm", "docx", "htm", "html", "odt", "pages", "pdf", "rtf", "wps"])
"""Endings of word processors' files: their text must be saved as Markdown."""

_TABLES = frozenset(["csv", "ods", "tsv", "xls", "xlsm", "xlsx"])

_PICTURES = {"avif": ".avif", "jpe": ".jpg", "jpeg": ".jpeg", "jpg": ".jpg", "png": ".png", "webp": ".webp"}
"""Ending of a picture in any case -> the ending with which it is read."""

_FOREIGN_PICTURES = frozenset(["bmp", "gif", "heic", "heif", "svg", "tif", "tiff"])

_TEXT_FOLDER = re.compile(rf"catalogue/\d{{4}}-\d{{4}}/{SLUG}|content|content/historier")
"""Folders in which every text is a course, an article or a story."""


_VOCABULARIES = ("subjects", "institutions", "places", "requirements")
"""Folders of the vocabulary, with a file for each entry."""

_TEMPORARY = re.compile(
    r"\._.*|\.#.*|~\$.*|#.*#|.*~|.*\.(?:bak|tmp|swp|orig|rej)|Thumbs\.db|desktop\.ini", re.IGNORECASE
)
"""Names of files that word processors, editors and systems leave beside others."""


def stray_file(path: str, right: str = "") -> Problem:
    """Return the problem of a file that is not read: an error if it seems to be meant as a source, else a warning.

    `right` is the path that it should have (see right_folders.right_path), "" if that is not known.
    """
    folder, _, name = path.rpartition("/")
    message = N_("The file is not read: this folder has no files of that name.")
    if _TEMPORARY.fullmatch(name):
        return warning(Place(path), "stray-file", message, N_("A program has left it here: delete it."))
    if name.startswith("."):
        hint = N_("If the text is meant to be published, rename it to {suggestion}; else delete it.")
        return warning(Place(path), "stray-file", message, hint, suggestion=name.lstrip("."))
    bare = name.rstrip(" .")  # some programs save `norsk.md ` and `norsk.md.`
    stem, _, ending = bare.rpartition(".")
    kind = ending.lower()
    while kind in _RENAMED and (inner := stem.rpartition("."))[2].lower() in _RENAMED and inner[0]:
        stem, kind = inner[0], inner[2].lower()  # naturfag.md.txt
    is_text = kind in _RENAMED and (kind != "txt" or bool(_TEXT_FOLDER.fullmatch(folder)))
    if is_text and right and not _TEXT_FOLDER.fullmatch(folder) and right.rpartition("/")[0] != folder:
        return error(Place(path), "stray-file", message, N_("Move it to {suggestion}."), suggestion=right)
    if is_text and (wrong := [part for part in (*folder.split("/")[1:], stem) if not is_slug(part)]):
        return bad_name(path, wrong[0], suggested_slug(wrong[0]))
    if is_text and folder.startswith("catalogue/vocabulary/"):
        where = folder.split("/")[2]
        if where not in _VOCABULARIES and (meant := nearest(where, _VOCABULARIES)):
            suggestion = f"catalogue/vocabulary/{meant}/{stem}.yaml"
            return error(Place(path), "stray-file", message, N_("Move it to {suggestion}."), suggestion=suggestion)
        if kind in _RENAMED:
            hint = N_("Rename it to {suggestion}.")
            return error(Place(path), "stray-file", message, hint, suggestion=f"{stem}.yaml")
    if is_text and (ending != _RENAMED[kind].lstrip(".") or name != bare):
        hint = N_("Rename it to {suggestion}.")
        return error(Place(path), "stray-file", message, hint, suggestion=stem + _RENAMED[kind])
    if _TEXT_FOLDER.fullmatch(folder) and (kind in _CONVERTED or not stem):
        hint = N_("Save the text as Markdown, in {suggestion}, and delete this file.")
        return error(Place(path), "stray-file", message, hint, suggestion=f"{suggested_slug(stem or name)}.md")
    if _TEXT_FOLDER.fullmatch(folder) and kind in _TABLES:
        hint = N_("Make course files of the table with `site-builder import`, and delete it here.")
        return error(Place(path), "stray-file", message, hint)
    if kind in _PICTURES:
        hint = N_("Rename it to {suggestion}, and use that name in the text.")
        return warning(Place(path), "stray-file", message, hint, suggestion=suggested_slug(stem) + _PICTURES[kind])
    if kind in _FOREIGN_PICTURES:
        hint = N_("Save the picture as png, jpg, webp or avif.")
        return warning(Place(path), "stray-file", message, hint)
    hint = N_("Courses are catalogue/YEAR/INSTITUTION/NAME.md, articles content/NAME.md. Move or delete it.")
    return (error if is_text else warning)(Place(path), "stray-file", message, hint)


def folder_like_a_file(path: str) -> Problem:
    """Return the error of a folder with the name of a text file, such as `catalogue/published-addresses.txt`."""
    message = N_("This is a folder with the name of a file, so no file is read here.")
    return error(Place(path), "stray-file", message, N_("Put the file itself here, or rename the folder."))


def no_file(path: str) -> Problem:
    """Return the error of a named pipe, a socket or a device at `path`."""
    message = N_("This is a pipe, a socket or a device, so nothing is read here.")
    return error(Place(path), "stray-file", message, N_("Put an ordinary file here, or remove it."))


def bad_name(path: str, name: str, suggestion: str) -> Problem:
    """Return the error of a name that cannot be part of an address. `name` is the file or folder in `path` at fault.

    `suggestion` is a name for it. All are printable.
    """
    return error(
        Place(path),
        "bad-file-name",
        N_("«{name}» cannot be the name of a file or folder here; it becomes an address."),
        N_("Use a to z, 0 to 9 and single hyphens: {suggestion}."),
        name=name,
        suggestion=suggestion,
    )


def name_problems(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield an error for each path whose name Windows or macOS forbids, or that differs from another only in case."""
    seen: dict[str, str] = {}
    for path in paths:
        if wrong := next((part for part in path.split("/") if not is_portable(part)), None):
            yield error(
                Place(path),
                "bad-file-name",
                N_("Windows cannot hold a file or folder with the name «{name}», so a checkout there fails."),
                N_("Rename it to {suggestion}."),
                name=wrong,
                suggestion=portable_name(wrong),
            )
        elif (other := seen.setdefault(path.casefold(), path)) != path:
            yield error(
                Place(path),
                "bad-file-name",
                N_(
                    "The name differs from {other} only in capital letters; Windows and macOS hold only one of the two."
                ),
                N_("Delete one of the files, or rename it."),
                other=other,
            )


def portable_name(name: str) -> str:
    """Return a name like `name`, with its extension, that every system allows: "Ås?.MD" becomes "as.MD"."""
    stem, dot, ending = name.rpartition(".")
    return suggested_slug(stem) + dot + ending if is_portable(ending) and stem else suggested_slug(name)
