"""Freezing a draw, on both databases: the folder anybody can check, and what is said where nothing can be frozen."""

from dataclasses import replace

import pytest

from sync.domain.campaigns.fitting import Misfit, MisfitKind, Reach
from sync.domain.campaigns.gaps import Gap, GapKind
from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.draw.shortfalls import Constraint
from sync.domain.ids import IdMaker
from sync.domain.people import Duty
from sync.domain.registers.columns import Register
from sync.drawing.checking import check_campaign
from sync.errors import (
    DrawImpossible,
    DrawOutOfTurn,
    DrawRowsIncomplete,
    PlanUnfit,
)
from sync.protocol.campaigns import FreezeRequest
from sync.server.services.registers import NewCompound
from tests.contract.ceremony import COMPOUNDS, frozen_lines

_IDS = IdMaker()


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
