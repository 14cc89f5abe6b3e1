"""The configuration of a stranger's repository starts no program, and what git cannot tell is said once."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli.main import main
from site_builder.sources.git import ENVIRONMENT
from site_builder.sources.git_history import History, history

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
RUNS = {
    "core.fsmonitor": "{program}",
    "core.hooksPath": "{hooks}",
    "core.pager": "{program}",
    "pager.log": "{program}",
    "diff.external": "{program}",
    "diff.x.command": "{program}",
    "diff.x.textconv": "{program}",
    "filter.x.clean": "{program}",
    "filter.x.smudge": "{program}",
    "filter.x.process": "{program}",
    "filter.a = b.c.clean": "{program}",
    "core.sshCommand": "{program}",
    "core.editor": "{program}",
    "core.askPass": "{program}",
    "gpg.program": "{program}",
    "tar.tar.command": "{program}",
    "alias.log": "!{program}",
    "credential.helper": "!{program}",
}
"""Settings of git that name a program."""

TOGETHER = {
    "all that can stand beside each other": [*RUNS.keys() - {"filter.x.process", "diff.external", "core.pager"}],
    "those that the others hide": ["filter.x.process", "diff.external", "core.pager"],
}
"""Settings that are tried in one repository: git asks none of a group instead of another one."""


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def checkout(warm_site: Path) -> Path:
    """A project with two commits."""
    git(warm_site, "init", "-q")
    git(warm_site, "add", ".")
    git(warm_site, "commit", "-qm", "one")
    git(warm_site, "commit", "-qm", "two", "--allow-empty")
    return warm_site


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize("group", TOGETHER.values(), ids=TOGETHER)
def test_no_program_of_the_repository_runs(checkout: Path, tmp_path: Path, group: list[str]) -> None:
    ran, program, hooks = tmp_path / "it-ran", tmp_path / "program", tmp_path / "hooks"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{ran}'\nexit 1\n")
    program.chmod(0o755)
    hooks.mkdir()
    for hook in ("post-index-change", "pre-auto-gc", "post-checkout"):
        (hooks / hook).symlink_to(program)
    (checkout / ".gitattributes").write_text('*.md filter=x diff=x\n*.yaml filter="a = b.c"\n')
    (checkout / ".git/info/attributes").write_text("*.md filter=x diff=x\n*.yaml filter=x\n")
    git(checkout, "add", "-A")
    git(checkout, "commit", "-qm", "attributes")
    git(checkout, "config", "log.showSignature", "true")
    for number, setting in enumerate(group):
        named = shutil.copy(program, tmp_path / f"program-{number}")
        git(checkout, "config", setting, RUNS[setting].format(program=named, hooks=hooks))
    for file in checkout.rglob("*.md"):
        os.utime(file, (1, 1))  # git has to read it again
    (checkout / COURSE).write_text((checkout / COURSE).read_text("utf-8") + "\nNytt.\n", encoding="utf-8")
    built = run("build", "--root", str(checkout), "--now", "2016-02-10", "--jobs", "1")
    compared = run("changes", "HEAD~1", str(checkout), "--root", str(checkout))
    assert (built.exit_code, compared.exit_code) == (0, 0), built.output + compared.output
    assert not ran.exists(), (ran.read_text(), group)
    assert "no-history" not in built.output
    assert "Nytt." in compared.output


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
@pytest.mark.parametrize("protocol", ["ext", "ssh", "file"])
def test_no_program_runs_to_fetch_what_a_partial_clone_lacks(checkout: Path, tmp_path: Path, protocol: str) -> None:
    ran, program = tmp_path / "it-ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\nexit 1\n")
    program.chmod(0o755)
    address = {"ext": f"ext::{program}", "ssh": "ssh://a.example/b", "file": "file:///b"}[protocol]
    tree = git(checkout, "rev-parse", "HEAD:catalogue")
    for setting, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": address,
        "remote.origin.promisor": "true",
        "remote.origin.uploadPack": str(program),
        "core.sshCommand": str(program),
        f"protocol.{protocol}.allow": "always",
    }.items():
        git(checkout, "config", setting, value)
    (checkout / f".git/objects/{tree[:2]}/{tree[2:]}").unlink()
    built = run("build", "--root", str(checkout), "--now", "2016-02-10", "--jobs", "1")
    compared = run("changes", "HEAD~1", str(checkout), "--root", str(checkout))
    assert (built.exit_code, compared.exit_code) == (0, 2), built.output + compared.output
    assert not ran.exists()
    assert built.output.count("[no-history]") == 1


def test_days_are_those_of_commits_and_changed_files_have_none(checkout: Path) -> None:
    (checkout / COURSE).write_text((checkout / COURSE).read_text("utf-8") + "\nNytt.\n", encoding="utf-8")
    found = history(checkout)
    assert COURSE not in found.days
    assert found.days["content/om.md"] == git(checkout, "log", "-1", "--format=%cs")
    assert found.revision == git(checkout, "rev-parse", "HEAD") + "+"
    assert found.problems == ()


def test_a_project_below_the_top_of_its_repository_has_days_and_revisions(tmp_path: Path, warm_site: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "site")
    git(tmp_path, "commit", "-qm", "one")
    assert "content/om.md" in history(warm_site).days
    (warm_site / COURSE).write_text((warm_site / COURSE).read_text("utf-8") + "\nNytt.\n", encoding="utf-8")
    compared = run("changes", "HEAD", str(warm_site), "--root", str(warm_site))
    assert "Nytt." in compared.output


def test_without_a_checkout_or_a_commit_there_is_nothing_to_tell(warm_site: Path) -> None:
    assert history(warm_site) == History()
    git(warm_site, "init", "-q")
    assert history(warm_site) == History()


@pytest.mark.parametrize("name", ["no git", "dubious ownership", "too slow", "broken"])
def test_what_git_cannot_tell_is_said_once_with_the_remedy(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name == "no git":
        monkeypatch.setenv("PATH", "")
    elif name == "dubious ownership":
        monkeypatch.setitem(ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    elif name == "too slow":
        monkeypatch.setattr("site_builder.sources.git.TIME_LIMIT", 0.2)
        (checkout / ".git/info/exclude").unlink()
        os.mkfifo(checkout / ".git/info/exclude")
    else:
        (checkout / ".git/HEAD").write_text("x")
    [problem] = history(checkout).problems
    assert problem.code == "no-history"
    output = run("build", "--root", str(checkout), "--now", "2016-02-10", "--jobs", "1").output
    assert output.count("[no-history]") == 1
    assert ("safe.directory" in output) == (name == "dubious ownership")


def test_a_revision_is_no_option_and_no_path_out_of_the_folder(checkout: Path) -> None:
    for revision in ("--output=/tmp/x", "HEAD:../..", "finnes-ikke", "HEAD\0"):
        assert run("changes", revision, str(checkout), "--root", str(checkout)).exit_code == 2
