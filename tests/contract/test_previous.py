"""What a team is told of earlier visits to the compounds it goes to, and of nobody else's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import event, select, update

from sync.domain.findings import FindingState
from sync.domain.inspections import VISIT, Outcome
from sync.domain.previous import CompoundHistory
from sync.errors import NotFound, OperationInvalid
from sync.protocol.console import AcceptRequest, ReturnRequest
from sync.protocol.messages import Changes, PhotoSize
from sync.protocol.operations import SubmitInspection
from sync.server.repositories import schema

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
"""When the tablets of these tests do everything."""


@pytest.fixture
def next_visit(world, another):
    """Another team's assignment at the compound of this world's assignment, its inspection's id, and a tablet of that team."""
    return *world.assign_again(world.assignment, another.team), another.tablet()


def history(changes: Changes, assignment) -> CompoundHistory | None:
    return {entry.assignment_id: entry.history for entry in changes.previous}.get(assignment)


def test_a_compound_that_was_never_visited_has_no_history(world, next_visit):
    assignment, _, tablet = next_visit
    changes = tablet.centre.pull(None)
    assert assignment in {one.id for one in changes.assignments}
    assert changes.previous == ()


def test_the_last_visit_comes_with_the_assignment_item_by_item(world, tablet, next_visit):
    assignment, _, theirs = next_visit
    world.submitted(tablet)
    past = history(theirs.centre.pull(None), assignment)
    assert (past.visit.inspection_id, past.visit.visited_on) == (world.inspection, date(2026, 5, 6))
    assert [(item.item_code, item.outcome) for item in past.visit.items] == [
        ("A01", Outcome.PASS),
        ("B02", Outcome.FAIL),
        ("C03", Outcome.PASS),
    ]
    failed = past.visit.item("B02")
    assert (failed.note, failed.due_on, failed.finding_state) == ("灯不亮", date(2026, 5, 20), FindingState.OPEN)
    assert [(one.item_code, one.text, one.checklist_id) for one in past.open_findings] == [("B02", "灯不亮", "contract-3")]
    assert past.findings == 1


def test_a_photo_of_the_visit_as_a_whole_is_not_for_the_next_team(world, tablet, next_visit):
    assignment, _, theirs = next_visit
    picture = world.new_picture()
    shown = world.photo(VISIT, picture)
    tablet.push(world.started(), *world.answers(), shown, SubmitInspection(world.inspection, 1))
    tablet.upload(picture)
    past = history(theirs.centre.pull(None), assignment)
    assert [item.photo for item in past.visit.items] == [None, None, None]
    with pytest.raises(NotFound):
        theirs.centre.previous_photo(shown.photo.photo_id, PhotoSize.COPY)


def test_an_inspection_under_way_is_no_earlier_visit(world, tablet, next_visit):
    assignment, _, theirs = next_visit
    tablet.push(world.started(), *world.answers())
    assert history(theirs.centre.pull(None), assignment) is None


def test_a_submission_an_acceptance_and_a_return_reach_the_next_team_with_the_next_pull(world, tablet, next_visit):
    assignment, _, theirs = next_visit
    cursor = theirs.centre.pull(None).cursor
    world.submitted(tablet)
    submitted = theirs.centre.pull(cursor)
    assert history(submitted, assignment).findings == 1
    assert theirs.centre.pull(submitted.cursor).previous == ()
    world.supervisor().return_inspection(world.inspection, ReturnRequest(2, "请补拍"))
    returned = theirs.centre.pull(submitted.cursor)
    assert [one.id for one in returned.assignments] == [assignment]
    assert history(returned, assignment) is None
    tablet.push(SubmitInspection(world.inspection, 3))
    world.supervisor().accept(world.inspection, AcceptRequest(4))
    assert history(theirs.centre.pull(returned.cursor), assignment).visit.inspection_id == world.inspection


def test_a_tablet_that_goes_there_again_itself_hears_of_its_own_submission(world, tablet, next_visit):
    assignment, _, _ = next_visit
    world.centre.registers.reassign(assignment, world.team)
    cursor = tablet.centre.pull(None).cursor
    world.submitted(tablet)
    assert history(tablet.centre.pull(cursor), assignment).findings == 1


def test_a_visit_that_has_begun_is_not_told_of_later_ones(world, tablet, next_visit):
    assignment, inspection, theirs = next_visit
    theirs.push(world.started(inspection, assignment))
    cursor = theirs.centre.pull(None).cursor
    world.submitted(tablet)
    assert theirs.centre.pull(cursor).previous == ()
    assert history(theirs.centre.pull(None), assignment) is None, "it began at the same moment, so nothing was before it"


def test_a_visit_under_way_hears_of_an_earlier_one_that_is_sent_late(world, tablet, next_visit):
    assignment, inspection, theirs = next_visit
    theirs.push(world.started(inspection, assignment))
    later = update(schema.inspections).where(schema.inspections.c.id == inspection).values(started_at=NOW + timedelta(days=40))
    with world.centre.database.writing() as connection:
        connection.execute(later)
    cursor = theirs.centre.pull(None).cursor
    world.submitted(tablet)
    assert history(theirs.centre.pull(cursor), assignment).findings == 1


def test_a_visit_that_is_done_hears_of_nothing_more(world, tablet, next_visit):
    assignment, inspection, theirs = next_visit
    theirs.push(world.started(inspection, assignment), *world.answers(inspection), SubmitInspection(inspection, 1))
    cursor = theirs.centre.pull(None).cursor
    world.submitted(tablet)
    assert theirs.centre.pull(cursor).assignments == ()


def test_findings_that_were_closed_are_counted_and_not_listed(world, tablet, next_visit):
    assignment, _, theirs = next_visit
    world.submitted(tablet)
    closed = update(schema.findings).where(schema.findings.c.inspection_id == world.inspection)
    with world.centre.database.writing() as connection:
        connection.execute(closed.values(state=FindingState.CLOSED.value))
    past = history(theirs.centre.pull(None), assignment)
    assert (past.open_findings, past.findings) == ((), 1)
    assert past.visit.item("B02").finding_state is FindingState.CLOSED


def test_open_findings_of_every_earlier_visit_are_listed_and_the_latest_visit_is_shown(world, tablet, next_visit):
    assignment, _, theirs = next_visit
    world.submitted(tablet)
    between, inspection = world.assign_again(world.assignment, world.team)
    tablet.push(world.started(inspection, between), *world.answers(inspection), SubmitInspection(inspection, 1))
    i = schema.inspections.c
    with world.centre.database.writing() as connection:
        started = connection.scalars(select(i.started_at).where(i.id == world.inspection)).one()
        connection.execute(update(schema.inspections).where(i.id == inspection).values(started_at=started + timedelta(days=40)))
    past = history(theirs.centre.pull(None), assignment)
    assert past.visit.inspection_id == inspection
    assert [finding.visited_on for finding in past.open_findings] == [date(2026, 6, 15), date(2026, 5, 6)]
    assert past.findings == 2


def test_another_checklists_visit_is_not_shown_but_what_it_left_open_is(world, tablet, next_visit):
    assignment, _, theirs = next_visit
    world.submitted(tablet)
    inspections = schema.inspections
    other = update(inspections).where(inspections.c.id == world.inspection).values(checklist_id="flood-12")
    with world.centre.database.writing() as connection:
        connection.execute(other)
    past = history(theirs.centre.pull(None), assignment)
    assert past.visit is None
    assert [finding.checklist_id for finding in past.open_findings] == ["flood-12"]


def test_a_team_without_an_assignment_there_is_told_nothing(world, tablet, next_visit):
    world.submitted(tablet)
    stranger = world.tablet(world.person())
    assert stranger.centre.pull(None).previous == ()
    photo = world.photo("A01", world.new_picture())
    with pytest.raises(NotFound):
        stranger.centre.previous_photo(photo.photo.photo_id, PhotoSize.THUMBNAIL)


def test_many_histories_cost_no_more_statements_than_one(world, tablet, another):
    theirs = another.tablet()
    asked: list[str] = []
    event.listen(world.centre.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    def visited_before(name: str) -> None:
        assignment, inspection = world.assign(name)
        tablet.push(world.started(inspection, assignment), *world.answers(inspection), SubmitInspection(inspection, 1))
        world.assign_again(assignment, another.team)

    def statements() -> int:
        theirs.centre.pull(None)  # so that the tablet is remembered
        asked.clear()
        theirs.centre.pull(None)
        return len(asked)

    visited_before("一号院")
    one = statements()
    for number in range(4):
        visited_before(f"{number}号院")
    assert len(theirs.centre.pull(None).previous) == 5
    assert statements() == one


# --- photos ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def photographed(world, tablet) -> Callable[[], tuple[object, bytes]]:
    """A submitted visit whose photo of A01 has reached the centre."""

    def visit():
        content = world.new_picture()
        photo = world.photo("A01", content)
        tablet.push(world.started(), *world.answers(), photo, SubmitInspection(world.inspection, 1))
        tablet.upload(content)
        return photo.photo, content

    return visit


def test_the_last_photo_of_an_item_is_named_once_it_is_at_the_centre(world, tablet, next_visit, photographed):
    assignment, _, theirs = next_visit
    facts, _ = photographed()
    visit = history(theirs.centre.pull(None), assignment).visit
    assert (visit.item("A01").photo.photo_id, visit.item("A01").photo.copy_sha256) == (facts.photo_id, facts.copy_sha256)
    assert visit.item("B02").photo is None, "declared, but its bytes are not here"


def test_the_next_team_gets_a_small_thumbnail_and_the_copy_bit_for_bit(world, next_visit, photographed):
    _, _, theirs = next_visit
    facts, content = photographed()
    thumbnail = theirs.centre.previous_photo(facts.photo_id, PhotoSize.THUMBNAIL)
    assert thumbnail.startswith(b"\xff\xd8")
    assert len(thumbnail) <= 20_000
    copy = theirs.centre.previous_photo(facts.photo_id, PhotoSize.COPY)
    assert copy == content
    assert sha256(copy).hexdigest() == facts.copy_sha256


def test_the_untouched_original_is_not_handed_out(next_visit, photographed):
    _, _, theirs = next_visit
    facts, _ = photographed()
    with pytest.raises(OperationInvalid):
        theirs.centre.previous_photo(facts.photo_id, PhotoSize.ORIGINAL)


def test_another_teams_tablet_does_not_get_the_photo(world, next_visit, photographed):
    facts, _ = photographed()
    for size in (PhotoSize.THUMBNAIL, PhotoSize.COPY):
        with pytest.raises(NotFound):
            world.tablet(world.person()).centre.previous_photo(facts.photo_id, size)


def test_the_photo_goes_with_the_assignment_to_the_team_that_has_it_now(world, next_visit, photographed):
    assignment, _, theirs = next_visit
    facts, _ = photographed()
    new = world.person()
    world.centre.registers.reassign(assignment, [new])
    with pytest.raises(NotFound):
        theirs.centre.previous_photo(facts.photo_id, PhotoSize.THUMBNAIL)
    assert world.tablet(new).centre.previous_photo(facts.photo_id, PhotoSize.THUMBNAIL)


def test_a_photo_of_a_visit_under_way_is_nobody_elses(world, tablet, next_visit):
    _, _, theirs = next_visit
    content = world.new_picture()
    photo = world.photo("A01", content)
    tablet.push(world.started(), photo)
    tablet.upload(content)
    with pytest.raises(NotFound):
        theirs.centre.previous_photo(photo.photo.photo_id, PhotoSize.THUMBNAIL)


def test_the_team_that_was_there_first_does_not_get_the_photos_of_the_next_visit(world, tablet, next_visit):
    assignment, inspection, theirs = next_visit
    world.submitted(tablet)
    content = world.new_picture()
    photo = world.photo("A01", content, inspection=inspection)
    theirs.push(world.started(inspection, assignment), *world.answers(inspection), photo, SubmitInspection(inspection, 1))
    theirs.upload(content)
    later = update(schema.inspections).where(schema.inspections.c.id == inspection).values(started_at=NOW + timedelta(days=40))
    with world.centre.database.writing() as connection:
        connection.execute(later)
    with pytest.raises(NotFound):
        tablet.centre.previous_photo(photo.photo.photo_id, PhotoSize.THUMBNAIL)
