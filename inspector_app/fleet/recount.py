"""The centre counted against the journal: by SQL and file reads of the fleet's own, trusting no counter of the product."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, create_engine, text

from inspector_app.fleet.journal import Fact, read_journal

_OF_THESE = "WHERE inspection_id IN :inspections"


@dataclass(frozen=True, slots=True)
class Recount:
    """``lost``: acknowledged facts that do not stand at the centre. ``doubled``: facts that stand there more often than they
    were acknowledged. The rest is what the centre's tables hold of these inspections."""

    lost: tuple[Fact, ...]
    doubled: tuple[Fact, ...]
    inspections: int
    results: int
    findings: int
    photos: int


def recount(journal: Path, database_url: str, evidence: Path) -> Recount:
    """Compare what the tablets acknowledged with the centre's database (SQLAlchemy address) and its evidence folder.

    A result counts as there when its revision is kept and, for an item's last answer, when it is also the current value. An
    evidence copy counts when the database knows it and a file has exactly its bytes.
    """
    acknowledged = read_journal(journal)
    inspections = [UUID(fact[1]).bytes for fact in acknowledged if fact[0] == "started"]
    hashes = {fact[1] for fact in acknowledged if fact[0] == "kept"}
    engine = create_engine(database_url)
    with engine.connect() as connection:
        there = Counter(_facts(connection, inspections, hashes, evidence))
        there.subtract(_replaced(connection, inspections, acknowledged, there))
        counts = {table: _count(connection, table, inspections) for table in ("results", "findings", "photos")}
    engine.dispose()
    return Recount(
        lost=tuple((Counter(acknowledged) - there).elements()),
        doubled=tuple((there - Counter(acknowledged)).elements()),
        inspections=sum(fact[0] == "started" for fact in there),
        **counts,
    )


def _facts(connection: Connection, inspections: Sequence[bytes], hashes: set[str], evidence: Path) -> Iterator[Fact]:
    for (inspection,) in _rows(connection, "SELECT id FROM inspections WHERE id IN :inspections", inspections):
        yield ("started", inspection)
    for inspection, item, value in _rows(
        connection, f"SELECT inspection_id, item_code, value FROM result_revisions {_OF_THESE}", inspections
    ):
        yield ("answered", inspection, item, _canonical(value))
    for inspection, item, photo, copy in _rows(
        connection, f"SELECT inspection_id, item_code, id, copy_sha256 FROM photos {_OF_THESE}", inspections
    ):
        yield ("photographed", inspection, item, photo, copy)
    for (inspection,) in _rows(connection, f"SELECT inspection_id FROM reviews {_OF_THESE} AND act = 'submitted'", inspections):
        yield ("submitted", inspection)
    known = {row.sha256: row.size for row in connection.execute(text("SELECT sha256, size FROM evidence"))}
    for found, size in _files(evidence):
        if found in hashes and known.get(found) == size:
            yield ("kept", found, str(size))


def _replaced(
    connection: Connection, inspections: Sequence[bytes], acknowledged: Iterable[Fact], there: Counter[Fact]
) -> Iterator[Fact]:
    """Last answers whose revision is kept although the item's current value is another or none."""
    current = {
        (inspection, item): _canonical(value)
        for inspection, item, value in _rows(
            connection, f"SELECT inspection_id, item_code, value FROM results {_OF_THESE}", inspections
        )
    }
    last = {fact[1:3]: fact for fact in acknowledged if fact[0] == "answered"}
    for key, fact in last.items():
        if there[fact] and current.get((key[0], key[1])) != fact[3]:
            yield fact


def _count(connection: Connection, table: str, inspections: Sequence[bytes]) -> int:
    return sum(1 for _ in _rows(connection, f"SELECT inspection_id FROM {table} {_OF_THESE}", inspections))


def _rows(connection: Connection, query: str, inspections: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
    """Rows with ids as text."""
    statement = text(query).bindparams(bindparam("inspections", expanding=True))
    for row in connection.execute(statement, {"inspections": list(inspections)}):
        yield tuple(str(UUID(bytes=bytes(cell))) if isinstance(cell, bytes | memoryview) else cell for cell in row)


def _files(evidence: Path) -> Iterator[tuple[str, int]]:
    """Hash and size of every file, by its bytes and not by its name."""
    for path in evidence.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield sha256(content).hexdigest(), len(content)


def _canonical(value: str) -> str:
    return json.dumps(json.loads(value), ensure_ascii=False, sort_keys=True)
