"""Whatever is published and whoever harms the folder meanwhile: the site is whole, strangers keep what is theirs."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.output.output import Output
from site_builder.problems import NotOurFolder
from site_builder.publish import staging as staging_module
from site_builder.publish.dir_snapshot import inventory, mark
from site_builder.publish.folder import CannotPublish, glimpse, publish
from site_builder.publish.manifest import MANIFEST
from tests.publish.clock import tick

Site = dict[str, str]
Act = Site | tuple[str, str]

OURS = ("index.html", "a/index.html", "a/b/c.html", "d/e.html", "g")
STRANGE = ("mine.txt", "a/mine.txt", "x/y.txt", "d", "a/b/m.txt")
EMPTY = ("a", "a/b", "d", "x", "g", "leer")

sites = st.dictionaries(st.sampled_from(OURS), st.sampled_from(["1", "2", "33"]), min_size=1)
acts = (
    sites
    | st.tuples(st.sampled_from(["write", "delete", "turn to a folder", "link"]), st.sampled_from((*OURS, *STRANGE)))
    | st.tuples(st.just("make"), st.sampled_from(EMPTY))
)


def do(what: str, file: Path) -> None:
    with suppress(OSError):  # there is something else already, or nothing
        if what == "write":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("strange")
        elif what == "make":
            file.mkdir(parents=True)
        else:
            file.unlink()
            if what == "turn to a folder":
                file.mkdir()
            elif what == "link":
                file.symlink_to("elsewhere")


def held(folder: Path) -> Site:
    return {
        path: f"-> {os.readlink(folder / path)}" if (folder / path).is_symlink() else (folder / path).read_text()
        for path in inventory(folder).lying
        if path != MANIFEST and not path.endswith("/")
    }


@settings(max_examples=150, deadline=None)
@given(history=st.lists(acts, min_size=2, max_size=8), early=st.booleans())
@example(
    history=[{"a/index.html": "1", "g": "1"}, {"g": "1"}, ("make", "a"), {"a/index.html": "1", "g": "1"}], early=True
)
@example(history=[{"index.html": "1"}, {"g": "1"}, ("turn to a folder", "g"), {"index.html": "1"}], early=True)
@example(history=[{"index.html": "1"}, ("write", "d"), {"d/e.html": "1"}], early=False)
def test_the_folder_holds_the_last_site_and_what_is_strangers_and_is_marked_as_what_lies_there(
    tmp_path_factory: pytest.TempPathFactory, history: list[Act], early: bool
) -> None:
    _live_through(tmp_path_factory.mktemp("history") / "public", history, early)


@settings(max_examples=60, deadline=None)
@given(history=st.lists(acts, min_size=3, max_size=9), early=st.booleans())
@example(history=[{"a/index.html": "1", "g": "1"}, {"g": "1"}, {"a/index.html": "1"}, {"g": "1"}], early=True)
@example(history=[{"d/e.html": "1"}, {"g": "1"}, ("write", "a/mine.txt"), {"d/e.html": "1"}, {"g": "2"}], early=False)
@example(history=[{"g": "1"}, ("make", "d"), {"d/e.html": "1"}, {"d/e.html": "1"}], early=False)
def test_so_it_does_where_what_was_noted_of_folders_is_believed(
    tmp_path_factory: pytest.TempPathFactory, history: list[Act], early: bool
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(staging_module, "is_racy", lambda time, now: False)  # as if all had taken long
        _live_through(tmp_path_factory.mktemp("history") / "public", history, early, wait=tick)


def _live_through(
    folder: Path, history: list[Act], early: bool, wait: Callable[[Path], None] = lambda root: None
) -> None:
    ours: Site = {}
    for act in history:
        wait(folder.parent)
        if isinstance(act, tuple):
            if folder.exists():
                do(act[0], folder / act[1])
            continue
        before = held(folder)
        try:
            outputs = [Output(path, text.encode()) for path, text in act.items()]
            published = publish(outputs, folder, glimpse(folder) if early else None)
        except (NotOurFolder, CannotPublish):
            assert held(folder) == before
        else:
            assert held(folder) == {path: text for path, text in before.items() if path not in ours} | act
            assert published.mark == mark(inventory(folder).lying)
            ours = act
