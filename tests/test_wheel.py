"""The wheel alone builds a site in a folder without templates, as an institution installs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FIRST = {"nb": "teachers", "nn": "teachers", "en": "university", "sv": "teachers", "da": "courses"}
"""Language -> kind of a new catalogue."""

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


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the source distribution was unpacked to."""
    folder = tmp_path_factory.mktemp("sdist")
    command = (sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder))
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    [packed] = folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return next(path for path in folder.iterdir() if path.is_dir())


def test_the_source_distribution_makes_the_same_wheel(source: Path, wheel: Path) -> None:
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(source / "made"))
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    with zipfile.ZipFile(next((source / "made").glob("*.whl"))) as made, zipfile.ZipFile(wheel) as expected:
        contents = [{name: archive.read(name) for name in archive.namelist()} for archive in (made, expected)]
    for files in contents:
        [record] = [name for name in files if name.endswith("RECORD")]
        del files[record]
    assert contents[0] == contents[1]


def test_the_source_distribution_builds_the_catalogues_it_holds(source: Path) -> None:
    assert (source / "catalogue/2016-2017/year.yaml").is_file()
    result = run(source, "build", "--now", "2027-03-01", folder=source / "tests/sites/university")
    assert result.returncode == 0, result.stdout + result.stderr


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
    assert {f"site_builder/docs/problems{language}.md" for language in ("", ".en")} <= names
    assert {"site_builder/locale/nb.mo", "site_builder/py.typed"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("catalogue/", "content/", "tests/")) for name in names)


def test_the_wheel_builds_a_site_that_has_no_templates(installed: Path, bare_site: Path) -> None:
    result = run(installed, "build", folder=bare_site)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (bare_site / "public/index.html").is_file()
    assert "Naturfag 1" in (bare_site / "public/2016-2017/hihm/naturfag-1-1-7/index.html").read_text("utf-8")


@pytest.mark.parametrize(("language", "kind"), FIRST.items())
def test_the_wheel_writes_a_new_catalogue_in_an_empty_folder_and_checks_or_builds_and_serves_it(
    installed: Path, tmp_path: Path, language: str, kind: str
) -> None:
    """That all are built is tested in one process, in tests/cli/test_init.py: the wheel builds and serves two."""
    init = ("init", "--site-language", language, "--kind", kind)
    is_built = language in ("nb", "en")
    for arguments in (init, ("build",)) if is_built else (init, ("check",)):
        result = run(installed, *arguments, folder=tmp_path, LANGUAGE=language)
        said = result.stdout + result.stderr
        assert result.returncode == 0, said
        assert not re.search(r"\[[a-z]+(?:-[a-z]+)*\]", said), said  # the code of a problem
    if not is_built:
        return
    [course] = (tmp_path / "catalogue").glob("2*/*/*.md")
    name = course.relative_to(tmp_path / "catalogue").with_suffix("").as_posix()
    with serving(installed, tmp_path, language) as address:
        for path in ("", {"nb": "sok/", "en": "search/"}[language], f"{name}/"):
            with urllib.request.urlopen(address + path) as page:
                assert f'<html lang="{language}">' in page.read().decode(), path


@contextmanager
def serving(installed: Path, folder: Path, language: str) -> Iterator[str]:
    """Yield the address at which the installed builder serves the site in `folder`."""
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "site_builder", "serve", "--port", "0"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1", "LANGUAGE": language},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        assert server.stdout
        said = ""
        for line in server.stdout:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                yield found[0]
                return
        pytest.fail(said)
    finally:
        server.terminate()
        server.communicate()


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
