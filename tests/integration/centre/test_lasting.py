"""What a centre has taken in is there again after it was opened anew, and what it could not take it says."""

import errno
import os
from contextlib import contextmanager
from hashlib import sha256

import pytest
from sqlalchemy import event, func, select

from sync.domain.findings import findings_of
from sync.domain.inspections import Outcome, ResultValue
from sync.errors import CentreBusy, FolderNotWritable, StorageFailed, StorageFull
from sync.protocol.messages import OperationStatus
from sync.protocol.operations import SetResult
from sync.server.centre import open_centre
from sync.server.repositories import schema
from sync.server.repositories.findings import reconcile_findings
from sync.server.services import evidence as evidence_module
from sync.server.settings import Settings

APPLIED = OperationStatus.APPLIED


def statuses(centre, sender, lines):
    return [outcome.status for outcome in centre.intake.take(sender, lines).outcomes]


def count(centre, table) -> int:
    with centre.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_centre_opened_anew_knows_what_it_answered(office, opened):
    sender = office.sender()
    lines = [office.line(office.start()), office.line(office.answer())]
    assert statuses(office.centre, sender, lines) == [APPLIED, APPLIED]
    assert statuses(opened(), sender, lines) == [OperationStatus.DUPLICATE] * 2


def test_a_file_whose_row_was_lost_is_noted_at_the_start(office, opened):
    content = b"bytes of a photo"
    sender, digest = office.sender(), sha256(content).hexdigest()
    office.centre.intake.take(sender, [office.line(office.start()), office.line(office.photo(content))])
    office.centre.evidence.append(sender, digest, 0, len(content), content)
    with office.centre.database.writing() as connection:
        connection.execute(schema.evidence.delete())
    again = opened()
    assert again.evidence.recover() == 1
    assert (count(again, schema.evidence), again.evidence.recover(), count(again, schema.evidence)) == (1, 1, 1)


def test_an_operation_that_breaks_the_batch_is_set_apart_with_its_bytes(office):
    """A photo id that another inspection's photo has: the database refuses it, whatever the rules say."""
    sender, photo_id = office.sender(), office.ids.new()
    office.centre.intake.take(sender, [office.line(office.start()), office.line(office.photo(b"a", photo_id))])
    office.assign()
    breaking = office.line(office.photo(b"b", photo_id))
    lines = [office.line(office.start()), breaking, office.line(office.answer())]
    assert statuses(office.centre, sender, lines) == [APPLIED, OperationStatus.REJECTED, APPLIED]
    with office.centre.database.reading() as connection:
        kept = connection.execute(select(schema.quarantine.c.line, schema.quarantine.c.code)).all()
    assert kept == [(breaking, "operation-invalid")]
    assert statuses(office.centre, sender, lines) == [
        OperationStatus.DUPLICATE,
        OperationStatus.REJECTED,
        OperationStatus.DUPLICATE,
    ]
    assert count(office.centre, schema.quarantine) == 1


def test_a_line_that_cannot_be_read_is_kept_once_with_its_bytes(office):
    sender = office.sender()
    for _ in range(2):
        office.centre.intake.take(sender, [b"{spoilt", b"{spoilt"])
    with office.centre.database.reading() as connection:
        assert connection.execute(select(schema.quarantine.c.line)).scalars().all() == [b"{spoilt"]


def test_findings_keep_their_ids_over_a_second_submission(office):
    office.centre.intake.take(office.sender(), [office.line(office.start())])
    codes = [item.code for item in office.checklist.items[:3]]

    def submit(*failed):
        values = {code: ResultValue(Outcome.FAIL, f"{code} 不合格") for code in failed}
        found = {office.inspection: findings_of(office.checklist, values)}
        with office.centre.database.writing() as connection:
            reconcile_findings(connection, office.ids, found)
            table = schema.findings.c
            return {row.item_code: row.id for row in connection.execute(select(table.item_code, table.id))}

    first, second = submit(*codes[:2]), submit(*codes[1:])
    assert set(second) == set(codes[1:])
    assert second[codes[1]] == first[codes[1]]


@contextmanager
def no_room(centre):
    """The database cannot grow by a page while the block lasts."""

    def limit(connection, _record, _proxy):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    centre.database.close()
    with centre.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    event.listen(centre.database.engine, "checkout", limit)
    yield
    event.remove(centre.database.engine, "checkout", limit)
    centre.database.close()


@pytest.mark.parametrize("breaking", [False, True])
def test_a_full_database_is_said_and_no_operation_is_blamed(office, breaking):
    """Also not by the way that applies a batch one by one because one of its operations breaks it."""
    sender, photo_id = office.sender(), office.ids.new()
    office.centre.intake.take(sender, [office.line(office.start()), office.line(office.photo(b"a", photo_id))])
    office.assign()
    lines = [office.line(office.start())]
    lines += [office.line(office.photo(b"b", photo_id))] if breaking else []
    note = ResultValue(Outcome.FAIL, "灯不亮" * 600)
    lines += [office.line(SetResult(office.inspection, item.code, note)) for item in office.checklist.items]
    with no_room(office.centre), pytest.raises(StorageFull):
        office.centre.intake.take(sender, lines)
    assert (count(office.centre, schema.operations), count(office.centre, schema.quarantine)) == (2, 0)
    assert statuses(office.centre, sender, lines).count(APPLIED) == len(office.checklist.items) + 1


def test_a_database_error_in_a_savepoint_is_no_fault_of_the_operation(office):
    """Inside the transaction already: there it is decided whether an operation is set apart."""
    with office.centre.intake._repository.transaction() as transaction, pytest.raises(CentreBusy), transaction.savepoint():
        transaction._connection.exec_driver_sql("SELECT * FROM a_table_that_is_gone")


@pytest.mark.parametrize("step", ["write", "fsync"])
@pytest.mark.parametrize(("fault", "said"), [(errno.ENOSPC, StorageFull), (errno.EIO, StorageFailed)])
def test_a_full_or_failing_disk_is_said_and_leaves_nothing_half_stored(office, monkeypatch, step, fault, said):
    content = os.urandom(300_000)
    sender, digest = office.sender(), sha256(content).hexdigest()
    office.centre.intake.take(sender, [office.line(office.start()), office.line(office.photo(content))])

    def failing(*_arguments, **_named):
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as patched:
        if step == "fsync":
            patched.setattr(evidence_module.os, "fsync", failing)
        else:
            patched.setattr("pathlib.Path.open", failing)
        with pytest.raises(said):
            office.centre.evidence.append(sender, digest, 0, len(content), content)
    assert not office.centre.evidence.path_of(digest).exists()
    assert count(office.centre, schema.evidence) == 0
    state = office.centre.evidence.state(sender, digest)
    assert not state.complete
    assert office.centre.evidence.append(sender, digest, state.offset, len(content), content[state.offset :]).complete


@pytest.mark.parametrize("asked_by", ["sending it again", "asking for its state"])
def test_a_file_whose_name_never_reached_the_disk_gets_no_receipt_until_it_has(office, monkeypatch, asked_by):
    """As after a kill or a failed sync between the renaming and the folder's sync."""
    content = os.urandom(1000)
    sender, digest = office.sender(), sha256(content).hexdigest()
    office.centre.intake.take(sender, [office.line(office.start()), office.line(office.photo(content))])
    evidence = office.centre.evidence
    synced: list[str] = []

    def failing(_folder):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(evidence_module, "sync_folder", failing)
        with pytest.raises(StorageFailed):
            evidence.append(sender, digest, 0, len(content), content)
    assert evidence.path_of(digest).exists()
    monkeypatch.setattr(evidence_module, "sync_folder", lambda folder: synced.append(folder.name))
    if asked_by == "sending it again":
        assert evidence.append(sender, digest, 0, len(content), content).complete
    else:
        assert evidence.state(sender, digest).complete
    assert synced == [digest[:2]]


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FolderNotWritable):
        open_centre(Settings(tmp_path / "file"))


def test_a_centre_that_cannot_make_its_shelves_says_which_folder(tmp_path):
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "7f").touch()
    with pytest.raises(FolderNotWritable) as refused:
        open_centre(Settings(tmp_path))
    assert refused.value.fields == {"folder": str(tmp_path)}
