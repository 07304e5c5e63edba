"""What must stand on a tablet once everything has healed."""

import json
from collections.abc import Iterator

from tests.full_stack.claims import Claims
from tests.full_stack.oracle_of_centre import canonical_text
from tests.full_stack.tables import CentreTables, TabletTables


def tablet_problems(claims: Claims, tablet: TabletTables, centre: CentreTables) -> Iterator[str]:
    """Nothing waits, nothing is in trouble, and the tablet says what the centre says."""
    if tablet.intact != "ok":
        yield f"the database is broken: {tablet.intact}"
    yield from _outbox_problems(claims, tablet, centre)
    yield from _evidence_problems(tablet)
    yield from _view_problems(tablet, centre)
    yield from (f"a picture was left behind: {path.name}" for path in tablet.arrivals)


def _outbox_problems(claims: Claims, tablet: TabletTables, centre: CentreTables) -> Iterator[str]:
    held = {row["seq"]: row for row in centre.operations if row["device_id"] == claims.device}
    for row in tablet.outbox:
        there = held.get(row["seq"])
        if there is None or there["line"] != row["line"] or there["status"] != row["status"]:
            yield f"operation {row['seq']} ({row['kind']}) is {row['status']}, at the centre {there and there['status']}"
    if len(held) != len(tablet.outbox):
        yield f"{len(tablet.outbox)} operations, at the centre {len(held)}"
    bodies = [json.loads(row["line"])["body"] for row in centre.operations if row["kind"] == "result.set"]
    resolved = {op for body in bodies for op in (*body.get("resolves", ()), body.get("base"))}
    for row in tablet.outbox:
        if row["status"] == "conflict" and row["kind"] == "result.set" and row["op_id"] not in tablet.contested | resolved:
            yield f"the conflict over {row['item_code']} is shown to nobody, and nobody decided it"


def _evidence_problems(tablet: TabletTables) -> Iterator[str]:
    wanted = {row["id"] for row in tablet.photos if row["removed_at"] is None}
    for row in tablet.evidence:
        if row["trouble"] is not None or (row["photo_id"] in wanted and row["stored_at"] is None):
            yield f"{row['role']} of photo {row['photo_id']} has no receipt, trouble {row['trouble']}"


def _view_problems(tablet: TabletTables, centre: CentreTables) -> Iterator[str]:
    mine = {row["inspection_id"] for row in tablet.results}
    seen = {(row["inspection_id"], row["item_code"]): (row["revision"], canonical_text(row)) for row in tablet.results}
    there = {
        (row["inspection_id"], row["item_code"]): (row["revision"], canonical_text(row))
        for row in centre.results
        if row["inspection_id"] in mine
    }
    yield from (
        f"{key[1]} is {seen.get(key)}, at the centre {there.get(key)}"
        for key in seen.keys() | there.keys()
        if seen.get(key) != there.get(key)
    )
    photos = {row["id"]: row["removed_at"] is None for row in tablet.photos}
    for row in centre.photos:
        if row["inspection_id"] in mine and photos.get(row["id"]) != (row["removed_at"] is None):
            yield f"photo {row['id']} is {photos.get(row['id'])}: {json.loads(row['facts'])['item_code']}"
