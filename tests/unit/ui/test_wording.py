from datetime import UTC, date, datetime

import pytest

from inspector_app.services.sync_status import SyncState, SyncStatus
from inspector_app.ui.views.wording import (
    due_in_words,
    progress_line,
    progress_share,
    refused_files,
    shortened,
    sync_result,
)
from sync.client.progress import Progress, Step
from sync.errors import CentreUnreachable, PhotoUnreadable

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 22), "已逾期 2 天"),
        (date(2026, 11, 24), "今天到期"),
        (date(2026, 11, 25), "明天到期"),
        (date(2026, 11, 26), "2 天后到期"),
    ],
)
def test_a_deadline_is_said_in_days(due, words):
    assert due_in_words("zh-CN", due, TODAY) == words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("李玥", "李玥"),
        ("欧阳娜娜", "欧阳娜娜"),
        ("阿卜杜热合曼·买买提明", "阿卜杜…"),
        ("Muhammad", "Muhammad"),
        ("Muhammad Ali", "Muhamma…"),
    ],
)
def test_a_long_name_is_shown_by_its_beginning(name, shown):
    assert shortened(name, 8) == shown


def test_of_several_files_the_first_that_are_no_photos_are_named_with_the_reason():
    empty, large = PhotoUnreadable(problem="photo.problem.empty"), PhotoUnreadable(problem="photo.problem.too-large", most=50)
    assert refused_files("zh-CN", [("a.jpg", empty)], 3).startswith("3 个文件中有 1 个无法使用：a.jpg（文件是空的）。")
    said = refused_files("en", [("a.jpg", large), ("b.jpg", empty), ("b.jpg", empty), ("d.jpg", empty), ("e.jpg", empty)], 8)
    assert said.startswith("5 of 8 files cannot be used: a.jpg (it has more than 50 megapixels")
    assert said.count("b.jpg (the file is empty)") == 2
    assert "and 2 more" in said
    assert "d.jpg" not in said


@pytest.mark.parametrize(
    ("progress", "chinese", "english"),
    [
        (Progress(files=1, files_total=12, file_bytes=363_000), "照片 1/12，363 kB", "photos 1/12, 363 kB"),
        (Progress(records=3, records_total=7), "记录 3/7", "records 3/7"),
        (Progress(records_total=1, files_total=2), "记录 0/1，照片 0/2，0 kB", "records 0/1, photos 0/2, 0 kB"),
        (Progress(), "正在同步", "Syncing"),
    ],
    ids=["photos", "records", "both", "nothing"],
)
def test_of_what_there_is_none_of_a_running_sync_says_nothing(progress, chinese, english):
    status = SyncStatus(SyncState.RUNNING, progress=progress)
    assert (progress_line("zh-CN", status), progress_line("en", status)) == (chinese, english)


@pytest.mark.parametrize(
    ("step", "done", "total", "share"),
    [
        (Step.PHOTOS, 0, 4_000_000, 0.0),
        (Step.PHOTOS, 1_000_000, 4_000_000, 0.25),
        (Step.PHOTOS, 5_000_000, 4_000_000, 1.0),
        (Step.PHOTOS, 0, 0, None),
        (Step.RECORDS, 0, 4_000_000, None),
        (Step.NEWS, 0, 4_000_000, None),
    ],
)
def test_the_bar_shows_how_much_of_the_photos_is_across_and_moves_by_itself_before(step, done, total, share):
    progress = Progress(step=step, file_bytes=done, file_bytes_total=total)
    assert progress_share(SyncStatus(SyncState.RUNNING, progress=progress)) == share


def test_a_failed_sync_says_what_happened_and_when_it_tries_again():
    status = SyncStatus(
        SyncState.WAITING,
        error=CentreUnreachable(centre="http://centre"),
        next_try=datetime(2026, 11, 24, 1, 5, tzinfo=UTC),
    )
    said = sync_result("zh-CN", status)
    assert "http://centre" in said
    assert "09:05" in said
