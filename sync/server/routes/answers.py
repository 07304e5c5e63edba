"""Answers in the form of the protocol's codec; for the API's documents, the dataclass they are."""

from typing import Any

from fastapi import Response

from sync.protocol.codec import to_json


def answer(value: object) -> Response:
    """A dataclass as JSON."""
    return Response(to_json(value), media_type="application/json")


def binary_body(media_type: str, description: str) -> dict[str, Any]:
    """OpenAPI for a request whose body is read as bytes."""
    schema = {"type": "string", "format": "binary"}
    return {"requestBody": {"required": True, "description": description, "content": {media_type: {"schema": schema}}}}
