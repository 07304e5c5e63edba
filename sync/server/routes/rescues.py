"""Bringing in rescue files."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Response
from fastapi.responses import StreamingResponse

from sync.protocol import endpoints
from sync.protocol.codec import to_json
from sync.protocol.messages import CHUNK_BYTES, EvidenceState
from sync.protocol.operations import BATCH_TYPE
from sync.protocol.rescue import RescueTold
from sync.server.centre import Centre
from sync.server.routes.answers import answer, binary_body
from sync.server.routes.asking import REVIEWERS, account_of
from sync.server.routes.bodies import waiting_part_of
from sync.server.services.access import Account
from sync.server.waiting import WaitingBody


def rescue_router(centre: Centre) -> APIRouter:
    """For supervisors and administrators: the file comes in chunks as evidence does, then it is checked and applied."""
    router = APIRouter(tags=["rescue"])
    reviewer = Depends(account_of(centre, *REVIEWERS))

    @router.head(
        endpoints.RESCUE,
        summary="How much of a rescue file is there",
        responses={200: {"description": "Upload-Offset and Upload-Complete"}},
        dependencies=[reviewer],
    )
    def state(sha256: str) -> Response:
        found = centre.rescuing.files.state(sha256)
        complete = "true" if found.complete else "false"
        return Response(headers={endpoints.OFFSET_HEADER: str(found.offset), endpoints.COMPLETE_HEADER: complete})

    @router.patch(
        endpoints.RESCUE,
        response_model=EvidenceState,
        summary="Append a chunk of a rescue file",
        openapi_extra=binary_body("application/octet-stream", "Bytes from Upload-Offset on, at most 1 MiB."),
        dependencies=[reviewer],
    )
    def append(
        sha256: str,
        chunk: Annotated[WaitingBody, Depends(waiting_part_of(centre.waiting, CHUNK_BYTES))],
        offset: Annotated[int, Header(alias=endpoints.OFFSET_HEADER, ge=0)],
        length: Annotated[int, Header(alias=endpoints.LENGTH_HEADER, ge=1)],
    ) -> Response:
        with chunk.in_hand() as content:
            return answer(centre.rescuing.files.append(sha256, offset, length, content))

    @router.post(
        endpoints.RESCUE_IMPORT,
        response_class=StreamingResponse,
        summary="Check a rescue file as a whole, then apply it; lines of progress, the last one with the outcome",
        responses={200: {"content": {BATCH_TYPE: {}}, "description": "Lines of RescueTold"}},
    )
    def bring_in(sha256: str, account: Annotated[Account, reviewer], unproven: bool = False) -> StreamingResponse:
        told = centre.rescuing.bring_in(sha256, account.login, account.role, unproven)
        return StreamingResponse(_lines(told), media_type=BATCH_TYPE)

    return router


def _lines(told: Iterable[RescueTold]) -> Iterator[str]:
    return (to_json(one) + "\n" for one in told)
