"""What the operations of an inspection amount to, worked out anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sync.domain.inspections import PhotoFacts, ResultValue
from sync.domain.merging import Verdict, judge
from sync.domain.signatures import Signature
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import (
    AddPhoto,
    Operation,
    RemovePhoto,
    SetResult,
    SignInspection,
    StartInspection,
    SubmitInspection,
)

_KEPT = (OperationStatus.APPLIED, OperationStatus.CONFLICT)


class Received(NamedTuple):
    """An operation with what the centre made of it, and when."""

    operation: Operation
    status: OperationStatus
    received_at: datetime


class Current(NamedTuple):
    """An item's value and the operation that made it."""

    value: ResultValue
    revision: UUID


@dataclass(slots=True)
class Replayed:
    """``photos`` also holds those that were removed; ``signatures`` go by the operation that brought them."""

    results: dict[str, Current] = field(default_factory=dict)
    photos: dict[UUID, PhotoFacts] = field(default_factory=dict)
    removed: set[UUID] = field(default_factory=set)
    signatures: dict[UUID, tuple[Signature, UUID, datetime]] = field(default_factory=dict)
    started_at: datetime | None = None
    submitted: list[datetime] = field(default_factory=list)


def replay(received: Iterable[Received]) -> Replayed:
    """Applies what the centre applied, in the order it was received. What it kept beside as a conflict changes no result;
    photos and signatures are kept in any case."""
    found = Replayed()
    answers: dict[str, list[Operation]] = {}
    for one in sorted(received, key=lambda one: (one.received_at, one.operation.seq)):
        if one.status not in _KEPT:
            continue
        body, applied = one.operation.body, one.status is OperationStatus.APPLIED
        if isinstance(body, SetResult) and applied:
            answers.setdefault(body.item_code, []).append(one.operation)
        else:
            _apply(found, one.operation, applied)
    found.results = {code: value for code, made in answers.items() if (value := _last_value(made)) is not None}
    return found


def _apply(found: Replayed, operation: Operation, applied: bool) -> None:
    body = operation.body
    if isinstance(body, AddPhoto):
        found.photos[body.photo.photo_id] = body.photo
    elif isinstance(body, SignInspection):
        found.signatures[operation.id] = (body.signature, operation.by, operation.at)
    elif isinstance(body, RemovePhoto) and applied:
        found.removed.add(body.photo_id)
    elif isinstance(body, StartInspection) and applied:
        found.started_at = found.started_at or operation.at
    elif isinstance(body, SubmitInspection) and applied:
        found.submitted.append(operation.at)


def _last_value(made: Sequence[Operation]) -> Current | None:
    """The value that stands after all of these answers to one item."""
    current: Current | None = None
    for operation in made:
        if isinstance(operation.body, SetResult):
            revision = current.revision if current else None
            verdict = judge(current.value if current else None, revision, operation.body.base, operation.body.value)
            if verdict is Verdict.REPLACES:
                current = Current(operation.body.value, operation.id)
    return current


def values_of(replayed: Replayed) -> Mapping[str, ResultValue]:
    """The values by item code."""
    return {code: current.value for code, current in replayed.results.items()}
