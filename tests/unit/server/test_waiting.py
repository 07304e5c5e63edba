"""Bodies that wait for a worker: whole again whatever the room, and never more memory than there is room."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import StorageFailed
from sync.server.waiting import WaitingBodies

PARTS = st.lists(st.binary(max_size=40), max_size=8)


@given(st.lists(PARTS, min_size=1, max_size=5), st.integers(0, 120))
def test_every_body_is_whole_and_the_room_is_given_back(bodies, room):
    with tempfile.TemporaryDirectory() as folder:
        waiting = WaitingBodies(Path(folder), room)
        held = [waiting.open() for _ in bodies]
        for body, parts in zip(held, bodies, strict=True):
            for part in parts:
                body.add(part)
        assert waiting.room >= 0
        for body, parts in zip(held, bodies, strict=True):
            with body.in_hand() as content:
                assert content == b"".join(parts)
        assert waiting.room == room


def test_what_finds_no_room_waits_in_a_file_without_a_name(tmp_path):
    waiting = WaitingBodies(tmp_path, room=10)
    first, second = waiting.open(), waiting.open()
    first.add(b"0123456789")
    second.add(b"abc")
    second.add(b"de")
    assert waiting.room == 0
    assert list(tmp_path.iterdir()) == []
    with first.in_hand() as one, second.in_hand() as other:
        assert (one, other) == (b"0123456789", b"abcde")


def test_a_body_that_nobody_takes_gives_its_room_back(tmp_path):
    waiting = WaitingBodies(tmp_path, room=10)
    body = waiting.open()
    body.add(b"12345678")
    assert waiting.room == 2
    del body
    assert waiting.room == 10


def test_a_disk_that_takes_no_file_is_said(tmp_path):
    with pytest.raises(StorageFailed):
        WaitingBodies(tmp_path / "missing", room=0).open().add(b"1")


def test_no_more_bodies_are_in_hand_than_there_are_hands(tmp_path):
    waiting = WaitingBodies(tmp_path, hands=2)
    most, busy, lock = 0, 0, Lock()

    def work(number: int) -> bytes:
        nonlocal most, busy
        body = waiting.open()
        body.add(b"%d" % number)
        with body.in_hand() as content:
            with lock:
                busy += 1
                most = max(most, busy)
            sleep(0.01)
            with lock:
                busy -= 1
            return content

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(16))) == [b"%d" % number for number in range(16)]
    assert most == 2


def test_work_that_fails_frees_its_hand(tmp_path):
    waiting = WaitingBodies(tmp_path, hands=1)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), waiting.open().in_hand():
            raise ZeroDivisionError
