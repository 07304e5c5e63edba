"""Two who write at the same moment: it comes out as if one had come after the other, and nobody is told of it as a mistake."""

import pytest

from sync.domain.ids import IdMaker
from sync.protocol.console import ReturnRequest
from sync.protocol.operations import SubmitInspection
from sync.server.repositories.engine import next_numbers
from tests.contract.at_once import at_once

_IDS = IdMaker()


def errors(*asked):
    return [type(one.error) for one in asked]


def test_two_who_note_the_first_changes_of_a_district_at_once_get_numbers_that_follow_one_another(served, world):
    database, stream = served.centre.database, f"n{world.district}"

    def number():
        with database.writing() as connection:
            return next_numbers(connection, stream, 2)

    asked = at_once(served.centre, "INSERT INTO streams", number, number)
    assert sorted(one.answer for one in asked) == [1, 3]


def _learn(pages):
    """What a tablet shows of earlier visits once it has read these."""
    shown = {}
    for page in pages:
        shown |= {one.id: None for one in page.assignments} | {one.assignment_id: one.history for one in page.previous}
    return shown


@pytest.mark.parametrize("step", ["submitted", "returned"])
def test_whoever_is_assigned_to_a_compound_while_a_visit_there_ends_hears_of_it(served, world, tablet, step):
    pages, colleague, supervisor = [], world.tablet(), world.supervisor()
    tablet.push(world.started(), *world.answers())
    last = tablet.line(SubmitInspection(world.inspection, 1))

    def submit():
        return tablet.centre.push([last])

    def send_back():
        return supervisor.return_inspection(world.inspection, ReturnRequest(2, "照片不清"))

    def assign_and_look():
        world.assign_again(world.assignment, world.team)
        pages.append(colleague.centre.pull(None))

    if step == "returned":
        submit()
    asked = at_once(served.centre, "UPDATE streams", {"submitted": submit, "returned": send_back}[step], assign_and_look)
    pages.append(colleague.centre.pull(pages[0].cursor))

    assert errors(*asked) == [type(None)] * 2
    assert _learn(pages) == _learn([colleague.centre.pull(None)])
