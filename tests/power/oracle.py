"""Judges a tablet and a centre against the journal, by SQL and file reads of its own, trusting no counter of the product.

Every function returns sentences about what is wrong; none is good.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sync.domain.chain import Member, first_fault
from tests.power.journal import Fact

TABLET_FILE, CENTRE_FILE = "tablet.db", "centre.db"
Problems = list[str]


def judge_end(tablet: Path, centre: Path, facts: Sequence[Fact]) -> Problems:
    """After everything was sent: both sides are sound, hold the same, and nothing acknowledged is lost or doubled."""
    problems = sound(tablet / TABLET_FILE) + sound(centre / CENTRE_FILE)
    if problems:
        return problems
    lines = outbox(tablet)
    problems += _same_lines(lines, _operations(centre))
    problems += _effects_once(lines, centre)
    problems += evidence_whole(centre)
    problems += held_by(tablet, facts, lines)
    problems += _standing(centre, facts)
    problems += [f"waits for ever: {row}" for row in _rows(tablet / TABLET_FILE, _UNSENT)]
    return problems


def sound(database: Path) -> Problems:
    """What SQLite says of the file's structure and references."""
    try:
        found = [row[0] for row in _rows(database, "PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"reference {row}" for row in _rows(database, "PRAGMA foreign_key_check")]
    except sqlite3.DatabaseError as error:
        found = [repr(error)]
    return [f"{database.name}: {problem}" for problem in found]


def held_by(tablet: Path, facts: Iterable[Fact], lines: dict[str, str] | None = None) -> Problems:
    """Every act the app acknowledged is in the outbox of a tablet, and its photos' files are whole."""
    lines = outbox(tablet) if lines is None else lines
    bodies = [json.loads(line) for line in lines.values()]
    problems = []
    for fact in facts:
        if fact["kind"] in _ACTS and (count := sum(_ACTS[fact["kind"]](body, fact) for body in bodies)) != 1:
            problems.append(f"tablet holds {count} of {fact}")
        if fact["kind"] == "photographed":
            for digest, size in fact["files"].items():
                problems += _file_is(tablet / "evidence" / digest[:2] / digest, digest, size)
        if fact["kind"] in ("sent", "taken"):
            problems += [f"tablet lost what it had sent: {line[:120]}" for line in fact["lines"] if line not in lines.values()]
    return problems + _chain(lines)


def taken_by(centre: Path, facts: Iterable[Fact]) -> Problems:
    """Everything that the centre had answered for is there once: operations with their bytes, and whole files."""
    held = Counter(line for _, line in _operations(centre))
    problems = []
    for fact in facts:
        if fact["kind"] == "taken":
            problems += [f"centre holds {held[line]} of {line[:120]}" for line in fact["lines"] if held[line] != 1]
        if fact["kind"] == "stored":
            problems += _file_is(centre / "evidence" / fact["sha256"][:2] / fact["sha256"], fact["sha256"], fact["size"])
    return problems


def outbox(tablet: Path) -> dict[str, str]:
    """The frozen lines of a tablet by operation, in their order."""
    rows = _rows(tablet / TABLET_FILE, "SELECT op_id, line FROM outbox ORDER BY seq")
    return {str(UUID(bytes=op_id)): bytes(line).decode() for op_id, line in rows}


def _answered(body: dict[str, Any], fact: Fact) -> bool:
    wanted = ("result.set", fact["inspection"], fact["item"], fact["value"])
    told = body["body"]
    return (body["kind"], told["inspection_id"], told.get("item_code"), told.get("value")) == wanted


def _of_kind(kind: str, body: dict[str, Any], fact: Fact) -> bool:
    return (body["kind"], body["body"]["inspection_id"]) == (kind, fact["inspection"])


_ACTS = {
    "started": lambda body, fact: _of_kind("inspection.start", body, fact),
    "answered": _answered,
    "photographed": lambda body, fact: _of_kind("photo.add", body, fact) and body["body"]["photo"]["photo_id"] == fact["photo"],
    "submitted": lambda body, fact: _of_kind("inspection.submit", body, fact),
}
_UNSENT = """
SELECT 'operation', status, code FROM outbox WHERE status <> 'applied'
UNION ALL SELECT 'file', sha256, trouble FROM evidence WHERE stored_at IS NULL OR trouble IS NOT NULL"""
_TABLE_OF = {
    "inspection.start": "SELECT count(*) FROM inspections",
    "result.set": "SELECT count(*) FROM result_revisions",
    "photo.add": "SELECT count(*) FROM photos",
    "inspection.submit": "SELECT count(*) FROM reviews WHERE act = 'submitted'",
}


def _same_lines(outbox: dict[str, str], operations: list[tuple[str, str]]) -> Problems:
    ids = Counter(op_id for op_id, _ in operations)
    problems = [f"doubled at the centre: {op_id}" for op_id, count in ids.items() if count > 1]
    held = dict(operations)
    problems += [f"lost on the way: {line[:120]}" for op_id, line in outbox.items() if held.get(op_id) != line]
    return problems + [f"at the centre only: {held[op_id][:120]}" for op_id in held.keys() - outbox.keys()]


def _operations(centre: Path) -> list[tuple[str, str]]:
    rows = _rows(centre / CENTRE_FILE, "SELECT id, line FROM operations ORDER BY device_id, seq")
    return [(str(UUID(bytes=op_id)), bytes(line).decode()) for op_id, line in rows]


def _effects_once(lines: dict[str, str], centre: Path) -> Problems:
    kinds = Counter(json.loads(line)["kind"] for line in lines.values())
    problems = []
    for kind, query in _TABLE_OF.items():
        ((count,),) = _rows(centre / CENTRE_FILE, query)
        if count != kinds[kind]:
            problems.append(f"{kinds[kind]} operations {kind}, {count} effects at the centre")
    problems += [f"set apart: {row}" for row in _rows(centre / CENTRE_FILE, "SELECT code, reason FROM quarantine")]
    return problems


def _standing(centre: Path, facts: Sequence[Fact]) -> Problems:
    rows = _rows(centre / CENTRE_FILE, "SELECT inspection_id, item_code, value FROM results")
    standing = {(str(UUID(bytes=key)), item): json.loads(value) for key, item, value in rows}
    return [
        f"{key}: {standing.get(key)} stands, {values} may"
        for key, values in may_stand(facts).items()
        if standing.get(key) not in values
    ]


def may_stand(facts: Iterable[Fact]) -> dict[tuple[str, str], list[object]]:
    """By inspection and item what may stand: the last answer acknowledged, None where there is none yet; or one that a kill cut
    off before anybody could say of it that it was kept or not."""
    may: dict[tuple[str, str], list[object]] = {}
    for fact in facts:
        if fact["kind"] in ("intended", "answered", "refused"):
            values = may.setdefault((fact["inspection"], fact["item"]), [None])
            if fact["kind"] == "intended":
                values.append(fact["value"])
            else:
                values[:] = [fact["value"]] if fact["kind"] == "answered" else values[:-1]
    return may


def evidence_whole(centre: Path) -> Problems:
    """Every photo's files are at the centre with their bytes and their rows."""
    photos = [json.loads(facts) for (facts,) in _rows(centre / CENTRE_FILE, "SELECT facts FROM photos")]
    return files_whole(centre, photos, {sha256 for (sha256,) in _rows(centre / CENTRE_FILE, "SELECT sha256 FROM evidence")})


def files_whole(centre: Path, photos: Iterable[dict[str, Any]], noted: Collection[str]) -> Problems:
    """The files of photos with these facts are in the centre's folder with their bytes, and among those it has noted."""
    problems = []
    for facts in photos:
        for role in ("copy", "original"):
            digest = facts[f"{role}_sha256"]
            problems += _file_is(centre / "evidence" / digest[:2] / digest, digest, facts[f"{role}_size"])
            if digest not in noted:
                problems.append(f"no row for file {digest[:12]}")
    return problems + [f"left over: {path.name}" for path in (centre / "evidence").rglob("*.part")]


def _file_is(path: Path, digest: str, size: int) -> Problems:
    if not path.exists():
        return [f"file {digest[:12]} is gone"]
    content = path.read_bytes()
    return [] if (sha256(content).hexdigest(), len(content)) == (digest, size) else [f"file {digest[:12]} has other bytes"]


def _chain(lines: dict[str, str]) -> Problems:
    plain = [json.loads(line) for line in lines.values()]
    members = [
        Member(body["seq"], sha256(line.encode()).hexdigest(), body.get("chain", ""))
        for body, line in zip(plain, lines.values(), strict=True)
    ]
    fault = first_fault(members, "", {})
    numbers = [member.seq for member in members]
    problems = [] if fault is None else [f"chain: {fault}"]
    return problems if numbers == list(range(1, len(numbers) + 1)) else [*problems, f"numbers {numbers}"]


def _rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()
