"""How moments, days and errors read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from inspector_app.console import wording
from sync.errors import AlreadyExists, CentreUnreachable, MemoryLow, StateOutdated
from sync.i18n import explain

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "at", "said"),
    [
        ("zh-CN", datetime(2026, 11, 24, 9, 5, tzinfo=UTC), "11月24日 17:05"),
        ("en", datetime(2026, 11, 24, 9, 5, tzinfo=UTC), "24 Nov 17:05"),
        ("zh-CN", datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "11月25日 01:00"),
        ("en", datetime(2025, 12, 31, 15, 59, tzinfo=UTC), "31 Dec 2025 23:59"),
        ("zh-CN", datetime(2025, 12, 31, 16, 0, tzinfo=UTC), "1月1日 00:00"),
    ],
)
def test_a_moment_is_said_in_zhengzhou_time_with_the_year_only_where_it_differs(language: str, at: datetime, said: str) -> None:
    assert wording.moment(language, at, TODAY) == said


@pytest.mark.parametrize(
    ("due", "chinese", "english"),
    [
        (date(2026, 11, 24), "今天到期", "Due today"),
        (date(2026, 11, 23), "逾期 1 天", "1 day overdue"),
        (date(2026, 11, 20), "逾期 4 天", "4 days overdue"),
        (date(2026, 11, 25), "还有 1 天", "1 day left"),
    ],
)
def test_a_due_date_is_said_as_the_days_until_it(due: date, chinese: str, english: str) -> None:
    assert wording.due("zh-CN", due, TODAY) == chinese
    assert wording.due("en", due, TODAY) == english


@pytest.mark.parametrize(("score", "said"), [(None, "–"), (100.0, "100.0"), (86.5, "86.5"), (0.0, "0.0")])
def test_every_score_has_one_decimal(score: float | None, said: str) -> None:
    assert wording.score(score) == said


def test_an_error_that_means_something_else_at_a_desk_has_words_of_its_own() -> None:
    error = CentreUnreachable(centre="http://centre")
    assert wording.trouble("zh-CN", error) != explain("zh-CN", error)
    assert "平板" not in wording.trouble("zh-CN", StateOutdated())


def test_any_other_error_is_said_as_everywhere() -> None:
    assert wording.trouble("en", MemoryLow()) == explain("en", MemoryLow())


@pytest.mark.parametrize(
    ("seconds", "chinese", "english"),
    [
        (-30, "刚刚", "Just now"),
        (59, "刚刚", "Just now"),
        (60, "1 分钟前", "1 minute ago"),
        (3599, "59 分钟前", "59 minutes ago"),
        (7200, "2 小时前", "2 hours ago"),
        (86_400, "11月23日 17:05", "23 Nov 17:05"),
    ],
)
def test_how_long_ago_is_said_up_to_a_day(seconds: int, chinese: str, english: str) -> None:
    now = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
    at = now - timedelta(seconds=seconds)
    assert (wording.ago("zh-CN", at, now), wording.ago("en", at, now)) == (chinese, english)


@pytest.mark.parametrize(
    ("count", "said"), [(58_200_000_000, "58 GB"), (1_500_000_000, "1.5 GB"), (999_999_999, "999 MB"), (0, "0 MB")]
)
def test_room_on_a_disk_is_said_in_few_digits(count: int, said: str) -> None:
    assert wording.space(count) == said


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_exists_already_is_said_as_what_it_is(language: str) -> None:
    said = {
        what: wording.trouble(language, AlreadyExists(what=what, name="张喆")) for what in ("revocation", "decision", "checklist")
    }
    assert len(set(said.values())) == 3
    assert said["checklist"] == explain(language, AlreadyExists(what="checklist", name="张喆"))
