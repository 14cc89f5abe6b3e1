"""Run git in a checkout from an unknown author, so that git's configuration starts no program.

A repository's own configuration can name programs that git starts: a file system monitor, hooks, content filters,
pagers, external diffs, signature checks and transports. All of them are turned off in the environment, which takes
precedence.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from site_builder.problems import printable

TIME_LIMIT = 60
"""Seconds after which a command of git is stopped. The log of 100,000 commits takes 10 s."""

SAFE = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "log.showSignature": "false",
    "safe.bareRepository": "explicit",
}
"""Settings of git -> values that start no program."""

FILTER_COMMANDS = ("clean", "smudge", "process")
"""Settings of a content filter that name a program. An empty value means none."""

ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",  # reading must not write to the index
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    # A partial clone fetches the objects that it lacks by any program that its address names (`ext::`, sshCommand).
    # The variable allows the protocols that it names alone; the setting protocol.allow yields to protocol.ext.allow.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}


class GitFailed(Exception):
    """Raised if git is not installed, fails, or takes longer than TIME_LIMIT.

    Its text is the first line of git's message.
    """


def run_git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return the standard output of `git ARGUMENTS`, run in the folder `root`. Raises GitFailed.

    `given` is its standard input. The content filters that the checkout configures are turned off.
    """
    names = _run(root, ("config", "--list", "--name-only", "-z"), SAFE).decode(errors="surrogateescape").split("\0")
    drivers = {name[: name.rindex(".")] for name in names if name.startswith("filter.")}
    off = {f"{driver}.{command}": "" for driver in drivers for command in FILTER_COMMANDS}
    return _run(root, arguments, SAFE | off | {f"{driver}.required": "false" for driver in drivers}, given)


def _run(root: Path, arguments: tuple[str, ...], settings: Mapping[str, str], given: bytes = b"") -> bytes:
    """Return the standard output of git with `settings` put before all other configuration. Raises GitFailed."""
    count = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (name, value) in enumerate(settings.items()):
        count |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    try:
        result = subprocess.run(  # noqa: S603 - arguments as a list
            ["git", "--no-pager", "-C", str(root), *arguments],  # noqa: S607
            input=given,
            capture_output=True,
            check=False,
            timeout=TIME_LIMIT,
            env={**_outer_environment(), **ENVIRONMENT, **count},
        )
    except subprocess.TimeoutExpired:
        raise GitFailed(f"git {arguments[0]}: > {TIME_LIMIT} s") from None
    except (OSError, ValueError) as fault:  # not installed; a NUL in an argument
        raise GitFailed(str(fault)) from None
    if result.returncode:
        said = result.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise GitFailed(printable(said) or f"git {arguments[0]}")
    return result.stdout


def _outer_environment() -> dict[str, str]:
    """Return this process's environment without settings of git that were given for another command."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_CONFIG_")}
