"""An earlier round of checks: another team was at some of the demo team's compounds, and found something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from inspector_app.demo.plan import Team, demo_plan, demo_team
from inspector_app.demo.registers import DemoCompound, DemoRegisters, demo_registers
from sync.bundled import bundled_checklist
from sync.domain.clock import SystemClock
from sync.domain.compounds import Originals
from sync.domain.ids import IdMaker
from sync.domain.marks import Arrow, Circle, MarkColour, TextMark
from sync.domain.people import Duty
from sync.server.services.registers import NewAssignment, NewCampaign, Registers

PAST_DAYS = 20
"""So long ago that short deadlines are over and long ones are not."""

PAST_VISITS = 3
"""The demo team's compounds that are due first."""


DRAWN = (Circle((0.62, 0.58), (0.13, 0.16)), Arrow((0.25, 0.2), (0.5, 0.44)), TextMark((0.06, 0.14), "此处", MarkColour.YELLOW))
"""What one of its officers drew on a copy of a photo."""


@dataclass(frozen=True, slots=True)
class PastClock:
    """Runs ``days`` behind."""

    days: int = PAST_DAYS

    def now(self) -> datetime:
        return SystemClock().now() - timedelta(days=self.days)


def add_past_round(centre: Registers, today: date, seed: int = 27) -> Sequence[UUID]:
    """A campaign that is over, with its assignments; returns the officers who went there. The checklist is published already."""
    registers, ids = demo_registers(seed), IdMaker()
    compounds = _compounds(registers, seed)
    team = _team(registers, compounds, seed)
    checklist = bundled_checklist()
    campaign = NewCampaign(ids.new(), f"{today.year}年物业服务专项检查", checklist.id, checklist.version, Originals.ON_DEMAND)
    centre.add_campaign(campaign)
    centre.add_assignments(
        [
            NewAssignment(
                id=ids.new(),
                inspection_id=ids.new(),
                campaign_id=campaign.id,
                compound_id=compound.id,
                due_on=today - timedelta(days=PAST_DAYS - 1),
                team=tuple(member.id for member in team),
            )
            for compound in compounds
        ]
    )
    return [member.id for member in team if member.duty is Duty.OFFICER]


def _compounds(registers: DemoRegisters, seed: int) -> list[DemoCompound]:
    own = [planned for planned in demo_plan(registers, seed) if planned.team == demo_team(registers)]
    soonest = sorted(own, key=lambda planned: planned.due_in_days)
    return [planned.compound for planned in soonest[:PAST_VISITS]]


def _team(registers: DemoRegisters, compounds: Sequence[DemoCompound], seed: int) -> Team:
    """The last team of the plan whose officers are at home in none of these districts."""
    teams = dict.fromkeys(planned.team for planned in demo_plan(registers, seed))
    homes = {compound.district for compound in compounds}
    away = [team for team in teams if team != demo_team(registers) and not homes & {member.home for member in team[:2]}]
    return away[-1]
