"""What supervisors ask."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from sync.domain.inspections import State
from sync.domain.previous import CompoundHistory
from sync.domain.receipts import PublicKey
from sync.i18n import best_language
from sync.protocol import endpoints
from sync.protocol.console import (
    AcceptRequest,
    DocumentKind,
    InspectionDetail,
    InspectionFilter,
    InspectionOrder,
    InspectionPage,
    InspectionSummary,
    ReturnRequest,
    Session,
    SignInRequest,
)
from sync.protocol.messages import PhotoSize
from sync.protocol.rescue import RescueKey
from sync.server.centre import Centre
from sync.server.routes.answers import answer
from sync.server.routes.asking import REVIEWERS, Token, account_of
from sync.server.services.access import Account
from sync.server.services.reviews import media_type
from sync.server.services.searching import LARGEST_PAGE
from sync.server.services.zipping import zipped


def console_router(centre: Centre) -> APIRouter:
    """Sessions, the list, one inspection, reviews and photos."""
    router = APIRouter(tags=["console"])
    _add_sessions(router, centre)
    _add_inspections(router, centre)
    _add_photos(router, centre)
    return router


def _add_sessions(router: APIRouter, centre: Centre) -> None:
    @router.post(endpoints.SIGN_IN, response_model=Session, summary="Sign in")
    def sign_in(request: SignInRequest) -> Response:
        return answer(centre.access.sign_in(request.login, request.password))

    @router.delete(endpoints.SIGN_IN, status_code=204, summary="Sign out", dependencies=[Depends(account_of(centre))])
    def sign_out(token: Token) -> None:
        centre.access.sign_out(token)

    @router.get(endpoints.HEALTH, summary="Whether the centre answers, and its database")
    def health() -> dict[str, str]:
        centre.database.answers()
        return {"status": "ok"}

    @router.get(endpoints.CENTRE_KEY, response_model=PublicKey, summary="The key that the centre's signatures are checked with")
    def centre_key() -> Response:
        return answer(centre.key.public)

    @router.get(endpoints.RESCUE_KEY, response_model=RescueKey, summary="The key that tablets seal rescue files with")
    def rescue_key() -> Response:
        return answer(centre.rescue_key.public)


def _add_inspections(router: APIRouter, centre: Centre) -> None:
    reviewer = Depends(account_of(centre, *REVIEWERS))

    @router.get(
        endpoints.INSPECTIONS,
        response_model=InspectionPage,
        summary="Inspections, latest activity first unless another order is asked for",
    )
    def page(
        account: Annotated[Account, reviewer],
        state: State | None = None,
        district: str | None = None,
        search: str = "",
        page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
        page_size: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 20,
        order: InspectionOrder = InspectionOrder.LATEST,
    ) -> Response:
        return answer(centre.reviews.page(account, InspectionFilter(state, district, search, page, page_size, order)))

    @router.get(endpoints.INSPECTION, response_model=InspectionDetail, summary="One inspection with everything recorded on it")
    def detail(inspection_id: UUID, account: Annotated[Account, reviewer]) -> Response:
        return answer(centre.reviews.detail(account, inspection_id))

    @router.get(endpoints.PREVIOUS, response_model=CompoundHistory, summary="What earlier visits found at the same compound")
    def previous(inspection_id: UUID, account: Annotated[Account, reviewer]) -> Response:
        return answer(centre.reviews.previous(account, inspection_id))

    @router.get(endpoints.RECORD, response_class=StreamingResponse, summary="The signed record with its photos, as a zip")
    def record(inspection_id: UUID, account: Annotated[Account, reviewer]) -> StreamingResponse:
        moment = centre.clock.now().timetuple()[:6]
        blocks = zipped(centre.records.export_for(account, inspection_id), moment)
        headers = {"Content-Disposition": f'attachment; filename="{inspection_id}.zip"', "X-Content-Type-Options": "nosniff"}
        return StreamingResponse(blocks, media_type="application/zip", headers=headers)

    @router.get(endpoints.DOCUMENT, response_class=Response, summary="The on-site record or the draft order, as a PDF")
    def document(
        inspection_id: UUID, kind: DocumentKind, request: Request, account: Annotated[Account, reviewer], language: str = ""
    ) -> Response:
        wanted = best_language(language or request.headers.get("Accept-Language"))
        content = centre.printing.document(account, inspection_id, kind, wanted)
        return Response(content, media_type="application/pdf", headers={"X-Content-Type-Options": "nosniff"})

    @router.post(endpoints.ACCEPT, response_model=InspectionSummary, summary="Accept a submitted inspection")
    def accept(inspection_id: UUID, request: AcceptRequest, account: Annotated[Account, reviewer]) -> Response:
        return answer(centre.reviews.accept(account, inspection_id, request.base_state_rev, request.comment))

    @router.post(endpoints.RETURN, response_model=InspectionSummary, summary="Return a submitted inspection with the reason")
    def send_back(inspection_id: UUID, request: ReturnRequest, account: Annotated[Account, reviewer]) -> Response:
        return answer(
            centre.reviews.send_back(account, inspection_id, request.base_state_rev, request.comment, tuple(request.items))
        )


def _add_photos(router: APIRouter, centre: Centre) -> None:
    reviewer = Depends(account_of(centre, *REVIEWERS))

    @router.get(endpoints.PHOTO, response_class=FileResponse, summary="A photo's thumbnail, evidence copy or original")
    def photo(photo_id: UUID, size: PhotoSize, account: Annotated[Account, reviewer]) -> FileResponse:
        location = centre.reviews.photo(account, photo_id)
        headers = {"Cache-Control": "private, max-age=86400, immutable", "X-Content-Type-Options": "nosniff"}
        return FileResponse(centre.pictures.path(location, size), media_type=media_type(location, size), headers=headers)

    @router.post(endpoints.WANT_ORIGINAL, status_code=204, summary="Ask the tablet for the untouched original")
    def want_original(photo_id: UUID, account: Annotated[Account, reviewer]) -> None:
        centre.reviews.want_original(account, photo_id)
