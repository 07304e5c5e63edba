"""What the sync screen says above the queue, and in its log."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from inspector_app.services.records import AssignmentProgress
from inspector_app.services.sync_log import RunCounts, SyncRun, in_plain_words
from inspector_app.services.sync_status import PhotosWait, SyncState, SyncStatus
from inspector_app.ui.views.sync_view import last_words, run_view, sync_head
from sync.client.ports import Backlog
from sync.client.progress import Progress, Step
from sync.domain.checklists import Bilingual
from sync.domain.inspections import State
from sync.errors import CentreUnreachable, DeviceRevoked, ProtocolMismatch, SuichaError, TokenInvalid, Unavailable
from sync.i18n import explain, say

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "one", "all_of_them"), [("zh-CN", "有 1 项", "有 8 项"), ("en", "1 thing was", "8 things were")]
)
def test_what_needs_attention_is_one_number_whatever_of_it_came_up_last(language, one, all_of_them, assignment):
    last = Progress(rejected=1, troubled_files={"a" * 64: "file-unreadable"})
    status = SyncStatus(last_success=NOW, progress=last, backlog=Backlog(0, 0, 0, amiss=8))
    assert sync_head(language, status, TODAY).sentence.startswith(all_of_them)
    assert sync_head(language, replace(status, backlog=Backlog(0, 0, 0, amiss=1)), TODAY).sentence.startswith(one)
    assert all_of_them in sync_head(language, status, TODAY, [in_conflict(assignment, 2)]).sentence


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_where_to_look_is_called_as_its_tab_is(language):
    said = sync_head(language, SyncStatus(last_success=NOW, backlog=Backlog(0, 0, 0, amiss=8)), TODAY).sentence
    assert say(language, "tablet.sync.tab.queue") in said


@pytest.mark.parametrize(("language", "way_on"), [("zh-CN", "重新注册一次"), ("en", "enrol again")])
def test_keys_that_the_tablet_cannot_trust_are_told_beside_a_sync_that_goes_on(language, way_on):
    status = SyncStatus(last_success=NOW, old_keys=True)
    assert way_on in sync_head(language, status, TODAY).new_keys
    assert sync_head(language, replace(status, old_keys=False), TODAY).new_keys == ""
    assert sync_head(language, replace(status, error=DeviceRevoked()), TODAY).new_keys == ""


@pytest.mark.parametrize(
    ("error", "next_try", "again", "rescue"),
    [
        (DeviceRevoked(), False, True, True),
        (ProtocolMismatch(ours=1, theirs=2), True, False, False),
        (SuichaError(problem="ValueError"), True, False, False),
        (CentreUnreachable(centre="http://centre"), True, False, False),
    ],
)
def test_whatever_stopped_the_sync_has_a_sentence_and_a_next_try_where_one_can_mend_it_or_a_way_on(
    error, next_try, again, rescue
):
    view = sync_head("zh-CN", SyncStatus(SyncState.STOPPED, error=error, next_try=NOW), TODAY)
    assert view.sentence.startswith(explain("zh-CN", error))
    assert ("09:00" in view.sentence) is next_try
    assert (view.enrol_again is not None, bool(view.rescue)) == (again, rescue)


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "注册码"), ("en", "enrolment code")])
def test_a_tablet_that_the_centre_does_not_know_is_not_told_to_sign_in_but_to_enrol_and_where_the_rescue_is(language, said):
    view = sync_head(language, SyncStatus(SyncState.STOPPED, error=TokenInvalid()), TODAY)
    assert said in view.sentence
    assert view.enrol_again
    assert view.rescue


def test_every_try_that_failed_is_told_from_the_one_before_by_the_second():
    failed = SyncStatus(SyncState.WAITING, error=CentreUnreachable(centre="x"), tried_at=NOW)
    assert sync_head("zh-CN", failed, TODAY).headline == "09:00:00 试过：联系不上中心"
    again = replace(failed, tried_at=NOW + timedelta(seconds=7))
    assert sync_head("en", again, TODAY).headline == "Tried at 09:00:07: the centre cannot be reached"
    assert sync_head("zh-CN", replace(again, error=None), TODAY).headline == ""


@pytest.mark.parametrize(("state", "paused"), [(SyncState.WAITING, False), (SyncState.PAUSED, True)])
def test_a_try_of_another_day_is_told_with_its_day(state, paused):
    failed = SyncStatus(state, error=CentreUnreachable(centre="x"), tried_at=NOW, paused=paused)
    tomorrow = TODAY + timedelta(days=1)

    def said(language):
        view = sync_head(language, failed, tomorrow)
        return view.headline + view.sentence

    assert "2026年11月24日 09:00:00 试过：联系不上中心" in said("zh-CN")
    assert "Tried at 2026-11-24 09:00:00: the centre cannot be reached" in said("en")


def test_the_last_sync_that_went_through_names_its_second_and_its_day_unless_that_is_today():
    status = SyncStatus(last_success=NOW)
    assert last_words("zh-CN", status, TODAY) == "上次成功同步：09:00:00"
    assert last_words("zh-CN", status, TODAY + timedelta(days=1)) == "上次成功同步：2026年11月24日 09:00:00"
    assert last_words("zh-CN", SyncStatus(), TODAY) == ""


@pytest.mark.parametrize(
    ("progress", "words"),
    [(Progress(), "正在联系中心"), (Progress(records=2, records_total=5), "正在同步"), (Progress(Step.PHOTOS), "正在同步")],
)
def test_a_running_sync_says_whether_the_centre_has_answered(progress, words):
    assert words in sync_head("zh-CN", SyncStatus(SyncState.RUNNING, progress=progress), TODAY).sentence


def test_a_pause_is_said_before_anything_else():
    failed = SyncStatus(SyncState.PAUSED, error=CentreUnreachable(centre="x"), tried_at=NOW, paused=True)
    view = sync_head("zh-CN", failed, TODAY)
    assert view.headline == "已暂停"
    assert view.sentence.startswith("同步已暂停")
    assert "09:00:00 试过：联系不上中心。" in view.sentence
    assert view.paused
    assert sync_head("en", failed, TODAY).headline == "Paused"
    assert "Tried at 09:00:00: the centre cannot be reached." in sync_head("en", failed, TODAY).sentence
    assert sync_head("en", SyncStatus(SyncState.PAUSED, paused=True), TODAY).headline == "Paused"


def test_a_pause_does_not_hide_that_the_tablet_was_turned_away():
    view = sync_head("en", SyncStatus(SyncState.PAUSED, error=DeviceRevoked(), tried_at=NOW, paused=True), TODAY)
    assert view.headline == "Tried at 09:00:00: the tablet has been revoked"
    assert explain("en", DeviceRevoked()) in view.sentence
    assert view.enrol_again


def test_while_something_waits_nobody_is_told_that_all_has_arrived():
    done = SyncStatus(last_success=NOW)
    assert "都已送达" in sync_head("zh-CN", done, TODAY).sentence
    waiting = sync_head("zh-CN", replace(done, backlog=Backlog(2, 1, 900)), TODAY)
    assert "3" in waiting.sentence
    assert "都已送达" not in waiting.sentence


def in_conflict(assignment, count, state=State.IN_PROGRESS):
    return AssignmentProgress(assignment, state, 9, 1, 27, Bilingual("清单", "List"), conflicts=count)


def test_items_in_conflict_are_said_with_their_place_instead_of_that_all_is_well(assignment):
    for language, words in (("zh-CN", "“翠竹苑”有 2 处冲突"), ("en", "2 items of 翠竹苑")):
        view = sync_head(language, SyncStatus(last_success=NOW), TODAY, [in_conflict(assignment, 2)])
        assert view.sentence.startswith(words)
        assert "都已送达" not in view.sentence
        assert "All is well" not in view.sentence
        assert view.disputed
    assert not sync_head("en", SyncStatus(last_success=NOW), TODAY).disputed


def test_what_a_restored_centre_has_no_more_is_no_conflict(assignment):
    lacking = AssignmentProgress(assignment, State.IN_PROGRESS, 9, 1, 27, Bilingual("清单", "List"), forgotten=2)
    for language, words, conflict in (
        ("zh-CN", "“翠竹苑”等检查有 2 项", "冲突"),
        ("en", "2 answers no more, of 翠竹苑", "conflict"),
    ):
        view = sync_head(language, SyncStatus(last_success=NOW), TODAY, [lacking])
        assert words in view.sentence
        assert conflict not in view.sentence
        assert view.disputed
        both = sync_head(language, SyncStatus(last_success=NOW), TODAY, [in_conflict(assignment, 1), lacking]).sentence
        assert both.index(conflict) < both.index(words)


def test_items_in_conflict_of_several_places_are_added_up(assignment):
    said = sync_head(
        "zh-CN", SyncStatus(last_success=NOW), TODAY, [in_conflict(assignment, 2), in_conflict(assignment, 1)]
    ).sentence
    assert said.startswith("2 项检查共有 3 处冲突")


@pytest.mark.parametrize(
    "status",
    [
        SyncStatus(SyncState.WAITING, error=CentreUnreachable(centre="http://centre"), next_try=NOW),
        SyncStatus(SyncState.PAUSED, paused=True),
        SyncStatus(SyncState.RUNNING),
        SyncStatus(backlog=Backlog(2, 1, 900), last_success=NOW),
    ],
    ids=["waiting", "paused", "running", "idle"],
)
def test_items_in_conflict_are_in_sight_however_the_sync_stands(status, assignment):
    assert "“翠竹苑”有 1 处冲突" in sync_head("zh-CN", status, TODAY, [in_conflict(assignment, 1)]).sentence


def test_nobody_is_told_to_decide_what_was_submitted_and_what_was_accepted_is_settled(assignment):
    said = sync_head("en", SyncStatus(last_success=NOW), TODAY, [in_conflict(assignment, 1, State.SUBMITTED)]).sentence
    assert "nothing can be decided there now" in said
    assert "翠竹苑" in said
    both = [in_conflict(assignment, 1, State.SUBMITTED), in_conflict(assignment, 2, State.SUBMITTED)]
    for language in ("zh-CN", "en"):
        several = sync_head(language, SyncStatus(last_success=NOW), TODAY, both).sentence
        assert all(part in several for part in ("3", "2", "翠竹苑"))
    accepted = sync_head("en", SyncStatus(last_success=NOW), TODAY, [in_conflict(assignment, 1, State.ACCEPTED)])
    assert (accepted.sentence, accepted.disputed) == (sync_head("en", SyncStatus(last_success=NOW), TODAY).sentence, False)


def test_how_many_records_of_the_last_sync_met_others_is_for_the_log(assignment):
    status = SyncStatus(last_success=NOW, progress=Progress(conflicts=3))
    assert "3" not in sync_head("zh-CN", status, TODAY).sentence


@pytest.mark.parametrize(("wait", "words"), [(PhotosWait.METERED, "流量"), (PhotosWait.LOW_BATTERY, "电量")])
def test_photos_that_wait_say_why_and_how_many_and_nothing_without_any(wait, words):
    status = SyncStatus(backlog=Backlog(0, 4, 900), photos_wait=wait)
    said = sync_head("zh-CN", status, TODAY).photos_wait
    assert words in said
    assert "4" in said
    assert sync_head("zh-CN", replace(status, backlog=Backlog(1, 0, 0)), TODAY).photos_wait == ""
    assert sync_head("zh-CN", replace(status, state=SyncState.PAUSED, paused=True), TODAY).photos_wait == ""


@pytest.mark.parametrize(
    ("language", "later", "anyway"), [("zh-CN", "2 个原图文件只用 Wi-Fi", "不用等"), ("en", "2 original", "do not have")]
)
def test_evidence_copies_that_wait_are_not_said_to_go_at_once(language, later, anyway):
    waiting = SyncStatus(backlog=Backlog(0, 4, 900, later=2), last_success=NOW, photos_wait=PhotosWait.METERED, unmetered=False)
    head = sync_head(language, waiting, TODAY)
    assert anyway not in head.sentence + head.photos_wait
    assert later in head.photos_wait
    sent = sync_head(language, replace(waiting, backlog=Backlog(0, 0, 0, later=2)), TODAY)
    assert anyway in sent.sentence
    assert sent.photos_wait == ""


def test_a_low_battery_on_a_metered_link_names_both():
    status = SyncStatus(backlog=Backlog(0, 4, 900), photos_wait=PhotosWait.LOW_BATTERY, unmetered=False)
    for language, *words in (("zh-CN", "电量", "流量"), ("en", "battery", "mobile data")):
        assert all(word in sync_head(language, status, TODAY).photos_wait for word in words)


def test_a_log_entry_says_when_what_and_how_much():
    counts = RunCounts(records=2, files=1, conflicts=1, bytes_sent=2048, bytes_received=100)
    view = run_view("zh-CN", SyncRun(NOW, NOW, counts), TODAY)
    assert (view.time, view.outcome, view.failed) == ("09:00", "成功", False)
    assert view.facts == "记录 2 · 照片文件 1 · 冲突 1 · 发送 2 kB，接收 100 B"


def test_quiet_entries_in_a_row_say_from_when_to_when_and_how_many():
    run = SyncRun(NOW - timedelta(days=1), NOW, RunCounts(), "centre-unreachable", 9)
    view = run_view("zh-CN", run, TODAY)
    assert view.time == "2026年11月23日 09:00 – 2026年11月24日 09:00"
    assert (view.facts, view.failed) == ("9 次", True)


def test_what_stood_in_the_way_begins_a_log_entry_as_a_sentence_does():
    run = SyncRun(NOW, NOW, RunCounts(), "centre-unreachable")
    assert run_view("en", run, TODAY).outcome == "The centre cannot be reached"


def test_entries_within_one_minute_say_it_once():
    run = SyncRun(NOW, NOW + timedelta(seconds=50), RunCounts(), "centre-unreachable", 4)
    assert run_view("zh-CN", run, TODAY).time == "09:00"


@pytest.mark.parametrize(("language", "between"), [("zh-CN", "。将于 09:05"), ("en", ". ")])
def test_two_sentences_stand_as_the_language_sets_them(language, between):
    status = SyncStatus(SyncState.WAITING, error=CentreUnreachable(centre="http://c"), next_try=NOW + timedelta(minutes=5))
    assert between in sync_head(language, status, TODAY).sentence
    assert "。 " not in sync_head(language, status, TODAY).sentence


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_while_something_was_not_accepted_or_cannot_be_sent_nobody_is_told_that_all_is_well(language):
    status = SyncStatus(last_success=NOW, backlog=Backlog(0, 0, 0, amiss=2))
    head = sync_head(language, status, TODAY)
    assert head.amiss
    assert "2" in head.sentence
    assert head.sentence != sync_head(language, SyncStatus(last_success=NOW), TODAY).sentence
    assert not sync_head(language, SyncStatus(last_success=NOW), TODAY).amiss


def test_what_the_last_sync_met_and_was_taken_since_is_amiss_no_longer():
    assert not sync_head("en", SyncStatus(last_success=NOW, progress=Progress(rejected=1)), TODAY).amiss


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("kind", Unavailable.__subclasses__(), ids=lambda kind: kind.code)
def test_whatever_keeps_the_centre_or_the_disk_away_has_plain_words(language, kind):
    assert kind.code not in in_plain_words(language, kind.code)


@pytest.mark.parametrize("counts", [RunCounts(records=6, rejected=6), RunCounts(files=1, troubled=1)])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_sync_of_which_not_all_was_taken_is_not_called_done_and_no_more(language, counts):
    view = run_view(language, SyncRun(NOW, NOW, counts), TODAY)
    assert (view.failed, view.amiss) == (False, True)
    assert view.outcome == say(language, "tablet.log.not_all")
    only_records = run_view(language, SyncRun(NOW, NOW, replace(counts, records_only=True)), TODAY)
    assert only_records.amiss
    assert not run_view(language, SyncRun(NOW, NOW, RunCounts(records=6)), TODAY).amiss
