"""Rescue files at the centre: by content hash, in chunks, whole once the hash matches. They stay as they came, sealed."""

import os
import re
import shutil
import threading
from hashlib import file_digest
from pathlib import Path
from uuid import uuid4

from sync.durable import sync_folder
from sync.errors import EvidenceMismatch, NotFound, OffsetMismatch, OperationInvalid, RescueRefused, StorageFull
from sync.protocol.messages import CHUNK_BYTES, EvidenceState
from sync.protocol.rescue import LARGEST_FILE, SUFFIX
from sync.server.services.disk_faults import disk_faults_are_said

_HASH = re.compile(r"[0-9a-f]{64}")


class RescueFiles:
    """Files under ``folder``, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def path_of(self, sha256: str) -> Path:
        """A whole file. Raises NotFound."""
        path = self._path(sha256)
        if not path.exists():
            raise NotFound(what="rescue file", name=sha256[:16])
        return path

    def state(self, sha256: str) -> EvidenceState:
        """How much is there. Raises NotFound for what is no hash."""
        path = self._path(sha256)
        if path.exists():
            return EvidenceState(sha256, path.stat().st_size, complete=True)
        part = self._part(sha256)
        return EvidenceState(sha256, part.stat().st_size if part.exists() else 0, complete=False)

    def append(self, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        """Take a chunk. Raises NotFound, OperationInvalid, OffsetMismatch, EvidenceMismatch, RescueRefused, StorageFull."""
        if length > LARGEST_FILE:
            raise RescueRefused(problem="rescue.problem.file-too-large")
        if not chunk or len(chunk) > CHUNK_BYTES or offset + len(chunk) > length:
            raise OperationInvalid(problem="length")
        with self._lock, disk_faults_are_said():
            state = self.state(sha256)
            if state.complete:
                return state
            if offset != state.offset:
                raise OffsetMismatch(expected=state.offset)
            self._check_room(length - offset)
            with self._part(sha256).open("ab") as part:
                part.write(chunk)
            if offset + len(chunk) == length:
                self._finish(sha256)
            return self.state(sha256)

    def keep(self, source: Path) -> str:
        """A file of this machine; returns its hash. Raises StorageFull, OSError."""
        with source.open("rb") as content:
            sha256 = file_digest(content, "sha256").hexdigest()
        if not self._path(sha256).exists():
            with self._lock, disk_faults_are_said():
                self._check_room(source.stat().st_size)
                draft = self._folder / f".{uuid4().hex}"
                try:
                    shutil.copyfile(source, draft)
                    _make_durable(draft)
                    draft.replace(self._path(sha256))
                finally:
                    draft.unlink(missing_ok=True)
                sync_folder(self._folder)
        return sha256

    def note(self, line: str) -> None:
        """One line into the journal of imports."""
        with self._lock, disk_faults_are_said(), (self._folder / "imports.ndjson").open("a", encoding="utf-8") as journal:
            journal.write(line + "\n")
            journal.flush()
            os.fsync(journal.fileno())

    def _finish(self, sha256: str) -> None:
        part = self._part(sha256)
        with part.open("rb") as content:
            whole = file_digest(content, "sha256").hexdigest()
        if whole != sha256:
            part.unlink()
            raise EvidenceMismatch(sha256=sha256)
        _make_durable(part)
        part.replace(self._path(sha256))
        sync_folder(self._folder)

    def _check_room(self, needed: int) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < needed:
            raise StorageFull()

    def _path(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise NotFound(what="rescue file", name=sha256[:16])
        return self._folder / f"{sha256}{SUFFIX}"

    def _part(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.part"


def _make_durable(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
