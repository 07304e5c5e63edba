"""Bodies that are read as bytes, given up as soon as they are larger than allowed."""

from fastapi import Request

from sync.errors import OperationInvalid
from sync.protocol.messages import CHUNK_BYTES


async def chunk_of(request: Request) -> bytes:
    """The body of a request with a chunk. Raises OperationInvalid for one that is too large."""
    return await body_of(request, CHUNK_BYTES)


async def body_of(request: Request, most: int) -> bytes:
    """The body, given up as soon as it is larger than allowed."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise OperationInvalid(problem="size")
        parts.append(part)
    return b"".join(parts)
