"""What other teams did before: a small fleet fills a fresh demo's console and public page, in the background."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.cli.demo_folder import DemoFolder
from inspector_app.cli.processes import end_with_parent
from sync.domain.clock import SystemClock, local_day
from sync.domain.inspections import ReturnedItem, State
from sync.domain.people import Duty
from sync.i18n import DEFAULT_LANGUAGE, say

if TYPE_CHECKING:
    from sync.client.http_centre import HttpCentre
    from sync.protocol.messages import InspectionSummary

TEAMS, INSPECTIONS, ACCEPTED_TEAMS = 5, 14, 3
"""The first teams' visits are accepted, one of the next is returned, the rest waits for whoever tries the console."""

_PICTURE = (960, 720)
_SEED = 27


@click.command("demo-history", hidden=True)
@click.option("--data", required=True, type=click.Path(path_type=Path))
@click.option("--centre", required=True)
def demo_history(data: Path, centre: str) -> None:
    from inspector_app.fleet.campaign import Campaign, Order, plan_of

    end_with_parent()
    folder = DemoFolder(data)
    order = Order(TEAMS, INSPECTIONS, None, None, fail_rate=0.18, seed=_SEED, at_once=1, picture=_PICTURE)
    visits = plan_of(order, local_day(SystemClock().now()))
    with opened_centre(settings_for(folder.centre)) as opened:
        codes = [opened.registers.create_enrolment_code(team) for team in _teams()]
    with folder.history_tablets() as tablets, Campaign(order, visits, codes, tablets) as campaign:
        for number, crew in enumerate(campaign.crews):
            crew.enrol(centre)
            crew.record(lambda: None)
            crew.send()
            _review(folder, centre, number)


def _teams() -> Sequence[tuple[UUID, ...]]:
    """Officers of teams other than the demo's own. Not the experts: they go out with several teams, and their tablets would
    get the others' assignments too."""
    from inspector_app.demo.plan import demo_plan, demo_team
    from inspector_app.demo.registers import demo_registers

    registers = demo_registers()
    teams = dict.fromkeys(planned.team for planned in demo_plan(registers))
    others = [team for team in teams if team != demo_team(registers)]
    return [tuple(member.id for member in team if member.duty is Duty.OFFICER) for team in others[:TEAMS]]


def _review(folder: DemoFolder, centre_url: str, team: int) -> None:
    """What the demo's supervisor does with the visits of one team."""
    from sync.client.http_centre import HttpCentre
    from sync.protocol.messages import AcceptRequest, InspectionFilter

    account = (folder.logins or {})["accounts"][0]
    with closing(HttpCentre(centre_url)) as centre:
        centre.sign_in(account["login"], account["password"])
        submitted = centre.inspections(InspectionFilter(state=State.SUBMITTED, page_size=INSPECTIONS)).rows
        if team < ACCEPTED_TEAMS:
            for summary in submitted:
                centre.accept(summary.inspection_id, AcceptRequest(summary.state_rev))
        elif team == ACCEPTED_TEAMS:
            _return(centre, submitted[0])


def _return(centre: "HttpCentre", summary: "InspectionSummary") -> None:
    from sync.protocol.messages import ReturnRequest

    findings = centre.inspection(summary.inspection_id).findings
    items = tuple(ReturnedItem(finding.item_code, _say("demo.return-item")) for finding in findings[:1])
    centre.return_inspection(summary.inspection_id, ReturnRequest(summary.state_rev, _say("demo.return"), items))


def _say(key: str) -> str:
    """The registers of the demo are Chinese, whatever the terminal speaks."""
    return say(DEFAULT_LANGUAGE, key)
