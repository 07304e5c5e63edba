"""Registers and plan as files that an authority writes: one JSON object a line for each register, one for the plan."""

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sync.domain.draw.columns import is_count, is_day, is_day_or_nothing, is_flag, is_name, is_text, is_token, is_word
from sync.domain.draw.fields import Fields, make_whole
from sync.domain.draw.plan import Plan
from sync.domain.draw.plan_reading import HEAVIEST, read_plan
from sync.domain.draw.pools import Decision, ExtraKind, Origin, Scope
from sync.domain.draw.registers import (
    Ground,
    RegisteredCompound,
    RegisteredEnterprise,
    RegisteredExtra,
    RegisteredPerson,
    RegisteredRecusal,
    Registers,
)
from sync.drawing.files import COMPOUNDS, ENTERPRISES, EXPERTS, EXTRAS, OFFICERS, RECUSALS, read_file
from sync.drawing.reading import reading
from sync.errors import DrawFileInvalid

_Made = TypeVar("_Made")
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_registers(folder: Path) -> Registers:
    """``compounds.ndjson``, ``enterprises.ndjson``, ``officers.ndjson``, ``experts.ndjson``, and where there are any
    ``extras.ndjson`` and ``recusals.ndjson``. Raises DrawFileInvalid naming ``file``, ``line`` and ``field``."""
    registers = Registers(
        compounds=_register(folder, COMPOUNDS, _compound, lambda one: one.id),
        enterprises=_register(folder, ENTERPRISES, _enterprise, lambda one: one.code),
        officers=_register(folder, OFFICERS, _person, lambda one: one.id),
        experts=_register(folder, EXPERTS, _person, lambda one: one.id),
        recusals=_register(folder, RECUSALS, _recusal, None),
        extras=_register(folder, EXTRAS, _extra, None),
    )
    _check_people(registers)
    return registers


def read_plan_file(path: Path) -> Plan:
    """Raises DrawFileInvalid."""
    with reading(path.name):
        return read_plan(_parsed(read_file(path.parent, path.name), 1))


def _check_people(registers: Registers) -> None:
    officers = {one.id for one in registers.officers}
    for number, expert in enumerate(registers.experts, 1):
        if expert.id in officers:
            raise DrawFileInvalid(file=EXPERTS, line=number, field="id", problem="draw.problem.twice")
    known = officers | {one.id for one in registers.experts}
    for number, recusal in enumerate(registers.recusals, 1):
        if recusal.person not in known:
            raise DrawFileInvalid(file=RECUSALS, line=number, field="person", problem="draw.problem.unknown", name=recusal.person)


def _register(folder: Path, name: str, make: Callable[[Fields], _Made], key: Callable[[_Made], str] | None) -> tuple[_Made, ...]:
    """Optional where nothing identifies its lines."""
    if key is None and not (folder / name).exists():
        return ()
    with reading(name):
        seen: set[str] = set()
        found = []
        for number, raw in _lines(read_file(folder, name)):
            one = make_whole(_parsed(raw, number), make, number)
            if key is not None and key(one) in seen:
                raise DrawFileInvalid(line=number, field="id", problem="draw.problem.twice")
            seen.add(key(one) if key is not None else "")
            found.append(one)
        return tuple(found)


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Those that are not blank, with their numbers."""
    return ((number, raw) for number, raw in enumerate(content.split(b"\n"), 1) if raw.strip())


def _parsed(raw: bytes, number: int) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DrawFileInvalid(line=number, problem="draw.problem.json") from error


def _compound(fields: Fields) -> RegisteredCompound:
    return RegisteredCompound(
        id=fields.take("id", is_token),
        name=fields.take("name", is_name),
        enterprise=fields.take("enterprise", is_token),
        district=fields.take("district", is_token),
        grade=fields.take("grade", is_token),
        kind=fields.take("kind", is_word),
        marks=_words(fields, "marks"),
        place=fields.take("place", is_text, ""),
    )


def _enterprise(fields: Fields) -> RegisteredEnterprise:
    return RegisteredEnterprise(fields.take("code", is_token), fields.take("name", is_name), fields.take("visits", is_count, 0))


def _extra(fields: Fields) -> RegisteredExtra:
    return RegisteredExtra(
        compound=fields.take("compound", is_token),
        weight=fields.take("weight", lambda value: is_count(value) and 0 < value <= HEAVIEST),
        kind=fields.choice(ExtraKind, "kind"),
        source=fields.take("source", is_name),
    )


def _person(fields: Fields) -> RegisteredPerson:
    return RegisteredPerson(
        id=fields.take("id", is_token),
        name=fields.take("name", is_name),
        home=fields.take("home", is_token),
        department=fields.take("department", is_word),
        certificate=fields.take("certificate", is_text, ""),
        checked=bool(fields.take("checked", is_flag, 0)),
        temporary=bool(fields.take("temporary", is_flag, 0)),
        valid_from=fields.take("valid_from", is_day_or_nothing, ""),
        valid_until=fields.take("valid_until", is_day_or_nothing, ""),
        qualifications=_words(fields, "qualifications"),
    )


def _recusal(fields: Fields) -> RegisteredRecusal:
    """Without a decision it cannot be applied, and a draw does not begin."""
    return RegisteredRecusal(
        person=fields.take("person", is_token),
        scope=fields.choice(Scope, "scope"),
        target=fields.take("target", is_token),
        ground=fields.choice(Ground, "ground"),
        origin=fields.choice(Origin, "origin"),
        decision=fields.choice(Decision, "decision"),
        requested_by=fields.take("requested_by", is_name),
        requested_on=fields.take("requested_on", is_day),
        decided_by=fields.take("decided_by", is_name),
        decided_on=fields.take("decided_on", is_day),
        request=fields.take("request", is_text, ""),
    )


def _words(fields: Fields, name: str) -> tuple[str, ...]:
    found = fields.take(name, lambda value: isinstance(value, list) and all(map(is_word, value)), [])
    return tuple(sorted(set(found)))
