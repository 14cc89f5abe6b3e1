"""What the builder is made of is pinned, and the site says what made it."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from datetime import datetime
from importlib.metadata import distributions
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from site_builder import __version__
from site_builder.cli.main import main

PROJECT = Path(__file__).parent.parent
WORKFLOWS = [".github/workflows/catalogue.yml", ".github/workflows/suggestions.yml"]
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
PINNED = {name: body for name, body in re.findall(r"^([a-z0-9-]+)==(.*?)(?=^[a-z]|\Z)", LOCK, re.MULTILINE | re.DOTALL)}


SOURCE_OF_RJSMIN = {"1.3.0": "7c2ef57d55e2d76db0c0d0f7399c6c5efde995c677b190ba30fb94019f94a07e"}
"""Version -> SHA-256 of rjsmin-VERSION.tar.gz: its wheels are for Linux alone (pypi.org/project/rjsmin)."""


def test_every_dependency_is_pinned_with_hashes_in_a_version_that_is_asked_for() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    for each in (*settings["project"]["dependencies"], *settings["build-system"]["requires"]):
        wanted = Requirement(each)
        assert wanted.specifier.contains(PINNED[wanted.name].split()[0]), each
    assert all("--hash=sha256:" in body for body in PINNED.values())


def test_the_pinned_packages_need_nothing_that_is_not_pinned() -> None:
    installed = {canonicalize_name(each.metadata["Name"]): each for each in distributions()}
    for name in PINNED:
        needs = [Requirement(each) for each in installed[canonicalize_name(name)].requires or ()]
        wanted = {
            canonicalize_name(each.name) for each in needs if not each.marker or each.marker.evaluate({"extra": ""})
        }
        assert wanted <= set(PINNED), name


def test_the_lock_names_no_place_that_others_do_not_have() -> None:
    lines = [line for line in LOCK.splitlines() if line.startswith("-") or "://" in line]
    assert lines == []


@pytest.mark.parametrize("file", ["netlify.toml", *WORKFLOWS])
def test_what_publishes_installs_only_what_is_pinned(file: str) -> None:
    text = (PROJECT / file).read_text(encoding="utf-8")
    installs = re.findall(r"pip install[^&\n]*", text)
    assert installs
    for install in installs:
        words = install.replace(" --quiet", "").strip()
        assert words in (
            "pip install --only-binary :all: --require-hashes -r requirements.lock",
            "pip install --no-deps --no-build-isolation .",
        )


def test_a_site_on_an_own_machine_is_made_by_what_is_pinned_too() -> None:
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    recipe = text[text.index("$(VENV)/.site: pyproject.toml requirements.lock") :].split("@touch")[0]
    installs = re.findall(r"pip install --quiet --disable-pip-version-check ([^\n]*)", recipe)
    assert installs == [
        "--only-binary :all: --require-hashes -r requirements.lock",
        "--no-deps -e .",
    ]


def test_systems_without_a_wheel_of_rjsmin_build_it_from_its_pinned_source() -> None:
    guide = " ".join((PROJECT / "docs/publishing.md").read_text(encoding="utf-8").split())
    version, *hashes = PINNED["rjsmin"].replace("\\", "").split("# via")[0].split()
    source = SOURCE_OF_RJSMIN[version]
    assert f"--hash=sha256:{source}" in hashes
    assert "On Windows and macOS, add `--no-binary rjsmin`" in guide


def test_a_nightly_job_looks_the_pinned_versions_up_and_says_when_newer_ones_are_allowed() -> None:
    jobs = yaml.safe_load((PROJECT / ".github/workflows/catalogue.yml").read_text(encoding="utf-8"))["jobs"]
    commands = [step.get("run", "") for step in jobs["fresh"]["steps"]]
    assert jobs["fresh"]["if"] == "github.event_name == 'schedule'"
    assert "make audit" in commands
    assert any(command.startswith("make lock\ngit diff --exit-code") for command in commands)


@pytest.mark.parametrize("file", WORKFLOWS)
def test_a_workflow_uses_actions_as_they_were_and_not_as_they_become(file: str) -> None:
    text = (PROJECT / file).read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, said in used:
        assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v[\d.]+", said), "so that one can see which it is"


def test_what_may_comment_runs_nothing_of_a_pull_request_and_reads_its_names_as_data() -> None:
    settings = yaml.safe_load((PROJECT / ".github/workflows/suggestions.yml").read_text(encoding="utf-8"))
    [job] = settings["jobs"].values()
    assert settings[True] == {"workflow_run": {"workflows": ["Catalogue"], "types": ["completed"]}}  # YAML 1.1: on
    assert settings["permissions"] == {}
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    for step in job["steps"]:
        assert "${{" not in step.get("run", ""), "a branch may be called $(anything)"
        if "checkout" in step.get("uses", ""):
            assert step["with"] == {"persist-credentials": False}, "the main branch, and no token in its files"
    tried = yaml.safe_load((PROJECT / ".github/workflows/catalogue.yml").read_text(encoding="utf-8"))
    assert tried["name"] == "Catalogue"
    assert {"name": "corrections", "path": "corrections.json", "retention-days": 1} in [
        step.get("with") for step in tried["jobs"]["check"]["steps"]
    ]


def test_a_clone_has_the_same_bytes_on_every_system() -> None:
    rules = (PROJECT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "* text=auto eol=lf" in rules
    for folder in ("catalogue", "content", "templates", "site_builder", "tests"):
        for ending in ("png", "mo", "ttf", "jpg", "webp", "woff2", "ico"):
            if any((PROJECT / folder).rglob(f"*.{ending}")):
                assert f"*.{ending} binary" in rules


def build(root: Path, **environment: str) -> None:
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--jobs", "1"], env=environment)
    assert result.exit_code == 0, result.output


def test_the_site_names_its_generator_and_the_revision_of_its_sources(small_site: Path) -> None:
    build(small_site)
    assert json.loads((small_site / "public/version.json").read_text()) == {
        "generator": "studiekatalog",
        "version": __version__,
        "revision": None,
    }
    for arguments in (["init", "-q"], ["add", "catalogue", "content", "templates"], ["commit", "-qm", "one"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=small_site, check=True)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=small_site, check=True, capture_output=True, text=True
    ).stdout.strip()
    build(small_site)
    assert json.loads((small_site / "public/version.json").read_text())["revision"] == head
    (small_site / "content/ny.md").write_text((small_site / "content/om.md").read_text("utf-8"), encoding="utf-8")
    build(small_site)
    assert json.loads((small_site / "public/version.json").read_text())["revision"] == f"{head}+"


def test_the_moment_of_source_date_epoch_is_obeyed(small_site: Path) -> None:
    pages = []
    for month in (2, 3):
        moment = datetime(2016, month, 10, tzinfo=ZoneInfo("Europe/Oslo"))
        build(small_site, SOURCE_DATE_EPOCH=str(int(moment.timestamp())))
        pages.append((small_site / "public/index.html").read_bytes())
        build(small_site, SOURCE_DATE_EPOCH="1", TZ="Asia/Tokyo")
    first, second = pages
    assert first != second
    result = CliRunner().invoke(main, ["build", "--root", str(small_site), "--now", "2016-02-10"])
    assert result.exit_code == 0
    assert (small_site / "public/index.html").read_bytes() == first


def test_a_source_date_epoch_that_is_no_number_is_wrong_use(small_site: Path) -> None:
    result = CliRunner().invoke(main, ["build", "--root", str(small_site)], env={"SOURCE_DATE_EPOCH": "i går"})
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.output
