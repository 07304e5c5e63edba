"""Records to hand out: one inspection with everything that speaks for it, signed by the centre."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sync.domain.clock import Clock
from sync.domain.receipts import FormerKey
from sync.errors import EvidenceGone, NotFound
from sync.protocol.codec import to_json
from sync.protocol.console import InspectionDetail
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import Operation, RemovePhoto
from sync.protocol.records import (
    CHAIN_FILE,
    CHECKLIST_FILE,
    FORMAT,
    MANIFEST_FILE,
    OPERATIONS_FILE,
    RECORD_FILE,
    SIGNATURE_FILE,
    ChainDocument,
    Manifest,
    ManifestEntry,
    RecordDocument,
    Removal,
    evidence_name,
)
from sync.server.services.access import Account
from sync.server.services.countersigning import CentreKey


@dataclass(frozen=True, slots=True)
class KeptOperation:
    """An operation of the inspection as the centre keeps it."""

    device_id: UUID
    line: bytes
    operation: Operation
    status: OperationStatus


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A photo's file. ``size`` in bytes."""

    size: int
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What the centre keeps of one inspection; operations by device in the order they were made, ``files`` by hash."""

    inspection: InspectionDetail
    compound_id: UUID
    operations: tuple[KeptOperation, ...]
    chains: tuple[ChainDocument, ...]
    files: Mapping[str, StoredFile]


class RecordRepository(Protocol):
    def inspections(self) -> list[UUID]:
        """All there are, in the order they were started."""
        ...

    def record(self, inspection_id: UUID) -> KeptRecord | None: ...


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file of a record: its content, or where it is on disk."""

    name: str
    content: bytes | Path


class Records:
    """Exports. ``path_of`` says where a stored photo's file is; ``former`` are the keys that ``key`` vouches for."""

    def __init__(
        self,
        repository: RecordRepository,
        path_of: "PathOf",
        key: CentreKey,
        clock: Clock,
        former: tuple[FormerKey, ...] = (),
    ) -> None:
        self._repository = repository
        self._path_of = path_of
        self._key = key
        self._clock = clock
        self._former = former

    def inspections(self) -> list[UUID]:
        """Every inspection there is a record of."""
        return self._repository.inspections()

    def export_for(self, account: Account, inspection_id: UUID) -> Iterator[RecordFile]:
        """As ``export``, for one of the account's districts. Raises NotFound."""
        return self.files_of(self.kept_for(account, inspection_id))

    def kept_for(self, account: Account, inspection_id: UUID) -> KeptRecord:
        """What is kept of an inspection in one of the account's districts. Raises NotFound."""
        kept = self.kept(inspection_id)
        if not account.may_see(kept.inspection.summary.district):
            raise NotFound(what="inspection", name=str(inspection_id))
        return kept

    def kept(self, inspection_id: UUID) -> KeptRecord:
        """What is kept of an inspection. Raises NotFound."""
        kept = self._repository.record(inspection_id)
        if kept is None:
            raise NotFound(what="inspection", name=str(inspection_id))
        return kept

    def export(self, inspection_id: UUID) -> Iterator[RecordFile]:
        """The files of a record, the signed manifest last. Raises NotFound, and EvidenceGone where one is not there any more."""
        kept = self.kept(inspection_id)
        for entry in _evidence(kept):
            if not (path := self._path_of(entry.sha256)).exists():
                raise EvidenceGone(file=str(path))
        return self.files_of(kept)

    def files_of(self, kept: KeptRecord) -> Iterator[RecordFile]:
        """The files of a record, the signed manifest last; evidence that is not there any more stands in the manifest only."""
        entries: list[ManifestEntry] = []
        for name, content in _documents(kept):
            entries.append(ManifestEntry(name, sha256(content).hexdigest(), len(content)))
            yield RecordFile(name, content)
        for entry in _evidence(kept):
            entries.append(entry)
            if (path := self._path_of(entry.sha256)).exists():
                yield RecordFile(entry.name, path)
        manifest = Manifest(
            FORMAT,
            kept.inspection.summary.inspection_id,
            self._clock.now(),
            self._key.public.key_id,
            tuple(entries),
            self._former,
        )
        signed = to_json(manifest).encode()
        yield RecordFile(MANIFEST_FILE, signed)
        yield RecordFile(SIGNATURE_FILE, self._key.sign(signed))


class PathOf(Protocol):
    def __call__(self, sha256: str) -> Path: ...


def _documents(kept: KeptRecord) -> Iterator[tuple[str, bytes]]:
    checklist = kept.inspection.checklist
    inspection = replace(kept.inspection, checklist=replace(checklist, document=""))
    yield RECORD_FILE, to_json(RecordDocument(FORMAT, kept.compound_id, inspection, tuple(_removals(kept)))).encode()
    yield CHECKLIST_FILE, checklist.document.encode()
    for chain in kept.chains:
        lines = [one.line for one in kept.operations if one.device_id == chain.device_id]
        yield OPERATIONS_FILE.format(device_id=chain.device_id), b"".join(line + b"\n" for line in lines)
        yield CHAIN_FILE.format(device_id=chain.device_id), to_json(chain).encode()


def _removals(kept: KeptRecord) -> Iterator[Removal]:
    for one in kept.operations:
        operation = one.operation
        if isinstance(operation.body, RemovePhoto) and one.status is OperationStatus.APPLIED:
            yield Removal(operation.body.photo_id, operation.by, operation.at, operation.id)


def _evidence(kept: KeptRecord) -> Iterator[ManifestEntry]:
    """What the centre has of every photo, also of those that were removed; a file that serves twice stands once."""
    named: dict[str, str] = {}
    for photo in kept.inspection.every_photo():
        named.setdefault(photo.facts.copy_sha256, evidence_name(photo.facts.copy_sha256, photo.facts.copy_type))
        original = photo.facts.original_sha256
        named.setdefault(original, evidence_name(original, photo.facts.original_type))
    for digest, name in named.items():
        if (stored := kept.files.get(digest)) is not None:
            yield ManifestEntry(name, digest, stored.size, stored.stored_at)
