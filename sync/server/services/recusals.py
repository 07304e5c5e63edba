"""Recusals: recorded by whoever reviews, decided by the agency's head, that is at the centre an administrator."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock
from sync.domain.draw.columns import is_name, is_text
from sync.domain.draw.pools import Decision, Origin, Scope
from sync.domain.ids import IdMaker
from sync.domain.people import Role
from sync.errors import AccessDenied, AlreadyExists, NotFound, OperationInvalid
from sync.protocol.recusals import (
    RecusalDecision,
    RecusalFilter,
    RecusalOnRecord,
    RecusalPage,
    RecusalPeople,
    RecusalRequest,
    RecusalTargets,
)
from sync.server.services.access import Account
from sync.server.services.searching import check_page, check_search

MOST_OFFERED = 20
"""People, and targets, that an answer offers."""


class RecusalRepository(Protocol):
    def page(self, wanted: RecusalFilter) -> RecusalPage: ...

    def one(self, recusal_id: UUID) -> RecusalOnRecord | None: ...

    def people(self, search: str, most: int) -> RecusalPeople: ...

    def targets(self, scope: Scope, search: str, districts: Collection[str] | None, most: int) -> RecusalTargets:
        """In these districts, or in all; an enterprise is where it serves a compound."""
        ...

    def request(
        self, recusal_id: UUID, request: RecusalRequest, districts: Collection[str] | None, by: UUID, at: datetime
    ) -> None:
        """What is ordered is granted with it. Raises NotFound for a person who is not on the registers, and for what is none of
        the targets in these districts."""
        ...

    def decide(self, recusal_id: UUID, request: RecusalDecision, by: UUID, at: datetime) -> bool:
        """False where it was decided before."""
        ...


class Recusals:
    """Request and decision are both kept, with who and when."""

    def __init__(self, repository: RecusalRepository, ids: IdMaker, clock: Clock) -> None:
        self._repository = repository
        self._ids = ids
        self._clock = clock

    def page(self, wanted: RecusalFilter) -> RecusalPage:
        """Raises OperationInvalid."""
        check_search(wanted.search)
        check_page(wanted.page, wanted.page_size)
        return self._repository.page(wanted)

    def people(self, search: str) -> RecusalPeople:
        """Officers and experts of every district, as teams come from all of them. Raises OperationInvalid."""
        check_search(search)
        return self._repository.people(search.strip(), MOST_OFFERED)

    def targets(self, account: Account, scope: Scope, search: str) -> RecusalTargets:
        """Of the districts that the account looks after. Raises OperationInvalid."""
        check_search(search)
        return self._repository.targets(scope, search.strip(), account.districts, MOST_OFFERED)

    def request(self, account: Account, request: RecusalRequest) -> RecusalOnRecord:
        """Raises NotFound also for what lies outside the account's districts, OperationInvalid for texts that cannot be kept or a
        party without a name, AccessDenied for an order by somebody who may not decide."""
        if not is_text(request.request) or not is_text(request.target):
            raise OperationInvalid(problem="request")
        if request.origin is Origin.REQUESTED and not is_name(request.requested_by):
            raise OperationInvalid(problem="requested_by")
        if request.origin is Origin.ORDERED and account.role is not Role.ADMINISTRATOR:
            raise AccessDenied()
        recusal_id = self._ids.new()
        self._repository.request(recusal_id, request, account.districts, account.person_id, self._clock.now())
        return self._one(recusal_id)

    def decide(self, account: Account, recusal_id: UUID, request: RecusalDecision) -> RecusalOnRecord:
        """Raises NotFound, AlreadyExists where it was decided before, OperationInvalid for a refusal without a reason."""
        if not is_text(request.reason) or (request.decision is Decision.REFUSED and not request.reason.strip()):
            raise OperationInvalid(problem="reason")
        found = self._one(recusal_id)
        if not self._repository.decide(recusal_id, request, account.person_id, self._clock.now()):
            raise AlreadyExists(what="decision", name=found.name)
        return self._one(recusal_id)

    def _one(self, recusal_id: UUID) -> RecusalOnRecord:
        found = self._repository.one(recusal_id)
        if found is None:
            raise NotFound(what="recusal", name=str(recusal_id))
        return found
