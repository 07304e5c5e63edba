"""Signatures on an inspection: who signs, what exactly was signed, and refusals.

On the spot the record is signed by both officers, by the expert as assistant, and by the responsible person of the
enterprise; who refuses is recorded with the reason, a photo where there is one, and a witness [domain notes: L/A].
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from json import JSONEncoder
from uuid import UUID

from sync.domain.inspections import LONGEST_TEXT, VISIT, PhotoFacts, ResultValue
from sync.domain.people import Duty, TeamMember
from sync.domain.texts import is_sha256, is_storable

INK_WIDTH = 1000
"""Ink is written in thousandths of the pad's width."""
LONGEST_NAME = 60
_text_of = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
MOST_POINTS = 3000
"""Points of one signature, so that its operation stays one short line."""


class Part(StrEnum):
    """In which part somebody signs."""

    OFFICER = "officer"
    EXPERT = "expert"
    ENTERPRISE = "enterprise"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True)
class Ink:
    """What was written. A stroke is x0, y0, x1, y1 ... in thousandths of the pad's width, y downwards; ``height`` of the pad
    in the same unit."""

    height: int
    strokes: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody did not sign. ``photo_id`` is a photo of the inspection that shows it, or a sound on which it is heard, where
    there is one, and ``photo_sha256`` the hash of its original."""

    reason: str
    photo_id: UUID | None = None
    photo_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature, or a refusal in its place: exactly one of ``ink`` and ``refusal`` is there.

    ``person_id`` is set for members of the team. ``content_sha256`` is the digest of what was signed (``signed_digest``), so
    that a later change shows.
    """

    signature_id: UUID
    part: Part
    name: str
    content_sha256: str
    person_id: UUID | None = None
    ink: Ink | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class SignedContent:
    """What a signature stands under: the visit, the answer to every item, and every photo of an item."""

    inspection_id: UUID
    compound_id: UUID
    checklist_id: str
    checklist_version: str
    values: Mapping[str, ResultValue]
    photos: Sequence[PhotoFacts]


@dataclass(frozen=True, slots=True)
class Place:
    """A line on which somebody is expected to sign. ``person_id`` None: the enterprise's responsible person, or a witness."""

    part: Part
    person_id: UUID | None = None
    name: str = ""


class Standing(StrEnum):
    """How a place stands. ``OUTDATED``: signed, but the record was changed afterwards."""

    OPEN = "open"
    SIGNED = "signed"
    REFUSED = "refused"
    OUTDATED = "outdated"


def content_digest(content: SignedContent) -> str:
    """SHA-256 in hex of the content as text: one line each for the visit, every result by item code, every photo by id.

    Anybody can write the same lines; unanswered items are left out. An annotated copy is named by its own hash too. Photos of
    the visit as a whole are no part of what was found: a refusal binds its own (``signed_digest``).
    """
    lines = [
        "suicha-record 1",
        f"inspection {content.inspection_id}",
        f"compound {content.compound_id}",
        f"checklist {content.checklist_id} {content.checklist_version}",
        *(f"result {code} {_value_text(value)}" for code, value in sorted(content.values.items()) if value.outcome is not None),
        *(
            f"photo {photo.photo_id} {photo.item_code} {photo.original_sha256}{_marked(photo)}"
            for photo in sorted(content.photos, key=lambda photo: photo.photo_id)
            if photo.item_code != VISIT
        ),
    ]
    return sha256("\n".join(lines).encode()).hexdigest()


def signed_digest(digest: str, refusal: Refusal | None) -> str:
    """What somebody stands under who signs a record with this digest, or refuses to.

    A refusal with a photo: SHA-256 of two lines, the record's digest and the photo with the hash of its original.
    """
    if refusal is None or refusal.photo_id is None:
        return digest
    return sha256(f"{digest}\nrefusal {refusal.photo_id} {refusal.photo_sha256}".encode()).hexdigest()


def stands_under(signature: Signature, digest: str) -> bool:
    """Whether a signature was given on a record with this digest."""
    return signature.content_sha256 == signed_digest(digest, signature.refusal)


def _marked(photo: PhotoFacts) -> str:
    return f" marked {photo.copy_sha256}" if photo.marks else ""


def places_to_sign(team: Iterable[TeamMember]) -> tuple[Place, ...]:
    """Officers, then the enterprise, then the expert as assistant."""
    members = list(team)
    officers = [Place(Part.OFFICER, one.person_id, one.name) for one in members if one.duty is Duty.OFFICER]
    experts = [Place(Part.EXPERT, one.person_id, one.name) for one in members if one.duty is Duty.EXPERT]
    return (*officers, Place(Part.ENTERPRISE), *experts)


def latest_on(place: Place, signatures: Sequence[Signature]) -> Signature | None:
    """The signature on a place; of several the last."""
    return next((one for one in reversed(signatures) if (one.part, one.person_id) == (place.part, place.person_id)), None)


def standing_of(place: Place, signatures: Sequence[Signature], digest: str) -> Standing:
    """How a place stands for a record with this digest. ``signatures`` in the order they were given."""
    signature = latest_on(place, signatures)
    if signature is None:
        return Standing.OPEN
    if not stands_under(signature, digest):
        return Standing.OUTDATED
    return Standing.REFUSED if signature.refusal else Standing.SIGNED


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """A place, how it stands, and the last signature on it."""

    place: Place
    standing: Standing
    signature: Signature | None


def signing_places(team: Iterable[TeamMember], signatures: Sequence[Signature], digest: str) -> list[SigningPlace]:
    """Every place of a record with this digest; a witness is expected once somebody refused."""
    places = list(places_to_sign(team))
    witness = Place(Part.WITNESS)
    if witness_is_missing(signatures, digest) or latest_on(witness, signatures):
        places.append(witness)
    return [SigningPlace(place, standing_of(place, signatures, digest), latest_on(place, signatures)) for place in places]


def witness_is_missing(signatures: Sequence[Signature], digest: str) -> bool:
    """Whether somebody refused on the record as it stands and no witness has signed beside it."""
    current = [one for one in signatures if stands_under(one, digest)]
    refused = any(one.refusal for one in current)
    return refused and not any(one.part is Part.WITNESS and one.ink for one in current)


def problem_with_signature(signature: Signature) -> str | None:
    """The name of the field that no well-behaved tablet would send, or None."""
    texts = {"name": (signature.name, LONGEST_NAME)}
    if signature.refusal:
        texts["refusal"] = (signature.refusal.reason, LONGEST_TEXT)
    for field, (text, longest) in texts.items():
        if not text.strip() or len(text) > longest or not is_storable(text):
            return field
    if (signature.ink is None) == (signature.refusal is None):
        return "ink"
    if signature.refusal and not _names_its_photo(signature.refusal):
        return "photo_sha256"
    if signature.ink and not _is_written(signature.ink):
        return "ink"
    member = signature.part in (Part.OFFICER, Part.EXPERT)
    return "person_id" if member != (signature.person_id is not None) else None


def _names_its_photo(refusal: Refusal) -> bool:
    """By id and hash, or not at all."""
    return is_sha256(refusal.photo_sha256) if refusal.photo_id else not refusal.photo_sha256


def _is_written(ink: Ink) -> bool:
    points = sum(len(stroke) for stroke in ink.strokes) // 2
    inside = all(
        0 <= value <= (ink.height if place % 2 else INK_WIDTH) for stroke in ink.strokes for place, value in enumerate(stroke)
    )
    paired = all(stroke and len(stroke) % 2 == 0 for stroke in ink.strokes)
    return 0 < ink.height <= INK_WIDTH and 0 < points <= MOST_POINTS and inside and paired


def _value_text(value: ResultValue) -> str:
    plain = {
        "outcome": value.outcome,
        "note": value.note,
        "severity": value.severity,
        "severity_reason": value.severity_reason,
        "due_on": value.due_on.isoformat() if value.due_on else None,
        "fixed_on_spot": value.fixed_on_spot,
        "reason": value.reason,
    }
    return _text_of(plain)
