"""Packing a data folder into one sealed file, reading only."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from inspector_app.services.arrivals import Arrival
from inspector_app.services.rescue import Packed, Unsent, Watch
from inspector_app.store.database import disk_faults_are_said
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.rescue_note import RescueNotes
from inspector_app.store.salvage import Identity, Line, Salvage
from inspector_app.store.snapshot import Snapshot, database_size, snapshot_of, workplace
from sync.domain.clock import Clock
from sync.errors import AlreadyExists, FolderNotWritable, OperationInvalid, RescueKeyMissing, RescueNoRoom
from sync.protocol.codec import from_json, to_json
from sync.protocol.operations import BATCH_LINES
from sync.protocol.rescue import (
    ARRIVAL_FILE,
    DATABASE_FILE,
    EVIDENCE_FILE,
    FORMAT,
    MANIFEST_FILE,
    OPERATIONS_FILE,
    Lost,
    RescueKey,
    RescueManifest,
    RescueMember,
    Unreadable,
)
from sync.sealing.archive import BLOCK, ArchiveWriter
from sync.sealing.keys import public_bytes
from sync.sealing.stream import SealedWriter

_HASH = re.compile(r"[0-9a-f]{64}")
_SPARE = 1 << 20
"""Bytes for headers, tags and the manifest of an average file."""
_MEGABYTE = 1e6


class FolderPacker:
    """Implements the port Packer for a tablet's data folder. Needs no lock, no PIN and no app that starts."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._notes = RescueNotes(folder)
        self._evidence = EvidenceFolder(folder / "evidence")

    def unsent(self) -> Unsent:
        note = self._notes.read()
        with snapshot_of(self._folder) as snapshot:
            salvage = _salvage(snapshot)
            waiting = sum(line.waiting for line in salvage.lines()) if salvage else 0
            identity = salvage.identity() if salvage else Identity()
            sizes = [path.stat().st_size for path in self._files(salvage, []) if path.exists()]
        name = identity.name or (note.device_name if note else "")
        return Unsent(waiting, len(sizes), sum(sizes), name, note is not None, snapshot.whole)

    def prepare(self, out: Path, key: RescueKey | None = None) -> bytes:
        note = self._notes.read()
        key = key or (note.key if note else None)
        if key is None:
            raise RescueKeyMissing()
        if out.exists():
            raise AlreadyExists(what="file", name=str(out))
        _make_folder(out.parent)
        _check_room(workplace(self._folder), database_size(self._folder) + _SPARE)
        return public_bytes(key)

    def pack(self, out: Path, watch: Watch, key: RescueKey | None = None) -> Packed:
        public = self.prepare(out, key)
        part = out.with_name(out.name + ".part")
        try:
            with disk_faults_are_said(), part.open("wb") as target:
                manifest = self._write(target, out.parent, public, watch)
                target.flush()
                os.fsync(target.fileno())
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
        return Packed(out, out.stat().st_size, manifest)

    def _write(self, target: BinaryIO, folder: Path, public: bytes, watch: Watch) -> RescueManifest:
        sealed = SealedWriter(target, public)
        with snapshot_of(self._folder) as snapshot:
            packing = _Packing(ArchiveWriter(sealed), watch)
            manifest = self._fill(packing, folder, snapshot)
        content = to_json(manifest).encode()
        packing.archive.add(MANIFEST_FILE, len(content), [content])
        packing.archive.finish()
        sealed.finish()
        return manifest

    def _fill(self, packing: "_Packing", folder: Path, snapshot: Snapshot) -> RescueManifest:
        salvage, note = _salvage(snapshot), self._notes.read()
        lost: list[Lost] = [] if salvage else [Lost(Unreadable.DATABASE, "tablet.db")]
        evidence = self._files(salvage, lost)
        arrivals = sorted((self._folder / "arrivals").glob("*.json"))
        packing.whole = sum(path.stat().st_size for path in (*snapshot.files, *arrivals, *evidence) if path.exists())
        _check_room(folder, packing.whole + database_size(self._folder) + _SPARE)
        waiting = packing.add_lines(salvage.lines() if salvage else ())
        for path in snapshot.files:
            packing.add_file(DATABASE_FILE.format(name=path.name), path)
        for path in arrivals:
            packing.add_file(ARRIVAL_FILE.format(name=path.name), path)
        before = packing.done
        for path in evidence:
            packing.add_file(EVIDENCE_FILE.format(sha256=path.name), path, path.name)
        identity = salvage.identity() if salvage else Identity()
        return RescueManifest(
            format=FORMAT,
            made_at=self._clock.now(),
            version=_version(),
            device_id=identity.device_id or (note.device_id if note else None),
            device_name=identity.name or (note.device_name if note else ""),
            device_token=identity.token,
            operations=packing.lines,
            waiting=waiting,
            evidence=sum(member.name.startswith("evidence/") for member in packing.members),
            evidence_bytes=packing.done - before,
            members=tuple(packing.members),
            lost=(*lost, *(salvage.lost if salvage else ()), *packing.lost),
        )

    def _files(self, salvage: Salvage | None, lost: list[Lost]) -> list[Path]:
        """Evidence without a receipt and pictures that just arrived; all there is where the database cannot say."""
        hashes = salvage.evidence() if salvage else None
        if hashes is None:
            return sorted(path for path in (self._folder / "evidence").glob("??/*") if _is_hash(path.name))
        wanted = dict.fromkeys([*hashes, *self._arrived(lost)])
        return [self._evidence.path_of(one) for one in wanted]

    def _arrived(self, lost: list[Lost]) -> Iterator[str]:
        for note in (self._folder / "arrivals").glob("*.json"):
            try:
                yield from_json(note.read_bytes(), Arrival).original_sha256
            except (OSError, OperationInvalid):
                lost.append(Lost(Unreadable.FILE, note.name))


class _Packing:
    """What was written so far."""

    def __init__(self, archive: ArchiveWriter, watch: Watch) -> None:
        self.archive = archive
        self.members: list[RescueMember] = []
        self.lost: list[Lost] = []
        self.lines = 0
        self.done = self.whole = 0
        self._watch = watch

    def add_lines(self, lines: Iterable[Line]) -> int:
        """Batches as they are pushed; returns how many of the lines wait for an answer."""
        waiting, number, rest = 0, 0, iter(lines)
        while batch := list(islice(rest, BATCH_LINES)):
            number += 1
            content = b"\n".join(line.content for line in batch)
            name = OPERATIONS_FILE.format(number=number)
            self.archive.add(name, len(content), [content])
            self.members.append(RescueMember(name, sha256(content).hexdigest(), len(content)))
            self.lines += len(batch)
            waiting += sum(line.waiting for line in batch)
        return waiting

    def add_file(self, name: str, path: Path, expected: str | None = None) -> None:
        """A file as it can be read; where it ends early or fails, zeros stand for the rest and the manifest says so."""
        reading = _Reading(path)
        if reading.size is None:
            self.lost.append(Lost(Unreadable.FILE, path.name))
            return
        self.archive.add(name, reading.size, self._watched(reading))
        digest = reading.digest.hexdigest()
        damaged = reading.failed or (expected is not None and digest != expected)
        self.members.append(RescueMember(name, digest, reading.size, damaged))
        if damaged:
            self.lost.append(Lost(Unreadable.FILE, path.name))

    def _watched(self, reading: "_Reading") -> Iterator[bytes]:
        for block in reading.blocks():
            self.done += len(block)
            yield block
            self._watch(self.done, max(self.whole, self.done))


class _Reading:
    """One pass over a file of a size that is promised beforehand. ``size`` None: it cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.digest = sha256()
        self.failed = False
        self._path = path
        try:
            self.size: int | None = path.stat().st_size
            with path.open("rb"):
                pass
        except OSError:
            self.size = None

    def blocks(self) -> Iterator[bytes]:
        """Exactly ``size`` bytes."""
        left = self.size or 0
        with self._path.open("rb") as source:
            while left:
                wanted = min(BLOCK, left)
                block = self._read(source, wanted)
                self.failed |= len(block) < wanted
                block = block.ljust(wanted, b"\0")
                self.digest.update(block)
                left -= wanted
                yield block

    def _read(self, source: BinaryIO, wanted: int) -> bytes:
        try:
            return source.read(wanted)
        except OSError:
            self.failed = True
            return b""


def _salvage(snapshot: Snapshot) -> Salvage | None:
    return Salvage(snapshot.connection) if snapshot.connection else None


def _is_hash(name: str) -> bool:
    return _HASH.fullmatch(name) is not None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder=str(folder)) from error


def _check_room(folder: Path, needed: int) -> None:
    """Raises RescueNoRoom."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise RescueNoRoom(needed=f"{needed / _MEGABYTE:.1f}", free=f"{free / _MEGABYTE:.1f}", folder=str(folder))


def _version() -> str:
    try:
        return version("suicha")
    except PackageNotFoundError:
        return ""
