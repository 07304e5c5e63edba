from collections import Counter
from datetime import timedelta

import pytest

from inspector_app.demo.drawn import PARTIES, THROWS_EACH, draw_campaign
from inspector_app.demo.registers import demo_registers
from inspector_app.demo.seed import DEMO_PASSWORD, seed_centre
from sync.domain.campaigns.states import CampaignState
from sync.domain.clock import SystemClock, local_day
from sync.drawing.checking import check_campaign
from sync.protocol.campaigns import CampaignFilter
from sync.protocol.visits import VisitFilter

TODAY = local_day(SystemClock().now())


@pytest.fixture(scope="module")
def centre(empty_centre):
    seed_centre(empty_centre.registers, TODAY)
    return empty_centre


@pytest.fixture(scope="module")
def head(centre):
    return centre.access.account_of(centre.access.sign_in("admin", DEMO_PASSWORD).token)


@pytest.fixture(scope="module")
def campaign(centre, head):
    return draw_campaign(centre, head, TODAY)


@pytest.fixture(scope="module")
def visits(centre, head, campaign):
    return centre.visits.page(head, campaign, VisitFilter(page_size=100)).rows


def test_it_is_drawn_and_out_with_its_teams(centre, head, campaign):
    (summary,) = centre.campaigns.page(head, CampaignFilter()).rows
    assert (summary.id, summary.state, summary.draws, summary.overdue) == (campaign, CampaignState.RELEASED, 1, 0)
    assert summary.first_day == TODAY + timedelta(days=1)


def test_its_published_folder_is_found_again_by_drawing_again(centre, campaign):
    (checked,) = check_campaign(centre.campaigns._folders.of(campaign))
    assert checked.standing is not None
    assert checked.standing.visits


def test_it_says_that_its_ceremony_was_played(centre, head, campaign):
    (draw,) = centre.campaigns.detail(head, campaign).draws
    assert len(draw.seed.value) == len(PARTIES) * THROWS_EACH
    assert draw.seed.witnesses == PARTIES
    assert all("演示" in said for said in (draw.plan.campaign, draw.plan.seed.announced, draw.seed.at, *PARTIES))


def test_every_charging_place_is_visited_beside_a_sample_of_the_city(visits):
    charging = {one.code for one in demo_registers().compounds if "电动自行车集中充电" in one.marks}
    drawn_for = Counter(check for visit in visits for check in visit.checks)
    assert {visit.compound for visit in visits if "charging" in visit.checks} == charging
    assert drawn_for["routine"] > 5


def test_nobody_at_home_and_nobody_with_an_interest_goes(visits):
    registers = demo_registers()
    homes = {one.id: one.home for one in registers.officers}
    kin, enterprise = registers.officers[2].id, registers.enterprises[0]
    served = {one.code for one in registers.compounds if one.enterprise == enterprise}
    assert served
    for visit in visits:
        assert visit.district not in [homes.get(member.person_id) for member in visit.team]
        assert visit.compound not in served or kin not in [member.person_id for member in visit.team]


def test_its_days_run_from_tomorrow_to_a_friday_some_four_weeks_on(visits):
    due = [visit.due_on for visit in visits]
    assert TODAY < due[0] < due[-1] <= TODAY + timedelta(weeks=4)
    assert due[-1].isoweekday() <= 5
    assert len(set(due)) > 10
