"""How much goes over the line at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.client.loads import FIRST_BYTES, LEAST_BYTES, Loads
from sync.client.ports import WaitingFile
from sync.errors import CentreFailed, CentreUnreachable, NotFound
from sync.protocol.messages import CHUNK_BYTES, LOAD_BYTES, SMALL_FILES

sizes_and_failures = st.lists(st.tuples(st.integers(1, 2 * CHUNK_BYTES), st.booleans()), max_size=60)
lines = st.tuples(st.integers(0, 8 * CHUNK_BYTES), st.floats(0, 100), st.integers(0, 2 * LOAD_BYTES))


def learnt(size: int, seconds: float, most: int = LOAD_BYTES) -> Loads:
    """After a request of so many bytes in so many seconds, to a centre that takes so many at once."""
    loads = Loads()
    loads.begin()
    loads.carried(size, seconds)
    loads.taken(most)
    return loads


@given(sizes_and_failures, lines)
def test_a_request_carries_small_files_in_turn_no_more_than_there_is_room_for_and_a_failed_one_alone(wanted, line):
    files = [WaitingFile(str(number), size, Path("nowhere"), failed) for number, (size, failed) in enumerate(wanted)]
    loads = learnt(*line)
    made = list(loads.of(files))
    assert [file for load in made for file in load] == files
    assert LEAST_BYTES <= loads.room <= LOAD_BYTES
    for load in made:
        assert load
        if len(load) > 1:
            assert len(load) <= SMALL_FILES
            assert sum(file.size for file in load) <= loads.room
            assert not any(file.failed or file.size > CHUNK_BYTES for file in load)


PHOTO = 300 * 1024


def file(number: int = 0, failed: bool = False, size: int = PHOTO) -> WaitingFile:
    return WaitingFile(str(number), size, Path("nowhere"), failed)


@pytest.mark.parametrize(
    ("seconds", "most", "photos"),
    [
        (0.02, LOAD_BYTES, 13),
        (0.0, LOAD_BYTES, 13),
        (0.02, CHUNK_BYTES, 3),
        (0.02, 0, 1),
        (0.9, LOAD_BYTES, 6),
        (2.0, LOAD_BYTES, 3),
        (10.0, LOAD_BYTES, 1),
    ],
    ids=["quick line", "in no time", "earlier centre", "centre without room", "fair line", "slow line", "very slow line"],
)
def test_the_next_request_carries_what_the_line_carries_in_two_seconds_and_the_centre_takes(seconds, most, photos):
    loads = Loads()
    waiting = iter(loads.of([file(number) for number in range(40)]))
    assert len(next(waiting)) == 1, "nothing is known of the line yet"
    loads.carried(3 * PHOTO, seconds)
    loads.taken(most)
    assert len(next(waiting)) == photos


def test_on_a_line_that_turns_slow_the_requests_are_small():
    loads = learnt(CHUNK_BYTES, 0.01)
    assert loads.room == LOAD_BYTES
    loads.carried(LOAD_BYTES, 400.0)
    assert (loads.room, loads.chunk_of(failed=False)) == (LEAST_BYTES, LEAST_BYTES)
    loads.carried(LEAST_BYTES, 0.5)
    assert loads.chunk_of(failed=False) == 4 * LEAST_BYTES


def test_a_new_sync_believes_the_line_as_slow_as_it_was_and_not_as_quick():
    slow, quick = learnt(LEAST_BYTES, 1.5), learnt(LOAD_BYTES, 0.1)
    before = slow.room
    slow.begin()
    quick.begin()
    assert slow.room == before < 2 * LEAST_BYTES
    assert (quick.room, Loads().room) == (CHUNK_BYTES, FIRST_BYTES)


def test_a_line_that_failed_is_taken_for_slow_until_it_shows_otherwise():
    loads = learnt(LOAD_BYTES, 0.1)
    with pytest.raises(CentreUnreachable), loads.carrying(LOAD_BYTES):
        raise CentreUnreachable(centre="http://centre.example")
    assert loads.room == loads.chunk_of(failed=True) == loads.chunk_of(failed=False) == LEAST_BYTES
    with loads.carrying(LEAST_BYTES):
        pass
    assert loads.chunk_of(failed=True) == CHUNK_BYTES


def test_what_the_centre_refuses_in_words_of_its_own_makes_no_line_slow():
    loads = learnt(LOAD_BYTES, 0.1)
    with pytest.raises(NotFound), loads.carrying(LOAD_BYTES):
        raise NotFound(what="route", name="evidence")
    assert loads.room == LOAD_BYTES


def test_a_file_that_failed_before_the_app_was_started_goes_on_with_little():
    assert Loads().chunk_of(failed=True) == LEAST_BYTES
    assert Loads().chunk_of(failed=False) == FIRST_BYTES


def test_a_few_bytes_that_took_their_time_tell_nothing_of_the_line():
    loads = Loads()
    loads.carried(900, 0.3)
    assert loads.room == FIRST_BYTES
    loads = learnt(CHUNK_BYTES, 0.9)
    before = loads.room
    loads.carried(900, 0.3)
    assert loads.room == before


def test_a_few_bytes_that_went_quickly_show_a_line_that_carries_more_than_the_first_request():
    loads = Loads()
    loads.carried(50_000, 0.05)
    assert loads.room == CHUNK_BYTES, "the centre has not said yet how much it takes at once"
    loads.taken(LOAD_BYTES)
    assert loads.room == 2_000_000
    assert len(next(loads.of([file(number) for number in range(40)]))) == 6


def test_a_few_bytes_on_a_slow_line_leave_the_first_request_as_it_is():
    loads = Loads()
    loads.carried(50_000, 0.5)
    assert loads.room == FIRST_BYTES


def test_what_is_too_large_for_something_in_between_goes_in_smaller_requests_from_then_on():
    loads, sizes = learnt(LOAD_BYTES, 0.1), []
    while loads.room > CHUNK_BYTES // 4:
        sizes.append(loads.room)
        with pytest.raises(CentreFailed), loads.carrying(loads.room):
            raise CentreFailed(status=413)
        loads.carried(LEAST_BYTES, 0.001)
    assert sizes == [LOAD_BYTES, CHUNK_BYTES, CHUNK_BYTES // 2]
    loads.begin()
    loads.taken(LOAD_BYTES)
    assert loads.room == loads.chunk_of(failed=False) == CHUNK_BYTES // 4
    with pytest.raises(CentreFailed), loads.carrying(LEAST_BYTES):
        raise CentreFailed(status=502)
    loads.carried(LOAD_BYTES, 0.1)
    assert loads.room == CHUNK_BYTES // 4
