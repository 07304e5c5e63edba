"""What a draw found, read by whoever may know it: its visits page by page, their days, and the wall."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock, local_day
from sync.domain.people import Role
from sync.drawing.files import draw_numbers
from sync.protocol.visits import VisitCalendar, VisitFilter, VisitOnRecord, VisitOnWall, VisitPage, WallPage
from sync.server.services.access import Account
from sync.server.services.campaigns import CampaignFolders, Campaigns, Releasing, check_page


class VisitRepository(Protocol):
    """``districts``: only visits there; None: all."""

    def visits(
        self, campaign_id: UUID, draw: int, wanted: VisitFilter, districts: tuple[str, ...] | None, today: date
    ) -> VisitPage: ...

    def calendar(self, campaign_id: UUID, draw: int, districts: tuple[str, ...] | None, today: date) -> VisitCalendar: ...


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

    def _page(self, account: Account, campaign_id: UUID, wanted: VisitFilter, districts: tuple[str, ...] | None) -> VisitPage:
        check_page(wanted.district, wanted.page, wanted.page_size)
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
        hidden = planned.is_sealed(number, now) and account.role is not Role.ADMINISTRATOR
        return None if hidden else number


def _on_wall(visit: VisitOnRecord) -> VisitOnWall:
    team = tuple(member.name for member in visit.team)
    return VisitOnWall(visit.number, visit.name, visit.district_name, visit.grade, team)
