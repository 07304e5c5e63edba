"""The look before freezing draws a few times with throwaway seeds: what it finds is said, and leaves nothing behind."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.ids import IdMaker
from sync.domain.people import Duty
from sync.drawing.trying import MOST_TRIALS
from sync.server.repositories import schema
from sync.server.services.registers import NewCompound, NewEnterprise
from tests.contract.ceremony import COMPOUNDS, EXPERTS, OFFICERS

_IDS = IdMaker()
TOO_MUCH = {
    Constraint.OFFICER_VISITS: ({"most_officer_visits": 1}, 2 * COMPOUNDS, OFFICERS),
    Constraint.EXPERT_VISITS: ({"most_expert_visits": 1}, COMPOUNDS, EXPERTS),
}
"""What of a plan these people cannot do, with what is needed and what there is."""


def kept(served, ceremony):
    """How many draws of it the database holds."""
    with served.centre.database.reading() as connection:
        asked = select(func.count()).select_from(schema.draws).where(schema.draws.c.campaign_id == ceremony.campaign)
        return connection.execute(asked).scalar_one()


def test_where_every_limit_can_be_kept_every_trial_can_be_drawn(ceremony):
    ceremony.planned()
    trials = ceremony.head.preview_freeze(ceremony.campaign).trials
    assert [(one.number, one.shortfalls) for one in trials] == [(n, ()) for n in range(1, MOST_TRIALS + 1)]


def agree(trials, said):
    """Each trial says what the draw said, of the same places in whatever order."""
    for trial in trials:
        (found,) = trial.shortfalls
        assert replace(found, where=tuple(sorted(found.where))) == replace(said, where=tuple(sorted(said.where)))


@pytest.mark.parametrize("constraint", TOO_MUCH)
def test_a_limit_in_number_that_cannot_be_kept_is_said_before_freezing_as_the_draw_says_it(ceremony, constraint):
    changed, needed, available = TOO_MUCH[constraint]
    ceremony.planned(ceremony.plan(**changed))
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    assert (preview.gap_count, preview.shortfalls, len(preview.trials)) == (0, (), MOST_TRIALS)
    ceremony.frozen()
    (said,) = ceremony.run().shortfalls
    assert (said.constraint, said.needed, said.available) == (constraint, needed, available)
    assert said.remedies
    agree(preview.trials, said)


def test_the_cap_of_an_enterprise_is_tried_with_the_visits_it_had(ceremony):
    """The first campaign takes two of three; the second asks for two more."""
    enterprise, place, centre = _IDS.new(), ceremony.world.district, ceremony.world.centre.registers
    centre.add_enterprises([NewEnterprise(enterprise, "独此一家", f"E{place}")])
    rows = [(f"独苑{n}", f"花园路{n}号", place, enterprise, "A", f"{place}-C{n}", "", ("独",)) for n in range(2)]
    centre.add_compounds([NewCompound(_IDS.new(), *row) for row in rows])
    capped = ceremony.plan(replace(ceremony.check(), marks=("独",)), enterprise_cap=3)
    ceremony.planned(capped)
    assert [one.shortfalls for one in ceremony.head.preview_freeze(ceremony.campaign).trials] == [()] * MOST_TRIALS
    ceremony.frozen()
    assert ceremony.run().visits == 2
    ceremony.campaign = _IDS.new()
    ceremony.planned(capped)
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    where = (f"routine A {place}", f"E{place}")
    agree(preview.trials, Shortfall(Constraint.ENTERPRISE_CAP, 2, 1, where, {}, {"room": 1, "visits": 1}))
    assert len(preview.trials) == MOST_TRIALS
    assert preview.called == {f"E{place}": "独此一家"}
    assert [one.code for one in preview.districts] == [place]
    ceremony.frozen()
    assert ceremony.run().shortfalls
    assert ceremony.head.campaign(ceremony.campaign).called == {f"E{place}": "独此一家"}


def test_what_would_help_helps(ceremony):
    ceremony.planned(ceremony.plan(most_expert_visits=1))
    trials = ceremony.head.preview_freeze(ceremony.campaign).trials
    remedy = max(one.remedies["cap"] for trial in trials for one in trial.shortfalls)
    ceremony.planned(ceremony.plan(most_expert_visits=remedy))
    assert not any(one.shortfalls for one in ceremony.head.preview_freeze(ceremony.campaign).trials)


def test_trials_that_fail_leave_freezing_to_whoever_decides_and_nothing_behind(served, ceremony, folder):
    ceremony.planned(ceremony.plan(most_expert_visits=1))
    assert all(one.shortfalls for one in ceremony.head.preview_freeze(ceremony.campaign).trials)
    assert not folder.exists()
    assert kept(served, ceremony) == 0
    found = ceremony.head.campaign(ceremony.campaign)
    assert (found.summary.state, found.draws, ceremony.visits()) == (CampaignState.PLANNED, (), ())
    assert ceremony.frozen().state is DrawState.FROZEN
    assert kept(served, ceremony) == 1


def test_trials_before_a_redraw_leave_the_draw_that_stands_as_it_is(served, ceremony, folder):
    ceremony.drawn()
    visits, files = ceremony.visits(), {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    assert (preview.number, len(preview.trials)) == (2, MOST_TRIALS)
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == files
    assert (ceremony.visits(), kept(served, ceremony)) == (visits, 1)


def test_nothing_is_tried_where_freezing_is_not_possible(ceremony):
    plan = ceremony.plan()
    nobody = tuple(replace(one, needed="没有人有") if one.duty is Duty.EXPERT else one for one in plan.qualifications)
    ceremony.planned(replace(plan, qualifications=nobody))
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    assert (len(preview.shortfalls), preview.trials) == (COMPOUNDS, ())
    about = (ceremony.world.district, ceremony.world.enterprise, "", ceremony.code(9), "", ("高层",))
    ceremony.world.centre.registers.add_compounds([NewCompound(_IDS.new(), "无级苑", "花园路9号", *about)])
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    assert (preview.gap_count, preview.trials) == (1, ())


def test_a_look_neither_waits_for_a_step_nor_holds_one_up(served, ceremony):
    """It ends in the middle of a step, so it takes nothing that a step waits for."""
    ceremony.planned()
    with served.centre.draws._one_step:
        assert len(ceremony.head.preview_freeze(ceremony.campaign).trials) == MOST_TRIALS
