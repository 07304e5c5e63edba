"""Recusals: recorded by whoever reviews, decided by the agency's head, that is at the centre an administrator."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock
from sync.domain.draw.columns import is_name, is_text
from sync.domain.draw.pools import Decision, Origin
from sync.domain.ids import IdMaker
from sync.domain.people import Role
from sync.errors import AccessDenied, AlreadyExists, NotFound, OperationInvalid
from sync.protocol.recusals import RecusalDecision, RecusalFilter, RecusalOnRecord, RecusalPage, RecusalRequest
from sync.server.services.access import Account
from sync.server.services.campaigns import check_page


class RecusalRepository(Protocol):
    def page(self, wanted: RecusalFilter) -> RecusalPage: ...

    def one(self, recusal_id: UUID) -> RecusalOnRecord | None: ...

    def request(self, recusal_id: UUID, request: RecusalRequest, by: UUID, at: datetime) -> None:
        """What is ordered is granted with it. Raises NotFound for a person or a target that is not on the registers."""
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
        check_page(wanted.search, wanted.page, wanted.page_size)
        return self._repository.page(wanted)

    def request(self, account: Account, request: RecusalRequest) -> RecusalOnRecord:
        """Raises NotFound, OperationInvalid for texts that cannot be kept or a party without a name, AccessDenied for an order by
        somebody who may not decide."""
        if not is_text(request.request) or not is_text(request.target):
            raise OperationInvalid(problem="request")
        if request.origin is Origin.REQUESTED and not is_name(request.requested_by):
            raise OperationInvalid(problem="requested_by")
        if request.origin is Origin.ORDERED and account.role is not Role.ADMINISTRATOR:
            raise AccessDenied()
        recusal_id = self._ids.new()
        self._repository.request(recusal_id, request, account.person_id, self._clock.now())
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
