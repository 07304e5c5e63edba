"""What the calendar of all campaigns says."""

from datetime import date
from uuid import UUID

from inspector_app.console.campaigns.calendar_view import month_of_all
from inspector_app.console.campaigns.due_view import campaigns_due, together
from inspector_app.console.campaigns.months import Month
from sync.protocol.visits import CampaignDays, DueCalendar, DueDay, VisitCalendar

TODAY = date(2026, 12, 10)
PAST, LATER = date(2026, 12, 4), date(2026, 12, 28)
FLOOD, YEAR = UUID(int=1), UUID(int=2)
FOUND = DueCalendar(
    (
        CampaignDays(FLOOD, "防汛专项", (DueDay(PAST, 4, 4, 0), DueDay(LATER, 6, 0, 0))),
        CampaignDays(YEAR, "年度双随机", (DueDay(PAST, 8, 5, 3),)),
    )
)


def test_a_day_has_what_all_campaigns_have_on_it() -> None:
    assert together(FOUND) == VisitCalendar((DueDay(PAST, 12, 9, 3), DueDay(LATER, 6, 0, 0)))
    assert together(DueCalendar()) == VisitCalendar()


def test_the_campaigns_of_a_day_are_told_with_what_is_overdue_first() -> None:
    late, done = campaigns_due("zh-CN", FOUND, PAST)
    assert (late.id, late.view.title, late.view.due, late.view.done) == (YEAR, "年度双随机", "应检 8", "完成 5")
    assert (bool(late.view.overdue), late.view.begun) == (True, True)
    assert (done.id, done.view.overdue) == (FLOOD, "")
    assert [one.id for one in campaigns_due("en", FOUND, LATER)] == [FLOOD]
    assert campaigns_due("en", FOUND, TODAY) == ()


def test_a_month_of_all_campaigns_is_turned_without_end_and_says_when_nothing_is_due() -> None:
    december = month_of_all("en", together(FOUND), Month(2026, 12), PAST, TODAY)
    assert (december.earlier, december.later, december.nothing) == (True, True, "")
    days = {day.day: day for week in december.weeks for day in week if day}
    assert (days[PAST].share, days[PAST].overdue, days[LATER].share, days[TODAY].today) == ("9/12", "3", "0/6", True)
    assert month_of_all("en", together(FOUND), Month(2031, 1), None, TODAY).nothing == "Nothing is due this month."


def test_a_month_knows_its_first_and_last_day() -> None:
    assert Month(2028, 2).days == (date(2028, 2, 1), date(2028, 2, 29))
