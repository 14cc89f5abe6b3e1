"""Read and draft recipes: files that tell `site-builder import` which heading of a table means which field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from shlex import quote

import click

from site_builder.authoring.tables.finding import Table
from site_builder.authoring.tables.importing import RowFault
from site_builder.authoring.tables.recipe import Recipe, draft
from site_builder.catalogue.load import parse_entries
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.recipe import RecipeEntry
from site_builder.catalogue.schema.table_columns import PROVIDER
from site_builder.engine.atomic_write import atomic_write
from site_builder.engine.untrusted_folder import read_ordinary_file
from site_builder.problems import N_, Invalid, has_errors
from site_builder.sources.front_matter import read_record
from site_builder.sources.text import normal

MAX_BYTES = 512 * 1024
"""Largest recipe in bytes."""

Words = Callable[..., str]


def read_recipe(recipe: Path | None, words: Words) -> Recipe | None:
    """Return the recipe in a file; None if `recipe` is None or the file does not exist.

    `words` translates messages. Raises Invalid with the problems of the file, UsageError if it is not UTF-8, OSError if
    it cannot be read.
    """
    if recipe is None or not recipe.exists():
        return None
    path = recipe.as_posix()
    try:
        text = normal(read_ordinary_file(recipe, MAX_BYTES).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise click.UsageError(words(N_("{file} is not UTF-8 text."), values={"file": path})) from None
    record, problems = read_record(path, "recipe", recipe.stem, text)
    entries, found = parse_entries([record] if record else [])
    entry = entries.read["recipe"].get(recipe.stem)
    if has_errors([*problems, *found]) or not isinstance(entry, RecipeEntry):
        raise Invalid([*problems, *found])
    return Recipe.of(entry)


def draft_recipe(
    root: Path,
    recipe: Path,
    file: Path,
    table: Table,
    faults: Iterable[RowFault],
    course: type[CourseEntry],
    words: Words,
    *,
    one_institution: bool,
    dry_run: bool,
) -> None:
    """Write a draft of a recipe for a table to the file `recipe`, and print where it is.

    In a `dry_run` the draft is printed instead. `file` is the table's, `faults` are those of its rows, from which the
    draft lists unknown words. `course` has the fields of the catalogue's courses. With `one_institution` no column for
    it is needed. `words` translates messages.
    """
    head = words(
        N_("A recipe for {file}: which heading means which field. Correct it, and run\n{command}"),
        values={
            "file": file.name,
            "command": f"site-builder import {quote(str(file))} --recipe {quote(str(recipe))} --dry-run",
        },
    )
    explanations = {
        "missing": words(N_("Fields that every course needs, and no heading means; a value for all rows:")),
        "unread": words(N_("Cells that are no value of their field; write the value after the colon:")),
        "like": words(N_("«{heading}» may mean {column}"), values={"heading": "{heading}", "column": "{column}"}),
    }
    required = [each.key for each in course.fields.values() if each.required and each.key != "opphav"]
    origin = ["opphav.type"] if any(each.key == "opphav" and each.required for each in course.fields.values()) else []
    wanted = [*(() if one_institution else (PROVIDER,)), *required, *origin]
    missing = [column for column in wanted if column not in table.columns.values()]
    unread: dict[str, list[str]] = {}
    for fault in faults:
        column = fault.column
        if column and (fault.code.startswith("bad-") or fault.code.startswith("unknown-")):
            unread.setdefault(column, []).append(str(fault.values.get("value") or fault.values.get("key") or ""))
    text = draft(table, missing, unread, explanations, head)
    if dry_run:
        click.echo(text)
        return
    atomic_write(recipe, text, root)
    message = N_("Wrote a draft of the recipe: {file}. Correct it, and import again with it.")
    click.echo(words(message, values={"file": str(recipe)}))
