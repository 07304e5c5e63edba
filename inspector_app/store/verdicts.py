"""What is done about lines that the centre turned down, and what became of them in the end."""

from hashlib import sha256
from typing import NamedTuple

from sqlite_utils import Database

from inspector_app.store.contested import dispute, dispute_again
from inspector_app.store.inbox import adopt_centre_state, settle_item
from sync.protocol.codec import to_json
from sync.protocol.messages import LateOutcome, OperationStatus
from sync.protocol.operations import RemovePhoto, decode

_NOT_TAKEN = "SELECT op_id, kind, status IN ('queued', 'hold'), line FROM outbox WHERE status IN ('rejected', 'queued', 'hold')"


class _Line(NamedTuple):
    """``waits``: it was asked for again since, or the answer that turned it down got lost."""

    op_id: bytes
    kind: str
    waits: bool


def take_in_verdicts(connection: Database, outcomes: tuple[LateOutcome, ...]) -> None:
    """Before other news, which then meet the lines as they stand. Lines are named by their hash."""
    if not outcomes:
        return
    found = connection.execute(_NOT_TAKEN).fetchall()
    lines = {sha256(line).hexdigest(): _Line(op_id, kind, bool(waits)) for op_id, kind, waits, line in found}
    for outcome in outcomes:
        if outcome.line_sha256 in lines:
            _settle(connection, lines[outcome.line_sha256], outcome)


def _settle(connection: Database, line: _Line, outcome: LateOutcome) -> None:
    """Applied after all, in conflict after all, or turned down for good: then it stays, with who decided and why."""
    status = outcome.status.value if outcome.status in (OperationStatus.CONFLICT, OperationStatus.REJECTED) else "applied"
    verdict = to_json(outcome) if status == "rejected" else None
    connection.execute(
        "UPDATE outbox SET status = ?, code = ?, verdict = ? WHERE op_id = ?", (status, outcome.code, verdict, line.op_id)
    )
    if line.waits and status == "applied":
        _show_as_at_the_centre(connection, line.op_id)
    elif line.waits:
        turned_down(connection, line.op_id, status, outcome.code)
    elif status == "conflict" and line.kind == "result.set":
        dispute(connection, line.op_id)


def turned_down(connection: Database, op_id: bytes, status: str, code: str | None) -> None:
    """In conflict or rejected, ``code`` says why."""
    kind, line = connection.execute("SELECT kind, line FROM outbox WHERE op_id = ?", (op_id,)).fetchone()
    if kind == "result.set":
        dispute_again(connection, op_id)
        if status == "conflict":
            dispute(connection, op_id)
    elif kind == RemovePhoto.kind:
        _put_back(connection, line)
    _show_as_at_the_centre(connection, op_id, code)


def _show_as_at_the_centre(connection: Database, op_id: bytes, refusal: str | None = None) -> None:
    """What a line is about, once that line waits no more; ``refusal``: why the centre did not take it."""
    kind, subject, item_code = connection.execute(
        "SELECT kind, subject, item_code FROM outbox WHERE op_id = ?", (op_id,)
    ).fetchone()
    if kind == "inspection.submit":
        adopt_centre_state(connection, subject, refusal=refusal)
    elif kind == "result.set":
        settle_item(connection, subject, item_code)


def _put_back(connection: Database, line: bytes) -> None:
    """The centre kept a photo that was taken out here, as it does once the inspection is submitted: it is shown again."""
    body = decode(line).body
    if isinstance(body, RemovePhoto):
        connection.execute("UPDATE photos SET removed_at = NULL WHERE id = ?", (body.photo_id.bytes,))
