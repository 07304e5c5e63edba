"""Recusals: who stays away from what, who asked for it, and who decided [L: request and decision are both kept]."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sync.domain.clock import local_day
from sync.domain.draw.pools import Decision, Origin, Scope
from sync.domain.draw.registers import Ground, RegisteredRecusal, Registers


@dataclass(frozen=True, slots=True)
class Recusal:
    """``person`` by register id; ``target`` is the code of a compound, an enterprise or a district. ``decision`` None: nobody has
    decided yet."""

    person: str
    scope: Scope
    target: str
    ground: Ground
    origin: Origin
    request: str
    requested_by: str
    requested_at: datetime
    decision: Decision | None = None
    decided_by: str = ""
    decided_at: datetime | None = None


def frozen_recusals(recusals: Iterable[Recusal], registers: Registers) -> tuple[RegisteredRecusal, ...]:
    """Those that were decided and are about somebody and something in the pools; any other binds nobody."""
    return tuple(_frozen(one) for one in _about(recusals, registers) if one.decision)


def undecided(recusals: Iterable[Recusal], registers: Registers) -> tuple[Recusal, ...]:
    """Those that might touch a draw from these registers and wait for a decision."""
    return tuple(one for one in _about(recusals, registers) if one.decision is None)


def _about(recusals: Iterable[Recusal], registers: Registers) -> Iterator[Recusal]:
    people = {one.id for one in (*registers.officers, *registers.experts)}
    targets = {
        Scope.COMPOUND: {one.id for one in registers.compounds},
        Scope.ENTERPRISE: {one.enterprise for one in registers.compounds},
        Scope.DISTRICT: {one.district for one in registers.compounds},
    }
    return (one for one in recusals if one.person in people and one.target in targets[one.scope])


def _frozen(one: Recusal) -> RegisteredRecusal:
    assert one.decision is not None
    return RegisteredRecusal(
        person=one.person,
        scope=one.scope,
        target=one.target,
        ground=one.ground,
        origin=one.origin,
        decision=one.decision,
        requested_by=one.requested_by,
        requested_on=local_day(one.requested_at).isoformat(),
        decided_by=one.decided_by,
        decided_on=local_day(one.decided_at).isoformat() if one.decided_at else "",
        request=one.request,
    )
