"""An inspection's record as the centre hands it out: a folder, or a zip of it, that speaks for itself.

::

    record.json                what was found: compound, team, results, photos, signatures, findings, reviews, score
    checklist.json             the checklist it was found with, as published
    operations/<device>.ndjson the lines of this inspection as a tablet froze them, one after the other
    chain/<device>.json        the tablet's chain from the first of these lines to the last, with the centre's receipts
    evidence/<sha256>.<type>   photos: evidence copies, and originals where the centre has them; sounds
    manifest.json              SHA-256 and size of every file above
    manifest.sig               the centre's Ed25519 signature over manifest.json, 64 bytes
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sync.domain.receipts import FormerKey, Receipt
from sync.protocol.console import InspectionDetail
from sync.protocol.messages import OperationStatus

FORMAT = "suicha-record 1"
RECORD_FILE = "record.json"
CHECKLIST_FILE = "checklist.json"
MANIFEST_FILE = "manifest.json"
SIGNATURE_FILE = "manifest.sig"
OPERATIONS_FILE = "operations/{device_id}.ndjson"
CHAIN_FILE = "chain/{device_id}.json"
EVIDENCE_FILE = "evidence/{sha256}{suffix}"
SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heic",
    "audio/wav": ".wav",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
}
"""By media type; any other file goes without one."""


@dataclass(frozen=True, slots=True)
class Removal:
    """An officer took a photo out of the inspection; the photo stays on record."""

    photo_id: UUID
    by: UUID
    at: datetime
    operation_id: UUID


@dataclass(frozen=True, slots=True)
class RecordDocument:
    """``record.json``. ``inspection`` also holds photos that were removed, and every earlier answer; the text of its checklist
    stands in a file of its own."""

    format: str
    compound_id: UUID
    inspection: InspectionDetail
    removals: tuple[Removal, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Operations one after the other: the hashes of their lines, from the number ``first`` on."""

    first: int
    line_sha256s: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """This inspection's operations that the centre received at one moment, by number."""

    received_at: datetime
    seqs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotApplied:
    """An operation of this inspection that the centre kept, and did not apply."""

    seq: int
    status: OperationStatus
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ChainDocument:
    """``chain/<device>.json``: one run, or several where the centre does not hold what lies between them. Of other
    inspections' operations there is only the hash. ``start`` is the link before the first one, None where its line names none.
    """

    device_id: UUID
    runs: tuple[Run, ...]
    batches: tuple[Batch, ...]
    not_applied: tuple[NotApplied, ...] = ()
    start: str | None = None
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """``stored_at``: since when the centre has had a photo's file whole and on durable disk."""

    name: str
    sha256: str
    size: int
    stored_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """``manifest.json``. ``former_keys`` are those that the centre signed with before the one named, which vouches for them."""

    format: str
    inspection_id: UUID
    exported_at: datetime
    key_id: str
    files: tuple[ManifestEntry, ...]
    former_keys: tuple[FormerKey, ...] = ()


def evidence_name(sha256: str, media_type: str) -> str:
    """The name of a photo's file in a record."""
    return EVIDENCE_FILE.format(sha256=sha256, suffix=SUFFIXES.get(media_type, ""))
