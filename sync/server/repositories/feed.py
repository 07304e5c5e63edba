"""The change feed: what changed, numbered per stream (one per district, and one for registers)."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from sync.server.repositories import schema
from sync.server.repositories.bulk import insert_rows
from sync.server.repositories.engine import next_numbers
from sync.server.services.known import Change

REGISTER = "register"
NO_NAMES = "[]"
"""How an entry without names is kept."""


def hold_streams(connection: Connection, streams: Iterable[str]) -> None:
    """Whoever else notes changes in these waits until the end, and what they had noted before can be read."""
    for stream in sorted(set(streams)):
        next_numbers(connection, stream, 0)


def note_changes(connection: Connection, changes: Iterable[Change]) -> None:
    """Append entries; streams are numbered in one fixed order, so that two writers never wait for each other in a ring."""
    by_stream: dict[str, list[Change]] = {}
    for change in changes:
        by_stream.setdefault(change.stream, []).append(change)
    rows: list[dict[str, object]] = []
    for stream in sorted(by_stream):
        entries = by_stream[stream]
        first = next_numbers(connection, stream, len(entries))
        rows += [
            {
                "stream": stream,
                "seq": first + position,
                "kind": change.kind,
                "subject": change.subject,
                "detail": json.dumps(change.names, ensure_ascii=False),
                "assignment_id": change.assignment_id,
                "origin_device": change.origin_device,
            }
            for position, change in enumerate(entries)
        ]
    insert_rows(connection, schema.changes, rows)
