"""What was set apart: looked at, taken in once more, or turned down for good. Nothing is ever deleted, and every act has an
author."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock
from sync.domain.inspections import LONGEST_TEXT
from sync.domain.texts import is_sha256, is_storable
from sync.errors import NotFound, OperationInvalid, QuarantineClosed, SuichaError
from sync.protocol.administration import (
    QuarantineDecision,
    QuarantineDetail,
    QuarantineFilter,
    QuarantinePage,
    QuarantineStep,
    ReleaseAnswer,
)
from sync.protocol.console import CentreEvent
from sync.protocol.messages import OperationOutcome, OperationStatus
from sync.server.services.access import Account
from sync.server.services.deciding import decide, is_set_back
from sync.server.services.intake import IntakeTransaction, read_line
from sync.server.services.known import Effects, Known, ReceivedLine, Sender
from sync.server.services.searching import check_page

log = logging.getLogger(__name__)
MOST_LINES = 500
"""Lines in one decision."""
_SETTLED = (OperationStatus.APPLIED, OperationStatus.DUPLICATE, OperationStatus.CONFLICT)


@dataclass(frozen=True, slots=True)
class SetApart:
    """An entry as a decision needs it."""

    line: bytes
    line_sha256: str
    code: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class NewAct:
    """``closes``: nothing more is to be decided."""

    step: QuarantineStep
    by: UUID
    at: datetime
    comment: str
    closes: bool
    status: OperationStatus | None = None
    code: str | None = None


class QuarantineTransaction(IntakeTransaction, Protocol):
    """An open write transaction."""

    def entries(self, device_id: UUID, line_sha256s: Sequence[str]) -> list[SetApart]:
        """Those that are there, locked until the end."""
        ...

    def sender(self, device_id: UUID) -> Sender:
        """The tablet with the people it has now, revoked or not."""
        ...

    def answer_anew(self, operation_id: UUID, outcome: OperationOutcome) -> None:
        """The operation has this answer from now on, and counts as received at the moment it was taken in: after everything that
        it met, whatever the clock does."""
        ...

    def note(self, device_id: UUID, line_sha256: str, act: NewAct) -> None: ...

    def tell(self, device_id: UUID, line_sha256s: Sequence[str]) -> None:
        """The tablet hears with its news what became of these."""
        ...


class QuarantineRepository(Protocol):
    def page(self, wanted: QuarantineFilter) -> QuarantinePage: ...

    def detail(self, device_id: UUID, line_sha256: str) -> QuarantineDetail | None: ...

    def transaction(self) -> AbstractContextManager[QuarantineTransaction]: ...


class Quarantine:
    """For administrators."""

    def __init__(self, repository: QuarantineRepository, announce: Callable[[CentreEvent], None], clock: Clock) -> None:
        self._repository = repository
        self._announce = announce
        self._clock = clock

    def page(self, wanted: QuarantineFilter) -> QuarantinePage:
        """Raises OperationInvalid for a page or a code that cannot be."""
        if not is_storable(wanted.code):
            raise OperationInvalid(problem="code")
        check_page(wanted.page, wanted.page_size)
        return self._repository.page(wanted)

    def detail(self, device_id: UUID, line_sha256: str) -> QuarantineDetail:
        """Raises NotFound."""
        found = self._repository.detail(device_id, line_sha256) if is_sha256(line_sha256) else None
        if found is None:
            raise NotFound(what="operation", name=line_sha256[:16])
        return found

    def release(self, account: Account, decision: QuarantineDecision) -> ReleaseAnswer:
        """Take lines in once more, in the order their tablet made them. Raises NotFound, QuarantineClosed, OperationInvalid: then
        nothing was done. What is turned down again stays open."""
        _check(decision)
        outcomes: dict[str, OperationOutcome] = {}
        kept: list[Effects] = []
        with self._repository.transaction() as transaction:
            found = _open_entries(transaction, decision)
            sender = transaction.sender(decision.device_id)
            lines = sorted((read_line(entry.line) for entry in found), key=_place)
            transaction.hold(lines, decision.device_id)
            for line in lines:
                outcome, effects = self._take_in(transaction, sender, line)
                outcomes[line.sha256] = outcome
                kept.append(effects)
                closes = outcome.status in _SETTLED
                act = NewAct(
                    QuarantineStep.RELEASED,
                    account.person_id,
                    self._clock.now(),
                    decision.comment.strip(),
                    closes,
                    outcome.status,
                    outcome.code,
                )
                transaction.note(decision.device_id, line.sha256, act)
            settled = [digest for digest, outcome in outcomes.items() if outcome.status in _SETTLED]
            transaction.tell(decision.device_id, settled)
        self._announce_all(kept, decision.device_id)
        return ReleaseAnswer(tuple(outcomes[digest] for digest in decision.line_sha256s))

    def reject(self, account: Account, decision: QuarantineDecision) -> None:
        """For good: whichever tablet brings these lines again hears the same. Raises NotFound, QuarantineClosed,
        OperationInvalid: then nothing was done."""
        _check(decision)
        comment = decision.comment.strip()
        if not comment:
            raise OperationInvalid(problem="comment")
        with self._repository.transaction() as transaction:
            _answer_for_good(transaction, decision.device_id, _open_entries(transaction, decision))
            act = NewAct(QuarantineStep.REJECTED, account.person_id, self._clock.now(), comment, closes=True)
            for digest in decision.line_sha256s:
                transaction.note(decision.device_id, digest, act)
            transaction.tell(decision.device_id, decision.line_sha256s)
        self._announce_all([], decision.device_id)

    def _take_in(
        self, transaction: QuarantineTransaction, sender: Sender, line: ReceivedLine
    ) -> tuple[OperationOutcome, Effects]:
        effects = Effects(tell_sender=True)
        try:
            with transaction.savepoint():
                known = transaction.load([line], [sender.device_id])
                answered = _forget_rejection(known, line)
                outcome = decide(known, sender, line, effects)
                effects.quarantined.clear()  # it is there
                if answered:
                    effects.answered.clear()
                    if line.operation and outcome.status is not OperationStatus.HOLD:
                        transaction.answer_anew(line.operation.id, outcome)
                transaction.store(sender, effects)
        except SuichaError:
            raise
        except Exception:
            log.exception("an operation could not be taken in after its release either")
            operation_id = line.operation.id if line.operation else None
            return OperationOutcome(operation_id, OperationStatus.REJECTED, SuichaError.code), Effects()
        return outcome, effects

    def _announce_all(self, kept: Sequence[Effects], device_id: UUID) -> None:
        for effects in kept:
            submitted = {submission.inspection.inspection_id for submission in effects.submissions}
            for key, inspection in effects.touched.items():
                self._announce(CentreEvent("submitted" if key in submitted else "results", key, inspection.district))
        self._announce(CentreEvent("quarantine", None, "", device_id))


def _check(decision: QuarantineDecision) -> None:
    hashes = decision.line_sha256s
    if not 0 < len(hashes) <= MOST_LINES or len(set(hashes)) < len(hashes) or not all(map(is_sha256, hashes)):
        raise OperationInvalid(problem="line_sha256s")
    if len(decision.comment) > LONGEST_TEXT or not is_storable(decision.comment):
        raise OperationInvalid(problem="comment")


def _open_entries(transaction: QuarantineTransaction, decision: QuarantineDecision) -> list[SetApart]:
    found = transaction.entries(decision.device_id, decision.line_sha256s)
    missing = set(decision.line_sha256s) - {entry.line_sha256 for entry in found}
    if missing:
        raise NotFound(what="operation", name=min(missing)[:16])
    if not all(entry.is_open for entry in found):
        raise QuarantineClosed()
    return found


def _answer_for_good(transaction: QuarantineTransaction, device_id: UUID, entries: Sequence[SetApart]) -> None:
    """Give lines that were set apart without being answered their answer. Left out is what has no place of its own: it cannot be
    read, or its id or number is another operation's."""
    codes = {entry.line_sha256: entry.code for entry in entries}
    lines = [read_line(entry.line) for entry in entries]
    sender, effects = transaction.sender(device_id), Effects()
    known = transaction.load(lines, [device_id])
    for line in lines:
        if line.operation and line.operation.id not in known.answers and not is_set_back(known, sender, line):
            outcome = OperationOutcome(line.operation.id, OperationStatus.REJECTED, codes[line.sha256])
            effects.answered.append((line, outcome))
    transaction.store(sender, effects)


def _place(line: ReceivedLine) -> tuple[int, str]:
    """What cannot be read comes first: nothing can depend on it."""
    return (line.operation.seq if line.operation else 0, line.sha256)


def _forget_rejection(known: Known, line: ReceivedLine) -> bool:
    """Whether these very bytes have the answer that they were turned down; decided anew, they get another."""
    before = known.answers.get(line.operation.id) if line.operation else None
    if before is None or before.status is not OperationStatus.REJECTED or before.line_sha256 != line.sha256:
        return False
    del known.answers[line.operation.id]  # type: ignore[union-attr]
    return True
