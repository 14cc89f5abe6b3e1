"""When each source last changed, as git knows it: the one date of a text that is the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from site_builder.sources.walk import FOLDERS


class History(Struct, frozen=True):
    """Path -> day (ISO) of the last commit that touched it, for sources that are as that left them; and the revision.

    The revision has a `+` where the sources differ from it, and is "" where it is not known. Where git does not have
    the whole history there are no days: a wrong one would stand at every file.
    """

    days: Mapping[str, str] = {}
    revision: str = ""


def history(root: Path) -> History:
    """Return what git knows of the sources below `root`: nothing, where that is no checkout."""
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
    """Return what git says, or "" where there is no git, no checkout, or it refuses."""
    import subprocess  # which only the copy of the process needs that asks

    try:
        said = subprocess.run(  # noqa: S603 - arguments as a list, none of them from a source
            ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments],  # noqa: S607
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.stdout.decode(errors="replace")
