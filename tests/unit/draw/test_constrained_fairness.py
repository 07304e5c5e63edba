"""Constrained pools against an expectation that is simulated with ordinary randomness, by rules written a second time."""

from collections import Counter
from random import Random

import pytest

from sync.domain.draw.drawing import draw
from tests.unit.draw.worlds import World, compound, name_of, person, recusal

SEEDS, SIMULATED = 4_000, 40_000


def world():
    """Weights, a cap, officers away from home, recusals: chances differ from one compound and one officer to the next."""
    rows = [compound(n, f"E{n % 3}", f"D{n % 2}") for n in range(12)]
    extras = [["1", "C0000", 2, "complaints", "热线"], ["2", "C0005", 1, "record", "案卷"]]
    officers = [person(f"O{n}", home=f"D{n % 3}") for n in range(7)]
    recusals = [recusal("O2", "enterprise", "E0"), recusal("O5", "enterprise", "E1")]
    return World(rows, officers, [person("X1")], extras=extras, recusals=recusals).planned(rate=10_000 // 3, enterprise_cap=2)


def simulated(chance):
    """One draw: compounds in weighted random order within quota and cap, then the least loaded officers, ties at random."""
    weights = {n: 1 + {0: 2, 5: 1}.get(n, 0) for n in range(12)}
    order = sorted(range(12), key=lambda n: chance.expovariate(weights[n]))
    start = chance.randrange(10_000)
    share = 6 * (10_000 // 3)
    quota = {"D0": (start + share) // 10_000, "D1": (start + 2 * share) // 10_000 - (start + share) // 10_000}
    room = Counter({f"E{n}": 2 for n in range(3)})
    drawn = []
    for n in order:
        district, enterprise = f"D{n % 2}", f"E{n % 3}"
        if quota[district] and room[enterprise]:
            quota[district] -= 1
            room[enterprise] -= 1
            drawn.append(n)
    teams, lots = [], {}
    load = Counter(dict.fromkeys(range(7), 0))
    for n in drawn:
        fit = [o for o in range(7) if may_go(o, n)]
        team = sorted(fit, key=lambda o: (load[o], lots.setdefault((o, load[o]), chance.random())))[:2]
        load.update(team)
        teams.append(team)
    levelled(drawn, teams, load, chance.sample(range(7), 7))
    return drawn, load


def may_go(officer, compound):
    return officer % 3 != compound % 2 and (officer, compound % 3) not in ((2, 0), (5, 1))


def levelled(drawn, teams, load, order):
    """Hands visits on while that makes the work more even."""

    def path_from(top, seen):
        """Breadth first: the shortest way from ``top`` visits to at least two fewer."""
        queue = [(one, []) for one in order if load[one] == top and one not in seen]
        seen.update(one for one, _ in queue)
        for one, way in queue:
            for at in [at for at, team in enumerate(teams) if one in team]:
                for taker in order:
                    if taker not in seen and taker not in teams[at] and may_go(taker, drawn[at]):
                        seen.add(taker)
                        further = [*way, (one, at, taker)]
                        if load[taker] <= top - 2:
                            return further
                        queue.append((taker, further))
        return None

    while True:
        seen = set()
        tops = sorted({top for top in load.values() if top >= min(load.values()) + 2}, reverse=True)
        way = next((found for top in tops if (found := path_from(top, seen))), None)
        if way is None:
            return
        for giver, at, taker in way:
            teams[at][teams[at].index(giver)] = taker
        load[way[0][0]] -= 1
        load[way[-1][2]] += 1


@pytest.mark.soak
def test_constrained_chances_are_those_that_ordinary_randomness_gives():
    frozen = world().frozen()
    compounds, officers = Counter(), Counter()
    for seed in range(SEEDS):
        for visit in draw(frozen.plan, frozen.pools, f"{seed}").visits:
            compounds[visit.compound] += 1
            officers.update(visit.officers)
    chance = Random(2021)
    expected, work, squares = Counter(), Counter(), Counter()
    for _ in range(SIMULATED):
        drawn, load = simulated(chance)
        expected.update(drawn)
        work.update(load)
        squares.update({one: visits * visits for one, visits in load.items()})
    deviations = []
    for n in range(12):
        share = expected[n] / SIMULATED
        deviations.append(
            (compounds[f"C{n:04d}"] - SEEDS * share) / (SEEDS * share * (1 - share) * (1 + SEEDS / SIMULATED)) ** 0.5
        )
    for n in range(7):
        mean = work[n] / SIMULATED
        spread = squares[n] / SIMULATED - mean * mean
        deviations.append((officers[name_of(f"O{n}")] - SEEDS * mean) / (SEEDS * spread * (1 + SEEDS / SIMULATED)) ** 0.5)
    assert max(map(abs, deviations)) < 4.05  # 19 of them: one beyond this by chance once in a thousand times
    assert compounds["C0000"] > 1.5 * compounds["C0002"]
