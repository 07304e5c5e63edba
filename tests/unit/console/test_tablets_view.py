"""What the list of tablets shows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.screens.tablets_view import error_words, tablet_view, tablets_view
from sync.domain.tablets import Concern, TabletReport
from sync.i18n import LANGUAGES, say
from sync.protocol.administration import DeviceFilter, DeviceOnRecord, DevicePage, Revocation, Show

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
REPORT = TabletReport(NOW, 58_200_000_000, version="0.1.0")
DEVICE = DeviceOnRecord(UUID(int=1), "一号平板", ("张喆", "李玥"), NOW - timedelta(days=9), NOW - timedelta(minutes=5), REPORT, 3)
REVOCATION = Revocation(NOW - timedelta(hours=1), NOW - timedelta(hours=3), "陆怀安", "丢失")


def shown(language: str = "zh-CN", **changed: Any) -> Any:
    return tablet_view(language, replace(DEVICE, **changed), NOW)


def facts(language: str = "zh-CN", **changed: Any) -> dict[str, str]:
    return {name: figure.text for name, figure in shown(language, **changed).facts}


def test_a_tablet_that_is_well_has_nothing_in_warning_colours() -> None:
    view = shown()
    assert (view.name, view.people, view.contact.text) == ("一号平板", "张喆、李玥", "5 分钟前")
    assert (view.space.text, view.clock.text, view.waiting, view.version) == ("58 GB", "准确", "已全部送达", "0.1.0")
    assert not any(figure.bad for _, figure in view.facts)


@pytest.mark.parametrize(
    ("skew", "words", "bad"),
    [
        (120, "准确", False),
        (121, "快了 2 分钟", True),
        (-7300, "慢了 2 小时", True),
        (400_000, "快了 4 天", True),
        (None, "–", False),
    ],
)
def test_a_clock_is_said_in_words_and_warns_beyond_two_minutes(skew: int | None, words: str, bad: bool) -> None:
    clock = shown(skew_seconds=skew).clock
    assert (clock.text, clock.bad) == (words, bad)


def test_little_space_warns() -> None:
    space = shown(report=replace(REPORT, free_bytes=999_999_999)).space
    assert (space.text, space.bad) == ("999 MB", True)


def test_what_waits_is_counted_with_its_size() -> None:
    report = replace(REPORT, records=3, files=12, file_bytes=3_600_000)
    assert shown(report=report).waiting == "3 条操作、12 个文件（3.6\N{NO-BREAK SPACE}MB）"
    assert shown("en", report=replace(REPORT, files=1, file_bytes=295_000)).waiting == "1 file (295\N{NO-BREAK SPACE}kB)"


@pytest.mark.parametrize(
    ("language", "minutes", "skew", "words"),
    [
        ("zh-CN", 35, None, "截至 15:55"),
        ("en", 35, -600, "as of 16:05"),
        ("zh-CN", 48 * 60, 0, "截至 11月22日 16:30"),
    ],
)
def test_what_waits_is_of_a_moment_by_the_centres_clock(language: str, minutes: int, skew: int | None, words: str) -> None:
    report = replace(REPORT, at=NOW - timedelta(minutes=minutes), files=12, file_bytes=3_600_000)
    assert shown(language, report=report, skew_seconds=skew).waiting_as_of == words


def test_what_a_revoked_tablet_holds_is_unknown_beside_what_it_said_last() -> None:
    silent = shown(revocation=REVOCATION)
    assert (silent.waiting, silent.waiting_as_of) == ("未知（已停用）", "")
    holding = shown("en", revocation=REVOCATION, report=replace(REPORT, records=2), skew_seconds=0)
    assert (holding.waiting, holding.waiting_as_of) == ("Unknown (revoked)", "2 records as of 16:30")


def test_a_tablet_that_was_never_heard_says_so_and_claims_nothing_else() -> None:
    view = shown(contact_at=None, report=None, skew_seconds=None)
    assert (view.contact.text, view.space.text, view.waiting, view.version) == ("从未联系", "–", "–", "–")


def test_concerns_are_named_and_a_long_silence_marks_the_contact() -> None:
    view = shown("en", concerns=(Concern.SILENT, Concern.LOW_SPACE), contact_at=NOW - timedelta(days=4))
    assert [words for _, words in view.concerns] == ["Not heard from", "Low on space"]
    assert (view.contact.text, view.contact.bad) == ("20 Nov 16:30", True)


def test_what_the_tablet_knows_of_itself_is_said_only_where_it_matters() -> None:
    assert not {"网络", "电量", "同步", "此前同步"} & facts().keys()
    troubled = replace(REPORT, metered=True, low_battery=True, paused=True, error="centre-unreachable")
    told = facts(report=troubled)
    assert (told["网络"], told["电量"]) == ("按流量计费，照片暂缓", "电量低，照片暂缓")
    assert (told["同步"], told["此前同步"]) == ("已暂停", "未连上中心")


def test_an_error_of_a_sync_that_was_followed_by_another_does_not_warn() -> None:
    told = dict(shown(report=replace(REPORT, error="centre-unreachable")).facts)
    assert not told["此前同步"].bad


def test_an_error_that_this_console_does_not_know_is_said_by_its_code() -> None:
    assert error_words("en", "moon-in-the-way") == "Not completed (moon-in-the-way)"


def test_a_revocation_is_shown_with_who_when_and_why() -> None:
    told = facts(revocation=REVOCATION)
    assert (told["停用"], told["截止时间"], told["停用原因"]) == ("11月24日 15:30 陆怀安", "11月24日 13:30", "丢失")
    assert shown(revocation=REVOCATION).revoked == "已停用"


@pytest.mark.parametrize(
    ("wanted", "title", "clearable"),
    [
        (DeviceFilter(Show.ATTENTION), "没有需要关注的平板", False),
        (DeviceFilter(Show.REVOKED), "没有已停用的平板", False),
        (DeviceFilter(search="九号"), "没有符合条件的平板", True),
    ],
)
def test_nothing_to_show_is_said_for_what_it_is(wanted: DeviceFilter, title: str, clearable: bool) -> None:
    empty = tablets_view("zh-CN", DevicePage((), 0, 1, 20), wanted, NOW).empty
    assert empty is not None
    assert (empty.title, empty.clearable) == (title, clearable)


def test_an_older_copy_that_was_turned_away_is_told_with_what_to_do() -> None:
    told = {"concerns": (Concern.SET_BACK,), "set_back_at": NOW - timedelta(hours=2)}
    assert shown("en", **told).concerns == ((Concern.SET_BACK, "Older copy in use"),)
    assert facts("en", **told)["Older copy"].startswith("24 Nov 14:30: a tablet with older data of this one was turned away.")
    assert "新的注册码" in facts(**told)["旧副本"]
    assert "旧副本" not in facts()


def test_old_keys_are_told_with_what_they_cost_and_what_to_do() -> None:
    told = {"concerns": (Concern.OLD_KEYS,)}
    assert shown("en", **told).concerns == ((Concern.OLD_KEYS, "Old keys"),)
    assert "let it enrol again" in facts("en", **told)["Keys"]
    assert "重新注册" in facts(**told)["密钥"]
    assert "密钥" not in facts()


def test_whatever_wants_attention_is_told_with_what_to_do() -> None:
    troubled = shown(
        "en",
        report=replace(REPORT, free_bytes=420_000_000),
        skew_seconds=-10_800,
        concerns=tuple(Concern),
        open_entries=2,
    )
    advice = {name: figure.advice for name, figure in troubled.facts}
    assert "automatic" in advice["Clock"]
    assert "Delete" in advice["Free space"]
    assert "revoke it" in advice["Last contact"]
    assert "release" in advice["Not accepted"]
    assert not any(figure.advice for _, figure in shown().facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_list_names_every_reason_to_be_on_it(language: str) -> None:
    hint = say(language, "console.no_tablets.attention_hint").casefold()
    for word in ("旧副本", "密钥已过期") if language == "zh-CN" else ("older copy", "old keys"):
        assert word in hint
