"""Who goes where: the least loaded first, ties by ticket, then levelled until no exchange makes it fairer.

The number of a person's ticket is that of the visit it would be for them (the first, the second ...), so that every round has
an order of its own and nobody is tied to the same colleague.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from sync.domain.draw.eligibility import Bench, Demand, may_go, why_not
from sync.domain.draw.levelling import level
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.draw.tickets import ticket
from sync.domain.people import Duty

Teams = list[list[int]]
"""For each visit the people on it, by their position on the bench."""

_Waiting = tuple[int, bytes, int]
"""Load, ticket, position on the bench."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Teams for all visits, or why there are none."""

    teams: Teams
    shortfalls: tuple[Shortfall, ...] = ()


def assign(bench: Bench, wanted: Sequence[Demand], key: str, most: int) -> Assigned:
    """Teams for visits in the order of their numbers; ``most`` visits for a person, 0 for any number."""
    teams = _greedy(bench, wanted, key)
    short = [visit for visit, team in enumerate(teams) if not team]
    if short:
        return Assigned([], tuple(too_few(bench, wanted[visit], visit) for visit in short))
    overload = level(bench, wanted, teams, most)
    return Assigned(teams) if overload is None else Assigned([], (overload,))


def _greedy(bench: Bench, wanted: Sequence[Demand], key: str) -> Teams:
    """An empty team where there are not enough people."""
    waiting: list[_Waiting] = [(0, ticket(key, bench.duty.value, name, 1), person) for person, name in enumerate(bench.ids)]
    heapify(waiting)
    return [_seat(bench, demand, waiting, key) for demand in wanted]


def _seat(bench: Bench, demand: Demand, waiting: list[_Waiting], key: str) -> list[int]:
    team: list[int] = []
    passed: list[_Waiting] = []
    taken: list[_Waiting] = []
    while waiting and len(team) < bench.seats:
        one = heappop(waiting)
        person = one[2]
        if may_go(bench, person, demand) and not (bench.apart and _shares_department(bench, person, team)):
            team.append(person)
            taken.append(one)
        else:
            passed.append(one)
    full = len(team) == bench.seats
    for one in passed if full else passed + taken:
        heappush(waiting, one)
    if not full:
        return []
    for load, _, person in taken:
        heappush(waiting, (load + 1, ticket(key, bench.duty.value, bench.ids[person], load + 2), person))
    return team


def _shares_department(bench: Bench, person: int, team: Sequence[int]) -> bool:
    return any(bench.departments[person] == bench.departments[other] for other in team)


def too_few(bench: Bench, demand: Demand, visit: int) -> Shortfall:
    """Counts why people may not go; where enough may, they are all of one department."""
    fit = [person for person in range(len(bench)) if may_go(bench, person, demand)]
    reasons = [why for person in range(len(bench)) if (why := why_not(bench, person, demand)) is not None]
    excluded = bench.turned_away | {why: reasons.count(why) for why in sorted(set(reasons))}
    constraint, available = (Constraint.OFFICERS if bench.duty is Duty.OFFICER else Constraint.EXPERTS), len(fit)
    if available >= bench.seats:
        constraint, available = Constraint.DEPARTMENTS, len({bench.departments[person] for person in fit})
    missing = bench.seats - available
    return Shortfall(constraint, bench.seats, available, (str(visit),), excluded, {"people": missing})
