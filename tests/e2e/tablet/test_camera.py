"""The camera inside the app, with Chromium's own camera: a test picture with a clock in it."""

import shutil

import pytest

from sync.domain.checklists import PhotoRule
from sync.domain.inspections import Outcome, State
from tests.e2e.browsers import WITH_CAMERA
from tests.e2e.tablet_page import TabletPage

pytestmark = pytest.mark.browser
MOST_TAPS = 54
REFUSED = "要留给检查结果和签名"
HERE = {"latitude": 34.7466, "longitude": 113.6254, "accuracy": 12}


@pytest.fixture
def shoot(browsers, tablet):
    """Opens pages that may use the camera."""
    with browsers.profiles(tablet.url, *WITH_CAMERA, permissions=["camera", "geolocation"], geolocation=HERE) as lend:

        def open_page(*size) -> TabletPage:
            page = TabletPage(lend(*size), tablet.url).open()
            page.at("assignment-0").wait_for()
            return page

        yield open_page


@pytest.mark.details
@pytest.mark.parametrize("size", [(1280, 800), pytest.param((390, 844), marks=pytest.mark.soak)])
def test_several_photos_are_taken_in_a_row_one_is_taken_again_and_closing_waits_for_the_one_under_way(shoot, sheet, size):
    page = shoot(*size)
    page.open_assignment()
    page.answer("A03", "fail")
    page.see_selected("answer-fail")
    page.tap("take-photo")
    page.at("shutter").wait_for()
    page.page.wait_for_timeout(1_000)
    for taken in (1, 2):
        page.take_picture()
        page.eventually(lambda taken=taken: len(sheet().photos["A03"]) == taken)
    page.tap("retake")
    page.eventually(lambda: len(sheet().photos["A03"]) == 1)
    page.take_picture()
    page.eventually(lambda: len(sheet().photos["A03"]) == 2)
    page.see_no_small_targets(48)
    page.tap("shutter")
    page.leave_camera("camera-done")
    page.eventually(lambda: len(sheet().photos["A03"]) == 3)
    page.at("photo-2").wait_for()
    facts = sheet().photos["A03"][0].facts
    assert (facts.original_type, facts.width > 0) == ("image/jpeg", True)
    assert (facts.position.latitude, facts.position.longitude, facts.position.accuracy) == tuple(HERE.values())


@pytest.mark.details
def test_with_too_little_room_an_open_camera_takes_no_more_and_a_closed_one_stays_closed(shoot, sheet, monkeypatch):
    usage = shutil.disk_usage("/")
    page = shoot()
    page.open_assignment()
    page.open_item("A03")
    page.tap("take-photo")
    page.at("shutter").wait_for()
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=40_000_000))
    page.tap("shutter")
    page.see("message", REFUSED)
    page.leave_camera("camera-close")
    page.eventually(lambda: not page.at("message").count())
    page.tap("take-photo")
    page.see("message", REFUSED)
    assert not page.at("shutter").count()
    assert sheet().photos["A03"] == []


@pytest.mark.details
def test_a_whole_inspection_needs_at_most_54_taps_and_no_key(shoot, sheet):
    page = shoot()
    page.taps = 0
    page.open_assignment()
    items = sheet().checklist.items
    failing = [item.code for item in items if item.photo is PhotoRule.REQUIRED_ON_FAIL][:2]
    for item in items:
        if item.code in failing:
            page.answer(item.code, "fail")
            page.tap("phrase-0")
            page.tap("take-photo")
            page.take_picture()
            page.eventually(lambda code=item.code: len(sheet().photos[code]) == 1)
            page.leave_camera("camera-done")
        elif item.photo is PhotoRule.REQUIRED:
            page.reveal(f"item-{item.code}-camera")
            page.tap(f"item-{item.code}-camera")
            page.take_picture()
            page.leave_camera("camera-pass")
        else:
            page.pass_in_list(item.code)
        page.eventually(lambda code=item.code: sheet().value(code).outcome is not None)
    page.eventually(lambda: len([photo for photos in sheet().photos.values() for photo in photos]) == 9)
    page.finish()
    page.submit()
    page.eventually(lambda: sheet().record.state is State.SUBMITTED)
    assert sum(sheet().value(item.code).outcome is Outcome.PASS for item in items) == 25
    assert page.taps <= MOST_TAPS
