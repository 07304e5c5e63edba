from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from inspector_app.demo.seed import DEMO_PASSWORD, seed_centre
from sync.domain.people import Role, pin_matches
from sync.errors import SignInFailed
from sync.protocol.messages import EnrolmentRequest
from sync.server.repositories import schema

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def centre(empty_centre):
    return empty_centre


@pytest.fixture(scope="module")
def logins(centre):
    return seed_centre(centre.registers, TODAY)


def rows(centre, statement):
    with centre.database.reading() as connection:
        return connection.execute(statement).all()


def test_the_centre_holds_the_whole_city(centre, logins):
    tables = (schema.districts, schema.enterprises, schema.compounds, schema.assignments)
    assert [len(rows(centre, select(table))) for table in tables] == [15, 60, 131, 131]


def test_every_account_signs_in_and_sees_its_districts(centre, logins):
    sessions = [centre.access.sign_in(account.login, account.password) for account in logins.accounts]
    assert [session.name for session in sessions] == [account.name for account in logins.accounts]
    assert [session.role for session in sessions] == [Role.SUPERVISOR, Role.SUPERVISOR, Role.ADMINISTRATOR]
    assert [session.districts if session.districts is None else len(session.districts) for session in sessions] == [15, 1, None]


def test_another_password_opens_nothing(centre, logins):
    with pytest.raises(SignInFailed):
        centre.access.sign_in("supervisor", DEMO_PASSWORD + "!")


def test_the_enrolment_code_opens_a_tablet_for_the_three_of_the_demo_team(centre, logins):
    centre.access.enrol(EnrolmentRequest(logins.enrolment_code, UUID(int=1), "演示平板"))
    people = schema.people.c
    found = rows(
        centre, select(people.name, people.pin_verifier).join(schema.device_people, schema.device_people.c.person_id == people.id)
    )
    verifiers = {row.name: row.pin_verifier for row in found}
    assert set(verifiers) == {person.name for person in logins.tablet_people}
    assert all(pin_matches(person.pin, verifiers[person.name]) for person in logins.tablet_people)


def test_the_demo_team_has_twelve_assignments_due_from_tomorrow_over_three_weeks(centre, logins):
    joined = schema.assignments.join(schema.assignment_members).join(schema.people)
    found = rows(centre, select(schema.people.c.name, schema.assignments.c.due_on).select_from(joined))
    load = Counter(row.name for row in found)
    assert [load[person.name] for person in logins.tablet_people] == [12, 12, 12]
    due = [row.due_on for row in found if row.name == logins.tablet_people[0].name]
    assert (min(due), max(due)) == (TODAY + timedelta(days=1), TODAY + timedelta(days=21))
