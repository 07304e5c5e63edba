"""Requests that arrived otherwise than they were sent."""

from fastapi import Request

from sync.errors import TransferDamaged
from sync.protocol.digests import content_digest
from sync.protocol.endpoints import DIGEST_HEADER


def digest_named(request: Request) -> str | None:
    """The digest of the body that the head speaks of."""
    return request.headers.get(DIGEST_HEADER)


def refuse_damage(named: str | None, body: bytes) -> None:
    """Raises TransferDamaged for a body that is not the one its head speaks of; a head without a digest vouches for nothing."""
    if named is not None and named != content_digest(body):
        raise TransferDamaged()


async def undamaged(request: Request) -> None:
    """As a dependency of a route that takes JSON."""
    refuse_damage(digest_named(request), await request.body())
