"""A centre grown to many results by plain SQL: what years of campaigns leave behind, made in seconds."""

import sqlite3
from contextlib import closing
from pathlib import Path

from inspector_app.cli.centre_options import opened_centre, settings_for
from inspector_app.fleet.muster import muster
from sync.bundled import bundled_checklist
from sync.domain.checklists import read_checklist

_ITEMS = [item.code for item in read_checklist(bundled_checklist().document).items]
_VISITS = """
CREATE TEMP TABLE visits AS
WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :visits)
SELECT n, CAST(printf('A%015d', n) AS BLOB) AS assignment, CAST(printf('I%015d', n) AS BLOB) AS inspection,
    campaign_id, compound_id, district, checklist_id, checklist_version, person
FROM counted
JOIN (SELECT row_number() OVER (ORDER BY assignments.id) - 1 AS place, campaign_id, compound_id, district, checklist_id,
        checklist_version, (SELECT min(person_id) FROM assignment_members WHERE assignment_id = assignments.id) AS person
    FROM assignments JOIN compounds ON compounds.id = compound_id)
    ON place = n % (SELECT count(*) FROM assignments)"""
_AT = "'2025-05-06T09:30:00.000000+00:00'"
_GROWING = (
    "INSERT INTO assignments (id, inspection_id, campaign_id, compound_id, due_on, checklist_id, checklist_version)"
    " SELECT assignment, inspection, campaign_id, compound_id, '2025-05-20', checklist_id, checklist_version FROM visits",
    "INSERT INTO assignment_members (assignment_id, person_id, position) SELECT assignment, person, 0 FROM visits",
    "INSERT INTO inspections (id, assignment_id, checklist_id, checklist_version, item_count, state, state_rev, started_at,"
    " started_by, submitted_at, score, active_at) SELECT inspection, assignment, checklist_id, checklist_version, :items,"
    f" 'accepted', 3, {_AT}, person, {_AT}, 92.5, {_AT} FROM visits",
    "INSERT INTO results (inspection_id, item_code, value, outcome, revision, author, at) SELECT inspection, code,"
    f" :value, 'pass', CAST(printf('%013d%03d', n, place) AS BLOB), person, {_AT} FROM visits, items ORDER BY 1, 2",
    "INSERT INTO result_revisions (id, inspection_id, item_code, value, author, at, received_at, conflict) SELECT"
    f" CAST(printf('%013d%03d', n, place) AS BLOB), inspection, code, :value, person, {_AT}, {_AT}, 0 FROM visits, items"
    " ORDER BY 1",
    "INSERT INTO streams (stream, n) SELECT DISTINCT district, 0 FROM visits WHERE true ON CONFLICT DO NOTHING",
    "INSERT INTO changes (stream, seq, kind, subject, detail, assignment_id) SELECT district, base + row_number() OVER"
    " (PARTITION BY district ORDER BY visits.n, kinds.kind), kinds.kind, inspection, CASE kinds.kind WHEN 'result' THEN :codes"
    " ELSE '[]' END, assignment FROM visits JOIN (SELECT stream, n AS base FROM streams) ON stream = district,"
    " (SELECT 'inspection' AS kind UNION ALL SELECT 'result') AS kinds",
    "UPDATE streams SET n = coalesce((SELECT max(seq) FROM changes WHERE changes.stream = streams.stream), n)",
)


def grow(data: Path, results: int) -> None:
    """Visits of the demo's compounds by teams that no tablet of the measurement belongs to, in the feeds of all districts."""
    settings = settings_for(data)
    with opened_centre(settings) as centre:
        muster(centre, 131, 40)
    (database,) = data.glob("*.db")
    values = {
        "visits": -(-results // len(_ITEMS)),
        "items": len(_ITEMS),
        "value": '{"outcome":"pass"}',
        "codes": "[" + ",".join(f'"{code}"' for code in _ITEMS) + "]",
    }
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA cache_size=-262144")
        connection.execute("CREATE TEMP TABLE items (code TEXT, place INTEGER)")
        connection.executemany("INSERT INTO items VALUES (?, ?)", [(code, place) for place, code in enumerate(_ITEMS)])
        for statement in (_VISITS, *_GROWING):
            connection.execute(statement, {name: value for name, value in values.items() if f":{name}" in statement})
        connection.commit()
        (held,) = connection.execute("SELECT count(*) FROM results").fetchone()
        connection.execute("ANALYZE")
        connection.commit()
    assert held >= results
