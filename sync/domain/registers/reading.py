"""From the cells of a file to good rows and to everything that is wrong in the others."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync.domain.registers.columns import EITHER, KEYS, Facts, Listed, PlanFile, Register
from sync.domain.registers.headings import Headings, Line, find_headings
from sync.domain.registers.problems import Problem, letter, shown
from sync.domain.registers.values import Districts, Unfit, check_cell


@dataclass(frozen=True, slots=True)
class Row:
    """A good row: its number in the file, and the columns that the file has."""

    number: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Reading:
    """``rows`` are good, each by itself and beside the others; ``count`` of rows in all. ``notices`` stop nothing. ``places`` are
    the letters of the columns."""

    rows: tuple[Row, ...]
    count: int
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)


def read(listed: Listed, lines: Sequence[Line], districts: Districts) -> Reading:
    """A row with something wrong is left out whole. Nothing is good under headings that are not."""
    filled = [line for line in lines if any(line.cells)]
    headings, below = find_headings(listed, filled)
    if headings.problems:
        return Reading((), len(below), headings.problems, headings.unknown)
    if not below:
        return Reading((), 0, (Problem(headings.line, "empty"),), headings.unknown)
    problems: list[Problem] = []
    found: list[Row] = []
    for line in below:
        facts, wrong = _read_line(line, headings, districts)
        problems += wrong or _incomplete(listed, line, facts, headings)
        found.append(Row(line.number, facts))
    for check in _CHECKS[listed]:
        problems += check(listed, found, headings)
    spoilt = {problem.row for problem in problems}
    good = tuple(row for row in found if row.number not in spoilt)
    return Reading(good, len(below), tuple(sorted(problems, key=lambda one: one.row)), headings.unknown, _places(headings))


def _read_line(line: Line, headings: Headings, districts: Districts) -> tuple[dict[str, str], list[Problem]]:
    facts: dict[str, str] = {}
    problems: list[Problem] = []
    for position, written in enumerate(line.cells):
        column = headings.columns[position] if position < len(headings.columns) else None
        title = headings.titles[position] if position < len(headings.titles) else ""
        if column is None:
            if written and not title:
                problems.append(Problem(line.number, "cell-without-heading", letter(position), "", shown(written)))
            continue
        try:
            facts[column.name] = _value(written, column.read, districts, column.required, column.empty)
        except Unfit as unfit:
            problems.append(Problem(line.number, unfit.code, letter(position), column.name, shown(written), unfit.fields))
    return facts, problems


def _value(written: str, reader: Callable[[str, Districts], str], districts: Districts, required: bool, empty: str) -> str:
    if not written:
        if required:
            raise Unfit("missing")
        return empty
    check_cell(written)
    return reader(written, districts)


def _incomplete(listed: Listed, line: Line, facts: dict[str, str], headings: Headings) -> list[Problem]:
    """What a row says only half. A row that ends early is empty from there on."""
    problems = []
    for position, column in enumerate(headings.columns):
        if column is not None and column.name not in facts:
            facts[column.name] = column.empty
            if column.required:
                problems.append(Problem(line.number, "missing", letter(position), column.name))
    if listed is Register.COMPOUNDS and bool(facts.get("latitude")) != bool(facts.get("longitude")):
        problems.append(_at(headings, line.number, "latitude" if facts.get("longitude") else "longitude", "", "half-a-place"))
    start, end = facts.get("valid_from"), facts.get("valid_until")
    if start and end and start > end:
        problems.append(_at(headings, line.number, "valid_until", end, "days-reversed", start=start))
    return problems


def _at(headings: Headings, row: int, column: str, value: str, code: str, **fields: str | int) -> Problem:
    return Problem(row, code, _places(headings).get(column, ""), column, shown(value), fields)


def _places(headings: Headings) -> dict[str, str]:
    return {column.name: letter(position) for position, column in enumerate(headings.columns) if column is not None}


def _no_compound(listed: Listed, rows: Sequence[Row], headings: Headings) -> Iterator[Problem]:
    """A row that fills in none of the columns by which it could be told."""
    places = _places(headings)
    either = [name for name in EITHER[listed] if name in places]
    for row in rows:
        if all(row.facts.get(name) == "" for name in either):
            yield _at(headings, row.number, either[0], "", "compound-missing")


def _keys_twice(listed: Listed, rows: Sequence[Row], headings: Headings) -> Iterator[Problem]:
    """Nobody but the writer can know which of two rows is meant, so neither is good."""
    key = KEYS[listed]
    for same in _alike(rows, key):
        for row in same:
            others = ", ".join(str(other.number) for other in same if other is not row)
            yield _at(headings, row.number, key, row.facts[key], "key-twice", others=others)


def _two_names_of_an_enterprise(_: Listed, rows: Sequence[Row], headings: Headings) -> Iterator[Problem]:
    for same in _alike(rows, "enterprise_code"):
        named = [row for row in same if "enterprise_name" in row.facts]
        for row in named:
            name = row.facts["enterprise_name"]
            other = next((one for one in named if one.facts["enterprise_name"] != name), None)
            if other is not None:
                told: dict[str, str | int] = {"other": other.facts["enterprise_name"], "at": other.number}
                yield _at(headings, row.number, "enterprise_name", name, "enterprise-names", **told)


def _alike(rows: Sequence[Row], column: str) -> Iterator[list[Row]]:
    """Rows that say the same in a column."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if value := row.facts.get(column):
            found[value].append(row)
    return (same for same in found.values() if len(same) > 1)


_Check = Callable[[Listed, Sequence[Row], Headings], Iterator[Problem]]
_CHECKS: dict[Listed, tuple[_Check, ...]] = {
    Register.COMPOUNDS: (_keys_twice, _two_names_of_an_enterprise),
    Register.OFFICERS: (_keys_twice,),
    Register.EXPERTS: (_keys_twice,),
    PlanFile.EXTRAS: (_no_compound,),
}
