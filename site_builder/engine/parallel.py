"""Work in forked worker processes.

A forked worker inherits the memory of its parent, so only task numbers, inputs and results cross the pipes. Where fork
is missing (Windows), the system refuses another process, or `jobs` is 1, the same work runs in this process.
"""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Input = TypeVar("Input")
Result = TypeVar("Result")

CHUNK_SIZE = 24
"""Tasks a worker takes at once. Neighbouring tasks share cached values, so single tasks would cost more."""

MIN_TASKS_TO_FORK = 100
"""Tasks. Forking takes as long as converting ten texts or reading a hundred files; fewer run faster in this process."""

MAX_CHUNKS = 1_000
"""Chunks. The list of all of them is written to a pipe before anybody reads it, and a pipe holds 4 KiB at least."""

GC_EVERY = 500
"""Tasks after which a process collects garbage. Templates leave reference cycles: without collecting, a worker of a
cold build of 1,000 courses holds 102 MiB instead of 90, and more with more pages."""

_OFFSET_BYTES = 4
"""Bytes of a chunk's offset in the pipe."""


class WorkerTraceback(Exception):
    """The traceback of an exception in a worker, as text: the `__cause__` of the exception raised in the parent."""

    def __str__(self) -> str:
        """Return the traceback, quoted."""
        return f'\n"""\n{self.args[0]}"""'


def parallel_map(work: Callable[[int], Result], numbers: Sequence[int], jobs: int) -> list[Result]:
    """Return `work(number)` for each of `numbers`, in their order, computed by at most `jobs` processes.

    Each process takes the next chunk when it is idle, since some tasks take a hundred times as long as others. Fewer
    than MIN_TASKS_TO_FORK run in this process alone. If several fail, the exception of the first number is raised.
    """
    if jobs < 2 or len(numbers) < MIN_TASKS_TO_FORK or not _can_fork():
        return [work(number) for number in numbers]
    size = max(CHUNK_SIZE, -(-len(numbers) // MAX_CHUNKS))
    waiting, filling = os.pipe()
    os.write(filling, b"".join(start.to_bytes(_OFFSET_BYTES, "big") for start in range(0, len(numbers), size)))
    os.close(filling)
    gc.freeze()  # a worker's garbage collector would write to every object, and so copy the parent's whole memory
    try:
        share = partial(_work_through, work, numbers, waiting, size)
        others = [run_in_worker(share, jobs) for _ in range(jobs - 1)]
        shares = [share(), *(other() for other in others)]
    finally:
        gc.unfreeze()
        os.close(waiting)
    results: dict[int, Result] = {}
    faults: dict[int, tuple[Exception, str]] = {}
    for chunks, fault in shares:
        for start, chunk in chunks.items():
            results.update(enumerate(chunk, start))
        if fault:
            faults[fault[0]] = fault[1:]
    if faults:
        exception, text = faults[min(faults)]
        raise exception from WorkerTraceback(text)
    # A chunk whose worker was killed has no results: it is computed here.
    return [results[place] if place in results else work(number) for place, number in enumerate(numbers)]


def _work_through(
    work: Callable[[int], Result], numbers: Sequence[int], waiting: int, size: int
) -> tuple[dict[int, list[Result]], tuple[int, Exception, str] | None]:
    """Return the results of the chunks this process took, by offset in `numbers`; and its first exception.

    The exception is (index in `numbers`, exception, traceback); after it the process takes no more chunks. `waiting`
    is the pipe of the offsets of chunks not taken, `size` the number of tasks in a chunk.
    """
    done: dict[int, list[Result]] = {}
    count = 0
    while offset := os.read(waiting, _OFFSET_BYTES):
        start = int.from_bytes(offset, "big")
        chunk = done[start] = []
        for place in range(start, min(start + size, len(numbers))):
            try:
                chunk.append(work(numbers[place]))
            except Exception as exception:
                return done, (place, exception, traceback.format_exc())
            count += 1
            if count % GC_EVERY == 0:
                gc.collect()
                gc.freeze()  # so that the next collection looks only at objects made since this one
    return done, None


def run_in_worker(work: Callable[[], Result], jobs: int) -> Callable[[], Result]:
    """Start `work` in a forked worker. Return a function that waits for its result, or raises its exception.

    If `jobs` is 1, `work` runs at once in this process. If the worker is killed, `work` runs here when the result is
    asked for.
    """
    if jobs < 2 or not _can_fork():
        done = work()
        return lambda: done
    return partial(_receive, _fork(lambda _: work()), work)


class WarmWorker(Generic[Input, Result]):
    """A forked worker that prepares itself before its input exists, for example by imports that take long.

    `prepare` runs at once in the worker and returns the function to call with the input. If `jobs` is 1, both run in
    this process when the input is submitted.
    """

    def __init__(self, prepare: Callable[[], Callable[[Input], Result]], jobs: int) -> None:
        """Fork the worker."""
        self._prepare = prepare
        self._worker = _fork(self._serve) if jobs > 1 and _can_fork() else None

    def submit(self, given: Input) -> Callable[[], Result]:
        """Send `given` to the worker; call it once.

        Return a function that waits for the result, or raises its exception. Blocks until the worker is prepared if
        `given` is larger than a pipe holds. If the worker is killed, the work is done here when the result is asked
        for.
        """

        def work() -> Result:
            return self._prepare()(given)

        if self._worker is None:
            return run_in_worker(work, 1)
        with suppress(OSError):  # the worker was killed
            self._worker.send(given)
        return partial(_receive, self._worker, work)

    def _serve(self, parent: Connection) -> Result:
        work = self._prepare()
        return work(parent.recv())


def _can_fork() -> bool:
    return hasattr(os, "fork")


def _fork(work: Callable[[Connection], object]) -> Connection:
    """Start `work` in a forked worker. Return the connection that its result comes through.

    Where the system refuses another process, the connection is closed at its other end, as if the worker were killed.
    """
    import multiprocessing  # 13 ms, which `check FILE` saves: it forks nothing

    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    with suppress(OSError):
        context.Process(target=_run_worker, args=(work, here, there), daemon=True).start()
    there.close()
    return here


def _run_worker(work: Callable[[Connection], object], parents_end: Connection, parent: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches workers too; only the parent reports it
    parents_end.close()  # inherited; while it is open here, this worker would not notice that its parent has gone
    try:
        answer: tuple[object, Exception | None, str] = (work(parent), None, "")
    except EOFError:  # the parent failed before it submitted an input
        return
    except Exception as exception:
        answer = (None, exception, traceback.format_exc())
    with suppress(OSError):  # the parent failed, and waits for nothing
        parent.send(answer)


def _receive(worker: Connection, work: Callable[[], Result]) -> Result:
    """Return the worker's result or raise its exception; if it was killed, return `work()`."""
    try:
        result, exception, text = worker.recv()
    except (EOFError, OSError):
        return work()
    finally:
        worker.close()
    if exception is not None:
        raise exception from WorkerTraceback(text)
    return result  # type: ignore[no-any-return]
