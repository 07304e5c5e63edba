import hashlib
import shutil

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


@pytest.mark.details
def test_of_several_chosen_files_the_good_ones_are_kept_and_the_others_named(page, photos, picture, tablet_data):
    page.open_assignment()
    page.open_item("A02")
    page.reveal("add-photo", across=0.7)
    files = {"cut.jpg": picture[:5000], "good.jpg": picture, "notes.jpg": "这不是照片".encode(), "empty.jpg": b""}
    with page.page.expect_file_chooser() as chooser:
        page.tap("add-photo")
    chooser.value.set_files([{"name": name, "mimeType": "image/jpeg", "buffer": content} for name, content in files.items()])
    page.see("message", "4 个文件中有 3 个无法使用")
    for name in ("cut.jpg", "notes.jpg", "empty.jpg"):
        page.see("message", name)
    page.at("photo-0").wait_for()
    (kept,) = photos("A02")
    assert kept.facts.original_sha256 == hashlib.sha256(picture).hexdigest()
    on_disk = {path.name for folder in ("evidence", "arrivals") for path in (tablet_data / folder).rglob("*") if path.is_file()}
    assert on_disk == {kept.facts.original_sha256, kept.facts.copy_sha256, f"{kept.facts.photo_id}.jpg"}


@pytest.mark.details
def test_little_room_is_said_before_a_photo_is_chosen_and_with_too_little_none_is(page, photos, picture, monkeypatch):
    usage = shutil.disk_usage("/")
    page.open_assignment()
    page.open_item("A02")
    page.reveal("add-photo", across=0.7)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=40_000_000))
    page.tap("add-photo")
    page.see("message", "要留给检查结果和签名")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=100_000_000))
    page.add_photo(picture)
    page.see("message", "本机只剩 100.0 MB 空间")
    page.eventually(lambda: len(photos("A02")) == 1)
    page.answer("A02", "pass")
