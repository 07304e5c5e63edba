"""What became, in the end, of lines that the centre had turned down."""

from hashlib import sha256

from sqlite_utils import Database

from inspector_app.store.contested import dispute
from sync.protocol.codec import to_json
from sync.protocol.messages import LateOutcome, OperationStatus

_TURNED_DOWN = "SELECT op_id, kind, line FROM outbox WHERE status = 'rejected'"


def take_in_verdicts(connection: Database, outcomes: tuple[LateOutcome, ...]) -> None:
    """Lines are named by their hash; only those turned down are looked at, and they are few."""
    if not outcomes:
        return
    lines = {sha256(line).hexdigest(): (op_id, kind) for op_id, kind, line in connection.execute(_TURNED_DOWN).fetchall()}
    for outcome in outcomes:
        if outcome.line_sha256 in lines:
            _settle(connection, *lines[outcome.line_sha256], outcome)


def _settle(connection: Database, op_id: bytes, kind: str, outcome: LateOutcome) -> None:
    """Applied after all, in conflict after all, or turned down for good: then it stays, with who decided and why."""
    if outcome.status is OperationStatus.REJECTED:
        connection.execute("UPDATE outbox SET verdict = ? WHERE op_id = ?", (to_json(outcome), op_id))
        return
    status = "conflict" if outcome.status is OperationStatus.CONFLICT else "applied"
    connection.execute("UPDATE outbox SET status = ?, code = ? WHERE op_id = ?", (status, outcome.code, op_id))
    if status == "conflict" and kind == "result.set":
        dispute(connection, op_id)
