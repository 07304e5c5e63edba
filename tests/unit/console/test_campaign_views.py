"""What campaigns, their draws, results, recusals and the wall say."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.campaigns.detail_view import detail_view
from inspector_app.console.campaigns.list_view import campaigns_view
from inspector_app.console.campaigns.recusals_view import origins, recusals_view
from inspector_app.console.campaigns.visits_view import replaced, visits_view
from inspector_app.console.campaigns.wall_view import Step, beside, first_step, grid, page_of, tile
from sync.domain.campaigns.states import CampaignState, DrawState
from sync.domain.checklists import Bilingual
from sync.domain.compounds import Originals
from sync.domain.draw.plan import Check, Plan
from sync.domain.draw.pools import Decision, ExtraKind, Origin, Scope
from sync.domain.draw.registers import Ground
from sync.domain.draw.seeds import Promise, Seed, SeedKind
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.inspections import State
from sync.domain.people import Duty, TeamMember
from sync.protocol.campaigns import (
    CampaignDetail,
    CampaignFilter,
    CampaignPage,
    CampaignSummary,
    DrawOnRecord,
    ExtraOnRecord,
    ReplaceAnswer,
    ReplacementOnRecord,
    SeatTaken,
)
from sync.protocol.console import DistrictName
from sync.protocol.recusals import RecusalFilter, RecusalOnRecord, RecusalPage
from sync.protocol.visits import VisitOnRecord, VisitOnWall, VisitPage, Workload

TODAY = date(2026, 11, 28)
AT = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
PLAN = Plan("冬季抽查", "2026-12-01", "2026-12-28", (Check("routine", "zz", "1"),), Promise(SeedKind.DICE, "掷骰 20 次"))
SUMMARY = CampaignSummary(UUID(int=1), "冬季抽查", date(2026, 12, 1), date(2026, 12, 28), CampaignState.PLANNED)
FROZEN = DrawOnRecord(1, DrawState.FROZEN, PLAN, "ab" * 32, {"plan.ndjson": "cd" * 32}, 131, 30, 12, AT, "陆怀安")
SEED = Seed("12345612345612345612", "三楼", ("赵监督", "钱公证"))
DRAWN = replace(FROZEN, state=DrawState.DRAWN, seed=SEED, key="ef" * 32, visits=2)
SHORT = Shortfall(Constraint.EXPERTS, 3, 1, ("c1",), {}, {"people": 2})
OFFICER, EXPERT = TeamMember(UUID(int=2), "张喆", Duty.OFFICER), TeamMember(UUID(int=3), "王堃", Duty.EXPERT)


def detail(*draws: DrawOnRecord, **changed: Any) -> CampaignDetail:
    return CampaignDetail(replace(SUMMARY, **changed), PLAN, Originals.UNMETERED, False, draws)


def visit(**changed: Any) -> VisitOnRecord:
    place = ("ZD-0001", "玥湖堃府", "麦香路208号", "居然好物业", "ZD", Bilingual("郑东新区", "Zhengdong"), "A", ("routine",))
    return replace(VisitOnRecord(1, *place, (OFFICER, EXPERT), date(2026, 12, 28)), **changed)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (detail(), "下一步：核对"),
        (detail(last_day=TODAY), "下一步：核对"),
        (detail(last_day=date(2026, 11, 27)), "检查期到 2026-11-27 已经结束"),
        (detail(FROZEN, state=CampaignState.FROZEN), "掷骰 20 次"),
        (detail(replace(FROZEN, state=DrawState.IMPOSSIBLE, shortfalls=(SHORT,))), "无法满足"),
        (detail(DRAWN, state=CampaignState.DRAWN, release_at=AT), "2026-11-28 10:00 之前结果保密"),
        (detail(DRAWN, state=CampaignState.RELEASED), "任务已下发"),
    ],
)
def test_a_campaign_says_what_to_do_next(found: CampaignDetail, said: str) -> None:
    assert said in detail_view("zh-CN", found, TODAY, True).next_step


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (detail(), "方案拟定中"),
        (detail(last_day=date(2026, 11, 27)), "检查期到 2026-11-27 已经结束"),
        (detail(FROZEN, state=CampaignState.FROZEN), "等待种子（掷骰 20 次）"),
        (detail(replace(FROZEN, state=DrawState.IMPOSSIBLE, shortfalls=(SHORT,))), "等待管理员"),
        (detail(DRAWN, state=CampaignState.RELEASED), "任务已下发"),
    ],
)
def test_whoever_only_reads_is_told_where_it_stands_and_not_to_do_anything(found: CampaignDetail, said: str) -> None:
    told = detail_view("zh-CN", found, TODAY, False).next_step
    assert said in told
    assert "下一步：" not in told


def test_what_is_sealed_is_told_to_whoever_was_given_it() -> None:
    sealed = replace(DRAWN, sealed=True)
    given, kept_back = (
        detail_view("zh-CN", detail(one), TODAY, plans) for one, plans in ((sealed, True), (replace(sealed, seed=None), False))
    )
    assert (given.drawn, given.told) == (True, True)
    assert (kept_back.drawn, kept_back.told) == (True, False)


def test_a_frozen_draw_shows_pools_and_digests_and_no_seed() -> None:
    view = detail_view("zh-CN", detail(FROZEN), TODAY, True)
    assert view.waits_for_seed
    assert view.newest is not None
    assert view.newest.pools == (("物业项目", "131"), ("执法人员", "30"), ("行业专家", "12"))
    assert (view.newest.digests, view.newest.seed_lines) == ((("plan.ndjson", "cd" * 32),), ())
    assert view.newest.frozen_when == "11月28日 10:00 · 陆怀安"


def test_a_drawn_one_shows_the_seed_its_witnesses_and_who_went_instead() -> None:
    gone = ReplacementOnRecord(1, OFFICER.person_id, "张喆", "因病", (SeatTaken(1, UUID(int=9), "李玥"),))
    view = detail_view("zh-CN", detail(replace(DRAWN, replacements=(gone,)), replace(FROZEN, number=0)), TODAY, True)
    assert view.drawn
    assert view.newest is not None
    assert dict(view.newest.seed_lines) == {
        "种子": SEED.value,
        "时间和地点": "三楼",
        "见证人": "赵监督、钱公证",
        "签号密钥": "ef" * 32,
    }
    assert view.newest.replacements == ("张喆：第 1 项由 李玥 前往（因病）",)
    assert len(view.older) == 1


def test_extra_weights_are_told_with_their_source() -> None:
    extra = ExtraOnRecord(UUID(int=5), "ZD-0001", "玥湖堃府", 3, ExtraKind.COMPLAINTS, "12345 热线 7 件", AT, "陆怀安")
    (told,) = detail_view("zh-CN", replace(detail(), extras=(extra,)), TODAY, True).extras
    assert (told.id, told.what, told.why) == (extra.id, "玥湖堃府 +3", "投诉 · 12345 热线 7 件")


def test_the_list_tells_how_far_each_campaign_is() -> None:
    running = replace(SUMMARY, state=CampaignState.RELEASED, draws=2, visits=40, done=12, overdue=3)
    sealed = replace(SUMMARY, id=UUID(int=7), state=CampaignState.DRAWN, draws=1, release_at=AT)
    first, second = campaigns_view("zh-CN", CampaignPage((running, sealed), 2, 1, 20), CampaignFilter(), True).rows
    assert (first.visits, first.overdue, first.draws, first.release) == ("12/40", "逾期 3", "2", "")
    assert (second.visits, second.overdue, second.release) == ("–", "", "2026-11-28 10:00 下发")
    empty = campaigns_view("zh-CN", CampaignPage((), 0, 1, 20), CampaignFilter(), True).empty
    assert empty is not None
    assert not empty.clearable
    assert "新建计划" in empty.hint
    waiting = campaigns_view("zh-CN", CampaignPage((), 0, 1, 20), CampaignFilter(), False).empty
    assert waiting is not None
    assert "管理员新建计划后" in waiting.hint


def test_whoever_sees_some_districts_is_told_that_there_are_visits_in_others() -> None:
    some = replace(SUMMARY, state=CampaignState.RELEASED, draws=1, visits=3, done=1, visits_in_all=40)
    none, all_ = replace(some, visits=0, done=0), replace(some, visits_in_all=3)
    rows = campaigns_view("zh-CN", CampaignPage((some, none, all_), 3, 1, 20), CampaignFilter(), False).rows
    said = "所辖区县；全部 40 个"
    assert [(row.visits, row.scope) for row in rows] == [("1/3", said), ("–", said), ("1/3", "")]
    assert detail_view("en", detail(visits=3, visits_in_all=40), TODAY, False).scope == "Your districts; 40 in all"


def test_a_result_is_counted_by_district_and_by_person_even_of_one_name() -> None:
    twins = (Workload(UUID(int=2), "张喆", Duty.OFFICER, 4), Workload(UUID(int=4), "张喆", Duty.OFFICER, 3))
    workload = (*twins, Workload(UUID(int=3), "王堃", Duty.EXPERT, 7))
    names = DistrictName("ZD", Bilingual("郑东新区", "Zhengdong")), DistrictName("JS", Bilingual("金水区", "Jinshui"))
    view = visits_view("zh-CN", VisitPage((visit(),), 7, 1, 20, {"ZD": 4, "JS": 3}, workload, names))
    assert [(bar.name, bar.count, bar.share) for bar in view.districts.bars] == [("郑东新区", 4, 1.0), ("金水区", 3, 0.75)]
    officers, experts = view.workloads
    assert [(bar.name, bar.count) for bar in officers.bars] == [("张喆", 4), ("张喆", 3)]
    assert (officers.note, experts.note) == ("最多 4 项，最少 3 项", "最多 7 项，最少 7 项")
    assert view.choices == (("", "全部区县"), ("ZD", "郑东新区"), ("JS", "金水区"))


@pytest.mark.parametrize(
    ("changed", "standing", "open_"),
    [
        ({}, "待检查", True),
        ({"overdue": True}, "已逾期", True),
        ({"state": State.SUBMITTED}, "待审核", False),
        ({"withdrawn": True}, "已撤回", False),
    ],
)
def test_a_team_can_change_only_while_its_visit_is_to_be_done(changed: dict[str, Any], standing: str, open_: bool) -> None:
    (row,) = visits_view("zh-CN", VisitPage((visit(**changed),), 1, 1, 20)).rows
    assert (row.standing, row.open, row.team) == (standing, open_, "张喆、王堃")


def test_who_goes_instead_is_said_or_why_nobody_can() -> None:
    assert replaced("zh-CN", ReplaceAnswer((SeatTaken(3, UUID(int=9), "李玥"),))) == ("第 3 项由 李玥 前往",)
    assert "可派 1 人" in replaced("zh-CN", ReplaceAnswer((), (SHORT,)))[0]


def test_a_recusal_waits_until_somebody_has_decided() -> None:
    what = (Scope.COMPOUND, "ZD-0001", "玥湖堃府", Ground.KINSHIP, Origin.DECLARED, "配偶在此任职")
    asked = RecusalOnRecord(UUID(int=6), OFFICER.person_id, "张喆", Duty.OFFICER, *what, "张喆", AT, "陆怀安")
    done = replace(asked, decision=Decision.REFUSED, decided_by="陆怀安", decided_at=AT, reason="已离职")
    page = RecusalPage((asked, done), 2, 1, 20, {"open": 1, "decided": 1, "all": 2})
    view = recusals_view("zh-CN", page, RecusalFilter(), TODAY)
    first, second = view.rows
    assert (first.open, first.standing, second.open, second.standing) == (True, "待决定", False, "未同意")
    assert ("决定的说明", "已离职") in second.facts
    assert [tab.count for tab in view.tabs] == [1, 1, 2]


def test_whoever_does_not_decide_orders_no_recusal() -> None:
    assert origins(decides=False) == (Origin.DECLARED, Origin.REQUESTED)
    assert set(origins(decides=True)) == set(Origin)


def test_a_visit_carries_the_code_by_which_its_compound_is_recused_from() -> None:
    (row,) = visits_view("zh-CN", VisitPage((visit(),), 1, 1, 20)).rows
    assert row.code == visit().compound


def test_a_wall_begins_before_the_seed_and_goes_on_with_it() -> None:
    frozen, drawn = (detail_view("zh-CN", detail(draw), TODAY, True).newest for draw in (FROZEN, DRAWN))
    assert frozen is not None
    assert drawn is not None
    assert (first_step(frozen), first_step(drawn)) == (Step.TITLE, Step.SEED)
    assert (beside(Step.TITLE, -1), beside(Step.POOLS, 1), beside(Step.SELECTED, 1)) == (Step.TITLE, Step.DIGESTS, Step.SELECTED)


def test_who_was_drawn_fills_one_page_after_the_other() -> None:
    places = grid(1280, 800)
    assert places.places == places.columns * places.rows > 1
    assert grid(200, 100).places == 1
    assert [page_of(shown, 4) for shown in (0, 1, 4, 5, 9)] == [(0, 0), (0, 1), (0, 4), (4, 5), (8, 9)]
    drawn = tile("zh-CN", VisitOnWall(1, "玥湖堃府", Bilingual("郑东新区", "Zhengdong"), "A", ("张喆", "王堃")))
    assert (drawn.about, drawn.team) == ("郑东新区 · A", "张喆、王堃")
