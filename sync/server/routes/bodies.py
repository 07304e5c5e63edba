"""Bodies that are read as bytes, given up as soon as they are larger than allowed."""

from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi import Request

from sync.errors import OperationInvalid
from sync.protocol.messages import CHUNK_BYTES
from sync.server.waiting import WaitingBodies, WaitingBody


def chunk_of(waiting: WaitingBodies) -> Callable[[Request], Awaitable[WaitingBody]]:
    """A dependency: the body of a request with a chunk, which waits for its worker. Raises OperationInvalid for one that is too
    large, StorageFull, StorageFailed."""

    async def chunk(request: Request) -> WaitingBody:
        body = waiting.open()
        async for part in _parts(request, CHUNK_BYTES):
            body.add(part)
        return body

    return chunk


async def body_of(request: Request, most: int) -> bytes:
    """The body. Raises OperationInvalid for one that is larger than allowed."""
    return b"".join([part async for part in _parts(request, most)])


async def _parts(request: Request, most: int) -> AsyncIterator[bytes]:
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise OperationInvalid(problem="size")
        yield part
