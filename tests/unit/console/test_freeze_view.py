"""What is said before a draw is frozen."""

from dataclasses import replace

from inspector_app.console.campaigns.freeze_view import Names, freeze_view, told_together
from sync.domain.campaigns.fitting import Misfit, MisfitKind, Reach
from sync.domain.campaigns.gaps import Gap, GapKind
from sync.domain.checklists import Bilingual
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.registers.columns import Register
from sync.protocol.campaigns import FreezePreview
from sync.protocol.console import DistrictName

SHORT = Shortfall(Constraint.EXPERTS, 3, 1, ("ZD-0001",), {"unqualified": 2}, {"people": 2})
READY = FreezePreview(1, 131, 30, 12)


def test_freezing_is_possible_only_where_nothing_is_missing() -> None:
    ready = freeze_view("zh-CN", FreezePreview(1, 131, 30, 12))
    assert (ready.ready, ready.needs_reason, ready.problems) == (True, False, ())
    gap = Gap(GapKind.GRADE, Register.COMPOUNDS, "ZD-0001", "玥湖堃府")
    lacking = freeze_view("zh-CN", FreezePreview(2, 131, 30, 12, 3, (gap,)))
    assert (lacking.ready, lacking.needs_reason, lacking.more) == (False, True, "……另有 2 项。")
    assert lacking.problems == ("小区玥湖堃府（ZD-0001）没有信用等级",)
    short = freeze_view("zh-CN", FreezePreview(1, 131, 30, 1, 0, (), (SHORT,)))
    assert not short.ready
    assert "需要 3 人，可派 1 人" in short.problems[0]


def test_each_check_tells_what_it_draws_from() -> None:
    reaches = (Reach(1, 40, 4000, True), Reach(2, 131, 1850, False), Reach(3, 50, 200, False))
    assert freeze_view("zh-CN", replace(READY, reaches=reaches)).reaches == (
        "检查 1：符合条件的项目 40 个，全部检查。",
        "检查 2：符合条件的项目 131 个，抽取 18 至 19 个，由种子决定。",
        "检查 3：符合条件的项目 50 个，抽取 2 个。",
    )


def test_what_of_the_plan_finds_nothing_is_said_with_its_check_and_keeps_it_from_being_frozen() -> None:
    found = (Misfit(MisfitKind.MARK, 2, "低洼地带"), Misfit(MisfitKind.DISTRICT, 1, "DF"), Misfit(MisfitKind.NO_COMPOUND, 3))
    view = freeze_view("zh-CN", replace(READY, misfits=found), (DistrictName("DF", Bilingual("登封市", "Dengfeng")),))
    assert (view.ready, view.headline) == (False, "有 3 处需要先补全或改正：")
    assert view.problems[0].startswith("检查 2：名录中没有项目带风险标记“低洼地带”")
    assert view.problems[1].startswith("检查 1：区县“登封市”没有任何物业项目")
    assert view.problems[2].startswith("检查 3：没有项目同时符合")


def test_what_is_short_in_the_same_way_at_many_places_is_said_once() -> None:
    short = tuple(replace(SHORT, where=(f"ZD-{number:04}",)) for number in range(1, 132))
    other = replace(SHORT, needed=2)
    view = freeze_view("zh-CN", replace(READY, shortfalls=(*short, other), called={"ZD-0001": "玥湖堃府"}))
    assert view.headline == "方案有 2 项约束不能满足："
    assert view.problems[0].startswith("玥湖堃府（ZD-0001）、ZD-0002、ZD-0003、ZD-0004、ZD-0005 等 131 处的专家：需要 3 人")
    assert view.problems[1].startswith("玥湖堃府（ZD-0001）的专家：需要 2 人")
    assert view.more == ""


def test_a_stratum_is_told_by_its_check_grade_and_district_and_an_enterprise_by_its_name() -> None:
    short = Shortfall(Constraint.ENTERPRISE_CAP, 1, 0, ("flood A DF", "91410199MAAM9Y1G4D"), {}, {"room": 1})
    names = Names(
        {"91410199MAAM9Y1G4D": "居然好物业"}, ("routine", "flood"), (DistrictName("DF", Bilingual("登封市", "Dengfeng")),)
    )
    (told,) = told_together("zh-CN", (short,), names)
    assert told.where == ("检查 2 的 A 级 登封市、居然好物业（91410199MAAM9Y1G4D）",)
    assert told_together("en", (short,), replace(names, districts=()))[0].where[0].startswith("check 2, grade A, DF, ")
