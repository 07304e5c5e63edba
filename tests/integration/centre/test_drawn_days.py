"""Visits of a draw are spread over the period from the day after their teams are told, and their days stay."""

from datetime import UTC, date, datetime

import pytest

from sync.bundled import bundled_checklist
from sync.domain.campaigns.due_days import due_days
from sync.domain.checklists import read_checklist
from sync.domain.clock import local_day
from sync.drawing.running import run_draw
from sync.protocol.campaigns import PlanRequest
from sync.protocol.messages import EnrolmentRequest
from sync.protocol.visits import VisitFilter
from tests.integration.centre.public.conftest import Town
from tests.integration.centre.public.draw_town import SEED, DrawTown

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
PERIOD = {"first_day": FIRST.isoformat(), "last_day": LAST.isoformat()}


@pytest.fixture
def draws(opened, clock):
    clock.time = datetime(2026, 5, 20, 2, tzinfo=UTC)
    return DrawTown(Town(opened(), read_checklist(bundled_checklist().document)))


def due(draws, campaign):
    return tuple(visit.due_on for visit in draws.centre.visits.page(draws.town.account, campaign, VisitFilter()).rows)


def due_on_tablets(draws):
    """By the names of the compounds, of all that their teams have to do."""
    found = {}
    for person in (*draws.officers, *draws.experts):
        access = draws.centre.access
        request = EnrolmentRequest(access.create_enrolment_code([person.id]), draws.town.ids.new(), "平板")
        sender = access.sender_of(access.enrol(request).device_token)
        pulled = draws.centre.news.changes(sender, None, draws.centre.clock.now())
        found |= {one.compound.name: one.due_on for one in pulled.assignments}
    return found


def test_a_draw_before_its_period_spreads_its_visits_over_all_of_it(draws):
    campaign = draws.drawn("检查", **PERIOD)
    days = due(draws, campaign)
    assert len(days) > 3
    assert days == due_days(FIRST, LAST, local_day(draws.centre.clock.now()), len(days))
    assert (len(set(days)), days[-1]) == (len(days), LAST)
    calendar = draws.centre.visits.calendar(draws.town.account, campaign, 0).days
    assert [(one.day, one.visits) for one in calendar] == [(day, 1) for day in days]


def test_tablets_are_told_the_same_days(draws):
    campaign = draws.drawn("检查", **PERIOD)
    visits = draws.centre.visits.page(draws.town.account, campaign, VisitFilter()).rows
    assert due_on_tablets(draws) == {visit.name: visit.due_on for visit in visits}


def test_a_draw_within_its_period_leaves_nobody_a_day_that_has_passed(draws, clock):
    clock.time = datetime(2026, 6, 17, 2, tzinfo=UTC)
    days = due(draws, draws.drawn("检查", **PERIOD))
    assert days == due_days(FIRST, LAST, date(2026, 6, 17), len(days))
    assert date(2026, 6, 17) < days[0] < days[-1] == LAST


def test_a_sealed_draw_has_days_after_its_release(draws):
    campaign = draws.drawn("暗访", release_at=datetime(2026, 6, 10, 1, tzinfo=UTC), **PERIOD)
    days = due(draws, campaign)
    assert days == due_days(FIRST, LAST, date(2026, 6, 10), len(days))


def test_a_release_put_off_spreads_the_visits_over_what_is_left(draws, clock):
    campaign = draws.drawn("暗访", release_at=datetime(2026, 6, 10, 1, tzinfo=UTC), **PERIOD)
    later = datetime(2026, 6, 22, 1, tzinfo=UTC)
    draws.centre.campaigns.plan(draws.town.account, campaign, PlanRequest(draws.plan("暗访", **PERIOD), later))
    clock.time = later
    days = due(draws, campaign)
    assert days == due_days(FIRST, LAST, date(2026, 6, 22), len(days))
    assert set(due_on_tablets(draws).values()) == set(days)


def test_a_release_that_comes_in_time_leaves_the_days_as_they_were(draws, clock):
    release = datetime(2026, 6, 10, 1, tzinfo=UTC)
    campaign = draws.drawn("暗访", release_at=release, **PERIOD)
    before = due(draws, campaign)
    clock.time = release
    assert set(due_on_tablets(draws).values()) == set(before)
    assert due(draws, campaign) == before


def test_who_goes_instead_goes_by_the_same_day(draws, clock):
    campaign = draws.drawn("检查", **PERIOD)
    before = due(draws, campaign)
    clock.time = datetime(2026, 6, 20, 2, tzinfo=UTC)
    draws.replace_somebody(campaign, "因病不能参加")
    assert due(draws, campaign) == before


def test_what_a_step_that_was_cut_off_had_drawn_gets_its_days_when_it_is_made_whole(draws, clock):
    campaign = draws.frozen("检查", **PERIOD)
    run_draw(draws.centre.campaigns._folders.of(campaign), SEED)
    clock.time = datetime(2026, 6, 2, 2, tzinfo=UTC)
    draws.centre.draws.recover()
    days = due(draws, campaign)
    assert days == due_days(FIRST, LAST, date(2026, 6, 2), len(days))
