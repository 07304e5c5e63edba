"""What an inspector sees of earlier visits, on a tablet whose centre does not answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from inspector_app.store.files import EvidenceFolder
from sync.domain.checklists import Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import Outcome
from sync.domain.previous import CompoundHistory, OpenFinding, PreviousItem, PreviousPhoto, PreviousVisit
from sync.imaging.evidence import make_thumbnail
from sync.imaging.scenes import draw_scene
from tests.e2e.tablet_process import fill, today_in_zhengzhou

pytestmark = pytest.mark.browser

DAY = date(2026, 5, 6)
OVERDUE, DUE_SOON = -12, 5
CHECKLIST = "zz-property-27"
SIZES = [(1280, 800), pytest.param((390, 844), marks=pytest.mark.soak)]
"""The phone follows the same code; it is looked at in the longer proofs."""


def photo(number: int, copy: bytes) -> PreviousPhoto:
    return PreviousPhoto(UUID(int=number), sha256(copy).hexdigest(), datetime(2026, 5, 6, 2, tzinfo=UTC))


def history(today: date, copy: bytes) -> CompoundHistory:
    """Two open findings, one of them overdue, one put right on the spot; the second picture never reached this tablet."""
    late, early = today + timedelta(days=OVERDUE), today + timedelta(days=DUE_SOON)
    blocked, dark = "消防车通道被固定车位占用，登高面有护栏", "三号楼地下室应急照明不亮"
    fail = Outcome.FAIL
    items = (
        PreviousItem("A02", Outcome.PASS, photo=photo(7, b"elsewhere")),
        PreviousItem("D01", fail, dark, Severity.MAJOR, early, finding_state=FindingState.OPEN, photo=photo(6, b"elsewhere")),
        PreviousItem("D02", fail, blocked, Severity.CRITICAL, late, finding_state=FindingState.OPEN, photo=photo(5, copy)),
        PreviousItem("D03", fail, "电梯未贴标志", Severity.MINOR, fixed_on_spot=True, finding_state=FindingState.FIXED_ON_SPOT),
    )
    findings = (
        OpenFinding(DAY, CHECKLIST, "D02", blocked, Severity.CRITICAL, late),
        OpenFinding(DAY, CHECKLIST, "D01", dark, Severity.MAJOR, early),
    )
    return CompoundHistory(PreviousVisit(UUID(int=4), DAY, items), findings, 3)


@pytest.fixture
def tablet_data(tmp_path: Path) -> Path:
    """By the list of assignments: two findings open, all closed, never visited, five findings open."""
    data, copy = tmp_path / "tablet", draw_scene(Random(8), 1600, 1200)
    past = history(today_in_zhengzhou(), copy)
    many = tuple(replace(past.open_findings[0], text=f"{number}号楼前被占") for number in range(1, 6))
    histories = {
        "东风小区": past,
        "翠竹苑": CompoundHistory(past.visit, (), 3),
        "绿地老街二期（含商铺与地下人防车库）": CompoundHistory(past.visit, many, 5),
    }
    fill(data, today_in_zhengzhou(), histories=histories)
    folder = EvidenceFolder(data / "evidence")
    folder.keep_thumbnail(UUID(int=5), make_thumbnail(copy))
    folder.keep_copy(sha256(copy).hexdigest(), copy)
    return data


@pytest.fixture
def sheet(records):
    """The inspection under way, as it stands on disk."""

    def read():
        started = next(one for one in records.assignments.waiting() if one.state is not None)
        return records.inspections.sheet(started.assignment.inspection_id)

    return read


@pytest.mark.details
@pytest.mark.parametrize("size", SIZES)
def test_an_item_shows_its_last_result_and_behind_it_the_photo(browse, size):
    page = browse(*size)
    page.open_assignment()
    page.open_item("D02")
    page.see("previous", "上次 2026年5月6日：不合格")
    page.see("previous", "待整改")
    assert page.at("previous-details").count() == 0
    page.tap("previous")
    page.see("previous-details", "整改期限")
    page.at("previous-photo").wait_for()
    page.tap("previous-photo")
    page.at("picture-full").wait_for()
    page.tap("close-picture")
    page.at("previous-photo").wait_for()
    page.tap("previous")
    page.eventually(lambda: page.at("previous-details").count() == 0)


@pytest.mark.details
def test_a_last_result_of_a_single_line_stays_large_enough_for_gloves_when_unfolded(page):
    page.open_assignment()
    page.open_item("A02")
    page.tap("previous")
    page.at("previous-photo-away").wait_for()
    page.see_no_small_targets(48)


@pytest.mark.soak
def test_a_photo_that_is_not_here_says_so_and_can_be_asked_for_again(page):
    page.open_assignment()
    page.open_item("D01")
    page.tap("previous")
    page.see("previous-photo-away", "联网后")
    page.tap("previous-photo-away")
    page.see("previous-photo-away", "联网后")


@pytest.mark.soak
def test_an_item_without_an_earlier_result_and_a_compound_without_an_earlier_visit_show_nothing(page):
    page.open_assignment()
    page.open_item("A03")
    assert page.at("previous").count() == 0
    page.tap("back")
    page.open_assignment(2)
    page.open_item("E06")
    assert page.at("previous").count() == page.at("earlier").count() == 0


@pytest.mark.details
@pytest.mark.parametrize("size", SIZES)
def test_open_findings_become_the_note_of_a_failure_with_one_tap_and_stay_editable(browse, sheet, size):
    page = browse(*size)
    page.open_assignment()
    page.open_item("E06")
    page.see("earlier", "2 个问题未整改")
    page.see("earlier-0", "已逾期 12 天")
    page.at("earlier-1").wait_for()
    assert "已逾期" not in page.said("earlier-1")
    page.reveal("propose-earlier", across=0.7)
    page.tap("propose-earlier")
    page.see_selected("answer-fail")
    page.eventually(lambda: sheet().value("E06").outcome is Outcome.FAIL)
    note = "D02 消防车通道被固定车位占用，登高面有护栏；D01 三号楼地下室应急照明不亮"
    assert sheet().value("E06").note == note
    page.see_typed("note", note)
    page.type("note", "D02 仍未清除")
    page.tap("next-open")
    page.eventually(lambda: sheet().value("E06").note == "D02 仍未清除")


@pytest.mark.soak
def test_a_plain_failure_fills_nothing_by_itself(page, sheet):
    page.open_assignment()
    page.answer("E06", "fail")
    page.see_selected("answer-fail")
    page.eventually(lambda: sheet().value("E06").outcome is Outcome.FAIL)
    assert sheet().value("E06").note == ""
    page.see("propose-earlier", "填入问题描述")


@pytest.mark.details
def test_when_everything_was_put_right_it_says_so(page):
    page.open_assignment(1)
    page.open_item("E06")
    page.see("earlier", "3 个问题均已整改")
    assert page.at("propose-earlier").count() == 0


@pytest.mark.soak
def test_of_many_open_findings_the_first_stand_there_and_the_rest_is_one_tap_away(page, sheet):
    page.open_assignment(3)
    page.open_item("E06")
    page.see("earlier-2", "3号楼前")
    assert page.at("earlier-3").count() == 0
    page.see("earlier-more", "还有 2 个")
    page.tap("earlier-more")
    page.see("earlier-4", "5号楼前")
    page.reveal("propose-earlier", across=0.7)
    page.tap("propose-earlier")
    page.eventually(lambda: sheet().value("E06").note.count("号楼前被占") == 5)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.soak
def test_what_is_tapped_is_large_enough_for_gloves(browse, size):
    page = browse(*size)
    page.open_assignment()
    page.open_item("D02")
    page.tap("previous")
    page.at("previous-photo").wait_for()
    page.see_no_small_targets(48)
    page.open_item("E06")
    page.at("propose-earlier").wait_for()
    page.see_no_small_targets(48)
