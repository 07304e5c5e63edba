"""The chain of a device's operations: every frozen line names the link before it, so what was removed, changed or moved shows.

``link(k) = SHA-256(link(k-1) + SHA-256(line k))``, all in lower-case hex; before a device's first operation stands the empty
text. The links follow from the hashes of the lines alone: whoever may not see a line can still check the chain through it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

NOTHING_BEFORE = ""
"""What stands before a device's first operation."""


class Break(StrEnum):
    """What is wrong with a chain. ``CHANGED``: the line is not the one that was chained."""

    CHANGED = "changed"
    REMOVED = "removed"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong with a chain: at the operation ``seq``, or somewhere from there to ``last``."""

    kind: Break
    seq: int
    last: int

    @property
    def place(self) -> int | str:
        """Its number, or the numbers it lies between."""
        return self.seq if self.seq == self.last else f"{self.seq}–{self.last}"


class Member(NamedTuple):
    """An operation in a chain. ``before`` is the link that its own line names; None where the line is not at hand, or names
    none because it is older than chains. ``line_sha256`` None: nobody has the lines from ``seq`` to ``until``."""

    seq: int
    line_sha256: str | None
    before: str | None = None
    until: int = 0

    @property
    def last(self) -> int:
        return max(self.seq, self.until)


def link(before: str, line_sha256: str) -> str:
    """The link of a line after another link."""
    return sha256((before + line_sha256).encode()).hexdigest()


def link_named(seq: int, before: str, line_sha256: str) -> str | None:
    """The link of a line by what the line itself names; None for lines that are older than chains."""
    return link(before, line_sha256) if before or seq == 1 else None


def first_fault(members: Sequence[Member], start: str | None, known: Mapping[int, str]) -> Fault | None:
    """The first thing wrong with a run of a device's operations, or None.

    ``start`` is the link before the first one, None where unknown; ``known`` are links known from elsewhere (receipts), by
    number: without one for the last operation, nobody after it speaks for it.
    """
    return _gap(members, known) or _first_change(members, start, known)


def _gap(members: Sequence[Member], known: Mapping[int, str]) -> Fault | None:
    numbers = {member.seq for member in members}
    for before, member in zip(members, members[1:], strict=False):
        expected = before.last + 1
        if member.seq != expected:
            moved = expected in numbers or member.seq < expected
            return Fault(Break.SWAPPED if moved else Break.REMOVED, expected, expected if moved else member.seq - 1)
    last = members[-1].last if members else 0
    beyond = max(known, default=0)
    return Fault(Break.REMOVED, last + 1, beyond) if beyond > last else None


def _first_change(members: Sequence[Member], start: str | None, known: Mapping[int, str]) -> Fault | None:
    """``vouched`` counts up with every line that names the link before it, and with every known link: what stands before it
    is as it was chained."""
    before, vouched = start, 0
    for position, member in enumerate(members):
        if member.before is not None:
            if before not in (None, member.before):
                return _at(members, vouched, position - 1)
            before, vouched = member.before, position
        before = None if before is None or member.line_sha256 is None else link(before, member.line_sha256)
        if member.seq in known:
            if before not in (None, known[member.seq]):
                return _at(members, vouched, position)
            before, vouched = known[member.seq], position + 1
    return None


def _at(members: Sequence[Member], first: int, last: int) -> Fault:
    if last < 0:
        return Fault(Break.REMOVED, members[0].seq - 1, members[0].seq - 1)
    return Fault(Break.CHANGED, members[first].seq, members[last].seq)
