"""What tablets ask."""

from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Response
from fastapi.responses import FileResponse

from sync.domain.receipts import NO_RECEIPT
from sync.errors import OperationInvalid
from sync.protocol import endpoints
from sync.protocol.messages import Changes, Enrolment, EnrolmentRequest, PhotoSize
from sync.server.centre import Centre
from sync.server.damage import undamaged
from sync.server.routes.answers import answer
from sync.server.routes.asking import LAST_RECEIPT, Token

LONGEST_NAME = 100
_LAST_NUMBER = "The number of the last operation that the tablet recorded, sent or not; left out by earlier versions."


def tablet_router(centre: Centre) -> APIRouter:
    """Enrolment, changes and earlier photos."""
    router = APIRouter(tags=["tablet"])

    @router.post(
        endpoints.ENROL,
        response_model=Enrolment,
        summary="Trade a one-time code for a device token",
        dependencies=[Depends(undamaged)],
    )
    def enrol(request: EnrolmentRequest) -> Response:
        if not request.device_name.strip() or len(request.device_name) > LONGEST_NAME or "\x00" in request.device_name:
            raise OperationInvalid(problem="device_name")
        return answer(centre.access.enrol(request))

    @router.get(endpoints.CHANGES, response_model=Changes, summary="What changed since a cursor")
    def pull(
        token: Token,
        cursor: str | None = None,
        report: Annotated[str | None, Header(alias=endpoints.REPORT_HEADER, description="TabletReport as JSON")] = None,
        receipt: Annotated[str, Header(alias=endpoints.RECEIPT_HEADER, description=LAST_RECEIPT)] = NO_RECEIPT,
        number: Annotated[int | None, Header(alias=endpoints.NUMBER_HEADER, description=_LAST_NUMBER, ge=0)] = None,
    ) -> Response:
        sender = centre.access.sender_of(token)
        centre.promises.refuse_if_forgotten(receipt)
        with centre.tablets.noting_set_back(sender.device_id):
            centre.promises.refuse_if_set_back(sender.device_id, number)
        changes = centre.news.changes(sender, cursor, centre.clock.now())
        centre.tablets.heard(sender.device_id, report)
        return answer(replace(changes, rescue_key=centre.rescue_key.public.key_id))

    @router.get(
        endpoints.PREVIOUS_PHOTO, response_class=FileResponse, summary="A photo of an earlier visit to an assignment's compound"
    )
    def previous_photo(photo_id: UUID, size: Literal[PhotoSize.THUMBNAIL, PhotoSize.COPY], token: Token) -> FileResponse:
        path = centre.previous_photos.path(centre.access.sender_of(token), photo_id, size)
        return FileResponse(path, media_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})

    return router
