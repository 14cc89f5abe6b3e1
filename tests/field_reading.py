"""Read texts as values of one field: in Python, and by the form's scripts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from site_builder.catalogue.schema.field_types import Fault, FieldType
from site_builder.catalogue.schema.notation import for_javascript
from site_builder.catalogue.schema.other_notations import for_javascript as readings

PROJECT = Path(__file__).parent.parent
SCRIPT = """
  import { check } from "./templates/assets/js/form/rules.js";
  const [rules, key, texts] = JSON.parse(process.argv[1]);
  const faultOf = (x) => check({ [key]: x }, "En tekst.", rules).find(({ loc }) => loc[0] === key);
  console.log(JSON.stringify(texts.map((x) => faultOf(x)?.name ?? "")));
"""


def read(type_: FieldType[Any], text: str) -> tuple[Any, str]:
    """Return the value of a text and "", or None and the name of its first fault."""
    faults: list[Fault] = []
    value = type_.read(text, (), faults)
    return (value, "") if not faults else (None, faults[0].error.name if faults[0].error else "")


def faults_in_the_form(rule: Mapping[str, Any], texts: list[str]) -> list[str]:
    """Return the name of the first fault of each text in the field of a `rule` of the form, "" where it has none."""
    rules = {"fields": [rule], "holidays": {}, "notation": {**for_javascript(), "readings": readings()}}
    node = ["node", "--input-type=module", "--eval", SCRIPT, json.dumps([rules, rule["key"], texts])]
    return list(json.loads(subprocess.run(node, cwd=PROJECT, check=True, capture_output=True, text=True).stdout))
