"""Dataclasses to JSON and back: one converter for both sides.

UUIDs are hyphenated strings, moments ISO 8601 with offset, days ISO 8601; fields at their default are left out. Reading is
strict: a number is not a text, a text is not a flag, and nothing passes that a database could not store.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from json import JSONDecoder, JSONEncoder
from math import isfinite
from typing import Any, TypeVar
from uuid import UUID

from cattrs import BaseValidationError, Converter
from cattrs.gen import make_dict_structure_fn, override
from cattrs.preconf.json import make_converter

from sync.errors import OperationInvalid

Value = TypeVar("Value")
LARGEST_NUMBER = 2**53 - 1
"""Whole numbers beyond this are not the same in every JSON reader."""

text_of = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Compact JSON text of plain data."""
_json_of = JSONDecoder().decode
_UNSTORABLE = re.compile(r"(?<!\\)(?:\\\\)*\\u(?:0000|[dD][89a-fA-F])")  # escapes of NUL and surrogates


@cache
def converter() -> Converter:
    """The one converter; immutable use only."""
    return _new_converter(omit_if_default=True)


@cache
def _whole_converter() -> Converter:
    return _new_converter(omit_if_default=False)


def _new_converter(omit_if_default: bool) -> Converter:
    made = make_converter(omit_if_default=omit_if_default, detailed_validation=False)
    made.register_unstructure_hook(UUID, str)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(int, _whole_number)
    made.register_structure_hook(float, _number)
    made.register_structure_hook(bool, _flag)
    made.register_structure_hook(UUID, _id)
    made.register_unstructure_hook(datetime, lambda value: value.isoformat())
    made.register_structure_hook(datetime, lambda text, _: moment_of(text))
    made.register_unstructure_hook(date, lambda value: value.isoformat())
    made.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    return made


def to_plain(value: object) -> Any:
    """The JSON-ready form of a dataclass."""
    return converter().unstructure(value)


def in_full(value: object) -> Any:
    """Like ``to_plain``, with the fields that are at their default too: for programs that read what a command says. Never on the
    wire, whose lines are hashed as they are."""
    return _whole_converter().unstructure(value)


def to_json(value: object) -> str:
    """Compact JSON text of a dataclass, or of a tuple of them."""
    return text_of(to_plain(value))


def from_plain(data: object, kind: type[Value]) -> Value:
    """A dataclass from its JSON-ready form. Raises OperationInvalid when it does not fit."""
    return _read(data, kind, converter().structure)


def reader_of(kind: type[Value], **fields: type) -> Callable[[object], Value]:
    """Like ``from_plain`` for one kind, with some of its fields read as narrower types than they are declared."""
    made = converter()
    narrower: dict[str, Any] = {name: override(struct_hook=made.get_structure_hook(field)) for name, field in fields.items()}
    structure = make_dict_structure_fn(kind, made, _cattrs_detailed_validation=False, **narrower)
    return lambda data: _read(data, kind, structure)


def from_json(text: str | bytes, kind: type[Value]) -> Value:
    """A dataclass from JSON text in UTF-8. Raises OperationInvalid: as ``plain_of``, or it does not fit."""
    return from_plain(plain_of(text), kind)


def plain_of(text: str | bytes) -> Any:
    """What JSON text in UTF-8 says. Raises OperationInvalid: no JSON, NUL or a surrogate in it."""
    try:
        read = text if isinstance(text, str) else text.decode()
        plain = _json_of(read)
    except (ValueError, RecursionError) as error:
        raise OperationInvalid(problem=f"JSON: {error}"[:300]) from error
    if "\\u" in read and _UNSTORABLE.search(read):
        raise OperationInvalid(problem="NUL or surrogate escape")
    return plain


def _read(data: object, kind: type[Value], structure: Callable[[Any, type[Value]], Value]) -> Value:
    try:
        return structure(data, kind)
    except (BaseValidationError, KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise OperationInvalid(problem=f"{kind.__name__}: {type(error).__name__} {error}"[:300]) from error


@lru_cache(maxsize=4096)
def _id(text: str, _: type[UUID]) -> UUID:
    """Remembered: one inspection and one author stand in dozens of lines."""
    return UUID(text)


def _text(value: object, kind: type[str]) -> str:
    """Also for the names of a StrEnum."""
    if not isinstance(value, str):
        raise TypeError(f"{kind.__name__} is no text")
    return value if kind is str else kind(value)


def _whole_number(value: object, _: type[int]) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST_NUMBER:
        raise TypeError("no whole number, or too large")
    return value


def _number(value: object, _: type[float]) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not isfinite(value):
        raise TypeError("no finite number")
    return float(value)


def _flag(value: object, _: type[bool]) -> bool:
    if not isinstance(value, bool):
        raise TypeError("no flag")
    return value


def moment_of(text: str) -> datetime:
    """An aware moment. Raises ValueError; OverflowError where the first or the last year has no such moment in UTC."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without offset")
    if moment.tzinfo is not UTC:
        moment.astimezone(UTC)
    return moment
