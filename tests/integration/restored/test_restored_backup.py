"""A centre that was restored from an older backup gets back by itself what tablets have, and no tablet misses what is new."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from inspector_app.bootstrap import open_tablet
from inspector_app.services.sync_log import outcome_of
from inspector_app.ui.views.wording import sync_result
from sync.client.evidence import send_photos
from sync.client.loads import Loads
from sync.client.ports import Backlog
from sync.client.progress import Progress
from sync.client.push import push_records
from sync.domain.inspections import Outcome, ResultValue, State
from sync.imaging.scenes import draw_scene
from tests.benchmarks.recorded import opened

PASS = ResultValue(Outcome.PASS)
FAIL = ResultValue(Outcome.FAIL, note="门锁损坏")
NOT_HERE = ResultValue(Outcome.NOT_APPLICABLE, reason="无此设施")


def picture(number: int) -> bytes:
    return draw_scene(Random(number), 640, 480)


def lines_on(folder: Path) -> list[tuple[int, bytes]]:
    """A tablet's operations as frozen, with their numbers."""
    with closing(sqlite3.connect(folder / "tablet.db")) as connection:
        return connection.execute("SELECT seq, line FROM outbox ORDER BY seq").fetchall()


def held_at(restorable) -> list[tuple[int, bytes]]:
    return restorable.rows("SELECT seq, line FROM operations ORDER BY seq")


def files_at(restorable) -> set[str]:
    files = {path.name: path.read_bytes() for path in restorable.evidence.glob("??/*")}
    assert all(sha256(content).hexdigest() == name for name, content in files.items())
    noted = {name for (name,) in restorable.rows("SELECT sha256 FROM evidence")}
    assert noted == set(files)
    return noted


def finished(team, member) -> None:
    """Every item answered, and submitted."""
    inspections = member.tablet.inspections
    for code in inspections.sheet(team.inspection).checklist.by_code:
        inspections.answer(team.inspection, code, NOT_HERE, member.person)
    inspections.submit(team.inspection, member.person)
    member.sync()


@pytest.fixture
def alone(team_of):
    """A tablet that has sent a first answer and a photo."""
    team = team_of(1)
    member = team.members[0]
    member.tablet.inspections.start(team.assignment, member.person)
    member.tablet.inspections.answer(team.inspection, "A01", PASS, member.person)
    member.tablet.photos.attach(team.inspection, "A01", picture(1), member.person)
    member.sync()
    return team


@pytest.fixture
def set_back(restorable, alone):
    """The centre has forgotten an answer that it had acknowledged."""
    member = alone.members[0]
    backup = restorable.backed_up()
    member.tablet.inspections.answer(alone.inspection, "B02", FAIL, member.person)
    member.sync()
    restorable.restore(backup)
    return alone


def test_what_was_acknowledged_after_the_backup_comes_again_byte_for_byte(restorable, alone):
    member = alone.members[0]
    backup = restorable.backed_up()
    member.tablet.photos.attach(alone.inspection, "B02", picture(2), member.person)
    finished(alone, member)
    wanted, files = lines_on(alone.folder / member.name), files_at(restorable)
    assert held_at(restorable) == wanted
    restorable.restore(backup)
    assert len(held_at(restorable)) < len(wanted)
    member.sync()
    assert held_at(restorable) == wanted
    assert files_at(restorable) == files
    assert restorable.rows("SELECT state FROM inspections") == [("submitted",)]
    assert member.tablet.inspections.sheet(alone.inspection).record.state is State.SUBMITTED
    assert member.tablet.sync.status().backlog == Backlog(0, 0, 0)


def test_the_officer_reads_that_everything_was_sent_again(set_back):
    member = set_back.members[0]
    member.sync()
    assert "重新发送" in sync_result("zh-CN", member.tablet.sync.status())
    assert "sent it everything again" in sync_result("en", member.tablet.sync.status())
    assert outcome_of("en", member.tablet.sync_log.recent(1)[0]) == "Done, everything sent again"


def test_it_is_sent_again_once_and_no_more(set_back):
    member = set_back.members[0]
    member.sync()
    member.sync()
    run = member.tablet.sync_log.recent(1)[0]
    assert (run.counts.records, run.counts.files, run.counts.sent_again) == (0, 0, False)


def test_new_answers_wait_for_those_that_were_forgotten_so_that_nothing_is_in_conflict(restorable, alone):
    member = alone.members[0]
    backup = restorable.backed_up()
    member.tablet.inspections.answer(alone.inspection, "A01", FAIL, member.person)
    member.sync()
    restorable.restore(backup)
    member.tablet.inspections.answer(alone.inspection, "A01", NOT_HERE, member.person)
    member.sync()
    assert restorable.rows("SELECT DISTINCT status FROM operations") == [("applied",)]
    assert member.tablet.inspections.sheet(alone.inspection).contested == {}
    assert '"not_applicable"' in restorable.rows("SELECT value FROM results")[0][0]


def test_a_line_that_breaks_while_it_is_sent_again_costs_nothing(restorable, set_back):
    member = set_back.members[0]
    wanted = lines_on(set_back.folder / member.name)
    queue = member.tablet.sync._queue
    send_again = queue.send_again

    def and_the_line_breaks() -> None:
        send_again()
        restorable.stop()

    queue.send_again = and_the_line_breaks
    assert member.tablet.sync.run_once().error.code == "centre-unreachable"
    queue.send_again = send_again
    restorable.start()
    member.sync()
    assert held_at(restorable) == wanted


def test_a_tablet_misses_nothing_that_is_new_where_the_old_state_had_come_further(restorable, team_of):
    team = team_of(2)
    writer, reader = team.members
    answer = writer.tablet.inspections.answer
    writer.tablet.inspections.start(team.assignment, writer.person)
    writer.sync()
    backup = restorable.backed_up()
    for value in (PASS, FAIL, NOT_HERE):
        answer(team.inspection, "A01", value, writer.person)
        writer.sync()
    reader.sync()
    restorable.restore(backup)
    codes = list(writer.tablet.inspections.sheet(team.inspection).checklist.by_code)[1:7]
    for code in codes:
        answer(team.inspection, code, FAIL, writer.person)
        writer.sync()
    reader.sync()
    written, read = (member.tablet.inspections.sheet(team.inspection) for member in team.members)
    assert {code: read.value(code) for code in codes} == dict.fromkeys(codes, FAIL)
    assert [read.value(code) for code in read.results] == [written.value(code) for code in written.results]


def test_photos_whose_records_were_in_the_backup_and_whose_files_were_not_come_again_alone(restorable, alone):
    member = alone.members[0]
    member.tablet.sync.set_link(unmetered=False)
    member.tablet.photos.attach(alone.inspection, "B02", picture(2), member.person)
    member.sync()
    backup = restorable.backed_up()
    member.tablet.sync.set_link(unmetered=True)
    member.sync()
    files, before = files_at(restorable), len(lines_on(alone.folder / member.name))
    restorable.restore(backup)
    assert files_at(restorable) < files
    member.sync()
    assert files_at(restorable) == files
    run = member.tablet.sync_log.recent(1)[0]
    assert (run.counts.records, run.counts.sent_again, len(lines_on(alone.folder / member.name))) == (0, False, before)


def test_files_that_a_disk_lost_under_a_whole_database_come_again(restorable, alone):
    member = alone.members[0]
    files = files_at(restorable)
    restorable.stop()
    for path in restorable.evidence.glob("??/*"):
        path.unlink()
    restorable.start()
    assert files_at(restorable) == set()
    member.sync()
    assert files_at(restorable) == files


def test_a_file_that_rotted_is_named_by_the_audit_and_comes_again_once_it_is_out_of_the_way(restorable, alone):
    member = alone.members[0]
    files = files_at(restorable)
    rotten = min(restorable.evidence.glob("??/*"))
    whole = rotten.read_bytes()
    rotten.write_bytes(whole[:100] + bytes([whole[100] ^ 4]) + whole[101:])
    (fault,) = restorable.centre.audit.run(read_files=True, watch=lambda done, all_parts: None).faults
    assert (fault.key, fault.fields["file"]) == ("record.problem.photo-changed", str(rotten))
    restorable.stop()
    rotten.rename(alone.folder / "rotten.jpg")
    restorable.start()
    member.sync()
    assert files_at(restorable) == files
    assert restorable.centre.audit.run(read_files=True, watch=lambda done, all_parts: None).differences == []


@pytest.fixture
def second_thoughts(restorable, alone):
    """After a backup, a photo whose files the centre has had was removed, and another one before its files went."""
    member, backup = alone.members[0], restorable.backed_up()
    photos, person = member.tablet.photos, member.person
    sent = photos.attach(alone.inspection, "B02", picture(2), person).facts
    member.sync()
    photos.remove(sent.photo_id, person)
    never = photos.attach(alone.inspection, "B02", picture(3), person).facts
    photos.remove(never.photo_id, person)
    member.sync()
    assert sent.copy_sha256 in files_at(restorable)
    return backup, sent, never


def test_removing_a_photo_takes_no_evidence_from_a_restored_centre(restorable, alone, second_thoughts):
    backup, sent, never = second_thoughts
    files = files_at(restorable)
    restorable.restore(backup)
    assert sent.copy_sha256 not in files_at(restorable)
    alone.members[0].sync()
    assert files_at(restorable) == files
    assert not files & {never.copy_sha256, never.original_sha256}


def test_nor_does_it_from_one_whose_disk_lost_files(restorable, alone, second_thoughts):
    files = files_at(restorable)
    restorable.stop()
    for path in restorable.evidence.glob("??/*"):
        path.unlink()
    restorable.start()
    member = alone.members[0]
    member.sync()
    assert files_at(restorable) == files
    restorable.restart()
    member.sync()
    assert member.tablet.sync_log.recent(1)[0].counts.files == 0


def test_a_restore_in_the_middle_of_a_sync_leaves_no_file_behind(restorable, alone, tmp_path):
    """Records and news are done, the tablet sleeps, and its photos come to a centre that knows nothing of them any more."""
    member = alone.members[0]
    backup = restorable.backed_up()
    for number in (2, 3, 4):
        member.tablet.photos.attach(alone.inspection, "A01", picture(number), member.person)
    with opened(tmp_path / member.name, member.address) as (centre, queue):
        push_records(centre, queue, Progress(), lambda progress: None, Loads())
        restorable.restore(backup)
        send_photos(centre, queue, True, Progress(), lambda progress: None, Loads())
    assert member.tablet.sync.status().backlog.amiss == 6
    member.sync()
    assert len(files_at(restorable)) == 2 + 6
    backlog = member.tablet.sync.status().backlog
    assert (backlog.files, backlog.amiss) == (0, 0)


def test_a_restart_alone_makes_nobody_send_anything_again(restorable, alone):
    member = alone.members[0]
    for _ in range(2):
        restorable.restart()
        member.sync()
        run = member.tablet.sync_log.recent(1)[0]
        assert (run.counts.records, run.counts.files, run.counts.news, run.counts.sent_again) == (0, 0, 0, False)


def test_a_tablet_that_was_enrolled_after_the_backup_sends_everything_once_it_is_enrolled_again(restorable, team_of, tmp_path):
    team = team_of(0)
    officer, folder = team.people[0], tmp_path / "later"
    backup = restorable.backed_up()
    tablet = open_tablet(folder)
    tablet.enrolment.enrol(restorable.url, restorable.centre.registers.create_enrolment_code([officer]), "平板")
    assert tablet.sync.run_once().error is None
    tablet.inspections.start(team.assignment, officer)
    tablet.inspections.answer(team.inspection, "A01", FAIL, officer)
    assert tablet.sync.run_once().error is None
    restorable.restore(backup)
    assert tablet.sync.run_once().error.code == "token-invalid"
    tablet.enrolment.enrol(restorable.url, restorable.centre.registers.create_enrolment_code([officer]), "平板")
    assert tablet.sync.run_once().error is None
    assert held_at(restorable) == lines_on(folder)
    tablet.close()
