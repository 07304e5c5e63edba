"""Two who write at the same moment: it comes out as if one had come after the other, and nobody is told of it as a mistake."""

from sync.domain.ids import IdMaker
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
