"""Bodies that are read as bytes, given up as soon as they are larger than allowed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security.utils import get_authorization_scheme_param
from starlette.requests import ClientDisconnect

from sync.errors import OperationInvalid
from sync.server.services.access import Access
from sync.server.waiting import WaitingBodies, WaitingBody

Content = TypeVar("Content")
BodyReader = Callable[[Request], Awaitable[Content]]


def of_a_tablet(access: Access, read: BodyReader[Content]) -> BodyReader[Content]:
    """A dependency: the same body, of a tablet that is known; nobody else's is kept, in memory or on disk, while it comes. Raises
    TokenInvalid, DeviceRevoked."""

    async def read_of_tablet(request: Request) -> Content:
        token = get_authorization_scheme_param(request.headers.get("Authorization"))[1]
        if not access.remembers(token):
            await run_in_threadpool(access.sender_of, token)
        return await read(request)

    return read_of_tablet


def waiting_body_of(waiting: WaitingBodies, most: int) -> BodyReader[WaitingBody]:
    """A dependency: a body of at most so many bytes, which waits for its worker, whole. Raises OperationInvalid for one that is
    larger, CentreBusy where all that wait have no more room, StorageFull, StorageFailed."""

    async def read(request: Request) -> WaitingBody:
        body = waiting.open()
        await _fill(body, request, most)
        return body

    return read


def waiting_part_of(waiting: WaitingBodies, most: int) -> BodyReader[WaitingBody]:
    """The same, and of a body that was cut on the way what came: a line that breaks in every chunk still gets a file across."""

    async def read(request: Request) -> WaitingBody:
        body = waiting.open()
        with suppress(ClientDisconnect):
            await _fill(body, request, most)
        return body

    return read


async def body_of(request: Request, most: int) -> bytes:
    """The body. Raises OperationInvalid for one that is larger than allowed."""
    return b"".join([part async for part in _parts(request, most)])


async def _fill(body: WaitingBody, request: Request, most: int) -> None:
    async for part in _parts(request, most):
        body.add(part)


async def _parts(request: Request, most: int) -> AsyncIterator[bytes]:
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise OperationInvalid(problem="size")
        yield part
