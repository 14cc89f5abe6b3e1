"""Coloured lines and the progress bar of a terminal, drawn by rich. Its import takes 30 ms, which pipes and CI save."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from site_builder.cli.problem_text import STAGES
from site_builder.cli.styles import STYLES
from site_builder.messages import translate


def print_in_colour(lines: Iterable[tuple[str, str]], stream: TextIO) -> None:
    """Print (style, line) pairs to a stream that is a terminal. Styles are the keys of styles.STYLES."""
    console = Console(file=stream, highlight=False, soft_wrap=True)
    for style, line in lines:
        console.print(Text(line, style=STYLES[style]))


@contextmanager
def progress_bar(language: str) -> Iterator[Callable[[str], None]]:
    """Show a progress bar on standard error while the `with` block runs.

    Yields a function to call with the name (a key of STAGES) of each stage that begins.
    """
    columns = (TextColumn("{task.description:<12}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(STAGES))

        def begin(name: str) -> None:
            bar.update(task, description=translate(STAGES[name], language), completed=list(STAGES).index(name))

        yield begin
