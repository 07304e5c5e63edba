"""What earlier inspections of a compound left behind: the last visit, item by item, and what was never put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sync.domain.checklists import Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import LONGEST_TEXT, Outcome

_BETWEEN = "；"


@dataclass(frozen=True, slots=True)
class PreviousPhoto:
    """A photo of an earlier visit. ``copy_sha256`` names its evidence copy."""

    photo_id: UUID
    copy_sha256: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class PreviousItem:
    """What one item had been given. ``note``: what was wrong, or why the item did not apply. ``finding_state`` is set where it
    became a finding; ``photo`` is the last one taken of it."""

    item_code: str
    outcome: Outcome
    note: str = ""
    severity: Severity | None = None
    due_on: date | None = None
    fixed_on_spot: bool = False
    finding_state: FindingState | None = None
    photo: PreviousPhoto | None = None


@dataclass(frozen=True, slots=True)
class PreviousVisit:
    """The latest visit before, by the same checklist; only the items that were answered. ``visited_on``: a Zhengzhou day."""

    inspection_id: UUID
    visited_on: date
    items: tuple[PreviousItem, ...]

    def item(self, code: str) -> PreviousItem | None:
        """What an item had been given."""
        return next((item for item in self.items if item.item_code == code), None)


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding of an earlier visit that nobody has closed. ``checklist_id`` says whose item the code means."""

    visited_on: date
    checklist_id: str
    item_code: str
    text: str
    severity: Severity
    due_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether its deadline is over."""
        return self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class CompoundHistory:
    """Everything before one visit. ``findings`` counts those of all earlier visits, the closed ones too; ``visit`` is None
    where the compound was never visited by this checklist."""

    visit: PreviousVisit | None = None
    open_findings: tuple[OpenFinding, ...] = ()
    findings: int = 0


NO_HISTORY = CompoundHistory()


class Turn(StrEnum):
    """How an item's answer stands to the one of the visit before, where one of the two is a failure."""

    PUT_RIGHT = "put_right"
    FAILS_NOW = "fails_now"
    FAILS_AGAIN = "fails_again"


_TURNS = {
    (Outcome.FAIL, Outcome.PASS): Turn.PUT_RIGHT,
    (Outcome.PASS, Outcome.FAIL): Turn.FAILS_NOW,
    (Outcome.FAIL, Outcome.FAIL): Turn.FAILS_AGAIN,
}


def turn_of(then: Outcome, now: Outcome | None) -> Turn | None:
    """None also where the item did not apply, or has no answer yet: then nothing can be compared."""
    return _TURNS.get((then, now)) if now else None


def note_of(findings: Sequence[OpenFinding]) -> str:
    """The open findings in one text, as a note of the item on earlier rectification; as many as a note has room for."""
    note = ""
    for finding in findings:
        longer = f"{note}{_BETWEEN if note else ''}{finding.item_code} {finding.text}".rstrip()
        if len(longer) > LONGEST_TEXT:
            return note or longer[:LONGEST_TEXT]
        note = longer
    return note
