"""How far a tablet has heard the news: a number for each stream, and the life of the centre in which they were told.

A life is from one start of the centre to the next. A centre that was restored from a backup counts on from an older state, and
gives numbers to other changes that it gave before: a cursor from a life that it does not know, or with numbers that its life
never came to, is from a state that is lost.
"""

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from sync.server.repositories import schema

Heads = dict[str, int]
_L = schema.lives.c
_NEWEST = select(_L.id).order_by(_L.number.desc()).limit(1)
_FIRST = select(_L.heads).order_by(_L.number).limit(1)
_this, _next = schema.lives.alias(), schema.lives.alias()
_END = select(_next.c.heads).join_from(_this, _next, _next.c.number == _this.c.number + 1).where(_this.c.id == bindparam("life"))
_LIFE_ENDS = "~"
_NUMBER_ENDS, _NUMBER_ENDED = ",", "-"
"""The second in cursors of earlier versions, where a district's code could hold it as well."""
_LIFE, _NUMBER = re.compile(r"[0-9a-z]*"), re.compile(r"[0-9]{1,15}")
UNRECORDED = "unrecorded"
"""Of a life that could not be written down: nobody goes on from such a cursor."""


class Cursor(NamedTuple):
    """``life`` is empty for cursors that are older than lives."""

    life: str
    numbers: Heads


def write_cursor(cursor: Cursor) -> str:
    """``life~stream.number,`` and so on for more streams; opaque to tablets."""
    numbers = "".join(f"{stream}.{number}{_NUMBER_ENDS}" for stream, number in sorted(cursor.numbers.items())) or _NUMBER_ENDS
    return f"{cursor.life}{_LIFE_ENDS}{numbers}" if cursor.life else numbers


def read_cursor(text: str | None) -> Cursor | None:
    """What a cursor says, or None when there is nothing to go on from."""
    if not text:
        return None
    life, _, numbers = text.rpartition(_LIFE_ENDS)
    ends = _NUMBER_ENDS if numbers.endswith(_NUMBER_ENDS) else _NUMBER_ENDED
    parts = [part.rpartition(".") for part in numbers.split(ends) if part]
    if not _LIFE.fullmatch(life) or any(not stream or not _NUMBER.fullmatch(number) for stream, _, number in parts):
        return None
    return Cursor(life, {stream: int(number) for stream, _, number in parts})


def reached_by(told: Sequence[tuple[str, int]], more: bool, known: Heads, heads: Heads) -> Heads:
    """How far a page of news goes, its entries given as stream and number in their order: to the heads, or, where there is
    ``more``, to the middle of its last stream and to the heads of those before. Which of the others would have come before is for
    the database to say, whose order of names is its own."""
    if not more:
        return heads
    streams = {stream for stream, _ in told}
    return {stream: n if stream in streams else known.get(stream, 0) for stream, n in heads.items()} | dict(told[-1:])


def newest_life(connection: Connection) -> str:
    """The life that cursors are of by now; empty in a centre that nobody has started yet."""
    return connection.execute(_NEWEST).scalar() or ""


def is_lost(connection: Connection, cursor: Cursor, newest: str, heads: Heads) -> bool:
    """Whether a cursor is from a state that this centre never had, or has no more."""
    end = heads if cursor.life == newest else _end_of(connection, cursor.life)
    return end is None or any(number > end.get(stream, 0) for stream, number in cursor.numbers.items())


def _end_of(connection: Connection, life: str) -> Heads | None:
    """How far the streams had come when a life ended; None for one that this centre does not know."""
    told = connection.execute(_END, {"life": life}).scalar() if life else connection.execute(_FIRST).scalar()
    return None if told is None else dict(json.loads(told))
