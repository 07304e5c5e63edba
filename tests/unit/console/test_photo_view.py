"""What is said about a photo."""

from dataclasses import replace
from typing import Any

import pytest

from inspector_app.console.screens.photo_view import PhotoView, photo_view
from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist


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
