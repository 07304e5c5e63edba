"""What the rows of a file would make of the register."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sync.domain.registers.columns import COLUMNS, KEYS, Facts, Register, blank, key_of
from sync.domain.registers.problems import Problem, shown
from sync.domain.registers.reading import Row
from sync.domain.registers.values import NO, YES


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the register, and how many visits wait for it or for them."""

    id: UUID
    facts: Facts
    open_visits: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """``before`` None: it is new. ``row`` 0: the file does not name it, it follows from what the file says of its enterprise."""

    row: int
    key: str
    after: Facts
    kept: Kept | None = None

    @property
    def before(self) -> Facts | None:
        return None if self.kept is None else self.kept.facts

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that become another text, in the register's order."""
        before = self.before or {}
        return tuple(name for name, value in self.after.items() if before.get(name, "") != value)

    @property
    def leaves(self) -> bool:
        """Whether it is taken out of the register."""
        return self.kept is not None and self.kept.facts.get("active") == YES and self.after.get("active") == NO


@dataclass(frozen=True, slots=True)
class Comparison:
    """``problems`` are of rows that fit several in the register, or do not fit what the register keeps of theirs."""

    changes: tuple[Change, ...]
    unchanged: int
    problems: tuple[Problem, ...]

    @property
    def new(self) -> int:
        return sum(change.kept is None for change in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.new


def compare(register: Register, kept: Sequence[Kept], rows: Sequence[Row]) -> Comparison:
    """Who is not in the rows stays as they are, and so does what the file has no column for. Somebody who was entered without a
    number is recognised by name and district, and gets the number of the row."""
    by_key = _by(kept, lambda one: key_of(register, one.facts))
    nameless = _by(by_key.pop("", []), lambda one: one.facts["name"])
    changes: list[Change] = []
    problems: list[Problem] = []
    named: set[UUID] = set()
    for row in rows:
        key = key_of(register, row.facts)
        candidates = by_key.get(key) or _without_number(nameless, row, named)
        if len(candidates) > 1:
            problems.append(Problem(row.number, "key-twice-in-register", "", KEYS[register], shown(key)))
            continue
        found = candidates[0] if candidates else None
        if found is not None:
            named.add(found.id)
        after = {**(found.facts if found else blank(register)), **row.facts}
        start, end = after.get("valid_from", ""), after.get("valid_until", "")
        if start and end and start > end:
            problems.append(Problem(row.number, "days-reversed", "", "valid_until", end, {"start": start}))
            continue
        changes.append(Change(row.number, key, _in_order(register, after), found))
    different = [change for change in changes if change.fields]
    if register is Register.COMPOUNDS:
        different += _renamed(register, kept, named, rows)
    return Comparison(tuple(different), sum(not change.fields for change in changes), tuple(problems))


def _by(kept: Iterable[Kept], name: Callable[[Kept], str]) -> dict[str, list[Kept]]:
    found: dict[str, list[Kept]] = defaultdict(list)
    for one in kept:
        found[name(one)].append(one)
    return found


def _without_number(nameless: Mapping[str, list[Kept]], row: Row, named: set[UUID]) -> list[Kept]:
    home = row.facts.get("home_district", "")
    return [
        one for one in nameless.get(row.facts["name"], []) if one.id not in named and one.facts["home_district"] in ("", home)
    ]


def _renamed(register: Register, kept: Sequence[Kept], named: set[UUID], rows: Sequence[Row]) -> list[Change]:
    """An enterprise has one name, at all of its compounds."""
    names = {row.facts["enterprise_code"]: row.facts["enterprise_name"] for row in rows}
    changes = []
    for one in kept:
        name = names.get(one.facts["enterprise_code"])
        if one.id not in named and name is not None and name != one.facts["enterprise_name"]:
            changes.append(Change(0, key_of(register, one.facts), {**one.facts, "enterprise_name": name}, one))
    return changes


def _in_order(register: Register, facts: Mapping[str, str]) -> Facts:
    return {column.name: facts[column.name] for column in COLUMNS[register]}
