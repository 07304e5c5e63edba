"""Findings of an inspection: their ids stay with their items over resubmissions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, select

from sync.domain.findings import Finding
from sync.domain.ids import IdMaker
from sync.server.repositories import schema


def reconcile_findings(connection: Connection, ids: IdMaker, inspection_id: UUID, found: Sequence[Finding]) -> None:
    """Make the stored findings those of the latest submission: new ones added, others updated, vanished ones removed."""
    table = schema.findings.c
    stored = {
        row.item_code: row.id
        for row in connection.execute(select(table.id, table.item_code).where(table.inspection_id == inspection_id))
    }
    if stored:
        connection.execute(schema.findings.delete().where(table.inspection_id == inspection_id))
    rows = [
        {
            "id": stored.get(finding.item_code) or ids.new(),
            "inspection_id": inspection_id,
            "item_code": finding.item_code,
            "text": finding.text,
            "severity": finding.severity.value,
            "due_on": finding.due_on,
            "state": finding.state.value,
        }
        for finding in found
    ]
    if rows:
        connection.execute(schema.findings.insert(), rows)
