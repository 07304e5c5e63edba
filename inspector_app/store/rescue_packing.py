"""Packing a data folder into one sealed file, reading only."""

import os
import re
import shutil
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

from inspector_app.services.arrivals import Arrival
from inspector_app.services.rescue import Packed, Unsent, Watch
from inspector_app.store.database import disk_faults_are_said, is_full
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.packing import Packing
from inspector_app.store.rescue_note import RescueNotes
from inspector_app.store.salvage import Identity, Line, Salvage
from inspector_app.store.snapshot import Snapshot, database_size, read_in_place, snapshot_of
from sync.domain.clock import Clock
from sync.durable import sync_folder
from sync.errors import FileNotWritable, OperationInvalid, PlaceTaken, RescueKeyMissing, RescueKeyOutdated, RescueNoRoom
from sync.protocol.codec import from_json, to_json
from sync.protocol.rescue import (
    ARRIVAL_FILE,
    DATABASE_FILE,
    EVIDENCE_FILE,
    FORMAT,
    MANIFEST_FILE,
    Lost,
    RescueKey,
    RescueManifest,
    Unreadable,
)
from sync.sealing.archive import ArchiveWriter
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
        with read_in_place(self._folder) as snapshot:
            salvage = _salvage(snapshot)
            waiting = [line for line in salvage.lines() if line.waiting] if salvage else []
            identity = salvage.identity() if salvage else Identity()
            sizes = {path.name: path.stat().st_size for path in self._files(salvage, []) if path.exists()}
        return Unsent(
            operations=len(waiting),
            files=len(sizes),
            file_bytes=sum(sizes.values()),
            device_name=identity.name or (note.device_name if note else ""),
            has_key=note is not None,
            readable=salvage is not None and not salvage.lost,
            key_outdated=self._notes.is_outdated(),
            digest=_digest_of(waiting, sizes, self._arrivals()),
        )

    def prepare(self, out: Path, key: RescueKey | None = None) -> bytes:
        public = public_bytes(key or self._key())
        if out.exists():
            raise PlaceTaken(name=str(out))
        self._check_place(out)
        return public

    def pack(self, out: Path, watch: Watch, key: RescueKey | None = None) -> Packed:
        public = self.prepare(out, key)
        part = _part_of(out)
        try:
            with disk_faults_are_said(), part.open("wb") as target:
                manifest = self._write(target, out.parent, public, watch)
                target.flush()
                os.fsync(target.fileno())
            with disk_faults_are_said():
                part.replace(out)
                sync_folder(out.parent)
        finally:
            with suppress(OSError):  # a place that fails at this, too, must not hide what went wrong before
                part.unlink(missing_ok=True)
        return Packed(out, out.stat().st_size, manifest)

    def _key(self) -> RescueKey:
        """The one that came from the centre. Raises RescueKeyMissing, RescueKeyOutdated."""
        note = self._notes.read()
        if note is None:
            raise RescueKeyMissing()
        if note.mistrusted:
            raise RescueKeyOutdated()
        return note.key

    def _check_place(self, out: Path) -> None:
        """Raises FileNotWritable, and RescueNoRoom before anything of the file is written."""
        part = _part_of(out)
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb"):
                pass
            part.unlink()
        except OSError as error:
            if not is_full(error):
                raise FileNotWritable(file=str(out)) from error
        with read_in_place(self._folder) as snapshot:
            evidence = self._files(_salvage(snapshot), [])
            _check_room(_nearest(out.parent), self._needed(self._whole(snapshot, evidence)))

    def _whole(self, snapshot: Snapshot, evidence: list[Path]) -> int:
        """Bytes of all files that go along."""
        return sum(path.stat().st_size for path in (*snapshot.files, *self._arrivals(), *evidence) if path.exists())

    def _needed(self, whole: int) -> int:
        return whole + database_size(self._folder) + _SPARE

    def _arrivals(self) -> list[Path]:
        return sorted((self._folder / "arrivals").glob("*.json"))

    def _write(self, target: BinaryIO, folder: Path, public: bytes, watch: Watch) -> RescueManifest:
        sealed = SealedWriter(target, public)
        with snapshot_of(self._folder) as snapshot:
            packing = Packing(ArchiveWriter(sealed), watch)
            manifest = self._fill(packing, folder, snapshot)
        content = to_json(manifest).encode()
        packing.archive.add(MANIFEST_FILE, len(content), [content])
        packing.archive.finish()
        sealed.finish()
        return manifest

    def _fill(self, packing: Packing, folder: Path, snapshot: Snapshot) -> RescueManifest:
        salvage, note = _salvage(snapshot), self._notes.read()
        lost: list[Lost] = [] if salvage else [Lost(Unreadable.DATABASE, "tablet.db")]
        evidence = self._files(salvage, lost)
        packing.whole = self._whole(snapshot, evidence)
        _check_room(folder, self._needed(packing.whole))
        waiting = packing.add_lines(salvage.lines() if salvage else ())
        for path in snapshot.files:
            packing.add_file(DATABASE_FILE.format(name=path.name), path)
        for path in self._arrivals():
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
        """Evidence without a receipt and pictures that just arrived; all there is where the database cannot say. Where a note of
        an arrival cannot be read, whatever no record names goes along: what it stood for is among it."""
        hashes = salvage.evidence() if salvage else None
        if salvage is None or hashes is None:
            return self._all_evidence()
        arrived, spoilt = self._arrived()
        lost += [Lost(Unreadable.FILE, note.name) for note in spoilt]
        wanted = [self._evidence.path_of(one) for one in (*hashes, *arrived) if _is_hash(one)]
        return list(dict.fromkeys((*wanted, *(self._named_by_nobody(salvage) if spoilt else ()))))

    def _all_evidence(self) -> list[Path]:
        return sorted(path for path in (self._folder / "evidence").glob("??/*") if _is_hash(path.name))

    def _named_by_nobody(self, salvage: Salvage) -> list[Path]:
        named = salvage.named_files()
        return [path for path in self._all_evidence() if path.name not in named]

    def _arrived(self) -> tuple[list[str], list[Path]]:
        """Hashes of what arrived, and the notes that cannot be read."""
        hashes, spoilt = [], []
        for note in self._arrivals():
            try:
                hashes.append(from_json(note.read_bytes(), Arrival).original_sha256)
            except (OSError, OperationInvalid):
                spoilt.append(note)
        return hashes, spoilt


def _digest_of(waiting: list[Line], sizes: dict[str, int], arrivals: list[Path]) -> str:
    lines = [(line.seq, sha256(line.content).hexdigest()) for line in waiting]
    return sha256(repr((lines, sorted(sizes.items()), [note.name for note in arrivals])).encode()).hexdigest()


def _salvage(snapshot: Snapshot) -> Salvage | None:
    return Salvage(snapshot.connection) if snapshot.connection else None


def _is_hash(name: str) -> bool:
    return _HASH.fullmatch(name) is not None


def _part_of(out: Path) -> Path:
    return out.with_name(out.name + ".part")


def _nearest(folder: Path) -> Path:
    return folder if folder.exists() else _nearest(folder.parent)


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
