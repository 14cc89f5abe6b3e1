"""Several processes compute what one process would have computed, in the same order and with the same exceptions."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable
from errno import EAGAIN

import pytest

from site_builder.engine.parallel import CHUNK_SIZE, MIN_TASKS_TO_FORK, WarmWorker, parallel_map, run_in_worker

HERE = os.getpid()

MANY = range(MIN_TASKS_TO_FORK + 7)


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
@pytest.mark.parametrize(
    "numbers",
    [
        range(0),
        range(1),
        range(MIN_TASKS_TO_FORK - 1),
        range(MIN_TASKS_TO_FORK),
        MANY,
        [5, 3, 8] * MIN_TASKS_TO_FORK,
    ],
)
def test_results_are_in_the_order_of_the_tasks(numbers: list[int], jobs: int) -> None:
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


def test_an_idle_process_takes_the_next_chunk() -> None:
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


def test_the_tasks_of_a_killed_worker_are_done_here() -> None:
    died = multiprocessing.Event()

    def die_elsewhere(number: int) -> int:
        if os.getpid() != HERE:
            died.set()
            os._exit(9)
        died.wait(timeout=60)
        return number

    assert parallel_map(die_elsewhere, MANY, 2) == list(MANY)


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("first", [0, CHUNK_SIZE + 1, 3 * CHUNK_SIZE])
def test_of_several_exceptions_the_first_is_raised(jobs: int, first: int) -> None:
    def fail(number: int) -> int:
        if number >= first:
            raise ValueError(str(number))
        return number

    with pytest.raises(ValueError, match=f"^{first}$"):
        parallel_map(fail, MANY, jobs)


def view_without_a_title(number: int) -> str:
    return {"heading": "Naturfag"}["title"]


@pytest.mark.parametrize(
    "start",
    [
        lambda: parallel_map(view_without_a_title, MANY, 2),
        lambda: run_in_worker(lambda: view_without_a_title(0), 2)(),
        lambda: WarmWorker(lambda: view_without_a_title, 2).submit(0)(),
    ],
    ids=["map", "worker", "warm worker"],
)
def test_the_traceback_shows_where_an_exception_was_raised(start: Callable[[], object]) -> None:
    with pytest.raises(KeyError) as raised:
        start()
    assert "in view_without_a_title" in "".join(traceback.format_exception(raised.value))


def test_a_worker_runs_in_another_process_unless_there_is_to_be_but_one() -> None:
    assert run_in_worker(os.getpid, 2)() != HERE
    assert run_in_worker(os.getpid, 1)() == HERE


def test_an_exception_in_a_worker_is_raised_when_the_result_is_wanted() -> None:
    def fail() -> None:
        raise ValueError("in a worker")

    result = run_in_worker(fail, 2)
    with pytest.raises(ValueError, match="in a worker"):
        result()


def test_the_work_of_a_killed_worker_is_done_here() -> None:
    def die_elsewhere() -> int:
        if os.getpid() != HERE:
            os._exit(9)
        return HERE

    assert run_in_worker(die_elsewhere, 2)() == HERE
    assert WarmWorker(lambda: lambda given: die_elsewhere() + given, 2).submit(1)() == HERE + 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_warm_worker_computes_from_the_input_submitted_to_it(jobs: int) -> None:
    worker = WarmWorker(lambda: lambda numbers: (os.getpid() != HERE, sum(numbers)), jobs)
    assert worker.submit(range(1_000_000))() == (jobs > 1, 499_999_500_000)


def test_a_warm_worker_prepares_itself_before_its_input_is_submitted() -> None:
    ready = multiprocessing.Event()

    def prepare() -> Callable[[int], int]:
        ready.set()
        return lambda number: number + 1

    worker = WarmWorker(prepare, 2)
    assert ready.wait(timeout=60)
    assert worker.submit(1)() == 2


def test_an_input_larger_than_a_pipe_reaches_the_worker() -> None:
    assert WarmWorker(lambda: len, 2).submit(bytes(5_000_000))() == 5_000_000


def test_a_warm_worker_without_an_input_ends() -> None:
    reader, writer = multiprocessing.Pipe(duplex=False)

    def prepare() -> Callable[[int], int]:
        writer.send(os.getpid())
        return square

    worker = WarmWorker(prepare, 2)
    started = reader.recv()
    process = next(each for each in multiprocessing.active_children() if each.pid == started)
    del worker
    process.join(timeout=60)
    assert process.exitcode == 0


def test_an_interrupted_worker_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    reader, writer = multiprocessing.Pipe(duplex=False)

    def wait() -> None:
        if os.getpid() != HERE:
            writer.send(os.getpid())
            time.sleep(60)

    result = run_in_worker(wait, 2)
    os.kill(reader.recv(), signal.SIGINT)
    result()
    assert capfd.readouterr() == ("", "")


def refuse_to_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))

    monkeypatch.setattr(os, "fork", refuse)


def remove_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")


@pytest.mark.parametrize("without_fork", [refuse_to_fork, remove_fork])
def test_without_fork_everything_is_done_in_this_process(
    monkeypatch: pytest.MonkeyPatch, without_fork: Callable[[pytest.MonkeyPatch], None]
) -> None:
    without_fork(monkeypatch)
    assert parallel_map(square, MANY, 2) == [number * number for number in MANY]
    assert run_in_worker(os.getpid, 2)() == HERE
    assert WarmWorker(lambda: lambda given: (os.getpid(), given), 2).submit(7)() == (HERE, 7)
