"""What administrators ask and are answered: tablets, and what was set apart. As ``messages``: moments aware, sizes in bytes."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sync.domain.checklists import Bilingual
from sync.domain.people import Duty
from sync.domain.tablets import Concern, TabletReport
from sync.protocol.messages import OperationOutcome, OperationStatus


# --- tablets ---------------------------------------------------------------------------------------------------------
class Show(StrEnum):
    """Which tablets of the list."""

    ATTENTION = "attention"
    ALL = "all"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Revocation:
    """What the tablet made after ``cut_off`` by its clock is not taken any more, by whichever way it comes."""

    at: datetime
    cut_off: datetime
    by: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class DeviceOnRecord:
    """A tablet as the centre knows it. ``report`` is its newest, which came at ``contact_at``; ``skew_seconds`` is how far its
    clock was ahead of the centre's. ``open_entries`` of it wait in quarantine. ``set_back_at``: when it was last turned away
    because its data were an older copy of themselves."""

    device_id: UUID
    name: str
    people: tuple[str, ...]
    enrolled_at: datetime
    contact_at: datetime | None = None
    report: TabletReport | None = None
    skew_seconds: int | None = None
    concerns: tuple[Concern, ...] = ()
    open_entries: int = 0
    revocation: Revocation | None = None
    set_back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeviceFilter:
    """``search`` looks in names of tablets and people; ``page`` starts at 1."""

    show: Show = Show.ALL
    search: str = ""
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class DevicePage:
    """Those that want attention first, then by name. ``counts`` by the names of Show, for the same search."""

    rows: tuple[DeviceOnRecord, ...]
    total: int
    page: int
    page_size: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RevokeRequest:
    """``cut_off``: by the tablet's clock; None: what that says now."""

    comment: str = ""
    cut_off: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonOnRegister:
    """Somebody who may work with a tablet."""

    person_id: UUID
    name: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """The first of those who fit, by name; ``total`` of them in all."""

    rows: tuple[PersonOnRegister, ...]
    total: int


@dataclass(frozen=True, slots=True)
class EnrolmentCodeRequest:
    people: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """Good for one tablet; shown once."""

    code: str
    expires_at: datetime


# --- quarantine ------------------------------------------------------------------------------------------------------
class QuarantineStep(StrEnum):
    """``RELEASED``: it went through the intake once more, with whatever outcome. ``REJECTED``: for good."""

    RELEASED = "released"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class QuarantineAct:
    """What an administrator did with an entry, and what came of it; never taken back."""

    step: QuarantineStep
    by: str
    at: datetime
    comment: str = ""
    status: OperationStatus | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class QuarantineEntry:
    """An operation that the centre turned down. ``kind`` to ``made_at`` are empty as far as its line does not say; ``closed_at``
    None: it waits for a decision."""

    device_id: UUID
    device: str
    line_sha256: str
    code: str
    received_at: datetime
    size: int
    kind: str = ""
    author: str = ""
    compound: str = ""
    item_code: str = ""
    made_at: datetime | None = None
    closed_at: datetime | None = None
    last_act: QuarantineAct | None = None


class Entries(StrEnum):
    """Which entries of the list: those that wait for a decision, those that were decided."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class QuarantineFilter:
    """``device`` and ``code`` as they stand in the entries."""

    show: Entries = Entries.OPEN
    device: UUID | None = None
    code: str = ""
    page: int = 1
    page_size: int = 20


@dataclass(frozen=True, slots=True)
class DeviceName:
    device_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class QuarantinePage:
    """Latest first. ``counts`` by the names of Entries, for the same tablet and code; ``devices`` and ``codes`` are those there
    are to choose from."""

    rows: tuple[QuarantineEntry, ...]
    total: int
    page: int
    page_size: int
    counts: dict[str, int] = field(default_factory=dict)
    devices: tuple[DeviceName, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuarantineDetail:
    """An entry with its bytes in base64: the first ``LONGEST_LINE`` of ``entry.size``. ``reason`` is what the centre noted
    beside the code; ``alike`` are the lines of the same tablet that wait for the same code, this one among them.
    ``item_title`` is that of ``entry.item_code`` in the checklist of the visit, where both are known."""

    entry: QuarantineEntry
    line: str
    reason: str
    acts: tuple[QuarantineAct, ...] = ()
    alike: tuple[str, ...] = ()
    item_title: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class QuarantineDecision:
    """What to do with some open entries of one tablet; a rejection needs a ``comment``, which its officers get to read."""

    device_id: UUID
    line_sha256s: tuple[str, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseAnswer:
    """One outcome per line, in the order they were asked for."""

    outcomes: tuple[OperationOutcome, ...]
