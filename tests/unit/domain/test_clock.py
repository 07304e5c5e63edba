from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sync.domain.clock import CHINA_TIME, SystemClock, in_china, is_within_the_calendar, local_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 15, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), date(2026, 11, 25)),
    ],
)
def test_a_day_begins_at_midnight_in_zhengzhou(moment, day):
    assert local_day(moment) == day


def test_the_system_clock_tells_the_present_in_utc():
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_moment_that_is_beyond_an_end_of_the_calendar_in_zhengzhou_is_shown_as_that_end():
    assert local_day(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)) == date.max
    assert in_china(datetime(9999, 12, 31, 15, 59, tzinfo=UTC)) == datetime(9999, 12, 31, 23, 59, tzinfo=CHINA_TIME)
    far_east = timezone(timedelta(hours=12))
    assert local_day(datetime(1, 1, 1, 1, 0, tzinfo=far_east)) == date.min


@pytest.mark.parametrize(
    ("moment", "within"),
    [
        (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), False),
        (datetime(9999, 1, 1, tzinfo=UTC), False),
        (datetime(9999, 1, 1, tzinfo=CHINA_TIME), True),
        (datetime(1, 12, 31, 23, 59, tzinfo=UTC), False),
        (datetime(2, 1, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 24, tzinfo=CHINA_TIME), True),
    ],
)
def test_the_first_and_the_last_year_of_the_calendar_are_no_time_to_record_anything(moment, within):
    assert is_within_the_calendar(moment) == within
