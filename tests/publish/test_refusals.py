"""Where a step fails or the process is killed, the published folder is unchanged and nothing is left behind."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import time
from collections.abc import Callable
from errno import EACCES, ENOSPC
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from site_builder.cli.main import main
from site_builder.engine import cache_files
from site_builder.engine.system_errors import reason_of
from site_builder.output.output import Output
from site_builder.publish import staging as staging_module
from site_builder.publish.folder import Busy, CannotPublish, _lock, publish
from site_builder.publish.manifest import MANIFEST

OLD = [Output("index.html", b"old"), Output("same.html", b"same"), Output("fag/a.html", b"old")]
NEW = [
    Output("index.html", b"new"),
    Output("same.html", b"same"),
    *(Output(f"sted/{name}.html", b"new") for name in "bcde"),
]


def held(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != MANIFEST)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def as_files(outputs: list[Output]) -> dict[str, bytes]:
    return {output.path: output.content for output in outputs}


def left_behind(folder: Path) -> set[str]:
    return {each.name for each in folder.parent.iterdir()} - {
        folder.name,
        f".{folder.name}.lock",
        f".{folder.name}.standby",
    }


class FailingCall:
    """Wraps the calls that write to the disk, and makes call number `at` fail with `errno`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, errno: int) -> None:
        self.calls, self.at, self.errno = 0, at, errno
        for owner, name in (
            (staging_module, "_write"), (Path, "write_text"), (os, "mkdir"), (Path, "rename"),
            (os, "link"), (os, "unlink"), (shutil, "copy2"),
        ):  # fmt: skip
            monkeypatch.setattr(owner, name, self.guarded(getattr(owner, name)))

    def guarded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.calls += 1
            if self.calls == self.at:
                raise OSError(self.errno, os.strerror(self.errno))
            return function(*arguments, **options)

        return call


@pytest.mark.parametrize("errno", [ENOSPC, EACCES], ids=["disk full", "permission lost"])
@pytest.mark.parametrize("exchange", [True, False], ids=["one step", "two renames"])
def test_whichever_step_fails_the_folder_holds_the_whole_old_or_the_whole_new_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, errno: int, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(staging_module, "_exchange", lambda one, other: False)
    folder = tmp_path / "public"
    refused = 0
    for at in range(1, 60):
        with monkeypatch.context() as here:
            publish(OLD, folder)
            guard = FailingCall(here, at, errno)
            try:
                publish(NEW, folder)
            except CannotPublish as fault:
                refused += 1
                assert fault.why == reason_of(OSError(errno, ""))
                assert held(folder) == as_files(OLD)
            else:
                assert held(folder) == as_files(NEW)
        assert left_behind(folder) == set()
        if guard.calls < at:
            break
    else:
        pytest.fail("publishing never came to its end")
    assert refused >= 5
    publish(NEW, folder)
    assert held(folder) == as_files(NEW)


def _publish_with_little_room(folder: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        publish([Output("index.html", b"x" * 10_000)], Path(folder))
    except CannotPublish:
        os._exit(7)


def test_where_a_file_is_larger_than_the_system_allows_the_old_site_stays(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish(OLD, folder)
    child = multiprocessing.get_context("fork").Process(target=_publish_with_little_room, args=(str(folder),))
    child.start()
    child.join()
    assert child.exitcode == 7
    assert held(folder) == as_files(OLD)
    assert left_behind(folder) == set()


def _publish_as_nobody(folder: str) -> None:
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        publish(NEW, Path(folder))
    except CannotPublish:
        os._exit(7)


def test_a_folder_whose_parent_is_read_only_keeps_its_site(tmp_path: Path) -> None:
    above = tmp_path / "site"
    folder = above / "public"
    publish(OLD, folder)
    for each in (tmp_path.parent.parent, tmp_path.parent, tmp_path):
        each.chmod(0o755)
    above.chmod(0o555)
    try:
        child = multiprocessing.get_context("fork").Process(target=_publish_as_nobody, args=(str(folder),))
        child.start()
        child.join()
    finally:
        above.chmod(0o755)
    assert child.exitcode == 7
    assert held(folder) == as_files(OLD)


def test_the_command_explains_a_full_disk_and_exits_with_2(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ["build", "--root", str(small_site), "--now", "2016-02-10", "--jobs", "1"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    before = held(small_site / "public")
    article = small_site / "content/om.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    with monkeypatch.context() as here:
        for owner, name in ((staging_module, "_write"), (os, "link"), (shutil, "copy2")):
            here.setattr(owner, name, full)
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Ingenting ble publisert; mappen er uendret." in result.output
    assert "Traceback" not in result.output
    assert held(small_site / "public") == before


def _publish_often(folder: str, mark: str, times: int) -> None:
    done = 0
    while done < times:
        try:
            publish([Output(f"{name}.html", mark.encode()) for name in range(20)], Path(folder))
            done += 1
        except Busy:
            continue


def test_two_builds_at_once_leave_one_whole_site(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=_publish_often, args=(str(folder), mark, 15)) for mark in "ab"]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    assert len(held(folder)) == 20
    assert len(set(held(folder).values())) == 1
    assert left_behind(folder) == set()


def test_the_second_of_two_builds_reports_the_first(small_site: Path) -> None:
    with _lock((small_site / "public").absolute()):
        result = CliRunner().invoke(main, ["build", "--root", str(small_site), "--now", "2016-02-10"])
    assert result.exit_code == 2
    assert "En annen bygging" in result.output
    assert str(small_site / "public") in result.output
    assert not (small_site / "public").exists()


def build(root: Path) -> Result:
    """Build a site in one process, as of a day on which applications are open."""
    return CliRunner().invoke(main, ["build", "--root", str(root), "--now", "2016-02-10", "--jobs", "1"])


def rename_site(root: Path, name: str) -> None:
    """Give the site another name; it is on every page."""
    settings = root / "content/site.yaml"
    text = re.sub(r"(navn:\n  nb: ).*", rf"\g<1>Katalog {name}", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")


def names_on(folder: Path) -> set[str]:
    """The site's names as its pages in bokmål have them, or "none" where one has none."""
    pages = (file.read_text(encoding="utf-8") for file in folder.glob("20*/**/*.html"))
    return {found[0] if (found := re.search(r"Katalog \w+", page)) else "none" for page in pages}


def test_a_build_can_be_killed_at_any_time_and_the_next_one_cleans_up(small_site: Path) -> None:
    rename_site(small_site, "start")
    assert build(small_site).exit_code == 0
    rename_site(small_site, "start2")
    began = time.monotonic()
    assert build(small_site).exit_code == 0
    seconds_of_a_build = time.monotonic() - began
    published, dice = small_site / "public", random.Random(2017)
    (published / "notes.txt").write_text("mine")
    files = set(held(published))
    context = multiprocessing.get_context("fork")
    for number in range(40):
        rename_site(small_site, f"nr{number}")
        child = context.Process(target=build, args=(small_site,))
        child.start()
        time.sleep(dice.random() * seconds_of_a_build)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        assert len(names_on(published)) == 1
        assert set(held(published)) == files
    rename_site(small_site, "slutt")
    assert build(small_site).exit_code == 0
    assert names_on(published) == {"Katalog slutt"}
    clean = small_site.parent / "clean"
    shutil.copytree(small_site, clean, ignore=shutil.ignore_patterns("public", ".*"))
    assert build(clean).exit_code == 0
    assert held(published) == {**held(clean / "public"), "notes.txt": b"mine"}
    for root in (small_site, clean):
        left = {each.name for each in root.iterdir() if each.name.startswith(".public")}
        assert left - {".public.standby"} == {".public.lock"}
        assert [each.name for each in (root / ".memo").iterdir() if each.suffix not in (".memo", ".json")] == [
            ".gitignore"
        ]


def _build_and_exit(root: Path) -> None:
    os._exit(build(root).exit_code)


def test_simultaneous_builds_share_their_memo_and_leave_one_site(small_site: Path) -> None:
    context = multiprocessing.get_context("fork")
    codes: set[int | None] = set()
    for number in range(6):
        rename_site(small_site, f"nr{number}")
        children = [context.Process(target=_build_and_exit, args=(small_site,)) for _ in range(3)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        found = {child.exitcode for child in children}
        assert 0 in found
        codes |= found
        assert names_on(small_site / "public") == {f"Katalog nr{number}"}
    assert codes <= {0, 2}, "2 is: another build is publishing just now"
    rename_site(small_site, "slutt")  # the next build deletes the files of one that ended at once
    assert "skadet" not in build(small_site).output
    assert [each.name for each in (small_site / ".memo").iterdir() if each.suffix not in (".memo", ".json")] == [
        ".gitignore"
    ]


def test_a_memo_that_cannot_be_written_leaves_nothing_half_written(
    small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    with monkeypatch.context() as here:
        here.setattr(cache_files.os, "replace", full)
        assert build(small_site).exit_code == 0, "the site is published"
    assert [each.name for each in (small_site / ".memo").iterdir() if each.name != ".gitignore"] == []
    assert (small_site / "public/index.html").is_file()
