from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sync.domain.ids import IdMaker, made_at

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class SteppedClock:
    """Tells the given moments one after the other, then stays at the last."""

    def __init__(self, *moments: datetime) -> None:
        self._moments = list(moments)

    def now(self) -> datetime:
        return self._moments.pop(0) if len(self._moments) > 1 else self._moments[0]


def test_an_id_is_a_version_7_uuid_of_its_moment():
    made = IdMaker(SteppedClock(NOON)).new()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(NOON.timestamp() * 1000)


@given(steps=st.lists(st.integers(-100_000, 100_000), min_size=1, max_size=60), bits=st.integers(0, 2**64))
def test_ids_increase_strictly_whatever_the_clock_does(steps, bits):
    moments = [NOON + timedelta(milliseconds=step) for step in steps]
    maker = IdMaker(SteppedClock(*moments), random_bits=lambda count: bits & ((1 << count) - 1))
    made = [maker.new() for _ in range(len(steps) + 20)]
    assert all(before < after for before, after in zip(made, made[1:], strict=False))
    assert all((one.version, one.variant) == (7, "specified in RFC 4122") for one in made)


def test_ids_of_one_millisecond_sort_as_they_were_made_also_as_bytes():
    maker = IdMaker(SteppedClock(NOON))
    made = [maker.new() for _ in range(5000)]
    assert sorted(made, key=lambda one: one.bytes) == made
    assert {one.int >> 80 for one in made} == {int(NOON.timestamp() * 1000)}


def test_a_counter_that_runs_full_borrows_from_the_next_millisecond():
    maker = IdMaker(SteppedClock(NOON), random_bits=lambda count: (1 << count) - 1)
    maker._last = (int(NOON.timestamp() * 1000) << 42) | ((1 << 42) - 1)
    assert maker.new().int >> 80 == int(NOON.timestamp() * 1000) + 1


def test_threads_never_share_an_id():
    maker = IdMaker(SteppedClock(NOON))
    with ThreadPoolExecutor(8) as pool:
        made = [one for batch in pool.map(lambda _: [maker.new() for _ in range(500)], range(16)) for one in batch]
    assert len(set(made)) == 8000


def test_two_makers_at_the_same_moment_make_different_ids():
    assert IdMaker(SteppedClock(NOON)).new() != IdMaker(SteppedClock(NOON)).new()


def test_an_id_tells_the_millisecond_it_was_made_in():
    moment = NOON + timedelta(milliseconds=123)
    assert made_at(IdMaker(SteppedClock(moment)).new()) == moment
    assert made_at(UUID(int=1)) is None
