"""The migrations make exactly the tables that the queries see."""

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from sync.domain.ids import IdMaker
from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.operations import Operation, SetResult, encode
from sync.server.migrations.runner import alembic_config, migrate, newest_revision
from sync.server.repositories import schema
from sync.server.repositories.engine import CentreDatabase

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    opened = CentreDatabase(f"sqlite:///{tmp_path / 'centre.db'}")
    yield opened
    opened.close()


def test_a_migrated_database_has_the_tables_the_queries_see(database):
    migrate(database)
    with database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), schema.metadata)
        assert differences == []
        assert set(inspect(connection).get_table_names()) == {*schema.metadata.tables, "alembic_version"}


def test_migrating_again_changes_nothing(database):
    migrate(database)
    with database.writing() as connection:
        connection.execute(schema.districts.insert().values(code="a", name_zh="甲", name_en="A", position=0))
    migrate(database)
    with database.reading() as connection:
        assert connection.execute(schema.districts.select()).one().code == "a"


def test_a_present_database_is_opened_while_somebody_writes(database):
    migrate(database)
    with database.writing() as connection:
        connection.execute(schema.districts.insert().values(code="a", name_zh="甲", name_en="A", position=0))
        migrate(database)


def test_every_table_is_strict_and_references_are_checked(database):
    migrate(database)
    with database.reading() as connection:
        tables = connection.exec_driver_sql("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        loose = {row.name for row in tables if not row.strict and not row.name.startswith(("sqlite_", "alembic"))}
        assert loose == set()
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_migrations_stand_in_one_line_and_have_names(database):
    with database.reading() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
        revisions = list(scripts.walk_revisions())
    assert scripts.get_heads() == [newest_revision()]
    assert all(len(revision.doc.split()) > 1 for revision in revisions)
    assert sorted(revision.revision for revision in revisions) == [revision.revision for revision in reversed(revisions)]


def test_operations_from_before_chains_are_found_by_their_inspection(database):
    device, inspection, operation = (IdMaker().new() for _ in range(3))
    line = encode(Operation(operation, 1, device, NOW, SetResult(inspection, "A01", ResultValue(Outcome.PASS))))
    _migrate_to(database, "0002")
    with database.writing() as connection:
        row = (device.bytes, "平板", "hash", NOW.isoformat())
        connection.exec_driver_sql("INSERT INTO devices (id, name, token_hash, enrolled_at) VALUES (?, ?, ?, ?)", row)
        connection.exec_driver_sql(
            "INSERT INTO operations (id, device_id, seq, kind, line_sha256, line, status, received_at)"
            " VALUES (?, ?, 1, 'result.set', 'x', ?, 'applied', ?)",
            (operation.bytes, device.bytes, line, NOW.isoformat()),
        )
    migrate(database)
    with database.reading() as connection:
        row = connection.execute(schema.operations.select()).one()
    assert (row.id, row.inspection_id, row.line) == (operation, inspection, line)


def _migrate_to(database, revision):
    with database.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(alembic_config(connection), revision)
        connection.exec_driver_sql("COMMIT")


def test_news_and_tablets_from_before_reports_stay_as_they_were(database):
    device, subject = IdMaker().new(), IdMaker().new()
    _migrate_to(database, "0003")
    with database.writing() as connection:
        row = (device.bytes, "平板", "hash", NOW.isoformat(), NOW.isoformat())
        connection.exec_driver_sql(
            "INSERT INTO devices (id, name, token_hash, enrolled_at, revoked_at) VALUES (?, ?, ?, ?, ?)", row
        )
        connection.exec_driver_sql("INSERT INTO streams VALUES ('register', 2)")
        for number in (1, 2):
            news = ("register", number, "people", subject.bytes, "[]", None, device.bytes)
            connection.exec_driver_sql("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?)", news)
        apart = (device.bytes, "x", b"line", "access-denied", "why", NOW.isoformat())
        connection.exec_driver_sql("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?)", apart)
    migrate(database)
    with database.reading() as connection:
        news = connection.execute(schema.changes.select().order_by(schema.changes.c.seq)).all()
        known = connection.execute(schema.devices.select()).one()
        apart = connection.execute(schema.quarantine.select()).one()
    assert [(row.seq, row.kind, row.subject, row.origin_device) for row in news] == [
        (1, "people", subject, device),
        (2, "people", subject, device),
    ]
    assert (known.revoked_at, known.cut_off_at, known.report) == (NOW, None, None)
    assert (apart.line, apart.closed_at) == (b"line", None)
