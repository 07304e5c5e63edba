"""Which pictures of an item are laid beside each other."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from inspector_app.ui.views.compare_view import compared_pictures, first_pair
from sync.domain.inspections import Outcome
from sync.domain.marks import Arrow
from sync.domain.previous import CompoundHistory, PreviousItem, PreviousPhoto, PreviousVisit

BEFORE = PreviousPhoto(UUID(int=70), "d" * 64, datetime(2025, 5, 3, 2, 0, tzinfo=UTC))


@pytest.fixture
def pictured(sheet, photo):
    """``pictured(9, 10, drawn={11: 9}, before=True)``: the sheet with these photos of A01, some drawn on another."""

    def change(*numbers, drawn=None, before=False):
        photos = [replace(photo, facts=replace(photo.facts, photo_id=UUID(int=number))) for number in numbers]
        for number, source in (drawn or {}).items():
            marks = {"annotates": UUID(int=source), "marks": (Arrow((0.1, 0.1), (0.5, 0.5)),)}
            photos.append(replace(photo, facts=replace(photo.facts, photo_id=UUID(int=number), **marks)))
        history = sheet.history
        if before:
            visit = PreviousVisit(UUID(int=60), date(2025, 5, 3), (PreviousItem("A01", Outcome.FAIL, photo=BEFORE),))
            history = CompoundHistory(visit)
        return replace(sheet, photos={**sheet.photos, "A01": photos}, history=history)

    return change


def numbers_of(pictures):
    return [picture.photo_id.int for picture in pictures]


def test_the_visit_before_stands_first_and_says_when_it_was(pictured):
    pictures = compared_pictures("zh-CN", pictured(9, before=True), "A01")
    assert numbers_of(pictures) == [70, 9]
    assert [picture.label for picture in pictures] == ["上次 2025年5月3日", "本次 09:00"]


def test_photos_of_one_minute_are_told_apart_by_their_seconds(pictured):
    sheet = pictured(9, 10, 11)
    first, second, later = sheet.photos["A01"]
    taken = (first.facts.taken_at, first.facts.taken_at + timedelta(seconds=7), first.facts.taken_at + timedelta(minutes=3))
    photos = [replace(one, facts=replace(one.facts, taken_at=at)) for one, at in zip((first, second, later), taken, strict=True)]
    pictures = compared_pictures("en", replace(sheet, photos={**sheet.photos, "A01": photos}), "A01")
    assert [picture.label for picture in pictures] == ["This visit 09:00:00", "This visit 09:00:07", "This visit 09:03"]


def test_an_annotated_copy_says_so(pictured):
    pictures = compared_pictures("zh-CN", pictured(9, drawn={11: 9}), "A01")
    assert [picture.label for picture in pictures] == ["本次 09:00", "本次 09:00 · 标注副本"]


def test_an_annotated_copy_stands_behind_what_it_was_drawn_on(pictured):
    assert numbers_of(compared_pictures("zh-CN", pictured(9, 10, drawn={11: 9, 12: 10, 13: 9}), "A01")) == [9, 11, 13, 10, 12]


def test_other_items_have_pictures_of_their_own(pictured):
    assert compared_pictures("zh-CN", pictured(9, before=True), "A02") == ()


@pytest.mark.parametrize(
    ("photos", "shown", "pair"),
    [
        ({"numbers": (9, 10)}, 9, (1, 0)),
        ({"numbers": (9, 10)}, 10, (0, 1)),
        ({"numbers": (9, 10), "before": True}, 10, (0, 2)),
        ({"numbers": (9, 10), "drawn": {11: 10}, "before": True}, 11, (2, 3)),
        ({"numbers": (9,), "drawn": {11: 8}}, 11, (0, 1)),
    ],
)
def test_the_first_two_are_the_one_looked_at_and_what_it_is_best_compared_with(pictured, photos, shown, pair):
    sheet = pictured(*photos["numbers"], drawn=photos.get("drawn"), before=photos.get("before", False))
    assert first_pair(compared_pictures("zh-CN", sheet, "A01"), UUID(int=shown)) == pair
