"""A tablet whose data are an older copy of themselves is turned away before anything of it is applied."""

from copy import copy
from dataclasses import replace

import pytest
import requests

from sync.errors import TabletSetBack
from sync.protocol import endpoints
from sync.protocol.operations import SetResult


@pytest.fixture
def older(world, tablet, values):
    """The tablet as it was when it had started the inspection; it has answered A01 since."""
    tablet.push(world.started())
    older = copy(tablet)
    tablet.push(SetResult(world.inspection, "A01", values["pass"]))
    return older


def answered(world) -> set[str]:
    return {result.item_code for result in world.supervisor().inspection(world.inspection).results if result.history}


def test_another_operation_under_a_number_that_is_kept_is_refused_with_all_that_came_with_it(world, older, values):
    lines = [older.line(SetResult(world.inspection, code, values["pass"])) for code in ("B02", "C03")]
    with pytest.raises(TabletSetBack):
        older.centre.push(lines)
    assert answered(world) == {"A01"}
    assert older.centre.pull(None).late_outcomes == ()


def test_what_was_kept_before_may_come_along_again(world, tablet, values):
    lines = [tablet.line(body) for body in (world.started(), SetResult(world.inspection, "A01", values["pass"]))]
    tablet.centre.push(lines)
    lines.append(tablet.line(SetResult(world.inspection, "B02", values["pass"])))
    assert [outcome.status.value for outcome in tablet.centre.push(lines).outcomes] == ["duplicate", "duplicate", "applied"]


def test_a_line_that_had_to_wait_may_come_after_later_ones(world, tablet, values):
    early, late = tablet.line(world.started()), tablet.line(SetResult(world.inspection, "A01", values["pass"]))
    assert [outcome.status.value for outcome in tablet.centre.push([late]).outcomes] == ["hold"]
    tablet.centre.push([early])
    other = tablet.line(SetResult(world.inspection, "B02", values["pass"]))
    tablet.centre.push([other])
    assert [outcome.status.value for outcome in tablet.centre.push([late]).outcomes] == ["applied"]


def test_numbers_are_a_tablets_own(world, older, values):
    colleague = world.tablet()
    colleague.seq = older.seq
    assert colleague.said(SetResult(world.inspection, "B02", values["pass"])) == [("applied", None)]


@pytest.mark.parametrize(("number", "refused"), [(1, True), (0, True), (2, False), (3, False), (None, False)])
def test_who_has_come_less_far_than_what_is_kept_hears_no_news(older, number, refused):
    if refused:
        with pytest.raises(TabletSetBack):
            older.centre.pull(None, number=number)
    else:
        assert older.centre.pull(None, number=number).cursor


@pytest.mark.parametrize("said", ["-1", "x", "1.5", ""])
def test_what_is_no_number_is_said_to_be_none(world, older, said):
    headers = {"Authorization": f"Bearer {older.centre._transport.token}", endpoints.NUMBER_HEADER: said}
    answer = requests.get(world.url + endpoints.CHANGES, headers=headers, timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (422, "operation-invalid")


def test_a_picture_that_is_made_a_photo_once_more_is_one_photo(world, tablet):
    tablet.push(world.started())
    made = world.photo("A01", world.new_picture())
    again = world.tablet()
    assert tablet.said(made) == again.said(made) == [("applied", None)]
    (result,) = (one for one in world.supervisor().inspection(world.inspection).results if one.item_code == "A01")
    assert [photo.facts.photo_id for photo in result.photos] == [made.photo.photo_id]


def test_another_picture_under_the_same_name_is_not_taken(world, tablet):
    tablet.push(world.started())
    made, other = (world.photo("A01", world.new_picture()) for _ in range(2))
    tablet.push(made)
    other = replace(other, photo=replace(other.photo, photo_id=made.photo.photo_id))
    assert tablet.said(other) == [("rejected", "operation-invalid")]


def test_two_operations_under_one_number_are_refused_together(world, tablet, values):
    tablet.push(world.started())
    first = tablet.line(SetResult(world.inspection, "A01", values["pass"]))
    tablet.seq -= 1
    second = tablet.line(SetResult(world.inspection, "B02", values["pass"]))
    with pytest.raises(TabletSetBack):
        tablet.centre.push([first, second])
    assert answered(world) == set()
