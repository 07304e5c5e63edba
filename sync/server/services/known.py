"""What a batch of operations meets, and what it amounts to: the decision works on these, the repository reads and writes them.

What is made for every line is a named tuple: as unchangeable as a frozen dataclass, at a third of the cost.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sync.domain.checklists import Checklist
from sync.domain.findings import Finding
from sync.domain.inspections import PhotoFacts, ResultValue, State
from sync.domain.signatures import Signature
from sync.protocol.messages import OperationOutcome, OperationStatus
from sync.protocol.operations import Operation


@dataclass(frozen=True, slots=True)
class Sender:
    """A device and the people who may act on it."""

    device_id: UUID
    people: frozenset[UUID]


class ReceivedLine(NamedTuple):
    """A line as it came. ``operation`` is None when it could not be read, and ``reason`` says why."""

    line: bytes
    sha256: str
    operation: Operation | None
    reason: str = ""


class StoredAnswer(NamedTuple):
    """What an operation was answered the first time, and whose it was."""

    device_id: UUID
    line_sha256: str
    status: OperationStatus
    code: str | None


@dataclass(slots=True)
class KnownResult:
    """An item's current value and the revision that made it. ``stored``: a row exists already."""

    value: ResultValue
    revision: UUID
    author: UUID
    at: datetime
    stored: bool = True


@dataclass(slots=True)
class KnownPhoto:
    """A photo in the inspection, removed or not. ``original_sha256`` in hex."""

    item_code: str
    original_sha256: str
    removed: bool = False


@dataclass(slots=True)
class KnownInspection:
    """An assignment with its inspection; ``state`` and ``active_at``, its last change here, are None until it was started."""

    inspection_id: UUID
    assignment_id: UUID
    district: str
    team: frozenset[UUID]
    checklist: Checklist
    state: State | None = None
    state_rev: int = 0
    active_at: datetime | None = None
    results: dict[str, KnownResult] = field(default_factory=dict)
    photos: dict[UUID, KnownPhoto] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """Everything a batch touches: answers given before, by operation id, and inspections, by id. ``last``: the highest number
    of an operation kept from each device that sends; ``numbered``: operation ids by device and number, where lines come under
    a number that may have been kept."""

    answers: dict[UUID, StoredAnswer]
    inspections: dict[UUID, KnownInspection]
    last: dict[UUID, int]
    numbered: dict[tuple[UUID, int], UUID] = field(default_factory=dict)


class NewRevision(NamedTuple):
    operation: Operation
    inspection_id: UUID
    item_code: str
    value: ResultValue
    base: UUID | None
    conflict: bool


class NewPhoto(NamedTuple):
    operation: Operation
    inspection_id: UUID
    facts: PhotoFacts


class NewSignature(NamedTuple):
    operation: Operation
    inspection_id: UUID
    signature: Signature


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission that went through, with what the results amount to."""

    operation: Operation
    inspection: KnownInspection
    score: float | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An entry for the change feed. ``subject`` is an id; ``names`` says what of it changed: item codes of results, ids of
    photos, or the people who were taken off an assignment. ``origin_device``: the tablet that knows already."""

    stream: str
    kind: str
    subject: UUID
    names: tuple[str, ...] = ()
    assignment_id: UUID | None = None
    origin_device: UUID | None = None


@dataclass(slots=True)
class Effects:
    """What a batch writes. ``changed`` results are keyed so that the last one in a batch stands; ``changes`` are the names that
    changed by kind and inspection. ``tell_sender``: the sending tablet does not know what became of its lines, so the news
    are for it as well: a value stands beside or behind another one, or a line came after later ones."""

    answered: list[tuple[ReceivedLine, OperationOutcome]] = field(default_factory=list)
    quarantined: list[tuple[ReceivedLine, str, str]] = field(default_factory=list)
    started: list[tuple[Operation, KnownInspection]] = field(default_factory=list)
    changed: dict[tuple[UUID, str], KnownResult] = field(default_factory=dict)
    revisions: list[NewRevision] = field(default_factory=list)
    photos: list[NewPhoto] = field(default_factory=list)
    removed: list[tuple[UUID, datetime]] = field(default_factory=list)
    signatures: list[NewSignature] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    changes: dict[tuple[str, UUID], dict[str, None]] = field(default_factory=dict)
    touched: dict[UUID, KnownInspection] = field(default_factory=dict)
    tell_sender: bool = False
