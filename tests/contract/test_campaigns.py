"""Campaigns and their draws on both databases: planned, frozen, drawn, sealed, released, replaced and drawn again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sync.domain.campaigns.fitting import Misfit, MisfitKind, Reach
from sync.domain.campaigns.gaps import Gap, GapKind
from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.clock import CHINA_TIME
from sync.domain.compounds import Originals
from sync.domain.draw.pools import ExtraKind
from sync.domain.draw.seeds import Seed
from sync.domain.draw.shortfalls import Constraint
from sync.domain.ids import IdMaker
from sync.domain.people import Duty
from sync.domain.registers.columns import Register
from sync.drawing.checking import check_campaign
from sync.drawing.running import run_draw
from sync.errors import (
    AccessDenied,
    AlreadyExists,
    DrawFileInvalid,
    DrawImpossible,
    DrawOutOfTurn,
    DrawRowsIncomplete,
    NotFound,
    OperationInvalid,
    PlanUnfit,
    SeedInvalid,
)
from sync.protocol.campaigns import CampaignFilter, ExtrasRequest, FreezeRequest, NewExtra, PlanRequest, ReplaceRequest
from sync.protocol.operations import SubmitInspection
from sync.protocol.visits import VisitFilter, WallPage
from sync.server.repositories import schema
from sync.server.services.registers import NewCompound
from tests.contract.ceremony import COMPOUNDS, DICE, SEED, frozen_lines
from tests.small_places import SmallItem, small_checklist

FAR = datetime(2099, 1, 1, tzinfo=UTC)
_IDS = IdMaker()


# --- planning --------------------------------------------------------------------------------------------------------
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


# --- freezing --------------------------------------------------------------------------------------------------------
def test_a_frozen_draw_is_a_folder_that_anybody_can_check_and_that_names_nobody(ceremony, folder):
    ceremony.planned()
    draw = ceremony.frozen()
    (checked,) = check_campaign(folder)
    assert (draw.number, draw.state, draw.frozen, draw.frozen_by) == (1, DrawState.FROZEN, checked.frozen.frozen, "陈审核")
    assert draw.digests["plan.ndjson"] in checked.frozen.digests.decode()
    published = "".join(file.read_text(encoding="utf-8") for file in (folder / "1").iterdir())
    assert ceremony.code(0) in published
    assert not any(one.name in published or one.certificate in published for one in (*ceremony.officers, *ceremony.experts))
    assert ceremony.head.campaign(ceremony.campaign).summary.state is CampaignState.FROZEN


def test_who_asks_twice_freezes_once(ceremony):
    ceremony.drawn()
    request = FreezeRequest("名录有误", ceremony.head.preview_freeze(ceremony.campaign).number)
    assert ceremony.head.freeze(ceremony.campaign, request).number == 2
    with pytest.raises(DrawOutOfTurn):
        ceremony.head.freeze(ceremony.campaign, request)


def test_names_are_published_where_the_authority_says_so(ceremony, folder):
    ceremony.planned(names=True)
    ceremony.frozen()
    assert any(f'"{ceremony.officers[0].name}"' in line for line in frozen_lines(folder, "officers.ndjson"))


def test_rows_that_lack_what_the_plan_asks_for_are_named_and_nothing_is_frozen(ceremony, folder):
    ceremony.world.centre.registers.add_compounds(
        [
            NewCompound(
                _IDS.new(),
                "无级苑",
                "花园路9号",
                ceremony.world.district,
                ceremony.world.enterprise,
                "",
                ceremony.code(9),
                "",
                ("高层",),
            )
        ]
    )
    ceremony.planned()
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    gap = Gap(GapKind.GRADE, Register.COMPOUNDS, ceremony.code(9), "无级苑")
    assert (preview.number, preview.gap_count, preview.gaps, preview.shortfalls) == (1, 1, (gap,), ())
    with pytest.raises(DrawRowsIncomplete) as refused:
        ceremony.frozen()
    assert refused.value.fields == {"count": 1, "rows": f"无级苑 ({ceremony.code(9)})"}
    assert not folder.exists()


def test_a_plan_that_names_what_no_compound_has_is_told_so_and_nothing_is_frozen(ceremony, folder):
    ceremony.planned(ceremony.plan(ceremony.check(), replace(ceremony.check(), id="flood", marks=("低洼",))))
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    assert (preview.misfits, preview.shortfalls) == ((Misfit(MisfitKind.MARK, 2, "低洼"),), ())
    assert preview.reaches == (Reach(1, COMPOUNDS, COMPOUNDS * 100, False), Reach(2, 0, 0, False))
    with pytest.raises(PlanUnfit) as refused:
        ceremony.frozen()
    assert refused.value.fields == {"count": 1}
    assert not folder.exists()


def test_what_no_draw_could_keep_to_is_said_with_what_would_help_and_nothing_is_frozen(ceremony, folder):
    plan = ceremony.plan()
    needed = tuple(replace(one, needed="没有人有") if one.duty is Duty.EXPERT else one for one in plan.qualifications)
    ceremony.planned(replace(plan, qualifications=needed))
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    assert preview.gap_count == 0
    assert {(one.constraint, one.needed, one.available) for one in preview.shortfalls} == {(Constraint.EXPERTS, 1, 0)}
    assert sorted(place for one in preview.shortfalls for place in one.where) == [ceremony.code(n) for n in range(COMPOUNDS)]
    assert preview.shortfalls[0].remedies == {"people": 1}
    assert preview.called == {ceremony.code(n): f"梧桐苑{n}" for n in range(COMPOUNDS)}
    with pytest.raises(DrawImpossible) as refused:
        ceremony.frozen()
    assert refused.value.fields == {"count": COMPOUNDS}
    assert not folder.exists()


def test_a_preview_writes_nothing(ceremony, folder):
    ceremony.planned()
    preview = ceremony.head.preview_freeze(ceremony.campaign)
    assert (preview.number, preview.gap_count, preview.shortfalls) == (1, 0, ())
    assert preview.compounds >= COMPOUNDS
    assert not folder.exists()
    assert ceremony.head.campaign(ceremony.campaign).draws == ()


def test_the_visits_of_the_years_other_campaigns_count_against_an_enterprise(ceremony, folder):
    ceremony.drawn()
    first, ceremony.campaign = ceremony.campaign, _IDS.new()
    ceremony.planned()
    ceremony.frozen()
    code = next(
        line for line in frozen_lines(folder.parent / str(ceremony.campaign), "compounds.ndjson") if ceremony.code(0) in line
    )
    enterprise = code.split('"')[5]

    def visits(campaign):
        lines = frozen_lines(folder.parent / str(campaign), "enterprises.ndjson")
        return int(next(line for line in lines if enterprise in line).rpartition(",")[2].rstrip("]"))

    assert visits(ceremony.campaign) - visits(first) == COMPOUNDS


# --- drawing ---------------------------------------------------------------------------------------------------------
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


# --- assignments -----------------------------------------------------------------------------------------------------
def flood_checklist():
    return small_checklist("contract-flood", [SmallItem("F01", "optional", 100)])


def pulled(tablet, cursor=None):
    changes = tablet.centre.pull(cursor)
    return {one.compound.name for one in changes.assignments}, changes


def test_assignments_reach_exactly_the_drawn_tablets_at_their_next_pull(ceremony):
    people = [one.id for one in (*ceremony.officers, *ceremony.experts)]
    tablets = {person: ceremony.tablet_of(person) for person in people}
    cursors = {person: pulled(tablet)[1].cursor for person, tablet in tablets.items()}
    ceremony.drawn()
    theirs = {person: set() for person in people}
    for visit in ceremony.visits():
        for member in visit.team:
            theirs[member.person_id].add(visit.name)
    assert {person: pulled(tablet, cursors[person])[0] for person, tablet in tablets.items()} == theirs
    assert pulled(ceremony.world.tablet())[0] == {"桐荫家园"}


def test_an_assignment_says_what_it_is_about(ceremony):
    ceremony.drawn()
    visit = ceremony.visits()[0]
    _, changes = pulled(ceremony.tablet_of(visit.team[0].person_id))
    (assignment,) = [one for one in changes.assignments if one.compound.name == visit.name]
    assert (assignment.team, assignment.due_on, assignment.campaign) == (
        visit.team,
        date(2026, 6, 30),
        f"检查 {ceremony.world.district}",
    )
    checklist = ceremony.world.checklist
    assert (assignment.checklist_id, assignment.checklist_version) == (checklist.id, checklist.version)
    assert (checklist.id, checklist.version) in {(one.id, one.version) for one in changes.checklists}


def test_sealed_assignments_are_in_no_pull_before_their_time_and_come_by_themselves_then(served, ceremony):
    draw = ceremony.drawn(release_at=FAR)
    assert draw.sealed
    assert len(ceremony.visits()) == COMPOUNDS
    tablet = ceremony.tablet_of(ceremony.visits()[0].team[0].person_id)
    nothing, changes = pulled(tablet)
    assert (nothing, changes.more) == (set(), False)
    later = served.centre.news.changes(
        served.centre.access.sender_of(tablet.centre._transport.token), changes.cursor, FAR - timedelta(seconds=1)
    )
    assert later.assignments == ()
    ceremony.planned(release_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert ceremony.visits()[0].name in pulled(tablet, changes.cursor)[0]


def test_tablets_that_ask_at_the_same_moment_find_every_assignment_once(served, ceremony):
    ceremony.drawn(release_at=FAR)
    drawn = ceremony.visits()
    tablets = [ceremony.tablet_of(member.person_id) for member in drawn[0].team for _ in range(2)]
    plans = schema.campaign_plans
    with served.centre.database.writing() as connection:
        mine = plans.c.campaign_id == ceremony.campaign
        connection.execute(plans.update().where(mine).values(release_at=datetime(2026, 1, 1, tzinfo=UTC)))
    with ThreadPoolExecutor(len(tablets)) as pool:
        found = list(pool.map(lambda tablet: tablet.centre.pull(None).assignments, tablets))
    for tablet, assignments in zip(tablets, found, strict=True):
        theirs = [visit.name for visit in drawn if tablet.by in {member.person_id for member in visit.team}]
        assert sorted(one.compound.name for one in assignments) == sorted(theirs)


def test_what_is_sealed_supervisors_do_not_see(ceremony):
    ceremony.drawn(release_at=FAR)
    supervisor = ceremony.world.supervisor()
    (draw,) = supervisor.campaign(ceremony.campaign).draws
    assert (draw.sealed, draw.seed, draw.key, draw.visits) == (True, None, "", 0)
    assert supervisor.campaign(ceremony.campaign).summary.state is CampaignState.DRAWN
    assert supervisor.campaign(ceremony.campaign).summary.visits == 0
    assert supervisor.drawn_visits(ceremony.campaign, VisitFilter()).rows == ()
    assert supervisor.drawn_visits(ceremony.campaign, VisitFilter()).workload == ()
    assert supervisor.wall(ceremony.campaign) == WallPage()


def test_supervisors_see_the_visits_of_their_districts(ceremony, another):
    ceremony.drawn()
    assert len(ceremony.world.supervisor().drawn_visits(ceremony.campaign, VisitFilter()).rows) == COMPOUNDS
    assert another.supervisor().drawn_visits(ceremony.campaign, VisitFilter()).by_district == {}


def test_a_wall_shows_the_whole_draw_to_supervisors_of_other_districts_too(ceremony, another):
    ceremony.drawn()
    drawn = ceremony.visits()
    first, rest = (another.supervisor().wall(ceremony.campaign, page, COMPOUNDS - 1) for page in (1, 2))
    assert [one.number for one in (*first.rows, *rest.rows)] == [visit.number for visit in drawn]
    assert (first.total, rest.total) == (COMPOUNDS, COMPOUNDS)
    assert [one.team for one in first.rows] == [tuple(member.name for member in visit.team) for visit in drawn[:-1]]


def test_checks_by_different_checklists_make_an_assignment_each_and_by_the_same_one_makes_one(ceremony):
    flood = ceremony.world.centre.registers.publish_checklist(flood_checklist())
    routine = ceremony.check()
    checks = (routine, replace(routine, id="again"), replace(routine, id="flood", checklist=flood.id, version=flood.version))
    ceremony.planned(ceremony.plan(*checks))
    ceremony.frozen()
    ceremony.run()
    visit = ceremony.visits()[0]
    assert visit.checks == ("routine", "again", "flood")
    _, changes = pulled(ceremony.tablet_of(visit.team[0].person_id))
    lists = [one.checklist_id for one in changes.assignments if one.compound.name == visit.name]
    assert sorted(lists) == sorted([ceremony.world.checklist.id, flood.id])
    assert {ceremony.world.checklist.id, flood.id} <= {one.id for one in changes.checklists}


def test_a_visit_is_as_far_as_its_inspection_and_overdue_when_its_day_has_passed(ceremony):
    ceremony.planned(ceremony.plan(first_day="2026-01-02", last_day="2026-01-03"))
    ceremony.frozen()
    ceremony.run()
    visit = ceremony.visits()[0]
    assert (visit.state, visit.overdue) == (None, True)
    tablet = ceremony.tablet_of(visit.team[0].person_id)
    _, changes = pulled(tablet)
    (assignment,) = [one for one in changes.assignments if one.compound.name == visit.name]
    world = ceremony.world
    assert tablet.said(world.started(assignment.inspection_id, assignment.id)) == [("applied", None)]
    assert ceremony.visits()[0].state.value == "in_progress"
    assert ceremony.head.campaign(ceremony.campaign).summary.done == 0
    submitted = SubmitInspection(assignment.inspection_id, 1)
    assert {said for said, _ in tablet.said(*world.answers(assignment.inspection_id), submitted)} == {"applied"}
    assert (ceremony.visits()[0].state.value, ceremony.visits()[0].overdue) == ("submitted", False)
    summary = ceremony.head.campaign(ceremony.campaign).summary
    assert (summary.visits, summary.done, summary.overdue) == (COMPOUNDS, 1, COMPOUNDS - 1)


# --- replacing -------------------------------------------------------------------------------------------------------
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


# --- drawing again ---------------------------------------------------------------------------------------------------
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


# --- steps that were cut off -----------------------------------------------------------------------------------------
def test_a_result_that_the_database_missed_is_taken_from_the_folder(served, ceremony, folder):
    ceremony.planned()
    ceremony.frozen()
    run_draw(folder, SEED)
    assert ceremony.visits() == ()
    served.centre.draws.recover()
    assert len(ceremony.visits()) == COMPOUNDS
    served.centre.draws.recover()
    assert len(ceremony.visits()) == COMPOUNDS
