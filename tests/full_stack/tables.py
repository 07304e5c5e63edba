"""Rows of the centre's and of a tablet's database, by SQL of the tests' own; ids as text."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, create_engine, text

Row = dict[str, Any]


@dataclass(frozen=True)
class CentreTables:
    """Everything the centre holds of some devices and of the inspections that they wrote about."""

    operations: list[Row]
    quarantine: list[Row]
    receipts: list[Row]
    inspections: list[Row]
    results: list[Row]
    revisions: list[Row]
    photos: list[Row]
    reviews: list[Row]
    findings: list[Row]
    evidence: list[Row]


@dataclass(frozen=True)
class TabletTables:
    """Everything a tablet holds. ``contested``: answers that it shows as in conflict."""

    outbox: list[Row]
    results: list[Row]
    photos: list[Row]
    evidence: list[Row]
    contested: set[str]
    arrivals: list[Path]
    intact: str


def centre_tables(url: str, devices: Sequence[str]) -> CentreTables:
    """``url``: the database, as SQLAlchemy writes addresses."""
    engine = create_engine(url)
    ids = [UUID(device).bytes for device in devices]
    with engine.connect() as connection:

        def of_devices(table: str, order: str) -> list[Row]:
            return _rows(connection, f"SELECT * FROM {table} WHERE device_id IN :ids ORDER BY {order}", ids)

        operations = of_devices("operations", "seq")
        inspections = [UUID(key).bytes for key in {row["inspection_id"] for row in operations}]

        def of_inspections(table: str, order: str, key: str = "inspection_id") -> list[Row]:
            return _rows(connection, f"SELECT * FROM {table} WHERE {key} IN :ids ORDER BY {order}", inspections)

        photos = of_inspections("photos", "id")
        hashes = [row[name] for row in photos for name in ("copy_sha256", "original_sha256")]
        tables = CentreTables(
            operations,
            of_devices("quarantine", "received_at"),
            of_devices("receipts", "seq"),
            of_inspections("inspections", "id", "id"),
            of_inspections("results", "item_code"),
            of_inspections("result_revisions", "received_at, id"),
            photos,
            of_inspections("reviews", "state_rev"),
            of_inspections("findings", "id"),
            _rows(connection, "SELECT sha256, size FROM evidence WHERE sha256 IN :ids", hashes),
        )
    engine.dispose()
    return tables


def tablet_tables(data: Path) -> TabletTables:
    """``data``: the tablet's data folder."""
    with closing(sqlite3.connect(data / "tablet.db")) as connection:
        connection.row_factory = sqlite3.Row

        def rows(query: str) -> list[Row]:
            return [_plain(dict(row)) for row in connection.execute(query)]

        return TabletTables(
            rows("SELECT * FROM outbox ORDER BY seq"),
            rows("SELECT * FROM results"),
            rows("SELECT * FROM photos"),
            rows("SELECT * FROM evidence"),
            {row["id"] for row in rows("SELECT id FROM contested")},
            [path for path in (data / "arrivals").rglob("*") if path.is_file()],
            connection.execute("PRAGMA integrity_check").fetchone()[0],
        )


def _rows(connection: Connection, query: str, ids: Sequence[object]) -> list[Row]:
    statement = text(query).bindparams(bindparam("ids", expanding=True))
    return [_plain(dict(row)) for row in connection.execute(statement, {"ids": list(ids)}).mappings()]


def _plain(row: Row) -> Row:
    return {name: _cell(name, cell) for name, cell in row.items()}


def _cell(name: str, cell: Any) -> Any:
    if isinstance(cell, memoryview):
        cell = bytes(cell)
    return str(UUID(bytes=cell)) if isinstance(cell, bytes) and len(cell) == 16 and name != "line" else cell
