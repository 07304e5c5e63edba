"""What the tablets acknowledged, line by line, in a file that no part of the product reads or writes."""

import json
import threading
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from sync.domain.inspections import PhotoFacts, ResultValue
from sync.protocol.codec import to_plain

Fact = tuple[str, ...]
"""One thing that must stand at the centre exactly once: its kind, then what identifies it."""


def started(inspection_id: UUID) -> Fact:
    """An inspection was begun."""
    return ("started", str(inspection_id))


def answered(inspection_id: UUID, item_code: str, value: ResultValue) -> Fact:
    """An item got this value."""
    return ("answered", str(inspection_id), item_code, json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True))


def photographed(inspection_id: UUID, facts: PhotoFacts) -> Fact:
    """A photo belongs to an item."""
    return ("photographed", str(inspection_id), facts.item_code, str(facts.photo_id), facts.copy_sha256)


def kept(sha256: str, size: int) -> Fact:
    """An evidence copy with this hash and size in bytes is kept."""
    return ("kept", sha256, str(size))


def submitted(inspection_id: UUID) -> Fact:
    """An inspection was submitted."""
    return ("submitted", str(inspection_id))


class Journal:
    """Append-only JSON lines. A line is written when a call of the app returned, that is when it would show "saved"."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def note(self, *facts: Fact) -> None:
        """Write down what was acknowledged."""
        with self._lock:
            self._file.writelines(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts)
            self._file.flush()

    def close(self) -> None:
        """Nothing is noted afterwards."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def read_journal(path: Path) -> list[Fact]:
    """What was acknowledged, in order. A last line torn by a kill counts as not acknowledged."""
    with path.open(encoding="utf-8") as lines:
        return [tuple(json.loads(line)) for line in lines if line.endswith("\n")]
