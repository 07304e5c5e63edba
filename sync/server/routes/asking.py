"""Who is asking: taken from the bearer token on every route, with the role the route is for."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from sync.domain.people import Role
from sync.errors import AccessDenied, TokenInvalid
from sync.server.centre import Centre
from sync.server.services.access import Account

_bearer = HTTPBearer(auto_error=False)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
REVIEWERS = (Role.SUPERVISOR, Role.ADMINISTRATOR)


async def token_of(credentials: Credentials) -> str:
    """The bearer token. Raises TokenInvalid."""
    if credentials is None or not credentials.credentials:
        raise TokenInvalid()
    return credentials.credentials


Token = Annotated[str, Depends(token_of)]
LAST_RECEIPT = "What the last receipt of the tablet is for: device.seq.link, or - before the first."


def account_of(centre: Centre, *roles: Role) -> Callable[[str], Account]:
    """A dependency: the signed-in account that asks, in one of the roles. Raises TokenInvalid, AccessDenied."""

    def account(token: Token) -> Account:
        found = centre.access.account_of(token)
        if roles and found.role not in roles:
            raise AccessDenied()
        return found

    return account
