"""Bodies that are read as bytes, given up as soon as they are larger than allowed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

from fastapi import Request
from starlette.requests import ClientDisconnect

from sync.errors import OperationInvalid
from sync.server.waiting import WaitingBodies, WaitingBody


def waiting_body_of(waiting: WaitingBodies, most: int) -> Callable[[Request], Awaitable[WaitingBody]]:
    """A dependency: a body of at most so many bytes, which waits for its worker. Of one that was cut on the way it is what came:
    a line that breaks in every chunk still gets a file across. Raises OperationInvalid for one that is larger, StorageFull,
    StorageFailed."""

    async def read(request: Request) -> WaitingBody:
        body = waiting.open()
        with suppress(ClientDisconnect):
            async for part in _parts(request, most):
                body.add(part)
        return body

    return read


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
