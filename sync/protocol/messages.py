"""What is asked and answered besides operations. Moments are aware, in UTC; hashes SHA-256 in hex; sizes in bytes."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sync.domain.compounds import Assignment
from sync.domain.inspections import PhotoFacts, ResultValue, Return, State
from sync.domain.people import TabletPerson
from sync.domain.previous import CompoundHistory
from sync.domain.receipts import Receipt
from sync.domain.signatures import Signature
from sync.protocol.rescue import RescueKey


# --- tablet: enrolment ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """A tablet presents its one-time code. ``device_id`` was minted on the tablet, and so was ``device_token``, so that asking
    again means the same; empty: the centre makes one."""

    code: str
    device_id: UUID
    device_name: str
    device_token: str = ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The token is shown once and kept hashed at the centre. ``centre_key`` is the centre's public key in base64,
    ``rescue_key`` the one that rescue files are sealed with."""

    device_token: str
    centre_name: str
    centre_key: str = ""
    rescue_key: RescueKey | None = None


# --- tablet: push ----------------------------------------------------------------------------------------------------
class OperationStatus(StrEnum):
    """``DUPLICATE`` is success. ``HOLD``: waits for another operation, send it again later. ``REJECTED``: kept in
    quarantine with its bytes on both sides; what does not depend on it goes on."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class OperationOutcome:
    """The answer to one line, in the order of the lines. ``id`` is None when the line could not be read; ``code`` is an
    error code for everything that did not go through."""

    id: UUID | None
    status: OperationStatus
    code: str | None = None


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """One outcome per line sent. ``receipt`` is for the last of these operations that the centre holds; None when it holds
    none, or none that names its place in the chain."""

    outcomes: tuple[OperationOutcome, ...]
    receipt: Receipt | None = None


# --- tablet: pull ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ChecklistDocument:
    """A checklist as published; ``document`` is its JSON text."""

    id: str
    version: str
    document: str


@dataclass(frozen=True, slots=True)
class SignatureOnRecord:
    """A signature as it was given: ``revision`` is the id of the operation that brought it, ``author`` whose tablet it was."""

    revision: UUID
    signature: Signature
    author: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class InspectionHead:
    """State of an inspection as the centre knows it. ``returned`` is set while the state is RETURNED, ``submitted_by`` while it
    is SUBMITTED; ``signatures`` are all there are, in the order they were given."""

    inspection_id: UUID
    assignment_id: UUID
    checklist_id: str
    checklist_version: str
    state: State
    state_rev: int
    started_at: datetime
    started_by: UUID
    submitted_at: datetime | None = None
    returned: Return | None = None
    signatures: tuple[SignatureOnRecord, ...] = ()
    submitted_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class ContestedValue:
    """A value that met another one at the centre and was kept beside it: it waits until somebody decides."""

    revision: UUID
    value: ResultValue
    author: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class RemoteResult:
    """An item's current value at the centre, and the values that contest it."""

    inspection_id: UUID
    item_code: str
    value: ResultValue
    revision: UUID
    author: UUID
    at: datetime
    contested: tuple[ContestedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class RemotePhoto:
    """A photo that another tablet of the team added, or that was removed."""

    inspection_id: UUID
    facts: PhotoFacts
    author: UUID
    removed: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentHistory:
    """What came before an assignment's own visit, at its compound."""

    assignment_id: UUID
    history: CompoundHistory


@dataclass(frozen=True, slots=True)
class LateOutcome:
    """What became, in the end, of an operation of this tablet that was turned down when it came: an administrator had it
    applied after all, or turned it down for good and says why. The line is named by its hash."""

    line_sha256: str
    status: OperationStatus
    by: str
    at: datetime
    code: str | None = None
    comment: str = ""


CHUNK_BYTES = 1024 * 1024
"""The most bytes of one file in one request."""
LOAD_BYTES = 4 * CHUNK_BYTES
"""The most bytes of whole small files in one request."""
SMALL_FILES = 16
"""The most files in one request."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed for this tablet since its cursor; the entities stand in their current form, so applying twice is harmless.

    ``cursor`` is opaque and is stored together with the changes. ``people`` None: unchanged; otherwise the whole list.
    ``withdrawn`` are assignments no longer this tablet's. ``wanted_originals`` are hashes of originals asked for on demand.
    ``previous`` has an entry for those of the ``assignments`` whose compound was visited before; the others have no history.
    ``missing`` are hashes of evidence that the centre lacks, told to whoever asks for the first time since it was started: one
    that was restored may have lost files that it gave receipts for. ``most``: bytes of small files that the centre takes at once.
    ``rescue_key`` is the name of the key that rescue files have to be sealed with; empty from a centre that does not say so.
    ``whole``: the cursor was none to go on from, and ``assignments`` are all that are this tablet's.
    """

    cursor: str
    more: bool
    centre_time: datetime
    people: tuple[TabletPerson, ...] | None = None
    checklists: tuple[ChecklistDocument, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    withdrawn: tuple[UUID, ...] = ()
    inspections: tuple[InspectionHead, ...] = ()
    results: tuple[RemoteResult, ...] = ()
    photos: tuple[RemotePhoto, ...] = ()
    wanted_originals: tuple[str, ...] = ()
    previous: tuple[AssignmentHistory, ...] = ()
    late_outcomes: tuple[LateOutcome, ...] = ()
    missing: tuple[str, ...] = ()
    most: int = CHUNK_BYTES
    rescue_key: str = ""
    whole: bool = False


# --- tablet: evidence ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class EvidenceState:
    """How much of a file the centre holds. ``complete`` is the receipt: whole, hash checked, on durable disk."""

    sha256: str
    offset: int
    complete: bool


@dataclass(frozen=True, slots=True)
class SmallEvidence:
    """What became of whole files that came in one request, in the order they came. One that is not ``complete`` was left out:
    sent alone, its answer says why. ``most``: bytes that the centre takes at once."""

    files: tuple[EvidenceState, ...]
    most: int = CHUNK_BYTES


class PhotoSize(StrEnum):
    THUMBNAIL = "thumbnail"
    COPY = "copy"
    ORIGINAL = "original"


# --- both -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Problem:
    """RFC 9457 problem details; ``code`` and ``fields`` let any client say it in its own language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    fields: dict[str, str | int | float | None] = field(default_factory=dict)
