"""Test vectors for programs in any language: ``python -m tests.unit.draw.vectors`` writes them anew, which only a new algorithm
may need."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from sync.domain.draw.drawing import draw
from sync.domain.draw.outcomes import outcome_document
from sync.domain.draw.plan import Check, Departments, Qualification
from sync.domain.draw.seeds import Promise, Seed, SeedKind, commitment, key_of
from sync.domain.draw.tickets import ticket
from sync.domain.people import Duty
from tests.unit.draw.worlds import World, compound, compounds, evenly, person, recusal

FOLDER = Path("tests/fixtures/draw")
_LOTTERY = Seed("05 11 17 20 28 31 09", "2026-05-20 21:15", ("公证员甲", "业主代表乙"))
_HANDED_ON, _EXCHANGED = Seed("8"), Seed("1")
"""Seeds that meet what they are there for."""
_SECRETS = (("业主代表", "a7 x"), ("公证处", "9-9"), ("Bureau", "Zx81"))


def _city() -> World:
    """Everything at once: grades, districts, weights, a cap, merged checks, departments, a qualification, recusals."""
    rows = [
        compound(n, f"E{n % 7}", f"4101{n % 5:02d}", ("AAA", "AA", "A", "B", "C")[n % 4], "flood" if n % 9 == 0 else "")
        for n in range(131)
    ]
    officers = [
        person(f"O{n}", f"4101{n % 5:02d}", f"{n % 3}科", valid_until="2026-06-15" if n == 4 else "2030-01-01") for n in range(16)
    ]
    experts = [person(f"X{n}", qualifications="flood" if n % 2 else "") for n in range(6)]
    world = World(rows, officers, experts, [[f"E{n}", f"物业 {n}", n % 3] for n in range(7)])
    world.extras = [["1", "C0007", 3, "complaints", "12345 热线"], ["2", "C0007", 1, "record", "案卷"]]
    world.recusals = [
        recusal("O3", "enterprise", "E2"),
        recusal("O5", "district", "410101", "refused"),
        recusal("X1", "compound", "C0009"),
    ]
    local = replace(world.plan.checks[0], district_rates=(("410104", "B", 5000),))
    flood = Check("flood", "flood", "1", cover=True, marks=("flood",))
    return world.planned(
        checks=(local, flood),
        enterprise_cap=8,
        mark_weights=(("flood", 2),),
        departments=Departments.DIFFERENT,
        qualifications=(Qualification(Duty.EXPERT, "flood", check="flood"),),
    )


def _uneven() -> World:
    """Some may go everywhere and some only here or there: the least loaded first is not even enough, and work is handed on."""
    rows = [compound(n, district=f"D{n % 3}") for n in range(14)]
    officers = [person(f"O{n}", home=f"D{n % 4}", department=f"{n % 2}科") for n in range(9)]
    recusals = [recusal(f"O{n}", "district", f"D{(n + 1) % 3}") for n in range(6)]
    return World(rows, officers, recusals=recusals).planned(rate=10_000, departments=Departments.DIFFERENT)


def _exchanged() -> World:
    """A cap under which the lowest tickets alone leave a stratum short."""
    rows = [compound(n, f"E{n % 2}", "D0") for n in range(4)] + [compound(n, f"E{n % 3}", "D1") for n in range(4, 8)]
    world = World(rows)
    check = replace(world.plan.checks[0], rates=evenly(2500), district_rates=(("D0", "A", 5000),))
    return world.planned(checks=(check,), enterprise_cap=1)


def worlds() -> dict[str, tuple[World, Seed]]:
    promise = Promise(SeedKind.COMMITMENTS, "三方承诺", tuple((party, commitment(party, secret)) for party, secret in _SECRETS))
    return {
        "city": (_city(), _LOTTERY),
        "uneven": (_uneven(), _HANDED_ON),
        "exchanged": (_exchanged(), _EXCHANGED),
        "commitments": (World(compounds(30)).planned(seed=promise), Seed("", openings=_SECRETS)),
        "cap-too-low": (World(compounds(20)).planned(rate=5000, enterprise_cap=4), _LOTTERY),
        "no-officers": (World(compounds(12), [person("O1"), person("O2", home="D1"), person("O3", checked=0)]), _LOTTERY),
        "too-many-visits": (World(compounds(12)).planned(rate=10_000, most_officer_visits=3, most_expert_visits=2), _LOTTERY),
    }


def vector(world: World, seed: Seed) -> dict[str, Any]:
    """As it is written."""
    frozen = world.frozen()
    key = key_of(frozen.frozen, frozen.plan.seed, seed)
    first = frozen.pools.compounds.ids[0]
    return {
        "files": {name: content.decode() for name, content in sorted(world.files().items())},
        "seed": seed.plain(),
        "frozen": frozen.frozen,
        "key": key,
        "tickets": [
            ["compound", first, 1, ticket(key, "compound", first, 1).hex()],
            ["rounding", "x", 1, ticket(key, "rounding", "x").hex()],
        ],
        "result": outcome_document(draw(frozen.plan, frozen.pools, key)).decode().splitlines(),
    }


if __name__ == "__main__":
    for name, made in worlds().items():
        (FOLDER / f"{name}.json").write_text(json.dumps(vector(*made), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
