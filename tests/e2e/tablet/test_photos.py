import hashlib

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def photos(records):
    """Photos of an item, as they stand on disk."""

    def read(code):
        started = next(one for one in records.assignments.waiting() if one.state is not None)
        return records.inspections.sheet(started.assignment.inspection_id).photos[code]

    return read


@pytest.mark.details
def test_a_chosen_picture_is_kept_as_it_is_and_shown(page, photos, picture):
    page.open_assignment()
    page.answer("A02", "fail")
    page.see_selected("answer-fail")
    page.add_photo(picture)
    page.at("photo-0").wait_for()
    kept = photos("A02")[0]
    assert kept.facts.original_sha256 == hashlib.sha256(picture).hexdigest()
    assert kept.facts.original_size == len(picture)


@pytest.mark.details
@pytest.mark.parametrize("size", [(1280, 800), pytest.param((390, 844), marks=pytest.mark.soak)])
def test_a_photo_is_seen_in_full_and_taken_out_again(browse, photos, picture, size):
    page = browse(*size)
    page.open_assignment()
    page.open_item("A02")
    page.add_photo(picture)
    page.at("photo-0").wait_for()
    page.reveal("photo-0", across=0.7)
    page.tap("photo-0")
    page.tap("remove-photo")
    page.see("remove-photo", "再次点按")
    assert photos("A02")
    page.tap("remove-photo")
    page.eventually(lambda: not photos("A02"))
    page.eventually(lambda: page.at("photo-0").count() == 0)


@pytest.mark.details
def test_a_file_that_is_no_picture_is_refused_in_words(page, photos):
    page.open_assignment()
    page.open_item("A02")
    page.add_photo("这不是照片".encode(), "notes.jpg")
    page.at("message").wait_for()
    assert page.said("message")
    assert photos("A02") == []
