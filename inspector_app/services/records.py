"""What the use cases keep and read: the port to the tablet's store, and the shapes that cross it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sync.domain.checklists import Bilingual, Checklist
from sync.domain.compounds import Assignment
from sync.domain.inspections import PhotoFacts, Result, ResultValue, Return, State
from sync.domain.people import TabletPerson
from sync.domain.previous import NO_HISTORY, CompoundHistory
from sync.domain.signatures import SignedContent, content_digest
from sync.protocol.messages import ContestedValue, SignatureOnRecord
from sync.protocol.operations import Body, Operation

FORGOTTEN = "inspection-forgotten"
"""Said of an inspection that a colleague began and the centre has no more: whoever goes on with it begins it again."""


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """An inspection as this tablet holds it. ``refusal`` is the code with which the centre turned down the last submission, or
    ``FORGOTTEN``.
    ``submitted_by``: who submitted it, where that came as news from the centre."""

    id: UUID
    assignment_id: UUID
    checklist_id: str
    checklist_version: str
    state: State
    state_rev: int
    started_at: datetime
    started_by: UUID
    submitted_at: datetime | None = None
    returned: Return | None = None
    refusal: str | None = None
    submitted_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class PhotoRecord:
    """A photo of an inspection. ``here``: its files are on this tablet; ``copy_stored``: the centre has the evidence copy."""

    inspection_id: UUID
    facts: PhotoFacts
    author: UUID
    here: bool = True
    copy_stored: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry in the history of an item on this tablet. ``decides``: values in conflict were settled by it."""

    id: UUID
    inspection_id: UUID
    item_code: str
    value: ResultValue
    before: ResultValue
    author: UUID
    at: datetime
    decides: bool = False


@dataclass(frozen=True, slots=True)
class AssignmentProgress:
    """An assignment with the title of its checklist and how far its inspection is. ``state`` None: not started. ``withdrawn``: it
    is another team's by now, and stays in sight for as long as something recorded here has not reached the centre. ``done``:
    items that lack nothing, as on the sheet. ``conflicts``: items whose values nobody has decided between. ``forgotten``: items
    of which nothing but what the centre has no more is here.
    ``submission_waits``: it was submitted here, and the centre has not answered for that yet."""

    assignment: Assignment
    state: State | None
    done: int
    failed: int
    item_count: int
    checklist: Bilingual
    withdrawn: bool = False
    conflicts: int = 0
    forgotten: int = 0
    submission_waits: bool = False


class Act(Protocol):
    """One user action as one transaction: either all of it is on disk, outbox line included, or nothing."""

    def queue(self, body: Body, by: UUID) -> Operation:
        """Mint an operation, freeze its line and put it into the outbox."""
        ...

    def inspection(self, inspection_id: UUID) -> InspectionRecord | None: ...

    def state(self, inspection_id: UUID) -> State | None:
        """How far an inspection is; None when it is not on this tablet."""
        ...

    def save_inspection(self, record: InspectionRecord) -> None: ...

    def result(self, inspection_id: UUID, item_code: str) -> Result: ...

    def save_result(self, result: Result, before: ResultValue, operation: Operation, undoes: UUID | None = None) -> None:
        """The item's new current value and its history entry. ``undoes`` names the revision it takes back. What the operation
        resolves is in dispute no longer."""
        ...

    def contested(self, inspection_id: UUID, item_code: str) -> tuple[ContestedValue, ...]:
        """Values of an item that wait for a decision beside the current one."""
        ...

    def last_change(self, inspection_id: UUID, author: UUID) -> Revision | None:
        """The author's latest change that still stands and was not taken back since the last submission; None when there is none.
        One that somebody else replaced since stands no more, also where that one's value came back by an undo."""
        ...

    def add_photo(self, photo: PhotoRecord, operation: Operation) -> None:
        """The photo and its files' place in the queue for evidence."""
        ...

    def photo(self, photo_id: UUID) -> PhotoRecord | None: ...

    def remove_photo(self, photo_id: UUID, at: datetime) -> None: ...

    def save_signature(self, signature: SignatureOnRecord, inspection_id: UUID) -> None: ...

    def drop_drafts(self, inspection_id: UUID, item_code: str) -> None: ...


class Records(Protocol):
    """The tablet's records."""

    def act(self) -> AbstractContextManager[Act]: ...

    def assignments(self) -> list[AssignmentProgress]:
        """All assignments of this tablet, nearest due first, with those withdrawn of which something waits here."""
        ...

    def assignment(self, assignment_id: UUID) -> Assignment | None: ...

    def is_withdrawn(self, assignment_id: UUID) -> bool:
        """Whether the assignment is another team's by now."""
        ...

    def submission_waits(self, inspection_id: UUID) -> bool:
        """Whether it was submitted here and the centre has not answered for that yet."""
        ...

    def history(self, assignment_id: UUID) -> CompoundHistory:
        """What came before at the assignment's compound."""
        ...

    def checklist(self, checklist_id: str, version: str) -> Checklist:
        """Raises NotFound."""
        ...

    def inspection(self, inspection_id: UUID) -> InspectionRecord | None: ...

    def results(self, inspection_id: UUID) -> dict[str, Result]: ...

    def contested(self, inspection_id: UUID) -> dict[str, tuple[ContestedValue, ...]]:
        """Values that met another one at the centre and wait for a decision, by item."""
        ...

    def photos(self, inspection_id: UUID) -> list[PhotoRecord]:
        """Photos that were not removed, in the order they were taken."""
        ...

    def recorded_photo(self, photo_id: UUID) -> PhotoRecord | None:
        """A photo that was put on record, also one that was removed since."""
        ...

    def photo_removed_at(self, inspection_id: UUID) -> datetime | None:
        """When a photo was last removed; None when none was."""
        ...

    def signatures(self, inspection_id: UUID) -> list[SignatureOnRecord]:
        """In the order they were given."""
        ...

    def drafts(self, inspection_id: UUID) -> dict[str, dict[str, str]]:
        """Texts being typed, by item and field."""
        ...

    def save_draft(self, inspection_id: UUID, item_code: str, field: str, text: str) -> None: ...

    def people(self) -> list[TabletPerson]: ...


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """Bytes to keep for one photo; a sound has no thumbnail."""

    original: bytes
    copy: bytes
    thumbnail: bytes | None = None


class PhotoFiles(Protocol):
    """Files of photos and sounds on this tablet, by content."""

    def keep(self, photo_id: UUID, files: EvidenceFiles) -> None:
        """Durable on return. Raises StorageFull with nothing half kept."""
        ...

    def thumbnail(self, photo_id: UUID) -> bytes | None: ...

    def copy(self, sha256: str) -> bytes | None: ...

    def original(self, sha256: str) -> bytes | None: ...


class Preferences(Protocol):
    """Small durable values of this tablet."""

    def get(self, key: str) -> str | None: ...

    def put(self, key: str, value: str | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """One inspection as its screen needs it. ``withdrawn``: it is another team's by now.

    ``values`` has every item of the checklist; drafts are not mixed in. ``photo_removed_at``: when a photo was last removed,
    of an inspection that is returned. ``submission_waits``: the centre has not answered for its submission yet."""

    assignment: Assignment
    record: InspectionRecord
    checklist: Checklist
    results: dict[str, Result]
    photos: dict[str, Sequence[PhotoRecord]]
    contested: dict[str, tuple[ContestedValue, ...]]
    drafts: dict[str, dict[str, str]]
    signatures: Sequence[SignatureOnRecord] = ()
    history: CompoundHistory = NO_HISTORY
    withdrawn: bool = False
    photo_removed_at: datetime | None = None
    submission_waits: bool = False

    def value(self, item_code: str) -> ResultValue:
        """The current value of an item."""
        return self.results[item_code].value

    @property
    def forgotten(self) -> frozenset[str]:
        """Items whose contested values stand against nothing: the centre had them once and has them no more."""
        return frozenset(code for code in self.contested if self.results[code].revision is None)

    @property
    def disputed(self) -> frozenset[str]:
        """Items of which several values are there, and nobody has decided between them."""
        return frozenset(self.contested) - self.forgotten

    @property
    def digest(self) -> str:
        """What a signature given now stands under."""
        return content_digest(
            SignedContent(
                inspection_id=self.record.id,
                compound_id=self.assignment.compound.id,
                checklist_id=self.record.checklist_id,
                checklist_version=self.record.checklist_version,
                values={code: result.value for code, result in self.results.items()},
                photos=[photo.facts for photos in self.photos.values() for photo in photos],
            )
        )
