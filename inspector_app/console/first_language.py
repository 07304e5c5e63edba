"""The language of a console in which nobody has chosen one yet: the one that the browser asks for, as on the public pages."""

from contextvars import ContextVar
from typing import Any

from sync.i18n import best_language

ASGIApp = Any
_ACCEPTED: ContextVar[str | None] = ContextVar("accepted", default=None)


def language_of_browser() -> str:
    """What the browser of this session prefers of what there is; from within the session."""
    return best_language(_ACCEPTED.get())


class LanguageDoor:
    """In front of the web app: notes for a session what its browser asks for when it opens the connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            _ACCEPTED.set(dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1"))
        await self._app(scope, receive, send)
