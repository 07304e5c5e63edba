"""Every call there is, as seen by a caller. The HTTP client implements them; a contract suite holds it to this text.

All calls may raise: CentreUnreachable, CentreBusy, CentreFailed (try again), TokenInvalid, DeviceRevoked, AccessDenied,
NotFound, ProtocolMismatch, and OperationInvalid for a request that does not fit.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol
from uuid import UUID

from sync.protocol.messages import (
    AcceptRequest,
    CentreEvent,
    Changes,
    Enrolment,
    EnrolmentRequest,
    EvidenceState,
    InspectionDetail,
    InspectionFilter,
    InspectionPage,
    InspectionSummary,
    PhotoSize,
    PushAnswer,
    ReturnRequest,
    Session,
)


class TabletCalls(Protocol):
    """What a tablet asks of the centre."""

    def enrol(self, request: EnrolmentRequest) -> Enrolment:
        """Trade a one-time code for a device token. Raises EnrolmentCodeInvalid (unknown, used or expired)."""
        ...

    def push(self, lines: Sequence[bytes]) -> PushAnswer:
        """Send up to BATCH_LINES frozen operations; one outcome per line. Sending them again is harmless."""
        ...

    def pull(self, cursor: str | None) -> Changes:
        """What changed since the cursor; None asks for everything this tablet may see."""
        ...

    def evidence_state(self, sha256: str) -> EvidenceState:
        """How much of a file is there. Raises NotFound when no accepted photo operation of a visible inspection names it."""
        ...

    def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        """Append a chunk of a file of ``length`` bytes at ``offset``.

        Raises OffsetMismatch (its ``expected`` says where to go on), EvidenceMismatch (the whole had another hash and was
        dropped), NotFound (as above), StorageFull.
        """
        ...

    def previous_photo(self, photo_id: UUID, size: PhotoSize) -> bytes:
        """Thumbnail or evidence copy of an earlier visit's photo, at a compound where one of this tablet's people has an
        assignment. Raises NotFound, also while these bytes are not at the centre."""
        ...


class SupervisorCalls(Protocol):
    """What the console asks of the centre."""

    def sign_in(self, login: str, password: str) -> Session:
        """Raises SignInFailed, SignInPaused."""
        ...

    def sign_out(self) -> None:
        """End the session of this client's token."""
        ...

    def inspections(self, wanted: InspectionFilter) -> InspectionPage: ...

    def inspection(self, inspection_id: UUID) -> InspectionDetail: ...

    def record(self, inspection_id: UUID) -> Iterator[bytes]:
        """The signed record with its photos, a zip in blocks as they come (``sync.protocol.records``). Raises NotFound."""
        ...

    def accept(self, inspection_id: UUID, request: AcceptRequest) -> InspectionSummary:
        """Raises StateOutdated unless it is submitted and the reviewer saw the latest state."""
        ...

    def return_inspection(self, inspection_id: UUID, request: ReturnRequest) -> InspectionSummary:
        """Raises StateOutdated as above, OperationInvalid without any comment."""
        ...

    def photo(self, photo_id: UUID, size: PhotoSize) -> bytes:
        """Raises NotFound while these bytes are not at the centre."""
        ...

    def want_original(self, photo_id: UUID) -> None:
        """Ask the tablet for the untouched original at its next sync."""
        ...

    def events(self) -> Iterator[CentreEvent]:
        """What happens in this account's districts. Returns once the line stands: whatever is committed from then on comes.
        The iterator blocks between events and ends with CentreUnreachable when the line breaks."""
        ...


class Centre(TabletCalls, SupervisorCalls, Protocol):
    """Every call."""
