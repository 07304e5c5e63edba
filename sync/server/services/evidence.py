"""Evidence files at the centre: by content hash, in chunks, stored only when the hash matches on durable disk."""

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID

from sync.durable import make_folder, sync_folder, write_synced
from sync.errors import EvidenceMismatch, NotFound, OffsetMismatch, OperationInvalid, TransferDamaged
from sync.protocol.console import CentreEvent
from sync.protocol.messages import CHUNK_BYTES, LOAD_BYTES, EvidenceState, SmallEvidence
from sync.server.services.disk_faults import disk_faults_are_said
from sync.server.services.file_locks import FileLocks
from sync.server.services.known import Sender
from sync.server.services.together import Together

_HASH = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 16
_PATHS = 256
"""Remembered, for making a path takes longer than asking the disk about it, and each is asked half a dozen times."""
_LOCKS = 4096
"""So many that two requests with a dozen files each seldom wait for one another."""
Content = bytes | memoryview


@dataclass(frozen=True, slots=True)
class Declared:
    """What photos' records say of a file: its size in bytes, and where it belongs. Where records differ each size may come: which
    is right is for the hash to say."""

    sizes: frozenset[int]
    inspection_id: UUID
    district: str


class EvidenceRepository(Protocol):
    def declared(self, sender: Sender, hashes: Collection[str]) -> dict[str, Declared]:
        """Those of the files that are named by a photo which this device may see or one of its people took."""
        ...

    def stored(self, sizes: Mapping[str, int]) -> None:
        """Note stored files, bytes by hash; noting one twice is harmless. The note may be lost in a power cut."""
        ...

    def noted(self) -> Sequence[str]:
        """Hashes of all files that were noted."""
        ...

    def forget(self, hashes: Collection[str]) -> None:
        """These are not there any more."""
        ...


@dataclass(frozen=True, slots=True)
class _Wholes:
    """Bytes by hash of files that are whole; ``new`` are those of them that have no name of their own yet."""

    sizes: Mapping[str, int]
    new: Collection[str]


class EvidenceStore:
    """Files under ``folder``: ``ab/abcdef…`` when whole, ``ab/abcdef….part`` while they grow.

    The renamed file is the truth; its row is an index that ``recover`` can make again.
    """

    def __init__(self, folder: Path, repository: EvidenceRepository, announce: Callable[[CentreEvent], None]) -> None:
        self._folder = folder
        self._repository = repository
        self._announce = announce
        self._sealing = Together(self._seal)
        self._places = lru_cache(_PATHS)(self._place)
        self._shelves = [folder / f"{number:02x}" for number in range(256)]
        make_folder(folder)
        self._locks = FileLocks(folder)
        present = {there.name for there in os.scandir(folder) if there.is_dir()}
        for shelf in self._shelves:
            if shelf.name not in present:
                shelf.mkdir(exist_ok=True)
        sync_folder(folder)

    def path_of(self, sha256: str) -> Path:
        """Where the whole file is, or would be."""
        return self._places(sha256)

    def state(self, sender: Sender, sha256: str) -> EvidenceState:
        """How much is there. Raises NotFound."""
        size = max(self._declared(sender, sha256).sizes)
        with self._alone_with([sha256]):
            state = self._state(sha256, size)
            return self._noted(state) if state.complete else state

    def append(self, sender: Sender, sha256: str, offset: int, length: int, chunk: bytes) -> EvidenceState:
        """Take a chunk. Raises NotFound, OperationInvalid, OffsetMismatch, EvidenceMismatch, StorageFull, StorageFailed, and
        TransferDamaged for an empty one, which no tablet sends."""
        declared = self._declared(sender, sha256)
        if not chunk and length:
            raise TransferDamaged()
        if length not in declared.sizes or len(chunk) > CHUNK_BYTES or offset + len(chunk) > length:
            raise OperationInvalid(problem="length")
        with self._alone_with([sha256]):
            state = self._state(sha256, length)
            if state.complete:
                return self._noted(state)
            if offset != state.offset:
                raise OffsetMismatch(expected=state.offset)
            if offset + len(chunk) < length:
                return self._grow(sha256, chunk, offset)
            self._finish(sha256, chunk, offset)
            self._sealing.do(_Wholes({sha256: length}, {sha256}))
        self._tell([declared])
        return EvidenceState(sha256, length, complete=True)

    def take(self, sender: Sender, files: Mapping[str, Content]) -> SmallEvidence:
        """Take whole files together; one that cannot be taken, or of which a part is there, is left out. Raises StorageFull,
        StorageFailed."""
        declared = self._repository.declared(sender, files)
        fitting = [sha256 for sha256, known in declared.items() if len(files[sha256]) in known.sizes]
        with self._alone_with(fitting):
            there = [sha256 for sha256 in fitting if self.path_of(sha256).exists()]
            new = [sha256 for sha256 in fitting if sha256 not in there and self._is_finished(sha256, files[sha256])]
            here = {sha256: self.path_of(sha256).stat().st_size for sha256 in there}
            here |= {sha256: len(files[sha256]) for sha256 in new}
            if here:
                self._sealing.do(_Wholes(here, new))
        self._tell([declared[sha256] for sha256 in new])
        states_of_all = (EvidenceState(sha256, here.get(sha256, 0), sha256 in here) for sha256 in files)
        return SmallEvidence(tuple(states_of_all), LOAD_BYTES)

    def recover(self) -> int:
        """Note files whose row was lost in a crash between rename and commit, and forget rows whose file is gone, as after a
        restored backup; returns how many files there are."""
        files = chain.from_iterable(os.scandir(shelf) for shelf in self._shelves)
        found = {file.name: file.stat().st_size for file in files if _HASH.fullmatch(file.name)}
        self._repository.stored(found)
        missed = [sha256 for sha256 in self._repository.noted() if sha256 not in found]
        self._repository.forget([sha256 for sha256 in missed if not self.path_of(sha256).exists()])  # some came meanwhile
        return len(found)

    def _declared(self, sender: Sender, sha256: str) -> Declared:
        declared = self._repository.declared(sender, [sha256]).get(sha256) if _HASH.fullmatch(sha256) else None
        if declared is None:
            raise NotFound(what="evidence", name=sha256[:16])
        return declared

    @contextmanager
    def _alone_with(self, hashes: Collection[str]) -> Iterator[None]:
        """Nobody else touches these files meanwhile, in no other process either."""
        with disk_faults_are_said(), self._locks.holding({int(sha256[:8], 16) % _LOCKS for sha256 in hashes}):
            yield

    def _tell(self, stored: Collection[Declared]) -> None:
        for inspection_id, district in {(one.inspection_id, one.district): None for one in stored}:
            self._announce(CentreEvent("evidence", inspection_id, district))

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

    def _place(self, name: str) -> Path:
        return self._shelf(name) / name

    def _shelf(self, name: str) -> Path:
        return self._shelves[int(name[:2], 16)]

    def _grow(self, sha256: str, chunk: bytes, offset: int) -> EvidenceState:
        with self._part(sha256).open("ab") as part:
            part.write(chunk)
        return EvidenceState(sha256, offset + len(chunk), complete=False)

    def _is_finished(self, sha256: str, content: Content) -> bool:
        try:
            self._finish(sha256, content, 0, "xb")
        except (EvidenceMismatch, FileExistsError):
            return False
        return True

    def _finish(self, sha256: str, chunk: Content, offset: int, mode: Literal["xb", "ab"] = "ab") -> None:
        """Hash the whole; the part is whole and durable then."""
        digest = hashlib.sha256()
        part = self._part(sha256)
        if offset:
            with part.open("rb") as stored:
                while block := stored.read(_BLOCK):
                    digest.update(block)
        digest.update(chunk)
        if digest.hexdigest() != sha256:
            if offset:
                part.unlink()
            raise EvidenceMismatch(sha256=sha256)
        write_synced(part, chunk, mode)

    def _seal(self, several: Sequence[_Wholes]) -> None:
        """Whole parts get their names, and names and folders become durable; then their rows are noted: bytes by hash."""
        sizes = dict(chain.from_iterable(wholes.sizes.items() for wholes in several))
        for sha256 in chain.from_iterable(wholes.new for wholes in several):
            path = self.path_of(sha256)
            try:
                self._part(sha256).replace(path)
            except FileNotFoundError:
                path.stat()  # an attempt before got as far as this
        for folder in {self._shelf(sha256) for sha256 in sizes}:
            sync_folder(folder)
        self._repository.stored(sizes)
