"""What is said before a draw is frozen."""

from dataclasses import replace

import pytest

from inspector_app.console.campaigns.freeze_view import Outlook, freeze_view
from sync.domain.campaigns.fitting import Misfit, MisfitKind, Reach
from sync.domain.campaigns.gaps import Gap, GapKind
from sync.domain.checklists import Bilingual
from sync.domain.draw.shortfalls import Constraint, Shortfall
from sync.domain.registers.columns import Register
from sync.protocol.campaigns import FreezePreview, TrialDraw
from sync.protocol.console import DistrictName

DISTRICT = DistrictName("DF", Bilingual("登封市", "Dengfeng"))
PREVIEW = FreezePreview(1, 131, 30, 12)
GAP = Gap(GapKind.GRADE, Register.COMPOUNDS, "ZD-0001", "玥湖堃府")
NOBODY = Shortfall(Constraint.EXPERTS, 3, 1, ("c1",), {}, {"people": 2})
CAP = Shortfall(Constraint.ENTERPRISE_CAP, 4, 3, ("routine A ZD", "E1"), {}, {"room": 1, "visits": 1})
BUSY = Shortfall(Constraint.EXPERT_VISITS, 9, 8, ("c1", "c2"), {}, {"cap": 3, "people": 1, "visits": 1})
BUSIER = replace(BUSY, needed=11, remedies={"cap": 4, "people": 2, "visits": 3})


def tried(*trials: tuple[Shortfall, ...]) -> FreezePreview:
    return FreezePreview(1, 131, 30, 12, trials=tuple(TrialDraw(number, found) for number, found in enumerate(trials, 1)))


def test_rows_that_have_to_be_completed_stand_in_the_way() -> None:
    lacking = freeze_view("zh-CN", FreezePreview(2, 131, 30, 12, 3, (GAP,)))
    assert (lacking.ready, lacking.needs_reason, lacking.more) == (False, True, "……另有 2 项。")
    assert lacking.problems == ("小区玥湖堃府（ZD-0001）没有信用等级",)
    assert (lacking.headline, lacking.note, lacking.warning) == ("有 3 处需要先补全或改正：", "", "")


def test_a_constraint_that_stands_in_the_way_is_said() -> None:
    short = freeze_view("zh-CN", FreezePreview(1, 131, 30, 1, 0, (), (NOBODY,)))
    assert (short.outlook, short.ready, short.note) == (Outlook.IMPOSSIBLE, False, "")
    assert "需要 3 人，可派 1 人" in short.problems[0]


def test_where_every_trial_could_be_drawn_nothing_is_left_to_warn_of() -> None:
    view = freeze_view("zh-CN", tried((), (), (), (), ()))
    assert (view.outlook, view.ready, view.needs_reason, view.problems, view.warning) == (Outlook.READY, True, False, (), "")
    assert "试抽 5 次都能完成，可以固定" in view.headline
    assert "不可能与公开种子相同" in view.note
    assert "a trial draw could be completed" in freeze_view("en", tried(())).headline


def test_where_some_trials_could_not_it_says_how_many_and_which_and_what_would_help() -> None:
    view = freeze_view("en", tried((), (BUSY,), (), (BUSY,), ()))
    assert (view.outlook, view.ready) == (Outlook.RISKY, True)
    assert "2 of 5 trial draws could not be completed" in view.headline
    assert "2 of 5 trial draws could not be completed" in view.warning
    (line,) = view.problems
    assert line.startswith("Trials 2, 4: Most visits for an expert: 9 seats to fill, 8 places within the limit, 1 too few")
    assert "a limit of 3 visits" in line


def test_of_trials_that_lack_different_numbers_the_one_that_lacks_most_is_said() -> None:
    (line,) = freeze_view("zh-CN", tried((BUSY,), (BUSIER,), ())).problems
    assert line.startswith("试抽 1、2（以缺得最多的第 2 次为例）：专家检查次数上限：需要 11 人次，上限内只有 8 人次，缺 3 人次")
    assert "把上限提高到 4 次" in line


def test_trials_are_alike_in_whatever_order_the_places_came_and_not_where_these_are_others() -> None:
    (same,) = freeze_view("en", tried((BUSY,), (replace(BUSY, where=("c2", "c1")),))).problems
    assert same.startswith("Trials 1, 2: ")
    (others,) = freeze_view("en", tried((BUSY,), (replace(BUSY, where=("c3", "c1")),))).problems
    assert others.startswith("Trials 1, 2, as in trial 1: ")


def test_each_constraint_has_a_line_of_its_own() -> None:
    lines = freeze_view("zh-CN", tried((CAP,), (BUSY, CAP), ())).problems
    assert [line.partition("：")[0] for line in lines] == ["试抽 1、2", "试抽 2"]


@pytest.mark.parametrize(
    ("language", "said"), [("zh-CN", "试抽 2 次均无法完成"), ("en", "None of 2 trial draws could be completed")]
)
def test_where_no_trial_could_be_drawn_it_can_be_frozen_all_the_same_but_is_warned_of(language: str, said: str) -> None:
    view = freeze_view(language, tried((BUSY,), (CAP,)))
    assert (view.outlook, view.ready, view.hopeless) == (Outlook.HOPELESS, True, True)
    assert said in view.headline
    assert said in view.warning


def test_each_check_tells_what_it_draws_from() -> None:
    reaches = (Reach(1, 40, 4000, True), Reach(2, 131, 1850, False), Reach(3, 50, 200, False))
    assert freeze_view("zh-CN", replace(PREVIEW, reaches=reaches)).reaches == (
        "检查 1：符合条件的项目 40 个，全部检查。",
        "检查 2：符合条件的项目 131 个，抽取 18 至 19 个，由种子决定。",
        "检查 3：符合条件的项目 50 个，抽取 2 个。",
    )


def test_what_of_the_plan_finds_nothing_is_said_with_its_check_and_keeps_it_from_being_frozen() -> None:
    found = (Misfit(MisfitKind.MARK, 2, "低洼地带"), Misfit(MisfitKind.DISTRICT, 1, "DF"), Misfit(MisfitKind.NO_COMPOUND, 3))
    view = freeze_view("zh-CN", replace(PREVIEW, misfits=found), districts=(DISTRICT,))
    assert (view.ready, view.headline) == (False, "有 3 处需要先补全或改正：")
    assert view.problems[0].startswith("检查 2：名录中没有项目带风险标记“低洼地带”")
    assert view.problems[1].startswith("检查 1：区县“登封市”没有任何物业项目")
    assert view.problems[2].startswith("检查 3：没有项目同时符合")


def test_what_is_short_in_the_same_way_at_many_places_is_said_once() -> None:
    short = tuple(replace(NOBODY, where=(f"ZD-{number:04}",)) for number in range(1, 132))
    other = replace(NOBODY, needed=2)
    view = freeze_view("zh-CN", replace(PREVIEW, shortfalls=(*short, other), called={"ZD-0001": "玥湖堃府"}))
    assert view.headline == "方案有 2 项约束不能满足："
    assert view.problems[0].startswith("玥湖堃府（ZD-0001）、ZD-0002、ZD-0003、ZD-0004、ZD-0005 等 131 处的专家：需要 3 人")
    assert view.problems[1].startswith("c1的专家：需要 2 人")
    assert view.more == ""


def test_what_trials_lack_is_said_with_names_too() -> None:
    preview = replace(
        tried((CAP,), ()), called={"E1": "居然好物业"}, districts=(DistrictName("ZD", Bilingual("郑东新区", "Zhengdong")),)
    )
    (line,) = freeze_view("zh-CN", preview, checks=("routine",)).problems
    assert "检查 1 的 A 级 郑东新区、居然好物业（E1）" in line
