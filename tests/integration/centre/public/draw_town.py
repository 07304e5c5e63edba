"""Campaigns of a town, drawn through the centre's own use cases."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from sync.domain.draw.plan import Check, Departments, Plan
from sync.domain.draw.seeds import Promise, Seed, SeedKind
from sync.domain.people import Duty
from sync.protocol.campaigns import FreezeRequest, PlanRequest, ReplaceRequest, RunRequest
from sync.protocol.visits import VisitFilter
from sync.server.services.registers import NewCompound, NewEnterprise, NewPerson
from tests.integration.centre.public.conftest import Town

DICE = "12345612345612345612"
SEED = Seed(DICE, "2026-05-20 10:05 公证处", ("公证员甲", "业主代表乙"))
FAR = datetime(2099, 1, 1, 1, 30, tzinfo=UTC)
NAMES = ("梧桐苑", "桂花里", "松涛阁", "竹影轩", "兰亭序", "荷风居", "银杏湾", "紫荆园")
GRADES = ("AA", "A", "B", "C")
VALID = {"checked": True, "valid_from": "2026-01-01", "valid_until": "2026-12-31"}


class DrawTown:
    """People and compounds that no test beside this one draws from."""

    def __init__(self, town: Town) -> None:
        self.town, self.centre = town, town.centre
        registers, enterprise, new = town.centre.registers, town.ids.new(), town.ids.new
        registers.add_enterprises([NewEnterprise(enterprise, "嵩山物业服务有限公司", "91410100MA77777777")])
        self.officers = [
            NewPerson(new(), f"李公{n}秘", Duty.OFFICER, "erqi", f"证-{n}-秘", department=f"{n}科", **VALID) for n in range(5)
        ]
        self.experts = [NewPerson(new(), f"王专{n}秘", Duty.EXPERT, certificate=f"专-{n}-秘") for n in range(3)]
        registers.add_people([*self.officers, *self.experts])
        registers.add_compounds(
            [
                NewCompound(new(), name, f"花园路{n}号", "jinshui", enterprise, GRADES[n % 4], f"JS-{n:03d}", "住宅", ("高层",))
                for n, name in enumerate(NAMES)
            ]
        )

    def plan(self, name: str, **changed: object) -> Plan:
        checklist = self.town.checklist
        check = Check("routine", checklist.id, checklist.version, districts=("jinshui",), marks=("高层",))
        rates = (("AA", 5000), ("A", 5000), ("B", 10_000), ("C", 10_000))
        plan = Plan(
            campaign=name,
            first_day="2026-06-01",
            last_day="2026-06-30",
            checks=(replace(check, rates=rates),),
            seed=Promise(SeedKind.DICE, "2026-05-20 10:00 公证处"),
            mark_weights=(("高层", 1),),
            departments=Departments.DIFFERENT,
        )
        return replace(plan, **changed)

    def frozen(self, name: str, release_at: datetime | None = None, **changed: object) -> UUID:
        campaign = self.town.ids.new()
        self.centre.campaigns.plan(self.town.account, campaign, PlanRequest(self.plan(name, **changed), release_at))
        self.centre.draws.freeze(self.town.account, campaign, FreezeRequest())
        return campaign

    def drawn(self, name: str, release_at: datetime | None = None, **changed: object) -> UUID:
        campaign = self.frozen(name, release_at, **changed)
        self.run(campaign)
        return campaign

    def run(self, campaign: UUID, draw: int = 1, seed: Seed = SEED) -> None:
        self.centre.draws.run(self.town.account, campaign, RunRequest(draw, seed))

    def visits(self, campaign: UUID) -> int:
        return self.centre.visits.page(self.town.account, campaign, VisitFilter()).total

    def drawn_again(self, campaign: UUID, reason: str) -> None:
        self.centre.draws.freeze(self.town.account, campaign, FreezeRequest(reason))
        self.run(campaign, 2, replace(SEED, value=DICE[::-1]))

    def replace_somebody(self, campaign: UUID, reason: str, draw: int = 1) -> None:
        visit = self.centre.visits.page(self.town.account, campaign, VisitFilter(draw)).rows[0]
        request = ReplaceRequest(draw, visit.team[0].person_id, reason, (visit.number,))
        assert self.centre.draws.replace(self.town.account, campaign, request).seats
