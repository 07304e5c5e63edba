"""Which column of a file is which of the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from sync.domain.registers.columns import COLUMNS, EITHER, Column, Listed
from sync.domain.registers.problems import Problem, letter, shown
from sync.domain.registers.values import fold

LOOKED_AT = 10
"""So many rows may stand above the headings: a title, a date, who made the list."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: its number from 1, and its cells with no space at their ends."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headings:
    """``columns``: the register's column at each position of the file, None where it is none of them. ``line``: the row's number.
    ``unknown``: what the file has more, which is left out."""

    line: int
    columns: tuple[Column | None, ...]
    titles: tuple[str, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[Problem, ...]


def find_headings(listed: Listed, lines: Sequence[Line]) -> tuple[Headings, Sequence[Line]]:
    """The first row that names two columns, and the rows below it."""
    names = _names(listed)
    for position, line in enumerate(lines[:LOOKED_AT]):
        known = {names[fold(title)].name for title in map(_title, line.cells) if fold(title) in names}
        if len(known) >= _FEWEST:
            return _headings(listed, line), lines[position + 1 :]
    number = lines[0].number if lines else 0
    wanted = Problem(number, "no-headings" if lines else "empty")
    return Headings(number, (), (), (wanted,), ()), ()


def _names(listed: Listed) -> dict[str, Column]:
    return {
        fold(name): column
        for column in COLUMNS[listed]
        for name in (column.name, column.name.replace("_", " "), column.titles.zh, column.titles.en, *column.others)
    }


def _title(cell: str) -> str:
    """A star behind a heading, as forms have it for what must be filled in, is no part of it."""
    return cell.strip("*＊ ")


def _headings(listed: Listed, line: Line) -> Headings:
    names = _names(listed)
    titles = tuple(map(_title, line.cells))
    columns = tuple(names.get(fold(title)) for title in titles)
    found = [column.name for column in columns if column]
    problems = [
        Problem(line.number, "heading-missing", column=column.name)
        for column in COLUMNS[listed]
        if column.required and column.name not in found
    ]
    either = EITHER.get(listed, ())
    if either and not set(either) & set(found):
        problems.append(Problem(line.number, "heading-compound", column=either[0]))
    for position, column in enumerate(columns):
        if column and column in columns[:position]:
            first = letter(columns.index(column))
            problems.append(Problem(line.number, "heading-twice", letter(position), column.name, fields={"first": first}))
    unknown = tuple(
        Problem(line.number, "heading-unknown", letter(position), value=shown(title))
        for position, (title, column) in enumerate(zip(titles, columns, strict=True))
        if title and column is None
    )
    return Headings(line.number, columns, titles, tuple(problems), unknown)
