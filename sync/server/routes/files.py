"""Files that somebody sends: spreadsheets, checklists."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from sync.domain.people import Role
from sync.protocol.campaigns import MOST_CHECKLIST_BYTES
from sync.server.centre import Centre
from sync.server.routes.answers import binary_body
from sync.server.routes.asking import account_of
from sync.server.routes.bodies import body_of
from sync.server.services.access import Account
from sync.server.services.file_imports import Upload
from sync.spreadsheets.limits import MOST_BYTES

FILE = binary_body("application/octet-stream", f"A CSV or XLSX file of at most {MOST_BYTES // 2**20} MiB.")
CHECKLIST_FILE = binary_body("application/octet-stream", f"A JSON file of at most {MOST_CHECKLIST_BYTES // 2**20} MiB.")
"""Both for the API's documents."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file, and who sent it."""

    account: Account
    upload: Upload


def file_from(centre: Centre, *roles: Role) -> Callable[..., Awaitable[Sent]]:
    """A dependency: the file that the request holds. Who asks is known before it is read. Raises TokenInvalid, AccessDenied,
    OperationInvalid for one that is too large."""
    sender = Depends(account_of(centre, *roles))

    async def sent(request: Request, account: Annotated[Account, sender], name: str, sheet: str = "") -> Sent:
        return Sent(account, Upload(name, await body_of(request, MOST_BYTES), sheet))

    return sent


def bytes_from(centre: Centre, most: int, *roles: Role) -> Callable[..., Awaitable[bytes]]:
    """The same for a file of which only its content counts."""
    sender = Depends(account_of(centre, *roles))

    async def sent(request: Request, _: Annotated[Account, sender]) -> bytes:
        return await body_of(request, most)

    return sent
