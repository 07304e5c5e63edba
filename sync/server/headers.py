"""The protocol's version on every request and answer of the API, and on the answer what tells which request it belongs to."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.errors import ProtocolMismatch
from sync.protocol.endpoints import API
from sync.protocol.version import EXCHANGE_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION
from sync.server.problems import problem_answer

LONGEST_EXCHANGE = 64


class ProtocolHeaders:
    """Refuses a caller that speaks another version; one that names none (a browser at /docs) is welcome."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(API):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        theirs, marked = headers.get(PROTOCOL_HEADER), _marked(send, headers.get(EXCHANGE_HEADER))
        if theirs is not None and theirs != str(PROTOCOL_VERSION):
            mismatch = ProtocolMismatch(ours=PROTOCOL_VERSION, theirs=theirs[:20])
            await problem_answer(mismatch, headers.get("Accept-Language"))(scope, receive, marked)
            return
        await self._app(scope, receive, marked)


def _marked(send: Send, exchange: str | None) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer = MutableHeaders(scope=message)
            answer[PROTOCOL_HEADER] = str(PROTOCOL_VERSION)
            if exchange is not None:
                answer[EXCHANGE_HEADER] = exchange[:LONGEST_EXCHANGE]
        await send(message)

    return marked
