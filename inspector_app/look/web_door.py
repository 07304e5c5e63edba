"""A door in front of a Flet web app: only pages of this very host may open its websocket. Pure ASGI.

Flet has no authentication of its own and answers ``Access-Control-Allow-Origin: *``; without this, any page somebody visits
could drive a session.

It also isolates its pages, and in an isolated page Flutter draws in a thread of its own, which shares memory with the layout
of texts and no lock (flutter/flutter#190039): one load in fifteen measures a text wrong, so that a button as wide as the page
pushes all others out of it, or the page stands still for good. Not isolated, Flutter does both in one thread: none of 110 loads
of a screen of which 4 in 60 had been wrong. Once Flet brings a Flutter with caches for each thread, isolation can come back.
"""

from typing import Any
from urllib.parse import urlsplit

ASGIApp = Any
_HIDDEN = (b"access-control-allow-origin", b"cross-origin-embedder-policy")
_ADDED = (
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
_POLICY_VIOLATION = 1008


class WebDoor:
    """Refuses websockets from other origins (or none) and takes wildcard and isolation off every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket" and not _same_origin(scope):
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return

        async def guarded_send(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _headers(message.get("headers", []))}
            await send(message)

        await self._app(scope, receive, guarded_send)


def _same_origin(scope: Any) -> bool:
    headers = dict(scope["headers"])
    origin, host = headers.get(b"origin", b"").decode("latin-1"), headers.get(b"host", b"").decode("latin-1")
    return bool(host) and urlsplit(origin).netloc == host


def _headers(headers: Any) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in headers if name.lower() not in _HIDDEN] + list(_ADDED)
