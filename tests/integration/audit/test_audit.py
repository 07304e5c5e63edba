"""A whole centre held to what it signed for: in order as it is, and every way to spoil it is found and placed."""

import sqlite3
from contextlib import closing

import pytest

from sync.domain.inspections import Outcome, ResultValue
from sync.errors import DatabaseDamaged
from sync.protocol.codec import to_json


def test_a_centre_after_a_campaign_is_in_order_and_says_how_much_was_looked_at(audits):
    audited = audits.run()
    assert audited.differences == []
    assert (audited.inspections, audited.tablets) == (3, 2)
    for counted, table in ((audited.operations, "operations"), (audited.receipts, "receipts"), (audited.files, "evidence")):
        assert counted == audits.row(f"SELECT count(*) FROM {table}")[0] > 0, table
    assert audited.read == audited.files


def test_a_file_that_is_gone_is_placed_by_compound_item_and_path(audits):
    path = audits.photo_file()
    path.unlink()
    (fault,) = audits.run().faults
    compound, item = audits.row(
        f"SELECT c.name, p.item_code FROM photos p JOIN assignments a ON a.inspection_id = p.inspection_id"
        f" JOIN compounds c ON c.id = a.compound_id WHERE p.copy_sha256 = '{path.name}'"
    )
    assert (fault.place, fault.key) == (compound, "record.problem.photo-missing")
    assert fault.fields == {"item": item, "file": str(path)}


def test_a_flipped_bit_in_a_file_is_found_by_reading_it_and_not_by_its_size(audits):
    path = audits.photo_file()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert audits.problems() == ["photo-changed"]
    audited = audits.run(read_files=False)
    assert (audited.faults, audited.read) == ([], 0)


def test_a_file_that_was_cut_is_found_by_its_size_alone(audits):
    path = audits.photo_file()
    path.write_bytes(path.read_bytes()[:-1])
    assert audits.problems(read_files=False) == ["photo-changed"]


def test_every_file_that_is_spoilt_is_named_not_only_the_first(audits):
    for path in sorted((audits.folder / "evidence").glob("??/*"))[:3]:
        path.write_bytes(b"")
    assert audits.problems() == ["photo-changed"] * 3


def test_a_line_with_another_letter_is_found_with_its_number(audits):
    device, seq, line = audits.row("SELECT device_id, seq, line FROM operations WHERE kind = 'result.set' ORDER BY seq LIMIT 1")
    audits.spoil(
        "UPDATE operations SET line = ? WHERE device_id = ? AND seq = ?", line.replace(b'"pass"', b'"fail"'), device, seq
    )
    faults = audits.run().faults
    assert ("record.problem.line-changed", seq) in {(one.key, one.fields.get("seq")) for one in faults}


def test_a_line_that_is_no_line_any_more_costs_the_look_at_nothing_else(audits):
    audits.spoil("UPDATE operations SET line = x'00ff' WHERE seq = 3")
    audits.photo_file().unlink()
    problems = audits.problems()
    assert {"line-changed", "record-unreadable", "photo-missing"} <= set(problems)
    assert problems.count("line-changed") == 2, "one of each tablet"


def test_an_operation_that_the_centre_gave_a_receipt_for_and_lost_is_missed(audits):
    """The last ones: nothing that is there stands on them, but the receipt does."""
    assert audits.spoil("DELETE FROM operations WHERE seq = (SELECT max(seq) FROM receipts) AND kind = 'inspection.submit'") > 0
    assert "chain-removed" in audits.problems()


def test_a_line_that_was_made_up_and_put_in_properly_breaks_the_chain(audits):
    """Whoever can write to the database can give a row the hash of its line; the tablet's own chain says otherwise."""
    from hashlib import sha256

    seq, line = audits.row("SELECT seq, line FROM operations WHERE kind = 'result.set' AND instr(line, '\"pass\"') ORDER BY seq")
    forged = line.replace(b'"pass"', b'"fail"')
    audits.spoil("UPDATE operations SET line = ?, line_sha256 = ? WHERE line = ?", forged, sha256(forged).hexdigest(), line)
    faults = audits.run().faults
    assert ("record.problem.chain-changed", seq) in {(one.key, one.fields.get("seq")) for one in faults}


def test_a_receipt_with_another_time_was_not_signed_by_this_centre(audits):
    audits.spoil("UPDATE receipts SET received_at = '2020-01-01T00:00:00.000000+00:00'")
    assert "receipt-forged" in audits.problems()


def test_a_result_that_no_operation_made_is_placed_by_its_item(audits):
    value = to_json(ResultValue(Outcome.PASS, "改过的"))
    audits.spoil("UPDATE results SET value = ? WHERE item_code = 'A01'", value)
    faults = [one for one in audits.run().faults if one.key.endswith("result-differs")]
    assert [one.fields["item"] for one in faults] == ["A01"] * 3


def test_a_history_that_was_shortened_is_missed(audits):
    assert audits.spoil("DELETE FROM result_revisions WHERE item_code = 'B02'") > 0
    assert audits.problems() == ["history-differs"] * 3


def test_a_finding_that_was_taken_out_is_missed_and_one_made_milder_is_found(audits):
    inspections = audits.row("SELECT count(DISTINCT inspection_id) FROM findings")[0]
    assert audits.spoil("UPDATE findings SET text = '无'") >= inspections
    assert set(audits.problems()) == {"finding-differs"}
    assert audits.spoil("DELETE FROM findings") >= inspections
    assert set(audits.problems()) == {"finding-differs"}


def test_a_score_that_was_raised_is_found(audits):
    assert audits.spoil("UPDATE inspections SET score = 100") == 3
    assert audits.problems() == ["score-differs"] * 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE streams SET n = n - 1 WHERE n > 1 AND stream != 'register'",
        "DELETE FROM changes WHERE seq = 2 AND stream != 'register'",
    ],
)
def test_news_that_tablets_would_miss_are_found(audits, statement):
    assert audits.spoil(statement) > 0
    assert set(audits.problems()) == {"feed-broken"}


def test_a_row_whose_other_is_gone_is_told_in_the_databases_words(audits):
    with closing(sqlite3.connect(audits.folder / "centre.db")) as connection, connection:
        connection.execute("DELETE FROM people WHERE id IN (SELECT person_id FROM assignment_members)")
    assert "database" in audits.problems()


def test_numbers_that_did_not_come_are_told_and_are_no_fault(audits):
    """A tablet may hold back a line that waits for another; nobody can tell that from one that was lost."""
    device, seq, op_id = audits.row(
        "SELECT device_id, seq, id FROM operations WHERE kind = 'result.set' ORDER BY seq DESC LIMIT 1"
    )
    audits.spoil("DELETE FROM operations WHERE id = ?", op_id)
    notes = [(one.key, one.fields["seq"], one.fields["last"]) for one in audits.run().notes]
    assert notes == [("audit.note.not-here", seq, seq)]


def test_evidence_that_has_not_come_yet_is_counted_and_is_no_fault(audits):
    gone = audits.photo_file()
    assert audits.spoil("DELETE FROM evidence WHERE sha256 = ?", gone.name) == 1
    audited = audits.run()
    assert audited.faults == []
    assert [(one.key, one.fields) for one in audited.notes] == [("audit.note.not-arrived", {"count": 1})]


def test_a_database_that_cannot_be_read_ends_the_audit_with_its_own_sentence(audits):
    path = audits.folder / "centre.db"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        audits.run()
