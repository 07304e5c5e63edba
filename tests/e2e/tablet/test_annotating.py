"""Photos are drawn on and compared, finger on glass."""

from io import BytesIO

import pytest
from PIL import Image

from inspector_app.store.files import EvidenceFolder
from sync.domain.marks import Arrow, BlurBox, Circle, Freehand, MarkColour, TextMark

pytestmark = pytest.mark.browser
SIZES = [(1280, 800), pytest.param((390, 844), marks=pytest.mark.soak)]
"""The phone follows the same code; it is looked at in the longer proofs."""


@pytest.fixture
def photos(records):
    """Photos of an item, as they stand on disk."""

    def read(code):
        started = next(one for one in records.assignments.waiting() if one.state is not None)
        return records.inspections.sheet(started.assignment.inspection_id).photos[code]

    return read


@pytest.fixture
def looking(browse, picture):
    """Opens a page on one photo in full: ``looking(width, height)``."""

    def open_page(width=1280, height=800):
        page = browse(width, height)
        page.open_assignment()
        page.open_item("A02")
        page.add_photo(picture)
        page.at("photo-0").wait_for()
        page.reveal("photo-0", across=0.7)
        page.tap("photo-0")
        page.at("photo-full").wait_for()
        return page

    return open_page


@pytest.fixture
def drawing(looking):
    """Opens a page on the photo being drawn on."""

    def open_page(width=1280, height=800):
        page = looking(width, height)
        page.tap("annotate-photo")
        page.at("marking-pad").wait_for()
        return page

    return open_page


def near(point, x, y):
    return abs(point[0] - x) < 0.02 and abs(point[1] - y) < 0.02


@pytest.mark.details
@pytest.mark.parametrize("size", SIZES)
def test_what_is_drawn_is_a_further_photo_with_its_marks_and_the_original_stays(drawing, photos, tablet_data, picture, size):
    page = drawing(*size)
    page.draw((0.2, 0.3), (0.5, 0.5))
    page.tap("tool-blur")
    page.draw((0.6, 0.6), (0.9, 0.9))
    page.see_no_small_targets(48)
    page.tap("save-marks")
    page.eventually(lambda: len(photos("A02")) == 2)
    page.see("photo-facts", "标注副本")
    source, copy = (photo.facts for photo in photos("A02"))
    arrow, blur = copy.marks
    assert isinstance(arrow, Arrow)
    assert near(arrow.tail, 0.2, 0.3)
    assert near(arrow.tip, 0.5, 0.5)
    assert isinstance(blur, BlurBox)
    assert near(blur.corner, 0.6, 0.6)
    assert near(blur.opposite, 0.9, 0.9)
    assert copy.annotates == source.photo_id
    folder = EvidenceFolder(tablet_data / "evidence")
    assert folder.original(copy.original_sha256) == picture
    burnt = Image.open(BytesIO(folder.copy(copy.copy_sha256))).convert("RGB")
    red, green, _ = burnt.getpixel((int(burnt.width * 0.35), int(burnt.width * 0.75 * 0.4)))
    assert red > green + 100


@pytest.mark.soak
def test_every_tool_draws_and_undo_takes_the_last_mark_back(drawing, photos):
    page = drawing()
    page.tap("tool-circle")
    page.tap("colour-yellow")
    page.draw((0.2, 0.2), (0.4, 0.4))
    page.tap("tool-freehand")
    page.tap("colour-blue")
    page.draw((0.5, 0.2), (0.8, 0.4))
    page.tap("tool-text")
    page.type("mark-words", "东侧通道")
    page.tap("words-take")
    page.see("marking-hint", "东侧通道")
    page.draw((0.3, 0.7), (0.3, 0.7))
    page.tap("tool-text")
    page.tap("ready-words-0")
    page.draw((0.6, 0.7), (0.6, 0.7))
    page.tap("undo-mark")
    page.tap("save-marks")
    page.eventually(lambda: len(photos("A02")) == 2)
    circle, stroke, text = photos("A02")[1].facts.marks
    assert (type(circle), circle.colour) == (Circle, MarkColour.YELLOW)
    assert near(circle.centre, 0.3, 0.3)
    assert near(circle.radii, 0.1, 0.1)
    assert (type(stroke), stroke.colour, len(stroke.points) > 15) == (Freehand, MarkColour.BLUE, True)
    assert (type(text), text.text) == (TextMark, "东侧通道")
    assert near(text.at, 0.3, 0.7)


@pytest.mark.soak
@pytest.mark.killed
def test_what_was_being_drawn_is_there_again_after_a_kill(drawing, photos, tablet):
    page = drawing()
    page.draw((0.2, 0.3), (0.5, 0.5))
    page.draw((0.2, 0.6), (0.5, 0.8))
    page.page.wait_for_timeout(500)
    tablet.kill()
    tablet.start()
    page.open()
    page.at("photo-0").wait_for()
    page.reveal("photo-0", across=0.7)
    page.tap("photo-0")
    page.see("annotate-photo", "继续标注")
    page.tap("annotate-photo")
    page.at("marking-pad").wait_for()
    page.tap("save-marks")
    page.eventually(lambda: len(photos("A02")) == 2)
    assert len(photos("A02")[1].facts.marks) == 2


@pytest.mark.soak
def test_leaving_asks_before_it_throws_marks_away(drawing, photos):
    page = drawing()
    page.draw((0.2, 0.3), (0.5, 0.5))
    page.tap("leave-marking")
    page.tap("discard-marks")
    page.at("annotate-photo").wait_for()
    page.tap("annotate-photo")
    page.at("marking-pad").wait_for()
    page.tap("leave-marking")
    page.at("annotate-photo").wait_for()
    assert len(photos("A02")) == 1


@pytest.mark.soak
def test_marks_stay_in_their_place_when_the_tablet_is_turned(drawing, photos):
    page = drawing()
    page.draw((0.2, 0.3), (0.5, 0.5))
    page.page.set_viewport_size({"width": 800, "height": 1280})
    page.eventually(lambda: tool_below_picture(page))
    page.draw((0.6, 0.3), (0.9, 0.5))
    page.tap("save-marks")
    page.eventually(lambda: len(photos("A02")) == 2)
    first, second = photos("A02")[1].facts.marks
    assert near(first.tail, 0.2, 0.3)
    assert near(second.tail, 0.6, 0.3)
    assert near(second.tip, 0.9, 0.5)


def tool_below_picture(page):
    """Once both are there again."""
    tool, pad = (page.at(name).first.bounding_box() for name in ("tool-arrow", "marking-pad"))
    return bool(tool and pad) and tool["y"] >= pad["y"] + pad["height"]
