"""Any sequence of publications and of changes by strangers: the site is whole, and strangers keep their files."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.output.output import Output
from site_builder.problems import NotOurFolder
from site_builder.publish.current_site import site_stamp
from site_builder.publish.dir_snapshot import list_dir
from site_builder.publish.folder import CannotPublish, publish
from site_builder.publish.manifest import MANIFEST

Site = dict[str, str]
Act = Site | tuple[str, str]

OURS = ("index.html", "a/index.html", "a/b/c.html", "d/e.html", "g")
FOREIGN = ("mine.txt", "a/mine.txt", "x/y.txt", "d", "a/b/m.txt")
EMPTY = ("a", "a/b", "d", "x", "g", "leer")

sites = st.dictionaries(st.sampled_from(OURS), st.sampled_from(["1", "2", "33"]), min_size=1)
acts = (
    sites
    | st.tuples(st.sampled_from(["write", "delete", "turn to a folder", "link"]), st.sampled_from((*OURS, *FOREIGN)))
    | st.tuples(st.just("make"), st.sampled_from(EMPTY))
)


def do(what: str, file: Path) -> None:
    with suppress(OSError):  # the path has another type already, or does not exist
        if what == "write":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("foreign")
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
        for path in list_dir(folder)
        if path != MANIFEST and not path.endswith("/")
    }


@settings(max_examples=250, deadline=None)
@given(history=st.lists(acts, min_size=2, max_size=9))
@example(history=[{"a/index.html": "1", "g": "1"}, {"g": "1"}, ("make", "a"), {"a/index.html": "1", "g": "1"}])
@example(history=[{"index.html": "1"}, {"g": "1"}, ("turn to a folder", "g"), {"index.html": "1"}])
@example(history=[{"index.html": "1"}, ("write", "d"), {"d/e.html": "1"}])
@example(history=[{"a/index.html": "1", "g": "1"}, {"g": "1"}, {"a/index.html": "1"}, {"g": "1"}])
@example(history=[{"d/e.html": "1"}, {"g": "1"}, ("write", "a/mine.txt"), {"d/e.html": "1"}, {"g": "2"}])
@example(history=[{"g": "1"}, ("make", "d"), {"d/e.html": "1"}, {"d/e.html": "1"}])
def test_the_folder_holds_the_last_site_and_the_files_of_strangers_and_has_the_returned_stamp(
    tmp_path_factory: pytest.TempPathFactory, history: list[Act]
) -> None:
    folder = tmp_path_factory.mktemp("history") / "public"
    ours: Site = {}
    for act in history:
        if isinstance(act, tuple):
            if folder.exists():
                do(act[0], folder / act[1])
            continue
        before = held(folder)
        try:
            published = publish([Output(path, text.encode()) for path, text in act.items()], folder)
        except (NotOurFolder, CannotPublish):
            assert held(folder) == before
        else:
            assert held(folder) == {path: text for path, text in before.items() if path not in ours} | act
            assert published.stamp == site_stamp(folder)
            ours = act
