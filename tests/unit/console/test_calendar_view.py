"""What the calendar of a campaign says."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from inspector_app.console.campaigns.calendar_view import DayView, due_view, first_due, month_view, opening_day
from inspector_app.console.campaigns.changes import touches
from inspector_app.console.campaigns.months import Month
from sync.domain.campaigns.states import CampaignState
from sync.protocol.campaigns import CampaignDetail
from sync.protocol.console import CentreEvent
from sync.protocol.visits import DueDay, VisitCalendar
from tests.unit.console.test_campaign_views import AT, DRAWN, FROZEN, detail

TODAY = date(2026, 12, 10)
PAST, LAST = date(2026, 12, 4), date(2026, 12, 28)
FOUND = VisitCalendar((DueDay(PAST, 8, 5, 3), DueDay(LAST, 400, 120, 0)))
RELEASED = detail(DRAWN, state=CampaignState.RELEASED)
DECEMBER = Month(2026, 12)


def days(found: VisitCalendar = FOUND, shown: CampaignDetail = RELEASED, **changed: Any) -> dict[date, DayView]:
    view = month_view("zh-CN", shown, found, changed.get("month", DECEMBER), changed.get("chosen", PAST), TODAY)
    return {day.day: day for week in view.weeks for day in week if day}


def test_a_day_tells_what_is_due_done_and_overdue() -> None:
    late, last = days()[PAST], days()[LAST]
    assert (late.share, late.overdue, late.finished, late.chosen) == ("5/8", "3", False, True)
    assert late.said == "12月4日：应检 8 项，完成 5 项，逾期 3 项"
    assert (last.share, last.overdue, last.finished, last.chosen) == ("120/400", "", False, False)


def test_a_day_without_visits_is_its_number_alone() -> None:
    plain = days()[date(2026, 12, 5)]
    assert (plain.number, plain.share, plain.overdue, plain.finished, plain.said) == ("5", "", "", False, "12月5日")


def test_today_and_the_days_of_the_period_stand_out() -> None:
    told = days()
    assert [day for day, view in told.items() if view.today] == [TODAY]
    assert [view.within for view in told.values()] == [day.day <= 28 for day in told]


def test_a_day_is_finished_when_everything_due_on_it_is_done() -> None:
    assert days(VisitCalendar((DueDay(PAST, 8, 8, 0),)))[PAST].finished


@pytest.mark.parametrize(
    ("done", "visits", "narrow"),
    [
        (5, 8, "5/8"),
        (12, 40, "12/40"),
        (9, 120, "9/120"),
        (12, 120, "12/\n120"),
        (0, 20_000, "0/20k"),
        (9_876, 12_345, "9876/\n12k"),
    ],
)
def test_a_narrow_day_breaks_and_shortens_what_is_too_long(done: int, visits: int, narrow: str) -> None:
    assert days(VisitCalendar((DueDay(PAST, visits, done, 0),)))[PAST].narrow == narrow


def test_the_names_of_month_and_weekdays_are_in_the_language_and_weeks_begin_on_monday() -> None:
    chinese, english = (month_view(language, RELEASED, FOUND, DECEMBER, None, TODAY) for language in ("zh-CN", "en"))
    assert (chinese.title, chinese.weekdays[0], chinese.weekdays[-1]) == ("2026年12月", "一", "日")
    assert (english.title, english.weekdays[0], english.weekdays[-1]) == ("Dec 2026", "Mon", "Sun")


def test_months_are_turned_as_far_as_there_is_anything() -> None:
    wide = VisitCalendar((*FOUND.days, DueDay(date(2027, 2, 1), 1, 0, 0)))
    views = [month_view("zh-CN", RELEASED, wide, Month(2026, 12).beside(step), None, TODAY) for step in range(3)]
    assert [(view.earlier, view.later) for view in views] == [(False, True), (True, True), (True, False)]
    assert [bool(view.nothing) for view in views] == [False, True, False]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (detail(), "还没有抽取"),
        (detail(FROZEN, state=CampaignState.FROZEN), "还没有抽取"),
        (detail(DRAWN, state=CampaignState.DRAWN, release_at=AT), "2026-11-28 10:00 之前结果保密"),
        (RELEASED, "所辖区县没有抽中"),
    ],
)
def test_an_empty_calendar_says_why(shown: CampaignDetail, said: str) -> None:
    assert said in month_view("zh-CN", shown, VisitCalendar(), DECEMBER, None, TODAY).nothing


@pytest.mark.parametrize(
    ("found", "opened"),
    [
        (FOUND, PAST),
        (VisitCalendar((DueDay(PAST, 8, 8, 0), DueDay(LAST, 4, 1, 0))), LAST),
        (VisitCalendar((DueDay(PAST, 8, 8, 0), DueDay(LAST, 4, 4, 0))), LAST),
        (VisitCalendar(), TODAY),
    ],
)
def test_it_opens_where_something_is_left_to_do(found: VisitCalendar, opened: date) -> None:
    assert opening_day(RELEASED, found, TODAY) == opened


@pytest.mark.parametrize(("today", "opened"), [(date(2026, 1, 1), date(2026, 12, 1)), (date(2030, 1, 1), LAST)])
def test_without_visits_it_opens_in_the_period(today: date, opened: date) -> None:
    assert opening_day(detail(), VisitCalendar(), today) == opened


def test_the_first_day_of_a_month_with_visits_is_found() -> None:
    assert (first_due(FOUND, DECEMBER), first_due(FOUND, DECEMBER.beside(1))) == (PAST, None)


def test_the_chosen_day_is_told_in_words() -> None:
    chinese, english = (due_view(language, FOUND, PAST, TODAY) for language in ("zh-CN", "en"))
    assert (chinese.title, chinese.due, chinese.done, chinese.overdue) == ("12月4日（周五）", "应检 8", "完成 5", "逾期 3")
    assert (english.title, english.due, english.done, english.overdue) == ("Fri, 4 Dec", "8 due", "5 done", "3 overdue")
    assert due_view("zh-CN", FOUND, LAST, TODAY).overdue == ""
    assert [due_view("zh-CN", VisitCalendar((DueDay(PAST, 8, done, 0),)), PAST, TODAY).begun for done in (0, 1)] == [False, True]


def test_a_campaigns_screens_ask_again_when_it_or_a_visit_has_changed() -> None:
    mine, other = UUID(int=1), UUID(int=2)
    assert touches(CentreEvent("campaign", None, "", campaign_id=mine), mine)
    assert not touches(CentreEvent("campaign", None, "", campaign_id=other), mine)
    assert touches(CentreEvent("submitted", other, "ZD"), mine)
    assert not touches(CentreEvent("tablet", None, "", device_id=other), mine)


def test_the_day_that_was_asked_for_is_opened_while_it_has_visits() -> None:
    assert opening_day(RELEASED, FOUND, TODAY, LAST) == LAST
    assert opening_day(RELEASED, FOUND, TODAY, TODAY) == PAST
