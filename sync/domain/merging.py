"""How a recorded value meets the one that the centre already holds."""

from enum import StrEnum
from uuid import UUID

from sync.domain.inspections import ResultValue


class Verdict(StrEnum):
    """What becomes of a new value for an item."""

    REPLACES = "replaces"
    SAME = "same"
    CONFLICTS = "conflicts"


def judge(current: ResultValue | None, current_revision: UUID | None, base: UUID | None, proposed: ResultValue) -> Verdict:
    """``base`` is the revision the author had on the screen. Built on the current one, a value replaces it; equal, it merges;
    otherwise both stay in history and a person decides (promise: nothing is overwritten silently).

    Revisions are ids, not numbers: after a conflict, a later edit of the losing tablet cannot match by counting.
    """
    if base == current_revision:
        return Verdict.REPLACES
    if current == proposed:
        return Verdict.SAME
    return Verdict.CONFLICTS
