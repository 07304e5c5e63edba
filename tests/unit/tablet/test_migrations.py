"""A tablet of the version before keeps what was in dispute, with the names it did not keep then."""

import json
from uuid import UUID

import pytest
from sqlite_utils import Database

from inspector_app.store.contested import contested_of
from inspector_app.store.migrations import migrations
from sync.domain.inspections import Outcome, ResultValue
from sync.protocol.codec import to_json

INSPECTION, OURS, THEIRS, OFFICER, COLLEAGUE = (UUID(int=number) for number in range(1, 6))
AT = "2026-11-24T01:00:00+00:00"
FAIL, PASS = ResultValue(Outcome.FAIL, note="门锁损坏"), ResultValue(Outcome.PASS)


@pytest.fixture
def before() -> Database:
    """The schema before the queue was in sight, with one item in dispute and one that is not."""
    database = Database(memory=True)
    migrations.apply(database, stop_before="m005_queue_in_sight")
    database.execute(
        "INSERT INTO outbox (seq, op_id, kind, subject, item_code, line, status, code) VALUES (1, ?, 'result.set', ?, 'A02', ?,"
        " 'conflict', 'state-outdated')",
        (OURS.bytes, INSPECTION.bytes, b"{}"),
    )
    database.execute(
        "INSERT INTO result_revisions VALUES (?, ?, 'A02', ?, ?, ?, ?, NULL)",
        (OURS.bytes, INSPECTION.bytes, to_json(FAIL), to_json(ResultValue()), OFFICER.bytes, AT),
    )
    contested = json.dumps({"value": json.loads(to_json(FAIL)), "at": AT})
    for item, dispute in (("A02", contested), ("A03", None)):
        database.execute(
            "INSERT INTO results (inspection_id, item_code, value, revision, author, at, contested) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (INSPECTION.bytes, item, to_json(PASS), THEIRS.bytes, COLLEAGUE.bytes, AT, dispute),
        )
    return database


def test_what_was_in_dispute_still_is_and_bears_its_author(before):
    migrations.apply(before)
    found = contested_of(before, INSPECTION)
    assert list(found) == ["A02"]
    (one,) = found["A02"]
    assert (one.revision, one.value, one.author, one.at.isoformat()) == (OURS, FAIL, OFFICER, AT)


def test_lines_are_as_they_were_and_were_not_tried_yet(before):
    lines = before.execute("SELECT seq, op_id, line, link, status, code FROM outbox").fetchall()
    migrations.apply(before)
    assert before.execute("SELECT seq, op_id, line, link, status, code FROM outbox").fetchall() == lines
    assert before.execute("SELECT tries, verdict FROM outbox").fetchall() == [(0, None)]
