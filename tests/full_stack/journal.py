"""What a tablet told the person who holds it, in a file that no part of the product reads or writes."""

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Entry = dict[str, Any]


class Journal:
    """Append-only JSON lines, each on disk before the next act begins.

    An act leaves an ``intent`` before it and an ``ack`` after the app has returned, that is when it would show "saved". An
    intent without an ack is in doubt: a kill came in between, and both outcomes are right, but never twice.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    def note(self, what: str, **fields: Any) -> None:
        """Durable on return."""
        os.write(self._file, (json.dumps({"what": what, **fields}, ensure_ascii=False) + "\n").encode())
        os.fsync(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self._file)


def read_journal(path: Path) -> list[Entry]:
    """In order. A last line torn by a kill was never said."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]
