"""Promises about the end of a run: nothing waits, everybody shows the same, conflicts are in sight, chains hold."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tests.simulation.chains import check_chains
from tests.simulation.found import Found, Kept, canonical
from tests.simulation.witness import Broken


def nothing_is_stuck(found: Found) -> None:
    """The last sync of every tablet ended well; no outbox line waits, no file waits, no file is given up."""
    for number in range(found.tablets):
        status = found.officers[number].tablet.sync.status()
        with found.tablet(number) as tablet:
            waiting = tablet.execute(
                "SELECT seq, kind, status, line FROM outbox WHERE status NOT IN ('applied', 'conflict')"
            ).fetchall()
            for seq, kind, said, line in waiting:
                if not (said == "hold" and _waits_for_a_photo_that_is_gone(found, json.loads(line)["body"])):
                    raise Broken("stuck", f"tablet {number}: operation {seq} {kind} is {said}")
            if status.error is not None or status.backlog.records != len(waiting) or status.backlog.files:
                raise Broken("stuck", f"tablet {number}: {status.error}, {status.backlog}")
            for digest, trouble in tablet.execute("SELECT sha256, trouble FROM evidence WHERE trouble IS NOT NULL").fetchall():
                raise Broken("stuck", f"tablet {number}: file {digest} was given up: {trouble}")


def _waits_for_a_photo_that_is_gone(found: Found, body: dict[str, Any]) -> bool:
    """Only what depends on it waits, in sight, where the one tablet that had it was lost for good."""
    photo = body.get("photo_id") or body.get("photo", {}).get("annotates")
    return photo is not None and found.is_gone(photo)


def everyone_agrees(found: Found) -> None:
    """Every tablet of the team shows what the centre has, item by item; what the centre has forgotten is shown as that."""
    wanted = _shown(found.centre)
    for number in range(found.tablets):
        with found.tablet(number) as tablet:
            shown = _shown(tablet)
            shown["inspections"] -= set(
                tablet.execute(f"{_SHOWN['inspections']} WHERE refusal = 'inspection-forgotten'").fetchall()
            )
        for part, there in wanted.items():
            if shown[part] != there:
                ours, theirs = sorted(shown[part] - there), sorted(there - shown[part])
                raise Broken("diverged", f"tablet {number}, {part}: tablet {ours}, centre {theirs}")


_SHOWN = {
    "results": "SELECT hex(inspection_id), item_code, value, hex(revision), hex(author) FROM results",
    "inspections": "SELECT hex(id), state, state_rev FROM inspections",
    "photos": "SELECT hex(inspection_id), hex(id), removed_at IS NULL FROM photos",
    "signatures": "SELECT hex(inspection_id), hex(id), hex(author) FROM signatures",
}


def _shown(connection: sqlite3.Connection) -> dict[str, set[tuple[Any, ...]]]:
    found = {part: set(connection.execute(query).fetchall()) for part, query in _SHOWN.items()}
    found["results"] = {(row[0], row[1], canonical(row[2]), *row[3:]) for row in found["results"]}
    return found


def conflicts_are_shown(found: Found) -> None:
    """Every value in conflict stands on every tablet of the team, until somebody's decision that took effect settled it, or its
    author took it back or it was said again; and nothing else does."""
    of_item: dict[tuple[str, str], list[Kept]] = defaultdict(list)
    for kept in found.of_kind("result.set"):
        body = kept.line["body"]
        of_item[body["inspection_id"], body["item_code"]].append(kept)
    wanted = {kept.id for said in of_item.values() for kept in said if kept.status == "conflict" and not _settled(kept, said)}
    for number in range(found.tablets):
        with found.tablet(number) as tablet:
            rows = tablet.execute("SELECT id FROM contested WHERE settled_by IS NULL").fetchall()
        shown = {str(UUID(bytes=row[0])) for row in rows}
        if hidden := wanted - shown:
            raise Broken("conflict hidden", f"tablet {number} does not show {hidden}")
        if found.journal.gone:  # what only a lost tablet could send again stays in sight
            shown &= {kept.id for kept in found.operations}
        if settled := shown - wanted:
            raise Broken("diverged", f"tablet {number} shows {settled}, which were settled")


def _settled(contested: Kept, said: Sequence[Kept]) -> bool:
    for later in said:
        body = later.line["body"]
        again = later.line["by"] == contested.line["by"] or body["value"] == contested.line["body"]["value"]
        if body.get("base") == contested.id:
            return True
        if contested.id in body.get("resolves", ()) and (later.status == "applied" or again):
            return True
    return False


def chains_hold(found: Found) -> None:
    """The chain of every tablet, worked out anew; receipts of both sides are over links of it. One whose data were put back has
    forgotten lines of an earlier name, and has none that the centre does not have."""
    lines: dict[UUID, list[tuple[int, bytes]]] = {device: [] for device in found.journal.devices}
    for kept in found.operations:
        lines[kept.device].append((kept.seq, kept.raw))
    whole = found.journal.whole_chains()
    receipts = found.rows("SELECT device_id, seq, link, received_at, key_id, signature FROM receipts")
    for number in range(found.tablets):
        with found.tablet(number) as tablet:
            receipts += tablet.execute("SELECT device_id, seq, link, received_at, key_id, signature FROM receipts").fetchall()
            outbox = tablet.execute("SELECT seq, line FROM outbox ORDER BY seq").fetchall()
        if held := {(seq, line) for seq, line in outbox if _waits_for_a_photo_that_is_gone(found, json.loads(line)["body"])}:
            outbox = [entry for entry in outbox if entry not in held]
            whole.discard(found.journal.device_of(number))
        devices = [device for device, tablet_of in found.journal.devices.items() if tablet_of == number]
        at_centre = {line for device in devices for line in lines[device]}
        if not set(outbox) <= at_centre or (len(devices) == 1 and len(outbox) < len(at_centre)):
            raise Broken("hash", f"tablet {number}: its lines are not the centre's, byte for byte")
    check_chains(
        found.stage.centre_actor.folder / "centre-key.pem",
        {device: sorted(of_device) for device, of_device in lines.items()},
        receipts,
        whole,
    )
