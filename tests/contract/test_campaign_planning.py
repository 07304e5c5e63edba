"""Planning campaigns, on both databases: plans, checklists, extra weights, who sees them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sync.domain.campaigns.states import CampaignState
from sync.domain.clock import CHINA_TIME
from sync.domain.compounds import Originals
from sync.domain.draw.pools import ExtraKind
from sync.errors import (
    AccessDenied,
    AlreadyExists,
    DrawFileInvalid,
    DrawOutOfTurn,
    NotFound,
    OperationInvalid,
)
from sync.protocol.campaigns import CampaignFilter, ExtrasRequest, FreezeRequest, NewExtra, PlanRequest
from tests.contract.ceremony import frozen_lines

FAR = datetime(2099, 1, 1, tzinfo=UTC)


def test_a_planned_campaign_is_as_it_was_planned(ceremony):
    plan = ceremony.plan(enterprise_cap=3, mark_weights=(("高层", 2),))
    ceremony.planned(plan, FAR, originals=Originals.ALWAYS, names=True)
    found = ceremony.head.campaign(ceremony.campaign)
    assert (found.plan, found.originals, found.names, found.draws) == (plan, Originals.ALWAYS, True, ())
    summary = found.summary
    assert (summary.state, summary.release_at, summary.first_day) == (CampaignState.PLANNED, FAR, date(2026, 6, 1))


def test_planning_again_changes_what_the_next_draw_is_frozen_from(ceremony):
    ceremony.planned()
    changed = ceremony.plan(campaign="改名的检查")
    assert ceremony.planned(changed).summary.name == "改名的检查"
    assert ceremony.head.campaign(ceremony.campaign).plan == changed


def test_a_plan_that_cannot_be_is_refused_with_its_field(ceremony):
    with pytest.raises(DrawFileInvalid) as refused:
        ceremony.planned(ceremony.plan(last_day="2026-05-31"))
    assert (refused.value.fields["field"], refused.value.fields["file"]) == ("last_day", "plan")
    with pytest.raises(NotFound):
        ceremony.head.campaign(ceremony.campaign)


def test_a_time_of_release_has_an_offset(ceremony):
    with pytest.raises(OperationInvalid):
        ceremony.planned(release_at=datetime(2026, 6, 1, 8))
    assert ceremony.planned(release_at=datetime(2026, 6, 1, 8, tzinfo=CHINA_TIME)).summary.release_at == datetime(
        2026, 6, 1, tzinfo=UTC
    )


def test_a_check_needs_a_checklist_that_was_published(ceremony):
    with pytest.raises(NotFound) as refused:
        ceremony.planned(ceremony.plan(ceremony.check(version="9")))
    assert refused.value.fields["name"].endswith(" 9")


def test_a_campaign_that_is_not_drawn_keeps_its_id_to_itself(ceremony):
    with pytest.raises(AlreadyExists):
        ceremony.head.plan_campaign(ceremony.world.campaign, PlanRequest(ceremony.plan()))


def test_campaigns_are_listed_and_found_by_their_names(ceremony):
    ceremony.planned()
    page = ceremony.head.campaigns(CampaignFilter(ceremony.world.district))
    assert ([row.id for row in page.rows], page.total) == ([ceremony.campaign], 1)


def test_a_supervisor_sees_campaigns_and_plans_none(ceremony):
    ceremony.planned()
    supervisor = ceremony.world.supervisor()
    assert supervisor.campaign(ceremony.campaign).summary.state is CampaignState.PLANNED
    for step in (
        lambda: supervisor.plan_campaign(ceremony.campaign, PlanRequest(ceremony.plan())),
        lambda: supervisor.freeze(ceremony.campaign, FreezeRequest()),
        lambda: supervisor.preview_freeze(ceremony.campaign),
        lambda: supervisor.withdraw_campaign(ceremony.campaign),
    ):
        with pytest.raises(AccessDenied):
            step()


def test_extra_weights_go_into_the_pools_with_their_sources_and_can_be_taken_back(ceremony, folder):
    ceremony.planned()
    extras = [NewExtra(ceremony.code(n), n + 1, ExtraKind.COMPLAINTS, f"12345 热线第 {n} 号") for n in range(2)]
    found = ceremony.head.add_extras(ceremony.campaign, ExtrasRequest(tuple(extras))).extras
    assert [(one.compound, one.weight, one.source, one.by) for one in found] == [
        (extra.compound, extra.weight, extra.source, "陈审核") for extra in extras
    ]
    left = ceremony.head.remove_extra(ceremony.campaign, found[0].id).extras
    assert [one.id for one in left] == [found[1].id]
    ceremony.frozen()
    assert frozen_lines(folder, "extras.ndjson") == [f'["0000000001","{ceremony.code(1)}",2,"complaints","12345 热线第 1 号"]']


def test_no_extra_weight_is_entered_where_one_does_not_fit(ceremony):
    ceremony.planned()
    good = NewExtra(ceremony.code(0), 1, ExtraKind.RECORD, "去年评级")
    for wrong, error in ((replace(good, weight=101), OperationInvalid), (replace(good, compound="nowhere"), NotFound)):
        with pytest.raises(error):
            ceremony.head.add_extras(ceremony.campaign, ExtrasRequest((good, wrong)))
    assert ceremony.head.campaign(ceremony.campaign).extras == ()


def test_a_plan_that_nothing_was_frozen_from_is_withdrawn_with_its_extra_weights(ceremony):
    ceremony.planned()
    extra = NewExtra(ceremony.code(0), 3, ExtraKind.COMPLAINTS, "12345 热线")
    ceremony.head.add_extras(ceremony.campaign, ExtrasRequest((extra,)))
    ceremony.head.withdraw_campaign(ceremony.campaign)
    for gone in (ceremony.head.campaign, ceremony.head.withdraw_campaign):
        with pytest.raises(NotFound):
            gone(ceremony.campaign)
    assert ceremony.campaign not in {row.id for row in ceremony.head.campaigns(CampaignFilter(page_size=100)).rows}
    assert ceremony.planned().extras == ()


def test_what_was_frozen_is_not_withdrawn_any_more(ceremony, folder):
    ceremony.planned()
    ceremony.frozen()
    before = frozen_lines(folder, "digests.txt")
    with pytest.raises(DrawOutOfTurn) as refused:
        ceremony.head.withdraw_campaign(ceremony.campaign)
    assert refused.value.fields["problem"] == "draw.problem.frozen-already"
    assert ceremony.head.campaign(ceremony.campaign).summary.state is CampaignState.FROZEN
    assert frozen_lines(folder, "digests.txt") == before
