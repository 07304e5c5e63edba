"""What the header says of the sync: on a phone the number that stands in the words of a wide page, in every state."""

from dataclasses import replace

import pytest

from inspector_app.services.records import AssignmentProgress
from inspector_app.services.sync_status import SyncState, SyncStatus
from inspector_app.ui.views.chip_view import ChipKind, away_words, chip_view, undecided
from sync.client.ports import Backlog
from sync.client.progress import Progress, Step
from sync.domain.checklists import Bilingual
from sync.domain.inspections import State
from sync.errors import CentreFull, CentreUnreachable, DeviceRevoked, TabletSetBack, TokenInvalid

LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en"])
OFFLINE = SyncStatus(SyncState.WAITING, error=CentreUnreachable(address="x"))
PAUSED = SyncStatus(SyncState.PAUSED, paused=True)
SOME, AMISS, LATER = Backlog(2, 1, 900, amiss=36, later=5), Backlog(0, 0, 0, amiss=36), Backlog(0, 0, 0, later=5)
HALF_WAY = Progress(Step.PHOTOS, records=3, records_total=3, files=2, files_total=7, file_bytes=1_200_000)


@LANGUAGES
@pytest.mark.parametrize(
    ("status", "number"),
    [
        (SyncStatus(), ""),
        (SyncStatus(backlog=SOME), "3"),
        (SyncStatus(backlog=AMISS), "36"),
        (SyncStatus(backlog=LATER), "5"),
        (replace(OFFLINE, backlog=SOME), "3"),
        (replace(OFFLINE, backlog=AMISS), ""),
        (replace(OFFLINE, backlog=LATER), ""),
        (replace(PAUSED, backlog=SOME), "3"),
        (replace(PAUSED, backlog=AMISS), ""),
        (SyncStatus(SyncState.NOT_ENROLLED, backlog=AMISS), ""),
        (SyncStatus(SyncState.RUNNING, backlog=SOME), ""),
        (SyncStatus(SyncState.RUNNING, backlog=AMISS, progress=Progress(Step.NEWS)), ""),
    ],
)
def test_a_phone_has_the_number_that_the_words_have_and_none_where_they_have_none(language, status, number):
    view = chip_view(language, status)
    assert view.short == number
    assert "".join(filter(str.isdigit, view.words)) == number


@pytest.mark.parametrize(("waiting", "number"), [(99, "99"), (100, "99+")])
def test_a_number_has_two_digits_at_most(waiting, number):
    assert chip_view("en", SyncStatus(backlog=Backlog(waiting, 0, 0))).short == number


def test_a_running_sync_says_how_far_it_is_and_a_phone_how_much_is_left():
    view = chip_view("zh-CN", SyncStatus(SyncState.RUNNING, progress=HALF_WAY))
    assert (view.words, view.short) == ("记录 3/3，照片 2/7，1.2 MB", "5")


@LANGUAGES
def test_while_something_is_to_decide_nobody_reads_that_all_is_well(language):
    view = chip_view(language, SyncStatus(), undecided=2)
    assert (view.kind, view.short) == (ChipKind.UNDECIDED, "2")
    assert view.words != chip_view(language, SyncStatus()).words
    assert chip_view(language, SyncStatus(backlog=AMISS), undecided=2).kind is ChipKind.UNDECIDED


def test_what_can_be_decided_is_counted_and_nothing_else(assignment):
    def entry(state, **more):
        return AssignmentProgress(assignment, state, 9, 1, 27, Bilingual("清单", "List"), **more)

    open_ones = [entry(State.IN_PROGRESS, conflicts=2), entry(None, forgotten=1)]
    settled = [entry(State.SUBMITTED, conflicts=4), entry(State.IN_PROGRESS, conflicts=4, withdrawn=True)]
    assert undecided([*open_ones, *settled]) == 3


def test_the_header_says_offline_only_where_the_centre_was_not_reached():
    waiting = replace(OFFLINE, backlog=SOME)
    said = [chip_view("zh-CN", replace(waiting, error=error)).words for error in (OFFLINE.error, CentreFull())]
    assert said == ["离线 · 3 条待发送", "未送达 · 3 条待发送"]
    assert chip_view("en", replace(waiting, error=CentreFull())).words == "Not sent · 3 waiting"


def test_offline_or_paused_with_nothing_to_send_counts_nothing():
    assert [chip_view(language, OFFLINE).words for language in ("zh-CN", "en")] == ["离线", "Offline"]
    assert [chip_view(language, PAUSED).words for language in ("zh-CN", "en")] == ["已暂停", "Paused"]
    assert chip_view("en", replace(OFFLINE, backlog=Backlog(1, 0, 0))).words == "Offline · 1 waiting"


def test_nothing_to_send_to_a_centre_that_fails_counts_nothing():
    full = SyncStatus(SyncState.WAITING, error=CentreFull())
    assert [chip_view(language, full).words for language in ("zh-CN", "en")] == ["未同步", "Not synced"]


@pytest.mark.parametrize(
    ("error", "chinese", "english"),
    [
        (DeviceRevoked(), "已停用", "Revoked"),
        (TokenInvalid(), "未识别", "Unknown"),
        (TabletSetBack(), "旧副本", "Old copy"),
    ],
    ids=lambda value: getattr(value, "code", None),
)
@pytest.mark.parametrize("state", [SyncState.STOPPED, SyncState.PAUSED])
def test_a_tablet_that_was_turned_away_says_so_in_words_on_a_phone_too_and_also_during_a_pause(state, error, chinese, english):
    status = SyncStatus(state, error=error, backlog=SOME, paused=state is SyncState.PAUSED)
    for language, words in (("zh-CN", chinese), ("en", english)):
        view = chip_view(language, status)
        assert (view.kind, view.words, view.short) == (ChipKind.TURNED_AWAY, words, words)
        assert away_words(language, status)
        assert away_words(language, OFFLINE) == ""
