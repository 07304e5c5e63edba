"""What the registers leave unsaid stops a draw where it could decide something, and nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sync.domain.campaigns.gaps import UNSAID, Gap, GapKind, readiness
from sync.domain.campaigns.recusals import Recusal
from sync.domain.campaigns.states import CampaignState, DrawState, campaign_state
from sync.domain.draw.plan import Check, Departments, Plan
from sync.domain.draw.pools import Decision, Origin, Scope
from sync.domain.draw.registers import Ground, RegisteredCompound, RegisteredEnterprise, RegisteredPerson, Registers
from sync.domain.draw.seeds import Promise, SeedKind
from sync.domain.registers.columns import Register

CHECK = Check("routine", "zz", "1")
PLAN = Plan("春季检查", "2026-06-01", "2026-06-30", (CHECK,), Promise(SeedKind.DICE, "公证处"))
VALID = {"certificate": "证1", "checked": True, "valid_from": "2026-01-01", "valid_until": "2026-12-31"}
COMPOUND = RegisteredCompound("C1", "桐荫家园", "E1", "jinshui", "A", "residential")
OFFICER = RegisteredPerson("p1", "张喆", "erqi", "一科", **VALID)
EXPERT = RegisteredPerson("p2", "王堃", "", "", "专家1")
ASKED = Recusal("p1", Scope.COMPOUND, "C1", Ground.KINSHIP, Origin.DECLARED, "", "张喆", datetime(2026, 5, 1, 17, tzinfo=UTC))
GRANTED = replace(ASKED, decision=Decision.GRANTED, decided_by="李局长", decided_at=datetime(2026, 5, 2, tzinfo=UTC))


def registers(compound=COMPOUND, officer=OFFICER):
    return Registers((compound,), (RegisteredEnterprise(compound.enterprise, "嵩山物业"),), (officer,), (EXPERT,))


def ready(check=CHECK, compound=COMPOUND, officer=OFFICER, recusals=(), **plan):
    return readiness(replace(PLAN, checks=(check,), **plan), registers(compound, officer), recusals)


def missing(**world):
    return [gap.kind.value for gap in ready(**world).gaps]


NAMELESS_GRADE = replace(COMPOUND, grade="")
KINDLESS = replace(COMPOUND, kind="")
HOMELESS, FREE = replace(OFFICER, home=""), replace(OFFICER, department="")


def test_a_compound_that_is_sampled_needs_a_credit_grade():
    assert ready(compound=NAMELESS_GRADE).gaps == (Gap(GapKind.GRADE, Register.COMPOUNDS, "C1", "桐荫家园"),)


@pytest.mark.parametrize(
    "check", [replace(CHECK, cover=True), replace(CHECK, districts=("erqi",)), replace(CHECK, marks=("高层",))]
)
def test_a_compound_that_is_covered_or_that_no_check_looks_at_needs_none(check):
    found = ready(check=check, compound=NAMELESS_GRADE)
    assert (found.gaps, found.registers.compounds[0].grade) == ((), UNSAID)


def test_a_kind_is_needed_where_a_check_asks_for_kinds():
    assert missing(compound=KINDLESS) == []
    assert missing(compound=KINDLESS, check=replace(CHECK, kinds=("residential",))) == ["kind"]


def test_an_enterprise_needs_a_code_where_a_check_looks_at_its_compound():
    compound = replace(COMPOUND, enterprise="无 代码")
    assert missing(compound=compound) == ["enterprise_code"]
    found = ready(compound=compound, check=replace(CHECK, districts=("erqi",)))
    assert found.gaps == ()
    assert (found.registers.compounds[0].enterprise, found.registers.enterprises) == (
        UNSAID,
        (RegisteredEnterprise(UNSAID, UNSAID),),
    )


def test_an_officer_needs_a_home_and_a_department_where_the_plan_goes_by_them():
    assert missing(officer=HOMELESS) == ["home_district"]
    assert missing(officer=HOMELESS, home_district=False) == []
    assert missing(officer=FREE) == []
    assert missing(officer=FREE, departments=Departments.DIFFERENT) == ["department"]


@pytest.mark.parametrize("change", [{"checked": False}, {"temporary": True}, {"valid_until": "2026-06-29"}])
def test_an_officer_who_may_not_be_drawn_at_all_may_lack_anything(change):
    assert missing(officer=replace(HOMELESS, department="", **change), departments=Departments.DIFFERENT) == []


def test_an_expert_may_lack_home_and_department():
    found = ready()
    assert (found.gaps, found.registers.experts[0].home, found.registers.experts[0].department) == ((), UNSAID, UNSAID)


def test_a_recusal_without_a_decision_stops_what_it_might_touch():
    assert ready(recusals=[ASKED]).gaps == (Gap(GapKind.DECISION, Register.OFFICERS, "证1", "张喆"),)
    assert missing(recusals=[ASKED], check=replace(CHECK, districts=("erqi",))) == []
    assert missing(recusals=[replace(ASKED, target="C2")]) == []


def test_a_decided_recusal_is_frozen_with_its_days_in_zhengzhou():
    (frozen,) = ready(recusals=[GRANTED]).registers.recusals
    assert (frozen.person, frozen.target, frozen.decision) == ("p1", "C1", Decision.GRANTED)
    assert (frozen.requested_on, frozen.decided_on) == ("2026-05-02", "2026-05-02")


@pytest.mark.parametrize("change", [{"target": "C2"}, {"person": "p9"}])
def test_a_recusal_about_nobody_or_nothing_on_the_registers_is_left_out(change):
    assert ready(recusals=[replace(GRANTED, **change)]).registers.recusals == ()


@pytest.mark.parametrize(
    ("draws", "sealed", "state"),
    [
        ([], False, CampaignState.PLANNED),
        ([DrawState.FROZEN], True, CampaignState.FROZEN),
        ([DrawState.DRAWN], True, CampaignState.DRAWN),
        ([DrawState.DRAWN], False, CampaignState.RELEASED),
        ([DrawState.DRAWN, DrawState.FROZEN], False, CampaignState.FROZEN),
        ([DrawState.IMPOSSIBLE], False, CampaignState.PLANNED),
    ],
)
def test_a_campaign_stands_where_its_newest_draw_does(draws, sealed, state):
    assert campaign_state(draws, sealed) is state
