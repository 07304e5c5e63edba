"""How a served app begins: what keeps it from it is raised to the command, not logged as a crash."""

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from sync.errors import SuichaError

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
_FAILED = "lifespan.startup.failed"


class Beginning:
    """The app as the server sees it. ``refused`` is the error with a sentence that kept it from starting."""

    def __init__(self, app: Callable[..., Awaitable[Any]]) -> None:
        self.refused: SuichaError | None = None
        self._app = app
        logging.getLogger("uvicorn.error").addFilter(lambda _: self.refused is None)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._begin(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _begin(self, scope: Message, receive: Receive, send: Send) -> None:
        failures: list[Message] = []

        async def hold_failure(message: Message) -> None:
            if message["type"] == _FAILED:
                failures.append(message)
            else:
                await send(message)

        try:
            await self._app(scope, receive, hold_failure)
        except BaseException as error:
            if failures and isinstance(error, SuichaError):
                self.refused = error
            for message in failures:
                await send(message)
            raise
