"""Two values for one item: both stay in sight until somebody on a tablet decides."""

from dataclasses import replace

import pytest

from inspector_app.ui.views.assignments_view import cards_view
from inspector_app.ui.views.inspection_view import list_view
from sync.domain.inspections import Lack, Outcome, ResultValue, State
from sync.errors import ConflictOpen, DecisionStands, InspectionIncomplete, NotFound
from sync.i18n import explain
from sync.protocol.messages import Changes, ContestedValue, InspectionHead, OperationOutcome, OperationStatus, RemoteResult
from sync.protocol.operations import decode

PASS = ResultValue(Outcome.PASS)
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏")
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无电梯")


def settle_all(bench, status=OperationStatus.APPLIED, code=None):
    queued = bench.queue.queued(None, 1000)
    bench.queue.settle([(entry.id, OperationOutcome(entry.id, status, code)) for entry in queued])
    return [entry.id for entry in queued]


def news(bench, *results):
    bench.queue.take_in(Changes(cursor=str(bench.ids.new()), more=False, centre_time=bench.clock.now(), results=results))


def theirs(bench, inspection, value, *contested):
    return RemoteResult(inspection, "A01", value, bench.ids.new(), bench.second_officer, bench.clock.now(), contested)


def contested(bench, revision, value, author=None):
    return ContestedValue(revision, value, author or bench.officer, bench.clock.now())


@pytest.fixture
def disputed(bench):
    """The officer's FAIL met the colleague's PASS at the centre; returns inspection, the losing revision, the standing one."""
    inspection = bench.started()
    settle_all(bench)
    bench.inspections.answer(inspection, "A01", FAIL, bench.officer)
    (ours,) = settle_all(bench, OperationStatus.CONFLICT, "state-outdated")
    standing = theirs(bench, inspection, PASS, contested(bench, ours, FAIL))
    news(bench, standing)
    return inspection, ours, standing.revision


@pytest.mark.parametrize("news_first", [True, False])
def test_after_a_conflict_the_centres_value_stands_and_ours_stays_in_sight(bench, news_first):
    inspection = bench.started()
    bench.inspections.answer(inspection, "A01", FAIL, bench.officer)
    ours = bench.queue.queued(None, 10)[-1].id
    steps = [
        lambda known: news(bench, theirs(bench, inspection, PASS, *([contested(bench, ours, FAIL)] if known else []))),
        lambda _: settle_all(bench, OperationStatus.CONFLICT),
    ]
    for step in steps if news_first else reversed(steps):
        step(not news_first)

    sheet = bench.inspections.sheet(inspection)
    assert sheet.value("A01") == PASS
    (one,) = sheet.contested["A01"]
    assert (one.revision, one.value, one.author) == (ours, FAIL, bench.officer)


def test_a_colleague_whose_value_stands_sees_the_conflict_too(bench):
    inspection = bench.started()
    other = contested(bench, bench.ids.new(), NOT_HERE, bench.second_officer)
    news(bench, theirs(bench, inspection, PASS, other))
    assert bench.inspections.sheet(inspection).contested == {"A01": (other,)}


@pytest.mark.parametrize("mine", [True, False])
def test_a_decision_is_a_new_revision_on_the_standing_one_that_names_what_it_resolves(bench, disputed, mine):
    inspection, ours, standing = disputed
    bench.inspections.decide(inspection, "A01", ours if mine else None, bench.officer)

    (line,) = bench.queue.queued(None, 10)
    body = decode(line.line).body
    assert (body.value, body.base, body.resolves) == (FAIL if mine else PASS, standing, (ours,))
    assert bench.inspections.sheet(inspection).contested == {}
    assert len(bench.sql("SELECT 1 FROM result_revisions WHERE item_code = 'A01'")) == 2


def test_answering_anew_decides_as_well(bench, disputed):
    inspection, ours, _ = disputed
    bench.inspections.answer(inspection, "A01", NOT_HERE, bench.officer)
    (line,) = bench.queue.queued(None, 10)
    assert decode(line.line).body.resolves == (ours,)
    assert bench.inspections.sheet(inspection).contested == {}


@pytest.mark.parametrize("anew", [True, False], ids=["answered anew", "chosen"])
def test_a_decision_is_not_undone_and_nothing_changes(bench, disputed, anew):
    inspection, ours, _ = disputed
    if anew:
        bench.inspections.answer(inspection, "A01", NOT_HERE, bench.officer)
    else:
        bench.inspections.decide(inspection, "A01", ours, bench.officer)
    before = bench.inspections.sheet(inspection)
    with pytest.raises(DecisionStands) as told:
        bench.inspections.undo(inspection, bench.officer)
    assert explain("zh-CN", told.value).startswith("A01 的冲突已经选定，不能撤销")
    assert bench.inspections.sheet(inspection) == before
    assert len(bench.queue.queued(None, 10)) == 1


def test_an_answer_that_a_colleagues_value_stands_against_is_not_undone_and_nothing_is_decided(bench):
    inspection = bench.started()
    settle_all(bench)
    bench.inspections.answer(inspection, "A01", FAIL, bench.officer)
    (ours,) = settle_all(bench)
    rival = contested(bench, bench.ids.new(), PASS, bench.second_officer)
    news(bench, RemoteResult(inspection, "A01", FAIL, ours, bench.officer, bench.clock.now(), (rival,)))
    before = bench.inspections.sheet(inspection)
    with pytest.raises(ConflictOpen) as told:
        bench.inspections.undo(inspection, bench.officer)
    assert "没有撤销" in explain("zh-CN", told.value)
    assert bench.inspections.sheet(inspection) == before
    assert set(before.contested) == {"A01"}


def test_what_was_recorded_after_a_decision_is_undone_as_ever(bench, disputed):
    inspection, _, _ = disputed
    bench.inspections.decide(inspection, "A01", None, bench.officer)
    bench.inspections.answer(inspection, "A01", NOT_HERE, bench.officer)
    assert bench.inspections.undo(inspection, bench.officer).item_code == "A01"
    assert bench.inspections.sheet(inspection).value("A01") == PASS


def test_news_do_not_bring_back_what_was_decided_here_and_is_on_its_way(bench, disputed):
    inspection, ours, _ = disputed
    bench.inspections.decide(inspection, "A01", None, bench.officer)
    news(bench, theirs(bench, inspection, PASS, contested(bench, ours, FAIL)))
    assert bench.inspections.sheet(inspection).contested == {}


def test_a_decision_that_the_centre_turns_down_opens_the_conflict_again(bench, disputed):
    inspection, ours, _ = disputed
    bench.inspections.decide(inspection, "A01", None, bench.officer)
    settle_all(bench, OperationStatus.REJECTED, "access-denied")
    assert [one.revision for one in bench.inspections.sheet(inspection).contested["A01"]] == [ours]


def test_a_decision_that_came_too_late_shows_again_what_it_was_about_beside_itself(bench, disputed):
    inspection, _, standing = disputed
    theirs_too = contested(bench, bench.ids.new(), NOT_HERE, bench.second_officer)
    news(bench, replace(theirs(bench, inspection, PASS, theirs_too), revision=standing))
    bench.inspections.answer(inspection, "A01", FAIL, bench.officer)
    (decision,) = settle_all(bench, OperationStatus.CONFLICT, "inspection-frozen")
    both = (theirs_too, contested(bench, decision, FAIL))
    news(bench, replace(theirs(bench, inspection, PASS, *both), revision=standing))
    assert {one.revision for one in bench.inspections.sheet(inspection).contested["A01"]} == {theirs_too.revision, decision}


def test_a_conflict_that_a_colleague_decided_goes_with_the_news(bench, disputed):
    inspection, _, _ = disputed
    news(bench, theirs(bench, inspection, PASS))
    assert bench.inspections.sheet(inspection).contested == {}


def test_nothing_is_decided_where_nothing_is_in_dispute(bench, disputed):
    inspection, _, _ = disputed
    with pytest.raises(NotFound):
        bench.inspections.decide(inspection, "A02", None, bench.officer)
    with pytest.raises(NotFound):
        bench.inspections.decide(inspection, "A01", bench.ids.new(), bench.officer)


def test_an_inspection_in_dispute_is_not_submitted(bench, disputed):
    inspection, _, _ = disputed
    for item in bench.inspections.sheet(inspection).checklist.items:
        if item.code != "A01":
            bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    assert Lack.CONFLICT in bench.inspections.lacks(inspection)["A01"]
    with pytest.raises(InspectionIncomplete):
        bench.inspections.submit(inspection, bench.officer)
    bench.inspections.decide(inspection, "A01", None, bench.officer)
    assert Lack.CONFLICT not in bench.inspections.lacks(inspection).get("A01", ())


def test_a_frozen_inspection_lacks_nothing_for_a_late_conflict(bench, disputed):
    inspection, ours, _ = disputed
    assignment = bench.assignments[0]
    head = InspectionHead(
        inspection,
        assignment.id,
        assignment.checklist_id,
        assignment.checklist_version,
        State.ACCEPTED,
        3,
        started_at=bench.clock.now(),
        started_by=bench.officer,
    )
    bench.queue.take_in(Changes(cursor="c", more=False, centre_time=bench.clock.now(), inspections=(head,)))
    sheet = bench.inspections.sheet(inspection)
    assert sheet.contested["A01"][0].revision == ours
    assert all(Lack.CONFLICT not in lacks for lacks in bench.inspections.lacks(inspection).values())


def test_several_values_stay_side_by_side_and_one_decision_settles_all(bench, disputed):
    inspection, ours, _ = disputed
    third = contested(bench, bench.ids.new(), NOT_HERE, bench.second_officer)
    bench.clock.pass_by(minutes=1)
    news(bench, theirs(bench, inspection, PASS, contested(bench, ours, FAIL), replace(third, at=bench.clock.now())))
    assert {one.revision for one in bench.inspections.sheet(inspection).contested["A01"]} == {ours, third.revision}
    bench.inspections.decide(inspection, "A01", third.revision, bench.officer)
    body = decode(bench.queue.queued(None, 10)[0].line).body
    assert (body.value, set(body.resolves)) == (NOT_HERE, {ours, third.revision})


def test_a_value_that_came_while_the_finger_was_on_its_way_is_not_replaced_unseen(bench):
    inspection = bench.started()
    settle_all(bench)
    on_screen = bench.inspections.sheet(inspection)
    news(bench, theirs(bench, inspection, PASS))
    bench.inspections.answer(inspection, "A01", FAIL, bench.officer, on_screen)
    (line,) = bench.queue.queued(None, 10)
    assert decode(line.line).body.base is None
    bench.inspections.answer(inspection, "A01", NOT_HERE, bench.officer, on_screen)
    assert decode(bench.queue.queued(None, 10)[-1].line).body.base == line.id


def test_a_conflict_that_came_while_the_finger_was_on_its_way_stays_to_be_decided(bench, disputed):
    inspection, ours, standing = disputed
    on_screen = bench.inspections.sheet(inspection)
    another = bench.ids.new()
    current = replace(theirs(bench, inspection, PASS), revision=standing)
    news(bench, replace(current, contested=(contested(bench, ours, FAIL), contested(bench, another, NOT_HERE))))
    bench.inspections.answer(inspection, "A01", FAIL, bench.officer, on_screen)
    assert decode(bench.queue.queued(None, 10)[-1].line).body.resolves == (ours,)
    assert [one.revision for one in bench.inspections.sheet(inspection).contested["A01"]] == [another]


def conflicts(bench):
    return [(entry.assignment.inspection_id, entry.conflicts) for entry in bench.listing.disputed()]


def test_the_list_counts_items_in_conflict_and_not_their_values_until_they_are_decided(bench, disputed):
    inspection, ours, standing = disputed
    third = contested(bench, bench.ids.new(), NOT_HERE, bench.second_officer)
    news(bench, replace(theirs(bench, inspection, PASS, contested(bench, ours, FAIL), third), revision=standing))
    assert conflicts(bench) == [(inspection, 1)]

    bench.inspections.decide(inspection, "A01", None, bench.officer)
    assert conflicts(bench) == []


def done_by_card_and_list(bench, inspection):
    """How many items are done, as the card of the assignment counts them and as the list of items does; both in full."""
    (entry,) = [one for one in bench.listing.waiting() if one.assignment.inspection_id == inspection]
    (card,) = cards_view("en", [entry], bench.clock.now().date())
    head = list_view("en", bench.inspections.sheet(inspection), "all", None).head
    assert (card.progress, card.failed_text if entry.failed else "0 failed") == (head.progress, head.failed_text)
    return card.progress_text, f"{head.done} / {head.total}"


def test_an_item_in_conflict_is_done_neither_on_the_card_nor_in_the_list_until_somebody_decides(bench, disputed):
    inspection, ours, _ = disputed
    for item in bench.inspections.sheet(inspection).checklist.items[1:]:
        bench.inspections.answer(inspection, item.code, NOT_HERE, bench.officer)
    bench.inspections.answer(inspection, "A02", ResultValue(Outcome.FAIL), bench.officer)  # and no word why
    assert done_by_card_and_list(bench, inspection) == ("25 / 27", "25 / 27")
    bench.inspections.decide(inspection, "A01", None, bench.officer)
    assert done_by_card_and_list(bench, inspection) == ("26 / 27", "26 / 27")


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_what_is_frozen_with_a_conflict_is_done_on_the_card_as_in_the_list(bench, disputed, state):
    inspection, _, _ = disputed
    assignment = bench.assignments[0]
    checklist = (assignment.checklist_id, assignment.checklist_version)
    head = InspectionHead(inspection, assignment.id, *checklist, state, 2, bench.clock.now(), bench.officer)
    bench.queue.take_in(Changes(str(bench.ids.new()), False, bench.clock.now(), inspections=(head,)))
    card, listed = done_by_card_and_list(bench, inspection)
    assert card == listed


def progress_of(bench, inspection):
    return next(one for one in bench.records.assignments() if one.assignment.inspection_id == inspection)


def test_what_the_centre_has_no_more_is_counted_apart_from_conflicts_and_is_done_once_it_is_taken(bench):
    inspection = bench.started()
    settle_all(bench)
    news(bench, theirs(bench, inspection, NOT_HERE))
    now = bench.clock.now()
    bench.queue.take_in(Changes(cursor="restored", more=False, centre_time=now, assignments=(bench.assignments[0],)))
    entry = progress_of(bench, inspection)
    assert (entry.conflicts, entry.forgotten, entry.done) == (0, 1, 0)
    sheet = bench.inspections.sheet(inspection)
    assert (sheet.forgotten, sheet.disputed) == ({"A01"}, frozenset())
    assert Lack.CONFLICT not in bench.inspections.lacks(inspection)["A01"]

    bench.inspections.decide(inspection, "A01", sheet.contested["A01"][0].revision, bench.officer)
    entry = progress_of(bench, inspection)
    assert (entry.conflicts, entry.forgotten, entry.done) == (0, 0, 1)
