"""Remembering changes nothing: after any sequence of changes, what a warm build publishes is what a clean one makes."""

from __future__ import annotations

import multiprocessing
import random
import re
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
from site_builder.problems import Invalid
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


def retitle_course(root: Path, number: int) -> None:
    file = root / COURSES / "naturfag-1-1-7.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub("tittel: .*", f"tittel: Naturfag 1 for 1.–7. trinn, utgave {number}", text), encoding="utf-8"
    )


def change_state(root: Path, number: int) -> None:
    file = root / COURSES / "naturfag-1-1-7.md"
    states = ("åpen", "full", "avlyst", "ledige plasser")
    text = re.sub("\\nstatus.*", "", file.read_text(encoding="utf-8"))
    text = text.replace("\nfag:", f"\nstatus: {states[number]}\nstatusmerknad: Nummer {number}.\nfag:", 1)
    file.write_text(text, encoding="utf-8")


def build_on_another(root: Path, number: int) -> None:
    add_course(root, number)
    file = root / COURSES / f"nytt-{number}.md"
    text = file.read_text(encoding="utf-8").replace("\nfag:", "\nbygger på: hihm/naturfag-1-1-7\nfag:", 1)
    file.write_text(text, encoding="utf-8")


def edit_story(root: Path, number: int) -> None:
    for file in (root / "content").rglob("*.md"):
        file.write_text(file.read_text(encoding="utf-8") + f"\nMer, nummer {number}.\n", encoding="utf-8")


def retitle_article(root: Path, number: int) -> None:
    file = root / "content/om.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("tittel: .*", f"tittel: Om katalogen {number}", text), encoding="utf-8")


def damage_memo(root: Path, number: int) -> None:
    for file in (root / ".memo").glob("*"):
        file.write_bytes(file.read_bytes()[: number * 7])


def build_and_publish(root: Path, now: datetime) -> None:
    memo = Memo(root / ".memo")
    publish(build(root, now=now, memo=memo, stages=Stages()).outputs, root / "public")
    memo.save()


def kill_build(root: Path, number: int) -> None:
    """A build of these sources, as of another day, that is killed somewhere on its way."""
    child = multiprocessing.get_context("fork").Process(target=build_and_publish, args=(root, START))
    child.start()
    child.join(0.02 + 0.08 * number)
    child.kill()
    child.join()


CHANGES = (
    add_course,
    edit_course,
    retitle_course,
    change_state,
    build_on_another,
    delete_course,
    rename_course,
    edit_template,
    edit_vocabulary,
    edit_story,
    retitle_article,
    damage_memo,
    kill_build,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
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
        try:
            clean = build(root, now=now, memo=Memo(), stages=Stages()).outputs
        except Invalid as refused:
            with pytest.raises(Invalid) as again:
                build(root, now=now, memo=memo, stages=Stages())
            assert again.value.problems == refused.problems
            continue
        publish(build(root, now=now, memo=memo, stages=Stages()).outputs, root / "public")
        memo.save()
        published = {
            file.relative_to(root / "public").as_posix(): file.read_bytes()
            for file in (root / "public").rglob("*")
            if file.is_file() and file.name != MANIFEST
        }
        assert published == {output.path: output.content for output in clean}


def test_after_edits_of_real_courses_every_page_is_as_if_made_anew(tmp_path: Path) -> None:
    for name in ("catalogue", "content", "templates"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    choose = random.Random(8)
    courses = sorted((tmp_path / "catalogue/2016-2017").glob("*/*.md"))
    for step in range(3):
        for file in choose.sample(courses, 12):
            text = file.read_text(encoding="utf-8")
            changed = choose.choice(
                (
                    re.sub("\ntittel: (.*)", rf"\ntittel: \1 – utgave {'abc'[step]}", text),
                    re.sub("\nopptakskrav: .*", f"\nopptakskrav: Annet krav {step}.", text),
                    re.sub("\nplasser: .*", f"\nplasser: {step + 11}", text),
                    re.sub("\n---\n\n", f"\n---\n\nFørst dette, {step}.\n\n", text),
                    re.sub("\nfag: ", f"\nstatus: full\nstatusmerknad: Nummer {step}.\nfag: ", text)
                    if "\nstatus:" not in text
                    else text,
                )
            )
            file.write_text(changed, encoding="utf-8")
        memo = Memo(tmp_path / ".memo", jobs=2)
        warm = build(tmp_path, now=START, memo=memo, stages=Stages())
        publish(warm.outputs, tmp_path / "public")
        memo.save()
    clean = build(tmp_path, now=START, memo=Memo(jobs=2), stages=Stages())
    for output in clean.outputs:
        assert (tmp_path / "public" / output.path).read_bytes() == output.content, output.path
    assert memo.recalled > memo.made
