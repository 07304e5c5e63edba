"""How large a request may be: an ASGI layer under all routes that read JSON."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.errors import OperationInvalid
from sync.protocol.endpoints import API, OPERATIONS, REGISTER, RESCUE, SMALL_EVIDENCE
from sync.server.problems import problem_answer

LARGEST_BODY = 1024 * 1024
"""Bytes. The longest thing anybody writes as JSON is a return with a comment on every item."""

_BINARY = tuple(path.partition("{")[0] for path in (OPERATIONS, SMALL_EVIDENCE, RESCUE, REGISTER))
"""Here the body is read piece by piece by whoever knows how large it may be."""


class BodyLimit:
    """Refuses a larger body with 413 before it is read where its length is named, and while it is read where it is not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _reads_json(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        named = headers.get("Content-Length", "")
        if named.isdigit() and int(named) > LARGEST_BODY:
            refusal = problem_answer(OperationInvalid(problem="size"), headers.get("Accept-Language"), 413)
            await refusal(scope, receive, send)
            return
        await self._app(scope, _counted(receive), send)


def _reads_json(path: str) -> bool:
    return path.startswith(API) and not path.startswith(_BINARY)


def _counted(receive: Receive) -> Receive:
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > LARGEST_BODY:
            raise HTTPException(413, "size")
        return message

    return counted
