"""Months on a wall."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.console.campaigns.months import Month, month_of

months = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))


@given(months)
def test_a_month_has_all_its_days_in_order_each_below_its_weekday(month: Month) -> None:
    weeks = month.weeks()
    assert all(day is None or day.weekday() == column for week in weeks for column, day in enumerate(week))
    days = [day for week in weeks for day in week if day]
    assert days[0].day == 1
    assert {month_of(day) for day in days} == {month}
    assert [later - earlier for earlier, later in zip(days, days[1:], strict=False)] == [timedelta(1)] * (len(days) - 1)
    assert days[-1] == date.max or month_of(days[-1] + timedelta(1)) != month


@given(months)
def test_no_week_of_a_month_is_empty_or_short(month: Month) -> None:
    assert all(len(week) == 7 and any(week) for week in month.weeks())


@pytest.mark.parametrize(
    ("month", "weeks"), [(Month(2027, 2), 4), (Month(2026, 11), 6), (Month(2026, 12), 5), (Month(2024, 2), 5)]
)
def test_a_month_has_four_to_six_weeks(month: Month, weeks: int) -> None:
    assert len(month.weeks()) == weeks


def test_the_first_week_begins_with_the_days_of_the_month_before_left_out() -> None:
    assert Month(2026, 12).weeks()[0] == (None, *(date(2026, 12, day) for day in range(1, 7)))


@pytest.mark.parametrize(
    ("month", "steps", "there"),
    [
        (Month(2026, 12), 1, Month(2027, 1)),
        (Month(2026, 1), -1, Month(2025, 12)),
        (Month(2026, 6), 0, Month(2026, 6)),
        (Month(2026, 6), -18, Month(2024, 12)),
    ],
)
def test_the_month_beside_another_may_lie_in_another_year(month: Month, steps: int, there: Month) -> None:
    assert month.beside(steps) == there
    assert there.beside(-steps) == month
