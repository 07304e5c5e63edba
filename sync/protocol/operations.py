"""Operations: what a tablet did, in frozen lines.

An operation is one line of JSON, written once into the outbox and sent as it stands, so that both sides can hash the same
bytes. A batch is such lines joined by newlines (``application/x-ndjson``): one spoilt line spoils only itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import ClassVar
from uuid import UUID

from sync.domain.inspections import PhotoFacts, ResultValue, problem_with, problem_with_photo
from sync.domain.signatures import Signature, problem_with_signature
from sync.errors import OperationInvalid
from sync.protocol.codec import plain_of, reader_of, text_of, to_plain

BATCH_LINES = 200
BATCH_TYPE = "application/x-ndjson"
LONGEST_LINE = 64 * 1024


@dataclass(frozen=True, slots=True)
class StartInspection:
    """The team is there. The checklist version is frozen from here on."""

    kind: ClassVar[str] = "inspection.start"
    inspection_id: UUID
    assignment_id: UUID
    checklist_id: str
    checklist_version: str


@dataclass(frozen=True, slots=True)
class SetResult:
    """An item's whole new value. ``base`` is the revision (operation id) it was made on; None for a first answer. ``resolves``
    are revisions that contested the item: the author has seen them, and this value is the decision."""

    kind: ClassVar[str] = "result.set"
    inspection_id: UUID
    item_code: str
    value: ResultValue
    base: UUID | None = None
    resolves: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class AddPhoto:
    """A photo exists on the tablet; its bytes follow by their hashes."""

    kind: ClassVar[str] = "photo.add"
    inspection_id: UUID
    photo: PhotoFacts


@dataclass(frozen=True, slots=True)
class RemovePhoto:
    """An officer took a photo out of the inspection. The centre keeps what it has: a removal is an event."""

    kind: ClassVar[str] = "photo.remove"
    inspection_id: UUID
    photo_id: UUID


@dataclass(frozen=True, slots=True)
class SignInspection:
    """Somebody signed, or refused to, on the tablet of ``by``. Signatures are only ever added."""

    kind: ClassVar[str] = "inspection.sign"
    inspection_id: UUID
    signature: Signature


@dataclass(frozen=True, slots=True)
class SubmitInspection:
    """The inspection is finished. ``base_state_rev`` is the state the author had seen."""

    kind: ClassVar[str] = "inspection.submit"
    inspection_id: UUID
    base_state_rev: int


Body = StartInspection | SetResult | AddPhoto | RemovePhoto | SignInspection | SubmitInspection
BODIES: dict[str, type[Body]] = {
    body.kind: body for body in (StartInspection, SetResult, AddPhoto, RemovePhoto, SignInspection, SubmitInspection)
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One act. ``seq`` counts up per device without gaps; ``by`` is the author's person id; ``at`` the tablet's time.

    ``chain`` is the link of the operation before (``sync.domain.chain``); empty for a device's first operation, and in lines
    that are older than chains.
    """

    id: UUID
    seq: int
    by: UUID
    at: datetime
    body: Body
    chain: str = ""


def encode(operation: Operation) -> bytes:
    """The frozen line, without a newline. An empty ``chain`` is left out, as every field at its default."""
    plain = {
        "id": str(operation.id),
        "seq": operation.seq,
        **({"chain": operation.chain} if operation.chain else {}),
        "by": str(operation.by),
        "at": operation.at.isoformat(),
        "kind": operation.body.kind,
        "body": to_plain(operation.body),
    }
    return text_of(plain).encode()


def decode(line: bytes) -> Operation:
    """The operation in a line. Raises OperationInvalid: no JSON, a field missing or mistyped, unknown kind, NUL, too long."""
    if len(line) > LONGEST_LINE:
        raise OperationInvalid(problem="size")
    plain = plain_of(line)
    kind = plain.get("kind") if isinstance(plain, dict) else None
    if not isinstance(kind, str):
        raise OperationInvalid(problem="kind")
    if kind not in BODIES:
        raise OperationInvalid(problem=f"kind {kind[:40]}")
    operation = _reader(kind)(plain)
    if operation.seq < 1:
        raise OperationInvalid(problem="seq")
    if field := problem_with_body(operation.body):
        raise OperationInvalid(problem=field)
    return operation


@cache
def _reader(kind: str) -> Callable[[object], Operation]:
    return reader_of(Operation, body=BODIES[kind])


def moments_of(operation: Operation) -> tuple[datetime, ...]:
    """All that an operation says about time."""
    return (operation.at, operation.body.photo.taken_at) if isinstance(operation.body, AddPhoto) else (operation.at,)


def problem_with_body(body: Body) -> str | None:
    """The name of a field that no well-behaved tablet would send, or None."""
    if isinstance(body, SetResult):
        return problem_with(body.value)
    if isinstance(body, AddPhoto):
        return problem_with_photo(body.photo)
    if isinstance(body, SignInspection):
        return problem_with_signature(body.signature)
    return None
