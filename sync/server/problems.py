"""Errors as RFC 9457 problem details, in the language the caller asks for."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from sync.errors import (
    BodySilent,
    CentreBusy,
    Conflicting,
    DatabaseDamaged,
    DeviceRevoked,
    EnrolmentCodeInvalid,
    Invalid,
    NotFound,
    OperationInvalid,
    ProtocolMismatch,
    Refused,
    SignInFailed,
    SignInPaused,
    StorageFull,
    SuichaError,
    TokenInvalid,
    TransferDamaged,
    Unavailable,
)
from sync.i18n import best_language, explain
from sync.protocol.codec import to_plain
from sync.protocol.endpoints import API, PROBLEM_HEADER
from sync.protocol.messages import Problem
from sync.server.damage import undamaged

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_RETRY_SECONDS = 30
_STATUS: tuple[tuple[type[SuichaError], int], ...] = (
    (SignInPaused, 429),
    (TokenInvalid, 401),
    (SignInFailed, 401),
    (DeviceRevoked, 401),
    (EnrolmentCodeInvalid, 403),
    (Refused, 403),
    (NotFound, 404),
    (Conflicting, 409),
    (ProtocolMismatch, 426),
    (StorageFull, 507),
    (TransferDamaged, 400),
    (BodySilent, 408),
    (Unavailable, 503),
    (Invalid, 422),
    (SuichaError, 500),
)


def add_problem_answers(app: FastAPI, missing_page: Callable[[Request], Response]) -> None:
    """Every error leaves the centre as a problem; only who looks for a page in a browser, where there is none, gets one."""

    async def say_http(request: Request, error: Any) -> Response:
        return missing_page(request) if error.status_code == 404 and _reads_pages(request) else await _say_http(request, error)

    app.add_exception_handler(SuichaError, _say)
    app.add_exception_handler(RequestValidationError, _say_invalid)
    app.add_exception_handler(HTTPException, say_http)
    app.add_exception_handler(ClientDisconnect, _say_nothing)
    app.add_exception_handler(Exception, _say_internal)


def problem_answer(error: SuichaError, accept_language: str | None, status: int | None = None) -> Response:
    """The error as a response, with the status that stands for it unless HTTP has a more exact one."""
    status = status or next(status for kind, status in _STATUS if isinstance(error, kind))
    if isinstance(error, DatabaseDamaged):
        error = DatabaseDamaged(file=Path(str(error.fields["file"])).name)  # where it lies is nobody's business outside
    problem = problem_of(error, best_language(accept_language), status)
    headers = {PROBLEM_HEADER: error.code}
    if status in (429, 503, 507):
        headers["Retry-After"] = str(_retry_after(error))
    return Response(json.dumps(problem, ensure_ascii=False), status, headers, MEDIA_TYPE)


def problem_of(error: SuichaError, language: str, status: int) -> Any:
    """What such an answer holds."""
    return to_plain(
        Problem(
            type=f"urn:suicha:error:{error.code}",
            title=error.code.replace("-", " "),
            status=status,
            detail=explain(language, error),
            code=error.code,
            fields=error.fields,
        )
    )


def _retry_after(error: SuichaError) -> int:
    seconds = error.fields.get("seconds")
    return int(seconds) if isinstance(error, CentreBusy | SignInPaused) and isinstance(seconds, int) else _RETRY_SECONDS


async def _say(request: Request, error: Any) -> Response:
    return problem_answer(error, request.headers.get("Accept-Language"))


async def _say_invalid(request: Request, error: Any) -> Response:
    try:
        if _takes_json(request):
            await undamaged(request)
    except TransferDamaged as damaged:
        return await _say(request, damaged)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return await _say(request, OperationInvalid(problem=f"{where}: {first['msg']}"))


def _takes_json(request: Request) -> bool:
    """Elsewhere whoever takes the body reads it in parts, once, and holds it to its digest; what is wrong is in the head."""
    route = request.scope.get("route")
    return isinstance(route, APIRoute) and route.body_field is not None


def _reads_pages(request: Request) -> bool:
    return "text/html" in request.headers.get("Accept", "") and not request.url.path.startswith(API)


async def _say_http(request: Request, error: Any) -> Response:
    if error.status_code == 404:
        return await _say(request, NotFound(what="page", name=request.url.path))
    refused = OperationInvalid(problem=str(error.detail))
    answer = problem_answer(refused, request.headers.get("Accept-Language"), error.status_code)
    answer.headers.update(error.headers or {})
    return answer


async def _say_nothing(_request: Request, _error: Any) -> Response:
    """Half a request, and nobody left who would hear an answer: such is a weak line, no fault worth a log entry."""
    return Response(status_code=400)


async def _say_internal(request: Request, error: Any) -> Response:
    log.error("unexpected error", exc_info=error)
    return await _say(request, SuichaError())
