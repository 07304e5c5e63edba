"""What contests an item reaches every tablet of the team until somebody decides, and the console learns who did."""

import pytest

from sync.domain.merging import Settlement
from sync.protocol.console import AcceptRequest, InspectionFilter
from sync.protocol.operations import SetResult


@pytest.fixture
def disputed(world, tablet, values):
    """The tablet's pass stands, a colleague's failure contests it: the colleague's tablet, both revisions, a cursor after it."""
    colleague = world.tablet(world.team[1])
    line = tablet.line(SetResult(world.inspection, "A01", values["pass"]))
    tablet.centre.push([tablet.line(world.started()), line])
    standing = tablet.centre.pull(None).results[0].revision
    cursor = tablet.centre.pull(None).cursor
    assert colleague.said(SetResult(world.inspection, "A01", values["fail"])) == [("conflict", "state-outdated")]
    assert world.supervisor().inspections(InspectionFilter(district=world.district)).rows[0].conflicts == 1
    (result,) = tablet.centre.pull(cursor).results
    return colleague, standing, result.contested[0].revision, tablet.centre.pull(cursor).cursor


def test_both_tablets_hear_of_the_value_that_stands_and_of_the_one_that_contests_it(world, tablet, values, disputed):
    colleague, standing, contesting, _ = disputed
    for centre in (tablet.centre, colleague.centre):
        (result,) = centre.pull(None).results
        assert (result.value, result.revision) == (values["pass"], standing)
        (one,) = result.contested
        assert (one.revision, one.value, one.author) == (contesting, values["fail"], world.team[1])


@pytest.mark.parametrize("choice", ["pass", "fail"])
def test_a_decision_takes_the_conflict_away_and_stays_in_the_history_with_its_author(world, tablet, values, disputed, choice):
    colleague, standing, contesting, cursor = disputed
    body = SetResult(world.inspection, "A01", values[choice], standing, (contesting,))
    assert colleague.said(body) == [("applied", None)]
    (result,) = tablet.centre.pull(cursor).results
    assert (result.value, result.contested) == (values[choice], ())
    detail = world.supervisor().inspection(world.inspection)
    assert detail.summary.conflicts == 0
    history = detail.results[0].history
    assert [(one.conflict, one.decided_by) for one in history] == [(False, ""), (True, "李玥"), (False, "")]
    assert history[1].settlement is (Settlement.CHOSEN if choice == "fail" else Settlement.PASSED_OVER)


def test_a_decision_that_says_the_same_as_what_stands_by_now_counts_and_is_told(world, tablet, values, disputed):
    colleague, standing, contesting, _ = disputed
    tablet.push(SetResult(world.inspection, "A01", values["other"], standing))
    cursor = tablet.centre.pull(None).cursor
    body = SetResult(world.inspection, "A01", values["other"], standing, (contesting,))
    assert colleague.said(body) == [("applied", None)]
    (result,) = tablet.centre.pull(cursor).results
    assert result.contested == ()


def test_a_decision_that_meets_a_newer_value_contests_it_in_place_of_what_it_decided(world, tablet, values, disputed):
    colleague, standing, contesting, _ = disputed
    tablet.push(SetResult(world.inspection, "A01", values["not applicable"], standing))
    body = SetResult(world.inspection, "A01", values["fail"], standing, (contesting,))
    assert colleague.said(body) == [("conflict", "state-outdated")]
    (result,) = tablet.centre.pull(None).results
    assert result.value == values["not applicable"]
    assert [one.value for one in result.contested] == [values["fail"]]
    assert result.contested[0].revision != contesting


def test_a_decision_that_came_after_the_submission_hides_nobody_elses_value(world, tablet, values):
    world.submitted(tablet)
    colleague, third = world.tablet(world.team[1]), world.tablet(world.team[0])
    colleague.push(SetResult(world.inspection, "C03", values["fail"]))
    (result,) = [one for one in tablet.centre.pull(None).results if one.item_code == "C03"]
    (contesting,) = result.contested
    body = SetResult(world.inspection, "C03", values["not applicable"], result.revision, (contesting.revision,))
    assert third.said(body) == [("conflict", "inspection-frozen")]
    (result,) = [one for one in tablet.centre.pull(None).results if one.item_code == "C03"]
    assert {one.value.outcome for one in result.contested} == {values["fail"].outcome, values["not applicable"].outcome}
    assert world.supervisor().inspection(world.inspection).summary.conflicts == 1


def test_the_console_counts_items_in_conflict_not_their_values(world, tablet, values, disputed):
    colleague, _, _, _ = disputed
    third = world.tablet(world.team[0])
    assert third.said(SetResult(world.inspection, "A01", values["not applicable"])) == [("conflict", "state-outdated")]
    colleague.push(SetResult(world.inspection, "C03", values["pass"]))
    assert third.said(SetResult(world.inspection, "C03", values["fail"])) == [("conflict", "state-outdated")]
    assert world.supervisor().inspection(world.inspection).summary.conflicts == 2


def test_of_one_officers_values_in_conflict_only_the_last_one_waits_for_a_decision(world, tablet, values, disputed):
    colleague, standing, contesting, _ = disputed
    again = SetResult(world.inspection, "A01", values["not applicable"], contesting)
    assert colleague.said(again) == [("conflict", "state-outdated")]
    (result,) = tablet.centre.pull(None).results
    assert [one.value for one in result.contested] == [values["not applicable"]]
    detail = world.supervisor().inspection(world.inspection)
    settled = [one.settlement for one in detail.results[0].history]
    assert (settled, detail.summary.conflicts) == ([None, Settlement.REPLACED, None], 1)


def test_who_corrects_a_value_in_conflict_to_what_stands_ends_the_conflict(world, tablet, values, disputed):
    colleague, standing, contesting, _ = disputed
    assert colleague.said(SetResult(world.inspection, "A01", values["pass"], contesting)) == [("applied", None)]
    (result,) = tablet.centre.pull(None).results
    assert (result.value, result.contested) == (values["pass"], ())


def test_accepting_decides_about_what_had_come_and_a_later_one_is_open_again(world, tablet, values):
    world.submitted(tablet)
    colleague = world.tablet(world.team[1])
    for state_rev, wanted in ((2, 0), (None, 1)):
        assert colleague.said(SetResult(world.inspection, "C03", values["other"])) == [("conflict", "inspection-frozen")]
        if state_rev:
            assert world.supervisor().inspection(world.inspection).summary.conflicts == 1
            world.supervisor().accept(world.inspection, AcceptRequest(state_rev))
        assert world.supervisor().inspection(world.inspection).summary.conflicts == wanted
