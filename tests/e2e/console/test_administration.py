"""An administrator sees how the tablets are, and decides about what the centre did not accept."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from inspector_app.demo.registers import demo_registers
from inspector_app.look.theme import TOUCH, WIDE
from inspector_app.services.enrolment import read_ticket
from sync.bundled import bundled_checklist
from sync.client.http_centre import HttpCentre
from sync.domain.chain import link
from sync.domain.checklists import read_checklist
from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.people import Duty
from sync.domain.tablets import TabletReport
from sync.errors import DeviceRevoked
from sync.protocol.messages import EnrolmentRequest, OperationStatus
from sync.protocol.operations import Body, Operation, SetResult, StartInspection, encode
from sync.server.services.registers import NewPerson

pytestmark = pytest.mark.browser
LOOKS = [
    (*size, language, mode) for size in ((1280, 800), (390, 844)) for language in ("zh-CN", "en") for mode in ("light", "dark")
]
LONG_NAME = "郑州市郑东新区物业服务双随机检查专用平板第十二号（备用机，含外接镜头）"
STRANGE = b"\xff\xfe" + bytes(range(32, 240))
PASS = ResultValue(Outcome.PASS)


@dataclass
class Stranger:
    """A tablet of somebody who is in no team; what it sends is turned down until somebody puts that right."""

    centre: Any
    url: str
    person: UUID
    device_id: UUID
    client: HttpCentre
    seq: int = 0
    chain: str = ""
    lines: list[bytes] = field(default_factory=list)

    def send(self, *bodies: Body) -> None:
        fresh = [self._line(body) for body in bodies]
        self.lines += fresh
        self.client.push(fresh)

    def _line(self, body: Body) -> bytes:
        self.seq += 1
        line = encode(Operation(IdMaker().new(), self.seq, self.person, datetime.now(UTC), body, self.chain))
        self.chain = link(self.chain, sha256(line).hexdigest())
        return line

    def entry(self, number: int) -> str:
        return f"entry-{sha256(self.lines[number]).hexdigest()}"


@pytest.fixture
def enrol(place: Any) -> Callable[..., Stranger]:
    def enrolled(name: str) -> Stranger:
        registers = place.centre.registers
        person, device = IdMaker().new(), IdMaker().new()
        registers.add_people([NewPerson(person, "欧阳靖瑜", Duty.OFFICER)])
        code = registers.create_enrolment_code([person])
        token = HttpCentre(place.url).enrol(EnrolmentRequest(code, device, name)).device_token
        return Stranger(place.centre, place.url, person, device, HttpCentre(place.url, token))

    return enrolled


@pytest.fixture
def assignment(team: Any) -> Any:
    """One that is not under way."""
    return next(entry.assignment for entry in team._tablet.assignments.waiting() if entry.state is None)


def bodies(assignment: Any) -> list[Body]:
    start = StartInspection(assignment.inspection_id, assignment.id, assignment.checklist_id, assignment.checklist_version)
    return [start, *(SetResult(assignment.inspection_id, code, PASS) for code in ("A01", "A02"))]


def report(**changed: Any) -> TabletReport:
    plain = {"at": datetime.now(UTC), "free_bytes": 58_000_000_000, "version": "0.1.0"}
    return TabletReport(**(plain | changed))


@pytest.mark.details
def test_what_was_not_accepted_appears_by_itself_and_is_accepted_once_its_author_is_in_the_team(
    signed_in: Callable[..., Any], place: Any, enrol: Callable[..., Stranger], assignment: Any
) -> None:
    stranger = enrol("替班平板")
    console = signed_in(place.administrator)
    console.click("section-quarantine")
    console.at("entries-open").wait_for()
    stranger.send(*bodies(assignment))
    console.at(stranger.entry(1)).wait_for()
    console.shot("quarantine-list")
    console.click(stranger.entry(1))
    console.see("entry-reason", "检查组")
    console.see("entry-said", read_checklist(bundled_checklist().document).by_code["A01"].title.zh)
    console.see("entry-said", "合格")
    assert not console.at("entry-content").count()
    console.click("entry-content-turn")
    console.see("entry-content", '"item_code": "A01"')
    console.shot("quarantine-entry")
    place.centre.registers.reassign(assignment.id, (*(member.person_id for member in assignment.team), stranger.person))
    console.click("release-all")
    console.click("release-confirm")
    console.see("entry-standing", "已受理")
    console.see("entry-acts", "陆怀安")
    console.at("release").wait_for(state="detached")
    again = stranger.client.push(stranger.lines).outcomes
    assert {outcome.status for outcome in again} == {OperationStatus.DUPLICATE}
    console.shot("quarantine-released")
    console.click("section-tablets")
    stranger.client.pull(None, report(at=datetime.now(UTC) + timedelta(minutes=10, seconds=45), free_bytes=420_000_000))
    console.see(f"tablet-{stranger.device_id}", "空间不足")
    console.see(f"tablet-{stranger.device_id}", "快了 10 分钟")


@pytest.mark.soak
def test_a_rejection_needs_a_reason_and_the_tablet_gets_it(
    signed_in: Callable[..., Any], place: Any, enrol: Callable[..., Stranger], assignment: Any
) -> None:
    stranger = enrol("误用平板")
    stranger.send(bodies(assignment)[1])
    console = signed_in(place.administrator, "quarantine")
    console.click(stranger.entry(0))
    console.click("reject")
    console.click("reject-confirm")
    console.see("dialog-problem", "原因")
    console.type("reject-comment", "培训时的练习，不是检查记录")
    console.shot("quarantine-reject")
    console.click("reject-confirm")
    console.see("entry-standing", "不予受理")
    (late,) = stranger.client.pull(None).late_outcomes
    assert (late.status, late.comment) == (OperationStatus.REJECTED, "培训时的练习，不是检查记录")


@pytest.mark.soak
def test_a_lost_tablet_is_revoked_with_a_cut_off(
    signed_in: Callable[..., Any], place: Any, enrol: Callable[..., Stranger]
) -> None:
    stranger = enrol("遗失平板")
    stranger.client.pull(None, report(records=3, files=12, file_bytes=3_600_000))
    console = signed_in(place.administrator, "tablets")
    console.click(f"tablet-{stranger.device_id}")
    console.see("tablet-facts", "3 条操作")
    console.shot("tablet-facts")
    console.click("revoke")
    console.type("revoke-cut-off", "昨天")
    console.click("revoke-confirm")
    console.see("revoke-cut-off", "2026-11-24 16:30")
    console.type("revoke-cut-off", "2026-11-01 09:00")
    console.type("revoke-comment", "出租车上遗失")
    console.shot("tablet-revoke")
    console.click("revoke-confirm")
    console.see(f"tablet-{stranger.device_id}", "已停用")
    with pytest.raises(DeviceRevoked):
        stranger.client.pull(None)


@pytest.mark.soak
def test_a_code_made_in_the_console_lets_a_tablet_in(signed_in: Callable[..., Any], place: Any) -> None:
    officer, other = demo_registers().officers[:2]
    console = signed_in(place.administrator, "tablets")
    console.click("add-tablet")
    console.at(f"person-{other.id}").wait_for()
    console.type("people-search", officer.name)
    console.at(f"person-{other.id}").wait_for(state="detached")
    console.click(f"person-{officer.id}")
    console.see("chosen-people", officer.name)
    console.shot("tablet-people")
    console.click("create-code")
    console.at("enrolment-code").wait_for()
    console.shot("tablet-code")
    ticket = read_ticket(f"{place.url}/enrol?code={console.said('enrolment-code').strip()}")
    answer = HttpCentre(ticket.centre_url).enrol(EnrolmentRequest(ticket.code, IdMaker().new(), "新平板"))
    assert answer.device_token


@pytest.mark.soak
def test_a_supervisor_has_no_way_there(console: Any, place: Any) -> None:
    assert not console.at("section-tablets").count()
    console.open("tablets").at("state-submitted").wait_for()
    console.open("quarantine").at("state-submitted").wait_for()


@pytest.mark.details
def test_on_a_phone_the_tab_of_where_one_is_comes_into_sight(signed_in: Callable[..., Any], place: Any) -> None:
    console = signed_in(place.administrator, "quarantine", language="en", width=390, height=844)

    def is_in_sight(section: str) -> bool:
        box = console.box(console.at(f"section-{section}"))
        return bool(box and box["width"] > TOUCH)

    console.eventually(lambda: is_in_sight("quarantine") and not is_in_sight("inspections"))
    console.click("language")
    console.see("section-quarantine", "未受理")
    console.eventually(lambda: is_in_sight("quarantine"))
    console.click("language")
    console.see("section-quarantine", "Not accepted")
    console.eventually(lambda: is_in_sight("quarantine"))
    console.click("section-campaigns")
    console.eventually(lambda: is_in_sight("inspections") and not is_in_sight("quarantine"))


@pytest.mark.soak
@pytest.mark.parametrize(("width", "height", "language", "mode"), LOOKS)
def test_tablets_and_what_was_not_accepted_fit_every_page(
    signed_in: Callable[..., Any],
    place: Any,
    enrol: Callable[..., Stranger],
    assignment: Any,
    width: int,
    height: int,
    language: str,
    mode: str,
) -> None:
    stranger = enrol(LONG_NAME)
    stranger.client.pull(None, report(free_bytes=420_000_000, files=1514, file_bytes=454_000_000, records=312))
    stranger.send(bodies(assignment)[1])
    stranger.client.push([STRANGE])
    look = {"language": language, "mode": mode, "width": width, "height": height}
    name = f"{width}-{language}-{mode}"
    console = signed_in(place.administrator, "tablets", **look)
    console.find(f"tablet-{stranger.device_id}")
    console.scroll(-100_000)
    console.shot(f"tablets-{name}")
    console.see_no_small_targets(47)
    if width < WIDE:
        console.see(f"tablet-{stranger.device_id}", "待发送" if language == "zh-CN" else "Still to send")
    console.find(f"tablet-{stranger.device_id}")
    console.click(f"tablet-{stranger.device_id}")
    title = console.resting(console.at("dialog-title"))
    assert title["width"] <= 520
    console.click("dialog-cancel")
    console.at("dialog-title").wait_for(state="detached")
    console.click("section-quarantine")
    console.find(stranger.entry(0))
    console.shot(f"quarantine-{name}")
    console.see_no_small_targets(47)
    console.find(stranger.entry(0))
    console.click(stranger.entry(0))
    console.at("entry-standing").wait_for()
    console.shot(f"entry-{name}")
    console.see_no_small_targets(47)
    if os.environ.get("SUICHA_SCREENSHOTS"):
        console.open(f"quarantine/{stranger.device_id}/{sha256(STRANGE).hexdigest()}")
        console.at("entry-standing").wait_for()
        console.shot(f"bytes-{name}")
