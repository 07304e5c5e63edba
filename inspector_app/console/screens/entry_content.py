"""The bytes of a line for human eyes: JSON as JSON, anything else byte by byte. Pure."""

import json
from dataclasses import dataclass

from sync.domain.texts import is_storable

LONGEST_SHOWN = 20_000
"""Characters of JSON."""
_PER_ROW = 16
_MOST_ROWS = 64


@dataclass(frozen=True, slots=True)
class ContentView:
    """Either ``text``, or ``rows`` of place, hex and letters. ``shown`` of ``size`` bytes are told; all of them when equal."""

    text: str
    rows: tuple[tuple[str, str, str], ...]
    shown: int
    size: int


def content_view(content: bytes, size: int) -> ContentView:
    """``content`` is the beginning of a line of ``size`` bytes."""
    text = _pretty(content) if len(content) == size else None
    if text is not None and len(text) <= LONGEST_SHOWN:
        return ContentView(text, (), size, size)
    told = content[: _PER_ROW * _MOST_ROWS]
    return ContentView("", tuple(_row(told, first) for first in range(0, len(told), _PER_ROW)), len(told), size)


def _pretty(content: bytes) -> str | None:
    try:
        plain = json.loads(content.decode())
        text = json.dumps(plain, indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return None
    return text if is_storable(text) else json.dumps(plain, indent=2)


def _row(content: bytes, first: int) -> tuple[str, str, str]:
    row = content[first : first + _PER_ROW]
    letters = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in row)
    return f"{first:04x}", row.hex(" "), letters
