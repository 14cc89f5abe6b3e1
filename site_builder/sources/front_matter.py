"""Parse a file's text, YAML front matter and Markdown body, to a record with the line and column of every value."""

from __future__ import annotations

import re

import yaml

from site_builder.problems import N_, Place, Problem, error
from site_builder.sources.fences import fence_problem, like_a_fence
from site_builder.sources.record import Record, Spots
from site_builder.sources.yaml_errors import broken_yaml
from site_builder.sources.yaml_reader import Stopped, Tree

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def split(text: str) -> tuple[str, str, int] | None:
    """Return the YAML, the body and the body's first line (from 1); None if one of the lines `---` is missing."""
    opening = _FENCE.match(text)
    if opening is None:
        return None
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return None
    body_line = text.count("\n", 0, closing.end()) + 2
    return text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :], body_line


def read_record(path: str, kind: str, key: str, text: str) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record of a file's text, and its problems; `kind` and `key` are the record's.

    The record is None if the fields cannot be read: broken or forbidden YAML, no mapping, or a missing line `---`. A
    `.yaml` file is all fields; other files have front matter and a body.
    """
    if path.endswith(".yaml"):
        header, body, body_line, first_line = text, "", 1, 1
    else:
        parts = split(text)
        if parts is None:
            return None, (fence_problem(path, text),)
        header, body, body_line = parts
        first_line = 2
    tree = Tree(path, first_line)
    try:
        tree.read(header)
    except Stopped:
        return None, tuple(tree.problems)
    except yaml.YAMLError as fault:
        wrong_fence = None if path.endswith(".yaml") else like_a_fence(path, header, first_line)
        return None, (*tree.problems, wrong_fence or broken_yaml(path, first_line, header, fault))
    if not isinstance(tree.root, dict):
        tree.problems.append(
            error(
                Place(path, first_line, 1),
                "missing-front-matter",
                N_("The fields are not a list of keys and values."),
                N_("Write one field a line, as in `tittel: Naturfag 1`."),
            )
        )
        return None, tuple(tree.problems)
    record = Record.of(
        path=path,
        kind=kind,
        key=key,
        fields=tree.root,
        spots=Spots(tree.spots, tree.key_spots),
        header=header,
        body=body,
        body_line=body_line,
    )
    return record, tuple(tree.problems)
