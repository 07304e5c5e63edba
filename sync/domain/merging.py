"""How a recorded value meets the one that the centre already holds, and when one in conflict is settled."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sync.domain.inspections import ResultValue


class Verdict(StrEnum):
    """What becomes of a new value for an item."""

    REPLACES = "replaces"
    SAME = "same"
    CONFLICTS = "conflicts"


class Settlement(StrEnum):
    """What became of a value in conflict."""

    CHOSEN = "chosen"
    """Somebody decided for it."""
    PASSED_OVER = "passed-over"
    """Somebody decided for another value."""
    REPLACED = "replaced"
    """Nobody decided: a later value in conflict, or its author's next word, stands in its place."""


def judge(current: ResultValue | None, current_revision: UUID | None, base: UUID | None, proposed: ResultValue) -> Verdict:
    """``base`` is the revision the author had on the screen. Built on the current one, a value replaces it; equal, it merges;
    otherwise both stay in history and a person decides (promise: nothing is overwritten silently). Where nothing stands, nothing
    can be overwritten: a centre may have lost what a value was built on.

    Revisions are ids, not numbers: after a conflict, a later edit of the losing tablet cannot match by counting.
    """
    if current is None or base == current_revision:
        return Verdict.REPLACES
    if current == proposed:
        return Verdict.SAME
    return Verdict.CONFLICTS


@dataclass(frozen=True, slots=True)
class Said:
    """One revision of an item: who said what on top of which revision (``base``), and what it decided about (``resolves``).
    ``conflict``: it did not become the value that stands."""

    revision: UUID
    value: ResultValue
    author: UUID
    at: datetime
    conflict: bool
    base: UUID | None
    resolves: tuple[UUID, ...] = ()


def gives_way(contested: Said, later: Said) -> bool:
    """Whether a later revision settles a contested one that it was built on or names.

    Who goes on from a value has replaced it. A decision that took effect settles whatever it names. One that is in conflict
    itself decided nothing: it only takes the place of values that its author takes back or says again, so that nobody else's
    word goes out of sight for a choice that does not stand.
    """
    if contested.revision == later.revision:
        return False
    if later.base == contested.revision:
        return True
    named = contested.revision in later.resolves
    return named and (not later.conflict or later.author == contested.author or later.value == contested.value)


def settlement(contested: Said, later: Said) -> Settlement:
    """What a later revision that a contested one gives way to makes of it."""
    goes_on = later.base == contested.revision and later.author == contested.author
    if later.conflict or goes_on:
        return Settlement.REPLACED
    return Settlement.CHOSEN if later.value == contested.value else Settlement.PASSED_OVER
