"""What other teams did before: a past round at the demo team's own compounds, and a small fleet that fills a fresh demo's
console and public page; in the background."""

from collections.abc import Callable, Sequence
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
    from inspector_app.fleet.crew import Crew
    from sync.client.http_centre import HttpCentre
    from sync.protocol.console import InspectionSummary

TEAMS, INSPECTIONS, ACCEPTED_TEAMS = 5, 14, 3
"""The first teams' visits are accepted, one of the next is returned, the rest waits for whoever tries the console."""

_PICTURE = (960, 720)
_SEED = 27


@click.command("demo-history", hidden=True)
@click.option("--data", required=True, type=click.Path(path_type=Path))
@click.option("--centre", required=True)
def demo_history(data: Path, centre: str) -> None:
    end_with_parent()
    folder = DemoFolder(data)
    with folder.history_tablets() as tablets:
        _past_round(folder, centre, tablets / "past")
        _other_teams(folder, centre, tablets / "present")


def _past_round(folder: DemoFolder, centre: str, tablets: Path) -> None:
    """First of all: the demo's own tablet shows it as soon as it hears of it."""
    from inspector_app.demo.past import DRAWN, PAST_VISITS, PastClock, add_past_round
    from inspector_app.fleet.campaign import Campaign, Order, plan_of
    from inspector_app.fleet.plan import with_marks

    clock, today = PastClock(), local_day(SystemClock().now())
    order = Order(1, PAST_VISITS, None, None, fail_rate=0.15, seed=_SEED, at_once=1, picture=_PICTURE)
    with opened_centre(settings_for(folder.centre)) as opened:
        codes = [opened.registers.create_enrolment_code(add_past_round(opened.registers, today))]
    visits = with_marks(plan_of(order, local_day(clock.now())), DRAWN)
    with Campaign(order, visits, codes, tablets, clock) as campaign:
        _send(campaign.crews[0], centre)
    _review(folder, centre, _accept_all)


def _other_teams(folder: DemoFolder, centre: str, tablets: Path) -> None:
    from inspector_app.fleet.campaign import Campaign, Order, plan_of

    order = Order(TEAMS, INSPECTIONS, None, None, fail_rate=0.18, seed=_SEED, at_once=1, picture=_PICTURE)
    visits = plan_of(order, local_day(SystemClock().now()))
    with opened_centre(settings_for(folder.centre)) as opened:
        codes = [opened.registers.create_enrolment_code(team) for team in _teams()]
    with Campaign(order, visits, codes, tablets) as campaign:
        for number, (crew, team) in enumerate(zip(campaign.crews, _teams(), strict=True)):
            crew.people = team
            _send(crew, centre)
            if number <= ACCEPTED_TEAMS:
                _review(folder, centre, _accept_all if number < ACCEPTED_TEAMS else _return_one)


def _send(crew: "Crew", centre: str) -> None:
    crew.enrol(centre)
    crew.record(lambda: None)
    crew.send()


def _teams() -> Sequence[tuple[UUID, ...]]:
    """Officers of teams other than the demo's own. Not the experts: they go out with several teams, and their tablets would
    get the others' assignments too."""
    from inspector_app.demo.plan import demo_plan, demo_team
    from inspector_app.demo.registers import demo_registers

    registers = demo_registers()
    teams = dict.fromkeys(planned.team for planned in demo_plan(registers))
    others = [team for team in teams if team != demo_team(registers)]
    return [tuple(member.id for member in team if member.duty is Duty.OFFICER) for team in others[:TEAMS]]


def _review(folder: DemoFolder, centre_url: str, decide: Callable[["HttpCentre", "Sequence[InspectionSummary]"], None]) -> None:
    """What the demo's supervisor does with the visits that wait."""
    from sync.client.http_centre import HttpCentre
    from sync.protocol.console import InspectionFilter

    account = (folder.logins or {})["accounts"][0]
    with closing(HttpCentre(centre_url)) as centre:
        centre.sign_in(account["login"], account["password"])
        decide(centre, centre.inspections(InspectionFilter(state=State.SUBMITTED, page_size=INSPECTIONS)).rows)


def _accept_all(centre: "HttpCentre", submitted: "Sequence[InspectionSummary]") -> None:
    from sync.protocol.console import AcceptRequest

    for summary in submitted:
        centre.accept(summary.inspection_id, AcceptRequest(summary.state_rev))


def _return_one(centre: "HttpCentre", submitted: "Sequence[InspectionSummary]") -> None:
    from sync.protocol.console import ReturnRequest

    findings = centre.inspection(submitted[0].inspection_id).findings
    items = tuple(ReturnedItem(finding.item_code, _say("demo.return-item")) for finding in findings[:1])
    centre.return_inspection(submitted[0].inspection_id, ReturnRequest(submitted[0].state_rev, _say("demo.return"), items))


def _say(key: str) -> str:
    """The registers of the demo are Chinese, whatever the terminal speaks."""
    return say(DEFAULT_LANGUAGE, key)
