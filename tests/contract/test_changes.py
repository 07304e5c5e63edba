"""What a tablet hears of at its next sync: everything it may see, each thing once, in its present form."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

import pytest

from sync.domain.inspections import State
from sync.errors import DeviceRevoked
from sync.protocol.console import ReturnRequest
from sync.protocol.messages import LOAD_BYTES, Changes, OperationStatus
from sync.protocol.operations import RemovePhoto, SetResult, SubmitInspection
from sync.server.repositories import schema
from sync.server.repositories.bulk import insert_rows

PAGE = 500


def nothing(changes: Changes) -> bool:
    """Whether an answer carries no news."""
    return replace(changes, cursor="", centre_time=None, rescue_key="") == Changes("", False, None, most=LOAD_BYTES)


def test_the_first_pull_brings_everything_the_people_may_see(world, another):
    changes = world.tablet().centre.pull(None)
    (assignment,) = changes.assignments
    assert (assignment.id, assignment.inspection_id, assignment.compound.name) == (world.assignment, world.inspection, "桐荫家园")
    assert [member.person_id for member in assignment.team] == list(world.team)
    assert [document.id for document in changes.checklists] == ["contract-3"]
    assert (changes.inspections, changes.results, changes.more) == ((), (), False)


def test_only_people_with_a_pin_can_sign_in_on_the_tablet(world):
    tablet = world.tablet()
    before = tablet.centre.pull(None)
    assert before.people == ()
    world.centre.registers.set_pin(world.team[0], "739152")
    changes = tablet.centre.pull(before.cursor)
    assert [person.person_id for person in changes.people] == [world.team[0]]
    assert "739152" not in changes.people[0].pin_verifier


def test_a_pull_without_news_brings_nothing(world, tablet):
    first = tablet.centre.pull(None)
    again = tablet.centre.pull(first.cursor)
    assert nothing(again)
    assert again.cursor == first.cursor


def test_what_a_tablet_pushed_does_not_come_back_to_it(world, tablet):
    cursor = tablet.centre.pull(None).cursor
    world.submitted(tablet)
    assert nothing(tablet.centre.pull(cursor))


@pytest.mark.parametrize("together", [True, False])
def test_a_tablet_whose_lines_came_out_of_their_order_hears_what_stands_now(world, tablet, values, together):
    """The later one, the officer's last word, stands, for nothing stood before; the earlier one comes too late, and was replaced
    by what was built on it: nobody has to decide."""
    tablet.push(world.started())
    revision = uuid4()
    earlier = tablet.line(SetResult(world.inspection, "A01", values["pass"]), op_id=revision)
    later = tablet.line(SetResult(world.inspection, "A01", values["fail"], revision))
    cursor = tablet.centre.pull(None).cursor
    said = []
    for lines in [[later, earlier]] if together else [[later], [earlier]]:
        said += [outcome.status for outcome in tablet.centre.push(lines).outcomes]
        changes = tablet.centre.pull(cursor)
        cursor = changes.cursor
    assert said == [OperationStatus.APPLIED, OperationStatus.CONFLICT]
    assert [(result.value, result.contested) for result in changes.results] == [(values["fail"], ())]


def test_a_colleagues_tablet_gets_what_was_recorded_once_in_its_last_form(world, tablet, values):
    colleague = world.tablet(world.team[1])
    cursor = colleague.centre.pull(None).cursor
    photo = world.photo("A01", world.new_picture())
    started, first = tablet.push(world.started(), SetResult(world.inspection, "A01", values["pass"]))
    tablet.push(SetResult(world.inspection, "A01", values["fail"], first.id), photo)
    tablet.push(RemovePhoto(world.inspection, photo.photo.photo_id))
    changes = colleague.centre.pull(cursor)
    assert [(head.inspection_id, head.state) for head in changes.inspections] == [(world.inspection, State.IN_PROGRESS)]
    assert [(result.item_code, result.value) for result in changes.results] == [("A01", values["fail"])]
    assert [(photo.facts.item_code, photo.removed) for photo in changes.photos] == [("A01", True)]
    assert nothing(colleague.centre.pull(changes.cursor))


def test_another_teams_tablet_hears_nothing(world, another, tablet):
    stranger = another.tablet()
    cursor = stranger.centre.pull(None).cursor
    world.submitted(tablet)
    assert nothing(stranger.centre.pull(cursor))


def test_a_colleague_hears_who_submitted_until_it_is_returned_and_then_who_did_so_again(world, tablet):
    colleague = world.tablet()
    cursor = colleague.centre.pull(None).cursor
    world.submitted(tablet)
    changes = colleague.centre.pull(cursor)
    (head,) = changes.inspections
    assert (head.state, head.submitted_by) == (State.SUBMITTED, world.team[0])

    world.supervisor().return_inspection(world.inspection, ReturnRequest(2, "请补拍铭牌"))
    changes = colleague.centre.pull(changes.cursor)
    assert [head.submitted_by for head in changes.inspections] == [None]

    tablet.centre.push([tablet.line(SubmitInspection(world.inspection, 3), by=world.team[1])])
    assert [head.submitted_by for head in colleague.centre.pull(changes.cursor).inspections] == [world.team[1]]


def test_a_return_reaches_the_tablets_with_its_reason(world, tablet):
    world.submitted(tablet)
    cursor = tablet.centre.pull(None).cursor
    world.supervisor().return_inspection(world.inspection, ReturnRequest(2, "请补拍铭牌"))
    (head,) = tablet.centre.pull(cursor).inspections
    assert (head.state, head.state_rev, head.returned.comment, head.returned.by) == (State.RETURNED, 3, "请补拍铭牌", "陈审核")


def test_a_reassigned_inspection_leaves_one_team_and_comes_to_the_other_with_all_its_records(world, another, tablet):
    new_team = another.tablet()
    old_cursor, new_cursor = tablet.centre.pull(None).cursor, new_team.centre.pull(None).cursor
    world.submitted(tablet)
    world.centre.registers.reassign(world.assignment, another.team)
    left, come = tablet.centre.pull(old_cursor), new_team.centre.pull(new_cursor)
    assert (left.withdrawn, left.assignments) == ((world.assignment,), ())
    assert [assignment.id for assignment in come.assignments] == [world.assignment]
    assert [head.state for head in come.inspections] == [State.SUBMITTED]
    assert (len(come.results), len(come.photos)) == (3, 2)


def test_only_an_answer_to_a_cursor_that_is_none_says_that_its_assignments_are_all_there_are(world, tablet):
    first = tablet.centre.pull(None)
    other, _ = world.assign("另一个小区")
    since = tablet.centre.pull(first.cursor)
    assert (first.whole, since.whole, [assignment.id for assignment in since.assignments]) == (True, False, [other])
    lost = tablet.centre.pull("alifethatneverwas~register.1,")
    assert (lost.whole, lost.more) == (True, False)
    assert {assignment.id for assignment in lost.assignments} == {world.assignment, other}


def test_a_person_who_stays_in_the_team_keeps_the_assignment(world, tablet):
    cursor = tablet.centre.pull(None).cursor
    world.centre.registers.reassign(world.assignment, [world.team[2], world.person()])
    changes = tablet.centre.pull(cursor)
    assert (changes.withdrawn, [assignment.id for assignment in changes.assignments]) == ((), [world.assignment])


def test_many_changes_come_in_pages_that_lose_none(world, tablet):
    cursor = tablet.centre.pull(None).cursor
    planned = {world.assign(f"小区{number}")[0] for number in range(5)}
    photos = [world.photo("C03", world.new_picture()) for _ in range(PAGE + 20)]
    sender = world.tablet()
    sender.push(world.started())
    for first in range(0, len(photos), 180):
        sender.push(*photos[first : first + 180])
    assignments, seen, pages, more = set(), [], 0, True
    while more:
        changes = tablet.centre.pull(cursor)
        seen += [photo.facts.photo_id for photo in changes.photos]
        assignments |= {assignment.id for assignment in changes.assignments}
        cursor, more, pages = changes.cursor, changes.more, pages + 1
    assert pages == 2
    assert sorted(seen) == sorted(photo.photo.photo_id for photo in photos)
    assert planned <= assignments


def test_pages_of_another_length_lose_nothing_either(world, tablet, monkeypatch):
    start = tablet.centre.pull(None).cursor
    planned = {world.assign(f"小区{number}")[0] for number in range(5)}
    with monkeypatch.context() as short:
        short.setattr("sync.server.repositories.pulling.PAGE", 2)
        assert tablet.centre.pull(start).more
    changes = tablet.centre.pull(start)
    assert not changes.more
    assert {assignment.id for assignment in changes.assignments} == planned


@pytest.mark.parametrize("cursor", ["nonsense", "1.1.1.x", "-.", "{}", "410105.²", "410105.٣", "\0~410105.0", "..", "x" * 5000])
def test_a_cursor_that_cannot_be_read_brings_everything(world, tablet, cursor):
    assert [assignment.id for assignment in tablet.centre.pull(cursor).assignments] == [world.assignment]


def test_a_wanted_original_is_asked_for_until_it_is_there(world, tablet):
    copy, original = world.new_picture(), world.new_picture()
    photo = world.photo("A01", copy, original)
    tablet.push(world.started(), photo)
    cursor = tablet.centre.pull(None).cursor
    world.supervisor().want_original(photo.photo.photo_id)
    assert tablet.centre.pull(cursor).wanted_originals == (photo.photo.original_sha256,)
    tablet.upload(original)
    assert tablet.centre.pull(cursor).wanted_originals == ()


def test_tablets_that_push_at_the_same_time_hide_no_change_from_a_reader(world, values):
    """A reader between two commits must not skip what commits late under a lower number."""
    inspections = [world.assign(f"小区{number}") for number in range(8)]
    reader = world.tablet(world.team[2])
    cursor = reader.centre.pull(None).cursor
    senders = [world.tablet(world.team[number % 2]) for number in range(len(inspections))]

    def push(sender, assignment, inspection):
        sender.push(world.started(inspection, assignment))
        for item in ("A01", "B02", "C03"):
            sender.push(SetResult(inspection, item, values["pass"]))

    seen = set()
    with ThreadPoolExecutor(len(senders)) as pool:
        work = [pool.submit(push, sender, *head) for sender, head in zip(senders, inspections, strict=True)]
        while len(seen) < len(inspections) * 3 and not all(one.done() for one in work):
            changes = reader.centre.pull(cursor)
            cursor = changes.cursor
            seen |= {(result.inspection_id, result.item_code) for result in changes.results}
        assert all(one.exception() is None for one in work)
    changes = reader.centre.pull(cursor)
    seen |= {(result.inspection_id, result.item_code) for result in changes.results}
    assert len(seen) == len(inspections) * 3


def test_a_revoked_tablet_is_turned_away(world, tablet):
    world.centre.registers.revoke_device(tablet.device_id)
    with pytest.raises(DeviceRevoked):
        tablet.centre.pull(None)


@pytest.mark.details
def test_a_tablet_of_which_very_much_was_decided_still_gets_everything_it_asks_for(served, world, tablet):
    """As after an enrolment, or at a restored centre."""
    now, hashes = datetime.now(UTC), [sha256(str(number).encode()).hexdigest() for number in range(10_000)]
    keys = [{"device_id": tablet.device_id, "line_sha256": digest} for digest in hashes]
    entry = {"line": b"{}", "code": "access-denied", "reason": "", "received_at": now, "closed_at": now}
    act = {"number": 1, "step": "rejected", "by": world.team[0], "at": now, "comment": "", "status": None, "code": None}
    with served.centre.database.writing() as connection:
        insert_rows(connection, schema.quarantine, [key | entry for key in keys])
        insert_rows(connection, schema.quarantine_acts, [key | act for key in keys])
    told = tablet.centre.pull(None).late_outcomes
    assert sorted(one.line_sha256 for one in told) == sorted(hashes)
