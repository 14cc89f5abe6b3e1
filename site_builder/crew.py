"""Work divided among copies of this process: they have all that it has, so only numbers and results are handed over."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

CHUNK = 24
"""Neighbours that one process does, since they share much; below two chunks another costs more than it gives."""

UNTIDY = 500
"""Pieces of work after which garbage is looked for, where nobody else does."""


def divided(work: Callable[[int], Result], numbers: Sequence[int], jobs: int) -> list[Result]:
    """Return `work(number)` for each number, in order, from up to `jobs` processes; an exception is raised here.

    This process takes a share itself. Where it cannot be copied as it is (fork), or there is little to do, it does all.
    """
    if jobs < 2 or len(numbers) < 2 * CHUNK or not _can_copy():
        return [work(number) for number in numbers]
    places = [
        [place for start in range(share * CHUNK, len(numbers), jobs * CHUNK) for place in range(start, start + CHUNK)]
        for share in range(jobs)
    ]
    shares = [[numbers[place] for place in each if place < len(numbers)] for each in places]
    gc.freeze()  # else a copy's garbage collector would touch, and so double, all memory
    try:
        others = [beside(partial(_each, work, share), jobs) for share in shares[1:]]
        done = [_each(work, shares[0]), *(other() for other in others)]
    finally:
        gc.unfreeze()
    found: dict[int, Result] = {}
    faults: dict[int, Exception] = {}
    for each, (results, fault) in zip(places, done, strict=True):
        found.update(zip(each, results, strict=False))  # the last chunk may be short
        if fault:
            faults[each[len(results)]] = fault
    if faults:
        raise faults[min(faults)]  # the one that a single process would have met
    return [found[place] for place in range(len(numbers))]


def _each(work: Callable[[int], Result], numbers: Sequence[int]) -> tuple[list[Result], Exception | None]:
    """Return the results, and the fault before which there are no more."""
    done: list[Result] = []
    for count, number in enumerate(numbers, start=1):
        try:
            done.append(work(number))
        except Exception as fault:
            return done, fault
        if count % UNTIDY == 0:
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
        done_here = work()
        return lambda: done_here
    import multiprocessing  # which takes as long as to check a file, for which there is but one process

    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    copy = context.Process(target=_send, args=(work, there), daemon=True)
    copy.start()
    there.close()

    def result() -> Result:
        try:
            done, found = here.recv()
        except EOFError:
            return work()
        finally:
            here.close()
            copy.join()
        if not done:
            raise found
        return found  # type: ignore[no-any-return]

    return result


def aside(work: Callable[[], None], jobs: int) -> Callable[[], None]:
    """Return what waits until `work` is done, which a copy of this process does meanwhile, and which this one forgets.

    Where there is to be but one process, or it cannot be copied, `work` is done at once; where the copy dies, never.
    """
    if jobs < 2 or not _can_copy():
        work()
        return lambda: None
    import multiprocessing

    copy = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    copy.start()
    return copy.join


def _send(work: Callable[[], object], there: Connection) -> None:
    try:
        answer: tuple[bool, object] = (True, work())
    except Exception as fault:  # it is raised where the result is asked for
        answer = (False, fault)
    with suppress(BrokenPipeError):  # nobody asks any more: another part failed
        there.send(answer)
