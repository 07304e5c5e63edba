"""What is said about a photo."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.screens.item_view import item_view
from inspector_app.console.screens.photo_view import PhotoView, photo_view
from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist
from sync.domain.marks import BlurBox
from sync.protocol.messages import PhotoOnRecord


def view_of(records: Any, **changes: Any) -> PhotoView:
    item = read_checklist(bundled_checklist().document).by_code["A01"]
    return photo_view("zh-CN", item, records.photo(**changes), records.today)


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


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "第 2 张的标注"), ("en", "Drawn on no. 2")])
def test_an_annotated_copy_says_on_which_photo_it_was_drawn(records: Any, language: str, words: str) -> None:
    item = read_checklist(bundled_checklist().document).by_code["A01"]
    other = replace(records.photo(), facts=replace(records.photo().facts, photo_id=UUID(int=8)))
    among = (other, records.photo(), drawn_on(records, 9))
    views = [photo_view(language, item, photo, records.today, among) for photo in among]
    assert [view.annotated for view in views] == ["", "", words]
    assert [bool(view.annotated_of_item) for view in views] == [False, False, True]


def test_an_annotated_copy_of_a_photo_that_is_not_listed_still_says_what_it_is(records: Any) -> None:
    item = read_checklist(bundled_checklist().document).by_code["A01"]
    view = photo_view("zh-CN", item, drawn_on(records, 77, removed=True), records.today, (records.photo(),))
    assert (view.annotated, view.annotated_of_item, view.removed) == ("标注副本", "标注副本", "检查人员已移除")


def test_an_item_numbers_its_photos_as_they_are_shown(records: Any) -> None:
    item = read_checklist(bundled_checklist().document).by_code["A01"]
    result = records.result("A01", records.passed, photos=(records.photo(), drawn_on(records, 9)))
    assert [photo.annotated for photo in item_view("zh-CN", item, result, records.today).photos] == ["", "第 1 张的标注"]
