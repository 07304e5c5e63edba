"""A tablet and a centre of every earlier schema, on either database, opened by the present code: what waited arrives as it was
frozen."""

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Thread
from time import sleep
from uuid import UUID

import pytest
import uvicorn
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, text
from sqlite_utils import Database

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.store.migrations import migrations
from sync.client.http_centre import HttpCentre
from sync.domain.chain import link
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.registers.columns import Register
from sync.protocol.operations import decode
from sync.protocol.registers import FileFormat
from sync.server.app import create_app
from sync.server.centre import open_centre
from sync.server.migrations.runner import alembic_config
from sync.server.repositories.engine import CentreDatabase
from sync.server.services.belonging import FILE_NAME as NOTE
from sync.server.services.countersigning import open_key
from sync.server.services.file_imports import Upload
from sync.server.services.rescue_key import open_rescue_key
from sync.server.settings import Settings
from tests.power.oracle import files_whole, sound

FROZEN = Path(__file__).parents[2] / "fixtures" / "databases"
VERSIONS = sorted(path.name for path in FROZEN.glob("m*-*"))


def on_both(*versions: str) -> list:
    """Centres of these versions, on SQLite as they were frozen and carried over to PostgreSQL."""
    postgres = [
        pytest.param((version, "postgres"), marks=[pytest.mark.postgres, pytest.mark.details], id=f"{version}-postgres")
        for version in versions
    ]
    return [pytest.param((version, "sqlite"), id=f"{version}-sqlite") for version in versions] + postgres


OLDEST_AND_NEWEST = pytest.mark.parametrize("old", on_both(VERSIONS[0], VERSIONS[-1]), indirect=True)
BEFORE_CODES = pytest.mark.parametrize("old", on_both(VERSIONS[0], max(v for v in VERSIONS if v < "m006-0005")), indirect=True)
_EFFECTS = {
    "inspection.start": "SELECT id FROM inspections WHERE id = :subject",
    "result.set": "SELECT id FROM result_revisions WHERE id = :id",
    "photo.add": "SELECT id FROM photos WHERE inspection_id = :subject",
    "photo.remove": "SELECT id FROM photos WHERE inspection_id = :subject AND removed_at IS NOT NULL",
    "inspection.sign": "SELECT id FROM signatures WHERE id = :id",
    "inspection.submit": "SELECT state_rev FROM reviews WHERE inspection_id = :subject AND act = 'submitted'",
}


@dataclass
class Old:
    """Copies of what was frozen, and the centre served by the present code."""

    tablet: Path
    centre: Settings
    url: str
    frozen: list[tuple[bytes, str, bytes, bytes]]

    def at_centre(self, query: str, **values: object) -> list[tuple]:
        """What its database says, whichever it is."""
        engine = create_engine(self.centre.url)
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(text(query), values)]
        engine.dispose()
        return found

    def open(self) -> Tablet:
        return open_tablet(self.tablet, connect=lambda _, token: HttpCentre(self.url, token))

    def sent(self) -> Tablet:
        """The tablet after as many syncs as it takes."""
        tablet = self.open()
        for _ in range(3):
            status = tablet.sync.run_once()
            assert status.error is None, status.error
        assert (status.backlog.records, status.backlog.files) == (0, 0)
        return tablet


@pytest.fixture(params=on_both(*VERSIONS))
def old(request, tmp_path) -> Iterator[Old]:
    version, kind = request.param
    for side in ("tablet", "centre"):
        shutil.copytree(FROZEN / version / side, tmp_path / side)
    frozen = rows(tmp_path / "tablet" / "tablet.db", "SELECT op_id, kind, subject, line FROM outbox ORDER BY seq")
    open_rescue_key(tmp_path / "centre", open_key(tmp_path / "centre"))  # private keys are not kept in a repository
    settings = Settings(tmp_path / "centre")
    if kind == "postgres":
        database_url = request.getfixturevalue("new_postgres_database")()
        carry_over(tmp_path / "centre" / "centre.db", database_url, version.partition("-")[2])
        (tmp_path / "centre" / NOTE).unlink(missing_ok=True)  # as docs/operating.md says of a database that has moved
        settings = Settings(tmp_path / "centre", database_url)
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="warning"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Old(tmp_path / "tablet", settings, f"http://127.0.0.1:{port}", frozen)
    server.should_exit = True
    thread.join(10)


def carry_over(database: Path, database_url: str, revision: str) -> None:
    """Make a centre of that revision on PostgreSQL, with every row of one on SQLite, whose file goes away."""
    new, before = create_engine(database_url), create_engine(f"sqlite:///{database}")
    with new.begin() as connection:
        command.upgrade(alembic_config(connection), revision)
    tables = MetaData()
    tables.reflect(new)
    with before.connect() as source, new.begin() as target:
        for table in tables.sorted_tables:
            kept = [dict(row) for row in source.execute(text(f"SELECT * FROM {table.name}")).mappings()]
            if kept and table.name != "alembic_version":
                target.execute(table.insert(), kept)
    for engine in (new, before):
        engine.dispose()
    database.unlink()


def rows(database: Path, query: str, **values: object) -> list[tuple]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query, values).fetchall()


def test_what_waited_arrives_byte_for_byte_and_works_once(old):
    old.sent().close()
    tablet = old.tablet / "tablet.db"
    lines = [row[3] for row in old.frozen]
    assert [row[0] for row in rows(tablet, "SELECT line FROM outbox ORDER BY seq")] == lines
    for op_id, _, _, line in old.frozen:
        assert old.at_centre("SELECT line, status <> 'rejected' FROM operations WHERE id = :id", id=op_id) == [(line, True)]
    assert effects_of(old) == dict(Counter((kind, subject) for _, kind, subject, _ in old.frozen))
    assert old.at_centre("SELECT code FROM quarantine") == []
    assert sound(tablet) + soundness_of(old) + evidence_at(old) == []
    statuses = dict(rows(tablet, "SELECT status, count(*) FROM outbox GROUP BY status"))
    assert statuses == {"applied": len(lines) - 1, "conflict": 1}
    assert problems_of_audit(old) <= {"record.problem.receipt-forged"}, "the keys of before are not kept in a repository"


def problems_of_audit(old: Old) -> set[str]:
    """What ``suicha audit verify`` finds at the centre by now."""
    centre = open_centre(old.centre)
    audited = centre.audit.run(read_files=True, watch=lambda done, whole: None)
    centre.close()
    assert audited.operations >= len(old.frozen)
    return {fault.key for fault in audited.faults}


def effects_of(old: Old) -> dict[tuple[str, bytes], int]:
    """How often each kind of operation worked on each inspection."""
    found: Counter[tuple[str, bytes]] = Counter()
    for op_id, kind, subject, _ in old.frozen:
        if ":id" in _EFFECTS[kind]:
            found[kind, subject] += len(old.at_centre(_EFFECTS[kind], id=op_id))
        else:
            found[kind, subject] = len(old.at_centre(_EFFECTS[kind], subject=subject))
    return dict(found)


def soundness_of(old: Old) -> list[str]:
    """PostgreSQL keeps no reference to what is not there; of a file of SQLite that has to be asked."""
    return sound(old.centre.data / "centre.db") if old.centre.database_url is None else []


def evidence_at(old: Old) -> list[str]:
    """But for photos that were taken out before they were sent: their files stay on the tablet."""
    removed = {photo for (photo,) in rows(old.tablet / "tablet.db", "SELECT id FROM photos WHERE removed_at IS NOT NULL")}
    photos = [json.loads(facts) for photo, facts in old.at_centre("SELECT id, facts FROM photos") if photo not in removed]
    return files_whole(old.centre.data, photos, {sha256 for (sha256,) in old.at_centre("SELECT sha256 FROM evidence")})


@OLDEST_AND_NEWEST
def test_a_value_in_conflict_is_still_in_sight(old):
    tablet = old.sent()
    contested = UUID(bytes=old.frozen[0][2])
    assert list(tablet.inspections.sheet(contested).contested) == ["B02"]
    tablet.close()


@OLDEST_AND_NEWEST
def test_the_chain_goes_on_behind_the_frozen_lines(old):
    tablet = old.open()
    visit = UUID(bytes=old.frozen[0][2])
    officer = decode(old.frozen[0][3]).by
    tablet.inspections.answer(visit, "C03", ResultValue(Outcome.PASS, "升级后"), officer)
    before = ""
    for _, _, _, line in old.frozen:
        before = link(before, sha256(line).hexdigest())
    ((added,),) = rows(old.tablet / "tablet.db", "SELECT line FROM outbox ORDER BY seq DESC LIMIT 1")
    assert decode(added).chain == before
    tablet.close()
    old.sent().close()
    assert old.at_centre("SELECT status FROM operations WHERE line = :line", line=added) == [("applied",)]


@BEFORE_CODES
def test_compounds_of_before_have_codes_and_can_be_exported_and_imported_again(old):
    assert old.at_centre("SELECT code FROM compounds ORDER BY id") == [("zhongyuan-0001",), ("zhongyuan-0002",)]
    centre = open_centre(old.centre)
    content = centre.register_files.export(Register.COMPOUNDS, FileFormat.XLSX, "zh-CN")
    preview = centre.register_files.preview(Register.COMPOUNDS, Upload("名录.xlsx", content))
    centre.close()
    assert (preview.new, preview.changed) == (0, 0)
    assert {problem.code for problem in preview.problems} <= {"credit-code-check"}, preview.problems


@OLDEST_AND_NEWEST
def test_assignments_of_before_have_the_checklists_of_their_campaigns(old):
    found = old.at_centre("SELECT DISTINCT checklist_id, checklist_version, draw FROM assignments")
    assert found == [("frozen-4", "1", None)]


def test_every_version_before_the_present_one_is_frozen(tmp_path):
    """Whoever adds a migration freezes the version before it: ``python tests/fixtures/databases/freeze.py COMMIT``."""
    tablet = [one.name.split("_")[0] for one in migrations.pending(Database(tmp_path / "empty.db"))]
    database = CentreDatabase(f"sqlite:///{tmp_path / 'centre.db'}")
    with database.reading() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection)).walk_revisions()
        centre = sorted(script.revision for script in scripts)
    database.close()
    frozen = [version.split("-") for version in VERSIONS]
    assert set(tablet[:-1]) <= {migration for migration, _ in frozen}
    assert set(centre[:-1]) <= {revision for _, revision in frozen}
