"""What reviewers are told of the visit before the one they review."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from sync.domain.people import Role
from sync.domain.previous import NO_HISTORY
from sync.errors import AccessDenied, NotFound
from sync.protocol.messages import PhotoSize
from sync.protocol.operations import SubmitInspection
from sync.server.repositories import schema

LATER = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
"""Forty days after the tablets of these tests do everything."""


@pytest.fixture
def photo(world, tablet):
    """Of A01, at the centre; its visit is submitted."""
    content = world.new_picture()
    shown = world.photo("A01", content)
    tablet.push(world.started(), *world.answers(), shown, SubmitInspection(world.inspection, 1))
    tablet.upload(content)
    return shown.photo


@pytest.fixture
def next_visit(world, another, photo):
    """Another team's, to the same compound, later: its inspection's id, and what its tablet was told before it went."""
    assignment, inspection = world.assign_again(world.assignment, another.team)
    theirs = another.tablet()
    told = {one.assignment_id: one.history for one in theirs.centre.pull(None).previous}
    theirs.push(world.started(inspection, assignment), *world.answers(inspection), SubmitInspection(inspection, 1))
    later = update(schema.inspections).where(schema.inspections.c.id == inspection).values(started_at=LATER)
    with world.centre.database.writing() as connection:
        connection.execute(later)
    return inspection, told[assignment]


def test_a_reviewer_is_told_what_the_team_was_told_and_sees_its_photos(world, photo, next_visit):
    inspection, told = next_visit
    reviewer = world.supervisor()
    past = reviewer.previous(inspection)
    assert past == told
    assert (past.visit.inspection_id, past.visit.visited_on) == (world.inspection, date(2026, 5, 6))
    assert past.visit.item("B02").note == "灯不亮"
    assert past.visit.item("A01").photo.photo_id == photo.photo_id
    assert reviewer.photo(photo.photo_id, PhotoSize.THUMBNAIL).startswith(b"\xff\xd8")


def test_a_reviewer_of_a_first_visit_is_told_of_nothing_before_it(world, next_visit):
    assert world.supervisor().previous(world.inspection) == NO_HISTORY


def test_what_was_before_is_for_reviewers_of_the_district_alone(world, another, next_visit):
    inspection, _ = next_visit
    with pytest.raises(NotFound):
        another.supervisor().previous(inspection)
    assert another.supervisor(Role.ADMINISTRATOR).previous(inspection).findings == 1
    with pytest.raises(AccessDenied):
        world.supervisor(Role.INSPECTOR).previous(inspection)
    with pytest.raises(NotFound):
        world.supervisor().previous(another.inspection)
