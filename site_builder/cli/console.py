"""What the command line says on a terminal: problems, outcomes, progress."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.messages import translate

if TYPE_CHECKING:
    from site_builder.engine.timings import Stages
    from site_builder.problems import Problem

OK, PROBLEMS, WRONG_USE = 0, 1, 2
"""Exit codes."""

PATIENCE = 30.0
"""Seconds after which a log hears that a stage is still going on, and again each time they have passed."""

STYLES = {
    "file": "bold underline",
    "error": "bold red",
    "warning": "bold yellow",
    "source": "default",
    "mark": "red",
    "message": "default",
    "hint": "green",
}


@contextmanager
def report_errors(root: Path, language: str | None) -> Iterator[None]:
    """Turn what stops a build into words and an exit code."""
    from site_builder.problems import Invalid, SiteBuilderError

    try:
        yield
    except SiteBuilderError as fault:
        explain(fault, root, language)
        sys.exit(PROBLEMS if isinstance(fault, Invalid) else WRONG_USE)


def explain(fault: Exception, root: Path, language: str | None) -> list[str]:
    """Say what stopped a build, and return the same as plain lines."""
    from site_builder.cli.problem_text import as_text, summary, where_explained
    from site_builder.problems import N_, IncompleteIndex, Invalid, NotOurFolder, OutsideRoot, PortInUse
    from site_builder.publish.folder import Busy, CannotPublish
    from site_builder.sources.git_revision import NoSuchRevision

    spoken = language or language_of(root)
    if isinstance(fault, Invalid):
        show(fault.problems, root, spoken)
        end = [summary(fault.problems, spoken), translate(N_("Nothing was published."), spoken)]
        for line in end:
            click.echo(line, err=True)
        for line in where_explained(fault.problems, spoken):
            click.echo(line, err=True)
        return [*(line for _, line in as_text(fault.problems, root, spoken)), *end]
    reasons: dict[type[Exception], str] = {
        IncompleteIndex: N_("The search index lacks {what}, which is a fault of the builder's. Nothing was published."),
        NoSuchRevision: N_("{what} is neither a folder nor a revision that git knows."),
        NotOurFolder: N_(
            "{what} holds files that this builder did not write, so nothing was published. "
            "Empty it, or choose another --output."
        ),
        OutsideRoot: N_("{what} cannot be published to: it is, holds or lies in the sources themselves."),
        PortInUse: N_("{what} is taken by another program. Choose another --port."),
        CannotPublish: N_("{what}. Nothing was published; the folder is as it was."),
        Busy: N_("Another build is publishing to {what} just now. Try again when it has finished."),
    }
    own = N_("This is a fault of the builder's own: {what}")
    if type(fault) not in reasons:
        traceback.print_exception(fault)
    what = str(fault) if type(fault) in reasons else f"{type(fault).__name__}: {fault}"
    said = translate(reasons.get(type(fault), own), spoken, {"what": what})
    click.echo(said, err=True)
    return [said]


def language_of(root: Path) -> str:
    """Return the site's first language if its settings can be read, else bokmål."""
    from site_builder.sources.files import read_site_language

    return read_site_language(root)


def show(problems: Iterable[Problem], root: Path, language: str) -> None:
    """Write problems to the terminal's error stream, in colour where it is a terminal."""
    from site_builder.cli.problem_text import as_text

    lines = as_text(problems, root, language)
    if sys.stderr.isatty() and "NO_COLOR" not in os.environ:
        from rich.console import Console
        from rich.text import Text

        console = Console(stderr=True, highlight=False, soft_wrap=True)
        for style, line in lines:
            console.print(Text(line, style=STYLES[style]))
    else:
        for _, line in lines:
            click.echo(line, err=True)


@contextmanager
def progress(language: str = "nb") -> Iterator[Stages]:
    """Yield stages that a progress bar follows on a terminal; elsewhere, as in CI, a log hears of those that last."""
    from site_builder.cli.problem_text import STAGES
    from site_builder.engine.timings import Stages

    if not sys.stderr.isatty():
        with _logged(language) as begin:
            yield Stages(begin)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(STAGES))

        def begin(name: str) -> None:
            bar.update(task, description=translate(STAGES[name], language), completed=list(STAGES).index(name))

        yield Stages(begin)


@contextmanager
def _logged(language: str) -> Iterator[Callable[[str], None]]:
    """Yield what is told that a stage begins. Every half minute a line says which one it is, and since when.

    An alarm of the system's, not a thread: the process is copied while it works, and copies have no alarms.
    """
    from site_builder.cli.problem_text import STAGES
    from site_builder.problems import N_

    stage, since = "", time.monotonic()

    def begin(name: str) -> None:
        nonlocal stage, since
        stage, since = name, time.monotonic()

    def say(*_: object) -> None:
        if stage:
            values = {"stage": translate(STAGES[stage], language), "seconds": round(time.monotonic() - since)}
            click.echo(translate(N_("Still {stage}, for {seconds} s now."), language, values), err=True)

    try:
        before = signal.signal(signal.SIGALRM, say)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE, PATIENCE)
    except (AttributeError, ValueError):  # Windows, and any thread but the main one
        yield begin
        return
    try:
        yield begin
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
