"""The command line: verbs to calls, problems to lines, outcomes to exit codes (0 fine, 1 problems, 2 wrong use).

What takes time to import is imported by the verb that needs it.
"""

from __future__ import annotations

import click

from site_builder import __version__
from site_builder.verbs.build import build
from site_builder.verbs.changes import changes
from site_builder.verbs.check import check
from site_builder.verbs.new import new
from site_builder.verbs.release import release
from site_builder.verbs.report import report
from site_builder.verbs.schema import schema
from site_builder.verbs.search import search
from site_builder.verbs.serve import serve
from site_builder.verbs.tables import export, import_table
from site_builder.verbs.why import why


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="site-builder")
def main() -> None:
    """Course files in, a validated, static course catalogue out."""


for verb in (build, check, serve, release, changes, export, import_table, new, report, schema, search, why):
    main.add_command(verb)
