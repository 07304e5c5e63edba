"""What changes at the centre while officers work on: whatever it is, nothing is lost, and they are told."""

import json
from datetime import date
from random import Random
from threading import Thread

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.services.backlog import EntryState
from inspector_app.services.centre_link import CentreLink
from inspector_app.services.sync import Schedule
from sync.bundled import bundled_checklist
from sync.domain.inspections import Outcome, ResultValue, ReturnedItem, State
from sync.domain.people import Role
from sync.errors import SignInFailed
from sync.imaging.scenes import draw_scene
from sync.protocol.administration import QuarantineDecision, QuarantineFilter
from sync.server.services.access import Account
from sync.server.services.registers import NewAssignment, NewCampaign, NewPerson
from tests.integration.tablet.waiting import wait_for

DUE = date(2026, 12, 1)
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏")
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


@pytest.fixture
def two(serve):
    """Two officers with a tablet each."""
    return serve(2)


def administrator(team) -> Account:
    person = team.ids.new()
    team.centre.registers.add_people([NewPerson(person, "王主管")])
    return Account(f"admin-{person}", person, "王主管", Role.ADMINISTRATOR, "", None)


def complete(team, member) -> None:
    service = member.tablet.inspections
    service.start(team.assignment, member.person)
    for code in service.sheet(team.inspection).checklist.by_code:
        service.answer(team.inspection, code, NOT_HERE, member.person)


def test_an_edit_made_while_the_supervisor_returned_is_kept_and_a_submission_waits_until_the_reason_was_seen(two):
    first, second = two.members
    complete(two, first)
    first.sync()
    second.sync()
    second.offline()
    first.tablet.inspections.submit(two.inspection, first.person)
    first.sync()
    second.tablet.inspections.answer(two.inspection, "B02", FAIL, second.person)
    second.tablet.inspections.answer(two.inspection, "B02", NOT_HERE, second.person)
    second.tablet.inspections.answer(two.inspection, "A02", ResultValue(Outcome.NOT_APPLICABLE, reason="已核对"), second.person)
    second.tablet.inspections.submit(two.inspection, second.person)
    two.centre.reviews.send_back(administrator(two), two.inspection, 2, "补充合同", (ReturnedItem("A01", "缺少附件"),))

    second.online()
    second.sync()
    sheet = second.tablet.inspections.sheet(two.inspection)
    assert (sheet.record.state, sheet.record.returned.comment) == (State.RETURNED, "补充合同")
    assert sheet.value("A02").reason == "已核对"
    second.tablet.inspections.submit(two.inspection, second.person)
    second.sync()
    assert second.tablet.inspections.sheet(two.inspection).record.state is State.SUBMITTED
    detail = two.centre.reviews.detail(administrator(two), two.inspection)
    assert detail.summary.state is State.SUBMITTED
    assert next(one.value.reason for one in detail.results if one.item_code == "A02") == "已核对"


def test_an_open_draft_stays_on_the_checklist_it_was_begun_on_when_a_new_version_comes(alone):
    (member,) = alone.members
    complete(alone, member)
    renewed = json.loads(bundled_checklist().document)
    renewed["version"] = f"next-{alone.ids.new()}"
    renewed["items"][0]["title_zh"] = "新版事项"
    registers = alone.centre.registers
    checklist = registers.publish_checklist(json.dumps(renewed, ensure_ascii=False))
    campaign, compound, assignment, inspection = (alone.ids.new() for _ in range(4))
    registers.add_campaign(NewCampaign(campaign, "新一轮检查", checklist.id, checklist.version))
    registers.add_assignments([NewAssignment(assignment, inspection, campaign, alone.compound, DUE, (member.person,))])
    member.sync()

    service = member.tablet.inspections
    assert service.sheet(alone.inspection).record.checklist_version == bundled_checklist().version
    assert service.sheet(service.start(assignment, member.person)).checklist.items[0].title.zh == "新版事项"
    service.submit(alone.inspection, member.person)
    member.sync()
    assert service.sheet(alone.inspection).record.state is State.SUBMITTED
    assert member.tablet.backlog.troubled(0, 10) == ([], 0)


def test_work_on_an_assignment_that_went_to_another_team_is_kept_apart_and_released_when_somebody_says_so(alone):
    (member,) = alone.members
    member.offline()
    complete(alone, member)
    member.tablet.photos.attach(alone.inspection, "A01", draw_scene(Random(1), 640, 480), member.person)
    alone.centre.registers.reassign(alone.assignment, alone.people[1:])
    member.online()
    member.sync()

    tablet = member.tablet
    (entry,) = tablet.assignments.waiting()
    assert entry.withdrawn
    sheet = tablet.inspections.sheet(alone.inspection)
    assert sheet.withdrawn
    assert sheet.value("A01") == NOT_HERE
    troubled, count = tablet.backlog.troubled(0, 100)
    assert count == 31
    backlog = tablet.sync.status().backlog
    assert (backlog.records, backlog.files, backlog.later, backlog.amiss) == (0, 0, 0, count)
    assert tablet.backlog.groups(True) == []
    assert {(one.state, one.code) for one in troubled} == {
        (EntryState.REJECTED, "access-denied"),
        (EntryState.HELD, "access-denied"),
    }
    assert {(one.by_team, one.withdrawn) for one in troubled if one.state is EntryState.REJECTED} == {(True, True)}

    alone.centre.registers.reassign(alone.assignment, alone.people)
    device = tablet.enrolment.device().id
    apart = alone.centre.quarantine.page(QuarantineFilter(device=device, page_size=100)).rows
    decision = QuarantineDecision(device, tuple(row.line_sha256 for row in apart), "补录")
    alone.centre.quarantine.release(administrator(alone), decision)
    member.sync()
    member.sync()
    assert tablet.backlog.troubled(0, 100) == ([], 0)
    assert tablet.sync.status().backlog.files == tablet.sync.status().backlog.amiss == 0
    (entry,) = tablet.assignments.waiting()
    assert not entry.withdrawn
    detail = alone.centre.reviews.detail(administrator(alone), alone.inspection)
    assert detail.summary.answered == 27
    assert detail.summary.evidence_stored == 1


def test_an_assignment_that_went_to_another_team_while_the_tablet_was_out_of_service_leaves_it_with_the_new_code(alone):
    """Otherwise an officer goes there, and nothing of what is recorded is taken."""
    (member,) = alone.members
    centre, tablet = alone.centre, member.tablet
    centre.access.revoke_device(tablet.enrolment.device().id)
    centre.registers.reassign(alone.assignment, alone.people[1:])
    tablet.enrolment.enrol(alone.url, centre.registers.create_enrolment_code([member.person]), "平板")
    member.sync()
    assert tablet.assignments.waiting() == []

    centre.registers.reassign(alone.assignment, alone.people)
    member.sync()
    assert [entry.withdrawn for entry in tablet.assignments.waiting()] == [False]


class Meanwhile:
    """A centre whose answer with news is on its way for as long as something else takes, two seconds at most."""

    def __init__(self, centre, something):
        self._centre, self._something = centre, something

    def __getattr__(self, name):
        return getattr(self._centre, name)

    def pull(self, *asked):
        answer = self._centre.pull(*asked)
        self._something.start()
        self._something.join(2)
        return answer


def test_a_tablet_that_gets_other_people_while_it_syncs_hears_all_that_is_theirs(alone):
    (member,) = alone.members
    registers, sync = alone.centre.registers, member.tablet.sync
    registers.set_pin(alone.people[1], "739152")
    registers.reassign(alone.assignment, alone.people[1:])
    code = registers.create_enrolment_code([alone.people[1]])
    enrolling = Thread(target=member.tablet.enrolment.enrol, args=(alone.url, code, "平板"))
    link = sync._link
    sync._link = CentreLink(lambda url, token: Meanwhile(link.connect(url, token), enrolling))
    sync.run_once()
    enrolling.join()

    sync._link = link
    member.sync()
    assert [person.person_id for person in member.tablet.sign_in.people()] == [alone.people[1]]
    assert [(entry.assignment.id, entry.withdrawn) for entry in member.tablet.assignments.waiting()] == [
        (alone.assignment, False)
    ]


def test_a_changed_pin_counts_from_the_next_sync_and_touches_no_work(alone):
    (member,) = alone.members
    tablet, registers = member.tablet, alone.centre.registers
    registers.set_pin(member.person, "1357")
    member.sync()
    tablet.sign_in.sign_in(member.person, "1357")
    member.offline()
    tablet.inspections.start(alone.assignment, member.person)
    tablet.inspections.keep_draft(alone.inspection, "A02", "note", "正在写")
    registers.set_pin(member.person, "8642")
    assert tablet.sign_in.sign_in(member.person, "1357").person_id == member.person

    member.online()
    member.sync()
    assert tablet.sign_in.current().person_id == member.person
    with pytest.raises(SignInFailed):
        tablet.sign_in.sign_in(member.person, "1357")
    assert tablet.sign_in.sign_in(member.person, "8642").person_id == member.person
    assert tablet.inspections.sheet(alone.inspection).drafts == {"A02": {"note": "正在写"}}
    assert tablet.sync.status().backlog.records == 0


def test_a_picture_that_came_too_late_for_a_submission_is_put_on_record_and_sent_once_a_return_has_come(two):
    """The app was killed before it was a photo, and the colleague's submission had come before the next start."""
    first, second = two.members
    complete(two, first)
    first.sync()
    second.sync()
    second.tablet.photos.receive(two.inspection, "B02", draw_scene(Random(2), 640, 480), second.person)
    first.tablet.inspections.submit(two.inspection, first.person)
    first.sync()
    second.sync()
    second.tablet.close()
    second.tablet = open_tablet(two.folder / second.name, schedule=Schedule(news=3600, gather=0.05))
    second.sync()
    assert second.tablet.inspections.sheet(two.inspection).photos["B02"] == []

    two.centre.reviews.send_back(administrator(two), two.inspection, 2, "补充照片", (ReturnedItem("B02", "缺少照片"),))
    second.tablet.sync.start()
    wait_for(lambda: two.centre.reviews.detail(administrator(two), two.inspection).every_photo() != ())
    second.tablet.sync.stop()
    assert len(second.tablet.inspections.sheet(two.inspection).photos["B02"]) == 1
    assert second.tablet.photos.left_behind.newly_recovered() == 1
