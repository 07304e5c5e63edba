"""What is said before a tablet is revoked, and which cut-offs are taken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.screens.revoke_view import RevokeView, cut_off_in, cut_off_text, revoke_view
from inspector_app.console.screens.tablets_view import tablet_view
from sync.domain.tablets import TabletReport
from sync.protocol.administration import DeviceOnRecord

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
SLOW, FAST = -3 * 3600, 3 * 3600
DEVICE = DeviceOnRecord(UUID(int=1), "一号平板", ("张喆",), NOW - timedelta(days=9), NOW, TabletReport(NOW, 58_200_000_000), 3)


def asked(language: str = "zh-CN", **changed: Any) -> RevokeView:
    return revoke_view(language, tablet_view(language, replace(DEVICE, **changed), NOW), NOW)


def test_a_tablet_that_sent_everything_and_goes_right_is_revoked_as_of_now() -> None:
    view = asked()
    assert (len(view.warnings), view.cut_off) == (1, "2026-11-24 16:30")


@pytest.mark.parametrize(
    ("skew", "cut_off", "words"), [(SLOW, "2026-11-24 13:30", "慢了 3 小时"), (FAST, "2026-11-24 19:30", "快了 3 小时")]
)
def test_a_clock_that_is_off_is_told_and_now_is_what_it_says(skew: int, cut_off: str, words: str) -> None:
    view = asked(skew_seconds=skew)
    assert view.cut_off == cut_off
    assert words in view.warnings[-1]
    assert cut_off in view.warnings[-1]


def test_what_would_be_cut_off_is_told_with_its_moment() -> None:
    report = TabletReport(NOW + timedelta(seconds=SLOW), 1, records=312, files=1514, file_bytes=454_000_000)
    _, unsent, _ = asked("en", report=report, skew_seconds=SLOW).warnings
    assert unsent.startswith("Not sent yet: 312 records, 1514 files (454.0\N{NO-BREAK SPACE}MB), as of 16:30.")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-24 16:00", datetime(2026, 11, 24, 8, 0, tzinfo=UTC)),
        (" 2026-11-24 16:30 ", NOW),
        ("2026-11-24 16:31", None),
        ("24.11.2026", None),
        ("", None),
        ("2026-02-30 10:00", None),
    ],
)
def test_a_cut_off_is_a_moment_in_zhengzhou_that_is_over(typed: str, read: datetime | None) -> None:
    assert cut_off_in(typed, NOW, 3) == read


@pytest.mark.parametrize(("skew", "taken"), [(FAST, True), (SLOW, False), (None, False), (200 * 366 * 86_400, False)])
def test_a_cut_off_may_be_later_than_now_where_the_tablets_clock_is(skew: int | None, taken: bool) -> None:
    assert (cut_off_in("2026-11-24 19:30", NOW, skew) is not None) == taken


def test_a_cut_off_is_written_as_it_is_read() -> None:
    assert cut_off_in(cut_off_text(NOW), NOW, None) == NOW
