"""Time as an argument."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

CHINA_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Days in this work (due dates, visit dates) are days in Zhengzhou; China has had no summer time since 1991."""


class Clock(Protocol):
    """Where the present comes from; replaced in tests and simulations."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


class SystemClock:
    """The device's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The calendar day in Zhengzhou of an aware moment."""
    return moment.astimezone(CHINA_TIME).date()
