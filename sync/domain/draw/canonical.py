"""The one written form of everything that is frozen: lines of JSON that every language writes alike.

UTF-8, each line ended by a line feed; no spaces between tokens; keys sorted; numbers are integers; only ``"``, ``\\`` and
control characters are escaped. What reads back but would be written differently is refused.
"""

import gc
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from sync.errors import DrawFileInvalid

Plain = Any
"""Texts, integers, lists and objects of such."""

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_PIECE = 1 << 20
_BREAK = "\\u0000"
"""Stands between two lines while they are read in one go."""
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A text with this character is never canonical; one that spells the escape out, behind a backslash of its own, is."""


def line(value: Plain) -> str:
    """The written form of one value, without its line feed."""
    return _write(value)


def document(values: Iterable[Plain]) -> bytes:
    """A file of such lines."""
    return "".join(f"{_write(value)}\n" for value in values).encode()


def pieces(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Some thousands of lines at a time, and how many were before. Raises DrawFileInvalid where the last one is not ended."""
    start = before = 0
    while start < len(content):
        end = content.find(b"\n", min(start + _PIECE, len(content) - 1)) + 1
        if not end:
            _refuse(before + content.count(b"\n", start) + 1)
        piece = content[start:end]
        yield before, piece
        start, before = end, before + piece.count(b"\n")


def read_piece(piece: bytes, before: int) -> list[Plain]:
    """The values of some lines. Raises DrawFileInvalid with the number of the ``line``."""
    values = _read_at_once(piece)
    return values if values is not None else [_read_line(text, before + n) for n, text in enumerate(piece[:-1].split(b"\n"), 1)]


def read_document(content: bytes) -> list[Plain]:
    """All values of a file. Raises DrawFileInvalid with the number of the ``line``."""
    return [value for before, piece in pieces(content) for value in read_piece(piece, before)]


def read_one(content: bytes) -> Plain:
    """The value of a file with a single line. Raises DrawFileInvalid."""
    values = read_document(content)
    if len(values) != 1:
        _refuse(min(len(values), 1) + 1)
    return values[0]


def _read_at_once(piece: bytes) -> list[Plain] | None:
    """None when something is wrong somewhere: then line by line, to name the line."""
    try:
        text = piece[:-1].decode()
        joined = "[" + text.replace("\n", f',"{_BREAK}",') + "]"
        values = _loads(joined)
        breaks = text.count("\n")
        as_lines = _BREAK not in text and len(values) == 2 * breaks + 1 and values[1::2] == ["\0"] * breaks
        return values[::2] if as_lines and _write(values) == joined else None
    except (ValueError, TypeError, RecursionError):
        return None


def _read_line(raw: bytes, number: int) -> Plain:
    try:
        text = raw.decode()
        value = _loads(text)
        if _NUL.search(text) or _write(value) != text:
            _refuse(number)
    except (ValueError, TypeError, RecursionError):
        _refuse(number)
    return value


def _loads(text: str) -> Plain:
    with undisturbed():
        return json.loads(text, parse_float=_no_float, parse_constant=_no_float)


def _no_float(text: str) -> NoReturn:
    raise ValueError(text)


def _refuse(number: int) -> NoReturn:
    raise DrawFileInvalid(line=number, field="-", problem="draw.problem.not-canonical")


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the cycle collector, which walks through millions of plain values again and again and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
