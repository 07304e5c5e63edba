"""A note beside the database: who this tablet is, and its centre's key for rescue files. It outlives a spoilt database."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from inspector_app.services.enrolment import Device
from inspector_app.store.database import disk_faults_are_said
from inspector_app.store.files import replace_durably
from sync.errors import OperationInvalid
from sync.protocol.codec import from_json, to_json
from sync.protocol.rescue import RescueKey
from sync.sealing.keys import is_signed

log = logging.getLogger(__name__)
FILE_NAME = "rescue-key.json"


@dataclass(frozen=True, slots=True)
class RescueNote:
    """Nothing of it is secret. ``mistrusted`` is the name of the key that the centre has by now, where nothing that this tablet
    knows vouches for it; empty otherwise."""

    device_id: UUID
    device_name: str
    key: RescueKey
    mistrusted: str = ""


class RescueNotes:
    """The note of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def lacks(self, named: str) -> bool:
        """Whether there is no key that can be read, or the centre's goes by another name than the last one heard of."""
        note = self.read()
        return note is None or named not in ("", note.mistrusted or note.key.key_id)

    def is_outdated(self) -> bool:
        """Whether the centre could not open any more what is sealed with the key that is here, as far as is known."""
        note = self.read()
        return note is not None and bool(note.mistrusted)

    def read(self) -> RescueNote | None:
        """None where there is none, or none that can be read."""
        try:
            return from_json(self._path.read_bytes(), RescueNote)
        except (OSError, OperationInvalid):
            return None

    def keep(self, device: Device, key: RescueKey) -> None:
        """Durable on return. A key that the centre's own key does not vouch for takes the place of none: only its name is kept,
        beside the key that is here. Raises StorageFull."""
        if not device.centre_key or is_signed(key, device.centre_key):
            self._write(RescueNote(device.id, device.name, key))
            return
        log.warning("a key for rescue files that the centre did not sign was turned down")
        known = self.read()
        if known is not None:
            self._write(replace(known, mistrusted=key.key_id))

    def _write(self, note: RescueNote) -> None:
        if note != self.read():
            with disk_faults_are_said():
                replace_durably(self._path, to_json(note).encode())
