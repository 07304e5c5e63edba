"""Server-sent events: what happens in an account's districts, told as it happens."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from sync.protocol import endpoints
from sync.protocol.codec import to_plain
from sync.server.centre import Centre
from sync.server.routes.asking import REVIEWERS, account_of
from sync.server.services.access import Account

SIGN_OF_LIFE = 15.0
LONGEST_STREAM = 3600.0
"""Seconds after which a listener has to come back and show its token again."""


def events_router(centre: Centre) -> APIRouter:
    """One route."""
    router = APIRouter(tags=["console"])

    @router.get(endpoints.EVENTS, summary="Events as they happen (text/event-stream of CentreEvent)")
    async def events(
        account: Annotated[Account, Depends(account_of(centre, *REVIEWERS))],
    ) -> StreamingResponse:
        return StreamingResponse(_lines(centre, account), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return router


async def _lines(centre: Centre, account: Account) -> AsyncIterator[str]:
    queue, leave = centre.announcements.listen()
    end = asyncio.get_running_loop().time() + LONGEST_STREAM
    try:
        yield ": listening\n\n"
        while asyncio.get_running_loop().time() < end:
            try:
                event = await asyncio.wait_for(queue.get(), SIGN_OF_LIFE)
            except TimeoutError:
                yield ": alive\n\n"
                continue
            if event is None:
                return
            if account.may_see(event.district):
                yield f"data: {json.dumps(to_plain(event))}\n\n"
    finally:
        leave()
