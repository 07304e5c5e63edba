"""Campaigns as supervisors see them, and what administrators plan."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sync.domain.campaigns.states import CampaignState, DrawState, campaign_state
from sync.domain.clock import Clock, local_day
from sync.domain.draw.columns import is_count, is_name
from sync.domain.draw.plan_reading import HEAVIEST, read_plan
from sync.domain.draw.shortfalls import Shortfall
from sync.domain.people import Role
from sync.drawing.published import draw_states, published_draws
from sync.drawing.reading import reading
from sync.errors import DrawFileInvalid, NotFound, OperationInvalid
from sync.protocol.campaigns import (
    CampaignDetail,
    CampaignFilter,
    CampaignPage,
    CampaignSummary,
    ChecklistList,
    ChecklistOnRecord,
    ExtraOnRecord,
    ExtrasRequest,
    NewExtra,
    PlanRequest,
    PlanWords,
)
from sync.protocol.console import CentreEvent, DistrictName
from sync.server.services.access import Account
from sync.server.services.drawn import DrawActs, Planned, VisitCounts
from sync.server.services.draws_on_record import DrawsOnRecord, Kept
from sync.server.services.events import campaign_changed
from sync.server.services.named_places import district_codes, districts_of_plan, first_places
from sync.server.services.searching import check_page, check_search

log = logging.getLogger(__name__)
MOST_EXTRAS = 1000
PLAN_FILE = "plan"


class CampaignRepository(Protocol):
    def districts(self, codes: Collection[str]) -> tuple[DistrictName, ...]:
        """Those that have these codes."""
        ...

    def called(self, codes: Collection[str]) -> dict[str, str]:
        """The names of the compounds and enterprises that have these codes."""
        ...

    def checklists(self) -> tuple[ChecklistOnRecord, ...]:
        """By id and version."""
        ...

    def words(self) -> PlanWords: ...

    def planned(self, campaign_id: UUID) -> Planned | None: ...

    def page(self, wanted: CampaignFilter) -> tuple[tuple[Planned, ...], int]: ...

    def plan(self, planned: Planned, by: UUID, at: datetime) -> None:
        """Raises NotFound for a checklist that was not published, AlreadyExists for the id of a campaign that is not drawn."""
        ...

    def acts(self, campaign_id: UUID) -> Mapping[tuple[int, str], DrawActs]:
        """By the draw's number and the digest of what was frozen."""
        ...

    def counts(self, newest: Mapping[UUID, int], today: date, districts: Collection[str] | None) -> Mapping[UUID, VisitCounts]:
        """Of a draw of each campaign; in these districts, or in all."""
        ...

    def extras(self, campaign_id: UUID) -> tuple[ExtraOnRecord, ...]: ...

    def add_extras(self, campaign_id: UUID, extras: Sequence[NewExtra], by: UUID, at: datetime) -> None: ...

    def remove_extra(self, campaign_id: UUID, extra_id: UUID, by: UUID, at: datetime) -> bool: ...


class Releasing(Protocol):
    def release(self, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class CampaignFolders:
    """Where each campaign's published draws lie."""

    folder: Path

    def of(self, campaign_id: UUID) -> Path:
        """It need not be there yet."""
        return self.folder / str(campaign_id)


class Campaigns:
    """Everybody who reviews sees campaigns; what is sealed only administrators."""

    def __init__(
        self,
        repository: CampaignRepository,
        kept: Kept,
        releases: Releasing,
        folders: CampaignFolders,
        announce: Callable[[CentreEvent], None],
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._told = DrawsOnRecord(kept, clock)
        self._releases = releases
        self._folders = folders
        self._announce = announce
        self._clock = clock

    def page(self, account: Account, wanted: CampaignFilter) -> CampaignPage:
        """Raises OperationInvalid for a page or a search that cannot be."""
        check_search(wanted.search)
        check_page(wanted.page, wanted.page_size)
        self._releases.release(self._clock.now())
        found, total = self._repository.page(wanted)
        states = {planned.id: self._states(planned.id) for planned in found}
        counts = self._counts(account, states)
        rows = (self._summary(account, planned, states[planned.id], counts.get(planned.id)) for planned in found)
        return CampaignPage(tuple(rows), total, wanted.page, wanted.page_size)

    def detail(self, account: Account, campaign_id: UUID) -> CampaignDetail:
        """Raises NotFound."""
        self._releases.release(self._clock.now())
        planned = self.planned(campaign_id)
        draws = published_draws(self._folders.of(campaign_id))
        states = {campaign_id: tuple(draw.state for draw in draws)}
        acts = self._repository.acts(campaign_id)
        shown = tuple(self._told.of(account, planned, draw, acts) for draw in reversed(draws))
        short = [one for draw in shown for one in draw.shortfalls]
        named = {(check.checklist, check.version) for check in planned.plan.checks}
        return CampaignDetail(
            summary=self._summary(account, planned, states[campaign_id], self._counts(account, states).get(campaign_id)),
            plan=planned.plan,
            originals=planned.originals,
            names=planned.names,
            draws=shown,
            extras=self._repository.extras(campaign_id),
            districts=self._repository.districts(districts_of_plan(planned.plan) | district_codes(short)),
            called=self.called(short),
            checklists=tuple(one for one in self._repository.checklists() if (one.id, one.version) in named),
        )

    def called(self, shortfalls: Sequence[Shortfall]) -> dict[str, str]:
        """The names of the compounds and enterprises that shortfalls speak of first, by code."""
        places = first_places(shortfalls)
        return self._repository.called(places) if places else {}

    def districts_in(self, shortfalls: Sequence[Shortfall]) -> tuple[DistrictName, ...]:
        """The names of the districts whose strata shortfalls speak of first."""
        codes = district_codes(shortfalls)
        return self._repository.districts(codes) if codes else ()

    def checklists(self) -> ChecklistList:
        """What a plan may name."""
        return ChecklistList(self._repository.checklists())

    def words(self) -> PlanWords:
        """What is on the registers for a plan to name."""
        return self._repository.words()

    def planned(self, campaign_id: UUID) -> Planned:
        """Raises NotFound."""
        planned = self._repository.planned(campaign_id)
        if planned is None:
            raise NotFound(what="campaign", name=str(campaign_id))
        return planned

    def plan(self, account: Account, campaign_id: UUID, request: PlanRequest) -> CampaignDetail:
        """Raises DrawFileInvalid, NotFound for a checklist that was not published, AlreadyExists, and OperationInvalid for a time
        of release without an offset."""
        with reading(PLAN_FILE):
            plan = read_plan(replace(request.plan, draw=1, previous="", reason="", program=("", "")).plain())
        planned = Planned(campaign_id, plan, _in_utc(request.release_at), request.originals, request.names)
        self._repository.plan(planned, account.person_id, self._clock.now())
        return self._changed(account, campaign_id)

    def add_extras(self, account: Account, campaign_id: UUID, request: ExtrasRequest) -> CampaignDetail:
        """Raises NotFound, OperationInvalid for none, too many, or one whose weight or source cannot be."""
        if not 0 < len(request.extras) <= MOST_EXTRAS:
            raise OperationInvalid(problem="extras")
        for extra in request.extras:
            if not is_count(extra.weight) or not 0 < extra.weight <= HEAVIEST or not is_name(extra.source):
                raise OperationInvalid(problem=f"extras: {extra.compound[:64]}")
        self.planned(campaign_id)
        self._repository.add_extras(campaign_id, request.extras, account.person_id, self._clock.now())
        return self._changed(account, campaign_id)

    def remove_extra(self, account: Account, campaign_id: UUID, extra_id: UUID) -> CampaignDetail:
        """It no longer counts for the next draw. Raises NotFound."""
        if not self._repository.remove_extra(campaign_id, extra_id, account.person_id, self._clock.now()):
            raise NotFound(what="extra", name=str(extra_id))
        return self._changed(account, campaign_id)

    def _changed(self, account: Account, campaign_id: UUID) -> CampaignDetail:
        """As it is from now on; whoever listens is told."""
        self._announce(campaign_changed(campaign_id))
        return self.detail(account, campaign_id)

    def _states(self, campaign_id: UUID) -> Sequence[DrawState]:
        """A folder that is spoilt costs nobody the list; whoever opens the campaign is told what is wrong."""
        try:
            return draw_states(self._folders.of(campaign_id))
        except DrawFileInvalid as error:
            log.error("The draws of campaign %s cannot be read: %s", campaign_id, error)
            return ()

    def _counts(self, account: Account, states: Mapping[UUID, Sequence[DrawState]]) -> Mapping[UUID, VisitCounts]:
        newest = {one: len(found) for one, found in states.items() if found}
        return self._repository.counts(newest, local_day(self._clock.now()), account.districts)

    def _summary(
        self, account: Account, planned: Planned, draws: Sequence[DrawState], counts: VisitCounts | None
    ) -> CampaignSummary:
        state = campaign_state(draws, planned.is_sealed(len(draws), self._clock.now()))
        told = counts or VisitCounts()
        if state is CampaignState.DRAWN and account.role is not Role.ADMINISTRATOR:
            told = VisitCounts()
        return CampaignSummary(
            id=planned.id,
            name=planned.plan.campaign,
            first_day=planned.first_day,
            last_day=planned.last_day,
            state=state,
            draws=len(draws),
            visits=told.visits,
            done=told.done,
            overdue=told.overdue,
            release_at=planned.release_at,
            visits_in_all=told.in_all,
        )


def _in_utc(moment: datetime | None) -> datetime | None:
    """Raises OperationInvalid for a moment that is not aware, or that UTC does not have."""
    if moment is None:
        return None
    if moment.tzinfo is None or not 1900 < moment.year < 9999:
        raise OperationInvalid(problem="release_at")
    return moment.astimezone(UTC)
