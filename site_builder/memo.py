"""What pure functions returned, remembered by content. Deleting its folder is always safe.

A key is the hash of the builder's own code and its libraries' versions, the function's name and its arguments; so
editing the builder empties the memo by itself and nothing ever has to be invalidated. A file that is damaged, cut
short or of another builder is thrown away whole: it carries a digest of its own bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, wraps
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Result = TypeVar("Result")

Argument = str | bytes | int

PART = ".part"
"""How the names of files end that are not written to their end yet."""

CHUNK = 32
"""Arguments handed to a worker at a time; below two chunks a pool costs more than it gives."""


class Memo:
    """Remembers in `folder` (None: only within this build) and works with up to `jobs` processes."""

    def __init__(self, folder: Path | None = None, jobs: int = 1) -> None:
        """Open the memo; nothing is read before a function is asked for.

        `recalled` and `made` count results, `damaged` and `outdated` the files that were thrown away for it.
        """
        self.folder = folder
        self.jobs = jobs
        self.recalled = 0
        self.made = 0
        self.damaged = 0
        self.outdated = 0
        self._known: dict[str, dict[bytes, Any]] = {}
        self._used: dict[str, dict[bytes, Any]] = {}
        self._made_by: dict[str, int] = {}

    def map(self, function: Callable[..., Result], arguments: Iterable[Sequence[Argument]]) -> list[Result]:
        """Return `function(*each)` for each of `arguments`, in order; what is known is recalled.

        `function` must be pure, importable, and take only text, bytes and whole numbers.
        """
        asked = [tuple(each) for each in arguments]

        def make(numbers: list[int]) -> list[Result]:
            return self._run(function, [asked[number] for number in numbers])

        return self.recall_all(_name(function), asked, make)

    def recall_all(
        self, name: str, keys: Iterable[Sequence[Argument]], make: Callable[[list[int]], list[Result]]
    ) -> list[Result]:
        """Return what is remembered under `name` for each of `keys`; `make` gives what is not, by number.

        What `make` gives must depend on nothing but the key.
        """
        known = self._known.setdefault(name, {}) or self._load(name)
        used = self._used.setdefault(name, {})
        digests = [_digest(tuple(each)) for each in keys]
        missing = {digest: number for number, digest in enumerate(digests) if digest not in known}
        for digest, result in zip(missing, make(list(missing.values())) if missing else (), strict=True):
            known[digest] = result
        self.made += len(missing)
        self._made_by[name] = self._made_by.get(name, 0) + len(missing)
        self.recalled += len(digests) - len(missing)
        used.update((digest, known[digest]) for digest in digests)
        return [known[digest] for digest in digests]

    def spool(self) -> Spool:
        """Return a place for what is too much to hold in memory, beside what is remembered."""
        return Spool(self.folder)

    def recall(self, function: Callable[..., Result], *arguments: Argument) -> Result:
        """Return `function(*arguments)`, recalled where it is known."""
        return self.map(function, [arguments])[0]

    def save(self) -> None:
        """Write what this build used, and forget the rest. Failing to write costs time next time, nothing else."""
        for name in self._used:
            self._save(name)

    def let_go(self, function: Callable[..., object]) -> None:
        """Save what `function` returned and forget it, to have the memory for something else."""
        name = _name(function)
        self._save(name)
        del self._known[name], self._used[name]

    def _save(self, name: str) -> None:
        used = self._used[name]
        if self.folder is None or (not self._made_by.get(name) and len(used) == len(self._known[name])):
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            body = pickle.dumps(used, protocol=pickle.HIGHEST_PROTOCOL)
            replace_file(self._file(name), hashlib.sha256(body).digest() + body)

    def _file(self, name: str) -> Path:
        assert self.folder is not None  # noqa: S101 - callers have asked
        return self.folder / f"{name}-{fingerprint()[:16]}.memo"

    def _load(self, name: str) -> dict[bytes, Any]:
        known = self._known[name]
        if self.folder is not None:
            try:
                content = self._file(name).read_bytes()
                if hashlib.sha256(content[32:]).digest() != content[:32]:
                    raise ValueError(name)
                known.update(pickle.loads(content[32:]))  # noqa: S301 - our own file, digest checked
            except FileNotFoundError:
                pass  # the first build, or the first of another builder
            except Exception:  # unpickling can raise anything; whatever it is, the file is of no use
                self.damaged += 1
            self._forget_others(name)
        return known

    def _forget_others(self, name: str) -> None:
        assert self.folder is not None  # noqa: S101 - callers have asked
        for stale in self.folder.glob(f"{name}-*.memo"):
            if stale != self._file(name):
                self.outdated += 1
                with contextlib.suppress(OSError):
                    stale.unlink()

    def _run(self, function: Callable[..., Result], missing: list[tuple[Argument, ...]]) -> list[Result]:
        if self.jobs > 1 and len(missing) >= 2 * CHUNK:
            with ProcessPoolExecutor(self.jobs) as pool:
                return list(pool.map(function, *zip(*missing, strict=True), chunksize=CHUNK))
        return [function(*each) for each in missing]


class Lasting(Memo):
    """The memo of a process that builds again and again: it holds what the last build used, and saves once."""

    def let_go(self, function: Callable[..., object]) -> None:
        """Keep it: it will be asked for again."""

    def turn(self) -> None:
        """Be ready for the next build: what this one used is known, and nothing else."""
        self.save()
        self.folder, self.jobs = None, 1  # once is enough, and processes are not copied once threads are running
        self._known = {name: used or self._known[name] for name, used in self._used.items()}
        self._used = {}


Ticket = bytes | tuple[str, int, int]
"""What gets bytes back from a spool: the bytes themselves, or file, start and length."""


class Spool:
    """Keeps bytes on the disk until it is thrown away itself; where `folder` is None or full, in memory.

    Copies of this process (crew.py) write each to a file of its own, and everyone reads all of them.
    """

    def __init__(self, folder: Path | None) -> None:
        """Make a folder that goes when this object does, and clear away what builds left that were killed."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        if folder is not None:
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                for part in folder.glob(f"*{PART}"):
                    part.unlink(missing_ok=True)
                for left in folder.glob("spool-*"):
                    if not _alive(int(left.name.split("-")[1])):
                        shutil.rmtree(left, ignore_errors=True)
                self._folder = tempfile.TemporaryDirectory(prefix=f"spool-{os.getpid()}-", dir=folder)

    def put(self, content: bytes) -> Ticket:
        """Keep `content`, and return what gets it back, from any process."""
        if self._folder is None:
            return content
        name = os.path.join(self._folder.name, str(os.getpid()))
        try:
            with open(name, "ab") as file:
                start = file.tell()
                file.write(content)
        except OSError:  # what cannot be kept on the disk will not be published to it either, but that is said there
            return content
        return name, start, len(content)

    def get(self, ticket: Ticket) -> bytes:
        """Return what was kept."""
        if isinstance(ticket, bytes):
            return ticket
        name, start, length = ticket
        with open(name, "rb") as file:
            file.seek(start)
            return file.read(length)


def replace_file(file: Path, content: bytes) -> None:
    """Write `file` in one step: it is as it was, or holds `content`. Raises OSError where the system refuses.

    What a process leaves that is killed meanwhile ends in PART; the next build clears it away.
    """
    handle, temporary = tempfile.mkstemp(suffix=PART, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(content)
        os.replace(temporary, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # a full disk must not stay full for our sake
        raise


def while_alive(function: Callable[..., Result]) -> Callable[..., Result]:
    """Return `function` such that what it returned for its first argument is known for as long as that lives.

    It must be pure, and whatever else it takes must follow from the first, which is told by being itself.
    """
    known: WeakKeyDictionary[object, Result] = WeakKeyDictionary()

    @wraps(function)
    def recalling(first: object, *rest: object) -> Result:
        if first not in known:
            known[first] = function(first, *rest)
        return known[first]

    return recalling


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _digest(arguments: tuple[Argument, ...]) -> bytes:
    """What tells arguments from all others: each with its kind and length, so that none runs into the next."""
    found = hashlib.sha256()
    for each in arguments:
        content = each if isinstance(each, bytes) else str(each).encode()
        found.update(f"{type(each).__name__} {len(content)} ".encode() + content)
    return found.digest()


@cache
def fingerprint() -> str:
    """Return a hash of this package's code and of the libraries whose results are remembered."""
    found = hashlib.sha256(str(sys.implementation.cache_tag).encode())  # what is compiled is for one Python
    package = Path(__file__).parent
    for file in sorted(package.rglob("*.py")):
        found.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    for library in ("markdown", "nh3", "whoosh", "pydantic", "jinja2", "babel"):
        with contextlib.suppress(PackageNotFoundError):
            found.update(f"{library} {version(library)}\n".encode())
    return found.hexdigest()
