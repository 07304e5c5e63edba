"""A second tap of a hasty finger, a moment after the first, does not hit what has slid under it."""

from collections.abc import Callable

import pytest

from sync.domain.inspections import UNANSWERED
from tests.e2e.tablet.disputes import FAIL, dispute
from tests.e2e.tablet_page import FIRST_PIN

pytestmark = [pytest.mark.browser, pytest.mark.details]
ANSWERED_MS = 700


def tap_twice(page, identifier: str, comes: Callable[[], bool]) -> None:
    """In the middle of the control, and at the same place again as soon as what comes is drawn."""
    box = page.resting(page.at(identifier).first)
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.page.mouse.click(*place)
    page.eventually(comes)
    page.page.mouse.click(*place)
    page.page.wait_for_timeout(ANSWERED_MS)


@pytest.mark.parametrize("size", [(390, 844), (800, 1280), (1280, 800)], ids=["phone", "portrait", "landscape"])
def test_an_assignment_tapped_twice_opens_and_nothing_is_answered(browse, records, size):
    page = browse(*size)
    opened = records.assignments.waiting()[0].assignment
    tap_twice(page, "assignment-0", comes=page.at("show-all").count)
    page.at("show-all").wait_for()
    sheet = records.inspections.sheet(opened.inspection_id)
    assert {result.value for result in sheet.results.values()} == {UNANSWERED}
    assert not page.at("item-code").count()


def test_an_item_tapped_twice_opens_and_is_not_answered(browse, records):
    page = browse(390, 844)
    opened = records.assignments.waiting()[0].assignment
    page.open_assignment()
    for code in ("A02", "A03", "B01"):
        page.reveal(f"item-{code}")
        tap_twice(page, f"item-{code}", comes=page.at("item-code").count)
        page.see("item-code", code)
        page.tap("back")
    sheet = records.inspections.sheet(opened.inspection_id)
    assert {result.value for result in sheet.results.values()} == {UNANSWERED}


def test_back_tapped_twice_goes_back_once(browse):
    page = browse(390, 844)
    page.open_assignment()
    page.open_item("A02")
    tap_twice(page, "back", comes=page.at("show-all").count)
    page.at("item-A02").wait_for()


@pytest.mark.signed_out
def test_enter_tapped_twice_signs_in_and_begins_nothing(browse, records):
    page = browse()
    page.tap("person-0")
    page.at("pin-enter").wait_for()
    for digit in FIRST_PIN:
        page.tap(f"pin-{digit}")
    tap_twice(page, "pin-enter", comes=page.at("assignment-0").count)
    page.at("assignment-0").wait_for()
    assert [entry.state for entry in records.assignments.waiting() if entry.state is not None] == []


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "landscape"])
def test_whoever_decides_with_two_taps_adds_no_words(tablet_data, records, sheet, browse, size):
    dispute(tablet_data, records)
    page = browse(*size)
    page.open_assignment()
    page.open_item("A02")
    page.reveal("decide-1", across=0.7)
    tap_twice(page, "decide-1", comes=lambda: not page.at("conflict").count())
    assert sheet().value("A02") == FAIL
