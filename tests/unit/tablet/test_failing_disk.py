"""A disk that fails is said as such, keeps nothing half, and names are durable before anybody relies on them."""

import errno
import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest

from inspector_app.store.database import TabletDatabase, disk_faults_are_said
from inspector_app.store.files import EvidenceFolder, write_durably
from sync import durable
from sync.domain.inspections import Outcome, ResultValue
from sync.errors import FolderNotWritable, PhotoUnreadable, StorageFailed, StorageFull
from tests.unit.tablet.test_photos import jpeg, service_on


@pytest.fixture
def synced(monkeypatch) -> list[str]:
    """The folders whose names were made durable, in order."""
    seen: list[str] = []

    def fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_dir():
            seen.append(path.name)

    monkeypatch.setattr(durable.os, "fsync", fsync)
    return seen


@pytest.mark.parametrize(
    ("fault", "said"), [(errno.EIO, StorageFailed), (errno.EROFS, StorageFailed), (errno.ENOSPC, StorageFull)]
)
def test_a_photo_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path, monkeypatch, fault, said):
    def failing(_descriptor: int) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr("inspector_app.store.files.os.fsync", failing)
    monkeypatch.setattr(durable, "sync_folder", lambda folder: None)
    with pytest.raises(said):
        EvidenceFolder(tmp_path).keep_copy("ab" * 32, b"bytes")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, StorageFailed),
        (sqlite3.SQLITE_CANTOPEN, StorageFailed),
        (sqlite3.SQLITE_FULL, StorageFull),
        (sqlite3.SQLITE_ERROR, sqlite3.OperationalError),
    ],
)
def test_the_databases_word_is_passed_on_by_its_kind(code, said):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(said), disk_faults_are_said():
        raise error


def test_a_new_folder_has_a_durable_name_before_its_first_file(tmp_path, synced):
    write_durably(tmp_path / "tablet" / "evidence" / "ab" / "photo", b"x")
    assert synced == [tmp_path.name, "tablet", "evidence", "ab"]


def test_a_photo_that_is_there_is_relied_on_only_after_its_folder_was_synced(tmp_path, synced):
    """As after a kill between the new name and the folder's sync."""
    (tmp_path / "photo").write_bytes(b"x")
    write_durably(tmp_path / "photo", b"x")
    assert synced == [tmp_path.name]


def test_screen_and_sync_keep_the_same_picture_at_the_same_moment_and_neither_fails(tmp_path, monkeypatch):
    """On a disk that takes its time, as that of a tablet does."""
    folder, photo_id, both, fsync = EvidenceFolder(tmp_path), UUID(int=7), Barrier(2), os.fsync
    folder.keep_thumbnail(UUID(int=6), b"an earlier one")
    monkeypatch.setattr("inspector_app.store.files.os.fsync", lambda descriptor: (time.sleep(0.05), fsync(descriptor)))

    def keep() -> None:
        both.wait()
        folder.keep_thumbnail(photo_id, b"small picture")

    with ThreadPoolExecutor(2) as threads:
        for kept in [threads.submit(keep) for _ in range(2)]:
            kept.result()
    assert folder.thumbnail(photo_id) == b"small picture"
    assert not list(tmp_path.rglob("*.part"))


def test_the_data_folders_own_name_is_durable(tmp_path, synced):
    TabletDatabase(tmp_path / "data" / "tablet").close()
    assert synced == [tmp_path.name, "data"]


def test_a_folder_in_which_no_database_opens_is_not_writable(tmp_path):
    (tmp_path / "tablet.db").mkdir()
    with pytest.raises(FolderNotWritable):
        TabletDatabase(tmp_path)


def test_a_photo_is_on_record_although_the_disk_does_not_let_its_note_go_and_the_next_start_clears_it(bench, monkeypatch):
    folder = EvidenceFolder(bench.folder / "evidence")
    inspection = bench.started()
    with monkeypatch.context() as failing:
        failing.setattr(Path, "unlink", _broken)
        photo = service_on(bench, folder).attach(inspection, "D01", jpeg(), bench.officer)
    assert [one.facts.photo_id for one in bench.records.photos(inspection)] == [photo.facts.photo_id]
    notes = bench.folder / "arrivals"
    assert len(list(notes.glob("*.json"))) == 1
    assert service_on(bench, folder).left_behind.recover() == 1
    assert [one.facts.photo_id for one in bench.records.photos(inspection)] == [photo.facts.photo_id]
    assert list(notes.iterdir()) == []


@pytest.mark.parametrize("meanwhile", ["removed", "submitted"])
def test_a_note_that_a_power_cut_brings_back_makes_nothing_of_a_photo_that_was_on_record_before(bench, meanwhile):
    """The note's end is the one name that nobody waits for."""
    inspection, notes = bench.started(), bench.folder / "arrivals"
    app = service_on(bench, EvidenceFolder(bench.folder / "evidence"))
    arrival = app.receive(inspection, "D01", jpeg(), bench.officer)
    note = notes / f"{arrival.photo_id}.json"
    content = note.read_bytes()
    app.develop(arrival, jpeg())
    if meanwhile == "removed":
        app.remove(arrival.photo_id, bench.officer)
    else:
        for code in bench.inspections.sheet(inspection).checklist.by_code:
            bench.inspections.answer(inspection, code, ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施"), bench.officer)
        bench.inspections.submit(inspection, bench.officer)
    lines = bench.queue.last_number()
    note.write_bytes(content)

    left = service_on(bench, EvidenceFolder(bench.folder / "evidence")).left_behind
    left.recover()
    assert left.unfinished() == []
    assert list(notes.iterdir()) == []
    assert len(bench.records.photos(inspection)) == (meanwhile == "submitted")
    assert bench.queue.last_number() == lines


def test_what_is_no_photo_is_said_as_such_although_the_disk_does_not_let_it_go(bench, monkeypatch):
    monkeypatch.setattr(Path, "unlink", _broken)
    with pytest.raises(PhotoUnreadable):
        service_on(bench, EvidenceFolder(bench.folder / "evidence")).attach(bench.started(), "D01", b"no photo", bench.officer)


def _broken(path: Path, missing_ok: bool = False) -> None:
    """For what is there; a part that is gone already is nobody's fault."""
    if path.exists() or not missing_ok:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
