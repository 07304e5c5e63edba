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


def in_china(moment: datetime) -> datetime:
    """An aware moment as clocks in Zhengzhou show it; one that is beyond an end of the calendar there is shown as that end."""
    try:
        return moment.astimezone(CHINA_TIME)
    except OverflowError:
        end = datetime.min if moment.year == datetime.min.year else datetime.max
        return end.replace(tzinfo=CHINA_TIME)


def is_within_the_calendar(moment: datetime) -> bool:
    """Whether an aware moment can be written in every zone, and days be counted from it: it is in neither the calendar's first
    year nor its last."""
    return datetime.min.year < moment.astimezone(UTC).year < datetime.max.year


def local_day(moment: datetime) -> date:
    """The calendar day in Zhengzhou of an aware moment."""
    return in_china(moment).date()


def later_than(last: datetime | None, now: datetime) -> datetime:
    """Now, or just after the last change of something where the clock has been set back since: what is ordered by time stays in
    the order in which it happened."""
    return now if last is None or last < now else last + timedelta(microseconds=1)
