"""A tablet whose database or files are damaged: what can be read is saved, what cannot is named."""

import shutil
import sqlite3
from random import Random

import pytest

from inspector_app.services.rescue import RescueService
from inspector_app.store.database import FILE_NAME
from inspector_app.store.rescue_note import FILE_NAME as NOTE
from inspector_app.store.rescue_packing import FolderPacker
from sync.domain.clock import SystemClock
from sync.domain.people import Role
from sync.errors import AccessDenied, RescueRefused
from sync.protocol.rescue import Lost, Unreadable
from sync.sealing.checking import checked_manifest
from sync.sealing.keys import pem_of, read_pem

PAGE = 4096


@pytest.fixture
def closed(town):
    """The folder of a tablet that was put away with a visit in it, everything merged into the one file."""
    tablet = town.tablet()
    town.visit(tablet, answers=27)
    tablet.close()
    with sqlite3.connect(town.data() / FILE_NAME) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return town.data()


def lines_in(folder) -> dict[int, bytes]:
    with sqlite3.connect(folder / FILE_NAME) as connection:
        return dict(connection.execute("SELECT seq, line FROM outbox"))


def pages_of(folder, table: str) -> list[int]:
    with sqlite3.connect(folder / FILE_NAME) as connection:
        return [
            page for (page,) in connection.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,))
        ]


def spoil(folder, page: int) -> None:
    """A page of the database as a dying disk leaves it."""
    with (folder / FILE_NAME).open("r+b") as database:
        database.seek((page - 1) * PAGE)
        database.write(Random(page).randbytes(PAGE))


def test_a_spoilt_page_of_the_outbox_costs_its_lines_and_names_them(town, closed):
    lines, file = lines_in(closed), None
    pages = pages_of(closed, "outbox")
    assert len(pages) >= 3
    spoil(closed, pages[len(pages) // 2])
    file = town.pack()
    manifest = checked_manifest(file, town.centre.rescue_key.private_key)
    lost = {int(one.name) for one in manifest.lost if one.what is Unreadable.OPERATION}
    assert 0 < len(lost) < len(lines)
    assert manifest.operations == len(lines) - len(lost)
    assert {member.name for member in manifest.members if member.name.startswith("database/")} >= {"database/tablet.db"}
    outcome = town.bring_in(file)
    assert outcome.applied + outcome.held == len(lines) - len(lost)
    assert outcome.applied > 0
    assert outcome.lost == manifest.lost


def test_without_the_table_of_evidence_every_file_is_taken_along(town, closed):
    for page in pages_of(closed, "evidence"):
        spoil(closed, page)
    manifest = checked_manifest(town.pack(), town.centre.rescue_key.private_key)
    assert Lost(Unreadable.DATABASE, "evidence") in manifest.lost
    assert manifest.evidence == 4
    assert manifest.operations == len(lines_in(closed))


def rescue_of(folder) -> RescueService:
    return RescueService(FolderPacker(folder, SystemClock()), folder / "rescue", SystemClock())


def packed_by(rescue):
    packed = rescue.pack(lambda done, whole: None)
    assert rescue.packed() == packed


def test_with_a_spoilt_page_of_the_outbox_a_file_is_offered_only_while_the_same_lines_wait(town, closed):
    pages, rescue = pages_of(closed, "outbox"), rescue_of(closed)
    spoil(closed, pages[len(pages) // 2])
    with sqlite3.connect(closed / FILE_NAME) as connection:
        connection.execute("UPDATE outbox SET status = 'applied' WHERE seq = 1")
    packed_by(rescue)
    with sqlite3.connect(closed / FILE_NAME) as connection:
        connection.execute("UPDATE outbox SET status = CASE seq WHEN 1 THEN 'queued' ELSE 'applied' END WHERE seq < 3")
    assert rescue.packed() is None


@pytest.mark.parametrize("whole", [True, False])
def test_where_the_database_does_not_say_which_files_wait_one_is_offered_only_while_the_same_are_there(town, closed, whole):
    if whole:
        (closed / FILE_NAME).write_bytes(Random(1).randbytes(100_000))
    for page in [] if whole else pages_of(closed, "evidence"):
        spoil(closed, page)
    rescue = rescue_of(closed)
    packed_by(rescue)
    kept = next((closed / "evidence").glob("??/*"))
    kept.rename(kept.with_name(f"{kept.name[:-4]}0000"))
    assert rescue.packed() is None


def test_a_database_that_is_none_any_more_leaves_the_photos_and_needs_an_administrators_word(town, closed):
    (closed / FILE_NAME).write_bytes(Random(1).randbytes(100_000))
    file = town.pack()
    manifest = checked_manifest(file, town.centre.rescue_key.private_key)
    assert (manifest.operations, manifest.evidence, manifest.device_token) == (0, 4, "")
    assert manifest.lost == (Lost(Unreadable.DATABASE, "tablet.db"),)
    with pytest.raises(RescueRefused) as refused:
        town.bring_in(file)
    assert refused.value.fields["problem"] == "rescue.problem.unproven"
    with pytest.raises(AccessDenied):
        town.bring_in(file, Role.SUPERVISOR, unproven=True)
    outcome = town.bring_in(file, unproven=True)
    assert (outcome.proven, outcome.device_name, len(outcome.not_taken)) == (False, "平板 1", 4)


def test_a_folder_without_its_database_is_packed_with_the_key_of_the_note(town, closed):
    (closed / FILE_NAME).unlink()
    assert checked_manifest(town.pack(), town.centre.rescue_key.private_key).evidence == 4


def test_without_note_and_database_the_key_comes_by_hand(town, closed):
    (closed / NOTE).write_bytes(b"spoilt")
    (closed / FILE_NAME).write_bytes(b"spoilt")
    key = read_pem(pem_of(town.centre.rescue_key.public))
    manifest = checked_manifest(town.pack(key=key), town.centre.rescue_key.private_key)
    assert (manifest.device_id, manifest.evidence) == (None, 4)
    with pytest.raises(RescueRefused) as refused:
        town.bring_in(town.folder / "rescue.rescue", unproven=True)
    assert refused.value.fields["problem"] == "rescue.problem.device-unknown"


def test_a_lost_and_a_spoilt_photo_are_named_and_the_others_arrive(town, closed):
    with sqlite3.connect(closed / FILE_NAME) as connection:
        lost, spoilt = (sha for (sha,) in connection.execute("SELECT sha256 FROM evidence WHERE role = 'copy' ORDER BY 1"))
    (closed / "evidence" / lost[:2] / lost).unlink()
    path = closed / "evidence" / spoilt[:2] / spoilt
    path.write_bytes(path.read_bytes()[:-7] + b"spoilt!")
    outcome = town.bring_in(town.pack())
    assert set(outcome.lost) == {Lost(Unreadable.FILE, lost), Lost(Unreadable.FILE, spoilt)}
    assert outcome.missing == tuple(sorted((lost, spoilt)))
    assert (outcome.stored, outcome.not_taken) == (2, (spoilt,))


@pytest.fixture
def crashed(town):
    """The folder of a tablet as after a kill: the newest lines stand in the write-ahead log only."""
    tablet = town.tablet()
    town.visit(tablet)
    shutil.copytree(town.data(), town.data("crashed"), ignore=shutil.ignore_patterns("*-shm"))
    tablet.close()
    assert (town.data("crashed") / f"{FILE_NAME}-wal").stat().st_size > 0
    return town.data("crashed")


def test_what_is_not_merged_into_the_database_yet_is_in_the_file(town, crashed):
    assert town.bring_in(town.pack(name="crashed")).applied == len(lines_in(crashed)) > 5


def test_a_folder_in_which_sqlite_cannot_work_is_read_from_a_copy(town, crashed):
    """As on a medium that can only be read: what readers of a write-ahead log share cannot be made there."""
    (crashed / f"{FILE_NAME}-shm").symlink_to(crashed / "nowhere" / "shm")
    with pytest.raises(sqlite3.OperationalError):
        lines_in(crashed)
    outcome = town.bring_in(town.pack(name="crashed"))
    assert (outcome.applied > 5, outcome.stored, outcome.lost) == (True, 4, ())
