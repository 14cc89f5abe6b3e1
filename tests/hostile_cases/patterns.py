"""Every regular expression of the builder, how it is used, and texts that could make it try many ways."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import site_builder
from site_builder.engine.late_pattern import LatePattern

FOLDER = Path(site_builder.__file__).parent
ANYWHERE = ("search", "finditer", "findall", "sub", "subn", "split")
MAX_LETTERS, MAX_WORDS, MAX_BEGINNINGS = 8, 16, 3

_SPACES = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a"}
_OTHERS = {"CATEGORY_NOT_SPACE": "a", "CATEGORY_NOT_DIGIT": "a", "CATEGORY_NOT_WORD": " "}


class Used(NamedTuple):
    """A pattern, where it stands (`module.NAME`, or `module:sub(...)`), and the names of the methods called on it."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]

    def calls(self) -> Iterator[Callable[[Any], object]]:
        """Yield what the builder does with a text."""
        if self.methods & {*ANYWHERE}:
            yield lambda text: sum(1 for _ in self.pattern.finditer(text))
        else:
            yield self.pattern.fullmatch if self.methods == {"fullmatch"} else self.pattern.match


def patterns_in_use() -> list[Used]:
    """Return every pattern in a module of the builder, as a constant, in a constant, or in a call of `re`."""
    found: dict[tuple[Any, int], Used] = {}
    for info in pkgutil.walk_packages([str(FOLDER)], "site_builder."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
            methods = _methods(tree)
            for name, value in vars(module).items():
                for pattern in _compiled(value):
                    _add(found, Used(f"{info.name}.{name}", pattern, methods.get(name, frozenset())))
            for where, pattern, method in _called(tree):
                _add(found, Used(f"{info.name}:{where}", pattern, frozenset((method,))))
    return list(found.values())


def _add(found: dict[tuple[Any, int], Used], used: Used) -> None:
    key = used.pattern.pattern, used.pattern.flags
    before = found.get(key, used)
    found[key] = before._replace(methods=before.methods | used.methods)


def _compiled(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LatePattern):
        yield value.compiled
    elif isinstance(value, (dict, list, tuple)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _compiled(each)


def _methods(tree: ast.Module) -> dict[str, frozenset[str]]:
    """Return the methods that a module calls on each of its names, or on an item of it."""
    methods: dict[str, frozenset[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            holder = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            if isinstance(holder, ast.Name):
                methods[holder.id] = methods.get(holder.id, frozenset()) | {node.attr}
    return methods


def _called(tree: ast.Module) -> Iterator[tuple[str, re.Pattern[Any], str]]:
    """Yield the patterns written in calls of `re` itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            name, pattern = ast.unparse(node.func)[3:], node.args[0]
            if isinstance(pattern, ast.Constant) and name in ("match", "fullmatch", *ANYWHERE):
                text = " ".join(map(ast.unparse, [*node.args[1:], *(each.value for each in node.keywords)]))
                flags = [getattr(re, flag) for flag in ("MULTILINE", "DOTALL", "IGNORECASE") if f"re.{flag}" in text]
                yield f"{name}({pattern.value!r})", re.compile(pattern.value, sum(flags)), name


def hostile_texts(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], Any]]:
    """Yield functions from a length to a text: what the pattern consists of, again and again, and a bad end."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    letters = list(dict.fromkeys(_letters(tree)))[:MAX_LETTERS]
    words = [word for word in dict.fromkeys(_words(tree)) if len(word) > 1]
    units = [
        *letters,
        " ",
        "\n",
        "a",
        "A",
        "1",
        *words[:MAX_WORDS],
        *(a + b for a in letters for b in letters if a != b),
    ]
    for unit in dict.fromkeys(units):
        for beginning in ("", *sorted(words, key=len)[:MAX_BEGINNINGS], *words[-1:]):
            for end in ("\0", "\n!")[: 1 + (beginning == "")]:
                yield _text(beginning, unit, end, is_bytes=isinstance(pattern.pattern, bytes))


def _text(beginning: str, unit: str, end: str, *, is_bytes: bool) -> Callable[[int], Any]:
    def text(size: int) -> Any:
        made = beginning + unit * (size // len(unit)) + end
        return made.encode("latin-1", "replace") if is_bytes else made

    text.__name__ = f"{beginning!r} {unit!r} {end!r}"
    return text


def _set(items: list[tuple[Any, Any]]) -> list[str]:
    """Return letters of a set, or some that are not in it."""
    named: list[str] = []
    for kind, value in items:
        match str(kind):
            case "LITERAL":
                named.append(chr(value))
            case "RANGE":
                named += [chr(value[0]), chr(value[1])]
            case "CATEGORY":
                named.append((_SPACES | _OTHERS)[str(value)])
    if str(items[0][0]) != "NEGATE":
        return named
    return [*(each for each in "a 1-." if each not in named)][:2]


def _parts(kind: str, value: Any) -> list[Any]:
    """Return the patterns inside an operation."""
    match kind:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [value[2]]
        case "SUBPATTERN":
            return [value[3]]
        case "ATOMIC_GROUP":
            return [value]
        case "BRANCH":
            return list(value[1])
        case "ASSERT" | "ASSERT_NOT":
            return [value[1]]
        case "GROUPREF_EXISTS":
            return [each for each in value[1:] if each is not None]
    return []


def _single(kind: str, value: Any) -> list[str]:
    match kind:
        case "LITERAL":
            return [chr(value)]
        case "NOT_LITERAL":
            return [next(each for each in string.ascii_letters if ord(each) != value)]
        case "ANY":
            return ["a"]
        case "IN":
            return _set(value)
    return []


def _letters(tree: Any) -> Iterator[str]:
    """Yield letters that the pattern looks for."""
    for kind, value in tree:
        yield from _single(str(kind), value)[:4]
        for part in _parts(str(kind), value):
            yield from _letters(part)


def _words(tree: Any) -> list[str]:
    """Return beginnings of what the pattern matches, those of its groups too; the last is of the whole pattern."""
    words, word = list[str](), ""
    for kind, value in tree:
        name = str(kind)
        word += next(iter(_single(name, value)), "")
        if name not in ("ASSERT", "ASSERT_NOT"):
            inner = [_words(part) for part in _parts(name, value)]
            words += [each for part in inner for each in part]
            if inner:
                word += inner[0][-1] * (max(1, min(value[0], 20)) if "REPEAT" in name else 1)
        words.append(word)
    return [*words, word]
