"""Publishing: the folder is wholly the old site or wholly the new one, whatever happens in between.

staging.py does what is done to the disk; here is decided what, and that nothing of a stranger is touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct

from site_builder.inventory import Lying, inventory, times
from site_builder.output import Output
from site_builder.problems import NotOurFolder, OutsideRoot, SiteBuilderError
from site_builder.publish.staging import MANIFEST, Staging, finish_interrupted


class Published(Struct, frozen=True):
    """What publishing changed: paths below the folder, sorted; and what lies there now."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    foreign: int
    lying: Lying

    @property
    def changed(self) -> bool:
        """Whether anything in the folder is different now."""
        return bool(self.written or self.removed)


class Busy(SiteBuilderError):
    """Another build is publishing to the same folder."""


class CannotPublish(SiteBuilderError):
    """The disk is full, a permission is lost, or a file is in the way; the folder is as it was."""


def publish(outputs: Iterable[Output], folder: Path) -> Published:
    """Make `folder` hold exactly `outputs`, and whatever else lay there that is not ours.

    Raises NotOurFolder where the folder is not empty and not ours, Busy where another build is at it, CannotPublish
    where the system refuses; in all of these the folder is as it was.
    """
    with standing(folder) as place:
        return place.publish(outputs)


@contextmanager
def standing(folder: Path) -> Iterator[Standing]:
    """Yield what stands in `folder`, which nobody else publishes to meanwhile. Raises what `publish` does."""
    folder = folder.resolve()  # where it is a link, what it leads to is exchanged, and the link stays
    with ExitStack() as held:
        with _refusals(folder):
            folder.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(_lock(folder))
            finish_interrupted(folder)
            place = Standing(folder)
        yield place


class Standing:
    """The site as it is published, looked at beforehand."""

    def __init__(self, folder: Path) -> None:
        """Look at it. Raises NotOurFolder, and OSError where the system refuses."""
        self._folder = folder
        self._ours = _read_manifest(folder)
        self._staging = Staging(folder)
        self._lying = inventory(folder)
        self._times = times(folder, self._lying)

    def publish(self, outputs: Iterable[Output]) -> Published:
        """Publish, as above, what may have been made meanwhile."""
        wanted = {output.path: output for output in outputs}
        for path in wanted:
            _check_path(path)
        with _refusals(self._folder):
            return self._publish(wanted)

    def _publish(self, wanted: Mapping[str, Output]) -> Published:
        folder, ours, lying = self._folder, self._ours, self._lying
        if times(folder, lying) != self._times:  # somebody has laid something down, or taken it away
            lying = inventory(folder)
        foreign = [path for path in lying if path not in ours and path != MANIFEST]
        if clash := sorted(set(foreign) & set(wanted)):
            raise NotOurFolder(f"{folder}: {clash[0]}")
        written_at = lying[MANIFEST].st_mtime_ns if MANIFEST in lying else -1
        digests = {path: output.digest for path, output in sorted(wanted.items())}
        same = {
            path
            for path, digest in digests.items()
            if ours.get(path) == digest
            and path in lying
            and _untouched(lying[path], f"{folder}/{path}", wanted[path], written_at)
        }
        written = tuple(sorted(set(wanted) - same))
        removed = tuple(sorted(set(ours) - set(wanted)))
        if written or removed or MANIFEST not in lying:
            carried = {path: lying[path] for path in (*same, *foreign)}
            manifest = json.dumps({"files": digests}) + "\n"
            lying = self._staging.exchange({path: wanted[path] for path in written}, carried, manifest)
        return Published(written, removed, len(same), len(foreign), lying)


def refuse_overlap(root: Path, folder: Path) -> None:
    """Raise OutsideRoot where publishing to `folder` would put the sources themselves at risk."""
    root, folder = root.resolve(), folder.resolve()
    for precious in (
        root,
        *(root / name for name in ("catalogue", "content", "templates", "site_builder", ".git")),
    ):
        if precious.is_relative_to(folder) or (precious != root and folder.is_relative_to(precious)):
            raise OutsideRoot(str(folder))


def _check_path(path: str) -> None:
    if {"", ".", ".."} & set(path.split("/")) or "\\" in path or "\0" in path or path == MANIFEST:
        raise OutsideRoot(path)


def _read_manifest(folder: Path) -> Mapping[str, str]:
    if not folder.exists() or not any(folder.iterdir()):
        return {}
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = content["files"]
    except (OSError, ValueError, KeyError, TypeError):
        raise NotOurFolder(str(folder)) from None
    return {str(path): str(digest) for path, digest in files.items()}


def _untouched(lying: os.stat_result, file: str, output: Output, written_at: int) -> bool:
    """Whether a file is as we wrote it: of that size and not younger than the manifest, else of those very bytes."""
    if not stat.S_ISREG(lying.st_mode) or lying.st_size != output.size:
        return False
    try:
        return lying.st_mtime_ns <= written_at or hashlib.sha256(Path(file).read_bytes()).hexdigest() == output.digest
    except OSError:
        return False


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise CannotPublish(f"{folder}: {fault.strerror or fault}") from fault


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`; the system lets it go when the process ends, however it ends."""
    with open(folder.parent / f".{folder.name}.lock", "w", encoding="utf-8") as file:
        try:
            _hold(file.fileno())
        except (BlockingIOError, PermissionError):
            raise Busy(str(folder)) from None
        yield


def _hold(handle: int) -> None:
    """Lock an open file. Raises BlockingIOError, or on Windows PermissionError, where another process has it."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
