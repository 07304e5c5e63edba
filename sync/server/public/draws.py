"""What of campaigns and their draws is made public: what their folders hold, as soon as it may be known.

Whoever has pools, plan and seed knows the result, and a seed is often seen by everybody. So of a draw that is sealed only the
plan and the digests are shown, which bind everything else, until its campaign's time has come.
"""

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sync.domain.checklists import Bilingual
from sync.domain.clock import Clock
from sync.drawing.files import DIGESTS, PLAN, draw_folder
from sync.drawing.published import PublishedDraw, PublishedVisit, open_files, published_draws, published_visits
from sync.errors import DrawFileInvalid, StorageFailed
from sync.server.services.campaigns import CampaignFolders
from sync.server.services.drawn import Planned
from sync.server.services.records import RecordFile

log = logging.getLogger(__name__)
PAGE_SIZE = 20
OPEN_WHILE_SEALED = (DIGESTS, PLAN)


@dataclass(frozen=True, slots=True)
class DisclosedDraw:
    """``published`` is without what is ``sealed``; ``visits`` are the first of them; ``files`` those that may be had."""

    published: PublishedDraw
    sealed: bool
    visits: tuple[PublishedVisit, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisclosedCampaign:
    """``draws`` newest first, one at least. ``checklists`` are titles by id and version, ``districts`` names by code."""

    id: UUID
    name: str
    first_day: str
    last_day: str
    release_at: datetime | None
    draws: tuple[DisclosedDraw, ...]
    checklists: Mapping[tuple[str, str], Bilingual]
    districts: Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class DrawPage:
    """Campaigns, newest period first."""

    rows: tuple[DisclosedCampaign, ...]
    total: int
    page: int
    pages: int


class PublicCampaigns(Protocol):
    """Campaigns of which something was frozen."""

    def page(self, page: int, page_size: int) -> tuple[tuple[Planned, ...], int]: ...

    def campaign(self, campaign_id: UUID) -> Planned | None: ...

    def checklists(self, wanted: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Bilingual]: ...

    def districts(self) -> Mapping[str, Bilingual]: ...


class DrawDisclosures:
    """Where the public pages of draws come from."""

    def __init__(self, campaigns: PublicCampaigns, folders: CampaignFolders, clock: Clock) -> None:
        self._campaigns = campaigns
        self._folders = folders
        self._clock = clock

    def page(self, number: int) -> DrawPage:
        """One page of the list; the last one where there are not so many."""
        found, total = self._campaigns.page(number, PAGE_SIZE)
        pages = max(1, -(-total // PAGE_SIZE))
        if number > pages:
            return self.page(pages)
        districts = self._campaigns.districts()
        rows = (self._disclosed(planned, districts) for planned in found if self._is_readable(planned))
        return DrawPage(tuple(row for row in rows if row.draws), total, number, pages)

    def campaign(self, campaign_id: UUID) -> DisclosedCampaign | None:
        """None where there is none, or nothing of it was frozen. Raises StorageFailed for a folder that is spoilt."""
        planned = self._campaigns.campaign(campaign_id)
        if planned and not self._is_readable(planned):
            raise StorageFailed()
        found = self._disclosed(planned, self._campaigns.districts()) if planned else None
        return found if found and found.draws else None

    def file(self, campaign_id: UUID, draw: int, name: str) -> Path | None:
        """A file of a draw that may be had."""
        found = self.campaign(campaign_id)
        names = next((one.files for one in found.draws if one.published.number == draw), ()) if found else ()
        return draw_folder(self._folders.of(campaign_id), draw) / name if name in names else None

    def archive(self, found: DisclosedCampaign) -> Iterator[RecordFile]:
        """All files that may be had, as they lie in the folder."""
        for draw in sorted(found.draws, key=lambda one: one.published.number):
            number = draw.published.number
            here = draw_folder(self._folders.of(found.id), number)
            yield from (RecordFile(f"{number}/{name}", here / name) for name in draw.files)

    def _is_readable(self, planned: Planned) -> bool:
        try:
            published_draws(self._folders.of(planned.id))
        except DrawFileInvalid as error:
            log.error("The draws of campaign %s cannot be read: %s", planned.id, error)
            return False
        return True

    def _disclosed(self, planned: Planned, districts: Mapping[str, Bilingual]) -> DisclosedCampaign:
        folder = self._folders.of(planned.id)
        draws = published_draws(folder)
        checks = {(check.checklist, check.version) for draw in draws for check in draw.plan.checks}
        plan = draws[-1].plan if draws else planned.plan
        return DisclosedCampaign(
            id=planned.id,
            name=plan.campaign,
            first_day=plan.first_day,
            last_day=plan.last_day,
            release_at=planned.release_at,
            draws=tuple(_disclosed_draw(folder, one, planned, self._clock.now()) for one in reversed(draws)),
            checklists=self._campaigns.checklists(checks),
            districts=districts,
        )


def _disclosed_draw(folder: Path, draw: PublishedDraw, planned: Planned, now: datetime) -> DisclosedDraw:
    if planned.is_sealed(draw.number, now):
        return DisclosedDraw(
            replace(draw, seed=None, key="", visits=0, shortfalls=(), replacements=()), True, (), OPEN_WHILE_SEALED
        )
    return DisclosedDraw(draw, False, published_visits(folder, draw.number), open_files(folder, draw.number))
