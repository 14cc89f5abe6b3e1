"""Read from git the day on which each source last changed. File times differ between machines; commits do not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from site_builder.problems import N_, Place, Problem, warning
from site_builder.sources.git import GitFailed, run_git
from site_builder.sources.snapshot import git_folder
from site_builder.sources.walk import FOLDERS

_SAME = ("--relative", "--ignore-submodules=all", "--no-ext-diff", "--no-textconv", "--no-renames")
"""Options that depend on no configuration and start no program."""

AHEAD = timedelta(days=1)
"""How much later than now a commit may be. Clocks differ by minutes and zones by hours; a later time is a wrong one."""


class History(Struct, frozen=True):
    """The times of the commits that last changed the sources: `times` by path from the project's root, in ISO 8601.

    A source has no time if it has uncommitted changes, if its commit is over a day in the future (a wrong clock), or if
    the clone is shallow. `revision` is the full hash of the commit checked out, with `+` if there are changes; ""
    outside a checkout. `problems` are warnings that say why times are missing.
    """

    times: Mapping[str, str] = {}
    revision: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def days(self) -> Mapping[str, str]:
        """Path -> day (`2016-02-10`) of its last commit, in the time zone of the committer."""
        return {path: time[:10] for path, time in self.times.items()}


def history(root: Path) -> History:
    """Return the history of the sources below `root`; an empty one if `root` is not in a checkout, or has no commit.

    If git fails, the history has no times, and a warning with git's message.
    """
    if not git_folder(root).exists():
        return History()
    revision = ""
    try:
        shallow, head, now = _lines(root, "rev-parse", "--is-shallow-repository", "HEAD^{commit}", "--since=now")
        revision = head
        status = ("status", "--porcelain", "--ignore-submodules=all", "--", *FOLDERS)
        revision += "+" if run_git(root, *status).strip() else ""
        if shallow == "false":
            commits = _commits(root)
            latest = datetime.fromtimestamp(int(now.rpartition("=")[2]), UTC) + AHEAD
            wrong = {each for each in commits.values() if datetime.fromisoformat(each.time) > latest}
            times = {path: each.time for path, each in commits.items() if each not in wrong}
            return History(times, revision, tuple(_to_come(each) for each in sorted(wrong)))
        return History({}, revision, (_shallow(),))
    except GitFailed as fault:
        if "HEAD^{commit}" in str(fault):  # a new repository without a commit
            return History()
        return History({}, revision, (_failed(root, str(fault)),))


class _Commit(NamedTuple):
    """A commit with its time (ISO 8601) and its abbreviated hash."""

    time: str
    revision: str


def _commits(root: Path) -> dict[str, _Commit]:
    """Return path -> the last commit that changed it, without paths whose changes are not committed."""
    found: dict[str, _Commit] = {}
    commit: _Commit | None = None
    options = ("--format=%x00%cI %h", "--name-only", "--no-show-signature", *_SAME)
    for line in _lines(root, "log", *options, "--", *FOLDERS):
        if line.startswith("\0"):
            time, _, revision = line[1:].partition(" ")
            commit = _Commit(time, revision) if _is_time(time) else None
        elif line and commit:
            found.setdefault(line, commit)
    for path in _lines(root, "diff", "--name-only", *_SAME, "HEAD", "--", *FOLDERS):
        found.pop(path, None)
    return found


def _is_time(text: str) -> bool:
    """Return whether `text` is an ISO time that can be converted to UTC: a commit may have an impossible one."""
    try:
        datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return False
    return True


def _lines(root: Path, *arguments: str) -> list[str]:
    return run_git(root, *arguments).decode(errors="replace").splitlines()


def _shallow() -> Problem:
    return warning(
        Place(".git"),
        "no-history",
        N_("The clone is shallow, so git does not know when each file last changed; «last changed» is left out."),
        N_("Fetch the whole history: git fetch --unshallow. In a workflow on GitHub: fetch-depth: 0."),
    )


def _to_come(commit: _Commit) -> Problem:
    return warning(
        Place(".git"),
        "no-history",
        N_("The commit {revision} has a time still to come, {time}; «last changed» is left out for its files."),
        N_("Set the clock of the machine that made it. The next commit gives the files their time."),
        revision=commit.revision,
        time=commit.time,
    )


def _failed(root: Path, said: str) -> Problem:
    if "dubious ownership" in said:
        hint = N_(
            "The folder belongs to another user. Trust it with: git config --global --add safe.directory {folder}"
        )
    else:
        hint = N_("Install git, or mend the checkout, so that «git log» works in the folder.")
    return warning(
        Place(".git"),
        "no-history",
        N_("git does not tell when each file last changed, so «last changed» is left out. It says: {said}"),
        hint,
        said=said,
        folder=str(root.resolve()),
    )
