"""Supervisors see their districts, and move a submitted inspection on from the state they have seen."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from sync.domain.inspections import ReturnedItem, State
from sync.domain.people import Role
from sync.errors import AccessDenied, NotFound, OperationInvalid, StateOutdated
from sync.protocol import endpoints
from sync.protocol.console import AcceptRequest, InspectionFilter, InspectionOrder, ReturnRequest, ReviewAct
from sync.protocol.operations import SetResult
from sync.server.repositories import schema


@pytest.fixture
def submitted(world, tablet):
    world.submitted(tablet)
    return world


def test_the_list_shows_an_inspection_with_place_state_score_and_evidence(submitted):
    page = submitted.supervisor().inspections(InspectionFilter())
    (row,) = page.rows
    assert (row.inspection_id, row.compound, row.enterprise) == (submitted.inspection, "桐荫家园", "嵩山物业")
    assert (row.state, row.score, row.findings, row.evidence_stored, row.evidence_expected) == (State.SUBMITTED, 60.0, 1, 0, 2)
    assert (page.total, page.by_state, [district.code for district in page.districts]) == (
        1,
        {"submitted": 1},
        [submitted.district],
    )


def test_while_the_team_works_on_it_what_has_failed_so_far_is_counted(world, tablet, values):
    def counted():
        (row,) = world.supervisor().inspections(InspectionFilter()).rows
        assert row.findings == world.supervisor().inspection(world.inspection).summary.findings
        return row.findings

    tablet.push(world.started(), SetResult(world.inspection, "B02", values["fail"]))
    assert counted() == 1
    (result,) = tablet.centre.pull(None).results
    tablet.push(SetResult(world.inspection, "B02", values["pass"], result.revision))
    assert counted() == 0


def test_of_a_returned_inspection_what_fails_by_now_is_counted(submitted, tablet, values):
    submitted.supervisor().return_inspection(submitted.inspection, ReturnRequest(2, "x"))
    base = next(one.revision for one in tablet.centre.pull(None).results if one.item_code == "B02")
    tablet.push(SetResult(submitted.inspection, "B02", values["pass"], base))
    assert submitted.supervisor().inspection(submitted.inspection).summary.findings == 0


def test_a_supervisor_does_not_see_another_district(submitted, another):
    stranger = another.supervisor()
    assert stranger.inspections(InspectionFilter()).rows == ()
    assert stranger.inspections(InspectionFilter(district=submitted.district)).rows == ()
    for ask in (
        lambda: stranger.inspection(submitted.inspection),
        lambda: stranger.accept(submitted.inspection, AcceptRequest(2)),
        lambda: stranger.return_inspection(submitted.inspection, ReturnRequest(2, "x")),
    ):
        with pytest.raises(NotFound):
            ask()
    assert submitted.supervisor().inspection(submitted.inspection).summary.state is State.SUBMITTED


def test_an_administrator_sees_every_district(submitted, another):
    administrator = another.supervisor(Role.ADMINISTRATOR)
    assert administrator.inspection(submitted.inspection).summary.district == submitted.district
    assert administrator.inspections(InspectionFilter(district=submitted.district)).total == 1


def test_an_inspectors_account_reviews_nothing(submitted):
    inspector = submitted.supervisor(Role.INSPECTOR)
    for ask in (
        lambda: inspector.inspections(InspectionFilter()),
        lambda: inspector.inspection(submitted.inspection),
        lambda: inspector.accept(submitted.inspection, AcceptRequest(2)),
        inspector.events,
    ):
        with pytest.raises(AccessDenied):
            ask()


@pytest.mark.parametrize(
    ("search", "found"),
    [("桐荫", 1), ("嵩山", 1), ("花园路", 1), ("桐荫 花园", 1), ("桐荫 不", 0), ("%", 0), ("_荫", 0), ("", 1)],
)
def test_a_search_looks_in_compound_enterprise_and_address(submitted, search, found):
    page = submitted.supervisor().inspections(InspectionFilter(search=search))
    assert (page.total, len(page.rows)) == (found, found)


@pytest.mark.parametrize("search", ["a\x00b", "a " * 1500])
def test_a_search_no_database_could_answer_is_refused(submitted, search):
    with pytest.raises(OperationInvalid):
        submitted.supervisor().inspections(InspectionFilter(search=search))


def test_pages_follow_each_other_and_states_are_counted(world, tablet):
    world.submitted(tablet)
    for number in range(4):
        assignment, inspection = world.assign(f"小区{number}")
        tablet.push(world.started(inspection, assignment))
    supervisor = world.supervisor()
    pages = [supervisor.inspections(InspectionFilter(page=number, page_size=2)) for number in (1, 2, 3, 4)]
    assert [len(page.rows) for page in pages] == [2, 2, 1, 0]
    assert len({row.inspection_id for page in pages for row in page.rows}) == 5
    assert {page.total for page in pages} == {5}
    submitted = supervisor.inspections(InspectionFilter(state=State.SUBMITTED))
    assert (submitted.total, submitted.by_state) == (1, {"submitted": 1, "in_progress": 4})


def test_the_latest_activity_comes_first(world, tablet):
    assignment, inspection = world.assign("后来的小区")
    tablet.push(world.started())
    tablet.push(world.started(inspection, assignment))
    tablet.push(*world.answers())
    rows = world.supervisor().inspections(InspectionFilter()).rows
    assert [row.inspection_id for row in rows] == [world.inspection, inspection]


def standing(world, tablet, name: str, day: int | None, score: float | None):
    """An inspection that was submitted on a day of May with a score; None: not yet."""
    assignment, inspection = world.assign(name)
    tablet.push(world.started(inspection, assignment))
    at = datetime(2026, 5, day, tzinfo=UTC) if day else None
    stands = update(schema.inspections).where(schema.inspections.c.id == inspection).values(submitted_at=at, score=score)
    with world.centre.database.writing() as connection:
        connection.execute(stands)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (InspectionOrder.LATEST, ["未交", "丙", "乙", "甲"]),
        (InspectionOrder.LONGEST_WAITING, ["乙", "甲", "丙", "未交"]),
        (InspectionOrder.LOWEST_SCORE, ["丙", "乙", "甲", "未交"]),
    ],
)
def test_the_list_comes_in_the_order_that_is_asked_for_over_its_pages(world, tablet, order, names):
    for name, day, score in (("甲", 8, 90.0), ("乙", 7, 90.0), ("丙", 9, 61.5), ("未交", None, None)):
        standing(world, tablet, name, day, score)
    supervisor = world.supervisor()
    pages = [supervisor.inspections(InspectionFilter(page=number, page_size=3, order=order)) for number in (1, 2)]
    assert [row.compound for page in pages for row in page.rows] == names


def test_an_order_that_there_is_not_is_refused(submitted):
    answered = submitted.supervisor()._transport
    with pytest.raises(OperationInvalid):
        answered.ask("GET", endpoints.INSPECTIONS, params={"order": "prettiest"})


def test_the_detail_shows_unanswered_items_in_checklist_order(world, tablet, values):
    tablet.push(world.started(), world.photo("C03", world.new_picture()))
    detail = world.supervisor().inspection(world.inspection)
    assert [(result.item_code, result.value.outcome, len(result.photos)) for result in detail.results] == [
        ("A01", None, 0),
        ("B02", None, 0),
        ("C03", None, 1),
    ]
    assert [member.name for member in detail.team] == ["张喆", "李玥", "王堃"]
    assert (detail.address, detail.credit_code, detail.campaign) == ("花园路1号", "91410199MA0000001X", "春季检查")


def test_accepting_moves_the_state_on_and_stays_on_record(submitted):
    supervisor = submitted.supervisor()
    row = supervisor.accept(submitted.inspection, AcceptRequest(2, "同意"))
    assert (row.state, row.state_rev) == (State.ACCEPTED, 3)
    reviews = supervisor.inspection(submitted.inspection).reviews
    assert [(review.act, review.by, review.comment) for review in reviews] == [
        (ReviewAct.SUBMITTED, "张喆", ""),
        (ReviewAct.ACCEPTED, "陈审核", "同意"),
    ]


def test_returning_names_the_items(submitted):
    supervisor = submitted.supervisor()
    items = (ReturnedItem("A01", "照片不清"),)
    assert supervisor.return_inspection(submitted.inspection, ReturnRequest(2, "", items)).state is State.RETURNED
    assert supervisor.inspection(submitted.inspection).reviews[-1].items == items


@pytest.mark.parametrize(
    "request_",
    [
        ReturnRequest(2),
        ReturnRequest(2, "  ", (ReturnedItem("A01", " "),)),
        ReturnRequest(2, "", (ReturnedItem("Z99", "?"),)),
        ReturnRequest(2, "x" * 2001),
        ReturnRequest(2, "a\x00b"),
    ],
)
def test_a_return_that_does_not_say_why_or_where_is_refused(submitted, request_):
    supervisor = submitted.supervisor()
    with pytest.raises(OperationInvalid):
        supervisor.return_inspection(submitted.inspection, request_)
    assert supervisor.inspection(submitted.inspection).summary.state is State.SUBMITTED


def test_a_review_on_a_state_that_has_moved_on_is_refused(submitted, tablet):
    first, second = submitted.supervisor(), submitted.supervisor()
    first.return_inspection(submitted.inspection, ReturnRequest(2, "请补充"))
    with pytest.raises(StateOutdated):
        second.accept(submitted.inspection, AcceptRequest(2))
    for no_state_it_was_in in (3, -1, 10**30):
        with pytest.raises(StateOutdated):
            second.accept(submitted.inspection, AcceptRequest(no_state_it_was_in))


def test_an_inspection_that_was_not_submitted_cannot_be_accepted(world, tablet):
    tablet.push(world.started())
    with pytest.raises(StateOutdated):
        world.supervisor().accept(world.inspection, AcceptRequest(1))
