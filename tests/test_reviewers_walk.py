"""A pull request as its reviewer meets it: faults at their lines, what changes for readers, and green when mended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from site_builder.cli.main import main

PROJECT = Path(__file__).parent.parent
YEAR = "catalogue/2016-2017/year.yaml"
FIRST = "catalogue/2016-2017/hihm/naturfag-1-1-7"
SECOND = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
STORY = "content/historier/naturfag.md"
NOW = "2016-02-10"


@pytest.fixture
def project(small_site: Path) -> Path:
    """A released site in git, as the main branch has it."""
    run("release", "--root", str(small_site), "--now", NOW)
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "main"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.no", *arguments], cwd=small_site, check=True)
    return small_site


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def replace(root: Path, path: str, old: str, new: str) -> int:
    """Replace `old` in a file and return the line it stood on."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def propose(root: Path) -> dict[str, int]:
    """Move the teachers' deadline, break a link, remove a course; return the lines the faults should show at."""
    replace(root, YEAR, "2016-03-01", "2016-03-05")
    replace(root, SECOND, "bygger på: hihm/naturfag-1-1-7\n", "")
    replace(root, STORY, "[hihm/naturfag-1-1-7]", "[hihm/naturfag-2-1-7]")
    link = replace(root, SECOND, "../../../content/om.md", "../../../content/omm.md")
    replace(root, SECOND, "[Naturfag 1](naturfag-1-1-7.md#innhold)", "Naturfag 1")
    (root / f"{FIRST}.md").unlink()
    published = (root / "catalogue/published-addresses.txt").read_text(encoding="utf-8").splitlines()
    return {
        SECOND: link,
        "catalogue/published-addresses.txt": published.index("/2016-2017/hihm/naturfag-1-1-7/") + 1,
    }


def mend(root: Path) -> None:
    """Mend what was proposed: the link is right, and the course says that it is withdrawn."""
    replace(root, SECOND, "omm.md", "om.md")
    gone = "tittel: Naturfag 1 for 1.–7. trinn\nfag: naturfag\nspråk: nb\nse: [hihm/naturfag-2-1-7]\n"
    (root / f"{FIRST}.yaml").write_text(gone, encoding="utf-8")


def test_the_faults_show_at_their_lines_and_nothing_is_published(project: Path) -> None:
    run("build", "--root", str(project), "--now", NOW)
    before = (project / "public/index.html").read_bytes()
    lines = propose(project)
    checked = run("check", "--root", str(project), "--now", NOW, "--format", "github")
    found = dict(re.findall(r"^::error file=([^,]+),line=(\d+)", checked.output, re.MULTILINE))
    assert {file: int(line) for file, line in found.items()} == lines
    assert checked.exit_code == 1
    assert run("build", "--root", str(project), "--now", NOW).exit_code == 1
    assert (project / "public/index.html").read_bytes() == before


def test_the_report_says_what_changes_for_readers_though_there_are_faults(project: Path) -> None:
    propose(project)
    report = run("changes", "HEAD", str(project), "--root", str(project), "--format", "markdown")
    assert report.exit_code == 0, report.output
    headings = re.findall(r"^### (.*)$", report.output, re.MULTILINE)
    assert headings[:2] == ["Frister er flyttet", "Studietilbud er trukket"]
    assert "`1. mars 2016` → `5. mars 2016`" in report.output
    assert "Naturfag 1 for 1.–7. trinn" in report.output


def test_a_file_that_cannot_be_read_is_named_and_hides_nothing_else(project: Path) -> None:
    replace(project, YEAR, "2016-03-01", "2016-03-05")
    replace(project, SECOND, "studiepoeng: 30", "studiepoeng: tretti")
    report = run("changes", "HEAD", str(project), "--root", str(project))
    assert report.exit_code == 0, report.output
    assert report.output.startswith("Ikke sammenliknet, på grunn av feil")
    assert "1. mars 2016 → 5. mars 2016" in report.output
    assert "er trukket" not in report.output


def test_mended_it_is_green_and_its_preview_says_that_the_course_is_gone(project: Path) -> None:
    propose(project)
    mend(project)
    checked = run("check", "--root", str(project), "--now", NOW, "--format", "github")
    assert (checked.exit_code, checked.output) == (0, "")
    preview = run(
        "build", "--root", str(project), "--now", NOW, "--preview", "--base", "https://deploy-preview-7--k.example"
    )
    assert preview.exit_code == 0
    page = (project / "public/2016-2017/hihm/naturfag-1-1-7/index.html").read_text(encoding="utf-8")
    assert "Studiet er trukket." in page
    assert 'class="preview"' in page


@pytest.fixture
def workflow(project: Path, tmp_path: Path) -> Callable[[], tuple[dict[str, int], str]]:
    """Run the steps of the workflow's job `check` as for a pull request; return their exit codes, and what they wrote.

    Installing is left out, and commenting is done by a stand-in that keeps the comment.
    """
    settings = yaml.safe_load((PROJECT / ".github/workflows/catalogue.yml").read_text(encoding="utf-8"))
    steps = [step for step in settings["jobs"]["check"]["steps"] if "run" in step and "pip install" not in step["run"]]
    stand_in = tmp_path / "bin/gh"
    stand_in.parent.mkdir()
    stand_in.write_text('#!/bin/sh\ncase "$*" in *--edit-last*) exit 1;; esac\ncp "$5" "$KEPT"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    base = subprocess.run(["git", "rev-parse", "HEAD"], cwd=project, check=True, capture_output=True, text=True)
    environment = os.environ | {
        "PATH": os.pathsep.join([str(stand_in.parent), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "BASE": base.stdout.strip(),
        "NUMBER": "7",
        "PREVIEW": "https://deploy-preview-NUMBER--k.example",
        "KEPT": str(tmp_path / "comment.md"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "SOURCE_DATE_EPOCH": str(int(datetime(2016, 2, 10, 12, tzinfo=UTC).timestamp())),
    }

    def run() -> tuple[dict[str, int], str]:
        codes, said = {}, ""
        for step in steps:
            if any(codes.values()) and "always()" not in step.get("if", ""):
                continue
            script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            done = subprocess.run(script, cwd=project, env=environment, capture_output=True, text=True)
            codes[step["name"]] = done.returncode
            said += done.stdout
        return codes, said

    return run


def test_the_workflow_annotates_and_comments_and_makes_no_preview_of_what_is_broken(
    project: Path, tmp_path: Path, workflow: Callable[[], tuple[dict[str, int], str]]
) -> None:
    lines = propose(project)
    codes, said = workflow()
    assert codes == {
        "Problems at their lines": 1,
        "All problems in a table": 0,
        "Corrections to suggest": 0,
        "What changes for readers": 0,
    }
    assert (project / "corrections.json").read_text(encoding="utf-8") == "[]\n"
    for file, line in lines.items():
        assert f"::error file={file},line={line}," in said
    comment = (tmp_path / "comment.md").read_text(encoding="utf-8")
    assert comment.startswith("### Frister er flyttet")
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("| Sted |")
    assert all(f"`{file}:{line}:" in summary for file, line in lines.items())
    assert summary.endswith(comment)
    assert not (project / "public").exists()


def test_mended_the_workflow_is_green_with_report_and_preview(
    project: Path, tmp_path: Path, workflow: Callable[[], tuple[dict[str, int], str]]
) -> None:
    propose(project)
    mend(project)
    codes, said = workflow()
    assert set(codes.values()) == {0}
    assert len(codes) == 5
    assert "::error" not in said
    comment = (tmp_path / "comment.md").read_text(encoding="utf-8")
    assert "Studietilbud er trukket" in comment
    assert "(https://deploy-preview-7--k.example/2016-2017/hihm/naturfag-1-1-7/)" in comment
    assert 'class="preview"' in (project / "public/index.html").read_text(encoding="utf-8")
