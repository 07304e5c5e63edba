from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from inspector_app.demo.past import PAST_DAYS, PAST_VISITS, PastClock, add_past_round
from inspector_app.demo.seed import seed_centre
from sync.domain.clock import SystemClock
from sync.server.repositories import schema

TODAY = date(2026, 11, 24)
a, m, p, c = schema.assignments.c, schema.assignment_members.c, schema.people.c, schema.compounds.c


@pytest.fixture(scope="module")
def centre(empty_centre):
    seed_centre(empty_centre.registers, TODAY)
    return empty_centre


@pytest.fixture(scope="module")
def officers(centre):
    return add_past_round(centre.registers, TODAY)


def rows(centre, statement):
    with centre.database.reading() as connection:
        return connection.execute(statement).all()


def past(centre):
    return rows(
        centre,
        select(a.id, a.compound_id, a.due_on, c.district).join_from(schema.assignments, schema.compounds).where(a.due_on < TODAY),
    )


def test_the_past_round_was_at_the_compounds_where_the_demo_team_is_due_first(centre, officers):
    visited = {row.compound_id for row in past(centre)}
    due_first = rows(
        centre,
        select(a.compound_id)
        .join_from(schema.assignments, schema.assignment_members)
        .join(schema.people)
        .where(p.pin_verifier.is_not(None), a.due_on >= TODAY)
        .group_by(a.compound_id)
        .order_by(func.min(a.due_on))
        .limit(PAST_VISITS),
    )
    assert visited == {row.compound_id for row in due_first}
    assert len(visited) == PAST_VISITS


def test_two_officers_of_another_team_went_there_and_neither_was_at_home(centre, officers):
    people = rows(centre, select(p.id, p.home_district, p.pin_verifier).where(p.id.in_(officers)))
    assert len(people) == 2
    assert all(person.pin_verifier is None for person in people)
    assert not {person.home_district for person in people} & {row.district for row in past(centre)}


def test_its_tablet_lives_some_weeks_ago():
    behind = SystemClock().now() - PastClock().now()
    assert timedelta(days=PAST_DAYS) - timedelta(seconds=5) < behind < timedelta(days=PAST_DAYS) + timedelta(seconds=5)
