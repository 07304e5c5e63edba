"""A world with enough compounds, officers and experts for a draw of its own, and an administrator who holds it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sync.client.http_centre import HttpCentre
from sync.domain.draw.plan import Check, Plan, Qualification
from sync.domain.draw.seeds import Promise, Seed, SeedKind
from sync.domain.ids import IdMaker
from sync.domain.people import Duty, Role
from sync.protocol.campaigns import CampaignDetail, DrawOnRecord, FreezeRequest, PlanRequest, RunRequest
from sync.protocol.visits import VisitFilter, VisitOnRecord
from sync.server.services.registers import NewCompound, NewPerson
from tests.contract.conftest import Tablet, World

DICE = "12345612345612345612"
SEED = Seed(DICE, "2026-05-20 10:05 公证处", ("公证员甲", "业主代表乙"))
COMPOUNDS, OFFICERS, EXPERTS = 4, 4, 2
_IDS = IdMaker()


@dataclass
class Ceremony:
    """Nobody outside has the qualification that its checks ask for, so its draws find its own people."""

    world: World
    elsewhere: str
    campaign: UUID = field(default_factory=_IDS.new)

    def __post_init__(self) -> None:
        self.head: HttpCentre = self.world.supervisor(Role.ADMINISTRATOR)
        self.needed = f"q{self.world.district}"
        valid = {"checked": True, "valid_from": "2026-01-01", "valid_until": "2026-12-31", "qualifications": (self.needed,)}
        self.officers = [
            NewPerson(_IDS.new(), f"李{n}", Duty.OFFICER, self.elsewhere, f"{self.needed}-{n}", department=f"{n}科", **valid)
            for n in range(OFFICERS)
        ]
        self.experts = [
            NewPerson(_IDS.new(), f"王{n}", Duty.EXPERT, certificate=f"{self.needed}-E{n}", qualifications=(self.needed,))
            for n in range(EXPERTS)
        ]
        self.world.centre.registers.add_people([*self.officers, *self.experts])
        self.compounds = [
            NewCompound(
                _IDS.new(),
                f"梧桐苑{n}",
                f"花园路{n}号",
                self.world.district,
                self.world.enterprise,
                "A",
                self.code(n),
                marks=("高层",),
            )
            for n in range(COMPOUNDS)
        ]
        self.world.centre.registers.add_compounds(self.compounds)

    def code(self, number: int) -> str:
        return f"{self.world.district}-T{number}"

    def check(self, **changed: object) -> Check:
        """Covers what this world has for draws, and leaves the compounds of other tests alone."""
        checklist = self.world.checklist
        check = Check("routine", checklist.id, checklist.version, districts=(self.world.district,), marks=("高层",))
        return replace(check, rates=(("A", 10_000),), **changed)

    def plan(self, *checks: Check, **changed: object) -> Plan:
        wanted = checks or (self.check(),)
        plan = Plan(
            campaign=f"检查 {self.world.district}",
            first_day="2026-06-01",
            last_day="2026-06-30",
            checks=wanted,
            seed=Promise(SeedKind.DICE, "2026-05-20 10:00 公证处"),
            qualifications=tuple(Qualification(duty, self.needed, check.id) for duty in Duty for check in wanted),
        )
        return replace(plan, **changed)

    def planned(self, plan: Plan | None = None, release_at: datetime | None = None, **more: object) -> CampaignDetail:
        return self.head.plan_campaign(self.campaign, PlanRequest(plan or self.plan(), release_at, **more))

    def frozen(self, reason: str = "") -> DrawOnRecord:
        return self.head.freeze(self.campaign, FreezeRequest(reason))

    def run(self, draw: int = 1, seed: Seed = SEED) -> DrawOnRecord:
        return self.head.run_draw(self.campaign, RunRequest(draw, seed))

    def drawn(self, release_at: datetime | None = None) -> DrawOnRecord:
        """Planned, frozen and drawn."""
        self.planned(release_at=release_at)
        self.frozen()
        return self.run()

    def visits(self, draw: int = 0) -> tuple[VisitOnRecord, ...]:
        return self.head.drawn_visits(self.campaign, VisitFilter(draw, page_size=100)).rows

    def tablet_of(self, person: UUID) -> Tablet:
        return self.world.tablet(person)


def frozen_lines(folder, name, draw=1):
    """A published file of a draw, line by line."""
    return (folder / str(draw) / name).read_text(encoding="utf-8").splitlines()


def pulled(tablet, cursor=None):
    """The names of the compounds that a pull brings to a tablet, and the pull."""
    changes = tablet.centre.pull(cursor)
    return {one.compound.name for one in changes.assignments}, changes
