"""What ``record.json`` says, held to what the operations amount to."""

from collections.abc import Iterator
from uuid import UUID

from sync.domain.inspections import UNANSWERED, PhotoFacts
from sync.domain.signatures import Signature, SignedContent, content_digest
from sync.protocol.messages import PhotoOnRecord, ReviewAct
from sync.protocol.records import RecordDocument
from sync.verifying.replay import Replayed, values_of
from sync.verifying.verdicts import Note, altered


def check_content(record: RecordDocument, replayed: Replayed) -> None:
    """Raises RecordAltered naming the first result, photo or signature that the operations do not bear out."""
    _check_results(record, replayed)
    _check_photos(record, replayed)
    _check_signatures(record, replayed)
    _check_course(record, replayed)
    if digest_of(record, replayed) != record.inspection.content_sha256:
        raise altered("digest-differs")


def digest_of(record: RecordDocument, replayed: Replayed) -> str:
    """The digest that signatures stand under, of what the operations amount to."""
    return content_digest(
        SignedContent(
            inspection_id=record.inspection.summary.inspection_id,
            compound_id=record.compound_id,
            checklist_id=record.inspection.checklist.id,
            checklist_version=record.inspection.checklist.version,
            values=values_of(replayed),
            photos=[facts for photo_id, facts in replayed.photos.items() if photo_id not in replayed.removed],
        )
    )


def notes_on(record: RecordDocument) -> Iterator[Note]:
    """Signatures that stand under another content than the record's, and photos that had not arrived; one that was taken out
    before the tablet had sent it never does."""
    for given in record.inspection.signatures:
        if given.signature.content_sha256 != record.inspection.content_sha256:
            yield Note("verify.note.changed-after-signature", {"name": given.signature.name})
    for photo in photos_of(record):
        if not photo.copy_stored and not photo.removed:
            yield Note("verify.note.not-arrived", {"item": photo.facts.item_code, "photo": str(photo.facts.photo_id)})


def photos_of(record: RecordDocument) -> Iterator[PhotoOnRecord]:
    """All photos, also those that were removed."""
    for result in record.inspection.results:
        yield from result.photos


def _check_results(record: RecordDocument, replayed: Replayed) -> None:
    values = values_of(replayed)
    for result in record.inspection.results:
        if result.value != values.get(result.item_code, UNANSWERED):
            raise altered("result-differs", item=result.item_code)
    if unknown := values.keys() - {result.item_code for result in record.inspection.results}:
        raise altered("result-differs", item=min(unknown))


def _check_photos(record: RecordDocument, replayed: Replayed) -> None:
    said: dict[UUID, tuple[PhotoFacts, bool]] = {
        photo.facts.photo_id: (photo.facts, photo.removed) for photo in photos_of(record)
    }
    done = {photo_id: (facts, photo_id in replayed.removed) for photo_id, facts in replayed.photos.items()}
    for photo_id in sorted(said.keys() | done.keys()):
        if said.get(photo_id) != done.get(photo_id):
            facts, _ = said.get(photo_id) or done[photo_id]
            raise altered("photo-differs", item=facts.item_code, photo=str(photo_id))
    removals = {removal.photo_id for removal in record.removals}
    if removals != replayed.removed:
        photo_id = min(removals ^ replayed.removed)
        raise altered("photo-differs", item="-", photo=str(photo_id))


def _check_signatures(record: RecordDocument, replayed: Replayed) -> None:
    said = {one.revision: (one.signature, one.author, one.at) for one in record.inspection.signatures}
    for revision in sorted(said.keys() | replayed.signatures.keys()):
        if said.get(revision) != replayed.signatures.get(revision):
            given: Signature = (said.get(revision) or replayed.signatures[revision])[0]
            raise altered("signature-differs", name=given.name)


def _check_course(record: RecordDocument, replayed: Replayed) -> None:
    """When the inspection was started, and when it was submitted."""
    submitted = [review.at for review in record.inspection.reviews if review.act is ReviewAct.SUBMITTED]
    if record.inspection.summary.started_at != replayed.started_at or sorted(submitted) != sorted(replayed.submitted):
        raise altered("course-differs")
