"""Making the work as even as the constraints allow: the least that is the most for anybody, and no wider spread than has to be.

Somebody hands a visit to a colleague who may take the place, who hands on another one, and so on, until it reaches somebody
with at least two visits fewer than the first. When no such path is left, no other assignment is more even (Harvey et al.,
"Semi-matchings for bipartite graphs and load balancing", 2003).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sync.domain.draw.eligibility import Bench, Demand, may_go
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.people import Duty


@dataclass(frozen=True, slots=True)
class _Step:
    """``giver`` hands ``visit`` on."""

    giver: int
    visit: int


def level(bench: Bench, wanted: Sequence[Demand], teams: list[list[int]], most: int) -> Shortfall | None:
    """Changes the teams in place. A shortfall when somebody still has more than ``most`` visits (0: any number)."""
    holding: list[list[int]] = [[] for _ in range(len(bench))]
    for visit, team in enumerate(teams):
        for person in team:
            holding[person].append(visit)
    while path := _find_path(bench, wanted, teams, holding):
        _hand_on(path, teams, holding)
    return _overload(bench, wanted, teams, holding, most) if most else None


def _find_path(
    bench: Bench, wanted: Sequence[Demand], teams: Sequence[Sequence[int]], holding: Sequence[Sequence[int]]
) -> list[tuple[_Step, int]] | None:
    """The first path in a breadth-first search from the most loaded down; each step with who takes the visit."""
    least = min(map(len, holding), default=0)
    unreached = list(range(len(bench)))
    came_by: dict[int, _Step | None] = {}
    for load in sorted({len(visits) for visits in holding if len(visits) >= least + 2}, reverse=True):
        queue = [person for person in unreached if len(holding[person]) == load]
        came_by.update(dict.fromkeys(queue))
        unreached = [person for person in unreached if person not in came_by]
        for giver in queue:
            for visit in holding[giver]:
                takers = [one for one in unreached if can_replace(bench, wanted[visit], teams[visit], giver, one)]
                for taker in takers:
                    came_by[taker] = _Step(giver, visit)
                    if len(holding[taker]) <= load - 2:
                        return _path_to(taker, came_by)
                if takers:
                    queue += takers
                    unreached = [person for person in unreached if person not in came_by]
    return None


def can_replace(bench: Bench, demand: Demand, team: Sequence[int], giver: int, taker: int) -> bool:
    """Whether ``taker`` may go in place of ``giver``, who is in the team."""
    if taker in team or not may_go(bench, taker, demand):
        return False
    return not bench.apart or all(bench.departments[taker] != bench.departments[other] for other in team if other != giver)


def _path_to(taker: int, came_by: dict[int, _Step | None]) -> list[tuple[_Step, int]]:
    path = []
    while (step := came_by[taker]) is not None:
        path.append((step, taker))
        taker = step.giver
    return path


def _hand_on(path: Sequence[tuple[_Step, int]], teams: list[list[int]], holding: list[list[int]]) -> None:
    """Each taker sits where the giver sat; what somebody holds stays in the order of the visits' numbers."""
    for step, taker in path:
        team = teams[step.visit]
        team[team.index(step.giver)] = taker
        holding[step.giver].remove(step.visit)
        holding[taker] = sorted([*holding[taker], step.visit])


def _overload(
    bench: Bench, wanted: Sequence[Demand], teams: Sequence[Sequence[int]], holding: Sequence[Sequence[int]], most: int
) -> Shortfall | None:
    """Those with too many visits and all to whom these could be handed on: each of them has at least ``most``."""
    queue = [person for person, visits in enumerate(holding) if len(visits) > most]
    if not queue:
        return None
    unreached = [person for person in range(len(bench)) if person not in set(queue)]
    for giver in queue:
        for visit in holding[giver]:
            takers = [one for one in unreached if can_replace(bench, wanted[visit], teams[visit], giver, one)]
            queue += takers
            unreached = [person for person in unreached if person not in set(takers)]
    needed, available = sum(len(holding[person]) for person in queue), most * len(queue)
    visits = sorted({visit for person in queue for visit in holding[person]})
    constraint = Constraint.OFFICER_VISITS if bench.duty is Duty.OFFICER else Constraint.EXPERT_VISITS
    remedies = {"cap": max(map(len, holding)), "people": -(-(needed - available) // most), "visits": needed - available}
    return Shortfall(constraint, needed, available, tuple(map(str, visits)), {}, remedies)
