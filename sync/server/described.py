"""What the API's documents say beyond each call: how to come in, what errors look like, what belongs together."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from sync.errors import AccessDenied, BodySilent, NotFound, OperationInvalid, SuichaError, TokenInvalid, Unavailable
from sync.protocol.endpoints import SIGN_IN
from sync.server.problems import MEDIA_TYPE, problem_of

_ABOUT = f"""Supervisors sign in with `POST {SIGN_IN}` and send the token they get with every call, as `Authorization: Bearer`.
Tablets trade a one-time code for theirs. Moments are in UTC, with their zone; days are those of Zhengzhou.

Every error is an `{MEDIA_TYPE}` (RFC 9457): `code` stays the same for good and `fields` say what it is about, so that a program
decides by them; `detail` is a sentence in the language of `Accept-Language` (zh-CN or en). The code stands in the header
`Suicha-Problem` as well. 429, 503 and 507 say in `Retry-After` when to try again."""
_ROOMS = {
    "console": "What supervisors read and decide.",
    "campaigns": "Plans, draws, visits and recusals.",
    "registers": "Compounds, enterprises and people, as pages and as files.",
    "administration": "Tablets, enrolment and operations that were set apart.",
    "tablet": "What a tablet sends and asks for.",
    "rescue": "Tablets that cannot send, as one sealed file.",
}
_SCHEMA = "Problem"
_EXAMPLES: dict[str, tuple[str, SuichaError]] = {
    "401": ("Nobody is signed in, or no longer", TokenInvalid()),
    "403": ("Not for this account", AccessDenied()),
    "404": ("Not there, or not in the account's districts", NotFound(what="inspection", name="0197a3c4")),
    "408": ("Nothing more of the body came for a minute", BodySilent(seconds=60)),
    "422": ("The request does not fit", OperationInvalid(problem="query.page: Input should be greater than or equal to 1")),
    "503": ("Not just now", Unavailable()),
}
_OF_THE_FRAMEWORK = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> None:
    """Let ``/docs`` and ``/openapi.json`` say so."""
    app.openapi_tags = [{"name": name, "description": words} for name, words in _ROOMS.items()]
    app.description = _ABOUT

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _with_problems(
                get_openapi(
                    title=app.title,
                    version=app.version,
                    summary=app.summary,
                    description=app.description,
                    tags=app.openapi_tags,
                    routes=app.routes,
                )
            )
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # as FastAPI has it for whoever extends its document


def _with_problems(document: dict[str, Any]) -> dict[str, Any]:
    schemas = document["components"]["schemas"]
    for name in _OF_THE_FRAMEWORK:
        schemas.pop(name, None)
    schemas[_SCHEMA] = _problem_schema()
    for path, methods in document["paths"].items():
        for call in methods.values():
            answers = call["responses"]
            possible = {
                "401": bool(call.get("security")),
                "403": bool(call.get("security")),
                "404": "{" in path,
                "408": "requestBody" in call,
                "422": "422" in answers,
                "503": True,
            }
            answers.update({status: _answer(status) for status, here in possible.items() if here})
    return document


def _answer(status: str) -> dict[str, Any]:
    words, error = _EXAMPLES[status]
    body = {"schema": {"$ref": f"#/components/schemas/{_SCHEMA}"}, "example": problem_of(error, "en", int(status))}
    return {"description": words, "content": {MEDIA_TYPE: body}}


def _problem_schema() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail", "code")}
    value = {"anyOf": [{"type": kind} for kind in ("string", "integer", "number", "null")]}
    return {
        "title": _SCHEMA,
        "type": "object",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": {**texts, "status": {"type": "integer"}, "fields": {"type": "object", "additionalProperties": value}},
    }
