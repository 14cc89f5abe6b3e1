"""Publishing: what may happen to a folder, and what never may."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.engine.spool import Spool
from site_builder.output.output import Output
from site_builder.problems import NotOurFolder, OutsideRoot
from site_builder.publish import folder as folder_module
from site_builder.publish import staging as staging_module
from site_builder.publish.dir_snapshot import Known, inventory, mark
from site_builder.publish.folder import Busy, _lock, glimpse, publish, standing
from site_builder.publish.manifest import MANIFEST, read_manifest
from site_builder.publish.paths import refuse_overlap


def outputs(**files: str) -> list[Output]:
    return [Output(name.replace("__", "/") + ".html", text.encode()) for name, text in files.items()]


def held(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*")
        if file.is_file() and file.name != MANIFEST
    }


def test_a_new_folder_holds_exactly_the_outputs(tmp_path: Path) -> None:
    result = publish(outputs(index="a", fag__index="b"), tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "a", "fag/index.html": "b"}
    assert result.written == ("fag/index.html", "index.html")


def test_a_first_site_is_the_folder_its_files_were_kept_in(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "memo")
    kept = [output.spooled(spool.write) for output in outputs(index="a", fag__index="b")]
    publish([*kept, *outputs(om="c")], tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "a", "fag/index.html": "b", "om.html": "c"}
    assert not Path(spool.place).exists()
    assert (tmp_path / "public").stat().st_mode == (tmp_path / "memo").stat().st_mode


def test_on_another_disk_the_files_are_laid_down_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Spool, "become", lambda self, place: False)
    spool = Spool(tmp_path / "memo")
    publish([output.spooled(spool.write) for output in outputs(index="a", fag__index="b")], tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "a", "fag/index.html": "b"}


def test_what_lies_half_written_where_a_file_belongs_is_replaced(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "memo")
    kept, _half = (output.spooled(spool.write) for output in outputs(index="a", om="b"))
    publish([kept, *outputs(om="whole")], tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "a", "om.html": "whole"}


def test_what_was_ours_and_is_no_longer_wanted_is_removed(tmp_path: Path) -> None:
    publish(outputs(index="a", old="b"), tmp_path / "public")
    result = publish(outputs(index="a"), tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "a"}
    assert result.removed == ("old.html",)


def test_unchanged_files_keep_their_inode_and_time(tmp_path: Path) -> None:
    publish(outputs(index="a", om="b"), tmp_path / "public")
    before = (tmp_path / "public/index.html").stat()
    publish(outputs(index="a", om="changed"), tmp_path / "public")
    after = (tmp_path / "public/index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_publishing_the_same_again_touches_nothing(tmp_path: Path) -> None:
    publish(outputs(index="a"), tmp_path / "public")
    before = (tmp_path / "public").stat().st_ino
    assert not publish(outputs(index="a"), tmp_path / "public").changed
    assert (tmp_path / "public").stat().st_ino == before


def test_strangers_files_in_our_folder_stay(tmp_path: Path) -> None:
    publish(outputs(index="a"), tmp_path / "public")
    (tmp_path / "public/notes.txt").write_text("mine")
    publish(outputs(index="b"), tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "b", "notes.txt": "mine"}


def test_strangers_links_and_empty_folders_stay_too(tmp_path: Path) -> None:
    publish(outputs(index="a", fag__index="b"), tmp_path / "public")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/notes.txt").write_text("mine")
    (tmp_path / "public/fag/link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "public/file").symlink_to(tmp_path / "elsewhere/notes.txt")
    (tmp_path / "public/well-known/acme").mkdir(parents=True)
    publish(outputs(index="c"), tmp_path / "public")
    assert (tmp_path / "public/fag/link").readlink() == tmp_path / "elsewhere"
    assert (tmp_path / "public/file").is_symlink()
    assert (tmp_path / "public/well-known/acme").is_dir()
    assert (tmp_path / "elsewhere/notes.txt").read_text() == "mine"
    assert not (tmp_path / "public/fag/index.html").exists()


def test_a_folder_that_is_a_link_stays_one_and_so_do_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "www/site").mkdir(parents=True)
    (tmp_path / "www/site").chmod(0o2775)
    (tmp_path / "public").symlink_to(tmp_path / "www/site")
    for text in ("a", "b"):
        publish(outputs(index=text), tmp_path / "public")
        assert (tmp_path / "public").readlink() == tmp_path / "www/site"
        assert held(tmp_path / "www/site") == {"index.html": text}
        assert (tmp_path / "www/site").stat().st_mode & 0o7777 == 0o2775
    assert sorted(each.name for each in tmp_path.iterdir()) == ["public", "www"]


def test_a_strangers_file_is_never_overwritten(tmp_path: Path) -> None:
    publish(outputs(index="a"), tmp_path / "public")
    (tmp_path / "public/om.html").write_text("mine")
    with pytest.raises(NotOurFolder):
        publish(outputs(index="a", om="b"), tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "a", "om.html": "mine"}


@pytest.mark.parametrize("manifest", [None, "not json", "{}", "[]"])
def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path, manifest: str | None) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public/thesis.txt").write_text("years of work")
    if manifest is not None:
        (tmp_path / "public" / MANIFEST).write_text(manifest)
    with pytest.raises(NotOurFolder):
        publish(outputs(index="a"), tmp_path / "public")
    assert (tmp_path / "public/thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("path", ["../thesis.txt", "a/../../thesis.txt", "", "a//b.html", ".", MANIFEST])
def test_a_manifest_that_leads_out_of_the_folder_is_not_believed(tmp_path: Path, path: str) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(index=text), folder)
    for place in (folder, tmp_path / ".public.spare"):
        listed = {"files": {**read_manifest(place), path: "0-0"}}
        (place / MANIFEST).write_text(json.dumps(listed))
    with pytest.raises(NotOurFolder):
        publish(outputs(index="c"), folder)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
    assert held(folder) == {"index.html": "b"}


@pytest.mark.parametrize("path", ["../x.html", "/etc/x", "a/../../x", "a\\b", MANIFEST, ""])
def test_no_output_can_leave_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutsideRoot):
        publish([Output(path, b"x")], tmp_path / "public")


@pytest.mark.parametrize("name", [".", "catalogue", "content/x", "templates", ".."])
def test_the_sources_are_never_published_over(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    (root / "catalogue").mkdir(parents=True)
    with pytest.raises(OutsideRoot):
        refuse_overlap(root, root / name)


def test_two_builds_at_once_are_told_apart(tmp_path: Path) -> None:
    with _lock(tmp_path / "public"), pytest.raises(Busy):
        publish(outputs(index="a"), tmp_path / "public")
    publish(outputs(index="a"), tmp_path / "public")


def test_without_an_exchange_in_one_step_the_result_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging_module, "_exchange", lambda one, other: False)
    publish(outputs(index="a"), tmp_path / "public")
    publish(outputs(index="b"), tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "b"}
    assert {each.name for each in tmp_path.iterdir()} == {".public.lock", ".public.noted", ".public.spare", "public"}


def test_a_build_that_died_between_two_renames_is_completed(tmp_path: Path) -> None:
    publish(outputs(index="old"), tmp_path / ".public.old")
    publish(outputs(index="new"), tmp_path / ".public.new")
    publish(outputs(index="new"), tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "new"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["a", "b", "c/d", "c/e"]),
            st.tuples(st.text("xy", max_size=2), st.booleans()),
            min_size=1,
        ),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_whatever_was_published_before_the_folder_holds_the_last(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, tuple[str, bool]]], spared: bool
) -> None:
    folder = tmp_path_factory.mktemp("history") / "public"
    for files in history:
        spool = Spool(folder.parent / "memo")
        made = [(Output(path + ".html", text.encode()), keeps) for path, (text, keeps) in files.items()]
        publish([output.spooled(spool.write) if keeps else output for output, keeps in made], folder)
        assert held(folder) == {path + ".html": text for path, (text, _) in files.items()}
        if not spared:
            shutil.rmtree(folder.parent / ".public.spare", ignore_errors=True)


def _publish_for_ever(folder: str) -> None:
    for generation in range(10**6):
        text = f"{generation}"
        publish([Output(f"{name}.html", text.encode()) for name in range(60)], Path(folder))


def test_killed_at_any_moment_the_folder_is_wholly_one_site(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish([Output(f"{name}.html", b"start") for name in range(60)], folder)
    (folder / "notes.txt").write_text("mine")
    dice = random.Random(2016)
    context = multiprocessing.get_context("fork")
    for _ in range(100):
        child = context.Process(target=_publish_for_ever, args=(str(folder),))
        child.start()
        time.sleep(dice.random() * 0.02)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        found = held(folder)
        assert found.pop("notes.txt") == "mine"
        assert len(found) == 60
        assert len(set(found.values())) == 1
    publish(outputs(index="after"), folder)
    assert held(folder) == {"index.html": "after", "notes.txt": "mine"}
    assert {each.name for each in tmp_path.iterdir()} == {".public.lock", ".public.noted", ".public.spare", "public"}


@pytest.mark.parametrize("place", ["", "fag/", "fag/norsk/", "sted/"])
def test_what_somebody_lays_down_while_the_site_is_made_is_kept(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(index=text, fag__norsk__index="b"), folder)
    stood = standing(folder)
    (folder / place).mkdir(exist_ok=True)
    (folder / place / "notes.txt").write_text("mine")
    publish(outputs(index="c", fag__norsk__index="b"), folder, stood)
    assert held(folder) == {"index.html": "c", "fag/norsk/index.html": "b", f"{place}notes.txt": "mine"}


def test_a_folder_that_somebody_makes_while_the_site_is_made_is_not_taken(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    stood = standing(folder)
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(NotOurFolder):
        publish(outputs(index="a"), folder, stood)
    assert held(folder) == {"thesis.txt": "years of work"}


def test_what_another_build_publishes_while_the_site_is_made_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(index=text, om="x", gone="x"), folder)
    stood = standing(folder)
    publish(outputs(index="other", om="other", more="other"), folder)
    result = publish(outputs(index="c", om="x"), folder, stood)
    assert held(folder) == {"index.html": "c", "om.html": "x"}
    assert result.removed == ("more.html",)
    assert result.mark == mark(inventory(folder).lying)


def test_a_spare_that_somebody_touches_while_the_site_is_made_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(index=text, fag__index="x"), folder)
    stood = standing(folder)
    (tmp_path / ".public.spare/fag/index.html").unlink()
    publish(outputs(index="c", fag__index="x"), folder, stood)
    assert held(folder) == {"index.html": "c", "fag/index.html": "x"}


def test_a_folder_that_an_older_version_published_is_published_anew(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish(outputs(index="a", om="b"), folder)
    seals = read_manifest(folder)
    older = {"files": {path: seal.partition("-")[0] for path, seal in seals.items()}}
    (folder / MANIFEST).write_text(json.dumps(older))
    assert publish(outputs(index="a"), folder).removed == ("om.html",)
    assert held(folder) == {"index.html": "a"}
    assert not publish(outputs(index="a"), folder).changed


def test_what_is_said_to_lie_there_lies_there(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for number, files in enumerate(
        ({"index": "a", "om": "b"}, {"index": "a"}, {"index": "c", "om": "b"}, {"index": "c", "om": "b"})
    ):
        result = publish(outputs(**files), folder)
        assert result.mark == mark(inventory(folder).lying)
        (folder / f"{number}.txt").write_text("mine")
        (folder / f"empty-{number}").mkdir()
        assert result.mark != mark(inventory(folder).lying)


# The spare


def test_from_the_third_time_only_what_has_changed_is_touched(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "abc":
        publish(outputs(index=text, fag__index="same", fag__gone="gone"), folder)
    shown, spare = (folder / "fag").stat().st_ino, (tmp_path / ".public.spare/fag").stat().st_ino
    publish(outputs(index="d", fag__index="same", fag__gone="gone"), folder)
    assert (folder / "fag").stat().st_ino == spare
    assert (tmp_path / ".public.spare/fag").stat().st_ino == shown
    assert held(folder) == {"index.html": "d", "fag/index.html": "same", "fag/gone.html": "gone"}


def test_a_folder_that_is_empty_now_goes(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "abc":
        publish(outputs(index=text, fag__norsk__index="x"), folder)
    for text in "de":
        publish(outputs(index=text), folder)
        assert not (folder / "fag").exists()


@pytest.mark.parametrize("harm", ["a file more", "a file less", "no manifest"])
def test_a_spare_that_is_not_as_it_was_left_is_not_used(tmp_path: Path, harm: str) -> None:
    folder, spare = tmp_path / "public", tmp_path / ".public.spare"
    for text in "ab":
        publish(outputs(index=text, om="x"), folder)
    if harm == "a file more":
        (spare / "stray.html").write_text("stray")
    else:
        (spare / (MANIFEST if harm == "no manifest" else "om.html")).unlink()
    publish(outputs(index="c", om="x"), folder)
    assert held(folder) == {"index.html": "c", "om.html": "x"}


def test_a_file_changed_in_place_is_mended_in_the_spare_too(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "abc":
        publish(outputs(index=text, om="x"), folder)
    time.sleep(0.02)
    (folder / "om.html").write_text("y")
    for text in "de":
        publish(outputs(index=text, om="x"), folder)
        assert held(folder) == {"index.html": text, "om.html": "x"}


def test_a_site_that_is_published_while_somebody_looks_is_not_taken_for_a_strangers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "public"
    publish(outputs(index="a"), folder)

    def another_is_quicker(looked_at: Path, known: Known) -> object:
        monkeypatch.setattr(folder_module, "inventory", inventory)
        publish(outputs(index="a", new="b"), folder)
        return inventory(looked_at, known)

    monkeypatch.setattr(folder_module, "inventory", another_is_quicker)
    result = publish(outputs(index="c"), folder, standing(folder))
    assert result.removed == ("new.html",)
    assert held(folder) == {"index.html": "c"}


def test_a_glimpse_of_a_folder_that_cannot_be_looked_at_is_none_and_whoever_publishes_looks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "public"
    publish(outputs(index="a"), folder)

    def gone_meanwhile(*_: object) -> object:
        raise FileNotFoundError

    with monkeypatch.context() as patched:
        patched.setattr(folder_module, "inventory", gone_meanwhile)
        stood = glimpse(folder)
    assert stood is None
    publish(outputs(index="b"), folder, stood)
    assert held(folder) == {"index.html": "b"}
    assert glimpse(folder) == standing(folder)
