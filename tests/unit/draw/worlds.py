"""Small worlds to draw in: pools and plans as files, as plain or as tangled as a test wants them."""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st

from sync.domain.draw.columns import table
from sync.domain.draw.drawing import Outcome, draw
from sync.domain.draw.plan import Check, Departments, Plan, Qualification
from sync.domain.draw.seeds import Promise, Seed, SeedKind, key_of
from sync.domain.people import Duty
from sync.drawing.reading import FrozenDraw, frozen_draw

ALL_GRADES = ("A", "AA", "AAA", "B", "C")
FIRST, LAST = "2026-06-01", "2026-06-30"
Row = list[Any]


def name_of(what: str) -> str:
    """A pseudonym for a person or recusal."""
    return sha256(what.encode()).hexdigest()


def evenly(rate: int) -> tuple[tuple[str, int], ...]:
    """The same rate for every grade."""
    return tuple((grade, rate) for grade in ALL_GRADES)


def compound(number: int, enterprise: str = "E1", district: str = "D1", grade: str = "A", marks: str = "") -> Row:
    return [f"C{number:04d}", f"阳光花园 {number} 期", enterprise, district, grade, "residential", marks, "34.75 113.62"]


def person(what: str, home: str = "D9", department: str = "一科", qualifications: str = "", **more: Any) -> Row:
    about = {"checked": 1, "temporary": 0, "valid_from": "2020-01-01", "valid_until": "2030-01-01", **more}
    return [name_of(what), "", home, department, *about.values(), qualifications]


def recusal(what: str, scope: str, target: str, decision: str = "granted") -> Row:
    return [name_of(f"{what} {scope} {target}"), name_of(what), scope, target, "declared", decision]


@dataclass
class World:
    """Rows and a plan. Officers and experts are named ``O1``, ``X1`` ... behind their pseudonyms."""

    compounds: list[Row]
    officers: list[Row] = field(default_factory=lambda: [person(f"O{n}") for n in range(1, 7)])
    experts: list[Row] = field(default_factory=lambda: [person(f"X{n}") for n in range(1, 4)])
    enterprises: list[Row] = field(default_factory=list)
    extras: list[Row] = field(default_factory=list)
    recusals: list[Row] = field(default_factory=list)
    plan: Plan = field(
        default_factory=lambda: Plan(
            "汛期检查", FIRST, LAST, (Check("routine", "zz-property-27", "1"),), Promise(SeedKind.LOTTERY, "双色球 2026061 期")
        )
    )

    def planned(self, **changes: Any) -> "World":
        """The same with another plan; ``rate`` is for every grade of its only check."""
        if (rate := changes.pop("rate", None)) is not None:
            changes["checks"] = (replace(self.plan.checks[0], rates=evenly(rate)),)
        self.plan = replace(self.plan, **changes)
        return self

    def files(self) -> dict[str, bytes]:
        """What is frozen."""
        known = {row[0] for row in self.enterprises}
        served = sorted({row[2] for row in self.compounds} - known)
        return {
            "plan.ndjson": self.plan.document(),
            "compounds.ndjson": table(self.compounds),
            "enterprises.ndjson": table([*self.enterprises, *([code, f"物业 {code}", 0] for code in served)]),
            "extras.ndjson": table(self.extras),
            "officers.ndjson": table(self.officers),
            "experts.ndjson": table(self.experts),
            "recusals.ndjson": table(self.recusals),
        }

    def frozen(self) -> FrozenDraw:
        return frozen_draw(self.files())

    def drawn(self, seed: str = "01 02 03 04 05 06 07") -> Outcome:
        """What a seed finds."""
        frozen = self.frozen()
        return draw(frozen.plan, frozen.pools, key_of(frozen.frozen, frozen.plan.seed, Seed(seed)))


def compounds(count: int, **more: str) -> list[Row]:
    return [compound(number, **more) for number in range(1, count + 1)]


@st.composite
def tangled(draw_from: st.DrawFn, enough: bool = False) -> World:
    """Any small world, mostly one in which some rule bites; with ``enough`` people one in which visits are mostly drawn."""
    one = draw_from
    districts, enterprises = ("D1", "D2", "D3"), ("E1", "E2", "E3", "E4")
    pick = st.sampled_from
    found = [
        compound(
            n,
            one(pick(enterprises)),
            one(pick(districts)),
            one(pick(("A", "AA", "B"))),
            one(pick(("", "", "flood", "fire,flood"))),
        )
        for n in range(1, one(st.integers(1, 14)) + 1)
    ]

    def people(letter: str, least: int, most: int) -> list[Row]:
        return [
            person(
                f"{letter}{n}",
                one(pick((*districts, "D9"))),
                one(pick(("一科", "二科", "三科"))),
                one(pick(("", "flood", "fire,flood"))),
                checked=int(one(st.integers(0, 9)) > 0),
                temporary=int(one(st.integers(0, 9)) > 8),
                valid_until=one(pick((*["2030-01-01"] * 8, "2026-06-29", ""))),
            )
            for n in range(1, one(st.integers(least, most)) + 1)
        ]

    officers = people("O", 9 if enough else one(pick((0, 5))), 11)
    experts = people("X", 4 if enough else one(pick((0, 2))), 5)
    names = [f"O{n}" for n in range(1, len(officers) + 1)] + [f"X{n}" for n in range(1, len(experts) + 1)]
    targets = {
        "compound": tuple(row[0] for row in found),
        "enterprise": enterprises,
        "district": tuple(sorted({row[3] for row in found})),
    }
    recusals = {}
    for _ in range(one(st.integers(0, 6)) if names else 0):
        scope = one(pick(sorted(targets)))
        row = recusal(one(pick(names)), scope, one(pick(sorted(targets[scope]))), one(pick(("granted", "granted", "refused"))))
        recusals[row[0]] = row
    extras = [
        [f"{n:04d}", one(pick(found))[0], one(st.integers(0, 6)), "complaints", "12345 热线"]
        for n in range(1, one(st.integers(0, 3)) + 1)
    ]
    routine = Check(
        "routine", "zz-property-27", "1", rates=evenly(one(pick((5000, 10_000) if enough else (700, 2500, 5000, 10_000))))
    )
    flood = Check("flood", "flood", "2", cover=one(st.booleans()), marks=("flood",), rates=evenly(5000))
    local = Check("local", "local", "1", districts=(found[0][3],), rates=evenly(2000), district_rates=((found[0][3], "A", 9000),))
    plan = Plan(
        "汛期检查",
        FIRST,
        LAST,
        one(pick(((routine,), (routine, flood), (flood, local, routine)))),
        Promise(SeedKind.LOTTERY, "双色球"),
        enterprise_cap=0 if enough else one(pick((0, 0, 0, 2, 3, 4))),
        mark_weights=one(pick(((), (("flood", 2),)))),
        most_weight=one(pick((1, 4, 10))),
        home_district=one(st.booleans()),
        departments=one(pick(list(Departments))),
        most_officer_visits=one(pick((0, 0, 3, 4) if enough else (0, 0, 1, 2))),
        most_expert_visits=one(pick((0, 0, 4) if enough else (0, 0, 2))),
        qualifications=one(
            pick(
                (
                    (),
                    (),
                    (Qualification(Duty.EXPERT, "flood", mark="flood"),),
                    (Qualification(Duty.OFFICER, "flood", check="flood"),),
                )
            )
        ),
    )
    known = {check.id for check in plan.checks}
    plan = replace(plan, qualifications=tuple(one for one in plan.qualifications if not one.check or one.check in known))
    served = [[code, f"物业 {code}", one(st.integers(0, 1))] for code in enterprises]
    return World(found, officers, experts, served, extras, list(recusals.values()), plan)
