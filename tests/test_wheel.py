"""The wheel alone builds a site in a folder without templates, as an institution installs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    arguments = ("-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(PROJECT))
    subprocess.run([sys.executable, "-m", "pip", "wheel", *arguments], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The folder that the wheel was unpacked to, which is all that installing it does without its dependencies."""
    folder = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, *arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed builder in `folder`, with no checkout of this project in sight."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "site_builder", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_wheel_holds_templates_texts_scripts_styles_and_the_guide_of_problems(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = [path for path in (PROJECT / "templates").rglob("*") if path.is_file()]
    assert {f"site_builder/{path.relative_to(PROJECT).as_posix()}" for path in sources} <= names
    assert {"site_builder/docs/problems.md", "site_builder/locale/nb.mo", "site_builder/py.typed"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("catalogue/", "content/", "tests/")) for name in names)


def test_the_wheel_builds_a_site_that_has_no_templates(installed: Path, bare_site: Path) -> None:
    result = run(installed, "build", folder=bare_site)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (bare_site / "public/index.html").is_file()
    assert "Naturfag 1" in (bare_site / "public/2016-2017/hihm/naturfag-1-1-7/index.html").read_text("utf-8")


def test_the_wheel_writes_a_new_catalogue_in_an_empty_folder_and_builds_it(installed: Path, tmp_path: Path) -> None:
    started = run(installed, "init", "--site-language", "en", "--kind", "courses", folder=tmp_path)
    assert started.returncode == 0, started.stdout + started.stderr
    built = run(installed, "build", folder=tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    [page] = (tmp_path / "public").rglob("mathematics-in-practice/index.html")
    assert "Mathematics in practice" in page.read_text("utf-8")


def test_the_wheel_builds_where_the_locale_is_ascii(installed: Path, bare_site: Path) -> None:
    result = run(installed, "build", folder=bare_site, LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Høgskolen" in (bare_site / "public/2016-2017/hihm/naturfag-1-1-7/index.html").read_text("utf-8")


@pytest.mark.parametrize(("name", "now"), [("university", "2027-03-01"), ("lararfortbildning", "2027-03-20")])
def test_the_wheel_builds_other_catalogues(installed: Path, tmp_path: Path, name: str, now: str) -> None:
    folder = Path(shutil.copytree(PROJECT / "tests/sites" / name, tmp_path / name))
    result = run(installed, "build", "--now", now, folder=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "warning" not in result.stdout + result.stderr
    assert (folder / "public/index.html").is_file()


def test_the_wheel_builds_where_processes_cannot_be_forked(installed: Path, bare_site: Path) -> None:
    code = "import os; del os.fork; from site_builder.cli.main import run; run()"
    result = subprocess.run(
        [sys.executable, "-P", "-c", code, "build"],
        cwd=bare_site,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert (bare_site / "public/index.html").is_file()
