"""What an import says before anything is written, and after; and what the history says of it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.campaigns.extras_import import row_of
from inspector_app.console.registers.facts import ChangeLine
from inspector_app.console.registers.history_view import act_view, in_short
from inspector_app.console.registers.import_view import (
    PER_PAGE,
    Group,
    PreviewView,
    columns_view,
    done_view,
    first_group,
    preview_view,
)
from sync.domain.draw.pools import ExtraKind
from sync.domain.registers.columns import PlanFile, Register, blank
from sync.domain.registers.headings import Line
from sync.domain.registers.reading import read
from sync.domain.registers.writing import table
from sync.i18n import LANGUAGES
from sync.protocol.campaigns import ExtraOnRecord
from sync.protocol.registers import (
    RegisterAct,
    RegisterChange,
    RegisterImported,
    RegisterLeaver,
    RegisterPreview,
    RegisterProblem,
)

OFFICERS = Register.OFFICERS
NAMES = {"ZD": "郑东新区", "JS": "金水区"}
BEFORE = blank(OFFICERS) | {
    "certificate": "豫A0001",
    "name": "张喆",
    "home_district": "ZD",
    "department": "执法一队",
    "checked": "no",
    "valid_until": "2028-12-31",
}
AFTER = BEFORE | {"home_district": "JS", "checked": "yes", "qualifications": "消防;电梯"}
CHANGED = RegisterChange(3, "豫A0001", AFTER, ("home_district", "checked", "qualifications"), BEFORE)
NEW = RegisterChange(4, "豫A0001", BEFORE, tuple(BEFORE))
WRONG = RegisterProblem(5, "district", "C", "home_district", "金水", {"known": "JS, ZD"})


def preview(**changed: Any) -> RegisterPreview:
    plain: dict[str, Any] = {"rows": 0, "good": 0, "new": 0, "changed": 0, "unchanged": 0}
    return RegisterPreview("名录.csv", "ab" * 32, "seen", **(plain | changed))


def view(seen: RegisterPreview, group: Group, page: int = 1, language: str = "zh-CN") -> PreviewView:
    return preview_view(language, OFFICERS, seen, group, page, NAMES)


def test_a_change_is_told_column_by_column_with_what_was_there() -> None:
    seen = preview(rows=1, good=1, changed=1, changes=(CHANGED,))
    (row,) = view(seen, Group.CHANGED).rows
    assert (row.where, row.title) == ("第 3 行", "豫A0001 张喆")
    assert row.lines == (
        ChangeLine("所属区县", "郑东新区", "金水区"),
        ChangeLine("证件已核验", "否", "是"),
        ChangeLine("专业资格", "（空）", "消防、电梯"),
    )


def test_a_new_row_is_told_in_one_line_without_what_says_nothing() -> None:
    (row,) = view(preview(rows=1, good=1, new=1, changes=(NEW,)), Group.NEW).rows
    assert row.note == "所属区县 郑东新区 · 部门 执法一队 · 证件已核验 否 · 有效期止 2028-12-31"
    assert row.lines == ()


def test_a_wrong_row_is_told_by_row_and_column_with_what_to_do() -> None:
    seen = preview(rows=1, problem_count=1, problems=(WRONG,))
    (row,) = view(seen, Group.WRONG).rows
    assert (row.where, row.title) == ("第 5 行 C 列（所属区县）", "金水")
    assert "请填写区县的代码或全名" in row.note


def test_a_renamed_enterprise_has_no_row_of_its_own_in_the_file() -> None:
    change = RegisterChange(0, "豫A0001", AFTER, ("checked",), BEFORE)
    (row,) = view(preview(rows=1, changed=1, changes=(change,)), Group.CHANGED).rows
    assert row.where == "随企业更名"


@pytest.mark.parametrize(
    ("seen", "ways"),
    [
        (preview(rows=2, good=2, new=1, changed=1), ("全部导入", "", "")),
        (preview(rows=2, good=1, new=1, problem_count=3), ("", "只导入没有问题的 1 行", "")),
        (preview(rows=1, good=0, problem_count=1), ("", "", "没有可以导入的内容")),
        (preview(rows=2, good=1, unchanged=1, problem_count=1), ("", "", "没有可以导入的内容")),
        (preview(rows=2, good=2, unchanged=2), ("", "", "文件与名录完全一致")),
    ],
)
def test_there_is_a_way_on_only_where_something_would_happen(seen: RegisterPreview, ways: tuple[str, str, str]) -> None:
    found = view(seen, Group.CHANGED)
    assert (found.all, found.good, found.stuck[: len(ways[2])]) == ways
    assert bool(found.stuck) is bool(ways[2])


def test_what_has_to_be_seen_first_is_what_is_wrong_then_who_leaves() -> None:
    leaver = RegisterLeaver(2, "豫A0001", "张喆", 3)
    assert first_group(preview(problem_count=1, leavers=(leaver,), new=1)) is Group.WRONG
    assert first_group(preview(leavers=(leaver,), changed=1)) is Group.LEAVING
    assert first_group(preview(new=1)) is Group.NEW
    assert first_group(preview(unchanged=1)) is Group.CHANGED
    (row,) = view(preview(leavers=(leaver,)), Group.LEAVING).rows
    assert "3 项检查没有完成" in row.note


def test_a_long_list_has_pages_and_says_what_it_does_not_hold() -> None:
    problems = tuple(RegisterProblem(row, "day", "H", "valid_until", "bald") for row in range(2, 62))
    seen = preview(rows=900, problem_count=812, problems=problems)
    last = view(seen, Group.WRONG, page=3)
    assert [row.number for row in last.rows] == list(range(2 * PER_PAGE, 60))
    assert (last.paging.has_previous, last.paging.has_next) == (True, False)
    assert last.unlisted == "列出前 60 条，共 812 条。"


def test_a_column_that_is_left_out_is_noticed() -> None:
    notice = RegisterProblem(1, "heading-unknown", "F", "", "手机")
    (words,) = view(preview(rows=1, good=1, new=1, notices=(notice,)), Group.NEW).notices
    assert words.startswith("第 1 行 F 列（手机）")


def test_the_result_is_a_sentence_with_what_was_left_out() -> None:
    seen = preview(rows=3, good=2, new=2, problem_count=1, problems=(WRONG,))
    some = done_view("zh-CN", OFFICERS, seen, RegisterImported(2, 0, 0, 1), NAMES)
    assert (some.done, some.left_out) == ("已导入：新增 2，变更 0，不变 0。", "1 行有问题，没有导入：")
    assert [row.where for row in some.rows] == ["第 5 行 C 列（所属区县）"]
    everything = done_view("zh-CN", OFFICERS, preview(new=2), RegisterImported(2, 0, 0, 0), NAMES)
    assert (everything.left_out, everything.rows) == ("", ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", Register)
def test_a_file_is_described_by_its_columns(register: Register, language: str) -> None:
    columns = columns_view(language, register)
    assert columns[0][1]
    assert not columns[-1][1]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (None, BEFORE, "新增"),
        (BEFORE, AFTER, "变更"),
        (BEFORE, BEFORE | {"active": "no"}, "移出名录"),
        (BEFORE | {"active": "no"}, BEFORE, "重新列入"),
    ],
)
def test_the_history_says_what_was_done_by_whom_and_with_which_file(before: Any, after: Any, what: str) -> None:
    at = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    act = RegisterAct(7, at, UUID(int=1), "豫A0001", after, before, "陆怀安", "名录.csv", "ab" * 32)
    told = act_view("zh-CN", OFFICERS, act, NAMES, date(2026, 11, 24))
    assert (told.what, told.who, told.when, told.by, told.file) == (
        what,
        "豫A0001 张喆",
        "11月24日 09:30",
        "陆怀安",
        "名录.csv",
    )
    assert told.new is (before is None)


def test_what_was_entered_without_an_account_came_from_the_command_line() -> None:
    act = RegisterAct(7, datetime(2026, 11, 24, 1, 30, tzinfo=UTC), UUID(int=1), "豫A0001", BEFORE)
    assert act_view("zh-CN", OFFICERS, act, NAMES, date(2026, 11, 24)).by == "中心命令行"


def test_many_changes_are_told_in_short_and_what_is_new_without_its_name() -> None:
    at = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    entered = act_view("zh-CN", OFFICERS, RegisterAct(7, at, UUID(int=1), "豫A0001", AFTER), NAMES, date(2026, 11, 24))
    lines, more = in_short(entered)
    assert ([line.title for line in lines], more) == (["所属区县", "部门", "证件已核验"], 2)
    changed = act_view("zh-CN", OFFICERS, RegisterAct(8, at, UUID(int=1), "豫A0001", AFTER, BEFORE), NAMES, date(2026, 11, 24))
    assert in_short(changed) == (changed.lines, 0)


EXTRA = {"code": "JS-1", "name": "桐荫家园", "kind": "complaints", "weight": "3", "source": "12345 热线第 8 号"}


def test_extra_weights_of_a_file_are_told_in_words_and_against_the_plan() -> None:
    changed = RegisterChange(3, "JS-1", EXTRA | {"weight": "5"}, ("weight",), EXTRA)
    new = RegisterChange(4, "JS-1", EXTRA, tuple(EXTRA))
    seen = preview(rows=2, good=2, new=1, changed=1, changes=(changed, new))
    (row,) = preview_view("zh-CN", PlanFile.EXTRAS, seen, Group.CHANGED, 1, {}).rows
    assert (row.where, row.title, row.lines) == ("第 3 行", "JS-1 桐荫家园", (ChangeLine("额外权重", "3", "5"),))
    (row,) = preview_view("en", PlanFile.EXTRAS, seen, Group.NEW, 1, {}).rows
    assert row.note == "Kind Complaints · Extra weight 3 · Source 12345 热线第 8 号"
    same = preview_view("en", PlanFile.EXTRAS, preview(rows=1, good=1, unchanged=1), Group.NEW, 1, {})
    assert same.stuck.startswith("The file and the plan say the same")


@pytest.mark.parametrize("english", [False, True])
def test_extra_weights_that_go_out_as_a_file_can_be_read_again(english: bool) -> None:
    at = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    extra = ExtraOnRecord(UUID(int=1), "JS-1", "桐荫家园", 3, ExtraKind.COMPLAINTS, EXTRA["source"], at, "陆怀安")
    lines = [Line(number, cells) for number, cells in enumerate(table(PlanFile.EXTRAS, [row_of(extra)], english), 1)]
    assert [row.facts for row in read(PlanFile.EXTRAS, lines, {}).rows] == [EXTRA]
