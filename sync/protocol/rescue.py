"""A rescue file: everything of a tablet that its centre may lack, in one file that only the centre can open.

What is inside is a plain tar (POSIX ustar, regular files only), in this order::

    operations/000001.ndjson   up to 200 frozen lines each, by their numbers
    database/<file>            a consistent snapshot of the tablet's database, or the files of one that is damaged
    arrivals/<photo>.json      notes on pictures that arrived and are no photos yet
    evidence/<sha256>          files of photos for which the tablet has no receipt
    manifest.json              what the file says of itself: always last

How it is sealed stands in ``sync.sealing.stream``.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sync.protocol.operations import BATCH_LINES, LONGEST_LINE

FORMAT = "suicha-rescue 1"
SUFFIX = ".rescue"
MANIFEST_FILE = "manifest.json"
OPERATIONS_FILE = "operations/{number:06d}.ndjson"
DATABASE_FILE = "database/{name}"
ARRIVAL_FILE = "arrivals/{name}"
EVIDENCE_FILE = "evidence/{sha256}"

_MIB = 1024 * 1024
MOST_MEMBERS = 200_000
LARGEST_FILE = 256 * 1024 * _MIB
"""Bytes of a whole rescue file."""
LARGEST_BY_FOLDER = {
    "operations": BATCH_LINES * (LONGEST_LINE + 1),
    "database": 16 * 1024 * _MIB,
    "arrivals": 64 * 1024,
    "evidence": 1024 * _MIB,
}
"""The most bytes of one member, by its folder."""
LARGEST_MANIFEST = 64 * _MIB
_NAMES = {
    "operations": re.compile(r"operations/[0-9]{6}\.ndjson"),
    "database": re.compile(r"database/[a-z][a-z0-9.-]{0,60}"),
    "arrivals": re.compile(r"arrivals/[0-9a-f-]{36}\.json"),
    "evidence": re.compile(r"evidence/[0-9a-f]{64}"),
}


class Rank(StrEnum):
    """The folders in the order in which they stand in the file."""

    OPERATIONS = "operations"
    DATABASE = "database"
    ARRIVALS = "arrivals"
    EVIDENCE = "evidence"
    MANIFEST = MANIFEST_FILE


RANKS = tuple(Rank)


def rank_of(name: str) -> Rank | None:
    """What a member is by its name; None for a name that no member has."""
    if name == MANIFEST_FILE:
        return Rank.MANIFEST
    folder = name.partition("/")[0]
    pattern = _NAMES.get(folder)
    return Rank(folder) if pattern and pattern.fullmatch(name) else None


def largest(rank: Rank) -> int:
    """The most bytes of one member."""
    return LARGEST_MANIFEST if rank is Rank.MANIFEST else LARGEST_BY_FOLDER[rank.value]


@dataclass(frozen=True, slots=True)
class RescueKey:
    """The centre's key for rescue files: an X25519 key in base64, its name, and the signature that the centre's own key
    (``sync.domain.receipts``) gave over ``rescue_key_text``, in base64 as well."""

    key_id: str
    public_key: str
    signature: str


def rescue_key_text(public_key: str) -> bytes:
    """What the centre signs about its key for rescue files."""
    return f"suicha-rescue-key 1\n{public_key}".encode()


class Unreadable(StrEnum):
    """What could not be read on the tablet: an operation (``name`` is its number), a file, or a whole table or folder."""

    OPERATION = "operation"
    FILE = "file"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Lost:
    """Something the tablet should have had and could not read."""

    what: Unreadable
    name: str


@dataclass(frozen=True, slots=True)
class RescueMember:
    """A member as it was written. ``damaged``: what the tablet read is not what it should have been."""

    name: str
    sha256: str
    size: int
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class RescueManifest:
    """``manifest.json``.

    ``device_token`` proves that the file comes from the tablet itself; it and ``device_id`` are empty where the tablet could not
    read who it is. ``operations`` are all lines, ``waiting`` those without a final answer.
    """

    format: str
    made_at: datetime
    version: str
    device_id: UUID | None
    device_name: str
    device_token: str
    operations: int
    waiting: int
    evidence: int
    evidence_bytes: int
    members: tuple[RescueMember, ...]
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class RescueProgress:
    """Where a running import is: bytes done of all bytes."""

    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class RescueOutcome:
    """What became of a rescue file. Operations: ``set_apart`` were made after the tablet's revocation and lie in quarantine,
    ``held`` wait for operations that are not at the centre. Files: ``stored`` by this import, ``there`` already,
    ``not_taken`` because no accepted record names them or they are damaged. ``missing`` are hashes of evidence copies that an
    accepted record of this tablet names and the centre still lacks; ``lost`` is what the tablet could not read.
    """

    device_id: UUID
    device_name: str
    made_at: datetime
    proven: bool
    applied: int = 0
    duplicates: int = 0
    conflicts: int = 0
    rejected: int = 0
    held: int = 0
    set_apart: int = 0
    stored: int = 0
    there: int = 0
    not_taken: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class RescueTold:
    """One line of a running import's answer: progress, and in the end the outcome, or code and fields of the error that ended
    it."""

    progress: RescueProgress | None = None
    outcome: RescueOutcome | None = None
    code: str | None = None
    fields: dict[str, str | int | float | None] = field(default_factory=dict)
