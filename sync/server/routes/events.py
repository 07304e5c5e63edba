"""Server-sent events: what happens in an account's districts, and to campaigns, told as it happens."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from sync.protocol import endpoints
from sync.protocol.codec import to_plain
from sync.server.centre import Centre
from sync.server.routes.asking import REVIEWERS, Token, account_of
from sync.server.services.access import Account, token_hash

SIGN_OF_LIFE = 15.0
LONGEST_STREAM = 3600.0
"""Seconds after which a listener has to come back and show its token again."""


def events_router(centre: Centre) -> APIRouter:
    """One route."""
    router = APIRouter(tags=["console"])

    @router.get(endpoints.EVENTS, summary="Events as they happen (text/event-stream of CentreEvent)")
    async def events(account: Annotated[Account, Depends(account_of(centre, *REVIEWERS))], token: Token) -> StreamingResponse:
        lines = _lines(centre, account, token_hash(token))
        return StreamingResponse(lines, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return router


async def _lines(centre: Centre, account: Account, session: str) -> AsyncIterator[str]:
    """Until the session is over, its time is up, or the centre stops."""
    now = asyncio.get_running_loop().time
    queue, leave = centre.announcements.listen(session)
    end = now() + min(LONGEST_STREAM, _seconds_left(account.until, centre.clock.now()))
    try:
        yield ": listening\n\n"
        while (left := end - now()) > 0:
            try:
                event = await asyncio.wait_for(queue.get(), min(SIGN_OF_LIFE, left))
            except TimeoutError:
                yield ": alive\n\n"
                continue
            if event is None:
                return
            if event.campaign_id is not None or account.may_see(event.district):
                yield f"data: {json.dumps(to_plain(event))}\n\n"
    finally:
        leave()


def _seconds_left(until: datetime | None, now: datetime) -> float:
    return LONGEST_STREAM if until is None else (until - now).total_seconds()
