"""What several rooms' tests share: a small site to change, the real site built once, and a server for it."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from example_sites import EXAMPLES
from host import served
from hypothesis import settings

from site_builder.build import Site, build
from site_builder.cli.main import main
from site_builder.engine.memo import InProcessMemo, Memo
from site_builder.engine.timings import Stages
from site_builder.pages import msgids, po_files
from site_builder.publish.folder import publish

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # `make test` as a background job; children inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("project", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("project")

PROJECT = Path(__file__).parent.parent
OSLO = ZoneInfo("Europe/Oslo")
FEBRUARY = datetime(2016, 2, 10, 12, tzinfo=OSLO)
"""A day on which teachers can apply, long before the last week."""


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Compile each .po file, and find the msgids of each template, once: a memo would, but most tests build without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(po_files, "compile_po", cache(po_files.compile_po))
        patch.setattr(msgids, "template_msgids", cache(msgids.template_msgids))
        patch.setattr(msgids, "module_msgids", cache(msgids.module_msgids))
        yield


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """A copy of tests/sites/minimal with the real templates, to change as one likes; it was never built."""
    root = tmp_path / "site"
    shutil.copytree(PROJECT / "tests/sites/minimal", root)
    shutil.copytree(PROJECT / "templates", root / "templates")
    return root


@pytest.fixture
def warm_site(small_site: Path, small_memo: Path) -> Path:
    """The small site with the memo of a build, so that a test computes only the results that it changes.

    tests/test_incremental.py proves that a build with a memo gives the same files and problems as one without.
    """
    shutil.copytree(small_memo, small_site / ".memo")
    return small_site


@pytest.fixture(scope="session")
def small_memo(built_once: Path) -> Path:
    """The memo of the small site, without the record of its last build."""
    folder = built_once.parent / "memo"
    return Path(shutil.copytree(built_once / ".memo", folder, ignore=shutil.ignore_patterns("*.json", "file-index*")))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with its published folder and its memo, to copy."""
    root = tmp_path_factory.mktemp("built-once") / "site"
    shutil.copytree(PROJECT / "tests/sites/minimal", root)
    shutil.copytree(PROJECT / "templates", root / "templates")
    result = CliRunner().invoke(main, ["build", "--root", str(root), "--now", "2016-02-10", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def bare_site(tmp_path: Path) -> Path:
    """A copy of tests/sites/minimal without templates, as an institution that has installed the builder has it."""
    return Path(shutil.copytree(PROJECT / "tests/sites/minimal", tmp_path / "bare"))


@pytest.fixture
def build_site(small_memo: Path) -> Callable[..., Site]:
    """Build a root as of 10 February 2016, or another `now`; results of the small site come from its memo."""

    def run(root: Path, now: datetime = FEBRUARY) -> Site:
        return build(root, now=now, memo=InProcessMemo(small_memo), stages=Stages())

    return run


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of a test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process of the test run is here."""
    with (folder / "real.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def real_site(shared_folder: Path) -> Site:
    """The real catalogue, built once as of 10 February 2016; the other processes read its results from a memo."""
    folder = shared_folder / "real.memo"
    with alone(shared_folder):
        is_first = not folder.exists()
        memo = Memo(folder, jobs=2)
        site = build(PROJECT, now=FEBRUARY, memo=memo, stages=Stages())
        if is_first:
            memo.save()
    return site


@pytest.fixture(scope="session")
def real_memo(real_site: Site, shared_folder: Path) -> Path:
    """The memo of the real site, to copy for a build of nearly the same sources."""
    return shared_folder / "real.memo"


@pytest.fixture(scope="session")
def published(request: pytest.FixtureRequest, shared_folder: Path) -> Path:
    """The real catalogue's folder, for all processes of the test run."""
    folder = shared_folder / "real/public"
    if not folder.exists():
        site = request.getfixturevalue("real_site")
        with alone(shared_folder):
            if not folder.exists():
                folder.parent.mkdir()
                (folder.parent / "package.json").write_text('{"type": "module"}')  # for tests that run scripts in Node
                publish(site.outputs, folder)
    return folder


@pytest.fixture(scope="session")
def examples(shared_folder: Path) -> Path:
    """The folder of the example catalogues, each in a folder of its name, for all processes of the test run."""
    folder = shared_folder / "examples"
    with alone(shared_folder):
        if not folder.exists():
            for example in EXAMPLES:
                example.publish(folder / example.name)
    return folder


@pytest.fixture(scope="session")
def site_address(published: Path) -> Iterator[str]:
    """The address of the real site, served on this machine as netlify.toml has it served."""
    settings = tomllib.loads((PROJECT / "netlify.toml").read_text(encoding="utf-8"))
    with served(published, settings) as address:
        yield address
