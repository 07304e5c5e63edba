"""Photos: kept before they are shown, removable until submission."""

import logging
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from inspector_app.services.arrivals import Arrival, Arrivals
from inspector_app.services.records import EvidenceFiles, InspectionRecord, PhotoFiles, PhotoRecord, Records
from sync.domain.clock import Clock
from sync.domain.ids import IdMaker
from sync.domain.inspections import PhotoFacts
from sync.errors import InspectionFrozen, NotFound, PhotoUnreadable, SuichaError
from sync.imaging.captions import Caption
from sync.imaging.evidence import Evidence
from sync.protocol.operations import AddPhoto, RemovePhoto

log = logging.getLogger(__name__)

MakeEvidence = Callable[[bytes, Caption], Evidence]


class PhotoService:
    """Attaching photos to items and taking them out again."""

    def __init__(
        self,
        records: Records,
        files: PhotoFiles,
        arrivals: Arrivals,
        make_evidence: MakeEvidence,
        ids: IdMaker,
        clock: Clock,
    ) -> None:
        self._records = records
        self._files = files
        self._arrivals = arrivals
        self._left_behind = arrivals.waiting()
        self._make_evidence = make_evidence
        self._ids = ids
        self._clock = clock

    def attach(self, inspection_id: UUID, item_code: str, original: bytes, by: UUID) -> PhotoRecord:
        """Keep the original as it is, make the evidence copy and the thumbnail, and record the photo.

        Slow (a decode and an encode): call it off the screen's thread. Raises PhotoUnreadable, StorageFull,
        InspectionFrozen, NotFound.
        """
        return self.develop(self.receive(inspection_id, item_code, original, by), original)

    def receive(self, inspection_id: UUID, item_code: str, original: bytes, by: UUID) -> Arrival:
        """Keep a picture on disk as it arrives; ``develop`` makes it a photo. Raises StorageFull, InspectionFrozen, NotFound."""
        self._editable(inspection_id)
        digest = sha256(original).hexdigest()
        arrival = Arrival(self._ids.new(), inspection_id, item_code, by, self._clock.now(), digest)
        self._arrivals.keep(arrival, original)
        return arrival

    def recover(self) -> int:
        """Make photos of the pictures that an earlier run of the app had received and not finished; how many it were.

        One that cannot be finished stays where it is and is tried again at the next start.
        """
        left, self._left_behind = self._left_behind, []
        return sum(self._recovered(arrival) for arrival in left)

    def room(self) -> int:
        """Bytes free on this tablet."""
        return self._arrivals.room()

    def develop(self, arrival: Arrival, original: bytes) -> PhotoRecord:
        """Make the arrived picture a photo of its item. Raises as ``attach``."""
        inspection_id, item_code, by = arrival.inspection_id, arrival.item_code, arrival.author
        record = self._editable(inspection_id)
        try:
            evidence = self._make_evidence(original, self._caption(record, item_code, arrival.taken_at, by))
        except PhotoUnreadable:
            self._arrivals.discard(arrival)
            raise
        self._files.keep(arrival.photo_id, EvidenceFiles(original, evidence.copy, evidence.thumbnail))
        facts = PhotoFacts(
            photo_id=arrival.photo_id,
            item_code=item_code,
            original_sha256=evidence.original_sha256,
            original_size=len(original),
            original_type=evidence.original_type,
            copy_sha256=evidence.copy_sha256,
            copy_size=len(evidence.copy),
            width=evidence.width,
            height=evidence.height,
            taken_at=arrival.taken_at,
            device_model=evidence.camera_model,
            position=evidence.position,
        )
        photo = PhotoRecord(inspection_id, facts, by)
        with self._records.act() as act:
            self._editable(inspection_id)
            if act.photo(arrival.photo_id) is None:
                act.add_photo(photo, act.queue(AddPhoto(inspection_id, facts), by))
        self._arrivals.done(arrival)
        return photo

    def remove(self, photo_id: UUID, by: UUID) -> None:
        """Take a photo out of the inspection. Its files stay until everything about it has reached the centre.

        Raises InspectionFrozen, NotFound.
        """
        with self._records.act() as act:
            photo = act.photo(photo_id)
            if photo is None:
                raise NotFound(what="photo", name=str(photo_id))
            self._editable(photo.inspection_id)
            operation = act.queue(RemovePhoto(photo.inspection_id, photo_id), by)
            act.remove_photo(photo_id, operation.at)

    def thumbnail(self, photo_id: UUID) -> bytes | None:
        """JPEG bytes, or None when the photo was taken on another tablet."""
        return self._files.thumbnail(photo_id)

    def full_size(self, photo: PhotoRecord) -> bytes | None:
        """The stamped evidence copy, or None when the photo was taken on another tablet."""
        return self._files.copy(photo.facts.copy_sha256)

    def _recovered(self, arrival: Arrival) -> bool:
        try:
            self.develop(arrival, self._arrivals.original(arrival))
        except (SuichaError, OSError):
            log.exception("picture %s could not be made a photo", arrival.photo_id)
            return False
        return True

    def _editable(self, inspection_id: UUID) -> InspectionRecord:
        record = self._records.inspection(inspection_id)
        if record is None:
            raise NotFound(what="inspection", name=str(inspection_id))
        if not record.state.editable:
            raise InspectionFrozen()
        return record

    def _caption(self, record: InspectionRecord, item_code: str, taken_at: datetime, by: UUID) -> Caption:
        assignment = self._records.assignment(record.assignment_id)
        if assignment is None:
            raise NotFound(what="assignment", name=str(record.assignment_id))
        item = self._records.checklist(record.checklist_id, record.checklist_version).by_code.get(item_code)
        if item is None:
            raise NotFound(what="item", name=item_code)
        officer = next((person.name for person in self._records.people() if person.person_id == by), "")
        return Caption(
            taken_at=taken_at, compound=assignment.compound.name, item_code=item_code, item_title=item.title.zh, officer=officer
        )
