"""What the rows of a file would make of a plan's extra weights."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.domain.registers.columns import Facts
from sync.domain.registers.comparing import Change, Comparison, Kept
from sync.domain.registers.problems import Problem, shown
from sync.domain.registers.reading import Row
from sync.domain.registers.values import fold

_MOST_NAMED = 5
"""Codes that are named where a name fits several."""
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A compound of the register, by its code and its name."""

    code: str
    name: str


class Compounds:
    """Those of the register, found by what a row says of one."""

    def __init__(self, compounds: Iterable[Named]) -> None:
        self._names: dict[str, str] = {}
        self._codes: dict[str, list[str]] = defaultdict(list)
        for one in compounds:
            self._names[one.code] = one.name
            self._codes[fold(one.name)].append(one.code)

    def find(self, row: Row) -> Named | Problem:
        """By its code, which then has to fit the name where the row has one too; otherwise by a name that only one has."""
        code, name = row.facts.get("code", ""), row.facts.get("name", "")
        if not code:
            return self._by_name(row.number, name)
        known = self._names.get(code)
        if known is None:
            return Problem(row.number, "compound-unknown", column="code", value=shown(code))
        if name and fold(name) != fold(known):
            return Problem(
                row.number, "compound-other-name", column="name", value=shown(name), fields={"code": code, "known": shown(known)}
            )
        return Named(code, known)

    def _by_name(self, number: int, name: str) -> Named | Problem:
        codes = self._codes.get(fold(name), [])
        if not codes:
            return Problem(number, "compound-unnamed", column="name", value=shown(name))
        if len(codes) > 1:
            some = ", ".join(sorted(codes)[:_MOST_NAMED])
            return Problem(
                number, "compound-several", column="name", value=shown(name), fields={"codes": some, "count": len(codes)}
            )
        return Named(codes[0], self._names[codes[0]])


def compare_extras(compounds: Compounds, kept: Sequence[Kept], rows: Sequence[Row]) -> Comparison:
    """An extra weight is recognised by its compound, kind and source: another weight changes it, and what is not in the rows
    stays. Of two rows that say the same of one, nobody but the writer knows which counts, so neither is good."""
    found = [(row, compounds.find(row)) for row in rows]
    problems = [one for _, one in found if isinstance(one, Problem)]
    meant = [(row.number, _facts(row, one)) for row, one in found if isinstance(one, Named)]
    alike: dict[_Key, list[int]] = defaultdict(list)
    for number, facts in meant:
        alike[_key(facts)].append(number)
    known: dict[_Key, list[Kept]] = defaultdict(list)
    for extra in kept:
        known[_key(extra.facts)].append(extra)
    changes = []
    for number, facts in meant:
        others = ", ".join(str(other) for other in alike[_key(facts)] if other != number)
        before = known.get(_key(facts), [])
        if others:
            problems.append(
                Problem(number, "extra-twice", column="source", value=shown(facts["source"]), fields={"others": others})
            )
        elif len(before) > 1:
            problems.append(Problem(number, "extra-twice-in-plan", column="source", value=shown(facts["source"])))
        else:
            changes.append(Change(number, facts["code"], facts, before[0] if before else None))
    different = tuple(change for change in changes if change.fields)
    return Comparison(different, len(changes) - len(different), tuple(problems))


def _facts(row: Row, compound: Named) -> Facts:
    return {"code": compound.code, "name": compound.name, **{name: row.facts[name] for name in ("kind", "weight", "source")}}


def _key(facts: Facts) -> _Key:
    return facts["code"], facts["kind"], facts["source"]
