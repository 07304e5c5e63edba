"""Records go first: frozen operations in batches, one answer per line."""

from uuid import UUID

from sync.client.ports import QueuedLine, TabletQueue
from sync.client.progress import Progress, Step, Watch
from sync.errors import CentreFailed, SuichaError
from sync.protocol.calls import TabletCalls
from sync.protocol.messages import OperationOutcome, OperationStatus, PushAnswer
from sync.protocol.operations import BATCH_LINES


def push_records(centre: TabletCalls, queue: TabletQueue, progress: Progress, watch: Watch) -> None:
    """Send everything queued, once each. What the centre puts on hold stays queued for the next sync."""
    progress.step = Step.RECORDS
    last = None
    while batch := queue.queued(after=last, limit=BATCH_LINES):
        answer = _send(centre, queue, batch)
        queue.settle(_match(batch, answer.outcomes), answer.receipt)
        _count(progress, answer.outcomes)
        last = batch[-1].id
        watch(progress)


def _send(centre: TabletCalls, queue: TabletQueue, batch: list[QueuedLine]) -> PushAnswer:
    try:
        return centre.push([entry.line for entry in batch])
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
