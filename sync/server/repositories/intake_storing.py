"""What batches amount to, written table by table in bulk."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam

from sync.domain.ids import IdMaker
from sync.domain.inspections import State
from sync.protocol.codec import to_json
from sync.protocol.console import ReviewAct
from sync.server.repositories import schema
from sync.server.repositories.bulk import Same, insert_columns, rows_among
from sync.server.repositories.feed import note_changes
from sync.server.repositories.findings import reconcile_findings
from sync.server.repositories.history import news_for_those_who_go_next
from sync.server.repositories.values import value_text
from sync.server.services.known import Change, Effects, KnownResult, ReceivedLine, Sender

_I = schema.inspections.c
_SUBMIT = (
    schema.inspections.update()
    .where(_I.id == bindparam("key"))
    .values({name: bindparam(name) for name in ("state", "state_rev", "submitted_at", "score")})
)
_R = schema.results.c
_REPLACE = (
    schema.results.update()
    .where(_R.inspection_id == bindparam("new_inspection_id"), _R.item_code == bindparam("new_item_code"))
    .values({name: bindparam(f"new_{name}") for name in ("value", "outcome", "revision", "author", "at")})
)
_REMOVE = schema.photos.update().where(schema.photos.c.id == bindparam("key")).values(removed_at=bindparam("moment"))
_TOUCH = schema.inspections.update().where(_I.id.in_(bindparam("ids", expanding=True))).values(active_at=bindparam("now"))
Taken = Sequence[tuple[Sender, Effects]]


class EffectsStoring:
    """Writes on an open transaction. ``now`` is the time of receipt."""

    def __init__(self, connection: Connection, ids: IdMaker, now: datetime) -> None:
        self._connection = connection
        self._ids = ids
        self._now = now

    def store(self, taken: Taken) -> None:
        """Table by table."""
        whole = _joined([effects for _, effects in taken])
        self._store_answers(taken)
        for sender, effects in taken:
            self._store_quarantine(sender, effects)
        self._store_started(whole)
        self._store_results(whole)
        self._store_photos(whole)
        self._store_signatures(whole)
        self._store_submissions(whole)
        self._touch(whole)
        note_changes(self._connection, _news(taken))
        submitted = [submission.inspection.inspection_id for submission in whole.submissions]
        note_changes(self._connection, news_for_those_who_go_next(self._connection, submitted))

    def _store_answers(self, taken: Taken) -> None:
        answered = [
            (sender.device_id, line, line.operation, outcome)
            for sender, effects in taken
            for line, outcome in effects.answered
            if line.operation is not None
        ]
        insert_columns(
            self._connection,
            schema.operations,
            {
                "id": [operation.id for _, _, operation, _ in answered],
                "device_id": [device_id for device_id, _, _, _ in answered],
                "seq": [operation.seq for _, _, operation, _ in answered],
                "kind": [operation.body.kind for _, _, operation, _ in answered],
                "line_sha256": [line.sha256 for _, line, _, _ in answered],
                "line": [line.line for _, line, _, _ in answered],
                "status": [outcome.status.value for _, _, _, outcome in answered],
                "code": [outcome.code for _, _, _, outcome in answered],
                "received_at": Same(self._now),
                "inspection_id": [operation.body.inspection_id for _, _, operation, _ in answered],
            },
        )

    def _store_quarantine(self, sender: Sender, effects: Effects) -> None:
        fresh = {line.sha256: (line, code, reason) for line, code, reason in effects.quarantined}
        for digest in self._quarantined(sender, list(fresh)):
            del fresh[digest]
        kept: list[tuple[ReceivedLine, str, str]] = list(fresh.values())
        insert_columns(
            self._connection,
            schema.quarantine,
            {
                "device_id": Same(sender.device_id),
                "line_sha256": list(fresh),
                "line": [line.line for line, _, _ in kept],
                "code": [code for _, code, _ in kept],
                "reason": [reason for _, _, reason in kept],
                "received_at": Same(self._now),
            },
        )

    def _quarantined(self, sender: Sender, hashes: list[str]) -> list[str]:
        """Those that stand there already, from this sender."""
        table = schema.quarantine.c
        there = rows_among(self._connection, table.line_sha256, hashes, table.device_id)
        return [digest for digest, device_id in there if device_id == sender.device_id]

    def _store_started(self, effects: Effects) -> None:
        visits = [inspection for _, inspection in effects.started]
        insert_columns(
            self._connection,
            schema.inspections,
            {
                "id": [inspection.inspection_id for inspection in visits],
                "assignment_id": [inspection.assignment_id for inspection in visits],
                "checklist_id": [inspection.checklist.id for inspection in visits],
                "checklist_version": [inspection.checklist.version for inspection in visits],
                "item_count": [len(inspection.checklist.items) for inspection in visits],
                "state": Same(State.IN_PROGRESS.value),
                "state_rev": Same(1),
                "started_at": [operation.at for operation, _ in effects.started],
                "started_by": [operation.by for operation, _ in effects.started],
                "active_at": Same(self._now),
            },
        )

    def _store_results(self, effects: Effects) -> None:
        made = effects.revisions
        texts = [value_text(revision.value) for revision in made]
        insert_columns(
            self._connection,
            schema.result_revisions,
            {
                "id": [revision.operation.id for revision in made],
                "inspection_id": [revision.inspection_id for revision in made],
                "item_code": [revision.item_code for revision in made],
                "value": texts,
                "base": [revision.base for revision in made],
                "author": [revision.operation.by for revision in made],
                "at": [revision.operation.at for revision in made],
                "received_at": Same(self._now),
                "conflict": [revision.conflict for revision in made],
            },
        )
        self._store_current({key: result for key, result in effects.changed.items() if not result.stored})
        replaced = {key: result for key, result in effects.changed.items() if result.stored}
        if replaced:
            rows = [_row(key, result) for key, result in replaced.items()]
            self._connection.execute(_REPLACE, [{f"new_{name}": value for name, value in row.items()} for row in rows])

    def _store_current(self, changed: dict[tuple[UUID, str], KnownResult]) -> None:
        results = list(changed.values())
        insert_columns(
            self._connection,
            schema.results,
            {
                "inspection_id": [inspection_id for inspection_id, _ in changed],
                "item_code": [item_code for _, item_code in changed],
                "value": [value_text(result.value) for result in results],
                "outcome": [_outcome(result) for result in results],
                "revision": [result.revision for result in results],
                "author": [result.author for result in results],
                "at": [result.at for result in results],
            },
        )

    def _store_photos(self, effects: Effects) -> None:
        taken = effects.photos
        insert_columns(
            self._connection,
            schema.photos,
            {
                "id": [photo.facts.photo_id for photo in taken],
                "inspection_id": [photo.inspection_id for photo in taken],
                "item_code": [photo.facts.item_code for photo in taken],
                "facts": [to_json(photo.facts) for photo in taken],
                "copy_sha256": [photo.facts.copy_sha256 for photo in taken],
                "original_sha256": [photo.facts.original_sha256 for photo in taken],
                "author": [photo.operation.by for photo in taken],
                "original_wanted": Same(False),
            },
        )
        if effects.removed:
            self._connection.execute(_REMOVE, [{"key": photo_id, "moment": at} for photo_id, at in effects.removed])

    def _store_signatures(self, effects: Effects) -> None:
        given = effects.signatures
        insert_columns(
            self._connection,
            schema.signatures,
            {
                "id": [signature.operation.id for signature in given],
                "inspection_id": [signature.inspection_id for signature in given],
                "signature": [to_json(signature.signature) for signature in given],
                "author": [signature.operation.by for signature in given],
                "at": [signature.operation.at for signature in given],
            },
        )

    def _store_submissions(self, effects: Effects) -> None:
        if not effects.submissions:
            return
        columns: dict[str, list[object] | Same] = {
            "inspection_id": [submission.inspection.inspection_id for submission in effects.submissions],
            "state_rev": [submission.inspection.state_rev for submission in effects.submissions],
            "act": Same(ReviewAct.SUBMITTED.value),
            "by": [submission.operation.by for submission in effects.submissions],
            "at": [submission.operation.at for submission in effects.submissions],
            "comment": Same(""),
            "items": Same("[]"),
        }
        insert_columns(self._connection, schema.reviews, columns)
        self._connection.execute(
            _SUBMIT,
            [
                {
                    "key": submission.inspection.inspection_id,
                    "state": State.SUBMITTED.value,
                    "state_rev": submission.inspection.state_rev,
                    "submitted_at": submission.operation.at,
                    "score": submission.score,
                }
                for submission in effects.submissions
            ],
        )
        found = {submission.inspection.inspection_id: submission.findings for submission in effects.submissions}
        reconcile_findings(self._connection, self._ids, found)

    def _touch(self, effects: Effects) -> None:
        if effects.touched:
            self._connection.execute(_TOUCH, {"ids": list(effects.touched), "now": self._now})


def _joined(effects: Sequence[Effects]) -> Effects:
    """One set of effects out of several that touch different inspections."""
    whole = Effects()
    for one in effects:
        whole.started += one.started
        whole.changed |= one.changed
        whole.revisions += one.revisions
        whole.photos += one.photos
        whole.removed += one.removed
        whole.signatures += one.signatures
        whole.submissions += one.submissions
        whole.touched |= one.touched
    return whole


def _news(taken: Taken) -> Iterator[Change]:
    """One entry for all that changed of one kind in one inspection."""
    for sender, effects in taken:
        origin = None if effects.tell_sender else sender.device_id
        for (kind, inspection_id), names in effects.changes.items():
            inspection = effects.touched[inspection_id]
            yield Change(inspection.district, kind, inspection_id, tuple(names), inspection.assignment_id, origin)


def _outcome(result: KnownResult) -> str | None:
    return result.value.outcome.value if result.value.outcome else None


def _row(key: tuple[UUID, str], result: KnownResult) -> dict[str, object]:
    return {
        "inspection_id": key[0],
        "item_code": key[1],
        "value": value_text(result.value),
        "outcome": _outcome(result),
        "revision": result.revision,
        "author": result.author,
        "at": result.at,
    }
