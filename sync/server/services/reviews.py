"""What supervisors do with inspections: read, accept, return, ask for originals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock
from sync.domain.inspections import LONGEST_TEXT, ReturnedItem, State
from sync.domain.previous import CompoundHistory
from sync.domain.texts import is_storable
from sync.errors import NotFound, OperationInvalid, StateOutdated
from sync.protocol.console import CentreEvent, InspectionDetail, InspectionFilter, InspectionPage, InspectionSummary, ReviewAct
from sync.protocol.messages import PhotoSize
from sync.server.services.access import Account
from sync.server.services.known import Change
from sync.server.services.searching import check_page, check_search


@dataclass(frozen=True, slots=True)
class PhotoLocation:
    """Where a photo belongs and which files are its."""

    inspection_id: UUID
    assignment_id: UUID
    district: str
    copy_sha256: str
    original_sha256: str
    original_type: str


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """A step to record: the state moves from ``base_state_rev`` to the next."""

    inspection_id: UUID
    base_state_rev: int
    state: State
    act: ReviewAct
    by: UUID
    at: datetime
    comment: str
    items: tuple[ReturnedItem, ...]
    change: Change


class ReviewRepository(Protocol):
    def page(self, wanted: InspectionFilter, districts: tuple[str, ...] | None) -> InspectionPage: ...

    def summary(self, inspection_id: UUID) -> InspectionSummary | None: ...

    def detail(self, inspection_id: UUID) -> InspectionDetail | None: ...

    def previous(self, inspection_id: UUID) -> CompoundHistory: ...

    def assignment_of(self, inspection_id: UUID) -> UUID: ...

    def record(self, step: ReviewStep) -> bool:
        """False when the inspection is no longer submitted with that ``base_state_rev``."""
        ...

    def photo(self, photo_id: UUID) -> PhotoLocation | None: ...

    def want_original(self, photo_id: UUID, change: Change) -> None: ...


class Reviews:
    """Every call takes the account and shows it only its districts; others' rows do not exist for it."""

    def __init__(self, repository: ReviewRepository, announce: Callable[[CentreEvent], None], clock: Clock) -> None:
        self._repository = repository
        self._announce = announce
        self._clock = clock

    def page(self, account: Account, wanted: InspectionFilter) -> InspectionPage:
        """One page of the list. Raises OperationInvalid for a page or a search that cannot be."""
        check_search(wanted.search)
        check_search(wanted.district or "")
        check_page(wanted.page, wanted.page_size)
        return self._repository.page(wanted, account.districts)

    def detail(self, account: Account, inspection_id: UUID) -> InspectionDetail:
        """Raises NotFound."""
        self._summary(account, inspection_id)
        detail = self._repository.detail(inspection_id)
        if detail is None:
            raise NotFound(what="inspection", name=str(inspection_id))
        return detail

    def previous(self, account: Account, inspection_id: UUID) -> CompoundHistory:
        """What was before this inspection; photos of then are this account's too, for the compound lies where it did. Raises
        NotFound."""
        self._summary(account, inspection_id)
        return self._repository.previous(inspection_id)

    def accept(self, account: Account, inspection_id: UUID, base_state_rev: int, comment: str) -> InspectionSummary:
        """Raises NotFound, StateOutdated."""
        return self._step(account, inspection_id, base_state_rev, State.ACCEPTED, ReviewAct.ACCEPTED, comment, ())

    def send_back(
        self, account: Account, inspection_id: UUID, base_state_rev: int, comment: str, items: tuple[ReturnedItem, ...]
    ) -> InspectionSummary:
        """Raises NotFound, StateOutdated, and OperationInvalid when nothing says why or an item does not exist."""
        if not comment.strip() and not any(item.comment.strip() for item in items):
            raise OperationInvalid(problem="comment")
        known = {result.item_code for result in self.detail(account, inspection_id).results}
        if any(item.item_code not in known for item in items):
            raise OperationInvalid(problem="item_code")
        return self._step(account, inspection_id, base_state_rev, State.RETURNED, ReviewAct.RETURNED, comment, items)

    def photo(self, account: Account, photo_id: UUID) -> PhotoLocation:
        """Raises NotFound."""
        location = self._repository.photo(photo_id)
        if location is None or not account.may_see(location.district):
            raise NotFound(what="photo", name=str(photo_id))
        return location

    def want_original(self, account: Account, photo_id: UUID) -> None:
        """The tablet hears of it at its next sync. Raises NotFound."""
        location = self.photo(account, photo_id)
        self._repository.want_original(
            photo_id,
            Change(location.district, "photo", location.inspection_id, (str(photo_id),), location.assignment_id),
        )

    def _summary(self, account: Account, inspection_id: UUID) -> InspectionSummary:
        summary = self._repository.summary(inspection_id)
        if summary is None or not account.may_see(summary.district):
            raise NotFound(what="inspection", name=str(inspection_id))
        return summary

    def _step(
        self,
        account: Account,
        inspection_id: UUID,
        base_state_rev: int,
        state: State,
        act: ReviewAct,
        comment: str,
        items: tuple[ReturnedItem, ...],
    ) -> InspectionSummary:
        summary = self._summary(account, inspection_id)
        if any(len(text) > LONGEST_TEXT or not is_storable(text) for text in (comment, *(item.comment for item in items))):
            raise OperationInvalid(problem="comment")
        if base_state_rev != summary.state_rev:
            raise StateOutdated()
        change = Change(
            summary.district, "inspection", inspection_id, assignment_id=self._repository.assignment_of(inspection_id)
        )
        step = ReviewStep(inspection_id, base_state_rev, state, act, account.person_id, self._clock.now(), comment, items, change)
        if not self._repository.record(step):
            raise StateOutdated()
        self._announce(CentreEvent(act.value, inspection_id, summary.district))
        return self._summary(account, inspection_id)


def media_type(location: PhotoLocation, size: PhotoSize) -> str:
    """What kind of file a size of a photo is."""
    return location.original_type if size is PhotoSize.ORIGINAL else "image/jpeg"
