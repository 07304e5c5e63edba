"""Dataclasses to JSON and back: one converter for both sides.

UUIDs are hyphenated strings, moments ISO 8601 with offset, days ISO 8601; fields at their default are left out.
"""

from datetime import date, datetime
from functools import cache
from json import JSONDecodeError, loads
from typing import Any, TypeVar
from uuid import UUID

from cattrs import BaseValidationError, Converter
from cattrs.preconf.json import make_converter

from sync.errors import OperationInvalid

Value = TypeVar("Value")


@cache
def converter() -> Converter:
    """The one converter; immutable use only."""
    made = make_converter(omit_if_default=True, detailed_validation=False)
    made.register_unstructure_hook(UUID, str)
    made.register_structure_hook(UUID, lambda value, _: value if isinstance(value, UUID) else UUID(value))
    made.register_unstructure_hook(datetime, lambda value: value.isoformat())
    made.register_structure_hook(datetime, lambda value, _: _aware(datetime.fromisoformat(value)))
    made.register_unstructure_hook(date, lambda value: value.isoformat())
    made.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    return made


def to_plain(value: object) -> Any:
    """The JSON-ready form of a dataclass."""
    return converter().unstructure(value)


def from_plain(data: object, kind: type[Value]) -> Value:
    """A dataclass from its JSON-ready form. Raises OperationInvalid when it does not fit."""
    try:
        return converter().structure(data, kind)
    except (BaseValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise OperationInvalid(problem=f"{kind.__name__}: {type(error).__name__} {error}"[:300]) from error


def from_json(text: str | bytes, kind: type[Value]) -> Value:
    """A dataclass from JSON text. Raises OperationInvalid when it is no JSON or does not fit."""
    try:
        data = loads(text)
    except (JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OperationInvalid(problem=f"JSON: {error}"[:300]) from error
    return from_plain(data, kind)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without offset")
    return moment
