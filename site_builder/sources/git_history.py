"""Reads from git the day on which each source last changed. File times differ between machines; commits do not."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from site_builder.sources.walk import FOLDERS


class History(Struct, frozen=True):
    """`days` maps paths to the day (ISO 8601) of the last commit that changed them; `revision` is the commit's hash.

    A source with changes that are not committed has no day. The revision ends in `+` if there are such changes, and is
    "" outside a checkout. A shallow clone has no days: its oldest commit would count as the last change of every file.
    """

    days: Mapping[str, str] = {}
    revision: str = ""


def history(root: Path) -> History:
    """Return the history of the sources below `root`; an empty one if that is no checkout."""
    shallow, _, revision = _git(root, "rev-parse", "--is-shallow-repository", "HEAD").strip().partition("\n")
    if not revision:
        return History()
    changed = _git(root, "status", "--porcelain", "--", *FOLDERS).strip()
    return History(_days(root) if shallow == "false" else {}, f"{revision}+" if changed else revision)


def _days(root: Path) -> Mapping[str, str]:
    found: dict[str, str] = {}
    day = ""
    for line in _git(root, "log", "--format=%x00%cs", "--name-only", "--relative", "--", *FOLDERS).splitlines():
        if line.startswith("\0"):
            day = line[1:]
        elif line:
            found.setdefault(line, day)
    for path in _git(root, "diff", "--name-only", "--relative", "HEAD", "--", *FOLDERS).splitlines():
        found.pop(path, None)
    return found


def _git(root: Path, *arguments: str) -> str:
    """Return git's standard output; "" if git is not installed or fails, as outside a checkout."""
    try:
        said = subprocess.run(  # noqa: S603 - arguments as a list, none of them from a source
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.stdout.decode(errors="replace")
