"""Drawing, on both databases, and what may follow: somebody goes instead, the draw is done again, a step was cut off."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.draw.seeds import Seed
from sync.domain.draw.shortfalls import Constraint
from sync.domain.people import Duty
from sync.drawing.checking import check_campaign
from sync.drawing.running import run_draw
from sync.errors import (
    DrawFileInvalid,
    DrawOutOfTurn,
    OperationInvalid,
    SeedInvalid,
)
from sync.protocol.campaigns import ReplaceRequest
from sync.protocol.visits import VisitFilter
from tests.contract.ceremony import COMPOUNDS, DICE, SEED, pulled

FAR = datetime(2099, 1, 1, tzinfo=UTC)


def test_a_drawn_campaign_has_visits_of_named_people_and_its_folder_can_be_recomputed(ceremony, folder):
    draw = ceremony.drawn()
    (checked,) = check_campaign(folder)
    assert (draw.state, draw.visits, draw.key, draw.seed) == (DrawState.DRAWN, COMPOUNDS, checked.outcome.key, SEED)
    assert (draw.drawn_by, draw.sealed, draw.shortfalls) == ("陈审核", False, ())
    page = ceremony.head.drawn_visits(ceremony.campaign, VisitFilter())
    assert [visit.compound for visit in page.rows] == [visit.compound for visit in checked.standing.visits]
    officers, experts = ({one.id for one in people} for people in (ceremony.officers, ceremony.experts))
    for visit in page.rows:
        assert [member.duty for member in visit.team] == [Duty.OFFICER, Duty.OFFICER, Duty.EXPERT]
        assert {member.person_id for member in visit.team} <= officers | experts
        assert (visit.due_on, visit.district, visit.checks, visit.state) == (
            date(2026, 6, 30),
            ceremony.world.district,
            ("routine",),
            None,
        )
    assert page.by_district == {ceremony.world.district: COMPOUNDS}
    assert sum(one.visits for one in page.workload) == COMPOUNDS * 3


def test_a_draw_has_one_seed_and_witnesses(ceremony):
    ceremony.planned()
    ceremony.frozen()
    for seed, error in (
        (replace(SEED, witnesses=()), OperationInvalid),
        (replace(SEED, value="123"), SeedInvalid),
        (replace(SEED, at="a\nb"), DrawFileInvalid),
    ):
        with pytest.raises(error):
            ceremony.run(seed=seed)
    assert ceremony.head.campaign(ceremony.campaign).summary.state is CampaignState.FROZEN
    ceremony.run()
    with pytest.raises(DrawOutOfTurn):
        ceremony.run(seed=replace(SEED, value=DICE[::-1]))


def test_a_step_is_taken_for_the_newest_draw_alone(ceremony):
    ceremony.planned()
    ceremony.frozen()
    with pytest.raises(DrawOutOfTurn) as refused:
        ceremony.run(draw=2)
    assert refused.value.fields["problem"] == "draw.problem.not-newest"


def test_a_draw_that_turns_out_impossible_is_on_record_with_what_would_help(ceremony):
    ceremony.planned(ceremony.plan(most_expert_visits=1))
    ceremony.frozen()
    draw = ceremony.run()
    assert (draw.state, draw.visits) == (DrawState.IMPOSSIBLE, 0)
    (shortfall,) = draw.shortfalls
    assert (shortfall.constraint, shortfall.needed, shortfall.available) == (Constraint.EXPERT_VISITS, COMPOUNDS, 2)
    assert shortfall.remedies == {"cap": 2, "people": 2, "visits": 2}
    assert ceremony.visits() == ()
    detail = ceremony.head.campaign(ceremony.campaign)
    assert detail.summary.state is CampaignState.PLANNED
    names = {one.code: one.name for one in ceremony.compounds}
    assert detail.called == {code: names[code] for code in shortfall.where}


def test_who_goes_instead_is_drawn_and_takes_over_on_the_tablets(ceremony, folder):
    ceremony.drawn()
    visit = ceremony.visits()[0]
    gone = visit.team[0]
    tablet = ceremony.tablet_of(gone.person_id)
    before, changes = pulled(tablet)
    answer = ceremony.head.replace_drawn(ceremony.campaign, ReplaceRequest(1, gone.person_id, "不能前往", (visit.number,)))
    ((seat,), shortfalls) = (answer.seats, answer.shortfalls)
    assert (seat.visit, shortfalls) == (visit.number, ())
    now = ceremony.visits()[0]
    assert now.team[0].person_id == seat.person_id != gone.person_id
    assert now.team[1:] == visit.team[1:]
    assert len(tablet.centre.pull(changes.cursor).withdrawn) == 1
    assert visit.name in pulled(ceremony.tablet_of(seat.person_id))[0]
    (replacement,) = ceremony.head.campaign(ceremony.campaign).draws[0].replacements
    assert (replacement.name, replacement.reason, replacement.seats) == (gone.name, "不能前往", (seat,))
    assert check_campaign(folder)[0].replacements == 1


def test_somebody_is_replaced_on_all_visits_that_are_still_to_be_done(ceremony):
    ceremony.drawn()
    expert = next(member for member in ceremony.visits()[0].team if member.duty is Duty.EXPERT)
    theirs = [visit.number for visit in ceremony.visits() if expert in visit.team]
    answer = ceremony.head.replace_drawn(ceremony.campaign, ReplaceRequest(1, expert.person_id, "不能前往"))
    assert [seat.visit for seat in answer.seats] == theirs
    with pytest.raises(DrawFileInvalid):
        ceremony.head.replace_drawn(ceremony.campaign, ReplaceRequest(1, expert.person_id, "不能前往"))


def test_where_nobody_can_go_instead_it_says_so_and_changes_nothing(ceremony, folder):
    ceremony.drawn()
    for _ in range(2):
        before = ceremony.visits()
        expert = before[0].team[2]
        answer = ceremony.head.replace_drawn(ceremony.campaign, ReplaceRequest(1, expert.person_id, "不能前往"))
    assert [(one.constraint, one.missing) for one in answer.shortfalls] == [(Constraint.EXPERTS, 1)]
    assert ceremony.visits() == before
    assert check_campaign(folder)[0].replacements == 1


def test_who_goes_instead_before_the_release_goes_from_the_start(ceremony):
    ceremony.drawn(release_at=FAR)
    visit = ceremony.visits()[0]
    (seat,) = ceremony.head.replace_drawn(
        ceremony.campaign, ReplaceRequest(1, visit.team[0].person_id, "不能前往", (visit.number,), Seed(DICE[::-1]))
    ).seats
    ceremony.planned(release_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert visit.name in pulled(ceremony.tablet_of(seat.person_id))[0]
    assert visit.name not in pulled(ceremony.tablet_of(visit.team[0].person_id))[0]


def test_a_redraw_needs_a_reason_and_the_old_draw_stays_public(ceremony, folder):
    ceremony.drawn()
    first = (folder / "1" / "result.ndjson").read_bytes()
    with pytest.raises(DrawOutOfTurn):
        ceremony.frozen()
    again = ceremony.frozen("名录有误")
    assert (again.number, again.plan.reason) == (2, "名录有误")
    ceremony.run(draw=2, seed=replace(SEED, value=DICE[::-1]))
    assert [one.number for one in ceremony.head.campaign(ceremony.campaign).draws] == [2, 1]
    assert (folder / "1" / "result.ndjson").read_bytes() == first
    assert len(check_campaign(folder)) == 2


def test_a_redraw_takes_back_what_was_not_begun_and_leaves_what_was(ceremony):
    ceremony.drawn()
    begun, *others = ceremony.visits()
    tablet = ceremony.tablet_of(begun.team[0].person_id)
    _, changes = pulled(tablet)
    (assignment,) = [one for one in changes.assignments if one.compound.name == begun.name]
    assert tablet.said(ceremony.world.started(assignment.inspection_id, assignment.id)) == [("applied", None)]
    ceremony.frozen("名录有误")
    assert not any(visit.withdrawn for visit in ceremony.visits(1))
    ceremony.run(draw=2, seed=replace(SEED, value=DICE[::-1]))
    assert [visit.withdrawn for visit in ceremony.visits(1)] == [False, *(True for _ in others)]
    now = {one.id for one in tablet.centre.pull(None).assignments}
    assert assignment.id in now
    theirs = sum(begun.team[0] in visit.team for visit in ceremony.visits(2))
    assert len(now) == 1 + theirs


def test_a_draw_that_a_redraw_follows_is_not_released_any_more(ceremony):
    ceremony.drawn(release_at=FAR)
    ceremony.frozen("名录有误")
    ceremony.planned(release_at=datetime(2026, 1, 1, tzinfo=UTC))
    people = {member.person_id for visit in ceremony.visits(1) for member in visit.team}
    assert [pulled(ceremony.tablet_of(person))[0] for person in people] == [set() for _ in people]


def test_a_result_that_the_database_missed_is_taken_from_the_folder(served, ceremony, folder):
    ceremony.planned()
    ceremony.frozen()
    run_draw(folder, SEED)
    assert ceremony.visits() == ()
    served.centre.draws.recover()
    assert len(ceremony.visits()) == COMPOUNDS
    served.centre.draws.recover()
    assert len(ceremony.visits()) == COMPOUNDS
