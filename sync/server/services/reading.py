"""Lines read the quick way: what pydantic's core recognises in full; everything else by the protocol's own reader.

The quick way only ever accepts, and only what the protocol's reader accepts too, as the same operation: a field too many, an
escape, marks or ink, and a line goes the slow way, which also has the words for what is wrong with it.
"""

from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic_core import CoreConfig, CoreSchema, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from sync.domain.inspections import PhotoFacts, ResultValue
from sync.domain.positions import Position
from sync.protocol.codec import LARGEST_NUMBER, moment_of
from sync.protocol.operations import (
    LONGEST_LINE,
    AddPhoto,
    Operation,
    RemovePhoto,
    SetResult,
    StartInspection,
    SubmitInspection,
    decode,
    problem_with_body,
)

_OFTEN = (StartInspection, SetResult, AddPhoto, RemovePhoto, SubmitInspection)
_PARTS = (*_OFTEN, ResultValue, PhotoFacts, Position)
_STRICT = CoreConfig(strict=True, extra_fields_behavior="forbid", allow_inf_nan=False)
_SCALARS: dict[object, CoreSchema] = {
    str: core.str_schema(),
    bool: core.bool_schema(),
    int: core.int_schema(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER),
    float: core.float_schema(),
    UUID: core.uuid_schema(),
    datetime: core.no_info_after_validator_function(moment_of, core.str_schema()),
    date: core.no_info_after_validator_function(date.fromisoformat, core.str_schema()),
}


def read(line: bytes) -> Operation:
    """The operation in a line. Raises OperationInvalid as ``sync.protocol.operations.decode``."""
    return quickly(line) or decode(line)


def quickly(line: bytes) -> Operation | None:
    """The operation in a line, or None: not one of those that tablets send by the hundred, or something is wrong with it."""
    if len(line) > LONGEST_LINE or b"\\u" in line:
        return None
    try:
        found = _reader().validate_json(line)
    except (ValidationError, OverflowError):
        return None
    body = found["body"]
    if problem_with_body(body):
        return None
    return Operation(found["id"], found["seq"], found["by"], found["at"], body, found.get("chain", ""))


@cache
def _reader() -> SchemaValidator:
    return SchemaValidator(core.tagged_union_schema({kind.kind: _envelope(kind) for kind in _OFTEN}, "kind"), _STRICT)


def _envelope(body: type) -> CoreSchema:
    schemas = {
        "id": _SCALARS[UUID],
        "seq": core.int_schema(ge=1, le=LARGEST_NUMBER),
        "by": _SCALARS[UUID],
        "at": _SCALARS[datetime],
        "kind": core.str_schema(),
        "body": _schema(body),
    }
    needed = {name: core.typed_dict_field(schema, required=True) for name, schema in schemas.items()}
    optional = {"chain": core.typed_dict_field(core.str_schema(), required=False)}
    return core.typed_dict_schema(needed | optional, config=_STRICT)


def _schema(kind: Any) -> CoreSchema:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind in _PARTS:
        return _dataclass(kind)
    if get_origin(kind) is tuple:
        return core.tuple_schema([])  # marks go the slow way
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return core.enum_schema(kind, list(kind), sub_type="str")
    (inner,) = (member for member in get_args(kind) if member is not NoneType)
    return core.nullable_schema(_schema(inner))


def _dataclass(kind: Any) -> CoreSchema:
    types = get_type_hints(kind)
    arguments = [core.dataclass_field(field.name, _or_default(field, _schema(types[field.name]))) for field in fields(kind)]
    schema = core.dataclass_args_schema(kind.__name__, arguments)
    return core.dataclass_schema(kind, schema, [field.name for field in fields(kind)], slots=True, config=_STRICT)


def _or_default(field: Field[Any], schema: CoreSchema) -> CoreSchema:
    return schema if field.default is MISSING else core.with_default_schema(schema, default=field.default)
