"""Accepting decides about what had come by then, whatever the centre's clock does."""

from datetime import timedelta

import pytest

from sync.domain.inspections import Outcome, ResultValue
from sync.domain.people import Role
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import SetResult
from sync.server.repositories import schema


@pytest.mark.parametrize("moved", [timedelta(hours=2), timedelta(0), timedelta(hours=-2)])
def test_a_value_in_conflict_is_settled_by_accepting_and_one_that_comes_later_is_not(office, clock, moved):
    centre, sender, supervisor = office.centre, office.sender(), reviewer(office)
    code = office.checklist.items[0].code
    not_there = SetResult(office.inspection, code, ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施"))
    centre.intake.take(sender, [office.line(office.start()), office.line(office.answer())])
    assert centre.intake.take(sender, [office.line(not_there)]).outcomes[0].status is OperationStatus.CONFLICT
    with centre.database.writing() as connection:
        connection.execute(schema.inspections.update().values(state="submitted", state_rev=2))
    clock.time += moved
    assert centre.reviews.detail(supervisor, office.inspection).summary.conflicts == 1
    assert centre.reviews.accept(supervisor, office.inspection, 2, "").conflicts == 0
    assert centre.intake.take(sender, [office.line(not_there)]).outcomes[0].status is OperationStatus.CONFLICT
    assert centre.reviews.detail(supervisor, office.inspection).summary.conflicts == 1


def reviewer(office):
    """A supervisor who has signed in."""
    session = office.centre.access.sign_in(office.account(Role.SUPERVISOR), office.password)
    return office.centre.access.account_of(session.token)
