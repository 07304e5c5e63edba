"""What the console shows of operations that the centre did not accept."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.screens.entry_content import content_view
from inspector_app.console.screens.entry_detail_view import entry_detail_view
from inspector_app.console.screens.quarantine_view import entry_view, quarantine_view, reason, short_reason
from sync.errors import registry
from sync.i18n import LANGUAGES
from sync.protocol.administration import (
    Entries,
    QuarantineAct,
    QuarantineDetail,
    QuarantineEntry,
    QuarantineFilter,
    QuarantinePage,
    QuarantineStep,
)
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import Operation, SubmitInspection, encode

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
LINE = '{"kind":"result.set","body":{"item_code":"A01","value":{"note":"门锁损坏"}}}'.encode()
ENTRY = QuarantineEntry(
    UUID(int=1),
    "一号平板",
    "a" * 64,
    "access-denied",
    NOW - timedelta(hours=2),
    len(LINE),
    "result.set",
    "张喆",
    "玥湖堃府",
    "A01",
    NOW,
)
RELEASED = QuarantineAct(QuarantineStep.RELEASED, "陆怀安", NOW, "", OperationStatus.APPLIED)


def entry(language: str = "zh-CN", **changed: Any) -> Any:
    return entry_view(language, replace(ENTRY, **changed), NOW)


def test_an_entry_says_what_where_whose_and_why() -> None:
    view = entry()
    assert (view.what, view.where, view.device, view.author) == ("填写结果 · A01", "玥湖堃府", "一号平板", "张喆")
    assert (view.reason, view.when, view.standing, view.open) == ("无权操作", "2 小时前", "待处理", True)


def test_what_cannot_be_read_says_so() -> None:
    view = entry("en", kind="", item_code="", compound="", author="")
    assert (view.what, view.where) == ("Unreadable content", "Unknown compound")


@pytest.mark.parametrize(
    ("act", "words", "applied"),
    [
        (RELEASED, "已受理", True),
        (replace(RELEASED, status=OperationStatus.CONFLICT, code="state-outdated"), "已受理，有冲突", True),
        (replace(RELEASED, step=QuarantineStep.REJECTED, status=None), "不予受理", False),
    ],
)
def test_a_decided_entry_says_what_came_of_it(act: QuarantineAct, words: str, applied: bool) -> None:
    view = entry(closed_at=NOW, last_act=act)
    assert (view.standing, view.open, view.applied) == (words, False, applied)


@pytest.mark.parametrize(
    ("language", "standing", "title", "outcome"),
    [
        ("zh-CN", "重试仍未受理", "尝试重新受理", "仍未受理（无权操作）"),
        ("en", "Still not accepted", "Tried to release", "Still not accepted (Not allowed)"),
    ],
)
def test_an_entry_whose_release_came_to_nothing_still_waits_and_is_not_called_turned_down(
    language: str, standing: str, title: str, outcome: str
) -> None:
    act = replace(RELEASED, status=OperationStatus.REJECTED, code="access-denied")
    view = entry(language, last_act=act)
    assert (view.open, view.applied, view.standing) == (True, False, standing)
    (done,) = entry_detail_view(language, QuarantineDetail(replace(ENTRY, last_act=act), "", "", (act,), ()), NOW).acts
    assert (done.title, done.outcome) == (title, outcome)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words_and_an_unknown_one_its_code(language: str) -> None:
    for code in ("access-denied", "not-found", "operation-invalid", "operation-reused", "internal", "device-revoked"):
        assert code in registry()
        assert code not in short_reason(language, code)
        assert code not in reason(language, code)
    assert "moon-in-the-way" in reason(language, "moon-in-the-way")


def test_choices_begin_with_everything_and_counts_stand_beside_the_tabs() -> None:
    page = QuarantinePage((ENTRY,), 1, 1, 20, {"open": 1, "closed": 4, "all": 5}, codes=("access-denied",))
    view = quarantine_view("zh-CN", page, QuarantineFilter(), NOW)
    assert [(tab.label, tab.count, tab.selected) for tab in view.tabs] == [
        ("待处理", 1, True),
        ("已处理", 4, False),
        ("全部", 5, False),
    ]
    assert view.codes == (("", "全部原因"), ("access-denied", "无权操作"))
    assert view.devices == (("", "全部平板"),)


@pytest.mark.parametrize("wanted", [QuarantineFilter(show) for show in Entries] + [QuarantineFilter(code="internal")])
def test_nothing_to_show_is_said_for_what_it_is(wanted: QuarantineFilter) -> None:
    view = quarantine_view("en", QuarantinePage((), 0, 1, 20), wanted, NOW)
    assert view.empty is not None
    assert view.empty.clearable == bool(wanted.code)


def test_json_is_shown_as_json_in_its_own_letters() -> None:
    view = content_view(LINE, len(LINE))
    assert json.loads(view.text) == json.loads(LINE)
    assert '\n      "note": "门锁损坏"' in view.text
    assert view.rows == ()


@pytest.mark.parametrize("line", [b"\xff\x00A\x7f", b"{", b"[" * 5000, b'{"n":' + b"9" * 5000 + b"}"])
def test_anything_else_is_shown_byte_by_byte(line: bytes) -> None:
    view = content_view(line, len(line))
    assert view.text == ""
    assert bytes.fromhex("".join(hexes for _, hexes, _ in view.rows)) == line[: view.shown]
    assert view.shown == min(len(line), 1024)


def test_letters_stand_beside_the_bytes_where_there_are_any() -> None:
    assert content_view(b"\xff\x00A ~\x7f", 6).rows == (("0000", "ff 00 41 20 7e 7f", "··A ~·"),)


def test_text_that_no_screen_can_show_is_escaped() -> None:
    view = content_view(b'{"a":"\\ud800"}', 14)
    assert json.loads(view.text) == {"a": "\ud800"}
    view.text.encode()


def test_a_line_longer_than_what_came_is_shown_by_its_beginning() -> None:
    view = content_view(b"x" * 65536, 12_000_000)
    assert (view.shown, view.size, len(view.rows)) == (1024, 12_000_000, 64)


def test_on_a_narrow_page_fewer_bytes_stand_in_a_row_and_none_is_lost() -> None:
    rows = content_view(b"\xff" + b"abcdefgh", 9, 8).rows
    assert rows == (("0000", "ff 61 62 63 64 65 66 67", "·abcdefg"), ("0008", "68", "h"))


def test_what_nobody_can_read_is_known_to_be_of_no_use_to_a_release() -> None:
    lines = (b"\xff\xfe", encode(Operation(UUID(int=1), 4, UUID(int=2), NOW, SubmitInspection(UUID(int=3), 0))))
    details = [QuarantineDetail(ENTRY, b64encode(line).decode(), "") for line in lines]
    assert [entry_detail_view("en", detail, NOW).readable for detail in details] == [False, True]


def test_a_detail_tells_what_was_done_latest_first_with_the_reason() -> None:
    again = replace(RELEASED, status=OperationStatus.REJECTED, code="access-denied", comment="先试一次")
    detail = QuarantineDetail(ENTRY, b64encode(LINE).decode(), "result.set", (again, RELEASED), ("a" * 64, "b" * 64))
    view = entry_detail_view("zh-CN", detail, NOW)
    assert [(act.title, act.outcome, act.comment) for act in view.acts] == [
        ("重新受理", "已受理", ""),
        ("尝试重新受理", "仍未受理（无权操作）", "先试一次"),
    ]
    assert view.alike == 2
    assert view.noted == "代码 access-denied；result.set"
