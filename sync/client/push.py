"""Records go first: frozen operations in batches that the line carries, one answer per line."""

from itertools import accumulate
from uuid import UUID

from sync.client.loads import Loads
from sync.client.ports import QueuedLine, TabletQueue
from sync.client.progress import Progress, Step, Watch
from sync.errors import CentreFailed, SuichaError
from sync.protocol.calls import TabletCalls
from sync.protocol.messages import OperationOutcome, OperationStatus, PushAnswer
from sync.protocol.operations import BATCH_LINES


def push_records(centre: TabletCalls, queue: TabletQueue, progress: Progress, watch: Watch, loads: Loads) -> None:
    """Send everything queued, once each. What the centre puts on hold stays queued for the next sync."""
    progress.step = Step.RECORDS
    last = None
    if ahead := _fitting(queue.waited_for(limit=BATCH_LINES), loads.room):
        _deliver(centre, queue, ahead, progress, loads)
    while batch := _fitting(queue.queued(after=last, limit=BATCH_LINES), loads.room):
        _deliver(centre, queue, batch, progress, loads)
        last = batch[-1].id
        watch(progress)


def _deliver(centre: TabletCalls, queue: TabletQueue, batch: list[QueuedLine], progress: Progress, loads: Loads) -> None:
    answer = _send(centre, queue, batch, loads)
    queue.settle(_match(batch, answer.outcomes), answer.receipt)
    _count(progress, answer.outcomes)


def _fitting(queued: list[QueuedLine], room: int) -> list[QueuedLine]:
    """The first of them that have room in one request; one at least."""
    sizes = accumulate(len(entry.line) for entry in queued)
    return queued[: max(1, sum(size <= room for size in sizes))]


def _send(centre: TabletCalls, queue: TabletQueue, batch: list[QueuedLine], loads: Loads) -> PushAnswer:
    try:
        with loads.carrying(sum(len(entry.line) for entry in batch)):
            return centre.push([entry.line for entry in batch], queue.last_receipt())
    except SuichaError as error:
        queue.lines_failed([entry.id for entry in batch], error.code)
        raise


def _match(batch: list[QueuedLine], outcomes: tuple[OperationOutcome, ...]) -> list[tuple[UUID, OperationOutcome]]:
    """Pair lines with their answers; an answer that belongs to another operation settles nothing."""
    if len(outcomes) != len(batch):
        raise CentreFailed(status=200)
    for entry, outcome in zip(batch, outcomes, strict=True):
        if outcome.id not in (None, entry.id):
            raise CentreFailed(status=200)
    return [(entry.id, outcome) for entry, outcome in zip(batch, outcomes, strict=True)]


def _count(progress: Progress, outcomes: tuple[OperationOutcome, ...]) -> None:
    statuses = [outcome.status for outcome in outcomes]
    progress.records += len(statuses) - statuses.count(OperationStatus.HOLD)
    progress.conflicts += statuses.count(OperationStatus.CONFLICT)
    progress.rejected += statuses.count(OperationStatus.REJECTED)
    progress.held += statuses.count(OperationStatus.HOLD)
