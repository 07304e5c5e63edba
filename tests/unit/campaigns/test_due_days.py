"""Visits of a draw over the days of its period."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sync.domain.campaigns.due_days import due_days
from tests.unit.draw.worlds import World, compounds, person

MONDAY, FRIDAY = date(2026, 6, 1), date(2026, 6, 12)
BEFORE = date(2026, 5, 20)
some_day = st.dates(date(2026, 1, 1), date(2026, 3, 31))
some_visits = st.integers(1, 200)


@st.composite
def periods(draw):
    """First day, last day, the day on which the teams are told."""
    first = draw(some_day)
    return first, first + timedelta(days=draw(st.integers(0, 90))), first + timedelta(days=draw(st.integers(-30, 120)))


def working_days(first, last, told_on):
    """Mondays to Fridays of the period of which the teams know, counted one by one."""
    begins = max(first, told_on + timedelta(days=1))
    days = [begins + timedelta(days=number) for number in range((last - begins).days + 1)]
    return [day for day in days if day.isoweekday() <= 5]


@pytest.mark.parametrize(
    ("visits", "due"),
    [
        (1, [12]),
        (2, [5, 12]),
        (3, [4, 9, 12]),
        (10, [1, 2, 3, 4, 5, 8, 9, 10, 11, 12]),
        (12, [1, 2, 3, 4, 5, 5, 8, 9, 10, 11, 12, 12]),
        (20, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12]),
    ],
)
def test_ten_working_days_by_hand(visits, due):
    assert [day.day for day in due_days(MONDAY, FRIDAY, BEFORE, visits)] == due


def test_a_period_that_ends_on_a_sunday_ends_there_and_not_on_its_friday():
    assert [day.day for day in due_days(MONDAY, date(2026, 6, 7), BEFORE, 5)] == [1, 2, 3, 4, 7]


def test_nothing_is_due_on_the_day_on_which_teams_are_told():
    assert due_days(MONDAY, FRIDAY, date(2026, 6, 10), 2) == (date(2026, 6, 11), FRIDAY)


@pytest.mark.parametrize("told_on", [FRIDAY - timedelta(days=1), FRIDAY, FRIDAY + timedelta(days=9)])
def test_when_no_days_are_left_everything_is_due_on_the_last(told_on):
    assert due_days(MONDAY, FRIDAY, told_on, 3) == (FRIDAY,) * 3


def test_a_draw_without_visits_has_no_days():
    assert due_days(MONDAY, FRIDAY, BEFORE, 0) == ()


@pytest.mark.details
@given(periods(), some_visits)
def test_every_visit_has_its_day_in_their_order_and_the_last_is_due_on_the_last_day(period, visits):
    days = due_days(*period, visits)
    assert len(days) == visits
    assert list(days) == sorted(days)
    assert days[-1] == period[1]


@given(periods(), some_visits)
def test_all_days_but_the_last_are_working_days_of_the_period_after_the_teams_were_told(period, visits):
    first, last, told_on = period
    for day in due_days(first, last, told_on, visits):
        assert day == last or (first <= day < last and day > told_on and day.isoweekday() <= 5)


@given(periods(), some_visits)
def test_with_more_visits_than_days_every_day_has_its_even_share(period, visits):
    working = working_days(*period)
    assume(0 < len(working) <= visits)
    counts = Counter(due_days(*period, visits))
    assert len(counts) == len(working)
    assert max(counts.values()) - min(counts.values()) <= 1


@given(periods(), some_visits)
def test_with_fewer_visits_than_days_they_lie_evenly_apart(period, visits):
    working = [*working_days(*period)[:-1], period[1]]
    assume(len(working) >= visits)
    at = [0, *(working.index(day) + 1 for day in due_days(*period, visits))]
    steps = [later - earlier for earlier, later in pairwise(at)]
    assert max(steps) - min(steps) <= 1


def test_where_no_rule_stands_in_the_way_everybodys_first_visit_comes_before_anybodys_second():
    officers = [person(f"O{n}") for n in range(1, 21)]
    visits = World(compounds(20), officers).planned(rate=10_000).drawn().visits
    due = due_days(MONDAY, FRIDAY, BEFORE, len(visits))
    theirs = {}
    for visit, day in zip(visits, due, strict=True):
        for officer in visit.officers:
            theirs.setdefault(officer, []).append(day)
    rounds = list(zip(*theirs.values(), strict=True))
    assert [len(days) for days in rounds] == [20] * 2
    assert all(max(earlier) < min(later) for earlier, later in pairwise(rounds))
