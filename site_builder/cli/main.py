"""The command-line program. Exit codes: 0 success, 1 problems in the catalogue, 2 wrong use.

Each command's module is imported when that command runs, so `site-builder --help` imports none of them.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from gettext import gettext
from importlib import import_module

import click

from site_builder import __version__
from site_builder.cli.click_language import set_click_language, translate_help, translate_paths, translated_help

COMMANDS = {
    "build": ("build:build", "Check the catalogue, build the site and publish it."),
    "changes": ("changes:changes", "List the changes for readers from OLD to NEW."),
    "check": ("check:check", "Run every check of build without publishing."),
    "explain": ("explain:explain", "Explain the code of a problem."),
    "export": ("tables:export", "Write a year's courses to a table."),
    "import": ("import_table:import_table", "Write course files from the rows of a table."),
    "init": ("init:init", "Write a new catalogue."),
    "new": ("new:new", "Write the first draft of a file."),
    "release": ("release:release", "Record the URLs that must stay valid."),
    "report": ("report:report", "List suggestions for a catalogue without errors."),
    "schema": ("schema:schema", "Write JSON Schemas for editors that complete."),
    "search": ("search:search", "Explain the hits of a search."),
    "serve": ("serve:serve", "Preview the site; show and publish each change."),
    "suggest": ("suggest:suggest", "Make a review of corrections for a pull request."),
    "why": ("why:why", "List the files that a page is made from."),
}
"""Name -> (module in cli/commands and the command in it, help in one line)."""


class _Commands(click.Group):
    """A group that imports a command's module on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"site_builder.cli.commands.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        set_click_language(args)
        name, command, rest = super().resolve_command(ctx, args)
        if command:
            translate_paths(command)
        if command and {"--help", "-h"} & set(args):
            translate_help(command)
        return name, command, rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        set_click_language(sys.argv[1:])
        translate_help(self)
        if option := self.get_help_option(ctx):
            option.help = gettext("Show this message and exit.")
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, translated_help(text)) for name, (_, text) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-builder")
def main() -> None:
    """Build a checked, static course catalogue from course files."""


def _write_utf8() -> None:
    """Write UTF-8 to files and pipes with any code page of the system; on a terminal replace missing characters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def run() -> None:
    """Run the command line as a program; the process ends here, with the exit code of the command.

    It ends without freeing the catalogue and the pages one object at a time, and the garbage collector is off: a build
    makes few reference cycles. `end_process` is registered first, so it runs after all other exit functions. It refers
    to the exception, whose traceback keeps every value of the command alive. Freeing them takes 10 % of the CPU time of
    `check FILE` and of a build without changes.
    """
    gc.disable()
    _write_utf8()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # starting its threads would double the time to import numpy
    ending: SystemExit | None = None

    def end_process() -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        code = ending.code if ending else 1
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)

    atexit.register(end_process)
    try:
        main(prog_name="site-builder")
    except SystemExit as end:
        ending = end
        raise
