"""What was acknowledged, in a file that no part of the product reads or writes."""

import json
import os
from pathlib import Path
from typing import Any

Fact = dict[str, Any]


class Journal:
    """Append-only JSON lines, each durable before ``note`` returns: a line stands for a word given to a person."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)

    def note(self, **fact: Any) -> None:
        """Write a fact down."""
        os.write(self._descriptor, json.dumps(fact, ensure_ascii=True).encode() + b"\n")
        os.fsync(self._descriptor)


def read_journal(path: Path) -> list[Fact]:
    """The facts in order. A last line that a kill cut off counts as not noted."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]
