"""On which days visits are due, month by month. Pure."""

from dataclasses import dataclass
from datetime import date

from inspector_app.console import wording
from inspector_app.console.campaigns.months import Month, month_of
from inspector_app.console.campaigns.words import moment_text
from sync.domain.campaigns.states import CampaignState
from sync.i18n import say
from sync.protocol.campaigns import CampaignDetail
from sync.protocol.visits import DueDay, VisitCalendar

_DAYS = 7
_NARROW, _LARGEST = 5, 10_000
"""Characters on one line of a narrow day, and the first number that is shortened there."""


@dataclass(frozen=True, slots=True)
class DayView:
    """One day. ``share``: done of due, empty where nothing is due; ``narrow`` the same for little room. ``overdue`` as a number,
    empty where nothing is. ``within``: the campaign's period has it. ``said``: all of it, in a sentence."""

    day: date
    number: str
    today: bool
    within: bool
    chosen: bool
    share: str
    narrow: str
    overdue: str
    finished: bool
    said: str


@dataclass(frozen=True, slots=True)
class MonthView:
    """Weeks from Monday to Sunday, None for other months' days. ``nothing``: why no day of it has visits, in a sentence."""

    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[DayView | None, ...], ...]
    earlier: bool
    later: bool
    nothing: str


@dataclass(frozen=True, slots=True)
class DueView:
    """The chosen day, or what a campaign has on it: its date or name, and how many visits are due, done and overdue, in words;
    ``overdue`` empty where none is. ``begun``: at least one is done."""

    title: str
    due: str
    done: str
    overdue: str
    begun: bool


def opening_day(detail: CampaignDetail, found: VisitCalendar, today: date, asked: date | None = None) -> date:
    """The day that was asked for, if it has visits; else the first one with something left to do; else the last one with visits;
    else today, or the day of the period next to it."""
    if asked in {one.day for one in found.days}:
        return asked
    left = [one.day for one in found.days if one.done < one.visits]
    if found.days:
        return left[0] if left else found.days[-1].day
    first, last = period_of(detail)
    return max(first, min(last, today))


def first_due(found: VisitCalendar, month: Month) -> date | None:
    """The first day of a month with visits."""
    return next((one.day for one in found.days if month_of(one.day) == month), None)


def month_view(
    language: str, detail: CampaignDetail, found: VisitCalendar, month: Month, chosen: date | None, today: date
) -> MonthView:
    """One month of a campaign. It can be turned as far as period, visits and today reach."""
    return _month(language, found, month, chosen, today, period_of(detail), _nothing(language, detail, found))


def month_of_all(language: str, found: VisitCalendar, month: Month, chosen: date | None, today: date) -> MonthView:
    """One month of all campaigns, which can be turned without end."""
    return _month(language, found, month, chosen, today, (date.min, date.max), say(language, "console.calendar.none"))


def due_view(language: str, found: VisitCalendar, day: date, today: date) -> DueView:
    """What is due on a day."""
    one = next((one for one in found.days if one.day == day), DueDay(day, 0, 0, 0))
    weekday = say(language, f"console.weekday_long.{day.weekday()}")
    return told(language, say(language, "console.calendar.day", day=wording.day(language, day, today), weekday=weekday), one)


def told(language: str, title: str, one: DueDay) -> DueView:
    """The numbers of a day under a title."""
    return DueView(
        title=title,
        due=say(language, "console.calendar.due", count=one.visits),
        done=say(language, "console.calendar.done", count=one.done),
        overdue=say(language, "console.campaign.overdue", count=one.overdue) if one.overdue else "",
        begun=one.done > 0,
    )


def period_of(detail: CampaignDetail) -> tuple[date, date]:
    """First and last day of the newest draw, or of what is planned."""
    if detail.draws:
        plan = detail.draws[0].plan
        return date.fromisoformat(plan.first_day), date.fromisoformat(plan.last_day)
    return detail.summary.first_day, detail.summary.last_day


def _month(
    language: str,
    found: VisitCalendar,
    month: Month,
    chosen: date | None,
    today: date,
    period: tuple[date, date],
    nothing: str,
) -> MonthView:
    first, last = period
    marked = (first, last, today, *(one.day for one in found.days))
    due = {one.day: one for one in found.days}

    def seen(day: date) -> DayView:
        return _day(language, day, due.get(day), today, first <= day <= last, day == chosen)

    return MonthView(
        title=wording.month(language, month.year, month.month),
        weekdays=tuple(say(language, f"console.weekday.{number}") for number in range(_DAYS)),
        weeks=tuple(tuple(seen(day) if day else None for day in week) for week in month.weeks()),
        earlier=month > month_of(min(marked)),
        later=month < month_of(max(marked)),
        nothing="" if first_due(found, month) else nothing,
    )


def _day(language: str, day: date, one: DueDay | None, today: date, within: bool, chosen: bool) -> DayView:
    told = wording.day(language, day, today)
    share = f"{one.done}/{one.visits}" if one else ""
    return DayView(
        day=day,
        number=str(day.day),
        today=day == today,
        within=within,
        chosen=chosen,
        share=share,
        narrow=_narrow(one) if one else "",
        overdue=str(one.overdue) if one and one.overdue else "",
        finished=one is not None and one.done == one.visits,
        said=say(language, "console.calendar.said", day=told, visits=one.visits, done=one.done, overdue=one.overdue)
        if one
        else told,
    )


def _narrow(one: DueDay) -> str:
    """On two lines where one is too short for it."""
    done, visits = _short(one.done), _short(one.visits)
    return f"{done}/{visits}" if len(done) + len(visits) < _NARROW else f"{done}/\n{visits}"


def _short(count: int) -> str:
    return str(count) if count < _LARGEST else f"{count // 1000}k"


def _nothing(language: str, detail: CampaignDetail, found: VisitCalendar) -> str:
    summary = detail.summary
    if found.days:
        return say(language, "console.calendar.none")
    if summary.state is CampaignState.DRAWN and summary.release_at:
        return say(language, "console.calendar.sealed", at=moment_text(summary.release_at))
    if summary.state is CampaignState.RELEASED:
        return say(language, "console.calendar.elsewhere")
    return say(language, "console.calendar.not_drawn")
