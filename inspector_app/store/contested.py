"""Values in conflict, one by one: what lost against another at the centre and waits for somebody to decide.

``settled_by`` names this tablet's own decision: it is out of sight from then on, and gone once the centre says so.
"""

from uuid import UUID

from sqlite_utils import Database

from inspector_app.store import rows
from sync.protocol.messages import ContestedValue, RemoteResult

_OPEN = "SELECT item_code, id, value, author, at FROM contested WHERE inspection_id = ? AND settled_by IS NULL"
_KEEP = "INSERT INTO contested (id, inspection_id, item_code, value, author, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"


def contested_of(connection: Database, inspection_id: UUID) -> dict[str, tuple[ContestedValue, ...]]:
    """What waits for a decision, by item, in the order it was recorded."""
    found: dict[str, tuple[ContestedValue, ...]] = {}
    for row in connection.execute(f"{_OPEN} ORDER BY at, id", (inspection_id.bytes,)).fetchall():
        found[row[0]] = (*found.get(row[0], ()), _value(*row[1:]))
    return found


def contested_on(connection: Database, inspection_id: UUID, item_code: str) -> tuple[ContestedValue, ...]:
    """As above, of one item."""
    found = connection.execute(f"{_OPEN} AND item_code = ? ORDER BY at, id", (inspection_id.bytes, item_code)).fetchall()
    return tuple(_value(*row[1:]) for row in found)


def settle_disputes(connection: Database, revisions: tuple[UUID, ...], decision: UUID) -> None:
    """Somebody on this tablet decided."""
    connection.conn.executemany(
        "UPDATE contested SET settled_by = ? WHERE id = ?", [(decision.bytes, revision.bytes) for revision in revisions]
    )


def dispute(connection: Database, op_id: bytes) -> None:
    """This tablet's value met another one at the centre; both are kept there, and ours stays in sight here."""
    connection.execute(
        "INSERT INTO contested (id, inspection_id, item_code, value, author, at)"
        " SELECT id, inspection_id, item_code, value, author, at FROM result_revisions WHERE id = ? ON CONFLICT DO NOTHING",
        (op_id,),
    )


def dispute_again(connection: Database, op_id: bytes) -> None:
    """This tablet's decision does not stand: what it was about is open again, until the centre says otherwise."""
    connection.execute("UPDATE contested SET settled_by = NULL WHERE settled_by = ?", (op_id,))


def keep_in_sight(connection: Database, row: tuple[bytes, bytes, str, str, bytes, str]) -> None:
    """A value that stood by the word of a centre that has it no more: revision, inspection, item, value, author, time as kept."""
    connection.execute(_KEEP, row)


def take_in_contested(connection: Database, result: RemoteResult) -> None:
    """What the centre holds open for an item; our own decisions under way stay made."""
    key = result.inspection_id.bytes
    kept = [one.revision.bytes for one in result.contested]
    connection.execute(
        f"DELETE FROM contested WHERE inspection_id = ? AND item_code = ? AND id NOT IN ({', '.join('?' * len(kept))})",
        (key, result.item_code, *kept),
    )
    connection.conn.executemany(
        _KEEP,
        [
            (one.revision.bytes, key, result.item_code, rows.value_text(one.value), one.author.bytes, one.at.isoformat())
            for one in result.contested
        ],
    )


def _value(revision: bytes, value: str, author: bytes, at: str) -> ContestedValue:
    return ContestedValue(UUID(bytes=revision), rows.value_from(value), UUID(bytes=author), rows.required_moment(at))
