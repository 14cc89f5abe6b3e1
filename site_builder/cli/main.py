"""The command line: verbs to calls, problems to lines, outcomes to exit codes (0 fine, 1 problems, 2 wrong use).

What takes time to import is imported by the verb that needs it, and a verb when it is asked for.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module

import click

from site_builder import __version__

VERBS = {
    "build": "build:build",
    "check": "check:check",
    "serve": "serve:serve",
    "release": "release:release",
    "changes": "changes:changes",
    "export": "tables:export",
    "import": "tables:import_table",
    "new": "new:new",
    "report": "report:report",
    "schema": "schema:schema",
    "search": "search:search",
    "why": "why:why",
}
"""Name -> module in verbs/ and the command in it."""


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, command = VERBS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(f"site_builder.cli.commands.{module}"), command)
        return found


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-builder")
def main() -> None:
    """Course files in, a validated, static course catalogue out."""


def run() -> None:
    """Be the program: run `main`, then end at once.

    Nobody looks for garbage meanwhile (but `serve`, which lives on), and at the end hundreds of thousands of values
    are left to the system instead of being taken apart one by one.
    """
    gc.disable()
    try:
        main(prog_name="site-builder")
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code)
