"""Work divided among copies of this process: they have all that it has, so only numbers and results are handed over."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Given = TypeVar("Given")
Result = TypeVar("Result")

CHUNK_SIZE = 24
"""Neighbours that one process does, since they share much."""

MIN_TASKS_TO_FORK = 500
"""Pieces of work that this process does alone: to copy it takes as long as some hundred of them, and where there is so
little, other copies are at work already, which share the processors with it."""

MAX_CHUNKS = 1_000
"""Chunks that work is cut into: their numbers must fit into a pipe before anybody reads it."""

GC_EVERY = 500
"""Pieces of work after which garbage is looked for, where nobody else does."""

NICE = 10
"""How nice a copy is that gives way, as Unix counts it."""

_MARK = 4
"""Bytes that the number of a chunk takes."""


def parallel_map(work: Callable[[int], Result], numbers: Sequence[int], jobs: int) -> list[Result]:
    """Return `work(number)` for each number, in order, from up to `jobs` processes; an exception is raised here.

    This process takes part itself: whoever is idle takes the next chunk, since some pieces of work are a hundred times
    as large as others. Where it cannot be copied as it is (fork), or there is little to do, it does all.
    """
    if jobs < 2 or len(numbers) < MIN_TASKS_TO_FORK or not _can_copy():
        return [work(number) for number in numbers]
    size = max(CHUNK_SIZE, -(-len(numbers) // MAX_CHUNKS))
    waiting, filling = os.pipe()
    os.write(filling, b"".join(start.to_bytes(_MARK, "big") for start in range(0, len(numbers), size)))
    os.close(filling)
    gc.freeze()  # else a copy's garbage collector would touch, and so double, all memory
    try:
        share = partial(_share, work, numbers, waiting, size)
        others = [beside(share, jobs) for _ in range(jobs - 1)]
        done = [share(), *(other() for other in others)]
    finally:
        gc.unfreeze()
        os.close(waiting)
    found: dict[int, Result] = {}
    faults: dict[int, Exception] = {}
    for results, fault in done:
        for start, chunk in results.items():
            found.update(enumerate(chunk, start))
        if fault:
            faults[fault[0]] = fault[1]
    if faults:
        raise faults[min(faults)]  # the one that a single process would have met: what lies before it is done
    return [found[place] if place in found else work(number) for place, number in enumerate(numbers)]  # whoever died


def _share(
    work: Callable[[int], Result], numbers: Sequence[int], waiting: int, size: int
) -> tuple[dict[int, list[Result]], tuple[int, Exception] | None]:
    """Return the results of chunks by where they begin, and the fault with its place, after which there are none."""
    done: dict[int, list[Result]] = {}
    count = 0
    while mark := os.read(waiting, _MARK):
        start = int.from_bytes(mark, "big")
        chunk = done[start] = []
        for place in range(start, min(start + size, len(numbers))):
            try:
                chunk.append(work(numbers[place]))
            except Exception as fault:
                return done, (place, fault)
            count += 1
            if count % GC_EVERY == 0:
                gc.collect()  # of what came about since the last time: all else is frozen
                gc.freeze()
    return done, None


def _can_copy() -> bool:
    return hasattr(os, "fork")


def beside(work: Callable[[], Result], jobs: int) -> Callable[[], Result]:
    """Return what waits for the result of `work`, which a copy of this process does meanwhile, or raises its exception.

    Where there is to be but one process, or it cannot be copied, `work` is done at once; where the copy dies, it is
    done when its result is asked for.
    """
    if jobs < 2 or not _can_copy():
        done = work()
        return lambda: done
    return partial(_result, _copy(lambda _: work()), work)


def behind(work: Callable[[], Result], jobs: int) -> Callable[[], Result]:
    """Do as `beside`, but let the copy give way to others: for what is asked for last."""
    if jobs < 2 or not _can_copy():
        return beside(work, jobs)

    def give_way(_: Connection) -> Result:
        os.nice(NICE)
        return work()

    return partial(_result, _copy(give_way), work)


def ahead(work: Callable[[Callable[[], Given]], Result], jobs: int) -> Callable[[Given], Callable[[], Result]]:
    """Begin `work` in a copy of this process before what it needs is known; return what hands that over, once.

    `work` gets what waits for it, after having made itself ready; the copy has nothing else that comes about here. What
    hands it over does not wait, and returns what waits for the result, as `beside` does; where there is to be but one
    process, all is done then.
    """
    if jobs < 2 or not _can_copy():
        return lambda given: beside(partial(work, lambda: given), 1)
    import tempfile

    try:
        carried = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe holds too little: this process would wait
    except OSError:  # there is no room for any
        return ahead(work, 1)

    def fetch(there: Connection) -> Given:
        there.recv_bytes()
        carried.seek(0)
        given: Given = pickle.load(carried)  # noqa: S301 - from this process
        return given

    asking = _copy(lambda there: work(partial(fetch, there)))

    def hand(given: Given) -> Callable[[], Result]:
        try:
            with carried:
                pickle.dump(given, carried, pickle.HIGHEST_PROTOCOL)
            asking.send_bytes(b"")
        except OSError:  # there is no room for it, or the copy has died: it is done here
            asking.close()
        return partial(_result, asking, partial(work, lambda: given))

    return hand


def aside(work: Callable[[], None], jobs: int) -> Callable[[], None]:
    """Return what waits until `work` is done, which a copy of this process does meanwhile, and which this one forgets.

    Where there is to be but one process, or it cannot be copied, `work` is done at once; where the copy dies, never.
    """
    if jobs < 2 or not _can_copy():
        work()
        return lambda: None
    import multiprocessing

    copy = multiprocessing.get_context("fork").Process(target=_quietly, args=(work,), daemon=True)
    try:
        copy.start()
    except OSError:  # there are as many processes as there may be
        work()
        return lambda: None
    return copy.join


def _copy(work: Callable[[Connection], object]) -> Connection:
    """Begin `work` in a copy of this process. Return where it is spoken with, and where its result is to be had.

    Where there are as many processes as there may be, it is as if the copy had died.
    """
    import multiprocessing  # which takes as long as to check a file, for which there is but one process

    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    with suppress(OSError):
        context.Process(target=_quietly, args=(_answer, work, here, there), daemon=True).start()
    there.close()
    return here


def _quietly(work: Callable[..., None], *arguments: object) -> None:
    """Do `work` as a copy that ends without a word where somebody presses Ctrl-C: only the one it is of tells of it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    work(*arguments)


def _answer(work: Callable[[Connection], object], asking: Connection, there: Connection) -> None:
    asking.close()  # this copy's, so that it is told when nobody asks any more
    try:
        answer: tuple[bool, object] = (True, work(there))
    except EOFError:  # nobody handed it what it needs
        return
    except Exception as fault:  # it is raised where the result is asked for
        answer = (False, fault)
    with suppress(OSError):  # nobody asks any more: another part failed
        there.send(answer)


def _result(asking: Connection, work: Callable[[], Result]) -> Result:
    """Return what the copy answers, or where it died, what `work` does here."""
    try:
        done, found = asking.recv()
    except (EOFError, OSError):
        return work()
    finally:
        asking.close()  # it ends by itself
    if not done:
        raise found
    return found  # type: ignore[no-any-return]
