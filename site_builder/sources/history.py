"""When each source last changed, as git knows it: the one date of a text that is the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from site_builder.sources.walk import FOLDERS


def last_changed(root: Path) -> Mapping[str, str]:
    """Return path -> day (ISO) of the last commit that touched it, for sources that are as that commit left them.

    Empty where `root` is no checkout, or one without its history: then a wrong day would stand at every file.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
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


def revision(root: Path) -> str:
    """Return the revision that the sources are at, with `+` where they differ from it; "" where that is not known."""
    found = _git(root, "rev-parse", "HEAD").strip()
    changed = found and _git(root, "status", "--porcelain", "--", *FOLDERS).strip()
    return f"{found}+" if changed else found


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
