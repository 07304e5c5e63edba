"""Photos and their annotated copies are shown together and counted once."""

from dataclasses import replace
from uuid import UUID

from inspector_app.ui.views.finish_view import finish_view
from inspector_app.ui.views.item_view import item_view
from inspector_app.ui.views.photo_groups import in_groups, in_order
from sync.domain.inspections import VISIT
from sync.domain.marks import Arrow


def row(photo, *numbers, **drawn):
    """``row(photo, 1, 2, copy3=1)``: photos by number, and copies drawn on one of them."""
    taken = [replace(photo, facts=replace(photo.facts, photo_id=UUID(int=number))) for number in numbers]
    marks = (Arrow((0.1, 0.1), (0.5, 0.5)),)
    copies = [
        replace(photo, facts=replace(photo.facts, photo_id=UUID(int=int(name[4:])), annotates=UUID(int=source), marks=marks))
        for name, source in drawn.items()
    ]
    return sorted([*taken, *copies], key=lambda one: one.facts.photo_id)


def numbers_of(photos):
    return [one.facts.photo_id.int for one in photos]


def test_copies_stand_behind_the_photo_they_were_drawn_on(photo):
    photos = row(photo, 1, 2, 4, copy3=1, copy5=2, copy6=1)
    assert [numbers_of(group) for group in in_groups(photos)] == [[1, 3, 6], [2, 5], [4]]
    assert numbers_of(in_order(photos)) == [1, 3, 6, 2, 5, 4]


def test_copies_of_a_photo_that_was_removed_stay_together(photo):
    assert [numbers_of(group) for group in in_groups(row(photo, 2, copy3=1, copy4=1))] == [[2], [3, 4]]


def test_a_copy_is_no_further_photo_and_a_sound_is_none(complete, photo):
    spoken = replace(photo, facts=replace(photo.facts, photo_id=UUID(int=40), item_code=VISIT, original_type="audio/wav"))
    sheet = replace(complete, photos={**complete.photos, "A01": row(photo, 1, 2, copy3=1), VISIT: [spoken]})
    assert ("照片", "2") in finish_view("zh-CN", sheet).figures
    assert item_view("zh-CN", sheet, "A01", complete.record.started_at.date()).photo_hint == "已有 2 张照片"
