"""What ``record.json`` says, held to what the operations amount to.

Both are compared as they are written, for a centre writes a value down as the tablet did; only where the words differ are they
read and compared by what they mean.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sync.domain.inspections import PhotoFacts, ResultValue
from sync.domain.signatures import Signature, SignedContent, content_digest, stands_under
from sync.protocol.codec import from_plain
from sync.protocol.console import ReviewAct
from sync.verifying.meaning import id_meant, is_same_id, is_same_moment
from sync.verifying.replay import Plain, Replayed
from sync.verifying.verdicts import Note, altered


def check_content(record: Plain, replayed: Replayed) -> None:
    """Raises RecordAltered naming the first result, photo or signature that the operations do not bear out."""
    _check_results(record, replayed)
    _check_photos(record, replayed)
    _check_signatures(record, replayed)
    _check_course(record, replayed)
    if digest_of(record, replayed) != record["inspection"]["content_sha256"]:
        raise altered("digest-differs")


def digest_of(record: Plain, replayed: Replayed) -> str:
    """The digest that signatures stand under, of what the operations amount to."""
    inspection = record["inspection"]
    return content_digest(
        SignedContent(
            inspection_id=UUID(inspection["summary"]["inspection_id"]),
            compound_id=UUID(record["compound_id"]),
            checklist_id=inspection["checklist"]["id"],
            checklist_version=inspection["checklist"]["version"],
            values={code: from_plain(value, ResultValue) for code, value in replayed.values.items()},
            photos=[from_plain(facts, PhotoFacts) for key, facts in replayed.photos.items() if key not in replayed.removed],
        )
    )


def notes_on(record: Plain) -> Iterator[Note]:
    """Signatures that stand under another content than the record's, and photos that had not arrived; one that was taken out
    before the tablet had sent it never does."""
    for given in record["inspection"].get("signatures", ()):
        signature, digest = given["signature"], record["inspection"]["content_sha256"]
        if signature["content_sha256"] != digest and not stands_under(from_plain(signature, Signature), digest):
            yield Note("verify.note.changed-after-signature", {"name": signature["name"]})
    for photo in photos_of(record):
        if not photo["copy_stored"] and not photo.get("removed"):
            fields = {"item": item_of(photo["facts"]), "photo": photo["facts"]["photo_id"]}
            yield Note("verify.note.not-arrived", fields)


def photos_of(record: Plain) -> Iterator[Plain]:
    """All photos, also those that were removed."""
    for result in record["inspection"]["results"]:
        yield from result.get("photos", ())
    yield from record["inspection"].get("photos", ())


def item_of(facts: Plain) -> str:
    """The code of the item a photo belongs to; a dash where it belongs to the visit as a whole."""
    return str(facts["item_code"]) or "-"


def _check_results(record: Plain, replayed: Replayed) -> None:
    said = {result["item_code"]: result["value"] for result in record["inspection"]["results"]}
    for item in (*said, *sorted(replayed.values.keys() - said.keys())):
        if not _same(said.get(item), replayed.values.get(item, {}), ResultValue):
            raise altered("result-differs", item=item)


def _check_photos(record: Plain, replayed: Replayed) -> None:
    said = {photo["facts"]["photo_id"]: photo for photo in photos_of(record)}
    for key in sorted(said.keys() | replayed.photos.keys()):
        photo, facts = said.get(key), replayed.photos.get(key)
        agree = photo is not None and facts is not None and _same(photo["facts"], facts, PhotoFacts)
        if not agree or (photo or {}).get("removed", False) != (key in replayed.removed):
            raise altered("photo-differs", item=item_of(facts or said[key]["facts"]), photo=key)
    removals = {removal["photo_id"] for removal in record.get("removals", ())}
    if differing := removals ^ replayed.removed:
        raise altered("photo-differs", item="-", photo=min(differing))


def _check_signatures(record: Plain, replayed: Replayed) -> None:
    said = {given["revision"]: given for given in record["inspection"].get("signatures", ())}
    for key in sorted(said.keys() | replayed.signatures.keys()):
        given, line = said.get(key), replayed.signatures.get(key)
        if given is None or line is None or not _is_the_same(given, line):
            name = given["signature"]["name"] if given else (line or {})["body"]["signature"]["name"]
            raise altered("signature-differs", name=name)
        if not _shows_its_photo(given["signature"], replayed):
            raise altered("refusal-photo", name=given["signature"]["name"])


def _shows_its_photo(signature: Plain, replayed: Replayed) -> bool:
    """Whether the photo that a refusal binds is there, taken out or not, with the hash that it binds."""
    refusal = signature.get("refusal") or {}
    if refusal.get("photo_id") is None:
        return True
    facts = replayed.photos.get(id_meant(refusal["photo_id"]), {})
    return facts.get("original_sha256") == refusal.get("photo_sha256")


def _is_the_same(given: Plain, line: Plain) -> bool:
    return (
        _same(given["signature"], line["body"]["signature"], Signature)
        and is_same_id(given["author"], line["by"])
        and is_same_moment(given["at"], line["at"])
    )


def _check_course(record: Plain, replayed: Replayed) -> None:
    """When the inspection was started, and when it was submitted."""
    inspection = record["inspection"]
    submitted = [review["at"] for review in inspection.get("reviews", ()) if review["act"] == ReviewAct.SUBMITTED]
    started = [inspection["summary"]["started_at"]]
    done = [replayed.started_at] if replayed.started_at else []
    if not _same_moments(started, done) or not _same_moments(submitted, replayed.submitted):
        raise altered("course-differs")


def _same(one: Any, other: Any, kind: type[object]) -> bool:
    return one == other or (one is not None and from_plain(one, kind) == from_plain(other, kind))


def _same_moments(some: list[str], others: list[str]) -> bool:
    return sorted(map(_moment, some)) == sorted(map(_moment, others))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
