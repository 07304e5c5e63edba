"""A tablet whose data are an older copy of themselves: put back from a backup, or taken over to a second tablet."""

import shutil
from base64 import b64decode
from dataclasses import replace
from random import Random

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.centre_records import write_record
from inspector_app.services.sync_status import SyncState
from inspector_app.ui.views.wording import sync_result, try_to_name
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.tablets import Concern
from sync.imaging.scenes import draw_scene
from sync.protocol.administration import DeviceFilter
from sync.verifying.campaign import check_records
from sync.verifying.keys import GivenKey
from sync.verifying.sources import records_in
from tests.integration.tablet.conftest import Member, Team

PASS = ResultValue(Outcome.PASS)
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏")
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


def answer(team: Team, member: Member, code: str, value: ResultValue) -> None:
    member.tablet.inspections.answer(team.inspection, code, value, member.person)


def held(team: Team) -> set[str]:
    """Items with a value at the centre."""
    with team.centre.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT item_code FROM results WHERE inspection_id = ?", (team.inspection.bytes,))
        return {code for (code,) in rows}


def shown(team: Team, member: Member, code: str) -> ResultValue:
    return member.tablet.inspections.sheet(team.inspection).value(code)


def enrolled_again(team: Team, member: Member) -> None:
    code = team.centre.registers.create_enrolment_code([member.person])
    member.tablet.enrolment.enrol(team.url, code, "新平板")


def on_record(team: Team, member: Member):
    """The tablet as administrators see it."""
    device = member.tablet.enrolment.device().id
    pages = team.centre.tablets.page(DeviceFilter(page_size=100))
    return next(row for row in pages.rows if row.device_id == device)


@pytest.fixture
def original(alone):
    """A01 was sent."""
    member = alone.members[0]
    member.tablet.inspections.start(alone.assignment, member.person)
    answer(alone, member, "A01", PASS)
    member.sync()
    return member


@pytest.fixture
def copy(alone, original):
    """The same tablet a second time, as it was before the original sent B02 with a photo."""
    original.tablet.close()
    shutil.copytree(alone.folder / original.name, alone.folder / "copy")
    original.tablet = open_tablet(alone.folder / original.name)
    made = replace(original, tablet=open_tablet(alone.folder / "copy"))
    alone.members.append(made)
    answer(alone, original, "B02", PASS)
    original.tablet.photos.attach(alone.inspection, "B02", draw_scene(Random(1), 640, 480), original.person)
    original.sync()
    return made


def test_an_older_copy_is_turned_away_by_what_it_records_and_nothing_of_it_is_applied(alone, copy):
    answer(alone, copy, "C03", FAIL)
    status = copy.tablet.sync.run_once()
    assert (status.state, status.error.code) == (SyncState.STOPPED, "tablet-set-back")
    assert status.backlog.records == 1
    assert held(alone) == {"A01", "B02"}
    assert copy.tablet.backlog.troubled(0, 10) == ([], 0)


def test_an_older_copy_that_has_recorded_nothing_is_turned_away_when_it_asks_for_news(copy):
    assert copy.tablet.sync.run_once().error.code == "tablet-set-back"


def test_a_tablet_put_back_to_before_its_first_record_is_turned_away_too(alone):
    member = alone.members[0]
    member.tablet.close()
    shutil.copytree(alone.folder / member.name, alone.folder / "copy")
    member.tablet = open_tablet(alone.folder / member.name)
    member.tablet.inspections.start(alone.assignment, member.person)
    member.sync()
    member.tablet.close()
    member.tablet = open_tablet(alone.folder / "copy")
    assert member.tablet.sync.run_once().error.code == "tablet-set-back"


def test_enrolled_again_it_hears_what_it_had_forgotten_and_sends_what_it_has_recorded_since(alone, copy):
    answer(alone, copy, "C03", FAIL)
    copy.tablet.sync.run_once()
    enrolled_again(alone, copy)
    copy.sync()
    assert shown(alone, copy, "B02") == PASS
    assert len(copy.tablet.inspections.sheet(alone.inspection).photos["B02"]) == 1
    assert held(alone) == {"A01", "B02", "C03"}


def test_an_item_that_both_answered_is_shown_as_a_conflict_with_both_values(alone, copy):
    answer(alone, copy, "B02", FAIL)
    copy.tablet.sync.run_once()
    enrolled_again(alone, copy)
    copy.sync()
    sheet = copy.tablet.inspections.sheet(alone.inspection)
    assert sheet.value("B02") == PASS
    assert [other.value for other in sheet.contested["B02"]] == [FAIL]


def test_the_other_one_goes_on_undisturbed_and_both_hear_of_each_other(alone, original, copy):
    answer(alone, copy, "C03", FAIL)
    copy.tablet.sync.run_once()
    answer(alone, original, "D04", NOT_HERE)
    original.sync()
    enrolled_again(alone, copy)
    copy.sync()
    original.sync()
    assert shown(alone, original, "C03") == FAIL
    assert shown(alone, copy, "D04") == NOT_HERE


def test_whichever_sends_first_keeps_the_name(alone, original, copy):
    enrolled_again(alone, copy)
    copy.sync()
    original.tablet.close()
    shutil.copytree(alone.folder / original.name, alone.folder / "third")
    original.tablet = open_tablet(alone.folder / original.name)
    third = replace(original, tablet=open_tablet(alone.folder / "third"))
    alone.members.append(third)
    answer(alone, original, "D04", PASS)
    answer(alone, third, "E01", PASS)
    third.sync()
    assert original.tablet.sync.run_once().error.code == "tablet-set-back"
    assert held(alone) == {"A01", "B02", "E01"}


def test_the_record_verifies_with_both_in_it(alone, original, copy, tmp_path):
    answer(alone, copy, "C03", FAIL)
    copy.tablet.sync.run_once()
    enrolled_again(alone, copy)
    copy.sync()
    answer(alone, original, "D04", PASS)
    original.sync()
    write_record(alone.centre.records.export(alone.inspection), tmp_path / "record")
    public = alone.centre.key.public
    (verdict,) = check_records(records_in(tmp_path / "record"), GivenKey(b64decode(public.public_key), public.key_id))
    assert verdict.fault is None


def test_the_officer_reads_what_happened_and_that_a_new_code_mends_it(copy):
    status = copy.tablet.sync.run_once()
    assert "索取新的注册码" in sync_result("zh-CN", status)
    assert "Nothing is lost" in sync_result("en", status)
    assert try_to_name(status) is None


def test_administrators_see_which_tablet_it_was(alone, original, copy):
    assert on_record(alone, original).concerns == ()
    copy.tablet.sync.run_once()
    row = on_record(alone, original)
    assert row.concerns == (Concern.SET_BACK,)
    assert row.set_back_at >= row.contact_at
