"""A build skips all work if nothing has changed since the last one, and runs in full after any change."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Site
from site_builder.catalogue.unchanging import unchanging_interval
from site_builder.cli import site_session
from site_builder.cli.main import main
from site_builder.engine.cache_files import MTIME_GRANULARITY_NS, SECOND_NS, is_racy
from site_builder.engine.file_index import FileIndex
from site_builder.engine.up_to_date import RECORD
from site_builder.sources.snapshot import snapshot_sources

NOTHING = "siden forrige bygging"
COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"


def age(root: Path, seconds: int = 10) -> None:
    """Set all mtimes back, so that they are not racy: a later write gets another mtime."""
    for file in root.rglob("*"):
        if file.is_file() and "public" not in file.parts and ".memo" not in file.parts:
            stat = file.stat()
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns - seconds * 10**9))


@pytest.fixture
def build(warm_site: Path) -> Callable[..., Result]:
    """Return a function that builds the small site, with mtimes that are not racy, by the command line."""
    age(warm_site)

    def run(*options: str, now: str = "2016-02-10T12:00") -> Result:
        result = CliRunner().invoke(main, ["build", "--root", str(warm_site), "--now", now, "--jobs", "1", *options])
        assert result.exit_code == 0, result.output
        return result

    return run


def test_the_second_build_has_nothing_to_do(build: Callable[..., Result]) -> None:
    assert NOTHING not in build().output
    assert NOTHING in build().output
    assert NOTHING in build(now="2016-02-11T23:59").output


def write(root: Path, path: str, text: str = "") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text or file.read_text(encoding="utf-8") + "\nEn setning til.\n", encoding="utf-8")


def valid_since(root: Path, moment: str) -> None:
    file = root / ".memo/last-build.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | {"since": moment}), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda root: write(root, COURSE),
        lambda root: write(root, "content/om.md"),
        lambda root: write(root, "templates/pages/course.html"),
        lambda root: write(root, "templates/assets/css/20-base.css"),
        lambda root: write(root, "content/expected-searches.yaml", "forventet: []\n"),
        lambda root: (root / "content/historier/naturfag.md").rename(root / "content/historier/natur.md"),
        lambda root: (root / "public/index.html").unlink(),
        lambda root: write(root, "public/index.html", "noe annet"),
        lambda root: write(root, "public/nytt.txt", "fra en annen"),
        lambda root: shutil.rmtree(root / "public"),
        lambda root: (root / ".memo/last-build.json").write_text("{", encoding="utf-8"),
        lambda root: (root / ".memo/last-build.json").write_text("[]", encoding="utf-8"),
        lambda root: valid_since(root, "2016-02-10T11:00:00"),
    ],
    ids=[
        "course",
        "article",
        "template",
        "style",
        "queries",
        "renamed",
        "deleted",
        "altered",
        "foreign",
        "gone",
        "damaged",
        "strange",
        "without time zone",
    ],
)
def test_a_change_anywhere_is_built(
    build: Callable[..., Result], warm_site: Path, change: Callable[[Path], object]
) -> None:
    build()
    change(warm_site)
    assert NOTHING not in build().output


def test_a_source_saved_after_the_snapshot_is_built_by_the_next_build(
    build: Callable[..., Result], warm_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.sleep(3 * MTIME_GRANULARITY_NS / SECOND_NS)  # until the mtimes are no longer racy, and the index records them
    build()
    assert FileIndex(warm_site / ".memo").lookup(COURSE, str(warm_site / COURSE))

    publish = site_session.publish_site

    def late(*arguments: Any, **options: Any) -> Any:
        with (warm_site / COURSE).open("a", encoding="utf-8") as file:
            file.write("\nEtterpå.\n")
        return publish(*arguments, **options)

    write(warm_site, "content/om.md")
    with monkeypatch.context() as patched:
        patched.setattr(site_session, "publish_site", late)
        build()
    assert NOTHING not in build().output
    page = (warm_site / "public/2016-2017/hihm/naturfag-1-1-7/index.html").read_text(encoding="utf-8")
    assert "Etterpå." in page


def test_a_file_with_its_old_mtime_but_another_size_is_built(build: Callable[..., Result], warm_site: Path) -> None:
    build()
    before = (warm_site / COURSE).stat()
    write(warm_site, COURSE)
    os.utime(warm_site / COURSE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert NOTHING not in build().output


def test_a_file_changed_in_place_with_its_old_mtime_and_size_is_built(
    build: Callable[..., Result], warm_site: Path
) -> None:
    build()
    before, text = (warm_site / COURSE).stat(), (warm_site / COURSE).read_text(encoding="utf-8")
    (warm_site / COURSE).write_text(text.replace("Kropp,", "Kropq,"), encoding="utf-8")
    os.utime(warm_site / COURSE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (warm_site / COURSE).stat().st_size == before.st_size
    assert NOTHING not in build().output


def test_a_source_saved_during_a_build_is_built_by_the_next_build(
    build: Callable[..., Result], warm_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = site_session.publish_site

    def save_meanwhile(*arguments: Any, **options: Any) -> Any:
        write(warm_site, "content/om.md")
        return publish(*arguments, **options)

    with monkeypatch.context() as here:
        here.setattr(site_session, "publish_site", save_meanwhile)
        build()
    assert NOTHING not in build().output


@pytest.mark.parametrize(("ahead", "current"), [(1.0, False), (-0.2, True)], ids=["racy", "older"])
def test_a_build_is_recorded_only_if_no_mtime_is_racy(
    build: Callable[..., Result], warm_site: Path, ahead: float, current: bool
) -> None:
    moment = int((time.time() + ahead) * 1e9) | 1  # an odd number: the file system stores parts of a second
    os.utime(warm_site / COURSE, ns=(moment, moment))
    build()
    assert (NOTHING in build().output) is current


def test_mtimes_in_whole_seconds_are_racy_for_two_seconds() -> None:
    now = 10**18
    assert is_racy(now - 10**9, now) and not is_racy(now - 3 * 10**9, now)
    assert is_racy(now - 10**7 + 1, now) and not is_racy(now - 10**9 + 1, now)


def test_a_source_saved_this_second_is_racy(build: Callable[..., Result], warm_site: Path) -> None:
    write(warm_site, COURSE)
    soon = time.time() + 60  # still this second after the build on a slow machine
    os.utime(warm_site / COURSE, (soon, soon))
    build()
    assert NOTHING not in build().output
    age(warm_site, 100)
    build()
    assert NOTHING in build().output


def test_other_options_or_another_phase_are_built(
    build: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    assert NOTHING not in build("--preview").output
    build()
    assert NOTHING not in build("--base", "https://annet.example").output
    build()
    assert NOTHING not in build(now="2016-02-25T12:00").output
    build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert NOTHING not in build().output


def test_warnings_are_printed_by_every_build(build: Callable[..., Result], warm_site: Path) -> None:
    write(warm_site, "content/lapp.log", "hei")
    age(warm_site)
    first, second = build(), build()
    assert "advarsel" in first.output
    assert first.output.count("stray-file") == second.output.count("stray-file") == 1
    assert NOTHING in second.output
    assert NOTHING not in build("--language", "en").output  # the warnings were recorded in Norwegian


def test_recorded_warnings_cannot_steer_a_terminal_or_a_runner(build: Callable[..., Result], warm_site: Path) -> None:
    build()
    record = warm_site / ".memo" / RECORD
    lines = [["warning", "\x1b[2Jhei"], ["warning", " ::add-mask::hei"], ["nothing", "borte"]]
    record.write_bytes(msgspec.json.encode(msgspec.json.decode(record.read_bytes()) | {"warnings": lines}))
    output = build().output
    assert NOTHING in output
    assert " [2Jhei" in output
    assert not [word for word in ("\x1b", "add-mask", "borte") if word in output]


def git(folder: Path, *arguments: str) -> None:
    named = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgSign=false"]
    subprocess.run(["git", "-C", str(folder), *named, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize("where", ["in the site", "above the site", "in another checkout"])
def test_a_commit_changes_the_snapshot_though_no_file_has_changed(tmp_path: Path, warm_site: Path, where: str) -> None:
    """The pages show the day of each text's last commit, and version.json the revision."""
    root = warm_site
    checkout = root if where == "in the site" else root.parent
    git(checkout, "init")
    git(checkout, "add", ".")
    git(checkout, "commit", "--message", "first")
    if where == "in another checkout":
        git(checkout, "worktree", "add", str(tmp_path / "beside"))
        checkout = tmp_path / "beside"
        root = checkout / warm_site.name
    before = snapshot_sources(root).digest
    assert snapshot_sources(root).digest == before
    git(checkout, "commit", "--allow-empty", "--message", "second")
    assert snapshot_sources(root).digest != before


@given(st.integers(0, 700 * 24 * 60))
def test_within_the_unchanging_interval_every_banner_is_the_same(real_site: Site, minutes: int) -> None:
    now = datetime(2015, 8, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    since, until = unchanging_interval(real_site.catalogue, now)
    assert (since is None or since <= now) and (until is None or now < until)
    moments = [moment for moment in (since, now, until - timedelta(seconds=1) if until else None) if moment]
    assert len({tuple(states(real_site, moment)) for moment in moments}) == 1
    if until:
        assert states(real_site, until) != states(real_site, now)


def states(site: Site, now: datetime) -> list[str]:
    """Return the content of every banner at a moment: the shared one and those of courses with their own deadlines."""
    from site_builder.catalogue.deadlines import deadlines_of, phase_at, phases_for
    from site_builder.catalogue.schema.roles import ROLES
    from site_builder.catalogue.schema.usual_choices import Who
    from site_builder.catalogue.status import statuses

    said = []
    for year in site.catalogue.years:
        for deadlines in sorted({deadlines_of(course, year) for course in year.courses} | {year.deadlines}, key=repr):
            for found in filter(None, (phases_for(ROLES[who], deadlines, year) for who in (Who.TEACHER, Who.OWNER))):
                phase = phase_at(found, now.astimezone(ZoneInfo("Europe/Oslo")))
                said.append(f"{phase.state} {phase.left} {phase.next.day if phase.next else None}")
        said += [statuses(course, year).at(now).kind for course in year.courses]
        said += [str(statuses(course, year).at(now)) for course in year.courses if course.offering.application]
    return said
