"""The structure of the package: one-way imports, small modules, file access in four rooms, plain docstrings."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "site_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))

FOUNDATION = {"problems", "messages", "file_names"}
"""Modules at the root that every room may import."""

MAY_IMPORT: dict[str, set[str]] = {
    "problems": set(),
    "messages": {"problems"},
    "file_names": set(),
    "engine": set(),
    "sources": {"engine"},
    "output": {"engine"},
    "catalogue": {"sources", "engine"},
    "pages": {"catalogue", "output", "engine"},
    "exports": {"catalogue", "output", "engine", "pages"},
    "search": {"catalogue", "output", "engine"},
    "publish": {"output", "engine"},
    "changes": {"catalogue", "sources", "engine"},
    "authoring": {"catalogue", "sources"},
    "quality": {"catalogue", "sources"},
    "serve": {"build", "output", "engine", "sources"},
    "build": {"engine", "sources", "catalogue", "output", "pages", "exports", "search", "publish"},
}
"""Room -> the other rooms it may import. The command line may import everything."""

EVERYTHING = {"__init__", "__main__", "cli"}

MAX_LINES = 250
"""Lines of a module. A longer one holds two nouns."""

MAX_FUNCTION_LINES = 49

MAX_ROOT_MODULES = 6

MAX_SHARE_OF_WHAT = 0.02
"""Share of docstrings whose first paragraph has the word «what»; httpx, structlog and Jinja have 0 to 1 %."""

PRIVATE_TERMS = {
    "notation of files": "as files write it",
    "another notation": "written in another way",
    "time-zone aware": "aware",
    "1-based": "from 1",
    "0-based": "from 0",
}
"""Term that a newcomer cannot know -> the words to write in its place."""

MAX_IN_FUNCTIONS = 20
"""Import statements in function bodies."""

IMPORTED_IN_A_FUNCTION: dict[tuple[str, str], str] = {
    ("build", "site_builder.search.build_index"): "200 ms: numpy, imported by the warm worker alone",
    (
        "catalogue/markdown/convert",
        "site_builder.catalogue.markdown.conversion",
    ): "40 ms where every text is cached",
    ("pages/brand", "site_builder.pages.brand_pictures"): "40 ms: Pillow, where no picture is drawn",
    ("pages/assets", "site_builder.pages.brand_pictures"): "40 ms: Pillow, where no text has a picture",
    ("sources/pictures", "PIL"): "30 ms where every picture is cached",
    ("cli/commands/build", "site_builder.cli.site_session"): "130 ms where nothing has changed since the last build",
    ("cli/commands/check", "site_builder.cli.commands.fix"): "20 ms: YAML, for --fix alone",
    ("cli/commands/check", "site_builder.cli.site_session"): "130 ms: templates and search, not needed by `check FILE`",
    ("cli/commands/new_language", "site_builder.authoring.new_language"): "17 ms: Babel, for `new language` alone",
    ("cli/console", "site_builder.cli.terminal"): "30 ms: rich, on a terminal alone",
    ("engine/parallel", "multiprocessing"): "5 ms where one process is enough (`check FILE`)",
    ("pages/i18n", "site_builder.pages.po_files"): "50 ms of Babel where every file of interface texts is cached",
    ("search/analysis", "whoosh.lang"): "52 ms where no word is new",
    ("sources/files", "site_builder.sources.front_matter"): "15 ms: YAML, where every file is cached",
}
"""Module and import that stays in a function body -> the time it saves, or its reason."""

ONLY = {
    "livereload": {"serve/handlers"},
    "whoosh": {"search/analysis"},
    "openpyxl": {"authoring/tables/workbooks"},
    "python_calamine": {"authoring/tables/workbooks"},
    "rich": {"cli/terminal"},
    "markdown": {"catalogue/markdown/python_markdown", "catalogue/markdown/host_inlines"},
    "pyromark": {"catalogue/markdown/host_reading"},
    "nh3": {"catalogue/markdown/conversion"},
    "numpy": {
        f"search/{name}" for name in ("term_counts", "vocabulary", "postings", "bm25f", "posting_codec", "shards")
    },
}


@cache
def text_of(module: Path) -> str:
    return module.read_text(encoding="utf-8")


@cache
def nodes(module: Path) -> list[ast.AST]:
    """Return the nodes of the syntax tree of `module`, which most of these tests look at."""
    return list(ast.walk(ast.parse(text_of(module))))


@cache
def imports(module: Path) -> list[str]:
    """Return the dotted names that `module` imports, `from site_builder import x` as site_builder.x."""
    found = []
    for node in nodes(module):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = [alias.name for alias in node.names if alias.name != "__version__"]
            found += [f"site_builder.{name}" for name in named] if node.module == "site_builder" else [node.module]
    return found


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").as_posix()


def test_imports_go_one_way() -> None:
    forbidden = {}
    for module in MODULES:
        room = name_of(module).split("/")[0]
        if room not in EVERYTHING:
            ours = {name.split(".")[1] for name in imports(module) if name.startswith("site_builder.")}
            forbidden[name_of(module)] = ours - MAY_IMPORT[room] - FOUNDATION - {room}
    assert {name: rooms for name, rooms in forbidden.items() if rooms} == {}


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {f"site_builder.{name_of(module).replace('/', '.')}": module for module in MODULES}
    graph = {name: [each for each in imports(module) if each in modules] for name, module in modules.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle


def test_exports_use_only_the_addresses_and_languages_of_pages() -> None:
    of_pages = {
        (name_of(module), name)
        for module in (PACKAGE / "exports").glob("*.py")
        for name in imports(module)
        if name.startswith("site_builder.pages")
    }
    assert {name for _, name in of_pages} <= {"site_builder.pages.urls", "site_builder.pages.i18n"}, of_pages


def functions(module: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in nodes(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_the_root_of_the_package_has_few_modules() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= MAX_ROOT_MODULES


def test_modules_and_functions_are_small() -> None:
    modules = {name_of(module): text_of(module).count("\n") for module in MODULES}
    assert {name: lines for name, lines in modules.items() if lines > MAX_LINES} == {}
    lengths = {
        (name_of(module), each.name): (each.end_lineno or 0) - each.lineno + 1
        for module in MODULES
        for each in functions(module)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FUNCTION_LINES} == {}


def test_each_class_has_a_name_of_its_own() -> None:
    names = [node.name for module in MODULES for node in nodes(module) if isinstance(node, ast.ClassDef)]
    assert [name for name, times in Counter(names).items() if times > 1 and not name.startswith("_")] == []


def test_imports_are_at_the_top_of_modules_except_those_listed_with_the_time_they_save() -> None:
    found = Counter[tuple[str, str]]()
    for module in MODULES:
        for node in (each for function in functions(module) for each in ast.walk(function)):
            if isinstance(node, ast.Import):
                found.update((name_of(module), alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                found[name_of(module), node.module or ""] += 1
    assert set(found) == set(IMPORTED_IN_A_FUNCTION)
    assert found.total() <= MAX_IN_FUNCTIONS, found


def test_docstrings_name_a_noun_instead_of_saying_what() -> None:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    paragraphs = []
    for module in MODULES:
        found = (ast.get_docstring(node) for node in nodes(module) if isinstance(node, documented))
        paragraphs += [(name_of(module), text.split("\n\n")[0]) for text in found if text]
    vague = [(name, text) for name, text in paragraphs if re.search(r"\bwhat\b", text, re.IGNORECASE)]
    assert len(vague) <= MAX_SHARE_OF_WHAT * len(paragraphs), vague


def test_the_docstring_of_an_exception_says_when_it_is_raised() -> None:
    classes = (
        (name_of(module), each) for module in MODULES for each in nodes(module) if isinstance(each, ast.ClassDef)
    )
    exceptions = [
        f"{name}.{each.name}: {(ast.get_docstring(each) or '').partition(chr(10))[0]}"
        for name, each in classes
        if any(re.search("(?:Error|Exception)$", ast.unparse(base)) for base in each.bases)
    ]
    assert [each for each in exceptions if not re.search(": (?:Raised|Base of|The traceback)", each)] == []


def test_private_terms_are_replaced_by_those_of_the_field() -> None:
    found = [
        f"{name_of(module)}: write «{better}» instead of «{private}»"
        for module in MODULES
        for private, better in PRIVATE_TERMS.items()
        if private in text_of(module)
    ]
    assert found == []


def importing(library: str) -> set[str]:
    """Return the names of the modules that import anything of a library."""
    return {name_of(module) for module in MODULES if library in {name.split(".")[0] for name in imports(module)}}


def test_a_cache_holds_data_never_code() -> None:
    """A `.memo` can come with a checkout: reading it back must not be able to run code."""
    assert {
        library: importing(library) for library in ("pickle", "marshal", "shelve", "dill") if importing(library)
    } == {}


def test_a_library_has_one_door() -> None:
    others = {library: importing(library) - doors for library, doors in ONLY.items()}
    assert {library: modules for library, modules in others.items() if modules} == {}


def test_only_the_command_line_looks_at_the_clock() -> None:
    looking = {name_of(each) for each in MODULES if re.search(r"datetime\.now\(|date\.today\(", text_of(each))}
    assert looking <= {"cli/options"}


FILE_ACCESS = {"engine", "sources", "publish", "cli"}
"""Rooms that may read and write files."""

MAY_ALSO_ACCESS_FILES = {
    "build": "sets an environment variable for numpy (os); reads no file",
    "messages": "reads the package's own translations",
    "serve/handlers": "sends files of the published folder and of the package",
    "serve/preview": "kills the publishing process and sets its priority (os)",
    "serve/watcher": "reads the inodes of the source folders",
}
"""Module outside these rooms -> its reason."""

FILE_MODULES = {"os", "shutil", "tempfile", "mmap", "fcntl", "multiprocessing", "subprocess"}
FILE_CALLS = {
    *("open", "read_bytes", "write_bytes", "write_text", "mkdir", "unlink", "rename", "touch", "chmod"),
    *("iterdir", "rglob", "is_file", "is_dir", "exists", "stat", "symlink_to", "hardlink_to"),
}
"""Names of methods and functions. `read_text` is left out: it is a parser in catalogue/schema as well."""


def test_only_four_rooms_access_files() -> None:
    found = {}
    for module in MODULES:
        name = name_of(module)
        if name.split("/")[0] not in FILE_ACCESS and name not in MAY_ALSO_ACCESS_FILES:
            calls = [node.func for node in nodes(module) if isinstance(node, ast.Call)]
            called = {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in calls}
            found[name] = {each.split(".")[0] for each in imports(module)} & FILE_MODULES | called & FILE_CALLS
    assert {name: access for name, access in found.items() if access} == {}


def test_every_exception_from_the_rule_exists() -> None:
    assert set(MAY_ALSO_ACCESS_FILES) <= {name_of(module) for module in MODULES}
