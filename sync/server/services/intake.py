"""Taking in what tablets recorded: one transaction per batch, one outcome per line."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from sync.domain.chain import link_named
from sync.domain.clock import Clock
from sync.domain.receipts import Receipt
from sync.errors import OperationInvalid, OperationReused, SuichaError
from sync.protocol.messages import CentreEvent, OperationOutcome, OperationStatus, PushAnswer
from sync.protocol.operations import decode
from sync.server.services.countersigning import CentreKey
from sync.server.services.deciding import decide
from sync.server.services.known import Effects, Known, ReceivedLine, Sender

log = logging.getLogger(__name__)
Taken = tuple[list[OperationOutcome], list[Effects], Receipt | None]
_NOT_HELD = (OperationReused.code, SuichaError.code)
"""Lines with these answers stand in quarantine only."""


class IntakeTransaction(Protocol):
    """An open write transaction."""

    def load(self, received: Sequence[ReceivedLine]) -> Known:
        """What these lines touch, locked until the end."""
        ...

    def store(self, sender: Sender, effects: Effects, tell_sender: bool = False) -> None:
        """Write everything with bulk statements. ``tell_sender``: the sending tablet is to hear of it with the news, too."""
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """What happens inside is undone alone when it fails. Raises StorageFull, CentreBusy: that is no operation's fault."""
        ...

    def store_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt; of several for the same operation the first."""
        ...


class IntakeRepository(Protocol):
    def transaction(self) -> AbstractContextManager[IntakeTransaction]: ...


class Intake:
    """Applies operations before it answers, and announces them after the commit."""

    def __init__(
        self, repository: IntakeRepository, announce: Callable[[CentreEvent], None], key: CentreKey, clock: Clock
    ) -> None:
        self._repository = repository
        self._announce = announce
        self._key = key
        self._clock = clock

    def take(self, sender: Sender, lines: Sequence[bytes]) -> PushAnswer:
        """One outcome per line. A line that breaks the bulk way is set apart; the others go through without it."""
        received = [read_line(line) for line in lines]
        try:
            outcomes, effects, receipt = self._together(sender, received)
        except SuichaError:
            raise
        except Exception:
            log.exception("a batch failed as a whole; its operations are applied one by one")
            outcomes, effects, receipt = self._one_by_one(sender, received)
        for event in _events(effects):
            self._announce(event)
        if any(one.quarantined for one in effects):
            self._announce(CentreEvent("quarantine", None, "", sender.device_id))
        return PushAnswer(tuple(outcomes), receipt)

    def set_apart(self, sender: Sender, lines: Sequence[bytes], code: str, reason: str) -> tuple[OperationOutcome, ...]:
        """Keep lines in quarantine instead of applying them; what was answered before gets that answer again."""
        received, effects = [read_line(line) for line in lines], Effects()
        with self._repository.transaction() as transaction:
            known = transaction.load(received)
            outcomes = []
            for line in received:
                if line.operation is None or line.operation.id in known.answers:
                    outcomes.append(decide(known, sender, line, effects))
                else:
                    effects.quarantined.append((line, code, reason))
                    outcomes.append(OperationOutcome(line.operation.id, OperationStatus.REJECTED, code))
            transaction.store(sender, effects)
        return tuple(outcomes)

    def _together(self, sender: Sender, received: list[ReceivedLine]) -> Taken:
        effects = Effects()
        with self._repository.transaction() as transaction:
            known = transaction.load(received)
            outcomes = [decide(known, sender, line, effects) for line in received]
            transaction.store(sender, effects)
            receipt = self._countersign(transaction, sender, received, outcomes)
        return outcomes, [effects], receipt

    def _one_by_one(self, sender: Sender, received: list[ReceivedLine]) -> Taken:
        outcomes: list[OperationOutcome] = []
        kept: list[Effects] = []
        with self._repository.transaction() as transaction:
            for line in received:
                effects = Effects()
                try:
                    with transaction.savepoint():
                        outcomes.append(decide(transaction.load([line]), sender, line, effects))
                        transaction.store(sender, effects)
                except SuichaError:
                    raise
                except Exception as error:
                    log.exception("an operation was set apart")
                    effects = Effects(quarantined=[(line, SuichaError.code, repr(error)[:500])])
                    outcomes[len(kept) :] = [_set_apart(line)]
                    transaction.store(sender, effects)
                kept.append(effects)
            receipt = self._countersign(transaction, sender, received, outcomes)
        return outcomes, kept, receipt

    def _countersign(
        self,
        transaction: IntakeTransaction,
        sender: Sender,
        received: Sequence[ReceivedLine],
        outcomes: Sequence[OperationOutcome],
    ) -> Receipt | None:
        """One receipt for the batch, in its own transaction: for the last operation that is held and names its place."""
        for line, outcome in zip(reversed(received), reversed(outcomes), strict=True):
            place = _place_of(line) if outcome.status is not OperationStatus.HOLD and outcome.code not in _NOT_HELD else None
            if place is not None:
                receipt = self._key.receipt(sender.device_id, *place, self._clock.now())
                transaction.store_receipt(receipt)
                return receipt
        return None


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
        return ReceivedLine(line, digest, decode(line))
    except OperationInvalid as error:
        return ReceivedLine(line, digest, None, str(error.fields.get("problem")))


def _set_apart(line: ReceivedLine) -> OperationOutcome:
    return OperationOutcome(line.operation.id if line.operation else None, OperationStatus.REJECTED, SuichaError.code)


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
