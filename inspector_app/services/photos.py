"""Photos, and sounds that go their way: kept before they are shown, removable until submission."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from inspector_app.services.arrivals import Arrival, Arrivals
from inspector_app.services.editing import editable
from inspector_app.services.records import EvidenceFiles, InspectionRecord, PhotoFiles, PhotoRecord, Preferences, Records
from inspector_app.services.stamping import caption_of
from sync.domain.clock import Clock
from sync.domain.ids import IdMaker
from sync.domain.inspections import PhotoFacts
from sync.domain.positions import Position
from sync.errors import EvidenceNoRoom, NotFound, PhotoUnreadable, SoundUnreadable, StorageFailed, SuichaError
from sync.imaging.captions import Caption
from sync.imaging.evidence import Evidence
from sync.protocol.operations import AddPhoto, RemovePhoto
from sync.sounds.opening import open_sound

log = logging.getLogger(__name__)

CLOCK_OFFSET = "clock_offset_ms"
"""The preference that says how far this tablet's clock is ahead of the centre's, as the last sync found it."""

LEAST_ROOM = 50_000_000
"""Bytes that stay free for answers and signatures; one photo more, however large, still fits into them with its copies."""

MakeEvidence = Callable[[bytes, Caption], Evidence]


class _LeftBehind(NamedTuple):
    """``code``: of what was in the way, empty before the first try."""

    arrival: Arrival
    code: str = ""


class PhotoService:
    """Attaching photos to items, photos and sounds to the visit as a whole, and taking them out again."""

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
        self._left_behind: dict[UUID, _LeftBehind] = {one.photo_id: _LeftBehind(one) for one in arrivals.waiting()}
        self._untold = 0
        self._one_at_a_time = threading.Lock()
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

    def _let_go(self, arrival: Arrival, kept: str) -> None:
        """Its file stays where it is the very one that is kept."""
        self._forget(self._arrivals.done if arrival.original_sha256 == kept else self._arrivals.discard, arrival)

    def _forget(self, forget: Callable[[Arrival], None], arrival: Arrival) -> None:
        """What is to be kept is kept by now, so a disk that does not let go of the rest fails nobody's step: ``recover`` meets it
        again after the next start."""
        try:
            forget(arrival)
        except StorageFailed:
            log.exception("what is left of the arrival %s stays on the disk", arrival.photo_id)

    def recover(self) -> int:
        """Put on record what was received and not finished, by an earlier run of the app or by this one; how many it were.

        One that cannot be finished now, as where the inspection was submitted meanwhile or the disk is full, stays where it is
        and is tried again by the next call: a return opens the inspection, room may be made.
        """
        with self._one_at_a_time:
            recovered = sum(self._recovered(left.arrival) for left in list(self._left_behind.values()))
            self._untold += recovered
            return recovered

    def newly_recovered(self) -> int:
        """How many ``recover`` has put on record since this was last asked, for a screen to tell, whoever called it."""
        with self._one_at_a_time:
            told, self._untold = self._untold, 0
            return told

    def unfinished(self) -> list[tuple[Arrival, str]]:
        """What could not be put on record so far, the oldest first, each with the code of what was in its way."""
        left = sorted(self._left_behind.values(), key=lambda one: one.arrival.photo_id)
        return [(one.arrival, one.code) for one in left if one.code]

    def room(self) -> int:
        """Bytes free on this tablet."""
        return self._arrivals.room()

    def make_sure_of_room(self, wanted: int = 0) -> None:
        """Before a picture is taken or a sound recorded, or so many bytes of files are added: nobody shall make evidence that
        is lost. Raises EvidenceNoRoom."""
        free = self.room()
        if free - wanted < LEAST_ROOM:
            raise EvidenceNoRoom(free=str(free // 1_000_000))

    def develop(self, arrival: Arrival, original: bytes) -> PhotoRecord:
        """Make the arrived picture a photo of its item, or put the sound on record. Where that fails, and it is a picture or a
        sound at all, ``recover`` tries again. Raises as ``attach``, and SoundUnreadable."""
        with self._kept_for_later(arrival):
            return self._developed(arrival, original)

    @contextmanager
    def _kept_for_later(self, arrival: Arrival) -> Iterator[None]:
        try:
            yield
        except (PhotoUnreadable, SoundUnreadable):
            self._left_behind.pop(arrival.photo_id, None)
            self._forget(self._arrivals.discard, arrival)
            raise
        except (SuichaError, OSError) as problem:
            self._left_behind[arrival.photo_id] = _LeftBehind(arrival, _code_of(problem))
            raise
        self._left_behind.pop(arrival.photo_id, None)

    def _developed(self, arrival: Arrival, original: bytes) -> PhotoRecord:
        inspection_id, by = arrival.inspection_id, arrival.author
        record = self._editable(inspection_id)
        facts, files = self._heard(arrival, original) if arrival.sound else self._seen(arrival, original, record)
        self._files.keep(arrival.photo_id, files)
        photo = PhotoRecord(inspection_id, facts, by)
        with self._records.act() as act:
            self._editable(inspection_id)
            if act.photo(arrival.photo_id) is None:
                act.add_photo(photo, act.queue(AddPhoto(inspection_id, facts), by))
        self._forget(self._arrivals.done, arrival)
        return photo

    def _seen(self, arrival: Arrival, original: bytes, record: InspectionRecord) -> tuple[PhotoFacts, EvidenceFiles]:
        caption = caption_of(self._records, record, arrival.item_code, arrival.taken_at, arrival.author)
        evidence = self._make_evidence(original, caption)
        facts = PhotoFacts(
            photo_id=arrival.photo_id,
            item_code=arrival.item_code,
            original_sha256=evidence.original_sha256,
            original_size=len(original),
            original_type=evidence.original_type,
            copy_sha256=evidence.copy_sha256,
            copy_size=len(evidence.copy),
            width=evidence.width,
            height=evidence.height,
            taken_at=arrival.taken_at,
            device_model=evidence.camera_model,
            position=arrival.position or evidence.position,
            device_offset_ms=arrival.device_offset_ms,
            camera_make=evidence.camera_make,
            camera_time=evidence.camera_time,
        )
        return facts, EvidenceFiles(original, evidence.copy, evidence.thumbnail)

    def _heard(self, arrival: Arrival, original: bytes) -> tuple[PhotoFacts, EvidenceFiles]:
        """A sound is its own copy: there is nothing in it to stamp, and nothing to make smaller."""
        sound = open_sound(original)
        facts = PhotoFacts(
            photo_id=arrival.photo_id,
            item_code=arrival.item_code,
            original_sha256=arrival.original_sha256,
            original_size=len(original),
            original_type=sound.media_type,
            copy_sha256=arrival.original_sha256,
            copy_size=len(original),
            width=0,
            height=0,
            taken_at=arrival.taken_at,
            position=arrival.position,
            device_offset_ms=arrival.device_offset_ms,
            duration_ms=sound.milliseconds,
        )
        return facts, EvidenceFiles(original, original)

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

    def _recovered(self, arrival: Arrival) -> bool:
        try:
            with self._kept_for_later(arrival):
                self._editable(arrival.inspection_id)
                self._developed(arrival, self._arrivals.original(arrival))
        except (SuichaError, OSError) as problem:
            log.warning("picture %s could not be made a photo: %r", arrival.photo_id, problem)
            return False
        return True

    def _editable(self, inspection_id: UUID) -> InspectionRecord:
        return editable(self._records.inspection(inspection_id), inspection_id)


def _code_of(problem: SuichaError | OSError) -> str:
    return problem.code if isinstance(problem, SuichaError) else StorageFailed.code
