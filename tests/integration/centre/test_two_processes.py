"""Two processes that work on one centre's folder, as `suicha rescue import --data` beside `suicha centre serve`."""

import hashlib
from multiprocessing import get_context
from random import Random
from threading import Event, Thread
from uuid import UUID

import pytest

from sync.server.services.evidence import Declared, EvidenceStore
from sync.server.services.file_locks import FileLocks
from sync.server.services.known import Sender

NOBODY = Sender(UUID(int=1), frozenset())
FORK = get_context("fork")


class Rows:
    """The port EvidenceRepository: every photo names these files."""

    def __init__(self, files):
        self._sizes = {sha256: len(content) for sha256, content in files.items()}

    def declared(self, sender, hashes):
        return {sha256: Declared(frozenset([self._sizes[sha256]]), UUID(int=2), "d") for sha256 in hashes}

    def stored(self, sizes):
        """The index is not what is looked at here."""

    def noted(self):
        return ()

    def forget(self, hashes):
        """Nor is anything forgotten."""


def pictures(count):
    contents = [Random(number).randbytes(300_000) for number in range(count)]
    return {hashlib.sha256(content).hexdigest(): content for content in contents}


def send(folder, files, beginning):
    """Each file at the same moment as the other process."""
    store = EvidenceStore(folder, Rows(files), lambda event: None)
    for sha256, content in files.items():
        beginning.wait()
        assert store.append(NOBODY, sha256, 0, len(content), content).complete


def test_a_file_that_two_processes_store_at_once_is_what_its_name_says(tmp_path):
    files, beginning = pictures(100), FORK.Barrier(2)
    senders = [FORK.Process(target=send, args=(tmp_path, files, beginning)) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert [sender.exitcode for sender in senders] == [0, 0]
    held = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.glob("??/*")}
    assert held == {sha256: sha256 for sha256 in files}


def hold(folder, line):
    with FileLocks(folder).holding({3}):
        line.send("taken")
        line.recv()


@pytest.fixture
def other(tmp_path):
    """A process that holds the lock 3 until a word comes, or it is killed; and the line for the word."""
    ours, theirs = FORK.Pipe()
    process = FORK.Process(target=hold, args=(tmp_path, theirs))
    process.start()
    ours.recv()
    yield process, ours
    process.kill()
    process.join()


def test_a_lock_that_another_process_holds_is_waited_for(tmp_path, other):
    locks, got = FileLocks(tmp_path), Event()
    _, line = other

    def wait() -> None:
        with locks.holding({2, 3}):
            got.set()

    waiting = Thread(target=wait)
    waiting.start()
    assert not got.wait(0.2)
    with locks.holding({4}):
        line.send("let go")
    assert got.wait(10)
    waiting.join()


def test_a_process_that_dies_lets_go_of_its_locks(tmp_path, other):
    process, _ = other
    process.kill()
    with FileLocks(tmp_path).holding({3}):
        process.join()
    assert process.exitcode != 0


class Index(Rows):
    """As the database has it; something happens when the files that were found are noted."""

    def __init__(self, files, gone):
        super().__init__(files)
        self.rows, self.meanwhile = {gone}, []

    def stored(self, sizes):
        self.rows |= set(sizes)
        while self.meanwhile:
            self.meanwhile.pop()()

    def noted(self):
        return tuple(self.rows)

    def forget(self, hashes):
        self.rows -= set(hashes)


def test_a_start_forgets_no_file_that_another_process_stores_meanwhile(tmp_path):
    files = pictures(1)
    ((sha256, content),) = files.items()
    index = Index(files, gone="0" * 64)
    starting, other = (EvidenceStore(tmp_path, index, lambda event: None) for _ in range(2))
    index.meanwhile = [lambda: other.append(NOBODY, sha256, 0, len(content), content)]
    starting.recover()
    assert index.rows == {sha256}
