"""Which invented team goes where, by when. Not a draw: the demo needs a plan that always looks the same."""

from dataclasses import dataclass
from random import Random

from inspector_app.demo.names import SPECIAL_COMPOUNDS
from inspector_app.demo.registers import DemoCompound, DemoPerson, DemoRegisters

DEMO_DUE_DAYS = (1, 1, 2, 3, 5, 7, 9, 11, 14, 16, 19, 21)
"""Days from today by which the demo team's assignments are due."""

LAST_DUE_DAY = 21
Team = tuple[DemoPerson, DemoPerson, DemoPerson]


@dataclass(frozen=True, slots=True)
class DemoAssignment:
    """``due_in_days`` counts calendar days from the day the centre is filled."""

    compound: DemoCompound
    team: Team
    due_in_days: int


def demo_team(registers: DemoRegisters) -> Team:
    """The team whose tablet the demo opens: two officers and an expert."""
    return registers.officers[0], registers.officers[1], registers.experts[0]


def demo_plan(registers: DemoRegisters, seed: int = 27) -> tuple[DemoAssignment, ...]:
    """One assignment for every compound: twelve for the demo team, the rest fairly over the others, no officer at home."""
    chance = Random(seed)
    own = _compounds_of_the_demo_team(chance, registers)
    team = demo_team(registers)
    days = zip(chance.sample(own, len(own)), DEMO_DUE_DAYS, strict=True)
    plan = [DemoAssignment(compound, team, due) for compound, due in days]
    rest = [compound for compound in registers.compounds if compound not in own]
    load = dict.fromkeys(_other_teams(registers), 0)
    for compound in rest:
        chosen = min((team for team in load if _may_go(team, compound)), key=load.__getitem__)
        load[chosen] += 1
        plan.append(DemoAssignment(compound, chosen, chance.randint(1, LAST_DUE_DAY)))
    return tuple(plan)


def _compounds_of_the_demo_team(chance: Random, registers: DemoRegisters) -> list[DemoCompound]:
    special_names = {name for _, name in SPECIAL_COMPOUNDS}
    open_to_it = [compound for compound in registers.compounds if _may_go(demo_team(registers), compound)]
    special = [compound for compound in open_to_it if compound.name in special_names]
    others = [compound for compound in open_to_it if compound.name not in special_names]
    return special + chance.sample(others, len(DEMO_DUE_DAYS) - len(special))


def _other_teams(registers: DemoRegisters) -> list[Team]:
    officers, experts = registers.officers[2:], registers.experts[1:]
    half = len(officers) // 2
    return [
        (first, second, experts[number % len(experts)])
        for number, (first, second) in enumerate(zip(officers[:half], officers[half:], strict=True))
    ]


def _may_go(team: Team, compound: DemoCompound) -> bool:
    return all(officer.home != compound.district for officer in team[:2])
