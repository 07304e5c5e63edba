"""Reading the visits of draws: page by page, by their days, and what is due in all campaigns."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock, local_day
from sync.domain.people import Role
from sync.drawing.files import draw_numbers
from sync.errors import OperationInvalid
from sync.protocol.visits import LONGEST_SPAN, CampaignDays, DueCalendar, DueDay, VisitCalendar, VisitFilter, VisitPage
from sync.server.services.access import Account
from sync.server.services.campaigns import CampaignFolders, Campaigns, Releasing, check_page

Days = tuple[UUID, int, tuple[DueDay, ...]]
"""A campaign, one of its draws by number, and the days of that draw's visits."""


class DrawnVisitRepository(Protocol):
    """``districts``: of these only, or of all."""

    def visits(
        self, campaign_id: UUID, draw: int, wanted: VisitFilter, districts: tuple[str, ...] | None, today: date
    ) -> VisitPage: ...

    def calendar(self, campaign_id: UUID, draw: int, districts: tuple[str, ...] | None, today: date) -> VisitCalendar: ...

    def due(self, first: date, last: date, districts: tuple[str, ...] | None, today: date) -> Sequence[Days]:
        """Of each campaign's last draw that came to visits."""
        ...


class DrawnVisits:
    """Whoever may not know yet gets none."""

    def __init__(
        self, repository: DrawnVisitRepository, campaigns: Campaigns, releases: Releasing, folders: CampaignFolders, clock: Clock
    ) -> None:
        self._repository = repository
        self._campaigns = campaigns
        self._releases = releases
        self._folders = folders
        self._clock = clock

    def page(self, account: Account, campaign_id: UUID, wanted: VisitFilter) -> VisitPage:
        """Raises NotFound, OperationInvalid."""
        check_page(wanted.district, wanted.page, wanted.page_size)
        now = self._clock.now()
        draw = self._told(account, campaign_id, wanted.draw, now)
        if draw is None:
            return VisitPage((), 0, wanted.page, wanted.page_size)
        return self._repository.visits(campaign_id, draw, wanted, account.districts, local_day(now))

    def calendar(self, account: Account, campaign_id: UUID, draw: int) -> VisitCalendar:
        """Raises NotFound."""
        now = self._clock.now()
        told = self._told(account, campaign_id, draw, now)
        if told is None:
            return VisitCalendar()
        return self._repository.calendar(campaign_id, told, account.districts, local_day(now))

    def due(self, account: Account, first: date, last: date) -> DueCalendar:
        """Of all campaigns. Raises OperationInvalid for a span that is none, or too long."""
        if not 0 <= (last - first).days < LONGEST_SPAN:
            raise OperationInvalid(problem="span")
        now = self._clock.now()
        self._releases.release(now)
        found: list[CampaignDays] = []
        for campaign_id, draw, days in self._repository.due(first, last, account.districts, local_day(now)):
            planned = self._campaigns.planned(campaign_id)
            if account.role is Role.ADMINISTRATOR or not planned.is_sealed(draw, now):
                found.append(CampaignDays(campaign_id, planned.plan.campaign, days))
        return DueCalendar(tuple(sorted(found, key=lambda one: (one.name, one.campaign_id))))

    def _told(self, account: Account, campaign_id: UUID, draw: int, now: datetime) -> int | None:
        """The draw's number, of 0 the newest's; None while what it found is kept back from this account. Raises NotFound."""
        self._releases.release(now)
        planned = self._campaigns.planned(campaign_id)
        number = draw or len(draw_numbers(self._folders.of(campaign_id)))
        hidden = planned.is_sealed(number, now) and account.role is not Role.ADMINISTRATOR
        return None if hidden else number
