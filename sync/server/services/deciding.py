"""What becomes of one operation: pure decisions over what is known, collected as effects."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sync.domain.clock import is_within_the_calendar
from sync.domain.findings import findings_of
from sync.domain.inspections import VISIT, ResultValue, State, lacks_by_item
from sync.domain.merging import Verdict, judge
from sync.domain.scoring import score
from sync.errors import (
    AccessDenied,
    InspectionFrozen,
    InspectionIncomplete,
    NotFound,
    OperationInvalid,
    OperationReused,
    StateOutdated,
)
from sync.protocol.messages import OperationOutcome, OperationStatus
from sync.protocol.operations import (
    AddPhoto,
    Operation,
    RemovePhoto,
    SetResult,
    SignInspection,
    StartInspection,
    SubmitInspection,
    moments_of,
)
from sync.server.services.known import (
    Effects,
    Known,
    KnownInspection,
    KnownPhoto,
    KnownResult,
    NewPhoto,
    NewRevision,
    NewSignature,
    ReceivedLine,
    Sender,
    StoredAnswer,
    Submission,
)

Status = tuple[OperationStatus, str | None]
APPLIED: Status = (OperationStatus.APPLIED, None)


def decide(known: Known, sender: Sender, received: ReceivedLine, effects: Effects) -> OperationOutcome:
    """The outcome of one line. ``known`` moves on with it, so that later lines of the batch build on it."""
    operation = received.operation
    if operation is None:
        effects.quarantined.append((received, OperationInvalid.code, received.reason))
        return OperationOutcome(None, OperationStatus.REJECTED, OperationInvalid.code)
    before = known.answers.get(operation.id)
    if before is not None:
        return _again(received, before, operation, effects)
    status, code = _judge_operation(known, sender, operation, effects)
    outcome = OperationOutcome(operation.id, status, code)
    if status is OperationStatus.REJECTED:
        effects.quarantined.append((received, code or OperationInvalid.code, operation.body.kind))
    if status is not OperationStatus.HOLD:
        effects.answered.append((received, outcome))
        _note_order(known, sender, operation, effects)
        known.numbered[sender.device_id, operation.seq] = operation.id
        known.answers[operation.id] = StoredAnswer(sender.device_id, received.sha256, status, code)
    return outcome


def is_set_back(known: Known, sender: Sender, received: ReceivedLine) -> bool:
    """Whether another operation of the same tablet is kept under the number of this one: a tablet never gives a number twice, so
    its data are an older copy of themselves."""
    operation = received.operation
    if operation is None or operation.id in known.answers:
        return False
    return known.numbered.get((sender.device_id, operation.seq), operation.id) != operation.id


def _note_order(known: Known, sender: Sender, operation: Operation, effects: Effects) -> None:
    """A tablet shows what its later lines said; what comes after them is news to it."""
    last = known.last.get(sender.device_id, 0)
    effects.tell_sender |= operation.seq < last
    known.last[sender.device_id] = max(last, operation.seq)


def _again(received: ReceivedLine, before: StoredAnswer, operation: Operation, effects: Effects) -> OperationOutcome:
    """The same bytes get the first answer again; other bytes under the same id are kept apart."""
    if received.sha256 != before.line_sha256:
        effects.quarantined.append((received, OperationReused.code, str(operation.id)))
        return OperationOutcome(operation.id, OperationStatus.REJECTED, OperationReused.code)
    status = OperationStatus.DUPLICATE if before.status is OperationStatus.APPLIED else before.status
    return OperationOutcome(operation.id, status, before.code)


def _judge_operation(known: Known, sender: Sender, operation: Operation, effects: Effects) -> Status:
    if not all(map(is_within_the_calendar, moments_of(operation))):
        return OperationStatus.REJECTED, OperationInvalid.code
    inspection = known.inspections.get(operation.body.inspection_id)
    if inspection is None:
        return OperationStatus.REJECTED, NotFound.code
    if operation.by not in sender.people or operation.by not in inspection.team:
        return OperationStatus.REJECTED, AccessDenied.code
    if inspection.state is None and not isinstance(operation.body, StartInspection):
        return OperationStatus.HOLD, NotFound.code
    status = _RULES[type(operation.body)](inspection, operation, operation.body, effects)
    if status == APPLIED or status[0] is OperationStatus.CONFLICT:
        effects.touched[inspection.inspection_id] = inspection
    return status


def _start(inspection: KnownInspection, operation: Operation, body: StartInspection, effects: Effects) -> Status:
    """The first start counts; a colleague's start of the same inspection joins it."""
    if body.assignment_id != inspection.assignment_id:
        return OperationStatus.REJECTED, NotFound.code
    if inspection.state is None:
        if (body.checklist_id, body.checklist_version) != (inspection.checklist.id, inspection.checklist.version):
            return OperationStatus.REJECTED, NotFound.code
        inspection.state, inspection.state_rev = State.IN_PROGRESS, 1
        effects.started.append((operation, inspection))
        _note_change(effects, inspection, "inspection")
    return APPLIED


def _set_result(inspection: KnownInspection, operation: Operation, body: SetResult, effects: Effects) -> Status:
    if body.item_code not in inspection.checklist.by_code:
        return OperationStatus.REJECTED, OperationInvalid.code
    current = inspection.results.get(body.item_code)
    verdict = judge(current.value if current else None, current.revision if current else None, body.base, body.value)
    frozen = inspection.state in (State.SUBMITTED, State.ACCEPTED)
    if frozen and verdict is not Verdict.SAME:
        verdict = Verdict.CONFLICTS
    effects.revisions.append(
        NewRevision(
            operation, inspection.inspection_id, body.item_code, body.value, body.base, conflict=verdict is Verdict.CONFLICTS
        )
    )
    if verdict is Verdict.REPLACES:
        _replace(inspection, operation, body.item_code, body.value, effects)
        return APPLIED
    effects.tell_sender = True
    _note_change(effects, inspection, "result", body.item_code)
    if verdict is Verdict.SAME:
        return APPLIED
    return OperationStatus.CONFLICT, InspectionFrozen.code if frozen else StateOutdated.code


def _replace(inspection: KnownInspection, operation: Operation, item_code: str, value: ResultValue, effects: Effects) -> None:
    before = inspection.results.get(item_code)
    now = KnownResult(value, operation.id, operation.by, operation.at, stored=before.stored if before else False)
    inspection.results[item_code] = effects.changed[inspection.inspection_id, item_code] = now
    _note_change(effects, inspection, "result", item_code)


def _add_photo(inspection: KnownInspection, operation: Operation, body: AddPhoto, effects: Effects) -> Status:
    facts = body.photo
    known_item = facts.item_code == VISIT or facts.item_code in inspection.checklist.by_code
    before = inspection.photos.get(facts.photo_id)
    if before is not None and (before.item_code, before.original_sha256) == (facts.item_code, facts.original_sha256):
        return _photo_is_there(inspection, facts.photo_id, effects)
    if not known_item or before is not None:
        return OperationStatus.REJECTED, OperationInvalid.code
    if facts.annotates and (problem := _problem_with_source(inspection, facts.annotates, facts.item_code, facts.original_sha256)):
        return problem
    inspection.photos[facts.photo_id] = KnownPhoto(facts.item_code, facts.original_sha256)
    effects.photos.append(NewPhoto(operation, inspection.inspection_id, facts))
    _note_change(effects, inspection, "photo", str(facts.photo_id))
    if inspection.state in (State.SUBMITTED, State.ACCEPTED):
        return OperationStatus.CONFLICT, InspectionFrozen.code
    return APPLIED


def _photo_is_there(inspection: KnownInspection, photo_id: UUID, effects: Effects) -> Status:
    """A picture that an older copy of a tablet makes a photo once more: the photo is joined, as it is here."""
    effects.tell_sender = True
    _note_change(effects, inspection, "photo", str(photo_id))
    return APPLIED


def _problem_with_source(inspection: KnownInspection, photo_id: UUID, item_code: str, original_sha256: str) -> Status | None:
    """A photo that another one builds on: one that may still come is waited for; one of something else is no such photo."""
    source = inspection.photos.get(photo_id)
    if source is None:
        return OperationStatus.HOLD, NotFound.code
    fits = (source.item_code, source.original_sha256) == (item_code, original_sha256)
    return None if fits else (OperationStatus.REJECTED, OperationInvalid.code)


def _remove_photo(inspection: KnownInspection, operation: Operation, body: RemovePhoto, effects: Effects) -> Status:
    photo = inspection.photos.get(body.photo_id)
    if photo is None:
        return OperationStatus.HOLD, NotFound.code
    if inspection.state in (State.SUBMITTED, State.ACCEPTED) and not photo.removed:
        return OperationStatus.CONFLICT, InspectionFrozen.code
    if not photo.removed:
        photo.removed = True
        effects.removed.append((body.photo_id, operation.at))
        _note_change(effects, inspection, "photo", str(body.photo_id))
    return APPLIED


def _sign(inspection: KnownInspection, operation: Operation, body: SignInspection, effects: Effects) -> Status:
    """Kept in any state, for it is a fact; one that came after the submission says so."""
    person = body.signature.person_id
    if person is not None and person not in inspection.team:
        return OperationStatus.REJECTED, OperationInvalid.code
    shown = body.signature.refusal
    if shown and shown.photo_id and (problem := _problem_with_source(inspection, shown.photo_id, VISIT, shown.photo_sha256)):
        return problem
    effects.signatures.append(NewSignature(operation, inspection.inspection_id, body.signature))
    _note_change(effects, inspection, "inspection")
    if inspection.state in (State.SUBMITTED, State.ACCEPTED):
        return OperationStatus.CONFLICT, InspectionFrozen.code
    return APPLIED


def _submit(inspection: KnownInspection, operation: Operation, body: SubmitInspection, effects: Effects) -> Status:
    if inspection.state in (State.SUBMITTED, State.ACCEPTED) or body.base_state_rev != inspection.state_rev:
        return OperationStatus.CONFLICT, StateOutdated.code
    values = {code: result.value for code, result in inspection.results.items()}
    if lacks_by_item(inspection.checklist, values, _photo_counts(inspection)):
        return OperationStatus.CONFLICT, InspectionIncomplete.code
    inspection.state, inspection.state_rev = State.SUBMITTED, inspection.state_rev + 1
    found = tuple(findings_of(inspection.checklist, values))
    effects.submissions.append(Submission(operation, inspection, score(inspection.checklist, values), found))
    _note_change(effects, inspection, "inspection")
    return APPLIED


def _photo_counts(inspection: KnownInspection) -> dict[str, int]:
    counts: dict[str, int] = {}
    for photo in inspection.photos.values():
        if not photo.removed:
            counts[photo.item_code] = counts.get(photo.item_code, 0) + 1
    return counts


def _note_change(effects: Effects, inspection: KnownInspection, kind: str, *names: str) -> None:
    changed = effects.changes.setdefault((kind, inspection.inspection_id), {})
    for name in names:
        changed[name] = None


_RULES: dict[type, Callable[[KnownInspection, Operation, Any, Effects], Status]] = {
    StartInspection: _start,
    SetResult: _set_result,
    AddPhoto: _add_photo,
    RemovePhoto: _remove_photo,
    SignInspection: _sign,
    SubmitInspection: _submit,
}
