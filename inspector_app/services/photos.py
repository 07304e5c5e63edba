"""Photos, and sounds that go their way: kept before they are shown, removable until submission."""

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

from inspector_app.services.arrivals import Arrival, Arrivals
from inspector_app.services.editing import editable
from inspector_app.services.evidence_facts import of_picture, of_sound
from inspector_app.services.left_behind import LeftBehind, Original, forget
from inspector_app.services.records import EvidenceFiles, InspectionRecord, PhotoFiles, PhotoRecord, Preferences, Records
from inspector_app.services.stamping import caption_of
from sync.domain.clock import Clock
from sync.domain.ids import IdMaker
from sync.domain.inspections import PhotoFacts
from sync.domain.positions import Position
from sync.errors import EvidenceNoRoom, NotFound
from sync.imaging.captions import Caption
from sync.imaging.evidence import Evidence
from sync.protocol.operations import AddPhoto, RemovePhoto

CLOCK_OFFSET = "clock_offset_ms"
"""The preference that says how far this tablet's clock is ahead of the centre's, as the last sync found it."""

LEAST_ROOM = 50_000_000
"""Bytes that stay free for answers and signatures; one photo more, however large, still fits into them with its copies."""

MakeEvidence = Callable[[bytes, Caption], Evidence]


class PhotoService:
    """Attaching photos to items, photos and sounds to the visit as a whole, and taking them out again.

    ``left_behind``: what arrived and is not on record yet.
    """

    def __init__(
        self,
        records: Records,
        files: PhotoFiles,
        arrivals: Arrivals,
        make_evidence: MakeEvidence,
        ids: IdMaker,
        clock: Clock,
        preferences: Preferences,
    ) -> None:
        self._records = records
        self._files = files
        self._arrivals = arrivals
        self.left_behind = LeftBehind(arrivals, self._on_record)
        self._make_evidence = make_evidence
        self._ids = ids
        self._clock = clock
        self._preferences = preferences

    def attach(
        self, inspection_id: UUID, item_code: str, original: bytes, by: UUID, position: Position | None = None
    ) -> PhotoRecord:
        """Keep the original as it is, make the evidence copy and the thumbnail, and record the photo.

        Slow (a decode and an encode): call it off the screen's thread. Raises PhotoUnreadable, StorageFull,
        InspectionFrozen, NotFound.
        """
        return self.develop(self.receive(inspection_id, item_code, original, by, position), original)

    def receive(
        self,
        inspection_id: UUID,
        item_code: str,
        original: bytes,
        by: UUID,
        position: Position | None = None,
        sound: bool = False,
        instead_of: Arrival | None = None,
    ) -> Arrival:
        """Keep a picture, or a sound, on disk as it arrives; ``develop`` puts it on record. ``position`` is the device's own.
        ``instead_of``: what had arrived so far of the same sound; it is let go once this is on disk.

        Raises StorageFull, InspectionFrozen, NotFound.
        """
        self._editable(inspection_id)
        digest = sha256(original).hexdigest()
        offset = self._preferences.get(CLOCK_OFFSET)
        arrival = Arrival(
            photo_id=self._ids.new(),
            inspection_id=inspection_id,
            item_code=item_code,
            author=by,
            taken_at=self._clock.now(),
            original_sha256=digest,
            position=position,
            device_offset_ms=int(offset) if offset else None,
            sound=sound,
        )
        self._arrivals.keep(arrival, original)
        if instead_of is not None:
            self._let_go(instead_of, digest)
        return arrival

    def develop(self, arrival: Arrival, original: bytes) -> PhotoRecord:
        """Make the arrived picture a photo of its item, or put the sound on record. Where that fails, and it is a picture or a
        sound at all, it is tried again as what was left behind. Raises as ``attach``, and SoundUnreadable."""
        return self.left_behind.developed(arrival, lambda: original)

    def room(self) -> int:
        """Bytes free on this tablet."""
        return self._arrivals.room()

    def make_sure_of_room(self, wanted: int = 0) -> None:
        """Before a picture is taken or a sound recorded, or so many bytes of files are added: nobody shall make evidence that
        is lost. Raises EvidenceNoRoom."""
        free = self.room()
        if free - wanted < LEAST_ROOM:
            raise EvidenceNoRoom(free=str(free // 1_000_000))

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
        """The stamped evidence copy, or the sound itself; None when it was taken on another tablet."""
        return self._files.copy(photo.facts.copy_sha256)

    def _on_record(self, arrival: Arrival, read: Original) -> PhotoRecord:
        """One whose note outlived its way onto the record is there already, whatever became of it or its inspection since."""
        photo = self._records.recorded_photo(arrival.photo_id) or self._put_on_record(arrival, read)
        forget(self._arrivals.done, arrival)
        return photo

    def _put_on_record(self, arrival: Arrival, read: Original) -> PhotoRecord:
        inspection_id, by = arrival.inspection_id, arrival.author
        record, original = self._editable(inspection_id), read()
        facts, files = of_sound(arrival, original) if arrival.sound else self._of_picture(arrival, original, record)
        self._files.keep(arrival.photo_id, files)
        photo = PhotoRecord(inspection_id, facts, by)
        with self._records.act() as act:
            self._editable(inspection_id)
            if self._records.recorded_photo(arrival.photo_id) is None:
                act.add_photo(photo, act.queue(AddPhoto(inspection_id, facts), by))
        return photo

    def _of_picture(self, arrival: Arrival, original: bytes, record: InspectionRecord) -> tuple[PhotoFacts, EvidenceFiles]:
        caption = caption_of(self._records, record, arrival.item_code, arrival.taken_at, arrival.author)
        return of_picture(arrival, original, self._make_evidence(original, caption))

    def _let_go(self, arrival: Arrival, kept: str) -> None:
        """Its file stays where it is the very one that is kept."""
        forget(self._arrivals.done if arrival.original_sha256 == kept else self._arrivals.discard, arrival)

    def _editable(self, inspection_id: UUID) -> InspectionRecord:
        return editable(self._records.inspection(inspection_id), inspection_id)
