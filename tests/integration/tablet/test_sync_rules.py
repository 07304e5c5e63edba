"""What the sync does by itself, what it leaves to people, and what it says: on a real tablet, against a real centre."""

import csv
import io
import threading
import time
from contextlib import closing
from dataclasses import replace
from random import Random

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.services.backlog import EntryState
from inspector_app.services.centre_link import CentreLink
from inspector_app.services.sync import Schedule
from inspector_app.services.sync_status import PhotosWait, SyncState
from inspector_app.store.database import TabletDatabase
from inspector_app.ui.views.chip_view import chip_view
from inspector_app.ui.views.wording import sync_result
from sync.domain.inspections import Outcome, ResultValue
from sync.errors import CentreUnreachable
from sync.imaging.scenes import draw_scene
from tests.integration.tablet.waiting import wait_for

PASS = ResultValue(Outcome.PASS)


@pytest.fixture
def member(alone):
    """Who recorded two answers and a photo that have not been sent."""
    member = alone.members[0]
    service = member.tablet.inspections
    service.start(alone.assignment, member.person)
    for code in ("A01", "A02"):
        service.answer(alone.inspection, code, PASS, member.person)
    member.tablet.photos.attach(alone.inspection, "A01", draw_scene(Random(1), 640, 480), member.person)
    return member


def entries(tablet):
    (group,) = tablet.backlog.groups(True)
    return tablet.backlog.waiting(group.inspection_id, True, 0, 100)


@pytest.mark.parametrize(
    ("report", "wait"),
    [
        (lambda sync: sync.set_link(unmetered=False), PhotosWait.METERED),
        (lambda sync: sync.set_power(low_battery=True), PhotosWait.LOW_BATTERY),
    ],
    ids=["metered", "low battery"],
)
def test_on_a_metered_link_or_a_low_battery_records_go_and_photos_wait_until_somebody_wants_them(member, report, wait):
    sync = member.tablet.sync
    report(sync)
    status = sync.run_once()
    assert (status.error, status.backlog.records, status.photos_wait) == (None, 0, wait)
    assert status.backlog.files > 0
    assert member.tablet.sync_log.recent(1)[0].counts.records_only

    sync.send_photos_anyway()
    status = sync.run_once()
    assert (status.backlog.files, status.photos_wait) == (0, wait)


def test_back_on_an_unmetered_link_the_photos_go(member):
    sync = member.tablet.sync
    sync.set_link(unmetered=False)
    sync.run_once()
    sync.set_link(unmetered=True)
    assert sync.run_once().backlog.files == 0


def test_where_originals_wait_for_wifi_queue_and_status_agree_on_how_much_is_left(member, alone):
    tablet = member.tablet
    with closing(TabletDatabase(alone.folder / member.name)) as database, database.transaction() as connection:
        connection.execute("UPDATE evidence SET originals = 'unmetered'")
    tablet.sync.set_link(unmetered=False)
    tablet.sync.send_photos_anyway()
    status = tablet.sync.run_once()
    (group,) = tablet.backlog.groups(False)
    assert status.backlog.later == group.later > 0
    assert (group.records, group.files) == (0, 0)
    assert (status.backlog.records, status.backlog.files, status.unmetered) == (0, 0, False)
    for language in ("zh-CN", "en"):
        assert "Wi-Fi" in chip_view(language, status).words
        assert "Wi-Fi" in sync_result(language, status)
    tablet.sync.set_link(unmetered=True)
    assert tablet.sync.run_once().backlog.later == 0


def test_a_pause_holds_everything_also_after_a_restart_until_somebody_asks_or_resumes(member, alone):
    tablet = member.tablet
    tablet.sync.pause()
    tablet.close()
    again = open_tablet(alone.folder / member.name, schedule=Schedule(news=3600, gather=0.05))
    again.sync.start()
    again.sync.nudge()
    again.sync.hasten()
    time.sleep(0.3)
    status = again.sync.status()
    assert (status.state, status.paused, status.backlog.records) == (SyncState.PAUSED, True, 4)

    again.sync.sync_now()
    wait_for(lambda: again.sync.status().backlog.records == 0)
    wait_for(lambda: again.sync.status().state is SyncState.PAUSED)

    again.sync.resume()
    wait_for(lambda: again.sync.status().state is SyncState.IDLE)
    again.sync.stop()
    again.close()


@pytest.mark.parametrize("state", [SyncState.WAITING, SyncState.PAUSED])
def test_what_is_recorded_while_nothing_goes_is_counted_at_once_for_whoever_listens(member, alone, state):
    tablet, heard = member.tablet, []
    if state is SyncState.PAUSED:
        tablet.sync.pause()
    else:
        member.offline()
        tablet.sync.run_once()
    tablet.sync.subscribe(heard.append)
    before = tablet.sync.status().backlog.records
    tablet.inspections.answer(alone.inspection, "A03", PASS, member.person)
    tablet.sync.nudge()
    assert [(status.state, status.backlog.records) for status in heard] == [(state, before + 1)]


def test_what_was_tried_in_vain_says_how_often_and_why_and_leaves_once_it_is_sent(member):
    member.offline()
    for _ in range(2):
        assert member.tablet.sync.run_once().error is not None
    lines = [entry for entry in entries(member.tablet) if entry.kind.value != "copy" and entry.kind.value != "original"]
    assert {(entry.tries, entry.code) for entry in lines} == {(2, "centre-unreachable")}

    member.online()
    member.sync()
    assert member.tablet.backlog.groups(True) == []


def test_every_sync_stands_in_the_log_and_quiet_ones_in_a_row_are_one_entry(member, alone):
    for _ in range(3):
        member.sync()
    member.offline()
    for _ in range(2):
        member.tablet.sync.run_once()
    member.tablet.close()
    again = open_tablet(alone.folder / member.name)
    failed, quiet, sent, _ = again.sync_log.recent(10)
    assert (failed.code, failed.times) == ("centre-unreachable", 2)
    assert (quiet.code, quiet.times, quiet.counts.eventful) == (None, 2, False)
    assert (sent.counts.records, sent.counts.files, sent.code) == (4, 2, None)
    assert sent.counts.bytes_sent > sent.counts.file_bytes > 0
    assert again.sync.status().last_success == quiet.ended_at
    again.close()


@pytest.mark.parametrize(("language", "outcome"), [("zh-CN", "联系不上中心"), ("en", "the centre cannot be reached")])
def test_the_log_is_handed_out_as_a_table_in_the_readers_language(member, language, outcome):
    member.offline()
    member.tablet.sync.run_once()
    document = member.tablet.sync_log.export(language)
    assert document.name.endswith(".csv")
    rows = list(csv.reader(io.StringIO(document.content.decode("utf-8-sig"))))
    head, last = rows[0], rows[1]
    assert len(head) == len(last) == 15
    assert last[3:5] == [outcome, "centre-unreachable"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_died_is_replaced_by_whoever_looks(member):
    sync = member.tablet.sync
    sync.start()
    wait_for(lambda: sync.status().state is SyncState.IDLE)
    doomed = next(thread for thread in threading.enumerate() if thread.name == "sync")

    def die(_: object) -> None:
        leave()
        raise SystemExit

    leave = sync.subscribe(die)
    sync.hasten()
    wait_for(lambda: not doomed.is_alive())
    member.tablet.inspections.answer(entries_of(member), "A03", PASS, member.person)
    sync.nudge()
    wait_for(lambda: sync.status().backlog.records == 0)


def entries_of(member):
    return member.tablet.assignments.waiting()[0].assignment.inspection_id


def test_a_defect_of_our_own_is_said_and_tried_again(member, caplog):
    sync = member.tablet.sync
    real, broken = sync._device, [True]

    def device():
        if broken[0]:
            raise ValueError("a defect")
        return real()

    sync._device = device
    sync.start()
    wait_for(lambda: sync._status.error is not None)
    assert (sync._status.state, sync._status.error.code) == (SyncState.STOPPED, "internal")
    assert sync._status.next_try is not None

    broken[0] = False
    sync.hasten()
    wait_for(lambda: sync.status().backlog.records == 0)
    assert "could not even fail properly" in caplog.text


def test_a_listener_that_fails_neither_stops_the_sync_nor_the_other_listeners(member):
    heard = []

    def fail(_: object) -> None:
        raise ValueError("a defect")

    member.tablet.sync.subscribe(fail)
    member.tablet.sync.subscribe(heard.append)
    assert member.tablet.sync.run_once().error is None
    assert heard[-1].state is SyncState.IDLE


def test_a_withdrawn_tablet_says_so_keeps_everything_and_goes_on_with_a_new_code(member, alone):
    tablet = member.tablet
    alone.centre.access.revoke_device(tablet.enrolment.device().id)
    status = tablet.sync.run_once()
    assert (status.state, status.error.code, status.backlog.records) == (SyncState.STOPPED, "device-revoked", 4)
    assert status.next_try is not None
    assert all(entry.state is EntryState.WAITING for entry in entries(tablet))
    assert tablet.inspections.sheet(alone.inspection).value("A02") == PASS

    tablet.enrolment.enrol(alone.url, alone.centre.registers.create_enrolment_code([member.person]), "平板")
    status = tablet.sync.run_once()
    assert (status.error, status.backlog.records, status.backlog.files) == (None, 0, 0)
    assert tablet.backlog.troubled(0, 10) == ([], 0)


def test_a_token_that_is_no_longer_known_rejects_nothing(member, alone):
    tablet = member.tablet
    keeper = tablet.enrolment._keeper
    known = keeper.device()
    keeper.save_device(replace(known, token="expired"))
    status = tablet.sync.run_once()
    assert (status.state, status.error.code, status.backlog.records) == (SyncState.STOPPED, "token-invalid", 4)
    assert tablet.backlog.troubled(0, 10) == ([], 0)

    keeper.save_device(known)
    assert tablet.sync.run_once().backlog.records == 0


def test_looks_for_news_are_spread_with_full_jitter(tmp_path):
    tablet = open_tablet(tmp_path / "new", schedule=Schedule(news=60))
    drawn = []
    tablet.sync._uniform = lambda low, high: drawn.append((low, high)) or 7.0
    assert tablet.sync._pause() == 7.0
    assert drawn == [(1.0, 120.0)]
    tablet.close()


class CutAtPhotos:
    """A line over which records and news go and no photo does."""

    def __init__(self, centre):
        self._centre = centre

    def __getattr__(self, name):
        if name in ("evidence_state", "send_evidence", "send_small_evidence"):
            raise CentreUnreachable(centre="cut")
        return getattr(self._centre, name)


def test_the_waits_grow_while_nothing_gets_across_and_begin_anew_once_something_did(member, alone):
    sync, caps = member.tablet.sync, []
    sync._uniform = lambda _least, most: caps.append(most) or most
    member.offline()
    for _ in range(3):
        sync.run_once()
    assert caps == [4, 8, 16]

    member.online()
    connect = sync._link.connect
    sync._link = CentreLink(lambda url, token: CutAtPhotos(connect(url, token)))
    assert sync.run_once().backlog.records == 0
    assert sync.run_once().error is not None
    assert caps == [4, 8, 16, 4, 8]
