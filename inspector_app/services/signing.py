"""Signing on the tablet: who is expected, how each place stands, and what is given there."""

from collections.abc import Callable
from uuid import UUID

from inspector_app.services.inspections import lacks_of_sheet
from inspector_app.services.records import Records, Sheet
from sync.domain.ids import IdMaker
from sync.domain.signatures import (
    Ink,
    Place,
    Refusal,
    Signature,
    SigningPlace,
    problem_with_signature,
    signing_places,
)
from sync.errors import InspectionFrozen, InspectionIncomplete, OperationInvalid
from sync.protocol.messages import SignatureOnRecord
from sync.protocol.operations import SignInspection

SheetReader = Callable[[UUID], Sheet]
"""Reads an inspection as it is on disk; raises NotFound."""


def places_of(sheet: Sheet) -> list[SigningPlace]:
    """Every place of the record as it stands now."""
    return signing_places(sheet.assignment.team, [one.signature for one in sheet.signatures], sheet.digest)


class SigningService:
    """Signatures and refusals; each binds the record exactly as it is on disk at that moment."""

    def __init__(self, records: Records, sheet_of: SheetReader, ids: IdMaker) -> None:
        self._records = records
        self._sheet_of = sheet_of
        self._ids = ids

    def sign(self, inspection_id: UUID, place: Place, name: str, ink: Ink, by: UUID) -> None:
        """Raises InspectionIncomplete while items lack something, InspectionFrozen, OperationInvalid (no ink, no name)."""
        self._give(inspection_id, place, name, ink, None, by)

    def refuse(self, inspection_id: UUID, place: Place, name: str, refusal: Refusal, by: UUID) -> None:
        """Record that somebody does not sign, and why. Raises as ``sign``."""
        self._give(inspection_id, place, name, None, refusal, by)

    def _give(self, inspection_id: UUID, place: Place, name: str, ink: Ink | None, refusal: Refusal | None, by: UUID) -> None:
        sheet = self._sheet_of(inspection_id)
        if not sheet.record.state.editable:
            raise InspectionFrozen()
        if missing := lacks_of_sheet(sheet):
            raise InspectionIncomplete(count=len(missing))
        signature = Signature(
            signature_id=self._ids.new(),
            part=place.part,
            name=name.strip(),
            content_sha256=sheet.digest,
            person_id=place.person_id,
            ink=ink,
            refusal=refusal,
        )
        if field := problem_with_signature(signature):
            raise OperationInvalid(problem=field)
        with self._records.act() as act:
            operation = act.queue(SignInspection(inspection_id, signature), by)
            act.save_signature(SignatureOnRecord(operation.id, signature, by, operation.at), inspection_id)
