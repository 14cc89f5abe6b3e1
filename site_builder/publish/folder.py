"""Publishing: the folder is wholly the old site or wholly the new one, whatever happens in between.

staging.py does what is done to the disk; here is decided what, and that nothing of a stranger is touched.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from site_builder.output.output import Output
from site_builder.problems import N_, NotOurFolder, OutsideRoot, SiteBuilderError
from site_builder.publish.dir_snapshot import Folders, Known, Mark, around, inventory, is_as_it_was, mark
from site_builder.publish.manifest import MANIFEST, Manifest, lead_out, read_manifest
from site_builder.publish.paths import beside
from site_builder.publish.snapshot import Noted, believed, read_note, write_note
from site_builder.publish.staging import Staging, finish_interrupted
from site_builder.publish.standby import Spare


class Published(Struct, frozen=True):
    """What publishing changed: paths below the folder, sorted; and a mark of what lies there now."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    foreign: int
    mark: Mark

    @property
    def changed(self) -> bool:
        """Whether anything in the folder is different now."""
        return bool(self.written or self.removed)


class Standing(Struct, frozen=True):
    """The site as it stands published, looked at: what we wrote by path, with its seal; what of it is harmed; the rest.

    `folders` tell whether somebody has laid down something since. `written_at` is when the manifest was, in nanoseconds
    on the clock of the files; -1 where there is none.
    """

    ours: Mapping[str, str]
    harmed: frozenset[str]
    foreign: tuple[str, ...]
    written_at: int
    folders: Folders
    mark: Mark
    spare: Spare


class Busy(SiteBuilderError):
    """Another build is publishing to the same folder."""

    message = N_("Another build is publishing to {what} just now. Try again when it has finished.")


class CannotPublish(SiteBuilderError):
    """The disk is full, a permission is lost, or a file is in the way; the folder is as it was."""

    message = N_("{what}. Nothing was published; the folder is as it was.")


def standing(folder: Path) -> Standing:
    """Return what stands in `folder`. Raises NotOurFolder where it is not ours, CannotPublish where unreadable."""
    folder = folder.resolve()  # where it is a link, what it leads to is exchanged, and the link stays
    with _refusals(folder):
        if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
            raise NotOurFolder(str(folder))  # however much there is to look at
        noted = read_note(folder)
        found = inventory(folder, noted.site)
        lying = found.lying
        ours = _ours(folder) if lying else {}  # afterwards: a site that comes in between has other times
        written_at = lying[MANIFEST].st_mtime_ns if MANIFEST in lying else -1
        return Standing(
            ours,
            frozenset(path for path in ours if _is_harmed(ours[path], lying.get(path), f"{folder}/{path}", written_at)),
            tuple(path for path in lying if path not in ours and path != MANIFEST),
            written_at,
            found.folders,
            mark(lying),
            Spare.of(folder, found, noted),
        )


def glimpse(folder: Path) -> Standing | None:
    """Return what stands in `folder`, or None where it cannot be told yet, as while another build publishes to it."""
    with suppress(NotOurFolder, CannotPublish):
        return standing(folder)
    return None


def publish(outputs: Iterable[Output], folder: Path, stood: Standing | None = None) -> Published:
    """Make `folder` hold exactly `outputs`, and whatever else lay there that is not ours.

    `stood` is what stood there a while ago, if somebody has looked already; it is looked again where it has changed.
    Raises NotOurFolder where the folder is not empty and not ours, Busy where another build is at it, CannotPublish
    where the system refuses; in all of these the folder is as it was.
    """
    folder = folder.resolve()
    wanted = {output.path: output for output in outputs}
    with _refusals(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _lock(folder):
            finish_interrupted(folder)
            if stood is None or not is_as_it_was(folder, stood.folders):
                stood = standing(folder)
            return _publish(wanted, folder, stood)


def _publish(wanted: Mapping[str, Output], folder: Path, stood: Standing) -> Published:
    ours = stood.ours
    if lead_out(new := wanted.keys() - ours.keys()):
        raise OutsideRoot(next(path for path in sorted(new) if lead_out([path])))
    if clash := sorted(wanted.keys() & set(stood.foreign)):
        raise NotOurFolder(f"{folder}: {clash[0]}")
    seals = {path: f"{wanted[path].digest}-{wanted[path].size}" for path in sorted(wanted)}
    written = {path for path, seal in seals.items() if ours.get(path) != seal} | (wanted.keys() & stood.harmed)
    removed = ours.keys() - wanted.keys()
    marked = stood.mark
    if written or removed or stood.written_at < 0:
        staging = Staging(folder, stood.spare, marked)
        kept = [*(path for path in ours if path in wanted and path not in written), *stood.foreign]
        laid = staging.exchange({path: wanted[path] for path in sorted(written)}, kept, removed, Manifest(seals))
        marked = laid.mark
        filled = around(seals) if any(path.endswith("/") for path in stood.foreign) else set()
        lying = {*seals, *stood.foreign, MANIFEST} - filled  # a stranger's folder is not empty where ours lies in it
        site = Known(lying, laid.folders)
        write_note(folder, Noted(site, believed(stood.folders, lambda time: time > stood.written_at), laid.astray))
    return Published(
        tuple(sorted(written)), tuple(sorted(removed)), len(wanted) - len(written), len(stood.foreign), marked
    )


def _ours(folder: Path) -> Mapping[str, str]:
    try:
        return read_manifest(folder)
    except (OSError, ValueError):
        raise NotOurFolder(str(folder)) from None


def _is_harmed(seal: str, lying: os.stat_result | None, file: str, written_at: int) -> bool:
    """Whether a file is not as we wrote it: of that size, not younger than the manifest, else of those very bytes."""
    if lying is None or not stat.S_ISREG(lying.st_mode) or not seal.endswith(f"-{lying.st_size}"):
        return True
    if lying.st_mtime_ns <= written_at:
        return False
    try:
        return hashlib.sha256(Path(file).read_bytes()).hexdigest() != seal.partition("-")[0]
    except OSError:
        return True


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise CannotPublish(f"{folder}: {fault.strerror or fault}") from fault


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`; the system lets it go when the process ends, however it ends."""
    with open(beside(folder, "lock"), "w", encoding="utf-8") as file:
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
