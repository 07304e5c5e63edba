"""Which compounds a draw visits: in the order of their tickets, as far as quotas and caps allow, check by check.

Where a cap leaves a stratum short although another choice would do, compounds are exchanged along the shortest path of
exchanges that makes room (``exchanging.py``); only if there is none, the draw is not possible.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sync.domain.draw.exchanging import Exchange, Exchanges, Room
from sync.domain.draw.plan import Plan
from sync.domain.draw.pools import Pools
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.draw.strata import Stratum, strata_of, weights_of
from sync.domain.draw.tickets import compound_tickets

NOWHERE = -1
_TICKETS = 1 << 256


@dataclass(frozen=True, slots=True)
class Visit:
    """A compound, by its position in the pool, and the ids of the checks that drew it, in the order of the plan."""

    compound: int
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Visits in the order of their compounds' tickets; they are numbered from 1 in this order."""

    strata: tuple[Stratum, ...]
    visits: tuple[Visit, ...]


def choose(plan: Plan, pools: Pools, key: str) -> Choice | Shortfall:
    """Raises DrawFileInvalid for a grade without a rate."""
    pool = pools.compounds
    tickets = compound_tickets(key, pool.ids, weights_of(plan, pools))
    room = Room(pool.enterprises, _room(plan, pools))
    drawn_by: dict[int, list[str]] = {}
    strata: list[Stratum] = []
    for check in plan.checks:
        found = strata_of(check, pool, key)
        chosen = _choose_for(found, tickets, room)
        if isinstance(chosen, Shortfall):
            return chosen
        strata += found
        for compound in chosen:
            drawn_by.setdefault(compound, []).append(check.id)
        room.drawn.update(chosen)
    ordered = sorted(drawn_by, key=tickets.__getitem__)
    return Choice(tuple(strata), tuple(Visit(compound, tuple(drawn_by[compound])) for compound in ordered))


def _room(plan: Plan, pools: Pools) -> dict[str, int] | None:
    if not plan.enterprise_cap:
        return None
    pool = pools.enterprises
    return {code: max(0, plan.enterprise_cap - visits) for code, visits in zip(pool.codes, pool.visits, strict=True)}


def _choose_for(strata: Sequence[Stratum], tickets: Sequence[bytes], room: Room) -> set[int] | Shortfall:
    """One check's compounds, whose room is then taken."""
    stratum_of = [NOWHERE] * len(tickets)
    for number, stratum in enumerate(strata):
        for compound in stratum.members if stratum.quota else ():
            stratum_of[compound] = number
    left = [stratum.quota for stratum in strata]
    chosen = _in_order(by_ticket(strata, tickets), stratum_of, left, room)
    if not any(left):
        return chosen
    exchanges = Exchanges(by_ticket(strata, tickets), stratum_of, room)
    for number in range(len(strata)):
        while left[number]:
            exchange = exchanges.find(number, chosen)
            if exchange.path is None:
                return _shortfall(strata, exchange, chosen, stratum_of, left)
            for compound in exchange.path:
                room.change(compound, 1 if compound in chosen else -1)
            chosen.symmetric_difference_update(exchange.path)
            left[number] -= 1
    return chosen


def by_ticket(strata: Sequence[Stratum], tickets: Sequence[bytes]) -> Iterator[int]:
    """The compounds of strata that give any, lowest ticket first. Those that will mostly do are sorted first, and alone."""
    giving = [stratum for stratum in strata if stratum.quota]
    share = max((stratum.quota * _TICKETS // len(stratum.members) for stratum in giving), default=0)
    bound = min(share + share // 2, _TICKETS - 1).to_bytes(32)
    members = [compound for stratum in giving for compound in stratum.members]
    yield from sorted([compound for compound in members if tickets[compound] <= bound], key=tickets.__getitem__)
    yield from sorted([compound for compound in members if tickets[compound] > bound], key=tickets.__getitem__)


def _in_order(order: Iterable[int], stratum_of: Sequence[int], left: list[int], room: Room) -> set[int]:
    """The lowest tickets first, as far as quotas and caps allow."""
    chosen: set[int] = set()
    open_seats = sum(left)
    for compound in order if open_seats else ():
        number = stratum_of[compound]
        if left[number] and room.takes(compound):
            chosen.add(compound)
            room.change(compound, -1)
            left[number] -= 1
            open_seats -= 1
            if not open_seats:
                break
    return chosen


def _shortfall(
    strata: Sequence[Stratum], reached: Exchange, chosen: set[int], stratum_of: Sequence[int], left: Sequence[int]
) -> Shortfall:
    """All compounds of the strata reached belong to the enterprises reached or are chosen, and these have no room left."""
    inside = sorted(set(reached.strata))
    held = sum(stratum_of[compound] in inside for compound in chosen)
    missing = sum(left[number] for number in inside)
    where = [f"{strata[number].check} {strata[number].grade} {strata[number].district}" for number in inside]
    remedies = {"room": missing, "visits": missing}
    return Shortfall(Constraint.ENTERPRISE_CAP, held + missing, held, (*where, *sorted(reached.enterprises)), {}, remedies)
