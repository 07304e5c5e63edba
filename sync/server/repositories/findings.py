"""Findings of an inspection: their ids stay with their items over resubmissions."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection, bindparam

from sync.domain.findings import Finding
from sync.domain.ids import IdMaker
from sync.server.repositories import schema
from sync.server.repositories.bulk import insert_rows, rows_among

_F = schema.findings.c
_OF_THESE = _F.inspection_id.in_(bindparam("inspections", expanding=True))
_FORGET = schema.findings.delete().where(_OF_THESE)


def reconcile_findings(connection: Connection, ids: IdMaker, found: Mapping[UUID, Sequence[Finding]]) -> None:
    """Make the stored findings of each inspection those of its latest submission: new ones added, others updated, vanished
    ones removed."""
    there = rows_among(connection, _F.inspection_id, list(found), _F.item_code, _F.id)
    stored = {(inspection_id, item_code): finding_id for inspection_id, item_code, finding_id in there}
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
