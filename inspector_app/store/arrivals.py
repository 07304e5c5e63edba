"""Arrived pictures on the tablet's disk: the bytes where evidence stands, and a note that they still wait."""

import logging
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from inspector_app.services.arrivals import Arrival
from inspector_app.store.database import disk_faults_are_said
from inspector_app.store.files import EvidenceFolder, write_durably
from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, to_json

log = logging.getLogger(__name__)
_IS_A_PHOTO = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ArrivalFolder:
    """Implements the port Arrivals: a note for each, named by the photo it will be. ``on_record``: whether a photo or a sound
    on record has the file with this hash."""

    def __init__(self, folder: Path, evidence: EvidenceFolder, on_record: Callable[[str], bool]) -> None:
        self._folder = folder
        self._evidence = evidence
        self._on_record = on_record
        self._keeping_or_discarding = threading.Lock()

    def keep(self, arrival: Arrival, original: bytes) -> None:
        with disk_faults_are_said(), self._keeping_or_discarding:
            write_durably(self._evidence.path_of(arrival.original_sha256), original)
            write_durably(self._note(arrival.photo_id), to_json(arrival).encode())

    def original(self, arrival: Arrival) -> bytes:
        with disk_faults_are_said():
            return self._evidence.path_of(arrival.original_sha256).read_bytes()

    def waiting(self) -> list[Arrival]:
        for torn in self._folder.glob("*.part"):  # a kill came before the picture was acknowledged
            torn.unlink()
        arrivals, spoilt = self._noted()
        for note in spoilt:
            log.error("the note %s of an arrival cannot be read; it stays, and so does the file it stood for", note.name)
        return arrivals

    def spoilt(self) -> list[UUID]:
        with disk_faults_are_said():
            return [UUID(note.stem) for note in self._noted()[1] if _IS_A_PHOTO.fullmatch(note.stem)]

    def size(self, arrival: Arrival) -> int:
        path = self._evidence.path_of(arrival.original_sha256)
        with disk_faults_are_said():
            return path.stat().st_size if path.exists() else 0

    def set_aside(self, photo_id: UUID) -> None:
        with disk_faults_are_said():
            write_durably(self._read_by_somebody(photo_id), b"")

    def is_set_aside(self, photo_id: UUID) -> bool:
        with disk_faults_are_said():
            return self._read_by_somebody(photo_id).exists()

    def done(self, arrival: Arrival) -> None:
        with disk_faults_are_said():
            self._note(arrival.photo_id).unlink(missing_ok=True)
            self._read_by_somebody(arrival.photo_id).unlink(missing_ok=True)

    def discard(self, arrival: Arrival) -> None:
        with disk_faults_are_said(), self._keeping_or_discarding:
            if not self._is_wanted_by_another(arrival):
                self._evidence.path_of(arrival.original_sha256).unlink(missing_ok=True)
            self.done(arrival)

    def room(self) -> int:
        with disk_faults_are_said():
            self._folder.mkdir(parents=True, exist_ok=True)
            return shutil.disk_usage(self._folder).free

    def _is_wanted_by_another(self, arrival: Arrival) -> bool:
        """The other arrivals are asked first: one that goes on record meanwhile has its photo there before its note is gone. A
        note that cannot be read may stand for any file."""
        arrivals, spoilt = self._noted()
        waiting = {one.original_sha256 for one in arrivals if one.photo_id != arrival.photo_id}
        return bool(spoilt) or arrival.original_sha256 in waiting or self._on_record(arrival.original_sha256)

    def _noted(self) -> tuple[list[Arrival], list[Path]]:
        """What the notes say, oldest first, and those that say nothing any more. One that is done with meanwhile is neither."""
        arrivals, spoilt = [], []
        for note in sorted(self._folder.glob("*.json")):
            try:
                arrivals.append(from_json(note.read_bytes(), Arrival))
            except FileNotFoundError:
                continue
            except (OSError, OperationInvalid):
                spoilt.append(note)
        return arrivals, spoilt

    def _read_by_somebody(self, photo_id: UUID) -> Path:
        return self._note(photo_id).with_suffix(".read")

    def _note(self, photo_id: UUID) -> Path:
        return self._folder / f"{photo_id}.json"
