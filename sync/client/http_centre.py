"""Every call of the protocol over HTTP."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import requests

from sync.client.answers import message_of, params_of
from sync.client.campaigns import CampaignRequests
from sync.client.registers import RegisterRequests
from sync.client.transport import Transport
from sync.domain.previous import CompoundHistory
from sync.domain.receipts import NO_RECEIPT
from sync.domain.tablets import TabletReport
from sync.errors import CentreFailed
from sync.protocol import endpoints
from sync.protocol.administration import (
    DeviceFilter,
    DeviceOnRecord,
    DevicePage,
    EnrolmentCode,
    EnrolmentCodeRequest,
    PeopleFound,
    QuarantineDecision,
    QuarantineDetail,
    QuarantineFilter,
    QuarantinePage,
    ReleaseAnswer,
    RevokeRequest,
)
from sync.protocol.codec import from_json, to_json, to_plain
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
    SignInRequest,
)
from sync.protocol.digests import content_digest
from sync.protocol.messages import Changes, Enrolment, EnrolmentRequest, EvidenceState, PhotoSize, PushAnswer, SmallEvidence
from sync.protocol.operations import BATCH_TYPE
from sync.protocol.rescue import RescueKey, RescueTold

_RESCUE_SILENCE = 600.0
"""Seconds; a file of several gigabytes is checked before the first word."""
_EVENT_SILENCE = 45.0
"""Seconds; the centre sends a sign of life every 15."""


_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
"""The end occurs nowhere else in a picture that the centre makes: half a picture has none, nor has somebody else's page."""


class HttpCentre(RegisterRequests, CampaignRequests):
    """Implements sync.protocol.calls.Centre. One instance is for one thread at a time."""

    def __init__(self, base_url: str, token: str | None = None, transport: Transport | None = None) -> None:
        self._transport = transport or Transport(base_url, token)

    @property
    def bytes_sent(self) -> int:
        return self._transport.bytes_sent

    @property
    def bytes_received(self) -> int:
        return self._transport.bytes_received

    @property
    def requests_sent(self) -> int:
        return self._transport.requests_sent

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def enrol(self, request: EnrolmentRequest) -> Enrolment:
        body = to_json(request).encode()
        headers = {"Content-Type": "application/json", endpoints.DIGEST_HEADER: content_digest(body)}
        return message_of(self._transport.ask("POST", endpoints.ENROL, body=body, headers=headers), Enrolment)

    def push(self, lines: Sequence[bytes], receipt: str = NO_RECEIPT) -> PushAnswer:
        body = b"\n".join(lines)
        headers = {
            "Content-Type": BATCH_TYPE,
            endpoints.DIGEST_HEADER: content_digest(body),
            endpoints.RECEIPT_HEADER: receipt,
        }
        return message_of(self._transport.ask("POST", endpoints.OPERATIONS, body=body, headers=headers), PushAnswer)

    def pull(
        self, cursor: str | None, report: TabletReport | None = None, receipt: str = NO_RECEIPT, number: int | None = None
    ) -> Changes:
        params = {"cursor": cursor} if cursor else {}
        headers = {endpoints.RECEIPT_HEADER: receipt}
        if report is not None:
            headers[endpoints.REPORT_HEADER] = to_json(report)
        if number is not None:
            headers[endpoints.NUMBER_HEADER] = str(number)
        return message_of(self._transport.ask("GET", endpoints.CHANGES, params=params, headers=headers), Changes)

    def evidence_state(self, sha256: str) -> EvidenceState:
        return self._state(sha256, endpoints.EVIDENCE)

    def _state(self, sha256: str, path: str) -> EvidenceState:
        answer = self._transport.ask("HEAD", path.format(sha256=sha256))
        offset = answer.headers.get(endpoints.OFFSET_HEADER, "")
        if not offset.isdecimal() or _other_file(answer, sha256):
            raise CentreFailed(status=answer.status_code)
        return EvidenceState(sha256, int(offset), answer.headers.get(endpoints.COMPLETE_HEADER) == "true")

    def send_evidence(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        return self._append(endpoints.EVIDENCE, sha256, offset, length, chunk)

    def _append(self, path: str, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        headers = {
            endpoints.OFFSET_HEADER: str(offset),
            endpoints.LENGTH_HEADER: str(length),
            "Content-Type": "application/octet-stream",
        }
        answer = self._transport.ask("PATCH", path.format(sha256=sha256), body=chunk, headers=headers)
        state = message_of(answer, EvidenceState)
        if state.sha256 != sha256 or not 0 <= state.offset <= length or state.complete != (state.offset == length):
            raise CentreFailed(status=answer.status_code)
        return state

    def send_small_evidence(self, files: Mapping[str, bytes]) -> SmallEvidence:
        named = ",".join(f"{sha256}={len(content)}" for sha256, content in files.items())
        headers = {endpoints.FILES_HEADER: named, "Content-Type": "application/octet-stream"}
        answer = self._transport.ask("POST", endpoints.SMALL_EVIDENCE, body=b"".join(files.values()), headers=headers)
        told = message_of(answer, SmallEvidence)
        if [state.sha256 for state in told.files] != list(files) or any(
            state.complete and state.offset != len(files[state.sha256]) for state in told.files
        ):
            raise CentreFailed(status=answer.status_code)
        return told

    def rescue_key(self) -> RescueKey:
        return message_of(self._transport.ask("GET", endpoints.RESCUE_KEY), RescueKey)

    def rescue_state(self, sha256: str) -> EvidenceState:
        return self._state(sha256, endpoints.RESCUE)

    def send_rescue(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        return self._append(endpoints.RESCUE, sha256, offset, length, chunk)

    def import_rescue(self, sha256: str, unproven: bool = False) -> Iterator[RescueTold]:
        path = endpoints.RESCUE_IMPORT.format(sha256=sha256) + ("?unproven=true" if unproven else "")
        return _until_told(self._transport.stream(path, _RESCUE_SILENCE, method="POST"))

    def previous_photo(self, photo_id: UUID, size: PhotoSize) -> bytes:
        path = endpoints.PREVIOUS_PHOTO.format(photo_id=photo_id, size=size.value)
        answer = self._transport.ask("GET", path)
        if not answer.content.startswith(_JPEG_START) or _JPEG_END not in answer.content:
            raise CentreFailed(status=answer.status_code)
        return answer.content

    def sign_in(self, login: str, password: str) -> Session:
        answer = self._transport.ask("POST", endpoints.SIGN_IN, json=to_plain(SignInRequest(login, password)))
        session = message_of(answer, Session)
        self._transport.token = session.token
        return session

    def sign_out(self) -> None:
        self._transport.ask("DELETE", endpoints.SIGN_IN)
        self._transport.token = None

    def inspections(self, wanted: InspectionFilter) -> InspectionPage:
        return message_of(self._transport.ask("GET", endpoints.INSPECTIONS, params=params_of(wanted)), InspectionPage)

    def inspection(self, inspection_id: UUID) -> InspectionDetail:
        path = endpoints.INSPECTION.format(inspection_id=inspection_id)
        return message_of(self._transport.ask("GET", path), InspectionDetail)

    def previous(self, inspection_id: UUID) -> CompoundHistory:
        path = endpoints.PREVIOUS.format(inspection_id=inspection_id)
        return message_of(self._transport.ask("GET", path), CompoundHistory)

    def record(self, inspection_id: UUID) -> Iterator[bytes]:
        return self._transport.blocks(endpoints.RECORD.format(inspection_id=inspection_id))

    def document(self, inspection_id: UUID, kind: DocumentKind, language: str) -> bytes:
        path = endpoints.DOCUMENT.format(inspection_id=inspection_id, kind=kind.value)
        return self._transport.ask("GET", path, params={"language": language}).content

    def accept(self, inspection_id: UUID, request: AcceptRequest) -> InspectionSummary:
        path = endpoints.ACCEPT.format(inspection_id=inspection_id)
        return message_of(self._transport.ask("POST", path, json=to_plain(request)), InspectionSummary)

    def return_inspection(self, inspection_id: UUID, request: ReturnRequest) -> InspectionSummary:
        path = endpoints.RETURN.format(inspection_id=inspection_id)
        return message_of(self._transport.ask("POST", path, json=to_plain(request)), InspectionSummary)

    def photo(self, photo_id: UUID, size: PhotoSize) -> bytes:
        return self._transport.ask("GET", endpoints.PHOTO.format(photo_id=photo_id, size=size.value)).content

    def want_original(self, photo_id: UUID) -> None:
        self._transport.ask("POST", endpoints.WANT_ORIGINAL.format(photo_id=photo_id))

    def devices(self, wanted: DeviceFilter) -> DevicePage:
        return message_of(self._transport.ask("GET", endpoints.DEVICES, params=params_of(wanted)), DevicePage)

    def revoke(self, device_id: UUID, request: RevokeRequest) -> DeviceOnRecord:
        path = endpoints.REVOCATION.format(device_id=device_id)
        return message_of(self._transport.ask("POST", path, json=to_plain(request)), DeviceOnRecord)

    def people(self, search: str) -> PeopleFound:
        return message_of(self._transport.ask("GET", endpoints.PEOPLE, params={"search": search}), PeopleFound)

    def enrolment_code(self, people: tuple[UUID, ...]) -> EnrolmentCode:
        request = to_plain(EnrolmentCodeRequest(people))
        return message_of(self._transport.ask("POST", endpoints.ENROLMENT_CODES, json=request), EnrolmentCode)

    def quarantine(self, wanted: QuarantineFilter) -> QuarantinePage:
        return message_of(self._transport.ask("GET", endpoints.QUARANTINE, params=params_of(wanted)), QuarantinePage)

    def quarantined(self, device_id: UUID, line_sha256: str) -> QuarantineDetail:
        path = endpoints.QUARANTINED.format(device_id=device_id, line_sha256=line_sha256)
        return message_of(self._transport.ask("GET", path), QuarantineDetail)

    def release(self, decision: QuarantineDecision) -> ReleaseAnswer:
        return message_of(self._transport.ask("POST", endpoints.RELEASE, json=to_plain(decision)), ReleaseAnswer)

    def reject(self, decision: QuarantineDecision) -> None:
        self._transport.ask("POST", endpoints.REJECT, json=to_plain(decision))

    def events(self) -> Iterator[CentreEvent]:
        lines = self._transport.stream(endpoints.EVENTS, _EVENT_SILENCE)
        next(lines)  # the centre's word that it listens
        return (from_json(line[5:], CentreEvent) for line in lines if line.startswith("data:"))


def _other_file(answer: requests.Response, sha256: str) -> bool:
    """Whether an answer speaks of another file than the one asked about."""
    return answer.headers.get("ETag", f'"{sha256}"') != f'"{sha256}"'


def _until_told(lines: Iterator[str]) -> Iterator[RescueTold]:
    """Up to the word that ends it; an answer that ends without one is a broken line."""
    for line in lines:
        told = from_json(line, RescueTold)
        yield told
        if told.outcome is not None or told.code is not None:
            return
