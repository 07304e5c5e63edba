"""Findings: what failed, with a life of its own until it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sync.domain.checklists import Checklist, Severity
from sync.domain.inspections import UNANSWERED, Outcome, ResultValue


class FindingState(StrEnum):
    """``FIXED_ON_SPOT`` was put right during the visit and needs no order."""

    OPEN = "open"
    FIXED_ON_SPOT = "fixed_on_spot"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed item of a submitted inspection. ``due_on`` is None when it was fixed on the spot."""

    item_code: str
    text: str
    severity: Severity
    due_on: date | None
    state: FindingState


def findings_of(checklist: Checklist, values: Mapping[str, ResultValue]) -> list[Finding]:
    """The findings that the results amount to, in checklist order."""
    found = []
    for item in checklist.items:
        value = values.get(item.code, UNANSWERED)
        if value.outcome is Outcome.FAIL:
            found.append(
                Finding(
                    item_code=item.code,
                    text=value.note,
                    severity=value.severity or item.severity,
                    due_on=None if value.fixed_on_spot else value.due_on,
                    state=FindingState.FIXED_ON_SPOT if value.fixed_on_spot else FindingState.OPEN,
                )
            )
    return found
