"""Assignments and enrolment codes for a fleet, entered at the centre as an administrator would."""

from datetime import timedelta
from itertools import cycle, islice
from uuid import UUID

from sqlalchemy import text

from sync.bundled import bundled_checklist
from sync.domain.clock import local_day
from sync.domain.compounds import Originals
from sync.domain.ids import IdMaker
from sync.domain.people import Duty
from sync.errors import UsageInvalid
from sync.server.centre import Centre
from sync.server.services.registers import NewAssignment, NewCampaign, NewPerson

_DUE_DAYS = 14
_CAMPAIGN = "模拟检查"


def muster(centre: Centre, inspections: int, tablets: int) -> list[str]:
    """A campaign with one assignment per inspection, over the centre's compounds in turn; returns a code per tablet.

    Every tablet has two officers of its own and gets each ``tablets``-th assignment. Evidence copies travel, originals on
    demand. Raises UsageInvalid when the centre has no compounds.
    """
    ids, day = IdMaker(), local_day(centre.clock.now())
    with centre.database.reading() as connection:
        compounds = connection.execute(text("SELECT id FROM compounds ORDER BY id")).scalars().all()
    if not compounds:
        raise UsageInvalid(problem="usage.problem.no-compounds")
    checklist = centre.registers.publish_checklist(bundled_checklist().document)
    campaign = NewCampaign(ids.new(), _CAMPAIGN, checklist.id, checklist.version, Originals.ON_DEMAND)
    teams = [[NewPerson(ids.new(), f"模拟{number}号{part}", Duty.OFFICER) for part in "甲乙"] for number in range(1, tablets + 1)]
    centre.registers.add_people([person for team in teams for person in team])
    centre.registers.add_campaign(campaign)
    centre.registers.add_assignments(
        [
            NewAssignment(
                id=ids.new(),
                inspection_id=ids.new(),
                campaign_id=campaign.id,
                compound_id=UUID(bytes=bytes(compound)),
                due_on=day + timedelta(days=_DUE_DAYS),
                team=tuple(person.id for person in teams[number % tablets]),
            )
            for number, compound in enumerate(islice(cycle(compounds), inspections))
        ]
    )
    return [centre.registers.create_enrolment_code([person.id for person in team]) for team in teams]
