"""Two pictures of an item are compared, those of the visit before included."""

from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from random import Random
from uuid import UUID

import pytest
from PIL import Image

from inspector_app.store.files import EvidenceFolder
from sync.domain.inspections import Outcome
from sync.domain.previous import CompoundHistory, PreviousItem, PreviousPhoto, PreviousVisit
from sync.imaging.evidence import make_thumbnail
from sync.imaging.scenes import draw_scene
from tests.e2e.tablet_process import fill, today_in_zhengzhou

pytestmark = pytest.mark.browser
SIZES = [(1280, 800), pytest.param((390, 844), marks=pytest.mark.soak)]
"""The phone follows the same code; it is looked at in the longer proofs."""
DAY = date(2026, 5, 6)
FEW = 40
"""Colours of a place where no picture is yet."""


def previous(number, content):
    return PreviousPhoto(UUID(int=number), sha256(content).hexdigest(), datetime(2026, 5, 6, 2, tzinfo=UTC))


@pytest.fixture
def tablet_data(tmp_path):
    """The visit before left a picture of D01 on this tablet, and one of D02 that is not here."""
    data, copy = tmp_path / "tablet", draw_scene(Random(8), 1600, 1200)
    items = (
        PreviousItem("D01", Outcome.FAIL, "应急照明不亮", photo=previous(5, copy)),
        PreviousItem("D02", Outcome.PASS, photo=previous(6, b"elsewhere")),
    )
    history = CompoundHistory(PreviousVisit(UUID(int=4), DAY, items))
    fill(data, today_in_zhengzhou(), histories={"东风小区": history})
    folder = EvidenceFolder(data / "evidence")
    folder.keep_thumbnail(UUID(int=5), make_thumbnail(copy))
    folder.keep_copy(sha256(copy).hexdigest(), copy)
    return data


@pytest.fixture
def looking(browse, picture):
    """Opens a page on the first photo of an item in full: ``looking("A02", width, height, more=[...])``."""

    def open_page(code, width=1280, height=800, more=()):
        page = browse(width, height)
        page.open_assignment()
        page.open_item(code)
        for place, one in enumerate((picture, *more)):
            page.add_photo(one)
            page.at(f"photo-{place}").wait_for()
        page.reveal("photo-0", across=0.7)
        page.tap("photo-0")
        page.at("photo-full").wait_for()
        return page

    return open_page


def stand(page):
    """How the two pictures stand to each other."""
    first, second = (page.at(f"compare-{side}-picture").first.bounding_box() for side in ("left", "right"))
    if first is None or second is None:
        return "nowhere"
    if first["y"] == second["y"] and first["x"] + first["width"] <= second["x"]:
        return "beside"
    return "above" if first["x"] == second["x"] and first["y"] + first["height"] <= second["y"] else "neither"


def seen(page, side):
    """What the screen shows in the upper half of one side, where no button lies over it."""
    box = page.at(f"compare-{side}-picture").first.bounding_box()
    return page.page.screenshot(clip={**box, "height": box["height"] / 2})


def colours(picture):
    """How many there are."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    return len(image.getcolors(image.width * image.height))


@pytest.mark.details
@pytest.mark.parametrize("size", SIZES)
def test_two_photos_are_compared_and_each_side_is_chosen(looking, size):
    page = looking("A02", *size, more=[draw_scene(Random(3), 900, 1200)])
    page.tap("compare-photo")
    page.at("compare-right-picture").wait_for()
    landscape = size[0] > size[1]
    page.eventually(lambda: stand(page) == ("beside" if landscape else "above"))
    page.see_selected("compare-left-1")
    page.see_selected("compare-right-0")
    page.tap("compare-left-0")
    page.see_selected("compare-left-0")
    page.see_no_small_targets(48)
    page.page.set_viewport_size({"width": size[1], "height": size[0]})
    page.eventually(lambda: stand(page) == ("above" if landscape else "beside"))
    page.tap("leave-compare")
    page.at("photo-full").wait_for()


@pytest.mark.details
@pytest.mark.parametrize("size", SIZES)
def test_each_picture_is_brought_nearer_by_itself_with_two_fingers_the_wheel_or_a_button(looking, size):
    page = looking("A02", *size, more=[draw_scene(Random(3), 1600, 1200)])
    page.tap("compare-photo")
    page.at("compare-left-nearer").wait_for()
    page.at("compare-right-nearer").wait_for()
    page.eventually(lambda: all(colours(seen(page, side)) > FEW for side in ("left", "right")))
    left, right = seen(page, "left"), seen(page, "right")
    page.pinch("compare-left-picture")
    page.see("compare-left-nearer", "看全图")
    page.eventually(lambda: seen(page, "left") != left)
    assert seen(page, "right") == right
    page.tap("compare-left-nearer")
    page.see("compare-left-nearer", "放大")
    page.eventually(lambda: seen(page, "left") == left)
    page.tap("compare-right-nearer")
    page.see("compare-right-nearer", "看全图")
    page.eventually(lambda: seen(page, "right") != right)
    box = page.at("compare-right-picture").first.bounding_box()
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.wheel(0, 2000)
    page.see("compare-right-nearer", "放大")
    page.eventually(lambda: seen(page, "right") == right)
    assert seen(page, "left") == left


@pytest.mark.soak
@pytest.mark.parametrize("size", SIZES)
def test_the_visit_before_is_laid_beside_this_one(looking, size):
    page = looking("D01", *size)
    page.tap("compare-photo")
    page.see("compare-left-label", "上次 2026年5月6日")
    page.see("compare-right-label", "本次")
    page.see_selected("compare-left-0")
    page.see_selected("compare-right-1")


@pytest.mark.soak
def test_a_picture_that_is_not_here_says_what_to_do(looking):
    page = looking("D02")
    page.tap("compare-photo")
    page.see("compare-left-picture", "网络")
    page.tap("compare-left-1")
    page.see("compare-left-label", "本次")


@pytest.mark.soak
def test_a_single_photo_has_nothing_to_be_compared_with(looking):
    page = looking("A02")
    assert page.at("annotate-photo").count()
    assert not page.at("compare-photo").count()
