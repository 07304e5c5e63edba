"""What is said about a photo."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.screens.item_view import item_view
from inspector_app.console.screens.photo_view import PhotoView, by_number, photo_views
from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist
from sync.domain.marks import BlurBox
from sync.protocol.console import PhotoOnRecord


def view_of(records: Any, **changes: Any) -> PhotoView:
    (view,) = photo_views("zh-CN", "A01 事项", (records.photo(**changes),), records.today)
    return view


def test_a_stored_photo_says_who_when_and_how_large(records: Any) -> None:
    view = view_of(records)
    assert (view.taken, view.author, view.size) == ("11月24日 09:30", "张喆", "4000 × 3000 · 4.8 MB")
    assert view.sha256 == "ab" * 32
    assert view.place == ""


def test_a_photo_that_has_not_arrived_says_where_it_is(records: Any) -> None:
    view = view_of(records, copy_stored=False)
    assert not view.stored
    assert "平板" in view.place


@pytest.mark.parametrize(
    ("stored", "wanted", "can_ask", "showable"),
    [(False, False, True, False), (False, True, False, False), (True, False, False, True), (True, True, False, True)],
)
def test_an_original_can_be_asked_for_once_and_shown_when_it_is_here(
    records: Any, stored: bool, wanted: bool, can_ask: bool, showable: bool
) -> None:
    view = view_of(records, original_stored=stored, original_wanted=wanted)
    assert (view.can_ask, view.original_showable) == (can_ask, showable)


def test_an_original_that_no_browser_shows_is_not_offered(records: Any) -> None:
    facts = replace(records.photo().facts, original_type="image/heic")
    assert not view_of(records, facts=facts, original_stored=True).original_showable


def test_a_removed_photo_stays_and_is_marked(records: Any) -> None:
    assert view_of(records, removed=True).removed == "检查人员已移除"
    assert view_of(records).removed == ""


def drawn_on(records: Any, number: int, removed: bool = False) -> PhotoOnRecord:
    facts = replace(records.photo().facts, photo_id=UUID(int=50), annotates=UUID(int=number), marks=(BlurBox((0, 0), (1, 1)),))
    return records.photo(facts=facts, removed=removed)


@pytest.mark.parametrize(
    ("language", "labels"), [("zh-CN", ["", "照片 2", "照片 2 · 标注"]), ("en", ["", "Photo 2", "2 · annotated"])]
)
def test_an_annotated_copy_stands_behind_its_photo_under_one_number(records: Any, language: str, labels: list[str]) -> None:
    other = replace(records.photo(), facts=replace(records.photo().facts, photo_id=UUID(int=8)))
    views = photo_views(language, "A01", (other, drawn_on(records, 9), records.photo()), records.today)
    assert [view.number for view in views] == [1, 2, 2]
    assert [view.label for view in views] == labels
    assert [bool(view.annotated) for view in views] == [False, False, True]
    assert [[view.photo_id.int for view in group] for group in by_number(views)] == [[8], [9, 50]]


def test_an_annotated_copy_of_a_photo_that_is_not_listed_has_a_number_of_its_own(records: Any) -> None:
    views = photo_views("zh-CN", "A01", (records.photo(), drawn_on(records, 77, removed=True)), records.today)
    assert [(view.number, view.label, view.removed) for view in views] == [(1, "", ""), (2, "照片 2 · 标注", "检查人员已移除")]


def test_an_item_numbers_its_photos_as_they_are_shown(records: Any) -> None:
    item = read_checklist(bundled_checklist().document).by_code["A01"]
    result = records.result("A01", records.passed, photos=(records.photo(), drawn_on(records, 9)))
    assert [photo.label for photo in item_view("zh-CN", item, result, records.today).photos] == ["照片 1", "照片 1 · 标注"]


@pytest.mark.parametrize(
    ("make", "model", "time", "words"),
    [
        ("Maker", "Pad 7", "2026-11-24T09:15:07+09:00", "相机 Maker Pad 7 · 相机时间 2026-11-24 09:15:07 +09:00"),
        ("HUAWEI", "HUAWEI Pad", "2026-11-24T09:15:07", "相机 HUAWEI Pad · 相机时间 2026-11-24 09:15:07"),
        ("", "Pad 7", "", "相机 Pad 7"),
        ("", "", "", ""),
    ],
)
def test_what_the_camera_wrote_of_itself_is_told(records: Any, make: str, model: str, time: str, words: str) -> None:
    facts = replace(records.photo().facts, camera_make=make, device_model=model, camera_time=time)
    assert view_of(records, facts=facts).camera == words
