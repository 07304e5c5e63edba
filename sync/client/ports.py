"""What one sync needs of the tablet's store."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sync.domain.receipts import Receipt
from sync.protocol.messages import Changes, OperationOutcome
from sync.protocol.rescue import RescueKey


@dataclass(frozen=True, slots=True)
class QueuedLine:
    """A frozen operation that waits for its answer."""

    id: UUID
    line: bytes


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file whose receipt is still missing. ``size`` in bytes; ``failed``: it was sent before, and no receipt came."""

    sha256: str
    size: int
    path: Path
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits: operations, files and their bytes. ``amiss``: operations that were not accepted, and files that cannot be sent
    or are on no record, which somebody has to look at. ``later``: originals that wait for another link than this one."""

    records: int
    files: int
    file_bytes: int
    amiss: int = 0
    later: int = 0


class TabletQueue(Protocol):
    """Outbox, inbox and evidence of one tablet."""

    def backlog(self, unmetered: bool) -> Backlog:
        """What waits, with the originals that may travel on this link."""
        ...

    def queued(self, after: UUID | None, limit: int) -> list[QueuedLine]:
        """The next operations without a final answer, in the order they were made, after the one named."""
        ...

    def waited_for(self, limit: int) -> list[QueuedLine]:
        """Starts of inspections recorded after what waits for them, as where the centre has forgotten a colleague's: sent
        first, so that a submission behind them finds everything applied that it builds on."""
        ...

    def settle(self, outcomes: Sequence[tuple[UUID, OperationOutcome]], receipt: Receipt | None = None) -> None:
        """Keep the answers, and the centre's receipt for them where there is one, in one transaction."""
        ...

    def lines_failed(self, ids: Sequence[UUID], code: str) -> None:
        """These were sent and no answer came; they stay queued. A note for people: it need not be durable."""
        ...

    def file_failed(self, sha256: str, code: str) -> None:
        """As above, for a file whose receipt did not come."""
        ...

    def last_receipt(self) -> str:
        """The place of the last receipt that came; NO_RECEIPT before the first, and after ``send_again``."""
        ...

    def last_number(self) -> int:
        """The number of the last operation recorded here, sent or not; 0 before the first."""
        ...

    def send_again(self) -> None:
        """The centre has forgotten what it answered for: every line and every file of this tablet waits once more, and the news
        begin anew. One transaction."""
        ...

    def cursor(self) -> str | None: ...

    def take_in(self, changes: Changes) -> None:
        """Apply changes and keep their cursor, in one transaction. Applying them twice changes nothing."""
        ...

    def waiting_files(self, unmetered: bool, limit: int) -> list[WaitingFile]:
        """Files of photos whose record the centre has: evidence copies first, then the originals that may travel, and after all
        of them those whose last try was answered otherwise than with a receipt."""
        ...

    def receipts(self, hashes: Sequence[str]) -> None:
        """The centre has these whole files on durable disk. One transaction."""
        ...

    def unreadable_file(self, sha256: str, code: str) -> None:
        """The file cannot be sent (lost or spoilt on this tablet, or refused by the centre); it stays in the list of problems."""
        ...

    def lacks_rescue_key(self, named: str) -> bool:
        """Whether this tablet has no key for rescue files, or has not heard yet of the one that goes by this name; without a name
        any will do. Asked in every sync."""
        ...

    def keep_rescue_key(self, key: RescueKey) -> None:
        """Durable on return. A key that the centre's own key, as this tablet knows it, does not vouch for is only heard of.
        Raises StorageFull."""
        ...

    def mistrusts_rescue_key(self) -> bool:
        """Whether the last key that was heard of is one that nothing vouches for: the centre could not open what is sealed with
        the one that is here."""
        ...

    def wanted_thumbnails(self, limit: int) -> list[UUID]:
        """Photos of earlier visits whose small picture was not asked for yet, the most useful first."""
        ...

    def keep_thumbnail(self, photo_id: UUID, content: bytes) -> None:
        """Durable on return. Raises StorageFull."""
        ...

    def settle_thumbnails(self, photo_ids: Sequence[UUID]) -> None:
        """These were asked for; they are not wanted any more."""
        ...
