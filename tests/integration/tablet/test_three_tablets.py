"""Two officers and an expert record one inspection at the same time, each on a tablet without a line."""

from random import Random
from uuid import UUID

import pytest

from inspector_app.services.records import Sheet
from sync.domain.inspections import Outcome, ResultValue, State
from sync.domain.people import Role
from sync.errors import InspectionIncomplete
from sync.imaging.scenes import draw_scene
from sync.protocol.console import InspectionDetail
from sync.server.services.access import Account

PASS = ResultValue(Outcome.PASS)
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏")
EVERYTHING = Account("admin", UUID(int=1), "管理员", Role.ADMINISTRATOR, "", None)
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


@pytest.fixture
def recorded(team):
    """Each recorded a third of the items, all three the same on A01, and three values on D02; all have synced since."""
    codes = None
    for place, (member, value) in enumerate(zip(team.members, (FAIL, PASS, NOT_HERE), strict=True)):
        member.offline()
        service = member.tablet.inspections
        service.start(team.assignment, member.person)
        codes = codes or [code for code in service.sheet(team.inspection).checklist.by_code if code not in ("A01", "D02")]
        for code in codes[place::3]:
            service.answer(team.inspection, code, NOT_HERE, member.person)
        service.answer(team.inspection, "A01", NOT_HERE, member.person)
        service.answer(team.inspection, "D02", value, member.person)
        member.tablet.photos.attach(team.inspection, "D02", draw_scene(Random(place), 640, 480), member.person)
    everybody_syncs(team)
    return team


def everybody_syncs(team) -> None:
    """Twice, so that everybody hears of everybody."""
    for _ in range(2):
        for member in team.members:
            member.online()
            member.sync()


def sheets(team) -> list[Sheet]:
    return [member.tablet.inspections.sheet(team.inspection) for member in team.members]


def dossier(team) -> InspectionDetail:
    return team.centre.reviews.detail(EVERYTHING, team.inspection)


def on_d02(team):
    return next(result for result in dossier(team).results if result.item_code == "D02")


def test_everything_merges_by_item_and_photos_add_up(recorded):
    for sheet in sheets(recorded):
        assert all(sheet.value(code) == NOT_HERE for code in sheet.checklist.by_code if code != "D02")
        assert len(sheet.photos["D02"]) == 3
    assert len(on_d02(recorded).photos) == 3


def test_a_real_conflict_stands_on_every_tablet_with_both_values_and_authors(recorded):
    first, *later = recorded.members
    for sheet in sheets(recorded):
        assert sheet.value("D02") == FAIL
        assert sheet.results["D02"].author == first.person
        assert set(sheet.contested) == {"D02"}
        assert {(one.author, one.value.outcome) for one in sheet.contested["D02"]} == {
            (member.person, value.outcome) for member, value in zip(later, (PASS, NOT_HERE), strict=True)
        }


@pytest.mark.parametrize("take", [pytest.param(None, marks=pytest.mark.soak), 0])
def test_whatever_is_chosen_all_stay_in_the_history_and_who_decided_is_named(recorded, take):
    decider = recorded.members[2]
    before = decider.tablet.inspections.sheet(recorded.inspection)
    chosen = None if take is None else before.contested["D02"][take]
    with pytest.raises(InspectionIncomplete):
        decider.tablet.inspections.submit(recorded.inspection, decider.person)
    decider.tablet.inspections.decide(recorded.inspection, "D02", chosen.revision if chosen else None, decider.person)
    everybody_syncs(recorded)

    wanted = chosen.value if chosen else FAIL
    for sheet in sheets(recorded):
        assert (sheet.value("D02"), sheet.results["D02"].author, sheet.contested) == (wanted, decider.person, {})
    item = on_d02(recorded)
    assert item.value == wanted
    assert [(one.author, one.value.outcome, one.conflict) for one in item.history] == [
        ("王堃", wanted.outcome, False),
        ("王堃", Outcome.NOT_APPLICABLE, True),
        ("李玥", Outcome.PASS, True),
        ("张喆", Outcome.FAIL, False),
    ]
    assert [one.decided_by for one in item.history] == ["", "王堃", "王堃", ""]


def test_two_who_decide_alike_without_a_line_agree(recorded):
    _, second, third = recorded.members
    for member in (second, third):
        member.offline()
        member.tablet.inspections.decide(recorded.inspection, "D02", None, member.person)
    everybody_syncs(recorded)
    for sheet in sheets(recorded):
        assert (sheet.value("D02"), sheet.contested) == (FAIL, {})


def test_two_who_decide_differently_without_a_line_are_a_conflict_again_and_nothing_is_lost(recorded):
    _, second, third = recorded.members
    for member, value in ((second, PASS), (third, NOT_HERE)):
        member.offline()
        mine = next(
            one
            for one in member.tablet.inspections.sheet(recorded.inspection).contested["D02"]
            if one.value.outcome is value.outcome
        )
        member.tablet.inspections.decide(recorded.inspection, "D02", mine.revision, member.person)
    everybody_syncs(recorded)
    for sheet in sheets(recorded):
        assert sheet.value("D02") == PASS
        assert [(one.author, one.value) for one in sheet.contested["D02"]] == [(third.person, NOT_HERE)]
    assert len(on_d02(recorded).history) == 5


def test_after_the_decision_it_is_submitted(recorded):
    member = recorded.members[0]
    member.tablet.inspections.decide(recorded.inspection, "D02", None, member.person)
    for code, missing in member.tablet.inspections.lacks(recorded.inspection).items():
        assert missing
        member.tablet.inspections.answer(recorded.inspection, code, NOT_HERE, member.person)
    member.tablet.inspections.submit(recorded.inspection, member.person)
    everybody_syncs(recorded)
    assert all(sheet.record.state is State.SUBMITTED for sheet in sheets(recorded))
