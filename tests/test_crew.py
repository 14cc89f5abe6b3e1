"""Work divided among copies of the process is what one process would have done."""

from __future__ import annotations

import multiprocessing
import os

import pytest

from site_builder.crew import CHUNK, beside, divided

MANY = range(5 * CHUNK + 7)


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
@pytest.mark.parametrize("numbers", [range(0), range(1), range(2 * CHUNK), MANY, [5, 3, 8] * CHUNK])
def test_results_come_in_the_order_they_were_asked_for(numbers: list[int], jobs: int) -> None:
    assert divided(square, numbers, jobs) == [number * number for number in numbers]


def test_several_processes_take_part() -> None:
    met = multiprocessing.Barrier(3)
    here: list[int] = []

    def meet(number: int) -> int:
        if not here:
            here.append(os.getpid())
            met.wait(timeout=60)
        return os.getpid()

    assert len(set(divided(meet, MANY, 3))) == 3


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

    by = divided(wait_for_the_last, MANY, 2)
    assert {by[number] for number in MANY if number >= CHUNK} == set(by) - {first.value}


def test_what_a_copy_took_and_did_not_do_is_done_here() -> None:
    here = os.getpid()
    died = multiprocessing.Event()

    def die_elsewhere(number: int) -> int:
        if os.getpid() != here:
            died.set()
            os._exit(9)
        died.wait(timeout=60)
        return number

    assert divided(die_elsewhere, MANY, 2) == list(MANY)


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("first", [0, CHUNK + 1, 3 * CHUNK])
def test_of_several_faults_the_first_is_raised_whoever_met_it(jobs: int, first: int) -> None:
    def fail(number: int) -> int:
        if number >= first:
            raise ValueError(str(number))
        return number

    with pytest.raises(ValueError, match=f"^{first}$"):
        divided(fail, MANY, jobs)


def test_what_is_done_beside_is_had_when_it_is_asked_for() -> None:
    process = beside(os.getpid, 2)
    assert process() != os.getpid()
    assert beside(os.getpid, 1)() == os.getpid()


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
