"""What tablets send: operations, and evidence in chunks or as whole small files."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Header, Request, Response

from sync.domain.receipts import NO_RECEIPT
from sync.errors import OperationInvalid
from sync.protocol import endpoints
from sync.protocol.messages import CHUNK_BYTES, LOAD_BYTES, SMALL_FILES, EvidenceState, PushAnswer, SmallEvidence
from sync.protocol.operations import BATCH_LINES, BATCH_TYPE, LONGEST_LINE
from sync.server.centre import Centre
from sync.server.damage import digest_named, refuse_damage
from sync.server.routes.answers import answer, binary_body
from sync.server.routes.asking import LAST_RECEIPT, Token
from sync.server.routes.bodies import BodyReader, of_a_tablet, waiting_body_of, waiting_part_of
from sync.server.routes.quick import QuickRoute
from sync.server.waiting import WaitingBodies, WaitingBody

LARGEST_BATCH = BATCH_LINES * (LONGEST_LINE + 1)
_LINES = "Up to 200 frozen operations, one JSON object per line, separated by newlines."
_NAMED_FILE = re.compile(r"([0-9a-f]{64})=([1-9][0-9]{0,6})")
_NAMED_FILES = re.compile(rf"{_NAMED_FILE.pattern}(,{_NAMED_FILE.pattern}){{0,{SMALL_FILES - 1}}}")
_FILES = "The files named by Suicha-Files, one after the other, at most 4 MiB in all."
_CHUNK = "Bytes of the file from Upload-Offset on, at most 1 MiB."


def sending_router(centre: Centre) -> APIRouter:
    """Operations and evidence, by the short way.

    Who is asking is looked up in the same trip to a worker thread as the answer, for a trip costs more than the look-up; a tablet
    that has not asked for a while is looked up once more before its body is read.
    """
    router = APIRouter(tags=["tablet"], route_class=QuickRoute)

    @router.post(
        endpoints.OPERATIONS,
        response_model=PushAnswer,
        summary="Apply operations; one outcome per line",
        openapi_extra=binary_body(BATCH_TYPE, _LINES),
    )
    def push(
        batch: Annotated[_Batch, Depends(of_a_tablet(centre.access, _batch_in(centre.waiting_batches)))],
        token: Token,
        receipt: Annotated[str, Header(alias=endpoints.RECEIPT_HEADER, description=LAST_RECEIPT)] = NO_RECEIPT,
    ) -> Response:
        with batch.in_hand() as lines:
            sender = centre.access.sender_of(token)
            centre.promises.refuse_if_forgotten(receipt)
            with centre.tablets.noting_set_back(sender.device_id):
                return answer(centre.intake.take(sender, lines))

    _add_evidence(router, centre)
    return router


def _add_evidence(router: APIRouter, centre: Centre) -> None:
    path = endpoints.EVIDENCE

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
        chunk: Annotated[WaitingBody, Depends(of_a_tablet(centre.access, waiting_part_of(centre.waiting, CHUNK_BYTES)))],
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
        body: Annotated[WaitingBody, Depends(of_a_tablet(centre.access, waiting_part_of(centre.waiting, LOAD_BYTES)))],
        token: Token,
        named: Annotated[str, Header(alias=endpoints.FILES_HEADER, description="sha256=size,sha256=size")],
    ) -> Response:
        sender = centre.access.sender_of(token)
        with body.in_hand() as content:
            return answer(centre.evidence.take(sender, _files(named, content)))


def _files(named: str, body: bytes) -> dict[str, memoryview]:
    """The files of one body, none copied; of one that was cut on the way, what came of them. Raises OperationInvalid when it is
    longer than they are together, or they are too many."""
    whole, files, start = memoryview(body), {}, 0
    for sha256, size in _NAMED_FILE.findall(named):
        files[sha256] = whole[start : start + int(size)]
        start += int(size)
    if not _NAMED_FILES.fullmatch(named) or start < len(body):
        raise OperationInvalid(problem="length")
    return files


class _Batch(NamedTuple):
    """Lines that wait to be applied. ``digest``: what their head says of them."""

    body: WaitingBody
    digest: str | None

    @contextmanager
    def in_hand(self) -> Iterator[list[bytes]]:
        """The lines. Raises StorageFailed, TransferDamaged for a body that is not the one its head speaks of: a line cut on the
        way is no spoilt record; OperationInvalid for too many."""
        with self.body.in_hand() as content:
            refuse_damage(self.digest, content)
            lines = content.split(b"\n") if content else []
            if len(lines) > BATCH_LINES:
                raise OperationInvalid(problem="lines")
            yield lines


def _batch_in(waiting: WaitingBodies) -> BodyReader[_Batch]:
    read = waiting_body_of(waiting, LARGEST_BATCH)

    async def read_batch(request: Request) -> _Batch:
        return _Batch(await read(request), digest_named(request))

    return read_batch
