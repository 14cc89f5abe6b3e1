"""Remembering changes nothing: after any sequence of changes, what a warm build publishes is what a clean one makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.build import build
from site_builder.memo import Memo
from site_builder.publish.folder import MANIFEST, publish
from site_builder.stages import Stages

PROJECT = Path(__file__).parent.parent
START = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))
COURSES = "catalogue/2016-2017/hihm"


def add_course(root: Path, number: int) -> None:
    text = (root / COURSES / "naturfag-1-1-7.md").read_text(encoding="utf-8")
    text = text.replace("Naturfag 1 for 1.–7. trinn", f"Prøvestudium utgave {'abcdefghij'[number]}").replace(
        "nivå: 1\n", ""
    )
    (root / COURSES / f"nytt-{number}.md").write_text(text, encoding="utf-8")


def edit_course(root: Path, number: int) -> None:
    file = root / COURSES / "naturfag-1-1-7.md"
    file.write_text(file.read_text(encoding="utf-8") + f"\nEt avsnitt til, nummer {number}.\n", encoding="utf-8")


def delete_course(root: Path, number: int) -> None:
    (root / COURSES / f"nytt-{number}.md").unlink(missing_ok=True)


def rename_course(root: Path, number: int) -> None:
    file = root / COURSES / f"nytt-{number}.md"
    if file.exists():
        file.rename(root / COURSES / f"flyttet-{number}.md")


def edit_template(root: Path, number: int) -> None:
    file = root / "templates/pages/course.html"
    file.write_text(file.read_text(encoding="utf-8") + f"{{# {number} #}}\n", encoding="utf-8")


def edit_vocabulary(root: Path, number: int) -> None:
    file = root / "catalogue/vocabulary/places/hamar.yaml"
    file.write_text(f"navn: Hamar {number}\nfylke: Hedmark\n", encoding="utf-8")


def damage_memo(root: Path, number: int) -> None:
    for file in (root / ".memo").glob("*"):
        file.write_bytes(file.read_bytes()[: number * 7])


CHANGES = (add_course, edit_course, delete_course, rename_course, edit_template, edit_vocabulary, damage_memo)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    history=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 3), st.integers(0, 40)), min_size=1, max_size=5)
)
def test_a_warm_build_equals_a_clean_one_after_any_changes(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[Callable[[Path, int], None], int, int]]
) -> None:
    root = tmp_path_factory.mktemp("incremental") / "site"
    shutil.copytree(PROJECT / "tests/sites/minimal", root)
    shutil.copytree(PROJECT / "templates", root / "templates")
    for change, number, days in history:
        change(root, number)
        now = START + timedelta(days=days)
        memo = Memo(root / ".memo")
        publish(build(root, now=now, memo=memo, stages=Stages()).outputs, root / "public")
        memo.save()
        clean = build(root, now=now, memo=Memo(), stages=Stages()).outputs
        published = {
            file.relative_to(root / "public").as_posix(): file.read_bytes()
            for file in (root / "public").rglob("*")
            if file.is_file() and file.name != MANIFEST
        }
        assert published == {output.path: output.content for output in clean}
