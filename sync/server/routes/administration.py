"""What administrators ask: tablets, and what was set apart."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from sync.domain.people import Role
from sync.protocol import endpoints
from sync.protocol.administration import (
    DeviceFilter,
    DeviceOnRecord,
    DevicePage,
    EnrolmentCode,
    EnrolmentCodeRequest,
    Entries,
    PeopleFound,
    QuarantineDecision,
    QuarantineDetail,
    QuarantineFilter,
    QuarantinePage,
    ReleaseAnswer,
    RevokeRequest,
    Show,
)
from sync.server.centre import Centre
from sync.server.routes.answers import answer
from sync.server.routes.asking import account_of
from sync.server.services.access import Account
from sync.server.services.searching import LARGEST_PAGE

Page = Annotated[int, Query(ge=1, le=1_000_000)]
PageSize = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]


def administration_router(centre: Centre) -> APIRouter:
    """For administrators only."""
    router = APIRouter(tags=["administration"])
    _add_tablets(router, centre)
    _add_quarantine(router, centre)
    return router


def _add_tablets(router: APIRouter, centre: Centre) -> None:
    administrator = Depends(account_of(centre, Role.ADMINISTRATOR))

    @router.get(endpoints.DEVICES, response_model=DevicePage, summary="Tablets, those that want attention first")
    def devices(
        _: Annotated[Account, administrator], show: Show = Show.ALL, search: str = "", page: Page = 1, page_size: PageSize = 20
    ) -> Response:
        return answer(centre.tablets.page(DeviceFilter(show, search, page, page_size)))

    @router.post(endpoints.REVOCATION, response_model=DeviceOnRecord, summary="Revoke a tablet, with a cut-off")
    def revoke(device_id: UUID, request: RevokeRequest, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.tablets.revoke(account, device_id, request))

    @router.get(endpoints.PEOPLE, response_model=PeopleFound, summary="Who may work with a tablet")
    def people(_: Annotated[Account, administrator], search: str = "") -> Response:
        return answer(centre.tablets.people(search))

    @router.post(endpoints.ENROLMENT_CODES, response_model=EnrolmentCode, summary="A one-time code for a new tablet")
    def enrolment_code(request: EnrolmentCodeRequest, _: Annotated[Account, administrator]) -> Response:
        return answer(centre.tablets.enrolment_code(request.people))


def _add_quarantine(router: APIRouter, centre: Centre) -> None:
    administrator = Depends(account_of(centre, Role.ADMINISTRATOR))

    @router.get(endpoints.QUARANTINE, response_model=QuarantinePage, summary="Operations that were turned down, latest first")
    def page(
        _: Annotated[Account, administrator],
        show: Entries = Entries.OPEN,
        device: UUID | None = None,
        code: str = "",
        page: Page = 1,
        page_size: PageSize = 20,
    ) -> Response:
        return answer(centre.quarantine.page(QuarantineFilter(show, device, code, page, page_size)))

    @router.get(endpoints.QUARANTINED, response_model=QuarantineDetail, summary="One of them with its bytes")
    def detail(device_id: UUID, line_sha256: str, _: Annotated[Account, administrator]) -> Response:
        return answer(centre.quarantine.detail(device_id, line_sha256))

    @router.post(endpoints.RELEASE, response_model=ReleaseAnswer, summary="Take operations in once more")
    def release(decision: QuarantineDecision, account: Annotated[Account, administrator]) -> Response:
        return answer(centre.quarantine.release(account, decision))

    @router.post(endpoints.REJECT, status_code=204, summary="Turn operations down for good")
    def reject(decision: QuarantineDecision, account: Annotated[Account, administrator]) -> None:
        centre.quarantine.reject(account, decision)
