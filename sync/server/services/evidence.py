"""Evidence files at the centre: by content hash, in chunks, stored only when the hash matches on durable disk."""

import hashlib
import os
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sync.errors import EvidenceMismatch, NotFound, OffsetMismatch, OperationInvalid, TransferDamaged
from sync.protocol.console import CentreEvent
from sync.protocol.messages import CHUNK_BYTES, EvidenceState
from sync.server.services.durable import disk_faults_are_said, sync_folder
from sync.server.services.known import Sender
from sync.server.services.together import Together

_HASH = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20


class EvidenceRepository(Protocol):
    def declared(self, sender: Sender, sha256: str) -> tuple[int, UUID, str] | None:
        """Size, inspection and district of a file, named by a photo that this device may see or one of its people took."""
        ...

    def stored(self, sizes: Mapping[str, int]) -> None:
        """Note stored files, bytes by hash; noting one twice is harmless. The note may be lost in a power cut."""
        ...


class EvidenceStore:
    """Files under ``folder``: ``ab/abcdef…`` when whole, ``ab/abcdef….part`` while they grow.

    The renamed file is the truth; its row is an index that ``recover`` can make again.
    """

    def __init__(self, folder: Path, repository: EvidenceRepository, announce: Callable[[CentreEvent], None]) -> None:
        self._folder = folder
        self._repository = repository
        self._announce = announce
        self._sealing = Together(self._seal)
        self._locks = [threading.Lock() for _ in range(256)]
        self._shelves = [folder / f"{number:02x}" for number in range(256)]
        for shelf in self._shelves:
            shelf.mkdir(parents=True, exist_ok=True)
        sync_folder(folder)

    def path_of(self, sha256: str) -> Path:
        """Where the whole file is, or would be."""
        return self._shelves[int(sha256[:2], 16)] / sha256

    def state(self, sender: Sender, sha256: str) -> EvidenceState:
        """How much is there. Raises NotFound."""
        size, _, _ = self._declared(sender, sha256)
        with self._locks[int(sha256[:2], 16)], disk_faults_are_said():
            state = self._state(sha256, size)
            return self._noted(state) if state.complete else state

    def append(self, sender: Sender, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        """Take a chunk. Raises NotFound, OperationInvalid, OffsetMismatch, EvidenceMismatch, StorageFull, StorageFailed, and
        TransferDamaged for an empty one, which no tablet sends."""
        size, inspection_id, district = self._declared(sender, sha256)
        if not chunk and length:
            raise TransferDamaged()
        if length != size or len(chunk) > CHUNK_BYTES or offset + len(chunk) > length:
            raise OperationInvalid(problem="length")
        with self._locks[int(sha256[:2], 16)], disk_faults_are_said():
            state = self._state(sha256, size)
            if state.complete:
                return self._noted(state)
            if offset != state.offset:
                raise OffsetMismatch(expected=state.offset)
            if offset + len(chunk) < length:
                return self._grow(sha256, chunk, offset)
            self._finish(sha256, chunk, offset)
            self._sealing.do((sha256, size))
        self._announce(CentreEvent("evidence", inspection_id, district))
        return EvidenceState(sha256, size, complete=True)

    def recover(self) -> int:
        """Note files whose row was lost in a crash between rename and commit; returns how many files there are."""
        found = [path for path in self._folder.glob("??/*") if _HASH.fullmatch(path.name)]
        self._repository.stored({path.name: path.stat().st_size for path in found})
        return len(found)

    def _declared(self, sender: Sender, sha256: str) -> tuple[int, UUID, str]:
        declared = self._repository.declared(sender, sha256) if _HASH.fullmatch(sha256) else None
        if declared is None:
            raise NotFound(what="evidence", name=sha256[:16])
        return declared

    def _noted(self, state: EvidenceState) -> EvidenceState:
        """The receipt of a file that is there already: a crash may have come between its name, the folder and its row."""
        sync_folder(self.path_of(state.sha256).parent)
        self._repository.stored({state.sha256: state.offset})
        return state

    def _state(self, sha256: str, size: int) -> EvidenceState:
        """A part as long as the whole was never finished, so nobody knows its hash: it starts anew."""
        with suppress(FileNotFoundError):
            return EvidenceState(sha256, self.path_of(sha256).stat().st_size, complete=True)
        with suppress(FileNotFoundError):
            held = self._part(sha256).stat().st_size
            if held < size:
                return EvidenceState(sha256, held, complete=False)
            self._part(sha256).unlink()
        return EvidenceState(sha256, 0, complete=False)

    def _part(self, sha256: str) -> Path:
        return self.path_of(f"{sha256}.part")

    def _grow(self, sha256: str, chunk: bytes, offset: int) -> EvidenceState:
        with self._part(sha256).open("ab") as part:
            part.write(chunk)
        return EvidenceState(sha256, offset + len(chunk), complete=False)

    def _finish(self, sha256: str, chunk: bytes, offset: int) -> None:
        """Hash the whole; the part is whole and durable then."""
        digest = hashlib.sha256()
        part = self._part(sha256)
        if offset:
            with part.open("rb") as stored:
                while block := stored.read(_BLOCK):
                    digest.update(block)
        digest.update(chunk)
        if digest.hexdigest() != sha256:
            part.unlink(missing_ok=True)
            raise EvidenceMismatch(sha256=sha256)
        with part.open("ab") as target:
            target.write(chunk)
            target.flush()
            os.fsync(target.fileno())

    def _seal(self, wholes: Sequence[tuple[str, int]]) -> None:
        """Whole parts get their names, and names and folders become durable; then their rows are noted."""
        paths = [self.path_of(sha256) for sha256, _ in wholes]
        for path in paths:
            if not path.exists():
                self._part(path.name).replace(path)
        for folder in {path.parent for path in paths}:
            sync_folder(folder)
        self._repository.stored(dict(wholes))
