"""The bytes of a line for human eyes: JSON as JSON, anything else byte by byte. Pure."""

import json
from dataclasses import dataclass

from sync.domain.texts import is_storable

LONGEST_SHOWN = 20_000
"""Characters of JSON."""
PER_ROW = 16
_MOST_BYTES = 1024


@dataclass(frozen=True, slots=True)
class ContentView:
    """Either ``text``, or ``rows`` of place, hex and letters. ``shown`` of ``size`` bytes are told; all of them when equal."""

    text: str
    rows: tuple[tuple[str, str, str], ...]
    shown: int
    size: int


def content_view(content: bytes, size: int, per_row: int = PER_ROW) -> ContentView:
    """``content`` is the beginning of a line of ``size`` bytes; where it is no JSON, so many of them stand in a row."""
    text = _pretty(content) if len(content) == size else None
    if text is not None and len(text) <= LONGEST_SHOWN:
        return ContentView(text, (), size, size)
    told = content[:_MOST_BYTES]
    rows = tuple(_row(told[first : first + per_row], first) for first in range(0, len(told), per_row))
    return ContentView("", rows, len(told), size)


def _pretty(content: bytes) -> str | None:
    try:
        plain = json.loads(content.decode())
        text = json.dumps(plain, indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return None
    return text if is_storable(text) else json.dumps(plain, indent=2)


def _row(row: bytes, first: int) -> tuple[str, str, str]:
    letters = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in row)
    return f"{first:04x}", row.hex(" "), letters
