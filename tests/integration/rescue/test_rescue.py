"""From a tablet that cannot send to a centre that has everything, and back to a sync that settles."""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Event

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.cli.places import alone_in
from inspector_app.services.arrivals import Arrival
from inspector_app.store.arrivals import ArrivalFolder
from inspector_app.store.files import EvidenceFolder
from inspector_app.store.rescue_note import FILE_NAME as NOTE
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.people import Role
from sync.errors import FileNotWritable, PhotoUnreadable, PlaceTaken, RescueKeyMissing, RescueNoRoom, RescueRefused
from sync.protocol.rescue import Lost, Unreadable
from sync.sealing.checking import checked_manifest, opened_rescue


@pytest.fixture
def worked(town):
    """A tablet with one visit that was not sent."""
    tablet = town.tablet()
    town.visit(tablet)
    yield tablet
    tablet.close()


def outbox(town) -> list[bytes]:
    with sqlite3.connect(town.data() / "tablet.db") as connection:
        return [line for (line,) in connection.execute("SELECT line FROM outbox ORDER BY seq")]


def test_a_rescue_file_brings_everything_to_the_centre_and_doubles_nothing(town, worked):
    lines, file = outbox(town), town.pack()
    outcome = town.bring_in(file)
    assert (outcome.applied, outcome.stored, outcome.proven) == (len(lines), 4, True)
    assert (outcome.conflicts, outcome.rejected, outcome.held, outcome.missing, outcome.lost) == (0, 0, 0, (), ())
    assert (town.count("operations"), town.count("photos"), town.count("evidence")) == (len(lines), 2, 4)
    again = town.bring_in(file)
    assert (again.applied, again.duplicates, again.stored, again.there) == (0, len(lines), 0, 4)
    assert (town.count("operations"), town.count("photos"), town.count("quarantine")) == (len(lines), 2, 0)


def test_a_sync_after_the_rescue_settles_and_nothing_is_sent_twice(town, worked):
    lines = outbox(town)
    town.bring_in(town.pack())
    status = worked.sync.run_once()
    assert (status.error, status.backlog.records, status.backlog.files) == (None, 0, 0)
    assert town.count("operations") == len(lines)
    assert outbox(town) == lines


def test_what_the_tablet_does_meanwhile_is_not_disturbed(town, worked):
    """The app holds its folder and writes on; the file has one moment of it."""
    with alone_in(town.data()):
        town.pack("first.rescue")
        before = town.bring_in(town.folder / "first.rescue").applied
        worked.display.set_mode("dark")
        town.pack("second.rescue")
    assert town.bring_in(town.folder / "second.rescue").duplicates == before
    assert sorted(path.name for path in town.data().glob(".rescue-*")) == []


def test_only_the_centre_opens_it_and_nothing_in_it_can_be_read_without_the_key(town, worked):
    content = town.pack().read_bytes()
    with sqlite3.connect(town.data() / "tablet.db") as connection:
        (token,) = connection.execute("SELECT token FROM device").fetchone()
    for secret in (token.encode(), b"SQLite format 3", b'"kind":"result.set"', b"\xff\xd8\xff\xe0", "无此设施".encode()):
        assert secret not in content


def test_the_file_holds_the_frozen_lines_a_whole_database_and_every_file_without_a_receipt(town, worked):
    lines, file = outbox(town), town.pack()
    key = town.centre.rescue_key.private_key
    manifest = checked_manifest(file, key)
    assert (manifest.operations, manifest.waiting, manifest.evidence) == (len(lines), len(lines), 4)
    with opened_rescue(file, key) as inside:
        found = {member.name: b"".join(member.blocks) for member in inside}
    assert b"\n".join(found[name] for name in sorted(found) if name.startswith("operations/")).split(b"\n") == lines
    (town.folder / "copy.db").write_bytes(found["database/tablet.db"])
    with sqlite3.connect(town.folder / "copy.db") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert [line for (line,) in copy.execute("SELECT line FROM outbox ORDER BY seq")] == lines
    assert all(sha256(found[name]).hexdigest() == name[9:] for name in found if name.startswith("evidence/"))


def test_what_has_a_receipt_stays_out_of_the_file_and_its_lines_stay_in(town, worked):
    assert worked.sync.run_once().error is None
    manifest = checked_manifest(town.pack(), town.centre.rescue_key.private_key)
    assert (manifest.operations, manifest.waiting) == (len(outbox(town)), 0)
    assert manifest.evidence == 0


def test_a_picture_that_just_arrived_is_packed_although_it_is_no_photo_yet(town, worked):
    original = b"\xff\xd8 not decoded yet"
    folder = ArrivalFolder(town.data() / "arrivals", EvidenceFolder(town.data() / "evidence"), lambda sha256: False)
    arrival = Arrival(
        photo_id=town.ids.new(),
        inspection_id=town.ids.new(),
        item_code="A01",
        author=town.officer,
        taken_at=town.centre.clock.now(),
        original_sha256=sha256(original).hexdigest(),
    )
    folder.keep(arrival, original)
    file = town.pack()
    names = [member.name for member in checked_manifest(file, town.centre.rescue_key.private_key).members]
    assert f"evidence/{arrival.original_sha256}" in names
    assert f"arrivals/{arrival.photo_id}.json" in names
    assert town.bring_in(file).not_taken == (arrival.original_sha256,)


def test_a_picture_whose_note_is_spoilt_is_packed_all_the_same_and_nothing_that_the_centre_has(town, worked):
    inspection = worked.assignments.waiting()[0].assignment.inspection_id
    assert worked.sync.run_once().error is None
    arrival = worked.photos.receive(inspection, "A01", town.scene, town.officer)
    note = town.data() / "arrivals" / f"{arrival.photo_id}.json"
    note.write_bytes(bytes(300))
    manifest = checked_manifest(town.pack(), town.centre.rescue_key.private_key)
    names = [member.name for member in manifest.members if member.name.startswith("evidence/")]
    assert names == [f"evidence/{arrival.original_sha256}"]
    assert manifest.lost == (Lost(Unreadable.FILE, note.name),)


def test_an_existing_file_is_never_replaced(town, worked):
    kept = town.pack().read_bytes()
    with pytest.raises(PlaceTaken):
        town.pack()
    assert (town.folder / "rescue.rescue").read_bytes() == kept


def test_too_little_room_is_said_before_anything_is_written(town, worked, monkeypatch):
    """Nor is there room for a copy of the database, which is then read where it is."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(RescueNoRoom) as refused:
        town.pack()
    assert refused.value.fields["free"] == "0.0"
    assert list(town.folder.glob("rescue*")) == []


def test_a_tablet_without_room_for_a_copy_of_its_database_is_read_where_it_is(town, worked, monkeypatch):
    monkeypatch.setattr("inspector_app.store.snapshot._COPIES", 10**12)
    file = town.pack()
    key = town.centre.rescue_key.private_key
    with opened_rescue(file, key) as inside:
        found = {member.name: member.size for member in inside}
    assert found["database/tablet.db-wal"] > 0
    assert town.bring_in(file).applied == len(outbox(town))


def test_an_import_that_was_broken_off_is_simply_done_again(town, worked):
    rescuing, file, lines = town.centre.rescuing, town.pack(), len(outbox(town))
    told = rescuing.bring_in(rescuing.files.keep(file), "tester", Role.ADMINISTRATOR)
    next(told)
    told.close()
    outcome = town.bring_in(file)
    assert (outcome.applied, outcome.duplicates, outcome.stored, outcome.missing) == (0, lines, 4, ())


def test_a_tablet_enrolled_before_there_was_a_key_gets_it_with_its_next_sync(town, worked):
    (town.data() / NOTE).unlink()
    with pytest.raises(RescueKeyMissing):
        town.pack()
    assert worked.sync.run_once().error is None
    assert town.bring_in(town.pack()).duplicates == len(outbox(town))


def test_a_file_for_one_centre_is_refused_by_another(town, worked, tmp_path):
    from sync.server.centre import open_centre
    from sync.server.settings import Settings

    file, other = town.pack(), open_centre(Settings(tmp_path / "other"))
    with pytest.raises(RescueRefused) as refused:
        list(other.rescuing.bring_in(other.rescuing.files.keep(file), "tester", Role.ADMINISTRATOR))
    other.close()
    assert refused.value.fields["problem"] == "rescue.problem.other-centre"


def test_a_photo_that_was_half_sent_goes_on_where_it_broke_off(town, worked):
    file = town.pack()
    with sqlite3.connect(town.data() / "tablet.db") as connection:
        ((photo, size),) = connection.execute("SELECT sha256, size FROM evidence ORDER BY size DESC LIMIT 1").fetchall()
    content = (town.data() / "evidence" / photo[:2] / photo).read_bytes()
    town.centre.evidence.path_of(f"{photo}.part").write_bytes(content[: size // 2])
    assert town.bring_in(file).stored == 4
    assert town.centre.evidence.path_of(photo).read_bytes() == content


def test_the_tablet_keeps_everything_and_opens_as_before(town, worked):
    lines = outbox(town)
    town.pack()
    worked.close()
    again = open_tablet(town.data())
    assert again.sync.status().backlog.records == len(lines)
    again.close()


def test_two_who_pack_at_the_same_time_get_the_same_file(town, worked):
    begun, go_on = Event(), Event()

    def slowly(done: int, whole: int) -> None:
        begun.set()
        go_on.wait(30)

    with ThreadPoolExecutor(2) as hands:
        first = hands.submit(worked.rescue.pack, slowly)
        assert begun.wait(30)
        assert worked.rescue.is_packing
        seen: list[int] = []
        second = hands.submit(worked.rescue.pack, lambda done, whole: seen.append(done))
        assert not second.done()
        go_on.set()
        assert first.result() == second.result()
    assert not worked.rescue.is_packing
    assert [path.name for path in first.result().path.parent.iterdir()] == [first.result().path.name]
    assert town.bring_in(first.result().path).applied == len(outbox(town))


def test_a_packing_that_failed_is_told_to_all_who_wait_and_leaves_the_next_one_free(town, worked):
    shutil.rmtree(town.data() / "rescue", ignore_errors=True)
    (town.data() / "rescue").write_bytes(b"no folder")
    with pytest.raises(FileNotWritable):
        worked.rescue.pack(lambda done, whole: None)
    (town.data() / "rescue").unlink()
    assert not worked.rescue.is_packing
    assert worked.rescue.pack(lambda done, whole: None) == worked.rescue.packed()


def test_a_file_counts_as_the_latest_only_while_it_holds_all_that_was_not_sent(town, worked):
    packed = worked.rescue.pack(lambda done, whole: None)
    assert worked.rescue.packed() == packed
    inspection = worked.assignments.waiting()[0].assignment.inspection_id
    worked.inspections.answer(inspection, town.checklist.items[-1].code, ResultValue(Outcome.PASS), town.officer)
    assert worked.rescue.packed() is None


def test_a_file_is_not_offered_once_another_record_waits_than_those_that_are_in_it(town, worked):
    inspection = worked.assignments.waiting()[0].assignment.inspection_id
    assert worked.sync.run_once().error is None
    one, other = (item.code for item in town.checklist.items[-2:])
    worked.inspections.answer(inspection, one, ResultValue(Outcome.PASS), town.officer)
    packed = worked.rescue.pack(lambda done, whole: None)
    assert worked.rescue.packed() == packed
    assert worked.sync.run_once().error is None
    worked.inspections.answer(inspection, other, ResultValue(Outcome.PASS), town.officer)
    assert worked.rescue.packed() is None


def test_a_file_is_not_offered_once_another_picture_of_the_same_size_has_arrived(town, worked):
    inspection = worked.assignments.waiting()[0].assignment.inspection_id
    no_picture, other = b"first", b"other"
    arrival = worked.photos.receive(inspection, "A01", no_picture, town.officer)
    packed = worked.rescue.pack(lambda done, whole: None)
    assert worked.rescue.packed() == packed
    with pytest.raises(PhotoUnreadable):
        worked.photos.develop(arrival, no_picture)
    worked.photos.receive(inspection, "A01", other, town.officer)
    assert worked.rescue.packed() is None


def test_what_a_kill_left_behind_makes_room_for_the_next_file(town, worked):
    copies = [town.data() / name for name in (".rescue-old", ".rescue-new")]
    for copy in copies:
        copy.mkdir()
        (copy / "tablet.db").write_bytes(b"half")
    os.utime(copies[0], (1, 1))
    half = town.data() / "rescue" / "suicha-x-20261124-120000.rescue.part"
    half.parent.mkdir()
    half.write_bytes(b"half")
    packed = worked.rescue.pack(lambda done, whole: None)
    assert [path.name for path in half.parent.iterdir()] == [packed.path.name]
    assert worked.rescue.latest() == packed.path
    assert [copy.exists() for copy in copies] == [False, True]
    assert town.bring_in(packed.path).applied == len(outbox(town))
