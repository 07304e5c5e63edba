"""Photos on the tablet's disk, named by their content; thumbnails by photo."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from inspector_app.services.records import EvidenceFiles
from inspector_app.store.database import disk_faults_are_said
from sync.durable import make_folder, sync_folder
from sync.turns import Turns

_TURNS: Final = Turns(16)
"""Screens and the sync may have the same file to keep at the same moment; what one writes is not for the other to rename."""


class EvidenceFolder:
    """Implements the ports PhotoFiles and PreviousFiles in a folder. A name appears only when its bytes are durable."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, photo_id: UUID, files: EvidenceFiles) -> None:
        with disk_faults_are_said():
            for content in (files.original, files.copy):
                write_durably(self.path_of(sha256(content).hexdigest()), content)
            if files.thumbnail is not None:
                write_durably(self._thumbnail_path(photo_id), files.thumbnail)

    def keep_thumbnail(self, photo_id: UUID, content: bytes) -> None:
        with disk_faults_are_said():
            write_durably(self._thumbnail_path(photo_id), content)

    def keep_copy(self, sha256: str, content: bytes) -> None:
        with disk_faults_are_said():
            write_durably(self.path_of(sha256), content)

    def has_thumbnail(self, photo_id: UUID) -> bool:
        """Whether the small picture of a photo is here."""
        return self._thumbnail_path(photo_id).exists()

    def thumbnail(self, photo_id: UUID) -> bytes | None:
        return _read(self._thumbnail_path(photo_id))

    def copy(self, sha256: str) -> bytes | None:
        return _read(self.path_of(sha256))

    def original(self, sha256: str) -> bytes | None:
        return _read(self.path_of(sha256))

    def path_of(self, sha256: str) -> Path:
        """Where the file with this hash is, or would be."""
        return self._folder / sha256[:2] / sha256

    def _thumbnail_path(self, photo_id: UUID) -> Path:
        return self._folder / "thumbnails" / f"{photo_id}.jpg"


def _read(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None


def write_durably(path: Path, content: bytes) -> None:
    """The name appears with its whole content, and both outlive a power cut; a name that is there already stays."""
    with _TURNS.at(path):
        if path.exists():
            sync_folder(path.parent)  # a kill may have come between it and this
        else:
            replace_durably(path, content)


def replace_durably(path: Path, content: bytes) -> None:
    """As above, but what has the name before keeps it only until the new content is there."""
    with _TURNS.at(path):
        make_folder(path.parent)
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
