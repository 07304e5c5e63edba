"""From one team's photo to the next team's screen, over a real centre."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from threading import Thread
from time import sleep
from uuid import UUID

import pytest
import uvicorn

from inspector_app.bootstrap import Tablet, open_tablet
from sync.bundled import bundled_checklist
from sync.client.http_centre import HttpCentre
from sync.domain.findings import FindingState
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue, default_failure
from sync.domain.people import Duty
from sync.imaging.scenes import draw_scene
from sync.server.app import create_app
from sync.server.centre import Centre
from sync.server.services.registers import (
    NewAssignment,
    NewCampaign,
    NewCompound,
    NewDistrict,
    NewEnterprise,
    NewPerson,
)
from sync.server.settings import Settings

DUE = date(2026, 12, 1)
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


@dataclass
class Town:
    """One compound, and teams of one officer that go there one after the other."""

    url: str
    centre: Centre
    folder: Path

    def __post_init__(self) -> None:
        registers, self.ids = self.centre.registers, IdMaker()
        self.compound, enterprise, self.campaign = (self.ids.new() for _ in range(3))
        checklist = registers.publish_checklist(bundled_checklist().document)
        registers.add_districts([NewDistrict("JS", "金水区", "Jinshui")])
        registers.add_enterprises([NewEnterprise(enterprise, "安居物业", "91410100MA0000000X")])
        registers.add_compounds([NewCompound(self.compound, "翠竹苑", "农业路38号", "JS", enterprise)])
        registers.add_campaign(NewCampaign(self.campaign, "检查", checklist.id, checklist.version))

    def sent_there(self, name: str) -> tuple[Tablet, UUID]:
        """A tablet whose officer has the compound as an assignment, not synced yet, and the officer."""
        officer = self.ids.new()
        registers = self.centre.registers
        registers.add_people([NewPerson(officer, name, Duty.OFFICER)])
        row = NewAssignment(self.ids.new(), self.ids.new(), self.campaign, self.compound, DUE, (officer,))
        registers.add_assignments([row])
        tablet = open_tablet(self.folder / name)
        tablet.enrolment.enrol(self.url, registers.create_enrolment_code([officer]), name)
        return tablet, officer


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    app = create_app(Settings(tmp_path / "centre"))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    serving = Thread(target=server.run, args=([listening],))
    serving.start()
    while not server.started:
        sleep(0.01)
    yield Town(f"http://127.0.0.1:{listening.getsockname()[1]}", app.state.centre, tmp_path)
    server.should_exit = True
    serving.join(20)


@pytest.fixture
def visited(town: Town) -> Callable[[str], None]:
    """Everything not applicable but a failure with a photo; submitted and at the centre."""

    def visit(name: str) -> None:
        tablet, officer = town.sent_there(name)
        tablet.sync.run_once()
        inspection = tablet.inspections.start(tablet.assignments.waiting()[0].assignment.id, officer)
        for item in tablet.inspections.sheet(inspection).checklist.items:
            failure = default_failure(item, date(2026, 11, 24))
            value = ResultValue(failure.outcome, "通道被占", failure.severity, due_on=failure.due_on)
            tablet.inspections.answer(inspection, item.code, value if item.code == "D02" else NOT_HERE, officer)
        tablet.photos.attach(inspection, "D02", draw_scene(Random(3), 1600, 1200), officer)
        tablet.inspections.submit(inspection, officer)
        assert tablet.sync.run_once().error is None
        tablet.close()

    return visit


def test_the_next_teams_tablet_shows_the_last_result_and_its_picture_without_a_line(town, visited):
    visited("一队")
    tablet, officer = town.sent_there("二队")
    assert tablet.sync.run_once().error is None
    tablet.enrolment.move("http://127.0.0.1:9")
    history = tablet.inspections.sheet(tablet.inspections.start(tablet.assignments.waiting()[0].assignment.id, officer)).history
    item = history.visit.item("D02")
    assert (item.note, item.finding_state) == ("通道被占", FindingState.OPEN)
    assert [finding.item_code for finding in history.open_findings] == ["D02"]
    small = tablet.previous.thumbnail(item.photo)
    assert small.startswith(b"\xff\xd8")
    assert len(small) <= 20_000
    tablet.close()


def test_over_a_metered_line_pictures_come_when_somebody_asks(town, visited):
    visited("一队")
    tablet, officer = town.sent_there("二队")
    tablet.sync.set_link(unmetered=False)
    assert tablet.sync.run_once().error is None
    photo = (
        tablet.inspections.sheet(tablet.inspections.start(tablet.assignments.waiting()[0].assignment.id, officer))
        .history.visit.item("D02")
        .photo
    )
    assert tablet.previous.thumbnail(photo) is None
    assert tablet.previous.fetch_thumbnail(photo).startswith(b"\xff\xd8")
    assert tablet.previous.thumbnail(photo) is not None
    assert tablet.previous.full_size(photo).startswith(b"\xff\xd8")
    tablet.close()


def test_with_nothing_to_fetch_a_sync_is_one_request(town, visited):
    visited("一队")
    links: list[HttpCentre] = []
    tablet, _ = town.sent_there("二队")
    tablet.close()

    def connect(url: str, token: str | None) -> HttpCentre:
        links.append(HttpCentre(url, token))
        return links[-1]

    tablet = open_tablet(town.folder / "二队", connect)
    tablet.sync.run_once()
    asked = links[0].requests_sent
    assert asked > 1, "the news and a picture"
    tablet.sync.run_once()
    assert links[0].requests_sent == asked + 1
    tablet.close()
