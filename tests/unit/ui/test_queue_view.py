"""What the queue says of each thing that waits, and of what needs a person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from inspector_app.services.backlog import EntryKind, EntryState, QueueEntry, QueueGroup
from inspector_app.services.sync_status import PhotosWait, SyncState, SyncStatus
from inspector_app.ui.views.queue_view import entry_view, files_kept, groups_view, reading_words, trouble_view, troubles_view
from sync.client.ports import Backlog
from sync.domain.ids import IdMaker
from sync.protocol.messages import LateOutcome, OperationStatus

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ENTRY = QueueEntry(
    IdMaker().new().hex, UUID(int=7), "翠竹苑", "A02", EntryKind.ANSWER, EntryState.WAITING, 382, 3, "centre-unreachable"
)


def test_an_entry_says_what_it_is_its_size_tries_reason_and_next_try():
    view = entry_view("zh-CN", ENTRY, NOW + timedelta(minutes=5))
    assert view.title == "A02 检查结果"
    assert view.facts == "382 B · 已试 3 次 · 联系不上中心 · 09:05 再试"
    assert entry_view("en", replace(ENTRY, tries=1), None).facts == "382 B · tried once · the centre cannot be reached"


def test_a_code_that_nobody_foresaw_is_named():
    assert "strange-code" in entry_view("zh-CN", replace(ENTRY, code="strange-code"), None).facts


@pytest.mark.parametrize(
    ("state", "code", "words", "button"),
    [
        (EntryState.HELD, "not-found", "下次同步", None),
        (EntryState.REJECTED, "operation-invalid", "管理员", None),
        (EntryState.UNREADABLE, "file-unreadable", "再试一次", "再试一次"),
        (EntryState.UNFINISHED, None, "退回", None),
        (EntryState.UNFINISHED, "storage-full", "自动再试", None),
        (EntryState.LEFT_OUT, None, "告知审核人员", "知道了"),
        (EntryState.SPOILT, None, "重新拍摄", "知道了"),
    ],
)
def test_what_does_not_go_by_itself_says_what_to_do(state, code, words, button):
    view = trouble_view("zh-CN", replace(ENTRY, state=state, code=code))
    assert view.title == "翠竹苑 · A02 检查结果"
    assert words in view.advice
    assert view.again == button


@pytest.mark.parametrize(
    ("by_team", "withdrawn", "chinese", "english"),
    [
        (True, True, "不属于您的队伍", "no longer your team's"),
        (None, True, "不属于您的队伍", "no longer your team's"),
        (False, False, "记录人不在这项检查的队伍中", "is not in this inspection's team"),
        (False, True, "记录人不在这项检查的队伍中", "is not in this inspection's team"),
        (True, False, "记录人没有这项检查的权限", "had no access to this inspection"),
        (None, False, "记录人没有这项检查的权限", "had no access to this inspection"),
    ],
)
def test_what_was_not_theirs_to_record_says_why_as_far_as_the_tablet_knows(by_team, withdrawn, chinese, english):
    denied = replace(ENTRY, state=EntryState.REJECTED, code="access-denied", by_team=by_team, withdrawn=withdrawn)
    assert chinese in trouble_view("zh-CN", denied).advice
    assert english in trouble_view("en", denied).advice


@pytest.mark.parametrize(
    "reason", ["Exercise", "Exercise.", "Exercise。", " Exercise . ", "Exercise...", "Exercise,", "Exercise．\n"]
)
@pytest.mark.parametrize(
    ("language", "said"), [("zh-CN", "不采用：Exercise。原始内容"), ("en", "take it: Exercise. The original")]
)
def test_a_reason_may_end_as_its_author_likes(language, said, reason):
    verdict = LateOutcome("a" * 64, OperationStatus.REJECTED, "陈审核", NOW, "access-denied", reason)
    assert said in trouble_view(language, replace(ENTRY, state=EntryState.DECLINED, verdict=verdict)).advice


@pytest.mark.parametrize(
    ("reason", "language", "said"),
    [
        ("重复记录！", "zh-CN", "：重复记录！原始内容"),
        ("Where is the photo?", "en", ": Where is the photo? The original"),
        ("见附件（照片3）", "zh-CN", "：见附件（照片3）。原始内容"),
        ("所长说：“不算。”", "zh-CN", "：所长说：“不算。”原始内容"),
        ("", "zh-CN", "：未说明原因。原始内容"),
        (" 。", "en", ": no reason given. The original"),
    ],
)
def test_what_a_reason_ends_with_is_kept_where_it_says_something(reason, language, said):
    verdict = LateOutcome("a" * 64, OperationStatus.REJECTED, "陈审核", NOW, "access-denied", reason)
    assert said in trouble_view(language, replace(ENTRY, state=EntryState.DECLINED, verdict=verdict)).advice


def test_several_things_that_only_wait_to_be_read_have_one_button():
    assert reading_words("zh-CN", 62) == "全部知道了（62 项）"
    assert reading_words("en", 2) == "Understood, all 2"
    assert reading_words("en", 1) is None


def test_a_verdict_names_who_decided_and_why():
    verdict = LateOutcome("a" * 64, OperationStatus.REJECTED, "陈审核", NOW, "access-denied", "重复记录")
    view = trouble_view("zh-CN", replace(ENTRY, state=EntryState.DECLINED, verdict=verdict))
    assert "陈审核" in view.advice
    assert "重复记录" in view.advice
    assert view.again == "知道了"


def test_a_group_counts_records_and_files_and_says_how_large_these_are():
    (view,) = groups_view("en", [QueueGroup(UUID(int=7), "翠竹苑", 1, 2, 0, 2048)])
    assert view.facts == "1 record · 2 photo files · 2 kB"


def test_a_group_without_files_has_no_size():
    (view,) = groups_view("en", [QueueGroup(UUID(int=7), "翠竹苑", 3, 0, 0, 0)])
    assert view.facts == "3 records"


def test_a_group_names_apart_what_waits_for_another_link():
    group = QueueGroup(UUID(int=7), "翠竹苑", 0, 1, 2, 2048)
    assert groups_view("en", [group])[0].facts == "1 photo file · 2 kB · 2 wait for Wi-Fi"
    assert groups_view("zh-CN", [group])[0].facts == "照片文件 1 个 · 2 kB · 2 项等 Wi-Fi"


def test_what_the_centre_holds_back_says_when_it_goes_again():
    held = replace(ENTRY, state=EntryState.HELD, code="not-found")
    assert entry_view("zh-CN", held, NOW).facts.endswith("09:00 再试")


def denied(number, **more):
    entry = replace(ENTRY, state=EntryState.REJECTED, code="access-denied", by_team=True, withdrawn=True, key=f"denied {number}")
    return replace(entry, **more)


@pytest.mark.parametrize(
    ("language", "facts", "advice"),
    [
        ("zh-CN", "记录 35 条 · 不在您的权限内", "不属于您的队伍"),
        ("en", "35 records · outside what you may do", "did not accept the records but keeps them"),
    ],
)
def test_the_same_is_said_once_for_all_records_of_an_inspection_that_were_not_accepted(language, facts, advice):
    (view,) = troubles_view(language, [denied(number) for number in range(35)])
    assert (view.first.title, view.first.facts) == ("翠竹苑", facts)
    assert advice in view.first.advice
    assert len(view.several) == 35
    assert all(one.title and not one.advice for one in view.several)


def test_what_stands_alone_or_under_another_inspection_or_for_another_reason_or_has_a_button_is_told_for_itself():
    elsewhere, other = denied(1, inspection_id=UUID(int=8)), denied(2, code="operation-invalid")
    files = [denied(number, kind=EntryKind.COPY, state=EntryState.HELD) for number in (3, 4)]
    read = [denied(number, state=EntryState.DECLINED) for number in (5, 6)]
    views = troubles_view("en", [denied(0), elsewhere, other, *files, *read])
    assert [len(view.several) for view in views] == [0, 0, 0, 2, 0, 0]
    assert views[0].first == trouble_view("en", denied(0))
    assert views[3].first.facts.startswith("2 photo files")
    assert "records were not accepted" in views[3].first.advice


def test_what_nobody_knows_the_place_of_is_told_without_a_place_and_without_a_size():
    entry = QueueEntry("key", None, "", None, EntryKind.ARRIVAL, EntryState.SPOILT, 0, 0, None)
    assert (trouble_view("zh-CN", entry).title, trouble_view("zh-CN", entry).facts) == ("照片或录音", "")
    assert trouble_view("en", entry).title == "A photo or recording"


def test_a_record_that_goes_by_itself_comes_after_what_needs_a_person_and_a_file_that_waits_for_a_decision_does_not():
    held = replace(ENTRY, key="record", state=EntryState.HELD, code="not-found")
    file = replace(held, key="file", kind=EntryKind.COPY, code="access-denied")
    views = troubles_view("en", [held, file, replace(ENTRY, key="again", state=EntryState.UNREADABLE)])
    assert [(view.first.key, view.goes_by_itself) for view in views] == [("file", False), ("again", False), ("record", True)]


@pytest.mark.parametrize(
    ("wait", "unmetered", "chinese", "english"),
    [
        (PhotosWait.METERED, False, "等 Wi-Fi", "waits for Wi-Fi"),
        (PhotosWait.LOW_BATTERY, True, "等充电", "waits for the charger"),
        (PhotosWait.LOW_BATTERY, False, "等充电和 Wi-Fi", "waits for the charger and Wi-Fi"),
    ],
)
def test_a_photo_that_waits_for_a_link_or_for_power_says_so_and_no_time_of_the_next_try(wait, unmetered, chinese, english):
    status = SyncStatus(SyncState.WAITING, Backlog(1, 1, 382), photos_wait=wait, unmetered=unmetered)
    file = replace(ENTRY, kind=EntryKind.COPY, tries=0, code=None)
    assert entry_view("zh-CN", file, NOW, files_kept("zh-CN", status)).facts == f"382 B · {chinese}"
    assert entry_view("en", file, NOW, files_kept("en", status)).facts == f"382 B · {english}"
    assert entry_view("en", ENTRY, NOW, files_kept("en", status)).facts.endswith("next try 09:00")
    assert files_kept("en", replace(status, photos_wait=None)) == ""
