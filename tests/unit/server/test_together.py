"""Work that threads share."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sync.server.services.together import Together


class Gate:
    """Work that waits until it is let through, and remembers its batches."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.entered = threading.Semaphore(0)
        self.open = threading.Event()
        self.fail_on: int | None = None

    def work(self, items) -> None:
        self.entered.release()
        assert self.open.wait(10)
        if self.fail_on in items:
            self.fail_on = None
            raise OSError("no")
        self.batches.append(sorted(items))


@pytest.fixture
def gate():
    return Gate()


def wait_until_waiting(together, count):
    for _ in range(1000):
        if len(together._waiting) == count:
            return
        threading.Event().wait(0.01)
    raise AssertionError("they never arrived")


def arrive(pool, together, gate, others):
    """The first one is at work while the others arrive; all futures."""
    first = pool.submit(together.do, 0)
    assert gate.entered.acquire(timeout=10)
    rest = [pool.submit(together.do, number) for number in others]
    wait_until_waiting(together, len(others))
    gate.open.set()
    return [first, *rest]


def test_whoever_comes_while_others_work_shares_one_trip(gate):
    together = Together(gate.work)
    with ThreadPoolExecutor(8) as pool:
        for future in arrive(pool, together, gate, range(1, 8)):
            assert future.result(10) is None
    assert gate.batches == [[0], list(range(1, 8))]


def test_alone_one_works_at_once(gate):
    gate.open.set()
    together = Together(gate.work)
    together.do(1)
    together.do(2)
    assert gate.batches == [[1], [2]]


def test_a_failed_trip_is_an_error_for_who_led_it_and_the_others_try_again(gate):
    gate.fail_on = 3
    together = Together(gate.work)
    with ThreadPoolExecutor(8) as pool:
        errors = [future.exception(10) for future in arrive(pool, together, gate, range(1, 6))]
    assert [type(error) for error in errors if error] == [OSError]
    done = sorted(number for batch in gate.batches for number in batch)
    assert len(done) == 5
    assert set(range(6)) - set(done) == {number for number, error in enumerate(errors) if error}


def test_no_trip_takes_more_along_than_it_may(gate):
    together = Together(gate.work, most=3)
    with ThreadPoolExecutor(8) as pool:
        for future in arrive(pool, together, gate, range(1, 8)):
            assert future.result(10) is None
    assert sorted(map(len, gate.batches)) == [1, 1, 3, 3]
    assert sorted(number for batch in gate.batches for number in batch) == list(range(8))
