"""What an audit reads, as the repository hands it over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from sync.domain.receipts import Receipt


class KeptLine(NamedTuple):
    """A row of the operations: what it says of its line, and the line."""

    id: UUID
    seq: int
    line_sha256: str
    line: bytes


@dataclass(frozen=True, slots=True)
class KeptTablet:
    """A tablet by the name it goes by. ``apart``: lines that stand in quarantine, open or closed."""

    device_id: UUID
    name: str
    lines: tuple[KeptLine, ...]
    apart: tuple[bytes, ...]
    receipts: tuple[Receipt, ...]


class KeptFile(NamedTuple):
    """An evidence file that has a receipt. ``compound`` and ``item_code`` say what it shows; empty where no photo has it."""

    sha256: str
    size: int
    compound: str
    item_code: str


class KeptDraw(NamedTuple):
    """A draw of a campaign. ``frozen`` is the digest of what was frozen for it."""

    campaign_id: UUID
    campaign: str
    number: int
    frozen: str


class Feed(NamedTuple):
    """The news of a district, or of everybody: the counter, and what is there of it."""

    name: str
    counter: int
    highest: int
    entries: int


class AuditRepository(Protocol):
    def damage(self) -> list[str]:
        """What the database says is wrong with itself, in its own words; nothing where it does not look."""
        ...

    def feeds(self) -> list[Feed]: ...

    def tablets(self) -> list[UUID]:
        """All that ever were enrolled."""
        ...

    def tablet(self, device_id: UUID) -> KeptTablet: ...

    def inspections(self) -> list[tuple[UUID, str]]:
        """All that were started, with their compounds."""
        ...

    def file_count(self) -> int: ...

    def files(self) -> Iterator[KeptFile]: ...

    def draws(self) -> list[KeptDraw]: ...
