"""Score of an inspection [P: earned weight / applicable weight x 100, to be confirmed by the bureau]."""

from collections.abc import Mapping

from sync.domain.checklists import Checklist
from sync.domain.inspections import UNANSWERED, Outcome, ResultValue


def score(checklist: Checklist, values: Mapping[str, ResultValue]) -> float | None:
    """0 to 100 with one decimal. Items that are not applicable, not answered or not scored count on neither side.

    None when nothing applicable was answered.
    """
    earned = applicable = 0
    for item in checklist.items:
        outcome = values.get(item.code, UNANSWERED).outcome
        if item.scored and outcome in (Outcome.PASS, Outcome.FAIL):
            applicable += item.weight
            earned += item.weight if outcome is Outcome.PASS else 0
    return round(100 * earned / applicable, 1) if applicable else None
