"""Tables of a draw: every line is a list with one text or number per column, lines sorted and unique by their first value.

Checked column by column, so that a million lines are read in seconds.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import lt
from typing import Any

from sync.domain.draw.canonical import document, pieces, read_piece, undisturbed
from sync.domain.draw.flat import texts_at_once
from sync.errors import DrawFileInvalid

LARGEST = 2**31 - 1
_SAMPLE = 100
_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_WORD = re.compile(rf"[^\s,{_CONTROL}]([^,{_CONTROL}]{{0,198}}[^\s,{_CONTROL}])?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Characters:
    """Texts of ``least`` to ``most`` characters, none of which ``bad`` finds."""

    bad: re.Pattern[str]
    least: int
    most: int

    def __call__(self, value: object) -> bool:
        return isinstance(value, str) and self.least <= len(value) <= self.most and self.bad.search(value) is None

    def all(self, values: Sequence[str]) -> bool:
        """Whether it holds for each of some texts."""
        lengths = list(map(len, values))
        return self.least <= min(lengths) and max(lengths) <= self.most and self.bad.search("".join(values)) is None


is_token = Characters(re.compile("[^A-Za-z0-9._:-]"), 1, 64)
"""1 to 64 ASCII letters, digits, ``.``, ``_``, ``:`` or ``-``: what may be sorted by."""

is_text = Characters(re.compile(f"[{_CONTROL}]"), 0, 200)
"""Up to 200 characters without control characters; may be empty."""

is_name = Characters(is_text.bad, 1, 200)
"""A text that is not empty."""


def is_word(value: object) -> bool:
    """A name without a comma, and without a space at its ends."""
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def is_words(value: object) -> bool:
    """Different words in the order of their code points, with a comma between two; empty for none."""
    if not isinstance(value, str) or value == "":
        return value == ""
    found = value.split(",")
    return all(map(is_word, found)) and all(map(lt, found, found[1:]))


def is_count(value: object) -> bool:
    """A whole number from 0 to 2,147,483,647."""
    return type(value) is int and 0 <= value <= LARGEST


def is_flag(value: object) -> bool:
    """0 or 1."""
    return type(value) is int and value in (0, 1)


def is_day(value: object) -> bool:
    """A calendar day as YYYY-MM-DD."""
    if not isinstance(value, str) or _DAY.fullmatch(value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_day_or_nothing(value: object) -> bool:
    """A day, or the empty text."""
    return value == "" or is_day(value)


@dataclass(frozen=True, slots=True)
class Column:
    """Its name, and what each value has to be."""

    name: str
    holds: Callable[[Any], bool]


Columns = tuple[tuple[Any, ...], ...]


def words(text: str) -> tuple[str, ...]:
    """The words of a list of words."""
    return tuple(text.split(",")) if text else ()


def table(rows: Iterable[Sequence[Any]]) -> bytes:
    """The canonical bytes of rows, in the order of their first value."""
    return document(sorted(rows, key=lambda row: row[0]))


def read_table(content: bytes, columns: Sequence[Column]) -> Columns:
    """The values of each column. Raises DrawFileInvalid naming ``line`` and ``field`` of something that is wrong."""
    found: list[list[Any]] = [[] for _ in columns]
    with undisturbed():
        for before, piece in pieces(content):
            for column, values, into in zip(columns, _columns_of(piece, before, columns), found, strict=True):
                _check_values(column, values, before)
                into.extend(values)
    _check_order(found[0], columns[0])
    return tuple(tuple(values) for values in found)


def _columns_of(piece: bytes, before: int, columns: Sequence[Column]) -> Sequence[Sequence[Any]]:
    at_once = texts_at_once(piece, len(columns))
    if at_once is not None:
        return at_once
    rows = read_piece(piece, before)
    _check_shape(rows, columns, before)
    return list(zip(*rows, strict=True))


def _check_shape(rows: list[Any], columns: Sequence[Column], before: int) -> None:
    if set(map(type, rows)) == {list} and set(map(len, rows)) == {len(columns)}:
        return
    wrong = next(n for n, row in enumerate(rows, before + 1) if type(row) is not list or len(row) != len(columns))
    raise DrawFileInvalid(line=wrong, field="-", problem="draw.problem.columns")


def _check_values(column: Column, values: Sequence[Any], before: int) -> None:
    """Each of different values once, or all at once; only then one by one."""
    different = _different(values)
    types = set(map(type, values))
    if types == {str} and isinstance(column.holds, Characters):
        if column.holds.all(different):
            return
    elif types in ({str}, {int}) and all(map(column.holds, different)):
        return
    wrong = next((n for n, value in enumerate(values, before + 1) if not column.holds(value)), before + 1)
    raise DrawFileInvalid(line=wrong, field=column.name, problem="draw.problem.value")


def _different(values: Sequence[Any]) -> Sequence[Any]:
    """Without repetitions, where the first values repeat themselves. Lists are refused by any column: they stay as they are."""
    try:
        return tuple(set(values)) if len(set(values[:_SAMPLE])) * 2 < len(values[:_SAMPLE]) else values
    except TypeError:
        return values


def _check_order(keys: list[Any], column: Column) -> None:
    if not all(map(lt, keys, keys[1:])):
        wrong = next(n for n, (one, following) in enumerate(zip(keys, keys[1:], strict=False), 2) if not one < following)
        raise DrawFileInvalid(line=wrong, field=column.name, problem="draw.problem.order")
