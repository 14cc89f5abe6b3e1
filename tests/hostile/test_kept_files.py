"""What the builder keeps is not believed where it came with a checkout, nor a published file by its time alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli.main import main
from site_builder.sources.git_history import history
from site_builder.sources.git_index import is_tracked
from site_builder.sources.snapshot import git_folder, snapshot_sources

PAGE = "public/om/index.html"


def build(root: Path, *arguments: str) -> Result:
    given = ["build", "--root", str(root), "--now", "2016-02-10", "--jobs", "1", *arguments]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 0, result.output
    return result


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def change_unseen(file: Path) -> bytes:
    """Change a file, with its size and time as they were. Return what it held."""
    stat, content = file.stat(), file.read_bytes()
    file.write_bytes(content.replace(b"Om", b"0m"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert file.read_bytes() != content
    return content


@pytest.fixture
def built(bare_site: Path) -> Path:
    build(bare_site)
    return bare_site


def test_verify_finds_a_page_changed_with_size_and_time_put_back(built: Path) -> None:
    content = change_unseen(built / PAGE)
    assert "Ingenting er endret siden forrige bygging" in build(built).output
    assert (built / PAGE).read_bytes() != content
    said = build(built, "--verify").output
    assert "slettet etter publiseringen, og er som bygget igjen (1):" in said
    assert "  ! om/index.html" in said
    assert (built / PAGE).read_bytes() == content
    assert "Ingenting er endret siden forrige bygging" in build(built, "--verify").output


def test_the_page_is_mended_in_the_next_build_too_and_never_from_the_standby(built: Path) -> None:
    text = built / "content/om.md"
    for number in range(2):  # so that there is a standby with links to the same files
        text.write_text(f"{text.read_text('utf-8')}\nMer {number}.\n", encoding="utf-8")
        build(built)
    content = change_unseen(built / "public/index.html")
    text.write_text(f"{text.read_text('utf-8')}\nMer.\n", encoding="utf-8")
    said = build(built, "--verify").output
    assert "  ! index.html" in said
    assert (built / "public/index.html").read_bytes() == content


@pytest.mark.parametrize("version", ["2", "4"])
def test_a_memo_that_git_tracks_is_thrown_away_unread(built: Path, version: str) -> None:
    git(built, "init", "-q")
    git(built, "config", "index.version", version)
    git(built, "add", "-f", ".memo", "content", "catalogue")
    git(built, "commit", "-qm", "x")
    assert is_tracked(built / ".memo", built)
    before = {file.name for file in (built / ".memo").glob("*.memo")}
    said = build(built)
    assert before
    assert said.output.count("git rm -r --cached .memo") == 1
    assert "0 deler gjenbrukt" in said.output
    git(built, "rm", "-rq", "--cached", ".memo")
    assert "git rm" not in build(built).output


def test_a_memo_below_the_top_of_a_repository_is_found_too(built: Path) -> None:
    git(built.parent, "init", "-q")
    git(built.parent, "add", "bare/content")
    assert not is_tracked(built / ".memo", built)
    git(built.parent, "add", "-f", "bare/.memo")
    assert is_tracked(built / ".memo", built)


@pytest.mark.parametrize("content", [b"", b"DIRC memo/", b"\0" * 100])
def test_an_index_that_is_none_counts_as_tracked_only_where_the_name_is_in_it(built: Path, content: bytes) -> None:
    git(built, "init", "-q")
    (built / ".git/index").write_bytes(content)
    assert is_tracked(built / ".memo", built) == (b"memo/" in content or not content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"gitdir:",
        b"gitdir: a\0b",
        b"gitdir: \xff\xfe",
        b"gitdir: " + b"x" * 5_000,
        b"gitdir: " + b"x/" * 5_000,
        b"gitdir: gone",
        b"gitdir: .git",
        b"gitdir: a\n::error::x",
        b"x" * 100,
        bytes(range(256)),
    ],
    ids=ascii,
)
def test_a_git_file_that_names_no_folder_stops_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".git").write_bytes(content)
    assert git_folder(tmp_path) == (tmp_path / ".git").resolve()
    snapshot_sources(tmp_path)
    assert not is_tracked(tmp_path / ".memo", tmp_path)
    assert history(tmp_path).problems[0].code == "no-history"


def test_a_build_tells_of_a_git_file_that_is_none(bare_site: Path) -> None:
    (bare_site / ".git").write_bytes(b"gitdir: a\0b")
    result = build(bare_site)
    assert result.output.count("[no-history]") == 1
    assert ".memo" not in result.output
    assert "Ingenting er endret siden forrige bygging" in build(bare_site).output


def test_a_published_folder_that_came_with_the_checkout_is_read_file_by_file(built: Path) -> None:
    git(built, "init", "-q")
    git(built, "add", "-f", "public")
    content = change_unseen(built / PAGE)
    assert "  ! om/index.html" in build(built).output
    assert (built / PAGE).read_bytes() == content
