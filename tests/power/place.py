"""The small place the stories play in: one district, a team, one compound, and a checklist of four items."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from sync.domain.compounds import Originals
from sync.domain.ids import IdMaker
from sync.domain.people import Duty
from sync.server.centre import Centre
from sync.server.services.registers import (
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
)
from tests.small_places import SmallItem, small_checklist

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
DUE = date(2026, 5, 20)
ITEMS = ("A01", "B02", "C03", "D04")


def checklist() -> str:
    """Four items; the first wants a photo."""
    return small_checklist("power-4", [SmallItem(code, "required" if code == ITEMS[0] else "optional", 25) for code in ITEMS])


@dataclass
class Place:
    """The registers of a centre. Both originals and copies travel."""

    centre: Centre
    ids: IdMaker = field(default_factory=IdMaker)
    team: tuple[UUID, UUID] = field(init=False)
    campaign: UUID = field(init=False)
    enterprise: UUID = field(init=False)

    def __post_init__(self) -> None:
        registers = self.centre.registers
        one, two, self.campaign, self.enterprise = (self.ids.new() for _ in range(4))
        self.team = (one, two)
        published = registers.publish_checklist(checklist())
        registers.add_districts([NewDistrict("zhongyuan", "中原区", "Zhongyuan")])
        registers.add_people([NewPerson(one, "张喆", Duty.OFFICER), NewPerson(two, "李玥", Duty.OFFICER)])
        registers.add_enterprises([NewEnterprise(self.enterprise, "嵩山物业", "91410199MA0000001X")])
        registers.add_campaign(
            NewCampaign(self.campaign, "春季检查", published.id, published.version, originals=Originals.ALWAYS)
        )
        self.assign("桐荫家园")

    def assign(self, name: str) -> UUID:
        """Another compound and the visit to it; returns the assignment's id."""
        compound, assignment, inspection = (self.ids.new() for _ in range(3))
        registers = self.centre.registers
        registers.add_compounds([NewCompound(compound, name, "花园路1号", "zhongyuan", self.enterprise)])
        registers.add_assignments([NewAssignment(assignment, inspection, self.campaign, compound, DUE, self.team)])
        return assignment

    def code(self) -> str:
        """An enrolment code for a tablet of the team."""
        return self.centre.registers.create_enrolment_code(list(self.team))
