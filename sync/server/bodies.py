"""How large a request may be, and how long silent: ASGI layers under all routes."""

from asyncio import timeout

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.errors import BodySilent, OperationInvalid
from sync.protocol.endpoints import API, OPERATIONS, REGISTER, RESCUE, SMALL_EVIDENCE
from sync.server.problems import problem_answer

LARGEST_BODY = 1024 * 1024
"""Bytes. The longest thing anybody writes as JSON is a return with a comment on every item."""

SILENCE = 60.0
"""Seconds in which at least something of a body has to come: twice as long as a tablet waits for an answer. However slow a line
is, it is not silent as long as something arrives."""

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


class BodyPatience:
    """Ends a request of whose body nothing more comes: whoever reads it finds the sender gone, as on a line that was cut, and
    keeps of it what is kept then; the sender, where there is one, hears 408."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        hearing = _Hearing(scope, receive, send)
        try:
            await self._app(scope, hearing.receive, hearing.send)
        except ClientDisconnect:
            if not hearing.silent:
                raise
        if hearing.silent:
            await hearing.say_so()


class _Hearing:
    """One request. ``silent``: nothing more of its body came in time."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._whole = self._answered = False
        self.silent = False

    async def receive(self) -> Message:
        """The next part of the body; once it is there, whatever comes then, for as long as it takes."""
        if self._whole:
            return await self._receive()
        if self.silent:
            return {"type": "http.disconnect"}
        try:
            async with timeout(SILENCE):
                message = await self._receive()
        except TimeoutError:
            self.silent = True
            return {"type": "http.disconnect"}
        self._whole = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        """As it is, unless it would be the answer to a body that never came."""
        if self._answered or not self.silent:
            self._answered = True
            await self._send(message)

    async def say_so(self) -> None:
        """Nothing where an answer had begun. The connection ends with it: what comes later would be taken for another request."""
        if self._answered:
            return
        refusal = problem_answer(BodySilent(seconds=round(SILENCE)), Headers(scope=self._scope).get("Accept-Language"))
        refusal.headers["Connection"] = "close"
        await refusal(self._scope, self._receive, self._send)
