"""What comes from the centre, and how it meets what waits here: a value not yet answered for is never replaced by news."""

from dataclasses import replace

from sqlite_utils import Database

from inspector_app.store import rows
from inspector_app.store.acts import save_signature
from inspector_app.store.contested import take_in_contested
from inspector_app.store.histories import take_in_histories
from sync.domain.inspections import State
from sync.errors import NotFound
from sync.protocol.codec import from_json, to_json
from sync.protocol.messages import Changes, InspectionHead, RemotePhoto, RemoteResult

_WAITS_HERE = """SELECT 1 FROM outbox WHERE subject = ? AND kind = ? AND coalesce(item_code, '') = ?
    AND status IN ('queued', 'hold') LIMIT 1"""


def take_in(connection: Database, changes: Changes) -> None:
    """Apply a page of news. Entities come in their current form, so a page taken in twice changes nothing."""
    if changes.people is not None:
        _replace_people(connection, changes)
    for checklist in changes.checklists:
        connection.execute(
            "INSERT OR REPLACE INTO checklists VALUES (?, ?, ?)", (checklist.id, checklist.version, checklist.document)
        )
    if changes.whole:  # nobody says any more which went to another team before
        connection.execute("UPDATE assignments SET withdrawn = 1")
    for assignment in changes.assignments:
        connection.execute(
            "INSERT INTO assignments (id, inspection_id, due_on, document) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET due_on = excluded.due_on, document = excluded.document, withdrawn = 0",
            (assignment.id.bytes, assignment.inspection_id.bytes, assignment.due_on.isoformat(), to_json(assignment)),
        )
    take_in_histories(connection, changes)
    for assignment_id in changes.withdrawn:
        connection.execute("UPDATE assignments SET withdrawn = 1 WHERE id = ?", (assignment_id.bytes,))
    for head in changes.inspections:
        _take_in_head(connection, head)
    for result in changes.results:
        _take_in_result(connection, result)
    for photo in changes.photos:
        _take_in_photo(connection, photo)
    for sha256 in changes.wanted_originals:
        connection.execute("UPDATE evidence SET wanted = 1 WHERE sha256 = ?", (sha256,))
    for sha256 in changes.missing:
        forget_receipts(connection, sha256)


def forget_receipts(connection: Database, sha256: str | None = None) -> None:
    """The centre has lost this file, or may have lost all: the next sync asks how much of it is there, and sends the rest. That
    its photo was removed since takes no evidence from the centre, and that it knew nothing of a file was the loss itself."""
    forget = "UPDATE evidence SET stored_at = NULL, owed = 1, tries = max(tries, 1) WHERE stored_at IS NOT NULL"
    if sha256 is None:
        connection.execute(forget)
        connection.execute("UPDATE evidence SET trouble = NULL WHERE trouble = ?", (NotFound.code,))
    else:
        connection.execute(f"{forget} AND sha256 = ?", (sha256,))


def adopt_centre_state(connection: Database, inspection_id: bytes, refusal: str | None = None) -> None:
    """Show the state the centre last reported; an inspection it never reported on is in progress."""
    row = connection.execute("SELECT centre_head FROM inspections WHERE id = ?", (inspection_id,)).fetchone()
    if row is None:
        return
    head = from_json(row[0], InspectionHead) if row[0] else None
    connection.execute(
        "UPDATE inspections SET state = ?, state_rev = ?, submitted_at = ?, returned = ?, refusal = ? WHERE id = ?",
        (
            (head.state if head else State.IN_PROGRESS).value,
            head.state_rev if head else 1,
            head.submitted_at.isoformat() if head and head.submitted_at else None,
            to_json(head.returned) if head and head.returned else None,
            refusal,
            inspection_id,
        ),
    )


def submission_waits(connection: Database, inspection_id: bytes) -> bool:
    """Whether a submission of ours has not been answered: until then the inspection stays submitted here."""
    return connection.execute(_WAITS_HERE, (inspection_id, "inspection.submit", "")).fetchone() is not None


def settle_item(connection: Database, inspection_id: bytes, item_code: str) -> None:
    """Once nothing of ours waits for an item, its current value is the centre's."""
    if connection.execute(_WAITS_HERE, (inspection_id, "result.set", item_code)).fetchone():
        return
    row = connection.execute(
        "SELECT centre_result FROM results WHERE inspection_id = ? AND item_code = ?", (inspection_id, item_code)
    ).fetchone()
    if row and row[0]:
        result = from_json(row[0], RemoteResult)
        connection.execute(
            "UPDATE results SET value = ?, revision = ?, author = ?, at = ? WHERE inspection_id = ? AND item_code = ?",
            (*_columns(result), inspection_id, item_code),
        )


def _take_in_result(connection: Database, result: RemoteResult) -> None:
    key = result.inspection_id.bytes
    connection.execute(
        "INSERT INTO results (inspection_id, item_code, value, revision, author, at, centre_result) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (inspection_id, item_code) DO UPDATE SET centre_result = excluded.centre_result",
        (key, result.item_code, *_columns(result), to_json(replace(result, contested=()))),
    )
    take_in_contested(connection, result)
    settle_item(connection, key, result.item_code)


def _columns(result: RemoteResult) -> tuple[str, bytes, bytes, str]:
    return rows.value_text(result.value), result.revision.bytes, result.author.bytes, result.at.isoformat()


def _take_in_head(connection: Database, head: InspectionHead) -> None:
    key = head.inspection_id.bytes
    connection.execute(
        "INSERT INTO inspections (id, assignment_id, checklist_id, checklist_version, state, state_rev, started_at, started_by,"
        " submitted_at, centre_head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET centre_head = excluded.centre_head",
        (
            key,
            head.assignment_id.bytes,
            head.checklist_id,
            head.checklist_version,
            head.state.value,
            head.state_rev,
            head.started_at.isoformat(),
            head.started_by.bytes,
            head.submitted_at.isoformat() if head.submitted_at else None,
            to_json(head),
        ),
    )
    for signature in head.signatures:
        save_signature(connection, signature, key)
    if not submission_waits(connection, key):
        adopt_centre_state(connection, key)


def _take_in_photo(connection: Database, photo: RemotePhoto) -> None:
    facts = photo.facts
    connection.execute(
        "INSERT INTO photos (id, inspection_id, item_code, facts, copy_sha256, original_sha256, author, here)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING",
        (
            facts.photo_id.bytes,
            photo.inspection_id.bytes,
            facts.item_code,
            to_json(facts),
            facts.copy_sha256,
            facts.original_sha256,
            photo.author.bytes,
        ),
    )
    if photo.removed:
        connection.execute(
            "UPDATE photos SET removed_at = coalesce(removed_at, ?) WHERE id = ?",
            (facts.taken_at.isoformat(), facts.photo_id.bytes),
        )


def _replace_people(connection: Database, changes: Changes) -> None:
    connection.execute("UPDATE people SET active = 0")
    for person in changes.people or ():
        connection.execute(
            "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?)",
            (person.person_id.bytes, person.name, person.duty.value, person.pin_verifier, person.active),
        )
