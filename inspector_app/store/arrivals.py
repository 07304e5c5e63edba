"""Arrived pictures on the tablet's disk: the bytes where evidence stands, and a note that they still wait."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from inspector_app.services.arrivals import Arrival
from inspector_app.store.database import disk_faults_are_said
from inspector_app.store.files import EvidenceFolder, write_durably
from sync.protocol.codec import from_json, to_json


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
            write_durably(self._note(arrival), to_json(arrival).encode())

    def original(self, arrival: Arrival) -> bytes:
        with disk_faults_are_said():
            return self._evidence.path_of(arrival.original_sha256).read_bytes()

    def waiting(self) -> list[Arrival]:
        for torn in self._folder.glob("*.part"):  # a kill came before the picture was acknowledged
            torn.unlink()
        return list(self._noted())

    def size(self, arrival: Arrival) -> int:
        path = self._evidence.path_of(arrival.original_sha256)
        with disk_faults_are_said():
            return path.stat().st_size if path.exists() else 0

    def set_aside(self, arrival: Arrival) -> None:
        with disk_faults_are_said():
            write_durably(self._read_by_somebody(arrival), b"")

    def is_set_aside(self, arrival: Arrival) -> bool:
        with disk_faults_are_said():
            return self._read_by_somebody(arrival).exists()

    def done(self, arrival: Arrival) -> None:
        with disk_faults_are_said():
            self._note(arrival).unlink(missing_ok=True)
            self._read_by_somebody(arrival).unlink(missing_ok=True)

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
        """The other arrivals are asked first: one that goes on record meanwhile has its photo there before its note is gone."""
        others = (one for one in self._noted() if one.photo_id != arrival.photo_id)
        return any(one.original_sha256 == arrival.original_sha256 for one in others) or self._on_record(arrival.original_sha256)

    def _noted(self) -> Iterator[Arrival]:
        """Oldest first; one that is done with while they are read is none any more."""
        for note in sorted(self._folder.glob("*.json")):
            with suppress(FileNotFoundError):
                yield from_json(note.read_bytes(), Arrival)

    def _read_by_somebody(self, arrival: Arrival) -> Path:
        return self._note(arrival).with_suffix(".read")

    def _note(self, arrival: Arrival) -> Path:
        return self._folder / f"{arrival.photo_id}.json"
