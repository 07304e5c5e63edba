"""Findings of an inspection: their ids stay with their items over resubmissions."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from sync.domain.findings import Finding
from sync.domain.ids import IdMaker
from sync.server.repositories import schema
from sync.server.repositories.bulk import insert_rows

_F = schema.findings.c
_OF_THESE = _F.inspection_id.in_(bindparam("inspections", expanding=True))
_STORED = select(_F.id, _F.inspection_id, _F.item_code).where(_OF_THESE)
_FORGET = schema.findings.delete().where(_OF_THESE)


def reconcile_findings(connection: Connection, ids: IdMaker, found: Mapping[UUID, Sequence[Finding]]) -> None:
    """Make the stored findings of each inspection those of its latest submission: new ones added, others updated, vanished
    ones removed."""
    stored = {(row.inspection_id, row.item_code): row.id for row in connection.execute(_STORED, {"inspections": list(found)})}
    if stored:
        connection.execute(_FORGET, {"inspections": list(found)})
    insert_rows(
        connection,
        schema.findings,
        [
            {
                "id": stored.get((inspection_id, finding.item_code)) or ids.new(),
                "inspection_id": inspection_id,
                "item_code": finding.item_code,
                "text": finding.text,
                "severity": finding.severity.value,
                "due_on": finding.due_on,
                "state": finding.state.value,
            }
            for inspection_id, findings in found.items()
            for finding in findings
        ],
    )
