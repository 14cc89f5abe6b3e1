"""Memoise pure functions by content, on disk. Deleting the folder is always safe.

A key is the digest of the arguments; the file's name holds the function's name and a fingerprint of the builder's code
and its libraries' versions. So nothing is ever invalidated: another input or another builder has another key.
Values are stored as MessagePack and decoded to a declared type, so that a cache can hold data but never code.
engine/cache_files.py reads and writes the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from msgspec import MsgspecError, Struct, msgpack

from site_builder.engine.cache_files import CacheFiles
from site_builder.engine.file_index import FileIndex, StatSignature
from site_builder.engine.parallel import parallel_map

Result = TypeVar("Result")

Argument = str | bytes | int


class Cache(Struct, Generic[Result], frozen=True):
    """The cached results of one function: a unique `name`, used in file names, and the `type` of a result.

    The type is built of msgspec structs, named tuples, containers, text, bytes and numbers; results are decoded to it.
    """

    name: str
    type: type[Result]


class Memo:
    """Caches results in `folder` (None: in memory, for one build) and computes in up to `jobs` processes.

    `hits` and `misses` count results. `corrupt_files` counts files, and values in them, that could not be decoded;
    `stale_files` counts those of another version of the builder. Both are discarded and computed again.
    """

    def __init__(
        self, folder: Path | None = None, jobs: int = 1, prior_stats: Mapping[str, StatSignature] | None = None
    ) -> None:
        """Open the memo; a cache's files are read at its first use. `prior_stats` are as in FileIndex."""
        self.folder = folder
        self.jobs = jobs
        self.hits = 0
        self.misses = 0
        self.corrupt_files = 0
        self.stale_files = 0
        self.file_index = FileIndex(folder, prior_stats)
        self._tables: dict[str, _Table] = {}

    def map(
        self,
        cache: Cache[Result],
        function: Callable[..., Result],
        arguments: Iterable[Sequence[Argument]],
    ) -> list[Result]:
        """Return `function(*each)` for each of `arguments`, in order, cached, computed by up to `jobs` processes.

        `function` must be pure: its result depends on nothing but the arguments.
        """
        calls = [tuple(each) for each in arguments]
        return self.get_or_compute_many(
            cache, calls, lambda numbers: self.run(function, map(calls.__getitem__, numbers))
        )

    def run(self, function: Callable[..., Result], arguments: Iterable[Sequence[Argument]]) -> list[Result]:
        """Return `function(*each)` for each of `arguments`, in order, not cached, from up to `jobs` processes."""
        calls = list(arguments)
        return parallel_map(lambda number: function(*calls[number]), range(len(calls)), self.jobs)

    def get_or_compute_many(
        self, cache: Cache[Result], keys: Iterable[Sequence[Argument]], compute: Callable[[list[int]], list[Result]]
    ) -> list[Result]:
        """Return the result for each of `keys`, in order. A key is a tuple of texts, bytes and numbers.

        `compute` gets the indexes (from 0) of the keys that are not cached and returns their results, in order; these
        must depend on nothing but the key.
        """
        return self.get_or_compute_by_digest(cache, [cache_key(*each) for each in keys], compute)

    def get_or_compute_by_digest(
        self, cache: Cache[Result], digests: Sequence[bytes], compute: Callable[[list[int]], list[Result]]
    ) -> list[Result]:
        """Return the result for each of `digests` (the `cache_key` of a key), as `get_or_compute_many` does."""
        found = self.lookup(cache, digests)
        missing = {digest: number for number, digest in enumerate(digests) if digest not in found}
        if missing:
            computed = dict(zip(missing, compute(list(missing.values())), strict=True))
            self.store(cache, computed)
            found.update(computed)
        return [found[digest] for digest in digests]

    def lookup(self, cache: Cache[Result], digests: Iterable[bytes]) -> dict[bytes, Result]:
        """Return the cached results by digest (see cache_key); digests without a result are left out.

        Counts the hits.
        """
        table = self._table(cache)
        wanted = list(digests)
        found = {digest: table.values[digest] for digest in wanted if self._has(table, digest)}
        table.used.update(dict.fromkeys(found))
        self.hits += sum(digest in found for digest in wanted)
        return found

    def store(self, cache: Cache[Result], results: Mapping[bytes, Result]) -> None:
        """Cache newly computed `results`, by the digests of their keys. Counts them as misses."""
        table = self._table(cache)
        table.values.update(results)
        table.new.update(dict.fromkeys(results))
        table.used.update(dict.fromkeys(results))
        self.misses += len(results)

    def has(self, cache: Cache[Any], digest: bytes) -> bool:
        """Return whether a result is cached for the digest of a key."""
        return self._has(self._table(cache), digest)

    def is_empty(self, cache: Cache[Any]) -> bool:
        """Return whether the files hold no results of a cache, as in the first build of a site."""
        return not self._table(cache).encoded

    def preload(self, *caches: Cache[Any]) -> None:
        """Read the files of these caches now rather than at their first use."""
        for cache in caches:
            self._table(cache)

    def save(self) -> None:
        """Write the results used since the last save to the files, and free their memory. A write error is ignored."""
        for name in list(self._tables):
            self._tables.pop(name).save()

    def flush(self, cache: Cache[Any]) -> None:
        """Do as `save` for one cache, to free its memory. A later lookup reads its files again."""
        if table := self._tables.pop(cache.name, None):
            table.save()

    def _has(self, table: _Table, digest: bytes) -> bool:
        """Return whether the table has a result for the digest, after decoding it if it is in the files."""
        if digest in table.values:
            return True
        try:
            return table.decode(digest)
        except (MsgspecError, ValueError, RecursionError, MemoryError):  # not of the type, nested too deep, cut short
            table.discard(digest)
            self.corrupt_files += 1
            return False

    def _table(self, cache: Cache[Any]) -> _Table:
        table = self._tables.get(cache.name)
        if table is None:
            files = CacheFiles(self.folder, cache.name) if self.folder is not None else None
            table = self._tables[cache.name] = _Table(cache, files)
            if files is not None:
                self.corrupt_files += files.corrupt_files
                self.stale_files += files.stale_files
        return table


class _Table:
    """The results of one cache: `values` decoded or computed, and encoded ones from the files, decoded on lookup."""

    def __init__(self, cache: Cache[Any], files: CacheFiles | None) -> None:
        self.values: dict[bytes, Any] = {}
        self.used: dict[bytes, None] = {}
        self.new: dict[bytes, None] = {}
        self._corrupt = False
        self._decoder = msgpack.Decoder(cache.type)
        self._files = files
        self.encoded = files.read() if files is not None else {}

    def decode(self, digest: bytes) -> bool:
        """Return whether the files have a result for the digest, after adding it to `values`.

        Raises MsgspecError, ValueError, RecursionError or MemoryError where it is not of the declared type.
        """
        encoded = self.encoded.get(digest)
        if encoded is None:
            return False
        self.values[digest] = self._decoder.decode(encoded)
        return True

    def discard(self, digest: bytes) -> None:
        """Remove the corrupt result of a digest; the next save replaces the files that hold it."""
        del self.encoded[digest]
        self._corrupt = True

    def save(self) -> None:
        """Write the used results to the files, if there are any; results from the files are not encoded again."""
        if self._files is None:
            return
        new = {digest: msgpack.encode(self.values[digest]) for digest in self.new}
        used = {digest: new.get(digest) or self.encoded[digest] for digest in self.used}
        self._files.write(used, new, len(self.encoded), compact=self._corrupt)

    def keep_used(self) -> None:
        """Keep in memory the results used since the last call, or all if none was used; detach the files."""
        if self.used:
            self.values = {digest: self.values[digest] for digest in self.used}
        self.used, self.new, self.encoded, self._files = {}, {}, {}, None


class InProcessMemo(Memo):
    """The memo of a process that builds again and again, such as `serve`: the last build's results stay in memory."""

    def flush(self, cache: Cache[Any]) -> None:
        """Do nothing: the results stay in memory, since the next build needs them again."""

    def end_build(self) -> None:
        """Keep in memory only the results that this build used.

        The first call writes them to the files and sets `jobs` to 1 (no forks).
        """
        for table in self._tables.values():
            table.save()
            table.keep_used()
        self.folder, self.jobs = None, 1  # saved once; no fork once threads are running


def cached_for_lifetime_of_first_argument(function: Callable[..., Result]) -> Callable[..., Result]:
    """Decorate a pure function: cache its last result for each first argument, for as long as that object lives.

    The first argument must allow weak references, and be of a class that compares by identity (eq=False); the others
    are compared by equality.
    """
    results: WeakKeyDictionary[object, tuple[tuple[object, ...], Result]] = WeakKeyDictionary()

    @wraps(function)
    def cached(first: object, *rest: object) -> Result:
        found = results.get(first)
        if found is None or not all(one is other or one == other for one, other in zip(found[0], rest, strict=True)):
            found = results[first] = (rest, function(first, *rest))
        return found[1]

    return cached


def cache_key(*arguments: Argument) -> bytes:
    """Return the SHA-256 digest of the arguments: the digest by which results are stored."""
    return hashlib.sha256(msgpack.encode(arguments)).digest()
