"""Routes that tablets ask by the hundred: described as all others are, and answered by a short way through.

FastAPI's own way from a request to a function's parameters takes longer than most of these answers. The short way knows three
kinds of parameters: what the path or a header says, who is asking, and a body that is read from the request. A request in which
anything of that is not as tablets send it goes FastAPI's way, which also has the words for what is wrong with it.
"""

import inspect
import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Annotated, Any, NamedTuple, cast, get_args, get_origin

from annotated_types import Ge
from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.params import Depends, Header
from fastapi.routing import APIRoute

from sync.server.routes.asking import token_of

_BEARER = re.compile(r"Bearer ([!-~]+)")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
HeadReader = Callable[[Request], Any]
"""What the head of a request says of one parameter; None when it is not as usual."""
BodyReader = Callable[[Request], Awaitable[Any]]


class QuickRoute(APIRoute):
    """For endpoints that are plain functions of the path, headers, a ``Token`` and one body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The short way, with the usual one behind it."""
        usual, wanted = super().get_route_handler(), _wanted(self.endpoint)

        async def handle(request: Request) -> Response:
            values = {name: read(request) for name, read in wanted.head.items()}
            if None in values.values():
                return await usual(request)
            for name, body in wanted.body.items():
                values[name] = await body(request)
            answered: Response = await run_in_threadpool(self.endpoint, **values)
            return answered

        return handle


class _Wanted(NamedTuple):
    head: dict[str, HeadReader]
    body: dict[str, BodyReader]


def _wanted(endpoint: Callable[..., Any]) -> _Wanted:
    """How an endpoint's parameters are read. Raises TypeError for one of another kind."""
    wanted = _Wanted({}, {})
    for name, parameter in inspect.signature(endpoint, eval_str=True).parameters.items():
        kind, *notes = get_args(parameter.annotation) if get_origin(parameter.annotation) is Annotated else [parameter.annotation]
        note = next(iter(notes), None)
        if note is None and kind is str:
            wanted.head[name] = _from_path(name)
        elif isinstance(note, Depends) and note.dependency is token_of:
            wanted.head[name] = _bearer
        elif isinstance(note, Depends) and note.dependency is not None:
            wanted.body[name] = note.dependency
        elif isinstance(note, Header) and note.alias:
            wanted.head[name] = _number_from(note) if kind is int else _text_from(note)
        else:
            raise TypeError(f"{name} is not for a short way")
    return wanted


def _from_path(name: str) -> HeadReader:
    return lambda request: request.path_params[name]


def _bearer(request: Request) -> str | None:
    found = _BEARER.fullmatch(request.headers.get("Authorization", ""))
    return found[1] if found else None


def _text_from(header: Header) -> HeadReader:
    return lambda request: request.headers.get(header.alias or "")


def _number_from(header: Header) -> HeadReader:
    least = max((cast(int, note.ge) for note in header.metadata if isinstance(note, Ge)), default=0)

    def read(request: Request) -> int | None:
        text = request.headers.get(header.alias or "", "")
        return int(text) if _NUMBER.fullmatch(text) and int(text) >= least else None

    return read
