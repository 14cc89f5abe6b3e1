"""Gives access to a project's sources in a folder or at a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.problems import N_, SiteBuilderError
from site_builder.sources.walk import FOLDERS


class NoSuchRevision(SiteBuilderError):
    """Reports an argument that is neither a project folder nor a git revision."""

    message = N_("{what} is neither a folder nor a git revision.")


@contextmanager
def folder_of(where: str, root: Path) -> Iterator[Path]:
    """Yield the project folder `where`, or else a temporary folder with the sources at git revision `where` of `root`.

    Raises NoSuchRevision if `where` is neither.
    """
    if (Path(where) / FOLDERS[0]).is_dir():
        yield Path(where)
        return
    if where.startswith("-"):
        raise NoSuchRevision(where)
    found = subprocess.run(  # noqa: S603 - arguments as a list, and no revision begins with a hyphen
        ["git", "-C", str(root), "archive", "--format=tar", where, "--", *FOLDERS[:2]],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if found.returncode != 0:
        raise NoSuchRevision(where)
    with tempfile.TemporaryDirectory() as temporary:
        with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
            archive.extractall(temporary, filter="data")
        yield Path(temporary)
