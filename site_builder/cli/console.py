"""Terminal output: problems, errors and progress."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from site_builder.cli.problem_text import EXCERPT_WIDTH, STAGES, as_text, summary, where_explained
from site_builder.engine.system_errors import reason_of
from site_builder.engine.timings import Stages
from site_builder.messages import translate
from site_builder.problems import N_, Invalid, Problem, SiteBuilderError
from site_builder.sources.files import read_site_language

OK, PROBLEMS, WRONG_USE = 0, 1, 2
"""Exit codes. 2 is click's own code for wrong use."""

LOG_INTERVAL = 30.0
"""Seconds between two log lines about the same stage. CI systems end a job that prints nothing for some minutes."""

MARGIN = 8
"""Columns before a source line: its number and a rule."""

MIN_WIDTH = 40
"""Characters of a source line that are shown on a very narrow terminal."""


class SystemRefused(SiteBuilderError):
    """Raised if the system refuses to read or write a file."""

    message = N_("{what} cannot be read or written: {why}. Nothing more was done.")


class MayNot(SystemRefused):
    """Raised if a permission to read or write a file is missing, or another program has it open."""

    message = N_(
        "{what} cannot be read or written: the permission is missing, or another program, such as Excel, has it open. "
        "Close it there, or change the permissions, and try again."
    )


class ReadOnlyDisk(SystemRefused):
    """Raised if a file is on a disk that cannot be written."""

    message = N_("{what} is on a disk that cannot be written. Choose another folder.")


class DiskFull(SystemRefused):
    """Raised if no room is left for a file."""

    message = N_("{what} cannot be written: the disk is full. Make room, and try again.")


REFUSALS = {errno.EACCES: MayNot, errno.EPERM: MayNot, errno.EROFS: ReadOnlyDisk, errno.ENOSPC: DiskFull}
"""Number of an error of the system -> the error that says the remedy."""


@contextmanager
def report_errors(root: Path, language: str | None) -> Iterator[None]:
    """Print a SiteBuilderError raised in the `with` block, and exit with PROBLEMS (Invalid) or WRONG_USE (all others).

    Messages are in `language`; None means the first language of the site at `root`. An OSError that names a file is
    printed likewise: a full disk and a missing permission are no faults of the builder.
    """
    try:
        yield
    except SiteBuilderError as fault:
        print_error(fault, root, language)
        sys.exit(PROBLEMS if isinstance(fault, Invalid) else WRONG_USE)
    except OSError as fault:
        if fault.filename is None:
            raise
        refused = REFUSALS.get(fault.errno or 0, SystemRefused)(str(fault.filename))
        refused.why = reason_of(fault)
        print_error(refused, root, language)
        sys.exit(WRONG_USE)


def print_error(fault: Exception, root: Path, language: str | None) -> list[str]:
    """Print the message of an exception to standard error, and return its lines without colour.

    An exception that is no SiteBuilderError is a fault of the builder; its traceback is printed too, but not returned.
    Nor are the lines that say where problems are explained.
    """
    language = language or language_of(root)
    if isinstance(fault, Invalid):
        print_problems(fault.problems, root, language)
        end = [summary(fault.problems, language), translate(fault.message, language)]
        for line in (*end, *where_explained(fault.problems, language)):
            click.echo(line, err=True)
        return [*(line for _, line in as_text(fault.problems, root, language)), *end]
    if isinstance(fault, SiteBuilderError):
        line = translate(fault.message, language, {"what": str(fault), "why": fault.why})
    else:
        traceback.print_exception(fault)
        own = N_("Internal error: {what}")
        line = translate(own, language, {"what": f"{type(fault).__name__}: {fault}"})
    click.echo(line, err=True)
    return [line]


def language_of(root: Path) -> str:
    """Return the code of the site's first language; "nb" if its settings cannot be read."""
    return read_site_language(root)


def print_problems(problems: Iterable[Problem], root: Path, language: str, *, asked_for: bool = False) -> None:
    """Print problems to standard error, or to standard output if the user `asked_for` them.

    In colour on a terminal unless the environment variable NO_COLOR is set (no-color.org).
    """
    stream = sys.stdout if asked_for else sys.stderr
    width = (
        min(EXCERPT_WIDTH, max(40, shutil.get_terminal_size().columns - MARGIN)) if stream.isatty() else EXCERPT_WIDTH
    )
    print_lines(as_text(problems, root, language, width), asked_for=asked_for)


def print_lines(lines: Iterable[tuple[str, str]], *, asked_for: bool = False) -> None:
    """Print (style, line) pairs to standard error, or to standard output if the user `asked_for` them.

    Styles are the keys of styles.STYLES; colour is as in `print_problems`.
    """
    stream = sys.stdout if asked_for else sys.stderr
    if stream.isatty() and "NO_COLOR" not in os.environ:
        from site_builder.cli.terminal import print_in_colour  # 30 ms, which pipes and CI do not need

        print_in_colour(lines, stream)
    else:
        for _, line in lines:
            click.echo(line, err=not asked_for)


@contextmanager
def progress(language: str = "nb") -> Iterator[Stages]:
    """Yield the stages of a build, for the `with` block to report: as a progress bar on a terminal, elsewhere as lines.

    A line is printed every LOG_INTERVAL seconds.
    """
    if not sys.stderr.isatty():
        with _log_long_stages(language) as begin:
            yield Stages(begin)
        return
    from site_builder.cli.terminal import progress_bar  # 30 ms, which pipes and CI do not need

    with progress_bar(language) as begin:
        yield Stages(begin)


@contextmanager
def _log_long_stages(language: str) -> Iterator[Callable[[str], None]]:
    """Yield a function that takes the name of the stage that begins. Prints a line every LOG_INTERVAL seconds.

    Uses the interval timer of the process (SIGALRM), not a thread: forking a process with threads is unsafe, and
    forked workers do not inherit the timer.
    """
    stage, since = "", time.monotonic()

    def begin(name: str) -> None:
        nonlocal stage, since
        stage, since = name, time.monotonic()

    def log(*_: object) -> None:
        if stage:
            values = {"stage": translate(STAGES[stage], language), "seconds": round(time.monotonic() - since)}
            click.echo(translate(N_("Still {stage}, for {seconds} s now."), language, values), err=True)

    try:
        previous = signal.signal(signal.SIGALRM, log)
        signal.setitimer(signal.ITIMER_REAL, LOG_INTERVAL, LOG_INTERVAL)
    except (AttributeError, ValueError):  # no SIGALRM on Windows; no signal handlers outside the main thread
        yield begin
        return
    try:
        yield begin
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
