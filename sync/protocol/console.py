"""What the console asks and is answered: sign-in, the list, an inspection, reviews. As ``messages``: moments aware, in UTC."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sync.domain.checklists import Bilingual, Severity
from sync.domain.findings import FindingState
from sync.domain.inspections import PhotoFacts, ResultValue, ReturnedItem, State
from sync.domain.merging import Settlement
from sync.domain.people import Role, TeamMember
from sync.protocol.messages import ChecklistDocument, SignatureOnRecord


@dataclass(frozen=True, slots=True)
class SignInRequest:
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in account. ``districts`` are codes; None means all."""

    token: str
    person_id: UUID
    name: str
    role: Role
    districts: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class DistrictName:
    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class InspectionSummary:
    """A row of the supervisors' list. ``findings``: as submitted, or the failed items so far while the team works on it.
    ``conflicts``: items with values nobody has decided between. ``evidence_stored`` of ``evidence_expected`` photo copies are at
    the centre."""

    inspection_id: UUID
    compound: str
    enterprise: str
    district: str
    district_name: Bilingual
    state: State
    state_rev: int
    due_on: date
    answered: int
    item_count: int
    findings: int
    conflicts: int
    evidence_stored: int
    evidence_expected: int
    started_at: datetime
    submitted_at: datetime | None = None
    score: float | None = None


class InspectionOrder(StrEnum):
    """What comes first: the latest activity, what was submitted longest ago, or the lowest score; what was never submitted, or
    has no score, comes last."""

    LATEST = "latest"
    LONGEST_WAITING = "longest_waiting"
    LOWEST_SCORE = "lowest_score"


@dataclass(frozen=True, slots=True)
class InspectionFilter:
    """Which rows, in which order; ``page`` starts at 1. ``search`` looks in compound, enterprise and address. ``district`` is a
    code."""

    state: State | None = None
    district: str | None = None
    search: str = ""
    page: int = 1
    page_size: int = 20
    order: InspectionOrder = InspectionOrder.LATEST


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """One page of summaries; ``total`` rows in all; ``by_state`` counts for the same search."""

    rows: tuple[InspectionSummary, ...]
    total: int
    page: int
    page_size: int
    by_state: dict[str, int] = field(default_factory=dict)
    districts: tuple[DistrictName, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoOnRecord:
    """A photo as the console shows it."""

    facts: PhotoFacts
    author: str
    copy_stored: bool
    original_stored: bool
    original_wanted: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class RevisionOnRecord:
    """One entry of an item's history. ``conflict``: kept beside the current value; it waits for a decision until something has
    ``settlement`` of it: ``decided_by`` (a name) with a decision, or with a later entry that replaced it."""

    value: ResultValue
    author: str
    at: datetime
    received_at: datetime
    conflict: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None
    settlement: Settlement | None = None


@dataclass(frozen=True, slots=True)
class ResultOnRecord:
    """One item with everything recorded on it, latest revision first."""

    item_code: str
    value: ResultValue
    photos: tuple[PhotoOnRecord, ...] = ()
    history: tuple[RevisionOnRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingOnRecord:
    item_code: str
    text: str
    severity: Severity
    state: FindingState
    due_on: date | None = None


class ReviewAct(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One step in the life of an inspection after the visit."""

    act: ReviewAct
    by: str
    at: datetime
    comment: str = ""
    items: tuple[ReturnedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectionDetail:
    """One inspection with everything a reviewer needs, results in checklist order (also the unanswered ones).

    ``content_sha256`` is the digest of the record as it stands (``sync.domain.signatures.content_digest``). ``photos`` are those
    of the visit as a whole; those of items stand with their results.
    """

    summary: InspectionSummary
    address: str
    credit_code: str
    campaign: str
    team: tuple[TeamMember, ...]
    checklist: ChecklistDocument
    results: tuple[ResultOnRecord, ...]
    findings: tuple[FindingOnRecord, ...] = ()
    reviews: tuple[ReviewEntry, ...] = ()
    signatures: tuple[SignatureOnRecord, ...] = ()
    content_sha256: str = ""
    photos: tuple[PhotoOnRecord, ...] = ()

    def every_photo(self) -> tuple[PhotoOnRecord, ...]:
        """Those of the items, then those of the visit."""
        return (*(photo for result in self.results for photo in result.photos), *self.photos)


class DocumentKind(StrEnum):
    """What an inspection gives on paper: the on-site record, and the draft of an order about the findings that are open."""

    RECORD = "record"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class AcceptRequest:
    base_state_rev: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """``comment`` or at least one item's comment must say why."""

    base_state_rev: int
    comment: str = ""
    items: tuple[ReturnedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class CentreEvent:
    """Something happened to an inspection (``kind``: started, results, submitted, returned, accepted, evidence), to a tablet
    (``kind``: tablet, quarantine; without a district, for those who see all), or to a campaign (``kind``: campaign; without a
    district, for everybody who reviews: planned, frozen, drawn, released, a team that is another)."""

    kind: str
    inspection_id: UUID | None
    district: str
    device_id: UUID | None = None
    campaign_id: UUID | None = None
