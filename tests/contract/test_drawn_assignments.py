"""What a draw means for tablets and supervisors, on both databases: assignments, their release, walls and visits."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sync.domain.campaigns.states import CampaignState
from sync.protocol.operations import SubmitInspection
from sync.protocol.visits import VisitFilter, WallPage
from sync.server.repositories import schema
from tests.contract.ceremony import COMPOUNDS, pulled
from tests.small_places import SmallItem, small_checklist

FAR = datetime(2099, 1, 1, tzinfo=UTC)


def flood_checklist():
    return small_checklist("contract-flood", [SmallItem("F01", "optional", 100)])


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
