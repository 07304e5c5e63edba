"""The log of syncs on disk."""

from datetime import datetime

from inspector_app.services.sync_log import RunCounts, SyncRun
from inspector_app.store import rows
from inspector_app.store.database import TabletDatabase
from sync.protocol.codec import from_json, to_json

KEPT = 1000
"""Entries; quiet ones in a row are one, so that this is weeks."""

_LAST_SUCCESS = "SELECT id, ended_at FROM sync_log WHERE code IS NULL ORDER BY id DESC LIMIT 1"
_LATEST = "SELECT id, started_at, ended_at, counts, code, times FROM sync_log ORDER BY id DESC LIMIT ?"


class StoreSyncLog:
    """Implements the port SyncRuns."""

    def __init__(self, database: TabletDatabase) -> None:
        self._database = database

    def add(self, run: SyncRun) -> None:
        with self._database.passing_note() as connection:
            last = connection.execute(_LATEST, (1,)).fetchone()
            number = last[0] + 1 if last else 1
            if last and _run(last).same_again(run):
                number, run = last[0], _run(last).with_later(run)
            connection.execute(
                "INSERT OR REPLACE INTO sync_log (id, started_at, ended_at, counts, code, times) VALUES (?, ?, ?, ?, ?, ?)",
                (number, run.started_at.isoformat(), run.ended_at.isoformat(), to_json(run.counts), run.code, run.times),
            )
            went_through, _ = connection.execute(_LAST_SUCCESS).fetchone() or (0, None)
            connection.execute("DELETE FROM sync_log WHERE id <= ? AND id <> ?", (number - KEPT, went_through))

    def recent(self, limit: int) -> list[SyncRun]:
        return [_run(row) for row in self._database.connection.execute(_LATEST, (limit,)).fetchall()]

    def last_success(self) -> datetime | None:
        found = self._database.connection.execute(_LAST_SUCCESS).fetchone()
        return rows.required_moment(found[1]) if found else None


def _run(row: rows.Row) -> SyncRun:
    _, started_at, ended_at, counts, code, times = row
    started, ended = rows.required_moment(started_at), rows.required_moment(ended_at)
    return SyncRun(started, ended, from_json(counts, RunCounts), code, times)
