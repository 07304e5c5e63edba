"""What the centre had told once and has no more, as after an older backup: nobody but the tablet it came from can send it again.

An assignment in the news brings everything along that the centre has of it, so what is not there is gone. Values that stood here
by the centre's word alone stay in sight, as values that somebody may choose until their author's tablet sends them again; what
cannot be made good from here (a colleague's photos, signatures) is not shown as if the centre had it.
"""

from collections.abc import Collection
from uuid import UUID

from sqlite_utils import Database

from inspector_app.services.records import FORGOTTEN
from inspector_app.store import rows
from inspector_app.store.acts import StoreAct
from inspector_app.store.contested import keep_in_sight
from inspector_app.store.inbox import adopt_centre_state, submission_waits
from sync.protocol.messages import Changes, RemotePhoto
from sync.protocol.operations import RemovePhoto, decode

_FROM_HERE = "EXISTS (SELECT 1 FROM outbox WHERE op_id = {revision})"
_WAITING = """SELECT line FROM outbox WHERE subject = ? AND status IN ('queued', 'hold') ORDER BY seq LIMIT 1"""
_OWN_START = "SELECT 1 FROM outbox WHERE subject = ? AND kind = 'inspection.start'"


def forget_with_the_centre(connection: Database, changes: Changes, act: StoreAct) -> None:
    """Hold what is here of the assignments in an answer to the whole that came with them."""
    heads = {head.inspection_id: head for head in changes.inspections}
    items: dict[UUID, set[str]] = {}
    photos: dict[UUID, list[RemotePhoto]] = {}
    for result in changes.results:
        items.setdefault(result.inspection_id, set()).add(result.item_code)
    for photo in changes.photos:
        photos.setdefault(photo.inspection_id, []).append(photo)
    for assignment in changes.assignments:
        inspection_id = assignment.inspection_id
        head = heads.get(inspection_id)
        _forget_results(connection, inspection_id, items.get(inspection_id, ()))
        _forget_photos(connection, inspection_id, photos.get(inspection_id, ()))
        _forget_removals(connection, inspection_id, photos.get(inspection_id, ()))
        _forget_signatures(connection, inspection_id, [one.revision.bytes for one in head.signatures] if head else ())
        if head is None:
            _forget_start(connection, inspection_id, act)


def _forget_results(connection: Database, inspection_id: UUID, told: Collection[str]) -> None:
    held = connection.execute(
        f"SELECT item_code, value, revision, author, at, {_FROM_HERE.format(revision='results.revision')} FROM results"
        " WHERE inspection_id = ? AND centre_result IS NOT NULL",
        (inspection_id.bytes,),
    ).fetchall()
    for item_code, value, revision, author, at, from_here in held:
        if item_code in told:
            continue
        key = (inspection_id.bytes, item_code)
        if from_here:
            connection.execute("UPDATE results SET centre_result = NULL WHERE inspection_id = ? AND item_code = ?", key)
            continue
        connection.execute("DELETE FROM results WHERE inspection_id = ? AND item_code = ?", key)
        if rows.value_from(value).outcome is not None:
            keep_in_sight(connection, (revision, *key, value, author, at))


def _forget_photos(connection: Database, inspection_id: UUID, told: Collection[RemotePhoto]) -> None:
    connection.execute(
        f"DELETE FROM photos WHERE inspection_id = ? AND here = 0 AND added_by IS NULL AND id NOT IN ({_marks(told)})",
        (inspection_id.bytes, *(photo.facts.photo_id.bytes for photo in told)),
    )


def _forget_removals(connection: Database, inspection_id: UUID, told: Collection[RemotePhoto]) -> None:
    """A photo that a colleague had taken out, and that is there again."""
    standing = [photo.facts.photo_id.bytes for photo in told if not photo.removed]
    hidden = connection.execute(
        f"SELECT id FROM photos WHERE removed_at IS NOT NULL AND id IN ({_marks(standing)})", tuple(standing)
    ).fetchall()
    taken_out_here = _taken_out_here(connection, inspection_id) if hidden else set()
    for (photo_id,) in hidden:
        if photo_id not in taken_out_here:
            connection.execute("UPDATE photos SET removed_at = NULL WHERE id = ?", (photo_id,))


def _taken_out_here(connection: Database, inspection_id: UUID) -> set[bytes]:
    lines = connection.execute(
        "SELECT line FROM outbox WHERE subject = ? AND kind = ? AND status != 'conflict'", (inspection_id.bytes, RemovePhoto.kind)
    ).fetchall()
    bodies = (decode(line).body for (line,) in lines)
    return {body.photo_id.bytes for body in bodies if isinstance(body, RemovePhoto)}


def _forget_signatures(connection: Database, inspection_id: UUID, told: Collection[bytes]) -> None:
    connection.execute(
        f"DELETE FROM signatures WHERE inspection_id = ? AND id NOT IN ({_marks(told)})"
        f" AND NOT {_FROM_HERE.format(revision='signatures.id')}",
        (inspection_id.bytes, *told),
    )


def _forget_start(connection: Database, inspection_id: UUID, act: StoreAct) -> None:
    """What waits here of an inspection that nobody has begun any more would wait for ever: whoever recorded it begins it."""
    key = (inspection_id.bytes,)
    known = connection.execute("SELECT 1 FROM inspections WHERE id = ? AND centre_head IS NOT NULL", key).fetchone()
    if known is None:
        return
    connection.execute("UPDATE inspections SET centre_head = NULL WHERE id = ?", key)
    if not submission_waits(connection, inspection_id.bytes):
        adopt_centre_state(connection, inspection_id.bytes)
    if connection.execute(_OWN_START, key).fetchone() is not None:
        return
    connection.execute("UPDATE inspections SET refusal = ? WHERE id = ?", (FORGOTTEN, *key))
    if (waiting := connection.execute(_WAITING, key).fetchone()) is not None:
        act.begin_if_forgotten(inspection_id, decode(waiting[0]).by)


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
