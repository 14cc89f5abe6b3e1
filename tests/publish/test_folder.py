"""Publishing replaces our files in a folder, and never touches those of others."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Mapping
from errno import EXDEV
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.engine.spool import Spool
from site_builder.output.output import Output
from site_builder.problems import NotOurFolder, OutsideRoot
from site_builder.publish import current_site as current_site_module
from site_builder.publish import staging as staging_module
from site_builder.publish.current_site import site_stamp
from site_builder.publish.folder import Busy, CannotPublish, _lock, publish
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


def test_spooled_files_are_linked_and_can_be_published_again(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "memo")
    spooled = [output.spooled(spool.write) for output in outputs(index="a", fag__index="b")]
    for name in ("public", "other"):
        publish([*spooled, *outputs(om="c")], tmp_path / name)
        assert held(tmp_path / name) == {"index.html": "a", "fag/index.html": "b", "om.html": "c"}
    assert (tmp_path / "public/index.html").stat().st_nlink == 3
    assert [output.content for output in spooled] == [b"a", b"b"]


def test_spooled_files_are_copied_where_they_cannot_be_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(EXDEV, os.strerror(EXDEV))

    spool = Spool(tmp_path / "memo")
    monkeypatch.setattr(os, "link", refuse)
    for text in "abc":
        publish(
            [output.spooled(spool.write) for output in outputs(**{text: text}, fag__index="b")], tmp_path / "public"
        )
        assert held(tmp_path / "public") == {f"{text}.html": text, "fag/index.html": "b"}


def test_our_files_that_are_no_longer_wanted_are_removed(tmp_path: Path) -> None:
    publish(outputs(index="a", old="b"), tmp_path / "public")
    result = publish(outputs(index="a"), tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "a"}
    assert result.removed == ("old.html",)


def test_what_an_open_page_may_still_ask_for_stays_until_it_has_been_superseded_twice(tmp_path: Path) -> None:
    def index(*names: str) -> list[Output]:
        files = {f"assets/search/{name}.json": name for name in names} | {
            "assets/js.one/main.js": "x",
            "index.html": "a",
        }
        return [Output(path, text.encode()) for path, text in files.items()]

    def shards() -> list[str]:
        return sorted(path.stem for path in (tmp_path / "public/assets/search").iterdir())

    publish(index("old", "same"), tmp_path / "public")
    second = publish(index("new", "same"), tmp_path / "public")
    assert (shards(), second.removed, second.kept) == (["new", "old", "same"], (), 3)
    assert not publish(index("new", "same"), tmp_path / "public").changed
    publish([*index("new", "same"), *outputs(om="a change that the index does not see")], tmp_path / "public")
    assert shards() == ["new", "old", "same"]
    third = publish(index("newest", "same"), tmp_path / "public")
    assert (shards(), third.removed) == (["new", "newest", "same"], ("assets/search/old.json", "om.html"))
    publish(index("new", "same"), tmp_path / "public")
    assert shards() == ["new", "newest", "same"]
    assert site_stamp(tmp_path / "public")


def test_a_superseded_file_that_somebody_changed_is_removed(tmp_path: Path) -> None:
    publish([Output("assets/search/old.json", b"1"), Output("assets/js.a/page.js", b"2")], tmp_path / "public")
    (tmp_path / "public/assets/search/old.json").write_bytes(b"other")
    publish(outputs(index="a"), tmp_path / "public")
    assert held(tmp_path / "public") == {"index.html": "a", "assets/js.a/page.js": "2"}


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


def test_a_folder_that_is_a_link_stays_one_and_keeps_its_permissions(tmp_path: Path) -> None:
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
def test_a_manifest_with_paths_outside_the_folder_is_rejected(tmp_path: Path, path: str) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(index=text), folder)
    for place in (folder, tmp_path / ".public.standby"):
        listed = {"files": {**read_manifest(place).files, path: "0-0"}}
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


def test_a_second_build_at_once_is_refused(tmp_path: Path) -> None:
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
    assert {each.name for each in tmp_path.iterdir()} == {".public.lock", ".public.standby", "public"}


def test_a_build_that_was_killed_between_two_renames_is_completed(tmp_path: Path) -> None:
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
def test_after_any_sequence_of_sites_the_folder_holds_the_last(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, tuple[str, bool]]], keep_standby: bool
) -> None:
    folder = tmp_path_factory.mktemp("history") / "public"
    for files in history:
        spool = Spool(folder.parent / "memo")
        made = [(Output(path + ".html", text.encode()), keeps) for path, (text, keeps) in files.items()]
        publish([output.spooled(spool.write) if keeps else output for output, keeps in made], folder)
        assert held(folder) == {path + ".html": text for path, (text, _) in files.items()}
        if not keep_standby:
            shutil.rmtree(folder.parent / ".public.standby", ignore_errors=True)


def _publish_without_end(folder: str) -> None:
    for generation in range(10**6):
        text = f"{generation}"
        publish([Output(f"{name}.html", text.encode()) for name in range(60)], Path(folder))


def test_killed_at_any_moment_the_folder_holds_one_whole_site(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish([Output(f"{name}.html", b"start") for name in range(60)], folder)
    (folder / "notes.txt").write_text("mine")
    dice = random.Random(2016)
    context = multiprocessing.get_context("fork")
    for _ in range(100):
        child = context.Process(target=_publish_without_end, args=(str(folder),))
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
    assert {each.name for each in tmp_path.iterdir()} == {".public.lock", ".public.standby", "public"}


@pytest.mark.parametrize("place", ["", "fag/", "fag/norsk/", "sted/"])
def test_a_file_that_somebody_adds_between_two_builds_is_kept(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(index=text, fag__norsk__index="b"), folder)
    (folder / place).mkdir(exist_ok=True)
    (folder / place / "notes.txt").write_text("mine")
    for text in "cd":
        publish(outputs(index=text, fag__norsk__index="b"), folder)
        assert held(folder) == {"index.html": text, "fag/norsk/index.html": "b", f"{place}notes.txt": "mine"}


def test_a_file_that_somebody_adds_within_the_clocks_resolution_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish(outputs(fag__index="a"), folder)
    published = (folder / "fag").stat().st_mtime_ns
    (folder / "fag/notes.txt").write_text("mine")
    os.utime(folder / "fag", ns=(published, published))
    publish(outputs(fag__index="b"), folder)
    assert held(folder) == {"fag/index.html": "b", "fag/notes.txt": "mine"}


@pytest.mark.parametrize("name", ["..hidden", "a..b", "a.", "...", ".well-known", os.fsdecode(b"mine-\xff.txt")])
def test_a_strangers_file_of_any_name_is_kept(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "public"
    publish(outputs(index="a", fag__index="b"), folder)
    (folder / name).write_text("mine")
    for text in "bcd":
        stamp = publish(outputs(index=text, fag__index="b"), folder).stamp
        assert held(folder) == {"index.html": text, "fag/index.html": "b", name: "mine"}
        assert stamp == site_stamp(folder)


@pytest.mark.parametrize("gone", ["fag/a/index.html", "fag/a", "fag"])
def test_files_that_somebody_deletes_are_published_again(tmp_path: Path, gone: str) -> None:
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(fag__a__index=text, fag__b__index="b"), folder)
    if gone.endswith(".html"):
        (folder / gone).unlink()
    else:
        shutil.rmtree(folder / gone)
    assert site_stamp(folder) == ""
    publish(outputs(fag__a__index="b", fag__b__index="b"), folder)
    assert held(folder) == {"fag/a/index.html": "b", "fag/b/index.html": "b"}


def test_a_folder_that_was_restored_from_a_copy_is_as_it_was_published(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    stamp = publish(outputs(index="a", fag__index="b"), folder).stamp
    shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copy2)
    shutil.rmtree(folder)
    (tmp_path / "copy").rename(folder)
    assert site_stamp(folder) not in ("", stamp)
    assert not publish(outputs(index="a", fag__index="b"), folder).changed


def test_nothing_is_written_through_a_strangers_link(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(index=text, fag__index="b"), folder)
    (folder / "fag").rename(tmp_path / "elsewhere")
    (folder / "fag").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotPublish):
        publish(outputs(index="c", fag__index="c", fag__new="c"), folder)
    assert held(tmp_path / "elsewhere") == {"index.html": "b"}
    assert (folder / "fag").is_symlink()
    assert (folder / "index.html").read_text() == "b"


def test_the_site_of_another_build_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "ab":
        publish(outputs(index=text, om="x", gone="x"), folder)
    publish(outputs(index="other", om="other", more="other"), folder)
    result = publish(outputs(index="c", om="x"), folder)
    assert held(folder) == {"index.html": "c", "om.html": "x"}
    assert result.removed == ("more.html",)
    assert result.stamp == site_stamp(folder)


def test_a_manifest_of_an_earlier_version_without_sizes_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish(outputs(index="a", om="b"), folder)
    seals = read_manifest(folder).files
    older = {"files": {path: seal.partition("-")[0] for path, seal in seals.items()}}
    (folder / MANIFEST).write_text(json.dumps(older))
    assert publish(outputs(index="a"), folder).removed == ("om.html",)
    assert held(folder) == {"index.html": "a"}
    assert not publish(outputs(index="a"), folder).changed


def test_the_stamp_is_that_of_the_published_folder_until_somebody_changes_it(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for number, files in enumerate(
        ({"index": "a", "om": "b"}, {"index": "a"}, {"index": "c", "om": "b"}, {"index": "c", "om": "b"})
    ):
        result = publish(outputs(**files), folder)
        assert result.stamp == site_stamp(folder)
        (folder / f"{number}.txt").write_text("mine")
        stamp = site_stamp(folder)
        assert stamp != result.stamp
        (folder / f"empty-{number}").mkdir()
        assert site_stamp(folder) not in (stamp, result.stamp)


def test_a_folder_without_a_site_has_no_stamp(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange/thesis.txt").write_text("years of work")
    assert {site_stamp(tmp_path / name) for name in ("absent", "empty", "file", "strange")} == {""}


def test_the_stamp_is_another_where_a_build_publishes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "public"
    stamp = publish(outputs(index="a"), folder).stamp

    def read_early(read: Path) -> Mapping[str, str]:
        monkeypatch.setattr(current_site_module, "read_manifest", read_manifest)
        files = read_manifest(read)
        publish(outputs(index="b"), folder)
        return files

    monkeypatch.setattr(current_site_module, "read_manifest", read_early)
    assert site_stamp(folder) != stamp


def test_a_folder_with_a_modified_file_has_no_stamp(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish(outputs(index="a", fag__index="b"), folder)
    (folder / "fag/index.html").write_text("longer")
    assert site_stamp(folder) == ""


def test_hidden_paths_of_earlier_versions_are_deleted(tmp_path: Path) -> None:
    (tmp_path / ".public.spare/fag").mkdir(parents=True)
    (tmp_path / ".public.spare/fag/index.html").write_text("old")
    (tmp_path / ".public.noted").write_bytes(b"old")
    publish(outputs(index="a"), tmp_path / "public")
    assert {each.name for each in tmp_path.iterdir()} == {".public.lock", "public"}


# The standby


def test_the_third_and_later_sites_are_assembled_in_the_standby(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "abc":
        publish(outputs(index=text, fag__index="same", fag__gone="gone"), folder)
    shown, standby = (folder / "fag").stat().st_ino, (tmp_path / ".public.standby/fag").stat().st_ino
    publish(outputs(index="d", fag__index="same", fag__gone="gone"), folder)
    assert (folder / "fag").stat().st_ino == standby
    assert (tmp_path / ".public.standby/fag").stat().st_ino == shown
    assert held(folder) == {"index.html": "d", "fag/index.html": "same", "fag/gone.html": "gone"}


def test_a_folder_that_becomes_empty_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "abc":
        publish(outputs(index=text, fag__norsk__index="x"), folder)
    for text in "de":
        publish(outputs(index=text), folder)
        assert not (folder / "fag").exists()


@pytest.mark.parametrize(
    "harm", ["a file more", "a file in a folder more", "a file less", "other bytes", "no manifest"]
)
def test_a_standby_that_somebody_changed_does_not_show_in_the_site(tmp_path: Path, harm: str) -> None:
    folder, standby = tmp_path / "public", tmp_path / ".public.standby"
    for text in "ab":
        publish(outputs(index=text, om="x"), folder)
    if harm == "a file more":
        (standby / "stray.html").write_text("stray")
    elif harm == "a file in a folder more":
        (standby / "fag/empty").mkdir(parents=True)
        (standby / "fag/stray.html").write_text("stray")
    elif harm == "other bytes":
        (standby / "om.html").unlink()
        (standby / "om.html").write_text("y")
    else:
        (standby / (MANIFEST if harm == "no manifest" else "om.html")).unlink()
    publish(outputs(index="c", om="x"), folder)
    assert held(folder) == {"index.html": "c", "om.html": "x"}
    assert not (folder / "fag").exists()


def test_a_file_changed_in_place_is_replaced_in_the_standby_too(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    for text in "abc":
        publish(outputs(index=text, om="x"), folder)
    time.sleep(0.02)
    (folder / "om.html").write_text("y")
    for text in "de":
        publish(outputs(index=text, om="x"), folder)
        assert held(folder) == {"index.html": text, "om.html": "x"}
