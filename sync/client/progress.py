"""How far a sync is, in figures a screen can show."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Step(StrEnum):
    """What a sync is doing."""

    RECORDS = "records"
    NEWS = "news"
    PHOTOS = "photos"
    DONE = "done"


@dataclass(slots=True)
class Progress:
    """Counts of one sync; ``file_bytes`` of ``file_bytes_total`` are evidence bytes stored at the centre."""

    step: Step = Step.RECORDS
    records: int = 0
    records_total: int = 0
    files: int = 0
    files_total: int = 0
    file_bytes: int = 0
    file_bytes_total: int = 0
    conflicts: int = 0
    rejected: int = 0
    held: int = 0
    news: int = 0
    troubled_files: dict[str, str] = field(default_factory=dict)

    @property
    def got_across(self) -> bool:
        """Whether records were answered or bytes of files stored."""
        return bool(self.records or self.file_bytes)


Watch = Callable[[Progress], None]
