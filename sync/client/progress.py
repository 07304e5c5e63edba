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
    """Counts of one sync; ``file_bytes`` of ``file_bytes_total`` are evidence bytes stored at the centre. ``found``: bytes of
    files, by hash, that were there when the centre was asked how far they had come. ``sent_again``: the centre had forgotten what
    it answered for, and got everything once more."""

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
    found: dict[str, int] = field(default_factory=dict)
    sent_again: bool = False

    def got_further(self, before: "Progress") -> bool:
        """Whether records were answered, bytes of files stored, or more of a file was there than the sync before found."""
        grown = any(held > before.found.get(sha256, 0) for sha256, held in self.found.items())
        return bool(self.records or self.file_bytes or grown)


Watch = Callable[[Progress], None]
