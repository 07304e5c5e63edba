"""Arrived pictures on the tablet's disk: the bytes where evidence stands, and a note that they still wait."""

import shutil
from pathlib import Path

from inspector_app.services.arrivals import Arrival
from inspector_app.store.database import disk_faults_are_said
from inspector_app.store.files import EvidenceFolder, write_durably
from sync.protocol.codec import from_json, to_json


class ArrivalFolder:
    """Implements the port Arrivals: a note for each, named by the photo it will be."""

    def __init__(self, folder: Path, evidence: EvidenceFolder) -> None:
        self._folder = folder
        self._evidence = evidence

    def keep(self, arrival: Arrival, original: bytes) -> None:
        with disk_faults_are_said():
            write_durably(self._evidence.path_of(arrival.original_sha256), original)
            write_durably(self._note(arrival), to_json(arrival).encode())

    def original(self, arrival: Arrival) -> bytes:
        with disk_faults_are_said():
            return self._evidence.path_of(arrival.original_sha256).read_bytes()

    def waiting(self) -> list[Arrival]:
        for torn in self._folder.glob("*.part"):  # a kill came before the picture was acknowledged
            torn.unlink()
        return [from_json(note.read_bytes(), Arrival) for note in sorted(self._folder.glob("*.json"))]

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
        with disk_faults_are_said():
            self._evidence.path_of(arrival.original_sha256).unlink(missing_ok=True)
        self.done(arrival)

    def room(self) -> int:
        with disk_faults_are_said():
            self._folder.mkdir(parents=True, exist_ok=True)
            return shutil.disk_usage(self._folder).free

    def _read_by_somebody(self, arrival: Arrival) -> Path:
        return self._note(arrival).with_suffix(".read")

    def _note(self, arrival: Arrival) -> Path:
        return self._folder / f"{arrival.photo_id}.json"
