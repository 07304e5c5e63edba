"""Taking in what tablets recorded: one transaction per batch, one outcome per line."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from sync.domain.chain import link_named
from sync.domain.clock import Clock
from sync.domain.receipts import Receipt
from sync.errors import CentreBusy, OperationInvalid, OperationReused, SuichaError, TabletSetBack
from sync.protocol.console import CentreEvent
from sync.protocol.messages import OperationOutcome, OperationStatus, PushAnswer
from sync.server.services.countersigning import CentreKey
from sync.server.services.deciding import decide, is_set_back
from sync.server.services.known import Effects, Known, ReceivedLine, Sender
from sync.server.services.reading import read
from sync.server.services.together import Together

log = logging.getLogger(__name__)
MOST_TOGETHER = 8
"""Batches in one transaction: enough to share its costs, few enough that nobody waits long for a stranger's lines."""
_RETRY_SECONDS = 30
_NOT_HELD = (OperationReused.code, SuichaError.code)
"""Lines with these answers stand in quarantine only."""


class IntakeTransaction(Protocol):
    """An open write transaction."""

    def load(self, received: Sequence[ReceivedLine], devices: Collection[UUID]) -> Known:
        """What these lines of these devices touch, locked until the end."""
        ...

    def hold(self, received: Sequence[ReceivedLine], device_id: UUID) -> None:
        """Lock what these lines touch before they are loaded and stored one by one."""
        ...

    def store(self, sender: Sender, effects: Effects) -> None:
        """Write everything with bulk statements."""
        ...

    def store_together(self, taken: Sequence[tuple[Sender, Effects]]) -> None:
        """The same for several senders, whose effects touch different inspections."""
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """What happens inside is undone alone when it fails. Raises LineUnfit, and StorageFull, CentreBusy: those are no
        operation's fault."""
        ...

    def store_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Keep receipts; of several for the same operation the first."""
        ...


class LineUnfit(Exception):
    """A line that the tables do not take, as one that gives a photo the id of another inspection's: its own fault, not the
    centre's."""


class IntakeRepository(Protocol):
    def transaction(self) -> AbstractContextManager[IntakeTransaction]: ...


@dataclass(slots=True, eq=False)
class _Batch:
    """What one sender sent at once, and what became of it: outcomes, effects and receipt, or the error it is answered with.
    ``elsewhere``: operations that another tablet sent before, as where one was enrolled anew."""

    sender: Sender
    received: list[ReceivedLine]
    outcomes: list[OperationOutcome] = field(default_factory=list)
    kept: list[Effects] = field(default_factory=list)
    elsewhere: set[UUID] = field(default_factory=set)
    receipt: Receipt | None = None
    error: SuichaError | None = None

    @property
    def inspections(self) -> set[UUID]:
        return {line.operation.body.inspection_id for line in self.received if line.operation is not None}

    @property
    def doubles_a_number(self) -> bool:
        operations = [line.operation for line in self.received if line.operation is not None]
        return len({operation.seq for operation in operations}) < len({operation.id for operation in operations})


class Intake:
    """Applies operations before it answers, and announces them after the commit.

    Batches that wait while another is applied are applied together, in one transaction; each keeps its own outcomes, receipt
    and failures.
    """

    def __init__(
        self, repository: IntakeRepository, announce: Callable[[CentreEvent], None], key: CentreKey, clock: Clock
    ) -> None:
        self._repository = repository
        self._announce = announce
        self._key = key
        self._clock = clock
        self._taking = Together(self._take, MOST_TOGETHER)

    def take(self, sender: Sender, lines: Sequence[bytes]) -> PushAnswer:
        """One outcome per line. A line that breaks the bulk way is set apart; the others go through without it.

        Raises CentreBusy, StorageFull: nothing was applied, and the same lines may be sent again. CentreBusy as well when
        several lines break and none gets through: then it is the centre that is broken, not all that was recorded. TabletSetBack
        where other operations of this tablet are kept under these numbers; nothing was applied then either.
        """
        batch = _Batch(sender, [read_line(line) for line in lines])
        self._taking.do(batch)
        if batch.error is not None:
            raise batch.error
        for event in _events(batch.kept):
            self._announce(event)
        if any(effects.quarantined for effects in batch.kept):
            self._announce(CentreEvent("quarantine", None, "", sender.device_id))
        return PushAnswer(tuple(batch.outcomes), batch.receipt)

    def set_apart(self, sender: Sender, lines: Sequence[bytes], code: str, reason: str) -> tuple[OperationOutcome, ...]:
        """Keep lines in quarantine instead of applying them; what was answered before gets that answer again."""
        received, effects = [read_line(line) for line in lines], Effects()
        with self._repository.transaction() as transaction:
            known = transaction.load(received, [sender.device_id])
            outcomes = []
            for line in received:
                if line.operation is None or line.operation.id in known.answers:
                    outcomes.append(decide(known, sender, line, effects))
                else:
                    effects.quarantined.append((line, code, reason))
                    outcomes.append(OperationOutcome(line.operation.id, OperationStatus.REJECTED, code))
            transaction.store(sender, effects)
        return tuple(outcomes)

    def _take(self, batches: Sequence[_Batch]) -> None:
        for apart in _apart(batches):
            self._take_apart(apart)

    def _take_apart(self, batches: Sequence[_Batch]) -> None:
        """Batches on different inspections. Whatever happens is noted with each."""
        try:
            self._together(batches)
        except SuichaError as error:
            for batch in batches:
                batch.error = error
        except Exception:
            log.exception("%d batches failed as a whole; their operations are applied one by one", len(batches))
            for batch in batches:
                self._alone(batch)

    def _together(self, batches: Sequence[_Batch]) -> None:
        with self._repository.transaction() as transaction:
            lines = [line for batch in batches for line in batch.received]
            known = transaction.load(lines, {batch.sender.device_id for batch in batches})
            taken = [batch for batch in batches if _decided(known, batch)]
            transaction.store_together([(batch.sender, effects) for batch in taken for effects in batch.kept])
            self._countersign(transaction, taken)

    def _alone(self, batch: _Batch) -> None:
        try:
            self._one_by_one(batch)
        except SuichaError as error:
            batch.error = error
        except Exception:
            log.exception("a batch failed although its operations were applied one by one")
            batch.error = CentreBusy(seconds=_RETRY_SECONDS)

    def _one_by_one(self, batch: _Batch) -> None:
        batch.outcomes, batch.kept, batch.elsewhere = [], [], set()
        with self._repository.transaction() as transaction:
            transaction.hold(batch.received, batch.sender.device_id)
            for line in batch.received:
                outcome, effects = self._one(transaction, batch, line)
                batch.outcomes.append(outcome)
                batch.kept.append(effects)
            if _all_broken(batch.outcomes):
                raise CentreBusy(seconds=_RETRY_SECONDS)
            self._countersign(transaction, [batch])

    def _one(self, transaction: IntakeTransaction, batch: _Batch, line: ReceivedLine) -> tuple[OperationOutcome, Effects]:
        sender, effects = batch.sender, Effects()
        try:
            with transaction.savepoint():
                known = transaction.load([line], [sender.device_id])
                if is_set_back(known, sender, line):
                    raise TabletSetBack()
                batch.elsewhere |= _held_elsewhere(known, sender, [line])
                outcome = decide(known, sender, line, effects)
                transaction.store(sender, effects)
        except SuichaError:
            raise
        except LineUnfit as unfit:
            outcome, effects = _unfit(line, unfit)
            transaction.store(sender, effects)
        except Exception as error:
            log.exception("an operation was set apart")
            outcome, effects = _set_apart(line), Effects(quarantined=[(line, SuichaError.code, repr(error)[:500])])
            transaction.store(sender, effects)
        return outcome, effects

    def _countersign(self, transaction: IntakeTransaction, batches: Sequence[_Batch]) -> None:
        """One receipt for each batch, in its own transaction."""
        for batch in batches:
            batch.receipt = self._receipt(batch)
        transaction.store_receipts([batch.receipt for batch in batches if batch.receipt is not None])

    def _receipt(self, batch: _Batch) -> Receipt | None:
        """For the last operation that is held and names its place."""
        for line, outcome in zip(reversed(batch.received), reversed(batch.outcomes), strict=True):
            held = outcome.status is not OperationStatus.HOLD and outcome.code not in _NOT_HELD
            place = _place_of(line) if held and outcome.id not in batch.elsewhere else None
            if place is not None:
                return self._key.receipt(batch.sender.device_id, *place, self._clock.now())
        return None


def _decided(known: Known, batch: _Batch) -> bool:
    """Decide a batch; False for one that is refused whole, with its error."""
    set_back = known.numbered and any(is_set_back(known, batch.sender, line) for line in batch.received)
    if set_back or batch.doubles_a_number:
        batch.error = TabletSetBack()
        return False
    if known.answers:
        batch.elsewhere = _held_elsewhere(known, batch.sender, batch.received)
    effects = Effects()
    batch.outcomes = [decide(known, batch.sender, line, effects) for line in batch.received]
    batch.kept = [effects]
    return True


def _held_elsewhere(known: Known, sender: Sender, received: Sequence[ReceivedLine]) -> set[UUID]:
    """Which of these were kept from another tablet: what it may hold against the centre stands in that one's receipts."""
    ids = [line.operation.id for line in received if line.operation is not None]
    return {key for key in ids if key in known.answers and known.answers[key].device_id != sender.device_id}


def _apart(batches: Sequence[_Batch]) -> Iterator[list[_Batch]]:
    """The batches in their order, in as few groups as it takes for no two of a group to touch the same inspection."""
    group: list[_Batch] = []
    touched: set[UUID] = set()
    for batch in batches:
        if touched & batch.inspections:
            yield group
            group, touched = [], set()
        group.append(batch)
        touched |= batch.inspections
    yield group


def _place_of(line: ReceivedLine) -> tuple[int, str] | None:
    """Number and link of an operation by what its line names; None for lines that are older than chains."""
    if line.operation is None:
        return None
    link = link_named(line.operation.seq, line.operation.chain, line.sha256)
    return None if link is None else (line.operation.seq, link)


def read_line(line: bytes) -> ReceivedLine:
    """A line as it came, with the operation in it or the reason why there is none."""
    digest = sha256(line).hexdigest()
    try:
        return ReceivedLine(line, digest, read(line))
    except OperationInvalid as error:
        return ReceivedLine(line, digest, None, str(error.fields.get("problem")))


def _set_apart(line: ReceivedLine) -> OperationOutcome:
    return OperationOutcome(line.operation.id if line.operation else None, OperationStatus.REJECTED, SuichaError.code)


def _unfit(line: ReceivedLine, unfit: LineUnfit) -> tuple[OperationOutcome, Effects]:
    """Kept and answered for good as any other line that is not valid."""
    operation = line.operation
    outcome = OperationOutcome(operation.id if operation else None, OperationStatus.REJECTED, OperationInvalid.code)
    answered = [(line, outcome)] if operation else []
    return outcome, Effects(answered=answered, quarantined=[(line, OperationInvalid.code, str(unfit)[:500])])


def _all_broken(outcomes: Sequence[OperationOutcome]) -> bool:
    """Whether several operations broke and nothing but what waits for them did not."""
    broken = [outcome for outcome in outcomes if outcome.code == SuichaError.code]
    waiting = [outcome for outcome in outcomes if outcome.status is OperationStatus.HOLD]
    return len(broken) > 1 and len(broken) + len(waiting) == len(outcomes)


def _events(kept: Sequence[Effects]) -> list[CentreEvent]:
    """One event per inspection: the most telling thing that happened to it."""
    events: dict[UUID, CentreEvent] = {}
    for effects in kept:
        submitted = {submission.inspection.inspection_id for submission in effects.submissions}
        started = {inspection.inspection_id for _, inspection in effects.started}
        for key, inspection in effects.touched.items():
            kind = "submitted" if key in submitted else "started" if key in started else "results"
            if key not in events or events[key].kind != "submitted":
                events[key] = CentreEvent(kind, key, inspection.district)
    return list(events.values())
