"""A note beside the database: who this tablet is, and its centre's key for rescue files. It outlives a spoilt database."""

import logging
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from inspector_app.services.enrolment import Device
from inspector_app.store.database import disk_faults_are_said
from inspector_app.store.files import write_durably
from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, to_json
from sync.protocol.rescue import RescueKey
from sync.sealing.keys import is_signed

log = logging.getLogger(__name__)
FILE_NAME = "rescue-key.json"


@dataclass(frozen=True, slots=True)
class RescueNote:
    """Nothing of it is secret."""

    device_id: UUID
    device_name: str
    key: RescueKey


class RescueNotes:
    """The note of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def missing(self) -> bool:
        """Whether there is none; cheap enough for every sync."""
        return not self._path.exists()

    def read(self) -> RescueNote | None:
        """None where there is none, or none that can be read."""
        try:
            return from_json(self._path.read_bytes(), RescueNote)
        except (OSError, OperationInvalid):
            return None

    def keep(self, device: Device, key: RescueKey) -> None:
        """Durable on return. A key that the centre's own key does not vouch for is not kept. Raises StorageFull."""
        if device.centre_key and not is_signed(key, device.centre_key):
            log.warning("a key for rescue files that the centre did not sign was turned down")
            return
        note = RescueNote(device.id, device.name, key)
        if note != self.read():
            with disk_faults_are_said():
                self._path.unlink(missing_ok=True)
                write_durably(self._path, to_json(note).encode())
