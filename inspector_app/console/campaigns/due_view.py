"""What is due in all campaigns. Pure."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspector_app.console.campaigns.calendar_view import DueView, told
from sync.protocol.visits import DueCalendar, DueDay, VisitCalendar


@dataclass(frozen=True, slots=True)
class CampaignDue:
    """A campaign, with its name and its numbers on a day."""

    id: UUID
    view: DueView


def together(found: DueCalendar) -> VisitCalendar:
    """The days of all campaigns, each once, earliest first."""
    by_day: defaultdict[date, list[DueDay]] = defaultdict(list)
    for campaign in found.campaigns:
        for one in campaign.days:
            by_day[one.day].append(one)
    return VisitCalendar(tuple(_sum(day, by_day[day]) for day in sorted(by_day)))


def campaigns_due(language: str, found: DueCalendar, day: date) -> tuple[CampaignDue, ...]:
    """The campaigns with visits due on a day: what is overdue first, then by name."""
    due = [(campaign, one) for campaign in found.campaigns for one in campaign.days if one.day == day]
    due.sort(key=lambda pair: not pair[1].overdue)
    return tuple(CampaignDue(campaign.campaign_id, told(language, campaign.name, one)) for campaign, one in due)


def _sum(day: date, ones: list[DueDay]) -> DueDay:
    return DueDay(day, sum(one.visits for one in ones), sum(one.done for one in ones), sum(one.overdue for one in ones))
