"""Sending records from a real store to a centre of few words."""

from collections.abc import Sequence

import pytest

from sync.client.loads import Loads
from sync.client.progress import Progress
from sync.client.push import push_records
from sync.domain.inspections import Outcome, ResultValue
from sync.errors import CentreUnreachable
from sync.protocol.messages import OperationOutcome, OperationStatus, PushAnswer
from sync.protocol.operations import decode

LEAST = 2000


class Centre:
    """Applies everything, but not in the first ``lost`` requests."""

    def __init__(self, lost: int = 0) -> None:
        self.batches: list[list[bytes]] = []
        self._lost = lost

    def push(self, lines: Sequence[bytes], receipt: str) -> PushAnswer:
        self.batches.append(list(lines))
        if len(self.batches) <= self._lost:
            raise CentreUnreachable(centre="http://centre.example")
        return PushAnswer(tuple(OperationOutcome(decode(line).id, OperationStatus.APPLIED) for line in lines))

    @property
    def sizes(self) -> list[int]:
        return [sum(map(len, lines)) for lines in self.batches]


@pytest.fixture
def lines(bench, monkeypatch):
    """A whole visit that waits."""
    monkeypatch.setattr("sync.client.loads.LEAST_BYTES", LEAST)
    inspection = bench.started()
    for item in bench.inspections.sheet(inspection).checklist.items:
        bench.inspections.answer(inspection, item.code, ResultValue(Outcome.PASS), bench.officer)
    return [entry.line for entry in bench.queue.queued(None, 1000)]


def push(bench, centre, loads):
    push_records(centre, bench.queue, Progress(), lambda _: None, loads)


def test_on_an_unknown_line_a_visit_is_one_batch(bench, lines):
    centre = Centre()
    push(bench, centre, Loads())
    assert centre.batches == [lines]


def test_after_a_failure_the_batches_are_small_until_the_line_shows_that_it_is_quick(bench, lines):
    centre, loads = Centre(lost=1), Loads()
    with pytest.raises(CentreUnreachable):
        push(bench, centre, loads)
    push(bench, centre, loads)
    first, small, *rest = centre.batches
    assert first == lines
    assert 0 < sum(map(len, small)) <= LEAST
    assert small + [line for batch in rest for line in batch] == lines
    assert len(rest) == 1
    assert bench.queue.backlog(unmetered=False).records == 0


def test_a_line_longer_than_there_is_room_for_goes_alone(bench, lines, monkeypatch):
    monkeypatch.setattr("sync.client.loads.LEAST_BYTES", 10)
    centre, loads = Centre(lost=1), Loads()
    with pytest.raises(CentreUnreachable):
        push(bench, centre, loads)
    push(bench, centre, loads)
    assert centre.batches[1] == lines[:1]
    assert [line for batch in centre.batches[1:] for line in batch] == lines
