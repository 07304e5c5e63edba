"""What was turned down waits for an administrator, who has it applied after all or turned down for good; the tablet hears."""

from base64 import b64decode
from hashlib import sha256

import pytest

from sync.domain.ids import IdMaker
from sync.domain.people import Role
from sync.errors import AccessDenied, NotFound, OperationInvalid, QuarantineClosed
from sync.protocol.administration import Entries, QuarantineDecision, QuarantineFilter, QuarantineStep
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import AddPhoto, RemovePhoto, SetResult, decode
from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey
from sync.verifying.sources import records_in

STRANGE = b'{"kind":"item.burn","id":1}'


@pytest.fixture
def administrator(world):
    return world.supervisor(Role.ADMINISTRATOR)


@pytest.fixture
def outsider(world):
    """A tablet of somebody who is in no team yet."""
    return world.tablet(world.person())


def entries_of(administrator, tablet, show=Entries.OPEN):
    return administrator.quarantine(QuarantineFilter(show, tablet.device_id)).rows


def decision(tablet, *lines, comment=""):
    return QuarantineDecision(tablet.device_id, tuple(sha256(line).hexdigest() for line in lines), comment)


def join(world, tablet):
    """The tablet's officer is in the team from now on."""
    world.centre.registers.reassign(world.assignment, (*world.team, tablet.by))


def test_an_entry_shows_whose_it_is_why_it_was_turned_down_and_its_bytes(world, outsider, administrator, values):
    line = outsider.line(SetResult(world.inspection, "A01", values["pass"]))
    outsider.centre.push([line])
    (entry,) = entries_of(administrator, outsider)
    assert (entry.device, entry.code, entry.kind, entry.author) == ("平板", "access-denied", "result.set", "赵磊")
    assert (entry.compound, entry.item_code, entry.size, entry.closed_at) == ("桐荫家园", "A01", len(line), None)
    detail = administrator.quarantined(outsider.device_id, entry.line_sha256)
    assert b64decode(detail.line) == line
    assert detail.acts == ()
    assert detail.item_title == world.checklist.by_code["A01"].title


def test_an_item_that_no_checklist_has_is_told_without_a_title(world, outsider, administrator, values):
    line = outsider.line(SetResult(world.inspection, "Z99", values["pass"]))
    outsider.centre.push([line])
    detail = administrator.quarantined(outsider.device_id, sha256(line).hexdigest())
    assert (detail.entry.item_code, detail.item_title) == ("Z99", None)


def test_a_photo_that_was_to_be_removed_is_told_with_its_item(world, tablet, outsider, administrator):
    photo = world.photo("A01", b"picture")
    tablet.push(world.started(), photo)
    line = outsider.line(RemovePhoto(world.inspection, photo.photo.photo_id))
    outsider.centre.push([line])
    assert administrator.quarantined(outsider.device_id, sha256(line).hexdigest()).entry.item_code == photo.photo.item_code


def test_bytes_that_are_no_operation_are_kept_and_shown_as_they_came(tablet, administrator):
    for line in (STRANGE, b"\xff\x00\x80", b"x" * 70_000):
        tablet.centre.push([line])
        detail = administrator.quarantined(tablet.device_id, sha256(line).hexdigest())
        assert b64decode(detail.line) == line[: 64 * 1024]
        assert (detail.entry.size, detail.entry.kind, detail.entry.made_at) == (len(line), "", None)
    assert len(entries_of(administrator, tablet)) == 3


def test_a_release_applies_what_can_be_applied_by_now(world, tablet, outsider, administrator, values):
    tablet.push(world.started())
    line = outsider.line(SetResult(world.inspection, "A01", values["other"]))
    outsider.centre.push([line])
    join(world, outsider)
    (outcome,) = administrator.release(decision(outsider, line, comment="补录进检查组")).outcomes
    assert (outcome.status, outcome.code) == (OperationStatus.APPLIED, None)
    results = {result.item_code: result for result in world.supervisor().inspection(world.inspection).results}
    assert (results["A01"].value, results["A01"].history[0].author) == (values["other"], "赵磊")
    assert entries_of(administrator, outsider) == ()
    (closed,) = entries_of(administrator, outsider, Entries.CLOSED)
    act = closed.last_act
    assert (act.step, act.by, act.comment, act.status) == (QuarantineStep.RELEASED, "陈审核", "补录进检查组", outcome.status)


def test_sending_a_released_operation_again_counts_as_done(world, tablet, outsider, administrator, values):
    tablet.push(world.started())
    line = outsider.line(SetResult(world.inspection, "A01", values["pass"]))
    outsider.centre.push([line])
    join(world, outsider)
    administrator.release(decision(outsider, line))
    (again,) = outsider.centre.push([line]).outcomes
    assert (again.status, again.code) == (OperationStatus.DUPLICATE, None)
    assert len(world.supervisor().inspection(world.inspection).results[0].history) == 1


def test_a_release_that_is_turned_down_again_stays_open_with_what_happened(world, outsider, administrator, values):
    line = outsider.line(SetResult(world.inspection, "A01", values["pass"]))
    outsider.centre.push([line])
    for times in (1, 2):
        (outcome,) = administrator.release(decision(outsider, line)).outcomes
        assert (outcome.status.value, outcome.code) == ("rejected", "access-denied")
        assert len(administrator.quarantined(outsider.device_id, sha256(line).hexdigest()).acts) == times
    assert len(entries_of(administrator, outsider)) == 1
    assert not outsider.centre.pull(None).late_outcomes


def test_several_are_taken_in_in_the_order_they_were_made(world, outsider, administrator, values):
    lines = [outsider.line(body) for body in (world.started(), *world.answers())]
    outsider.centre.push(lines)
    join(world, outsider)
    answer = administrator.release(decision(outsider, *reversed(lines)))
    assert {outcome.status for outcome in answer.outcomes} == {OperationStatus.APPLIED}
    assert world.supervisor().inspection(world.inspection).summary.answered == 3


def test_a_value_that_somebody_else_wrote_meanwhile_is_not_replaced_by_a_release(world, tablet, outsider, administrator, values):
    tablet.push(world.started())
    line = outsider.line(SetResult(world.inspection, "A01", values["other"]))
    outsider.centre.push([line])
    tablet.push(SetResult(world.inspection, "A01", values["pass"]))
    join(world, outsider)
    (outcome,) = administrator.release(decision(outsider, line)).outcomes
    assert (outcome.status.value, outcome.code) == ("conflict", "state-outdated")
    shown = world.supervisor().inspection(world.inspection).results[0]
    assert shown.value == values["pass"]
    assert [revision.conflict for revision in shown.history] == [True, False]


def test_the_tablet_hears_of_a_release_and_of_what_it_made(world, tablet, outsider, administrator, values):
    tablet.push(world.started())
    line = outsider.line(SetResult(world.inspection, "A01", values["pass"]))
    outsider.centre.push([line])
    join(world, outsider)
    cursor = outsider.centre.pull(None).cursor
    administrator.release(decision(outsider, line))
    news = outsider.centre.pull(cursor)
    (late,) = news.late_outcomes
    assert (late.line_sha256, late.status, late.by) == (sha256(line).hexdigest(), OperationStatus.APPLIED, "陈审核")
    assert [(result.item_code, result.value) for result in news.results] == [("A01", values["pass"])]
    assert not outsider.centre.pull(news.cursor).late_outcomes


def test_the_tablet_hears_of_a_rejection_for_good_with_the_reason(tablet, administrator):
    tablet.centre.push([STRANGE])
    cursor = tablet.centre.pull(None).cursor
    administrator.reject(decision(tablet, STRANGE, comment="测试数据，不计入"))
    for news in (tablet.centre.pull(cursor), tablet.centre.pull(None)):
        (late,) = news.late_outcomes
        assert (late.status.value, late.code, late.comment) == ("rejected", "operation-invalid", "测试数据，不计入")


def test_other_tablets_hear_nothing_of_it(world, tablet, administrator):
    other = world.tablet()
    tablet.centre.push([STRANGE])
    cursor = other.centre.pull(None).cursor
    administrator.reject(decision(tablet, STRANGE, comment="重复"))
    assert not other.centre.pull(cursor).late_outcomes
    assert not other.centre.pull(None).late_outcomes


def test_a_tablet_of_the_same_people_that_came_later_hears_of_it_for_it_may_hold_the_line_under_its_old_name(
    world, tablet, administrator
):
    tablet.centre.push([STRANGE])
    later = world.tablet()
    cursor = later.centre.pull(None).cursor
    administrator.reject(decision(tablet, STRANGE, comment="重复"))
    for news in (later.centre.pull(cursor), later.centre.pull(None)):
        assert [late.comment for late in news.late_outcomes] == ["重复"]
    stranger = world.tablet(world.person())
    assert not stranger.centre.pull(None).late_outcomes


def test_what_was_decided_is_decided(tablet, administrator):
    tablet.centre.push([STRANGE])
    administrator.reject(decision(tablet, STRANGE, comment="重复"))
    for again in (administrator.release, administrator.reject):
        with pytest.raises(QuarantineClosed):
            again(decision(tablet, STRANGE, comment="再来"))
    (entry,) = entries_of(administrator, tablet, Entries.CLOSED)
    assert entry.last_act.step is QuarantineStep.REJECTED


def test_a_decision_about_several_is_made_for_all_or_for_none(tablet, administrator):
    tablet.centre.push([STRANGE])
    with pytest.raises(NotFound):
        administrator.reject(decision(tablet, STRANGE, b"never sent", comment="清理"))
    assert len(entries_of(administrator, tablet)) == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        {"line_sha256s": ()},
        {"line_sha256s": ("a" * 64, "a" * 64)},
        {"line_sha256s": ("../../etc",)},
        {"comment": "\x00"},
        {"comment": "长" * 2001},
        {"comment": " "},
    ],
)
def test_a_decision_that_cannot_be_is_refused(tablet, administrator, spoilt):
    tablet.centre.push([STRANGE])
    good = {"device_id": tablet.device_id, "line_sha256s": (sha256(STRANGE).hexdigest(),), "comment": "重复"}
    with pytest.raises(OperationInvalid):
        administrator.reject(QuarantineDecision(**(good | spoilt)))
    assert len(entries_of(administrator, tablet)) == 1


def test_the_list_is_narrowed_by_tablet_and_code_and_counts_both_ends(world, tablet, outsider, administrator, values):
    tablet.centre.push([STRANGE, b"{"])
    outsider.push(SetResult(world.inspection, "A01", values["pass"]))
    administrator.reject(decision(tablet, STRANGE, comment="重复"))
    page = administrator.quarantine(QuarantineFilter(Entries.ALL, tablet.device_id))
    assert page.counts == {"open": 1, "closed": 1, "all": 2}
    assert {"access-denied", "operation-invalid"} <= set(page.codes)
    assert {tablet.device_id, outsider.device_id} <= {device.device_id for device in page.devices}
    assert not administrator.quarantine(QuarantineFilter(Entries.ALL, tablet.device_id, "access-denied")).rows
    assert len(administrator.quarantine(QuarantineFilter(Entries.ALL, tablet.device_id, page_size=1, page=2)).rows) == 1


def test_what_came_at_one_moment_is_listed_as_it_was_recorded_newer_moments_first_on_whatever_pages(
    world, outsider, administrator, values
):
    batches = [[outsider.line(SetResult(world.inspection, "A01", values["pass"])) for _ in range(count)] for count in (3, 12)]
    outsider.centre.push(batches[0])
    outsider.centre.push([STRANGE, *batches[1]])
    recorded = [sha256(line).hexdigest() for line in (*batches[1], STRANGE, *batches[0])]
    for size in (4, 5, 100):
        pages = range(1, 2 + len(recorded) // size)
        wanted = [QuarantineFilter(Entries.OPEN, outsider.device_id, page=page, page_size=size) for page in pages]
        listed = [entry.line_sha256 for one in wanted for entry in administrator.quarantine(one).rows]
        assert listed == recorded


def test_only_administrators_see_or_decide(world, tablet):
    tablet.centre.push([STRANGE])
    supervisor = world.supervisor()
    chosen = decision(tablet, STRANGE, comment="重复")
    for ask in (
        lambda: supervisor.quarantine(QuarantineFilter()),
        lambda: supervisor.quarantined(tablet.device_id, chosen.line_sha256s[0]),
        lambda: supervisor.release(chosen),
        lambda: supervisor.reject(chosen),
    ):
        with pytest.raises(AccessDenied):
            ask()


def test_an_entry_that_is_not_there_is_not_found(administrator, tablet):
    for name in ("b" * 64, "%00", "nonsense"):
        with pytest.raises(NotFound):
            administrator.quarantined(tablet.device_id, name)
    with pytest.raises(NotFound):
        administrator.quarantined(IdMaker().new(), sha256(STRANGE).hexdigest())


def test_a_record_with_a_released_operation_is_in_order(world, tablet, outsider, administrator, values, tmp_path):
    """Also one that says the same as what somebody else wrote after it first came, and one that a colleague built on."""
    same, later = (SetResult(world.inspection, item, values["pass"]) for item in ("A01", "C03"))
    tablet.push(world.started())
    lines = [outsider.line(same), outsider.line(later)]
    outsider.centre.push(lines)
    tablet.push(same)
    join(world, outsider)
    assert [one.status.value for one in administrator.release(decision(outsider, *lines)).outcomes] == ["applied", "applied"]
    built_on = world.supervisor().inspection(world.inspection).results[2].history[0].value
    first = decode(lines[1]).id
    assert tablet.said(SetResult(world.inspection, "C03", values["not applicable"], base=first)) == [("applied", None)]
    assert built_on == values["pass"]
    record = tmp_path / f"{world.inspection}.zip"
    record.write_bytes(b"".join(world.supervisor().record(world.inspection)))
    key = world.centre.key.public
    (verdict,) = check_records(records_in(record), GivenKey(b64decode(key.public_key), key.key_id))
    assert verdict.fault is None


def test_lines_that_the_tables_do_not_take_are_set_apart_even_where_nothing_else_came(world, tablet, administrator):
    """Photos under ids that another inspection's photos have."""
    taken = [world.photo("A01", world.new_picture()).photo for _ in range(2)]
    tablet.push(world.started(), *(AddPhoto(world.inspection, photo) for photo in taken))
    assignment, other = world.assign("别处")
    tablet.push(world.started(other, assignment))
    lines = [tablet.line(AddPhoto(other, photo)) for photo in taken]
    for _ in range(2):
        outcomes = tablet.centre.push(lines).outcomes
        assert [(outcome.status.value, outcome.code) for outcome in outcomes] == [("rejected", "operation-invalid")] * 2
    kept = {entry.line_sha256 for entry in entries_of(administrator, tablet)}
    assert kept == {sha256(line).hexdigest() for line in lines}
    assert tablet.said(world.photo("A01", world.new_picture())) == [("applied", None)]
