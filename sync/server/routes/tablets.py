"""What tablets ask."""

import re
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import FileResponse

from sync.errors import OperationInvalid
from sync.protocol import endpoints
from sync.protocol.messages import (
    SMALL_FILES,
    Changes,
    Enrolment,
    EnrolmentRequest,
    EvidenceState,
    PhotoSize,
    PushAnswer,
    SmallEvidence,
)
from sync.protocol.operations import BATCH_LINES, BATCH_TYPE, LONGEST_LINE
from sync.server.centre import Centre
from sync.server.damage import refuse_damage, undamaged
from sync.server.routes.answers import answer, binary_body
from sync.server.routes.asking import Token
from sync.server.routes.bodies import body_of, chunk_of
from sync.server.waiting import WaitingBody

LARGEST_BATCH = BATCH_LINES * (LONGEST_LINE + 1)
LONGEST_NAME = 100
_LINES = "Up to 200 frozen operations, one JSON object per line, separated by newlines."
_NAMED_FILE = re.compile(r"([0-9a-f]{64})=([1-9][0-9]{0,6})")
_NAMED_FILES = re.compile(rf"{_NAMED_FILE.pattern}(,{_NAMED_FILE.pattern}){{0,{SMALL_FILES - 1}}}")
_FILES = "The files named by Suicha-Files, one after the other, at most 1 MiB in all."
_CHUNK = "Bytes of the file from Upload-Offset on, at most 1 MiB."


def tablet_router(centre: Centre) -> APIRouter:
    """Enrolment, operations, changes, earlier photos and evidence.

    Who is asking is looked up in the same trip to a worker thread as the answer: a trip costs more than the look-up.
    """
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

    @router.post(
        endpoints.OPERATIONS,
        response_model=PushAnswer,
        summary="Apply operations; one outcome per line",
        openapi_extra=binary_body(BATCH_TYPE, _LINES),
    )
    def push(body: Annotated[bytes, Depends(_batch)], token: Token) -> Response:
        sender = centre.access.sender_of(token)
        lines = body.split(b"\n") if body else []
        if len(lines) > BATCH_LINES:
            raise OperationInvalid(problem="lines")
        return answer(centre.intake.take(sender, lines))

    @router.get(endpoints.CHANGES, response_model=Changes, summary="What changed since a cursor")
    def pull(
        token: Token,
        cursor: str | None = None,
        report: Annotated[str | None, Header(alias=endpoints.REPORT_HEADER, description="TabletReport as JSON")] = None,
    ) -> Response:
        sender = centre.access.sender_of(token)
        changes = centre.news.changes(sender, cursor, centre.clock.now())
        centre.tablets.heard(sender.device_id, report)
        return answer(changes)

    _add_previous_photos(router, centre)
    _add_evidence(router, centre)
    return router


def _add_previous_photos(router: APIRouter, centre: Centre) -> None:
    @router.get(
        endpoints.PREVIOUS_PHOTO, response_class=FileResponse, summary="A photo of an earlier visit to an assignment's compound"
    )
    def previous_photo(photo_id: UUID, size: Literal[PhotoSize.THUMBNAIL, PhotoSize.COPY], token: Token) -> FileResponse:
        path = centre.previous_photos.path(centre.access.sender_of(token), photo_id, size)
        return FileResponse(path, media_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


def _add_evidence(router: APIRouter, centre: Centre) -> None:
    path, chunk_body = endpoints.EVIDENCE, Depends(chunk_of(centre.waiting))

    @router.head(
        path, summary="How much of a file is stored", responses={200: {"description": "Upload-Offset and Upload-Complete"}}
    )
    def state(sha256: str, token: Token) -> Response:
        found = centre.evidence.state(centre.access.sender_of(token), sha256)
        headers = {
            endpoints.OFFSET_HEADER: str(found.offset),
            endpoints.COMPLETE_HEADER: "true" if found.complete else "false",
            "ETag": f'"{sha256}"',
        }
        return Response(headers=headers)

    @router.patch(
        path,
        response_model=EvidenceState,
        summary="Append a chunk; the last one is answered with the receipt",
        openapi_extra=binary_body("application/octet-stream", _CHUNK),
    )
    def append(
        sha256: str,
        chunk: Annotated[WaitingBody, chunk_body],
        token: Token,
        offset: Annotated[int, Header(alias=endpoints.OFFSET_HEADER, ge=0)],
        length: Annotated[int, Header(alias=endpoints.LENGTH_HEADER, ge=1)],
    ) -> Response:
        sender = centre.access.sender_of(token)
        with chunk.in_hand() as content:
            return answer(centre.evidence.append(sender, sha256, offset, length, content))

    @router.post(
        endpoints.SMALL_EVIDENCE,
        response_model=SmallEvidence,
        summary="Store whole small files; each one that went in is answered with its receipt",
        openapi_extra=binary_body("application/octet-stream", _FILES),
    )
    def take(
        body: Annotated[WaitingBody, chunk_body],
        token: Token,
        named: Annotated[str, Header(alias=endpoints.FILES_HEADER, description="sha256=size,sha256=size")],
    ) -> Response:
        sender = centre.access.sender_of(token)
        with body.in_hand() as content:
            return answer(centre.evidence.take(sender, _files(named, content)))


def _files(named: str, body: bytes) -> dict[str, memoryview]:
    """The files of one body, none copied. Raises OperationInvalid when it is not as long as they are together, or they are too
    many."""
    whole, files, start = memoryview(body), {}, 0
    for sha256, size in _NAMED_FILE.findall(named):
        files[sha256] = whole[start : start + int(size)]
        start += int(size)
    if not _NAMED_FILES.fullmatch(named) or start != len(body):
        raise OperationInvalid(problem="length")
    return files


async def _batch(request: Request) -> bytes:
    """Raises TransferDamaged for a body that is not the one its head speaks of: a line cut on the way is no spoilt record."""
    body = await body_of(request, LARGEST_BATCH)
    refuse_damage(request, body)
    return body
