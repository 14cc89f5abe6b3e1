"""Memoise pure functions by content, on disk. Deleting the folder is always safe.

A key is the hash of the builder's code, its libraries' versions, the function's name and its arguments, so editing the
builder empties the memo and nothing needs to be invalidated. engine/cache_files.py reads and writes the files.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from pickle import PickleBuffer
from typing import Any, SupportsIndex, TypeVar
from weakref import WeakKeyDictionary

from site_builder.engine.cache_files import CacheFiles
from site_builder.engine.file_index import FileIndex, StatSignature
from site_builder.engine.parallel import parallel_map

Result = TypeVar("Result")

Argument = str | bytes | int


class Memo:
    """Remembers in `folder` (None: only within this build) and works with up to `jobs` processes."""

    def __init__(
        self, folder: Path | None = None, jobs: int = 1, prior_stats: Mapping[str, StatSignature] | None = None
    ) -> None:
        """Open the memo; nothing is read before a function is asked for. `prior_stats` is as in engine/file_index.py.

        `hits` and `misses` count results, `corrupt_files` and `stale_files` the files that were thrown away for it.
        """
        self.folder = folder
        self.jobs = jobs
        self.hits = 0
        self.misses = 0
        self.corrupt_files = 0
        self.stale_files = 0
        self.file_index = FileIndex(folder, prior_stats)
        self._known: dict[str, dict[bytes, Any]] = {}
        self._used: dict[str, dict[bytes, Any]] = {}
        self._made: dict[str, dict[bytes, Any]] = {}
        self._stores: dict[str, CacheFiles] = {}

    def map(self, function: Callable[..., Result], arguments: Iterable[Sequence[Argument]]) -> list[Result]:
        """Return `function(*each)` for each of `arguments`, in order; what is known is recalled.

        `function` must be pure, importable, and take only text, bytes and whole numbers.
        """
        asked = [tuple(each) for each in arguments]

        return self.get_or_compute_many(
            name_of(function), asked, lambda numbers: self.run(function, map(asked.__getitem__, numbers))
        )

    def run(self, function: Callable[..., Result], arguments: Iterable[Sequence[Argument]]) -> list[Result]:
        """Return `function(*each)` for each of `arguments`, in order, from as many processes as there are to be."""
        asked = list(arguments)
        return parallel_map(lambda number: function(*asked[number]), range(len(asked)), self.jobs)

    def get_or_compute_many(
        self, name: str, keys: Iterable[Sequence[Argument]], make: Callable[[list[int]], list[Result]]
    ) -> list[Result]:
        """Return what is remembered under `name` for each of `keys`; `make` gives what is not, by number.

        What `make` gives must depend on nothing but the key.
        """
        return self.get_or_compute_by_digest(name, [cache_key(*each) for each in keys], make)

    def get_or_compute_by_digest(
        self, name: str, digests: Sequence[bytes], make: Callable[[list[int]], list[Result]]
    ) -> list[Result]:
        """Do as `get_or_compute_many` with keys of which the marks are known already."""
        known, missing = self._known_as(name), self._missing(name, digests)
        used, new = self._used.setdefault(name, {}), self._made.setdefault(name, {})
        made = dict(zip(missing, make(list(missing.values())) if missing else (), strict=True))
        known.update(made)
        new.update(made)
        self.misses += len(missing)
        self.hits += len(digests) - len(missing)
        used.update((digest, known[digest]) for digest in digests)
        return [known[digest] for digest in digests]

    def has(self, name: str, mark: bytes) -> bool:
        """Tell whether something is remembered under `name` for the key of that mark."""
        return mark in self._known_as(name)

    def get_or_compute(self, function: Callable[..., Result], *arguments: Argument) -> Result:
        """Return `function(*arguments)`, recalled where it is known."""
        return self.map(function, [arguments])[0]

    def preload(self, *names: str) -> None:
        """Read what is remembered under these names, before anybody asks for it."""
        for name in names:
            self._known_as(name)

    def known(self, name: str) -> Iterable[Any]:
        """Return everything that is remembered under a name, whether or not anybody asks for it."""
        return self._known_as(name).values()

    def save(self) -> None:
        """Write what this build used, and forget the rest. Failing to write costs time next time, nothing else."""
        self._save(*self._used)

    def flush(self, name: str) -> None:
        """Save the results of `name` and drop them from memory. They are read again if they are asked for again."""
        self._save(name)
        del self._known[name], self._used[name], self._made[name]

    def _save(self, *names: str) -> None:
        for name in names:
            if store := self._stores.get(name):
                store.write(self._used[name], self._made[name], len(self._known[name]))

    def _missing(self, name: str, digests: Iterable[bytes]) -> dict[bytes, int]:
        """Return those of the marks under which nothing is remembered, each with its number."""
        known = self._known_as(name)
        return {digest: number for number, digest in enumerate(digests) if digest not in known}

    def _known_as(self, name: str) -> dict[bytes, Any]:
        if name not in self._known:
            known = self._known[name] = {}
            if self.folder is not None:
                store = self._stores[name] = CacheFiles(self.folder, name)
                known.update(store.read())
                self.corrupt_files += store.corrupt_files
                self.stale_files += store.stale_files
        return self._known[name]


class InProcessMemo(Memo):
    """The memo of a process that builds again and again: it holds what the last build used, and saves once."""

    def flush(self, name: str) -> None:
        """Keep it: it will be asked for again."""

    def end_build(self) -> None:
        """Be ready for the next build: what this one used is known, and nothing else."""
        self.save()
        self.folder, self.jobs = None, 1  # once is enough, and processes are not copied once threads are running
        self._known = {name: used or self._known[name] for name, used in self._used.items()}
        self._used, self._made, self._stores = {}, {}, {}


def cached_for_lifetime_of_first_argument(function: Callable[..., Result]) -> Callable[..., Result]:
    """Return `function` such that what it last returned for its first argument is known for as long as that lives.

    It must be pure. The first argument is told by being itself; the rest must be equal to what they were, which is told
    at once where they are the same.
    """
    known: WeakKeyDictionary[object, tuple[tuple[object, ...], Result]] = WeakKeyDictionary()

    @wraps(function)
    def recalling(first: object, *rest: object) -> Result:
        found = known.get(first)
        if found is None or not all(one is other or one == other for one, other in zip(found[0], rest, strict=True)):
            found = known[first] = (rest, function(first, *rest))
        return found[1]

    return recalling


def out_of_band(content: bytes | memoryview, protocol: SupportsIndex) -> bytes | PickleBuffer:
    """Return what stands for `content` where a value is pickled that is mostly left packed (PEP 574, protocol 5)."""
    return PickleBuffer(content) if int(protocol) >= 5 else bytes(content)


def name_of(function: Callable[..., object]) -> str:
    """Return the name under which what a function returned is remembered."""
    return f"{function.__module__}.{function.__qualname__}"


def cache_key(*arguments: Argument) -> bytes:
    """Return what tells arguments from all others: as marshal writes them, each with its kind and length.

    Its second version, since later ones write equal texts in several ways.
    """
    return hashlib.sha256(marshal.dumps(arguments, 2)).digest()
