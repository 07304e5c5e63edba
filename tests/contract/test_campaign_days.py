"""On which days the visits of a draw are due, and what is due on one of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sync.domain.ids import IdMaker
from sync.errors import NotFound, OperationInvalid, TokenInvalid
from sync.protocol.campaigns import CampaignFilter
from sync.protocol.operations import SubmitInspection
from sync.protocol.visits import DueDay, VisitCalendar, VisitFilter
from sync.server.repositories import schema
from tests.contract.ceremony import COMPOUNDS

FAR = datetime(2099, 1, 1, tzinfo=UTC)
LAST = date(2026, 6, 30)
EARLY, LATE = date(2026, 1, 3), date(2099, 2, 28)


@pytest.fixture
def spread(ceremony):
    """Drawn for a day long past; the last of the visits is due another day."""
    ceremony.planned(ceremony.plan(first_day="2026-01-02", last_day=EARLY.isoformat()))
    ceremony.frozen()
    ceremony.run()
    visits = schema.draw_visits
    last = (visits.c.campaign_id == ceremony.campaign) & (visits.c.number == COMPOUNDS)
    with ceremony.world.centre.database.writing() as connection:
        connection.execute(visits.update().where(last).values(due_on=LATE))
    return ceremony


def test_a_campaign_without_a_draw_has_no_days(ceremony):
    ceremony.planned()
    assert ceremony.head.visit_calendar(ceremony.campaign) == VisitCalendar()
    ceremony.frozen()
    assert ceremony.head.visit_calendar(ceremony.campaign) == VisitCalendar()


def test_days_are_told_in_their_order_with_what_is_overdue(spread):
    days = spread.head.visit_calendar(spread.campaign).days
    assert days == (DueDay(EARLY, COMPOUNDS - 1, 0, COMPOUNDS - 1), DueDay(LATE, 1, 0, 0))


def test_what_is_submitted_is_done_and_no_longer_overdue(spread):
    visit = spread.visits()[0]
    tablet = spread.tablet_of(visit.team[0].person_id)
    (assignment,) = [one for one in tablet.centre.pull(None).assignments if one.compound.name == visit.name]
    world, inspection = spread.world, assignment.inspection_id
    tablet.push(world.started(inspection, assignment.id), *world.answers(inspection))
    (early, _) = spread.head.visit_calendar(spread.campaign).days
    assert (early.done, early.overdue) == (0, COMPOUNDS - 1)
    tablet.push(SubmitInspection(inspection, 1))
    (early, _) = spread.head.visit_calendar(spread.campaign).days
    assert (early.visits, early.done, early.overdue) == (COMPOUNDS - 1, 1, COMPOUNDS - 2)


def test_the_visits_of_a_day_are_found_with_what_is_counted_of_them(spread):
    page = spread.head.drawn_visits(spread.campaign, VisitFilter(due_on=LATE))
    assert ([visit.number for visit in page.rows], page.total) == ([COMPOUNDS], 1)
    assert page.by_district == {spread.world.district: 1}
    assert {one.visits for one in page.workload} == {1}
    early = spread.head.drawn_visits(spread.campaign, VisitFilter(due_on=EARLY, district=spread.world.district, page_size=2))
    assert ([visit.number for visit in early.rows], early.total) == ([1, 2], COMPOUNDS - 1)
    assert spread.head.drawn_visits(spread.campaign, VisitFilter(due_on=EARLY + timedelta(days=1))).total == 0


def test_a_result_brings_the_names_of_its_districts(spread):
    (named,) = spread.world.supervisor().drawn_visits(spread.campaign, VisitFilter()).districts
    assert (named.code, named.name.zh, named.name.en) == (spread.world.district, "示范区", "Model district")


def test_supervisors_see_the_days_of_their_districts(spread, another):
    assert [one.visits for one in spread.world.supervisor().visit_calendar(spread.campaign).days] == [COMPOUNDS - 1, 1]
    assert another.supervisor().visit_calendar(spread.campaign) == VisitCalendar()


def test_campaigns_are_counted_in_the_districts_of_whoever_asks_and_tell_how_many_there_are_in_all(spread, another):
    compounds = schema.compounds
    first = compounds.c.code == spread.visits()[0].compound
    with spread.world.centre.database.writing() as connection:
        connection.execute(compounds.update().where(first).values(district=another.district))

    def told(centre):
        summary = centre.campaign(spread.campaign).summary
        assert summary in centre.campaigns(CampaignFilter(summary.name)).rows
        return summary.visits, summary.overdue, summary.visits_in_all

    assert told(spread.head) == (COMPOUNDS, COMPOUNDS - 1, COMPOUNDS)
    assert told(spread.world.supervisor()) == (COMPOUNDS - 1, COMPOUNDS - 2, COMPOUNDS)
    assert told(another.supervisor()) == (1, 1, COMPOUNDS)


def test_sealed_days_are_for_administrators_until_the_release(ceremony):
    ceremony.drawn(release_at=FAR)
    assert ceremony.world.supervisor().visit_calendar(ceremony.campaign) == VisitCalendar()
    assert [one.day for one in ceremony.head.visit_calendar(ceremony.campaign).days] == [LAST]
    ceremony.planned(release_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert [one.day for one in ceremony.world.supervisor().visit_calendar(ceremony.campaign).days] == [LAST]


def test_an_older_draw_has_days_of_its_own_until_a_redraw_takes_its_visits_back(ceremony):
    ceremony.drawn(release_at=FAR)
    ceremony.frozen("名录有误")
    assert ceremony.head.visit_calendar(ceremony.campaign) == VisitCalendar()
    assert [one.visits for one in ceremony.head.visit_calendar(ceremony.campaign, 1).days] == [COMPOUNDS]
    ceremony.planned(release_at=datetime(2026, 1, 1, tzinfo=UTC))
    ceremony.run(draw=2)
    assert ceremony.head.visit_calendar(ceremony.campaign, 1) == VisitCalendar()
    assert [one.visits for one in ceremony.head.visit_calendar(ceremony.campaign).days] == [COMPOUNDS]


def test_only_reviewers_ask_for_days_and_only_of_a_campaign_that_is_there(ceremony):
    ceremony.planned()
    with pytest.raises(NotFound):
        ceremony.head.visit_calendar(IdMaker().new())
    with pytest.raises(OperationInvalid):
        ceremony.head.visit_calendar(ceremony.campaign, -1)
    with pytest.raises(TokenInvalid):
        ceremony.world.tablet().centre.visit_calendar(ceremony.campaign)
