"""Work divided among copies of the process is what one process would have done."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Callable
from errno import EAGAIN, ENOSPC

import pytest

from site_builder.engine import parallel
from site_builder.engine.parallel import CHUNK_SIZE, MIN_TASKS_TO_FORK, ahead, behind, beside, parallel_map

HERE = os.getpid()

MANY = range(MIN_TASKS_TO_FORK + 7)


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
@pytest.mark.parametrize(
    "numbers",
    [range(0), range(1), range(MIN_TASKS_TO_FORK - 1), range(MIN_TASKS_TO_FORK), MANY, [5, 3, 8] * MIN_TASKS_TO_FORK],
)
def test_results_come_in_the_order_they_were_asked_for(numbers: list[int], jobs: int) -> None:
    assert parallel_map(square, numbers, jobs) == [number * number for number in numbers]


def test_several_processes_take_part() -> None:
    met = multiprocessing.Barrier(3)
    here: list[int] = []

    def meet(number: int) -> int:
        if not here:
            here.append(os.getpid())
            met.wait(timeout=60)
        return os.getpid()

    assert len(set(parallel_map(meet, MANY, 3))) == 3


def test_whoever_is_idle_takes_what_comes_next() -> None:
    taken = multiprocessing.Event()
    first = multiprocessing.Value("i", 0)

    def wait_for_the_last(number: int) -> int:
        if number == 0:
            first.value = os.getpid()
            assert taken.wait(timeout=60)
        if number == MANY[-1]:
            taken.set()
        return os.getpid()

    by = parallel_map(wait_for_the_last, MANY, 2)
    assert {by[number] for number in MANY if number >= CHUNK_SIZE} == set(by) - {first.value}


def test_what_a_copy_took_and_did_not_do_is_done_here() -> None:
    here = os.getpid()
    died = multiprocessing.Event()

    def die_elsewhere(number: int) -> int:
        if os.getpid() != here:
            died.set()
            os._exit(9)
        died.wait(timeout=60)
        return number

    assert parallel_map(die_elsewhere, MANY, 2) == list(MANY)


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("first", [0, CHUNK_SIZE + 1, 3 * CHUNK_SIZE])
def test_of_several_faults_the_first_is_raised_whoever_met_it(jobs: int, first: int) -> None:
    def fail(number: int) -> int:
        if number >= first:
            raise ValueError(str(number))
        return number

    with pytest.raises(ValueError, match=f"^{first}$"):
        parallel_map(fail, MANY, jobs)


def test_what_is_done_beside_is_had_when_it_is_asked_for() -> None:
    process = beside(os.getpid, 2)
    assert process() != os.getpid()
    assert beside(os.getpid, 1)() == os.getpid()


def test_what_is_done_behind_gives_way_and_nobody_else_does() -> None:
    def politeness() -> int:
        return os.nice(0)

    here = politeness()
    assert behind(politeness, 2)() == min(19, here + parallel.NICE)
    assert beside(politeness, 2)() == here
    assert behind(politeness, 1)() == here == politeness()


def test_a_fault_beside_is_raised_where_the_result_is_asked_for() -> None:
    def fail() -> None:
        raise ValueError("beside")

    result = beside(fail, 2)
    with pytest.raises(ValueError, match="beside"):
        result()


def test_where_the_copy_dies_the_work_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> int:
        if os.getpid() != here:
            os._exit(9)
        return here

    assert beside(die_elsewhere, 2)() == here


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_begun_ahead_gets_what_it_needs_when_that_is_known(jobs: int) -> None:
    hand_over = ahead(lambda awaited: (os.getpid() != HERE, sum(awaited())), jobs)
    assert hand_over(range(1_000_000))() == (jobs > 1, 499_999_500_000)


def test_what_is_begun_ahead_makes_itself_ready_before_it_is_handed_anything() -> None:
    ready = multiprocessing.Event()

    def work(awaited: Callable[[], int]) -> int:
        ready.set()
        return awaited() + 1

    hand_over = ahead(work, 2)
    assert ready.wait(timeout=60)
    assert hand_over(1)() == 2


def test_whoever_hands_over_much_does_not_wait_until_it_is_taken() -> None:
    handed = multiprocessing.Event()

    def work(awaited: Callable[[], bytes]) -> int:
        assert handed.wait(timeout=60)
        return len(awaited())

    result = ahead(work, 2)(bytes(5_000_000))
    handed.set()
    assert result() == 5_000_000


def test_a_fault_ahead_is_raised_where_the_result_is_asked_for() -> None:
    def fail(awaited: Callable[[], str]) -> None:
        raise ValueError(awaited())

    with pytest.raises(ValueError, match="ahead"):
        ahead(fail, 2)("ahead")()


def test_where_the_copy_ahead_dies_or_cannot_be_told_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def die_elsewhere(awaited: Callable[[], int]) -> int:
        if os.getpid() != HERE:
            os._exit(9)
        return awaited()

    assert ahead(die_elsewhere, 2)(7)() == 7

    def full(*_: object) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    hand_over = ahead(lambda awaited: (os.getpid(), awaited()), 2)
    monkeypatch.setattr(parallel.pickle, "dump", full)
    assert hand_over(7)() == (HERE, 7)


def test_a_copy_that_nobody_hands_anything_ends() -> None:
    reader, writer = multiprocessing.Pipe(duplex=False)

    def work(awaited: Callable[[], int]) -> int:
        writer.send(os.getpid())
        return awaited()

    hand_over = ahead(work, 2)
    begun = reader.recv()  # once: a copy of the test before may not have ended yet
    process = next(each for each in multiprocessing.active_children() if each.pid == begun)
    del hand_over
    process.join(timeout=60)
    assert process.exitcode == 0


@pytest.mark.parametrize("begin", [beside, behind, parallel.aside])
def test_a_copy_that_is_interrupted_ends_without_a_word(
    begin: Callable[[Callable[[], None], int], Callable[[], None]], capfd: pytest.CaptureFixture[str]
) -> None:
    reader, writer = multiprocessing.Pipe(duplex=False)

    def wait() -> None:
        if os.getpid() != HERE:
            writer.send(os.getpid())
            time.sleep(60)

    done = begin(wait, 2)
    os.kill(reader.recv(), signal.SIGINT)
    done()
    assert capfd.readouterr() == ("", "")


def test_where_there_may_be_no_more_processes_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))

    done: list[int] = []
    monkeypatch.setattr(os, "fork", refuse)
    assert parallel_map(square, MANY, 2) == [number * number for number in MANY]
    assert beside(os.getpid, 2)() == behind(os.getpid, 2)() == HERE
    assert ahead(lambda awaited: (os.getpid(), awaited()), 2)(7)() == (HERE, 7)
    parallel.aside(lambda: done.append(os.getpid()), 2)()
    assert done == [HERE]


def test_where_there_is_no_room_for_what_is_handed_over_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert ahead(lambda awaited: (os.getpid(), awaited()), 2)(7)() == (HERE, 7)
