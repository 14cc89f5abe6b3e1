"""The house itself: imports go one way, modules stay small, and nobody looks at the clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "site_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))

MAY_IMPORT = {
    "problems": set(),
    "linked_data": set(),
    "anatomy": {"linked_data"},
    "soundness": set(),
    "output": {"anatomy", "memo", "soundness"},
    "crew": set(),
    "spool": {"store"},
    "store": set(),
    "inventory": set(),
    "memo": {"crew", "seen", "store"},
    "seen": {"store"},
    "stages": set(),
    "messages": {"problems"},
    "sources": {"problems", "memo", "sources"},
    "catalogue": {"problems", "sources", "memo", "catalogue"},
    "pages": {"problems", "messages", "output", "memo", "spool", "crew", "catalogue", "pages"},
    "search": {"problems", "output", "memo", "catalogue", "search"},
    "publish": {"problems", "anatomy", "output", "memo", "spool", "store", "inventory", "publish"},
    "search_report": {"problems", "output", "memo", "messages", "catalogue", "search"},
    "unchanged": {"store", "seen", "inventory", "sources", "publish"},
    "exchange": {"problems", "messages", "sources", "catalogue", "exchange"},
    "quality": {"problems", "messages", "catalogue", "quality"},
    "why": {"problems", "output", "messages", "catalogue"},
    "desk": {"problems", "sources", "catalogue", "desk"},
    "report": {"problems", "messages", "sources", "publish"},
    "loading": {"problems", "memo", "stages", "sources", "catalogue"},
    "draft": {"loading", "problems", "output", "memo", "stages", "sources", "catalogue", "pages"},
    "making": {"draft", "output", "memo", "spool", "stages", "sources", "catalogue", "pages", "search", "publish"},
    "build": {
        "loading",
        "draft",
        "making",
        "crew",
        "problems",
        "output",
        "memo",
        "spool",
        "stages",
        "sources",
        "catalogue",
        "pages",
        "search",
    },
    "live": {"problems", "output"},
    "serve": {"live", "problems", "sources", "unchanged"},
}
ONLY = {
    "livereload": {"serve"},
    "whoosh": {"search/analysis"},
    "rich": {"terminal"},
    "markdown": {"catalogue/converter"},
    "pyromark": {"catalogue/plain"},
    "nh3": {"catalogue/markup"},
    "numpy": {f"search/{name}" for name in ("counts", "vocabulary", "postings", "bm25f", "score_lists", "beginnings")},
}


def imports(module: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").as_posix()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_go_one_way(module: Path) -> None:
    room = name_of(module).split("/")[0]
    ours = {name.split(".")[1] for name in imports(module) if name.startswith("site_builder.")}
    assert ours <= MAY_IMPORT.get(room, ours), f"{room} may not know {ours - MAY_IMPORT[room]}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_library_has_one_door(module: Path) -> None:
    for library, doors in ONLY.items():
        if any(name.split(".")[0] == library for name in imports(module)):
            assert name_of(module) in doors


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_the_command_line_looks_at_the_clock(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    if name_of(module) != "verbs/options":
        assert "datetime.now(" not in text
        assert "date.today(" not in text


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_the_two_ends_touch_the_disk(module: Path) -> None:
    room = name_of(module).split("/")[0]
    if room in ("catalogue", "pages", "search"):
        assert not {"os", "shutil", "tempfile", "pathlib"} & set(imports(module))
        assert " open(" not in module.read_text(encoding="utf-8")
