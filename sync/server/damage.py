"""Requests that arrived otherwise than they were sent."""

from fastapi import Request

from sync.errors import TransferDamaged
from sync.protocol.digests import content_digest
from sync.protocol.endpoints import DIGEST_HEADER


def refuse_damage(request: Request, body: bytes) -> None:
    """Raises TransferDamaged for a body that is not the one its head speaks of; a head without a digest vouches for nothing."""
    if request.headers.get(DIGEST_HEADER, digest := content_digest(body)) != digest:
        raise TransferDamaged()


async def undamaged(request: Request) -> None:
    """As a dependency of a route that takes JSON."""
    refuse_damage(request, await request.body())
