"""What waits for the centre, thing by thing: what it is, how large, how often it was tried, and what stands in its way."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from sync.errors import StorageFailed
from sync.protocol.messages import LateOutcome

log = logging.getLogger(__name__)


class EntryKind(StrEnum):
    """What an entry is: the kind of an operation, or a file of a photo or sound. ``ARRIVAL``: a file of either."""

    START = "inspection.start"
    ANSWER = "result.set"
    PHOTO = "photo.add"
    PHOTO_REMOVED = "photo.remove"
    SIGNATURE = "inspection.sign"
    SUBMISSION = "inspection.submit"
    COPY = "copy"
    ORIGINAL = "original"
    SOUND = "sound"
    ARRIVAL = "arrival"

    @property
    def is_file(self) -> bool:
        """Of a photo or sound, beside the record of it."""
        return self in (EntryKind.COPY, EntryKind.ORIGINAL, EntryKind.SOUND)


class EntryState(StrEnum):
    """``WAITING``: goes with the next sync. ``LATER``: an original that waits for an unmetered link. ``HELD``: the centre waits
    for something else first. ``REJECTED``: the centre did not take it; it keeps the bytes too. ``DECLINED``: an administrator
    decided that it will not be taken. ``UNREADABLE``: the file cannot be sent. ``UNFINISHED``: a picture or a sound that is
    kept here and could not be put on record so far. ``LEFT_OUT``: one whose inspection was accepted without it. ``SPOILT``: one
    of which the tablet does not know any more where it belongs."""

    WAITING = "waiting"
    LATER = "later"
    HELD = "held"
    REJECTED = "rejected"
    DECLINED = "declined"
    UNREADABLE = "unreadable"
    UNFINISHED = "unfinished"
    LEFT_OUT = "left_out"
    SPOILT = "spoilt"

    @property
    def only_read(self) -> bool:
        """Nothing but to be read is left to do."""
        return self in (EntryState.DECLINED, EntryState.LEFT_OUT, EntryState.SPOILT)


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One thing that is not at the centre yet. ``key`` is the id of the operation or the picture, or the file's SHA-256;
    ``size`` in bytes, 0 where it is not known; ``code``: the error of the last try, None before any. ``verdict``: what an
    administrator decided. ``inspection_id`` None: nobody knows.

    As far as this tablet knows, ``withdrawn``: its assignment is another team's by now; ``by_team``: whoever recorded it is in
    the inspection's team, None where that is not to be told."""

    key: str
    inspection_id: UUID | None
    compound: str
    item_code: str | None
    kind: EntryKind
    state: EntryState
    size: int
    tries: int
    code: str | None
    verdict: LateOutcome | None = None
    withdrawn: bool = False
    by_team: bool | None = None

    @property
    def goes_by_itself(self) -> bool:
        """A record that the centre holds back for now: every sync sends it, and nobody has to do anything yet. A file that is
        held waits for somebody to decide about its record."""
        return self.state is EntryState.HELD and not self.kind.is_file


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """What waits of one inspection: what goes with the next sync, and ``later``, originals that wait for another link than this
    one. ``file_bytes``: those of ``files``."""

    inspection_id: UUID
    compound: str
    records: int
    files: int
    later: int
    file_bytes: int

    @property
    def entries(self) -> int:
        """How many things that are."""
        return self.records + self.files + self.later


class QueueReader(Protocol):
    """The queue as it stands on disk."""

    def groups(self, unmetered: bool) -> list[QueueGroup]:
        """Inspections of which something waits, oldest first. What does not go before somebody acts does not count, nor do files
        of a record that was not accepted; a record that the centre holds back for now does, for it goes with every sync."""
        ...

    def waiting(self, inspection_id: UUID, unmetered: bool, start: int, limit: int) -> list[QueueEntry]:
        """Entries of one inspection in the order they go, records before files; from the ``start``-th on."""
        ...

    def troubled(self, start: int, limit: int) -> tuple[list[QueueEntry], int]:
        """What does not go by itself (held, rejected, unreadable), the oldest first, and how many there are in all."""
        ...

    def declined(self) -> list[str]:
        """The keys of all lines that were decided about and only wait for somebody to read it."""
        ...

    def ask_again(self, key: str) -> None:
        """Put a rejected line or an unreadable file back into the queue; a line that was declined for good stays."""
        ...

    def acknowledge(self, keys: Sequence[str]) -> None:
        """Somebody has read what was decided about these lines; they leave the list and stay on disk. One without a verdict stays
        where it is. One transaction."""
        ...


class KeptBack(Protocol):
    """What is on this tablet and on no record."""

    def entries(self) -> list[QueueEntry]:
        """The oldest first."""
        ...

    def set_aside(self, key: str) -> None:
        """Somebody has read that it is left out; one that may still go on record stays in sight."""
        ...


class BacklogService:
    """What the screen of the queue reads; everything in pages, however long a day without a line was."""

    def __init__(self, reader: QueueReader, kept_back: KeptBack) -> None:
        self._reader = reader
        self._kept_back = kept_back

    def groups(self, unmetered: bool) -> list[QueueGroup]:
        """Inspections of which something waits."""
        return self._reader.groups(unmetered)

    def waiting(self, inspection_id: UUID, unmetered: bool, start: int, limit: int) -> list[QueueEntry]:
        """One page of an inspection's entries."""
        return self._reader.waiting(inspection_id, unmetered, start, limit)

    def troubled(self, start: int, limit: int) -> tuple[list[QueueEntry], int]:
        """One page of what needs a person, and how many there are in all."""
        kept_back = self._kept_back.entries()
        found, count = self._reader.troubled(max(0, start - len(kept_back)), limit)
        return [*kept_back[start:], *found][:limit], count + len(kept_back)

    def to_read(self) -> list[str]:
        """The keys of everything that only has to be read, on whatever page of what needs a person."""
        return [*(one.key for one in self._kept_back.entries() if one.state.only_read), *self._reader.declined()]

    def kept_back(self) -> int:
        """How many things are on this tablet and on no record, and wait for it or for somebody to read why; none where the disk
        does not say: that is no reason to send nothing."""
        try:
            return len(self._kept_back.entries())
        except StorageFailed as trouble:
            log.warning("the disk does not say what is on no record: %s", trouble)
            return 0

    def photos_kept_back(self, inspection_id: UUID) -> Counter[str]:
        """How many photos of an inspection are on this tablet and on no record, by item."""
        entries = self._kept_back.entries()
        return Counter(
            one.item_code
            for one in entries
            if one.inspection_id == inspection_id and one.item_code and one.kind is not EntryKind.SOUND
        )

    def ask_again(self, key: str) -> None:
        """Try once more with the next sync: an administrator may have released it, or the file may read again. Harmless: the
        centre knows what it has heard before."""
        self._reader.ask_again(key)

    def acknowledge(self, keys: Sequence[str]) -> None:
        """The verdicts on lines were read, or that pictures are left out: these, and no others, need nobody any more. Their bytes
        stay here."""
        kept_back = {entry.key for entry in self._kept_back.entries()}
        for key in kept_back.intersection(keys):
            self._kept_back.set_aside(key)
        if lines := [key for key in keys if key not in kept_back]:
            self._reader.acknowledge(lines)
