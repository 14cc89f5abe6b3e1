"""Work divided among copies of this process: they have all that it has, so only numbers and results are handed over."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Result = TypeVar("Result")

CHUNK = 24
"""Pieces of work handed out at a time; below two chunks another process costs more than it gives."""

_work: Callable[[int], object] | None = None


def divided(work: Callable[[int], Result], numbers: Sequence[int], jobs: int) -> list[Result]:
    """Return `work(number)` for each number, in order, from up to `jobs` processes; an exception is raised here.

    Where the system cannot copy a process as it is (fork), or there is little to do, this process does all of it.
    """
    global _work
    if jobs < 2 or len(numbers) < 2 * CHUNK or "fork" not in multiprocessing.get_all_start_methods():
        return [work(number) for number in numbers]
    _work = work
    gc.freeze()  # else a copy's garbage collector would touch, and so double, all memory
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            return list(pool.imap(_one, numbers, chunksize=CHUNK))  # type: ignore[arg-type]
    finally:
        _work = None
        gc.unfreeze()


def beside(work: Callable[[], Result], jobs: int) -> Callable[[], Result]:
    """Return what waits for the result of `work`, which a copy of this process does meanwhile, or raises its exception.

    Where there is to be but one process, or it cannot be copied, `work` is done at once; where the copy dies, it is
    done when its result is asked for.
    """
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        done_here = work()
        return lambda: done_here
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


def _send(work: Callable[[], object], there: Connection) -> None:
    try:
        answer: tuple[bool, object] = (True, work())
    except Exception as fault:  # it is raised where the result is asked for
        answer = (False, fault)
    there.send(answer)


def _one(number: int) -> object:
    assert _work is not None  # noqa: S101 - set before the process was copied
    return _work(number)
