"""Signing on the tablet: who is expected, how each place stands, and what is given there."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from inspector_app.services.inspections import lacks_of_sheet
from inspector_app.services.records import PhotoRecord, Preferences, Records, Sheet
from sync.domain.ids import IdMaker
from sync.domain.inspections import VISIT
from sync.domain.signatures import (
    Ink,
    Part,
    Place,
    Refusal,
    Signature,
    SigningPlace,
    problem_with_signature,
    signed_digest,
    signing_places,
)
from sync.errors import InspectionFrozen, InspectionIncomplete, NotFound, OperationInvalid
from sync.protocol.codec import from_json, to_json
from sync.protocol.messages import SignatureOnRecord
from sync.protocol.operations import SignInspection

SheetReader = Callable[[UUID], Sheet]
"""Reads an inspection as it is on disk; raises NotFound."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on a place that nobody has signed yet: a name, and why somebody refuses."""

    name: str = ""
    reason: str = ""


def places_of(sheet: Sheet) -> list[SigningPlace]:
    """Every place of the record as it stands now."""
    return signing_places(sheet.assignment.team, _given(sheet), sheet.digest)


def refusal_of(reason: str, photo: PhotoRecord | None) -> Refusal:
    """A refusal that binds the photo or the sound, where there is one."""
    if photo is None:
        return Refusal(reason)
    return Refusal(reason, photo.facts.photo_id, photo.facts.original_sha256)


def photo_for(sheet: Sheet, place: Place) -> PhotoRecord | None:
    """The photo or sound that a refusal on this place would bind: the last that this tablet took of the visit and that no other
    place's refusal has. So one that was taken before the app was killed is there again."""
    elsewhere = {shown for given in _given(sheet) if _place_of(given) != _place_of(place) and (shown := _shown(given))}
    return next((one for one in reversed(sheet.photos[VISIT]) if one.here and one.facts.photo_id not in elsewhere), None)


def is_bound(sheet: Sheet, photo: PhotoRecord) -> bool:
    """Whether a refusal that was recorded names the photo: it stays then."""
    return any(_shown(given) == photo.facts.photo_id for given in _given(sheet))


def _given(sheet: Sheet) -> list[Signature]:
    return [one.signature for one in sheet.signatures]


def _place_of(one: Signature | Place) -> tuple[Part, UUID | None]:
    return one.part, one.person_id


def _shown(given: Signature) -> UUID | None:
    return given.refusal.photo_id if given.refusal else None


class SigningService:
    """Signatures and refusals; each binds the record exactly as it is on disk at that moment."""

    def __init__(self, records: Records, sheet_of: SheetReader, ids: IdMaker, preferences: Preferences) -> None:
        self._records = records
        self._sheet_of = sheet_of
        self._ids = ids
        self._preferences = preferences

    def typed(self, inspection_id: UUID, place: Place) -> Typed:
        """What was being typed there when the app ended."""
        kept = self._preferences.get(_typed_key(inspection_id, place))
        return Typed() if kept is None else from_json(kept, Typed)

    def keep_typed(self, inspection_id: UUID, place: Place, typed: Typed) -> None:
        """Durable on return; done with once somebody signs or refuses there."""
        self._preferences.put(_typed_key(inspection_id, place), to_json(typed))

    def sign(self, inspection_id: UUID, place: Place, name: str, ink: Ink, by: UUID) -> None:
        """Raises InspectionIncomplete while items lack something, InspectionFrozen, OperationInvalid (no ink, no name)."""
        self._give(inspection_id, place, name, ink, None, by)

    def refuse(self, inspection_id: UUID, place: Place, name: str, refusal: Refusal, by: UUID) -> None:
        """Record that somebody does not sign, and why. Raises as ``sign``, and NotFound for a photo that is not (any more) one
        of the visit."""
        self._give(inspection_id, place, name, None, refusal, by)

    def _give(self, inspection_id: UUID, place: Place, name: str, ink: Ink | None, refusal: Refusal | None, by: UUID) -> None:
        sheet = self._sheet_of(inspection_id)
        if refusal and refusal.photo_id not in (None, *(photo.facts.photo_id for photo in sheet.photos[VISIT])):
            raise NotFound(what="photo", name=str(refusal.photo_id))
        if not sheet.record.state.editable:
            raise InspectionFrozen()
        if missing := lacks_of_sheet(sheet):
            raise InspectionIncomplete(count=len(missing))
        signature = Signature(
            signature_id=self._ids.new(),
            part=place.part,
            name=name.strip(),
            content_sha256=signed_digest(sheet.digest, refusal),
            person_id=place.person_id,
            ink=ink,
            refusal=refusal,
        )
        if field := problem_with_signature(signature):
            raise OperationInvalid(problem=field)
        with self._records.act() as act:
            operation = act.queue(SignInspection(inspection_id, signature), by)
            act.save_signature(SignatureOnRecord(operation.id, signature, by, operation.at), inspection_id)
        self._preferences.put(_typed_key(inspection_id, place), None)


def _typed_key(inspection_id: UUID, place: Place) -> str:
    return f"signing:{inspection_id}:{place.part.value}:{place.person_id or ''}"
