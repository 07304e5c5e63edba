"""What a draw found, read by whoever may know it: visits page by page, their days, what is due in all campaigns, the wall."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock, local_day
from sync.domain.people import Role
from sync.drawing.files import draw_numbers
from sync.errors import OperationInvalid
from sync.protocol.visits import (
    LONGEST_SPAN,
    CampaignDays,
    DueCalendar,
    DueDay,
    VisitCalendar,
    VisitFilter,
    VisitOnRecord,
    VisitOnWall,
    VisitPage,
    WallPage,
)
from sync.server.services.access import Account
from sync.server.services.campaigns import CampaignFolders, Campaigns, Releasing
from sync.server.services.drawn import Planned
from sync.server.services.searching import check_page, check_search

Days = tuple[UUID, int, tuple[DueDay, ...]]
"""A campaign, one of its draws by number, and the days of that draw's visits."""


class VisitRepository(Protocol):
    """``districts``: only visits there; None: all."""

    def visits(
        self, campaign_id: UUID, draw: int, wanted: VisitFilter, districts: tuple[str, ...] | None, today: date
    ) -> VisitPage: ...

    def calendar(self, campaign_id: UUID, draw: int, districts: tuple[str, ...] | None, today: date) -> VisitCalendar: ...

    def due(self, first: date, last: date, districts: tuple[str, ...] | None, today: date) -> Sequence[Days]:
        """Of each campaign's last draw that came to visits."""
        ...


class Visits:
    """Each of its answers is empty for whoever may not know yet."""

    def __init__(
        self, repository: VisitRepository, campaigns: Campaigns, releases: Releasing, folders: CampaignFolders, clock: Clock
    ) -> None:
        self._repository = repository
        self._campaigns = campaigns
        self._releases = releases
        self._folders = folders
        self._clock = clock

    def page(self, account: Account, campaign_id: UUID, wanted: VisitFilter) -> VisitPage:
        """Those in the account's districts. Raises NotFound, OperationInvalid."""
        return self._page(account, campaign_id, wanted, account.districts)

    def wall(self, account: Account, campaign_id: UUID, page: int, page_size: int) -> WallPage:
        """Those of the newest draw in all districts, with what the room is told of them. Raises NotFound, OperationInvalid."""
        found = self._page(account, campaign_id, VisitFilter(page=page, page_size=page_size), None)
        return WallPage(tuple(map(_on_wall, found.rows)), found.total)

    def calendar(self, account: Account, campaign_id: UUID, draw: int) -> VisitCalendar:
        """The days of those in the account's districts. Raises NotFound."""
        now = self._clock.now()
        told = self._told(account, campaign_id, draw, now)
        if told is None:
            return VisitCalendar()
        return self._repository.calendar(campaign_id, told, account.districts, local_day(now))

    def due(self, account: Account, first: date, last: date) -> DueCalendar:
        """Of all campaigns, in the account's districts. Raises OperationInvalid for a span that is none, or too long."""
        if not 0 <= (last - first).days < LONGEST_SPAN:
            raise OperationInvalid(problem="span")
        now = self._clock.now()
        self._releases.release(now)
        found: list[CampaignDays] = []
        for campaign_id, draw, days in self._repository.due(first, last, account.districts, local_day(now)):
            planned = self._campaigns.planned(campaign_id)
            if not _is_hidden(account, planned, draw, now):
                found.append(CampaignDays(campaign_id, planned.plan.campaign, days))
        return DueCalendar(tuple(sorted(found, key=lambda one: (one.name, one.campaign_id))))

    def _page(self, account: Account, campaign_id: UUID, wanted: VisitFilter, districts: tuple[str, ...] | None) -> VisitPage:
        check_search(wanted.district)
        check_page(wanted.page, wanted.page_size)
        now = self._clock.now()
        draw = self._told(account, campaign_id, wanted.draw, now)
        if draw is None:
            return VisitPage((), 0, wanted.page, wanted.page_size)
        return self._repository.visits(campaign_id, draw, wanted, districts, local_day(now))

    def _told(self, account: Account, campaign_id: UUID, draw: int, now: datetime) -> int | None:
        """The draw's number, of 0 the newest's; None while what it found is kept back from this account. Raises NotFound."""
        self._releases.release(now)
        planned = self._campaigns.planned(campaign_id)
        number = draw or len(draw_numbers(self._folders.of(campaign_id)))
        return None if _is_hidden(account, planned, number, now) else number


def _is_hidden(account: Account, planned: Planned, draw: int, now: datetime) -> bool:
    return planned.is_sealed(draw, now) and account.role is not Role.ADMINISTRATOR


def _on_wall(visit: VisitOnRecord) -> VisitOnWall:
    team = tuple(member.name for member in visit.team)
    return VisitOnWall(visit.number, visit.name, visit.district_name, visit.grade, team)
