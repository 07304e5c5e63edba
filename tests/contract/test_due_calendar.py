"""What is due in all campaigns, from one day to another."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sync.errors import OperationInvalid, TokenInvalid
from sync.protocol.visits import LONGEST_SPAN, CampaignDays, DueDay
from tests.contract.ceremony import COMPOUNDS

FAR = datetime(2099, 1, 1, tzinfo=UTC)
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)


def mine(ceremony, centre, first=FIRST, last=LAST):
    """What is told of this campaign; others may have visits on the same days."""
    return [one for one in centre.due_calendar(first, last).campaigns if one.campaign_id == ceremony.campaign]


def test_a_campaign_that_was_drawn_is_told_with_its_days(ceremony):
    ceremony.drawn()
    (told,) = mine(ceremony, ceremony.head)
    name = ceremony.head.campaign(ceremony.campaign).summary.name
    assert told == CampaignDays(ceremony.campaign, name, ceremony.head.visit_calendar(ceremony.campaign).days)
    assert sum(day.visits for day in told.days) == COMPOUNDS


def test_only_the_days_that_were_asked_for_are_told(ceremony):
    ceremony.drawn()
    assert mine(ceremony, ceremony.head, LAST, LAST) == mine(ceremony, ceremony.head)
    assert mine(ceremony, ceremony.head, FIRST, LAST - timedelta(days=1)) == []
    assert mine(ceremony, ceremony.head, LAST + timedelta(days=1), LAST + timedelta(days=1)) == []


def test_supervisors_are_told_of_their_districts(ceremony, another):
    ceremony.drawn()
    assert mine(ceremony, ceremony.world.supervisor()) == mine(ceremony, ceremony.head)
    assert mine(ceremony, another.supervisor()) == []


def test_sealed_visits_are_for_administrators_until_the_release(ceremony):
    ceremony.drawn(release_at=FAR)
    assert mine(ceremony, ceremony.world.supervisor()) == []
    assert len(mine(ceremony, ceremony.head)) == 1
    ceremony.planned(release_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert mine(ceremony, ceremony.world.supervisor()) == mine(ceremony, ceremony.head)


def test_visits_that_a_redraw_took_back_are_not_told_twice(ceremony):
    ceremony.drawn(release_at=FAR)
    ceremony.frozen("名录有误")
    ceremony.run(draw=2)
    (told,) = mine(ceremony, ceremony.head)
    assert sum(day.visits for day in told.days) == COMPOUNDS
    assert all(isinstance(day, DueDay) for day in told.days)


def test_a_span_that_is_none_or_too_long_is_refused(ceremony):
    for last in (FIRST - timedelta(days=1), FIRST + timedelta(days=LONGEST_SPAN)):
        with pytest.raises(OperationInvalid):
            ceremony.head.due_calendar(FIRST, last)
    assert mine(ceremony, ceremony.head, FIRST, FIRST + timedelta(days=LONGEST_SPAN - 1)) == []
    with pytest.raises(TokenInvalid):
        ceremony.world.tablet().centre.due_calendar(FIRST, LAST)
