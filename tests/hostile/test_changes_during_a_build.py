"""Files that change, go or become links while the site is built, and clocks that go back.

Each change happens at a known step of the build: a function of the builder is replaced by one that makes the change
first. No build ends in a traceback or touches a file outside, and the next one, in which nothing changes, publishes
what a build from nothing does.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from site_builder.cli.commands import build as command
from site_builder.cli.main import main
from site_builder.engine import file_index
from site_builder.engine.atomic_write import atomic_write
from site_builder.engine.untrusted_folder import NotAnOrdinaryFile
from site_builder.publish import folder as publishing
from site_builder.publish import staging
from site_builder.publish.folder import ASKED_LATER
from site_builder.publish.staging import StagedTree
from site_builder.sources import files

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links and pipes")

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
SECRET = "Dette skal ingen lese"
STEPS = {
    "files are read": (files, "read_bytes"),
    "the published folder is listed": (publishing, "read_site"),
    "the new site is written": (StagedTree, "_populate"),
    "a file is written": (staging, "_write"),
    "the sites change places": (StagedTree, "_swap"),
}


def build(root: Path, now: str = "2016-02-10", *options: str) -> Result:
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--now", now, "--jobs", "1", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert "::error" not in result.output
    return result


def published(root: Path) -> dict[str, bytes]:
    """Return the files of the published site, but for those that open pages of the site before may still ask for."""
    folder = root / "public"
    if folder.is_symlink():
        return {}
    found = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {
        path: file.read_bytes()
        for path, file in found.items()
        if not path.startswith(ASKED_LATER) and not path.startswith(".")
    }


def before_first(monkeypatch: pytest.MonkeyPatch, step: str, path: str, change: Callable[[], None]) -> None:
    """Let `change` happen once, when the build first comes to the step; a file of the sources is about to be read."""
    owner, name = STEPS[step]
    original, changes = getattr(owner, name), [change]

    def changed_first(*arguments: Any, **named: Any) -> Any:
        while changes and (owner is not files or str(arguments[0]).startswith(path)):
            changes.pop()()
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, changed_first)


def gone(place: Path, outside: Path) -> None:
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)


def longer(place: Path, outside: Path) -> None:
    file = place if place.is_file() else next(each for each in sorted(place.rglob("*.html")))
    file.write_bytes(file.read_bytes() + b"\nMer.\n")


def link(place: Path, outside: Path) -> None:
    gone(place, outside)
    place.symlink_to(outside if not place.suffix else outside / "secret.md")


def pipe(place: Path, outside: Path) -> None:
    gone(place, outside)
    place.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(place)


OF_SOURCES = [(step, COURSE, change) for step in list(STEPS)[:2] for change in (gone, longer, link, pipe)]
OF_SOURCES += [("files are read", path, change) for path in ("catalogue/2016-2017", "content") for change in (gone,)]
OF_OUTPUT = [
    (step, path, change)
    for step in list(STEPS)[1:]
    for path, changes in {
        "public": (gone, link),
        "public/om": (longer, link),
        ".public.standby": (link,),
        ".memo": (gone, link),
    }.items()
    for change in changes
]


@pytest.fixture
def outside(built_once: Path, tmp_path: Path) -> Path:
    """A folder of somebody else, with a file that could be published as a course."""
    folder = tmp_path / "outside"
    folder.mkdir()
    text = (built_once / COURSE).read_text(encoding="utf-8")
    (folder / "secret.md").write_text(f"{text}\n{SECRET}\n", encoding="utf-8")
    return folder


@pytest.fixture
def edited(built_once: Path, tmp_path: Path) -> Path:
    """A project that was built, and whose article has been edited since."""
    root = Path(shutil.copytree(built_once, tmp_path / "site"))
    article = root / "content/om.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nNytt.\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def expected(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site with the edited article, built from nothing."""
    root = tmp_path_factory.mktemp("from-nothing") / "site"
    shutil.copytree(built_once, root, ignore=shutil.ignore_patterns(".*", "public"))
    article = root / "content/om.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nNytt.\n", encoding="utf-8")
    assert build(root).exit_code == 0
    return published(root)


@pytest.mark.parametrize(("step", "path", "change"), [*OF_SOURCES, *OF_OUTPUT])
def test_the_build_after_a_change_in_the_midst_of_one_is_as_from_nothing(
    edited: Path,
    outside: Path,
    expected: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    path: str,
    change: Callable[[Path, Path], None],
) -> None:
    sources = {name: shutil.copytree(edited / name, edited.parent / "kept" / name) for name in ("catalogue", "content")}
    before = {file.name: file.read_bytes() for file in outside.iterdir()}
    if step == "files are read":
        gone(edited / ".memo", outside)
    before_first(monkeypatch, step, path, lambda: change(edited / path, outside) if (edited / path).exists() else None)
    build(edited)
    monkeypatch.undo()
    assert {file.name: file.read_bytes() for file in outside.iterdir()} == before
    assert not any(SECRET.encode() in content for content in published(edited).values())
    for name, kept in sources.items():
        gone(edited / name, outside)
        shutil.copytree(kept, edited / name)
    if (edited / path).is_symlink():  # one of other people's, which is in the way
        (edited / path).unlink()
    result = build(edited, "2016-02-10", "--verify")
    assert result.exit_code == 0, result.output
    assert published(edited) == expected


def test_a_file_is_written_where_its_folder_was_and_not_where_a_link_in_its_place_leads(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    (root / "a/b").mkdir(parents=True)
    original = os.replace

    def replaced_by_a_link(*arguments: Any, **named: Any) -> None:
        (root / "a/b").rename(root / "moved")
        (root / "a/b").symlink_to(outside, target_is_directory=True)
        original(*arguments, **named)

    monkeypatch.setattr(os, "replace", replaced_by_a_link)
    atomic_write(root / "a/b/x.md", "ny", root)
    assert [file.name for file in outside.iterdir()] == ["secret.md"]
    assert (root / "moved/x.md").read_text() == "ny"
    monkeypatch.undo()
    with pytest.raises(NotAnOrdinaryFile):
        atomic_write(root / "a/b/x.md", "ny", root)


@pytest.mark.parametrize("moments", [("2016-05-20", "2016-02-10"), ("2030-01-01", "2016-02-10"), ("2016-02-10",) * 2])
def test_after_the_moment_has_gone_back_the_site_is_as_from_nothing(
    edited: Path, expected: dict[str, bytes], moments: tuple[str, str]
) -> None:
    for moment in moments:
        assert build(edited, moment).exit_code == 0
    assert published(edited) == expected


@pytest.mark.parametrize("seconds", [0, 10**8, 4 * 10**9])
def test_whatever_the_clock_says_a_change_is_seen(
    edited: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    """The clock of the system and the times of files go back or far ahead between the edit and the build."""
    article = edited / "content/om.md"
    text = article.read_bytes()
    article.write_bytes(text.replace(b"Nytt.", b"Gamm."))
    os.utime(article, (seconds, seconds))
    monkeypatch.setattr(file_index, "filesystem_now", lambda folder: seconds * 10**9)
    assert build(edited).exit_code == 0
    assert published(edited) != expected
    article.write_bytes(text)
    os.utime(article, (seconds, seconds))
    assert build(edited).exit_code == 0
    assert published(edited) == expected


def test_a_file_changed_while_it_is_built_is_built_again_and_not_called_up_to_date(
    edited: Path, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = edited / "content/om.md"
    text = article.read_bytes()
    article.write_bytes(text.replace(b"Nytt.", b"Gamm."))
    original = command.snapshot_sources

    def changed_after(root: Path) -> Any:
        snapshot = original(root)
        monkeypatch.undo()
        article.write_bytes(text)
        return snapshot

    monkeypatch.setattr(command, "snapshot_sources", changed_after)
    assert build(edited).exit_code == 0
    assert build(edited).exit_code == 0
    assert published(edited) == expected
