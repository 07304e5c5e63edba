"""Every call there is, as seen by a caller. The HTTP client implements them; a contract suite holds it to this text.

All calls may raise: CentreUnreachable, CentreBusy, CentreFailed (try again), TokenInvalid, DeviceRevoked, AccessDenied,
NotFound, ProtocolMismatch, and OperationInvalid for a request that does not fit.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from sync.domain.previous import CompoundHistory
from sync.domain.receipts import NO_RECEIPT
from sync.domain.registers.columns import Register
from sync.domain.tablets import TabletReport
from sync.protocol.administration import (
    DeviceFilter,
    DeviceOnRecord,
    DevicePage,
    EnrolmentCode,
    PeopleFound,
    QuarantineDecision,
    QuarantineDetail,
    QuarantineFilter,
    QuarantinePage,
    ReleaseAnswer,
    RevokeRequest,
)
from sync.protocol.campaign_calls import CampaignCalls
from sync.protocol.console import (
    AcceptRequest,
    CentreEvent,
    DocumentKind,
    InspectionDetail,
    InspectionFilter,
    InspectionPage,
    InspectionSummary,
    ReturnRequest,
    Session,
)
from sync.protocol.messages import Changes, Enrolment, EnrolmentRequest, EvidenceState, PhotoSize, PushAnswer, SmallEvidence
from sync.protocol.registers import (
    EnterpriseFilter,
    EnterprisePage,
    FileFormat,
    RegisterFilter,
    RegisterHistory,
    RegisterImported,
    RegisterPage,
    RegisterPreview,
)
from sync.protocol.rescue import RescueKey, RescueTold


class TabletCalls(Protocol):
    """What a tablet asks of the centre."""

    def enrol(self, request: EnrolmentRequest) -> Enrolment:
        """Trade a one-time code for a device token. Raises EnrolmentCodeInvalid (unknown, used or expired)."""
        ...

    def push(self, lines: Sequence[bytes], receipt: str = NO_RECEIPT) -> PushAnswer:
        """Send up to BATCH_LINES frozen operations; one outcome per line. Sending them again is harmless.

        ``receipt`` is the place of the last one this tablet got. Raises CentreSetBack where the centre has forgotten it, and
        TabletSetBack where it holds other operations under the numbers of these: then nothing was applied.
        """
        ...

    def pull(
        self, cursor: str | None, report: TabletReport | None = None, receipt: str = NO_RECEIPT, number: int | None = None
    ) -> Changes:
        """What changed since the cursor; None asks for everything this tablet may see. ``report``: how the tablet is doing.
        ``receipt`` as above, raises CentreSetBack. ``number`` is that of the last operation this tablet recorded, sent or not;
        raises TabletSetBack where the centre holds a later one of it."""
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

    def send_small_evidence(self, files: Mapping[str, bytes]) -> SmallEvidence:
        """Whole files by their hashes, up to SMALL_FILES with CHUNK_BYTES in all, or as many as the last answer said.
        Those that cannot be taken are left out.

        Raises StorageFull, and NotFound at a centre of an earlier version, which takes files alone.
        """
        ...

    def rescue_key(self) -> RescueKey:
        """The key that rescue files are sealed with; asked by a tablet that was enrolled before there was one."""
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

    def previous(self, inspection_id: UUID) -> CompoundHistory:
        """What earlier visits found at the compound, as a tablet has it with the assignment. Raises NotFound."""
        ...

    def record(self, inspection_id: UUID) -> Iterator[bytes]:
        """The signed record with its photos, a zip in blocks as they come (``sync.protocol.records``). Raises NotFound."""
        ...

    def document(self, inspection_id: UUID, kind: DocumentKind, language: str) -> bytes:
        """A PDF in one of the product's languages. Raises NotFound, also for an order where no finding is open."""
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
        """What happens in this account's districts, and to campaigns. Returns once the line stands: whatever is committed from
        then on comes. The iterator blocks between events and ends with CentreUnreachable when the line breaks."""
        ...


class AdministratorCalls(Protocol):
    """What the console asks for administrators; anybody else gets AccessDenied."""

    def devices(self, wanted: DeviceFilter) -> DevicePage: ...

    def revoke(self, device_id: UUID, request: RevokeRequest) -> DeviceOnRecord:
        """Raises NotFound, OperationInvalid for a cut-off still to come, AlreadyExists for a tablet revoked before."""
        ...

    def people(self, search: str) -> PeopleFound:
        """Inspectors whose name holds the text."""
        ...

    def enrolment_code(self, people: tuple[UUID, ...]) -> EnrolmentCode:
        """Raises RegisterInvalid for nobody, or for somebody who is not on the register."""
        ...

    def quarantine(self, wanted: QuarantineFilter) -> QuarantinePage: ...

    def quarantined(self, device_id: UUID, line_sha256: str) -> QuarantineDetail:
        """Raises NotFound."""
        ...

    def release(self, decision: QuarantineDecision) -> ReleaseAnswer:
        """Take in again, as that tablet's operations, in the order they were made. Raises NotFound, QuarantineClosed, and then
        nothing was done."""
        ...

    def reject(self, decision: QuarantineDecision) -> None:
        """For good. Raises NotFound, QuarantineClosed, OperationInvalid without a comment."""
        ...


class RegisterCalls(Protocol):
    """Registers as files, for administrators; anybody else gets AccessDenied."""

    def register(self, register: Register, wanted: RegisterFilter) -> RegisterPage: ...

    def enterprises(self, wanted: EnterpriseFilter) -> EnterprisePage:
        """The parties inspected, as the register of compounds names them."""
        ...

    def preview_register(self, register: Register, name: str, content: bytes, sheet: str = "") -> RegisterPreview:
        """What a file would do; nothing is changed. Raises TableUnreadable."""
        ...

    def import_register(
        self, register: Register, name: str, content: bytes, sheet: str = "", good_rows: bool = False, seen: str = ""
    ) -> RegisterImported:
        """All of a file or nothing; with ``good_rows`` those that are right. Raises TableUnreadable, RegisterRowsWrong, and
        RegisterMoved where it would not do any more what the preview ``seen`` said."""
        ...

    def register_file(self, register: Register, file_format: FileFormat, language: str) -> bytes:
        """A file of the whole register, which can be imported again."""
        ...

    def register_history(
        self, register: Register, subject: UUID | None = None, page: int = 1, page_size: int = 20
    ) -> RegisterHistory:
        """Every change, of one row or of all."""
        ...


class RescueCalls(Protocol):
    """Bringing a tablet's rescue file to the centre; for supervisors and administrators."""

    def rescue_state(self, sha256: str) -> EvidenceState:
        """How much of a rescue file is there."""
        ...

    def send_rescue(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        """Append a chunk. Raises OffsetMismatch, EvidenceMismatch, RescueRefused for a file that is too large, StorageFull."""
        ...

    def import_rescue(self, sha256: str, unproven: bool = False) -> Iterator[RescueTold]:
        """Check the whole file, and only then feed it through the intake; tells how far it is, in the end what came of it.

        Doing it again is harmless. Raises RescueRefused before anything is applied, NotFound for a file that is not there.
        ``unproven`` takes a file that cannot prove which tablet it is of; for administrators.
        """
        ...


class Centre(TabletCalls, SupervisorCalls, RescueCalls, AdministratorCalls, RegisterCalls, CampaignCalls, Protocol):
    """Every call."""
