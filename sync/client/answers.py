"""Messages in the answers of the centre, and filters as parameters of an address."""

from typing import TypeVar

import requests

from sync.errors import CentreFailed, OperationInvalid
from sync.protocol.codec import from_json, to_plain

Message = TypeVar("Message")


def message_of(answer: requests.Response, kind: type[Message]) -> Message:
    """An answer that does not fit is the centre's failure, not the caller's."""
    try:
        return from_json(answer.content, kind)
    except OperationInvalid as error:
        raise CentreFailed(status=answer.status_code) from error


def params_of(wanted: object) -> dict[str, str]:
    """What is at its default is left out."""
    return {name: str(value) for name, value in to_plain(wanted).items()}
