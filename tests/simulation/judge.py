"""Judges a run by the files alone: the journal against the centre's database and disk, and the tablets against the centre."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sync.domain.compounds import Originals
from tests.simulation.chains import check_chains
from tests.simulation.journal import Act, Answered, Journal
from tests.simulation.officers import ANY, Officer
from tests.simulation.stage import POLICIES, Stage, evidence_of
from tests.simulation.witness import Broken


class Kept(NamedTuple):
    """An operation as the centre keeps it."""

    id: str
    tablet: int
    seq: int
    status: str
    line: dict[str, Any]
    raw: bytes


@dataclass
class Judge:
    """Every check raises Broken with the name of the promise."""

    stage: Stage
    journal: Journal
    officers: Sequence[Officer]

    @property
    def tablets(self) -> int:
        return len(self.officers)

    def judge(self) -> None:
        """All of it."""
        with closing(self._open(self.stage.centre_actor.folder / "centre.db")) as self.centre:
            for check in CHECKS:
                check(self)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the centre."""
        return self.centre.execute(query, values).fetchall()

    def tablet(self, number: int) -> "closing[sqlite3.Connection]":
        """A tablet's database."""
        return closing(self._open(self.stage.tablet_actors[number].folder / "tablet.db"))

    @cached_property
    def operations(self) -> list[Kept]:
        """In the order the centre received them."""
        numbers = {device.bytes: number for number, device in enumerate(self.stage.devices)}
        return [
            Kept(str(UUID(bytes=row[0])), numbers[row[1]], row[2], row[3], json.loads(row[4]), row[4])
            for row in self.rows("SELECT id, device_id, seq, status, line FROM operations ORDER BY rowid")
        ]

    @cached_property
    def revision_of(self) -> dict[Act, str]:
        """The operation that an acknowledged act became."""
        return {_act_of(kept): kept.id for kept in self.operations}

    def _open(self, path: Path) -> sqlite3.Connection:
        return sqlite3.connect(path)


def nothing_is_lost(judge: Judge) -> None:
    """Every acknowledged act is one operation at the centre; what was under way at a kill is there at most once."""
    there = Counter(_act_of(kept) for kept in judge.operations)
    acknowledged = Counter(act for act in judge.journal.acts if act.kind != "photo.add")
    if lost := acknowledged - there:
        raise Broken("lost", f"{sorted(lost)}")
    _check_extra(judge, there - acknowledged)


def _check_extra(judge: Judge, extra: Counter[Act]) -> None:
    unsure = Counter(judge.journal.unsure)
    for act, count in extra.items():
        if act.kind == "photo.add":
            continue
        likely = act if unsure[act] else act._replace(detail=ANY)
        if unsure[likely] < count:
            raise Broken("doubled", f"{act} {count} times more than acknowledged")
        unsure[likely] -= count


def nothing_is_doubled(judge: Judge) -> None:
    """One row for each operation, in every table that operations fill."""
    for device, seq, count in judge.rows(
        "SELECT hex(device_id), seq, count(*) FROM operations GROUP BY 1, 2 HAVING count(*) > 1"
    ):
        raise Broken("doubled", f"operation {seq} of {device} is there {count} times")
    for kind, table, statuses in (
        ("result.set", "result_revisions", ("applied", "conflict")),
        ("photo.add", "photos", ("applied", "conflict")),
        ("inspection.sign", "signatures", ("applied", "conflict")),
    ):
        made = sum(kept.line["kind"] == kind and kept.status in statuses for kept in judge.operations)
        (there,) = judge.rows(f"SELECT count(*) FROM {table}")[0]
        if there != made:
            raise Broken("doubled" if there > made else "lost", f"{there} rows in {table} for {made} operations")
    submitted = Counter(
        kept.line["body"]["inspection_id"] for kept in _of_kind(judge, "inspection.submit") if kept.status == "applied"
    )
    reviewed = Counter(str(UUID(bytes=row[0])) for row in judge.rows("SELECT inspection_id FROM reviews WHERE act = 'submitted'"))
    if submitted != reviewed:
        raise Broken("doubled", f"submissions {submitted} and their entries {reviewed}")


def nothing_is_set_apart(judge: Judge) -> None:
    """Honest tablets have nothing rejected."""
    for code, reason in judge.rows("SELECT code, reason FROM quarantine"):
        raise Broken("rejected", f"{code}: {reason}")
    rejected = [kept for kept in judge.operations if kept.status not in ("applied", "conflict")]
    if rejected:
        raise Broken("rejected", f"{rejected[0]}")


def promises_to_supervisors_stand(judge: Judge) -> None:
    """What a supervisor was told is there once; what stayed without an answer, at most once."""
    there = Counter(
        (str(UUID(bytes=inspection)), rev, act)
        for inspection, rev, act in judge.rows("SELECT inspection_id, state_rev, act FROM reviews WHERE act != 'submitted'")
    )
    if lost := judge.journal.reviews - there:
        raise Broken("lost", f"reviews {lost}")
    if extra := there - judge.journal.unsure_reviews:
        raise Broken("doubled", f"reviews {extra}")


def answers_told_to_tablets_stand(judge: Judge) -> None:
    """An operation that a tablet heard of is at the centre, with that outcome."""
    statuses = {kept.id: kept.status for kept in judge.operations}
    for operation, told in judge.journal.settled.items():
        held = statuses.get(operation)
        if held is None or (told != "duplicate" and told != held):
            raise Broken("lost", f"operation {operation} was answered {told} and is {held}")


def nothing_is_overwritten_unseen(judge: Judge) -> None:
    """Every value an officer gave stands in history, and either leads to the current one through what officers had on their
    screens, or says the same, or waits as a conflict for a person."""
    history = {
        str(UUID(bytes=row[0])): (str(UUID(bytes=row[1])), row[2], _canonical(row[3]), bool(row[4]))
        for row in judge.rows("SELECT id, inspection_id, item_code, value, conflict FROM result_revisions")
    }
    current = {
        (str(UUID(bytes=row[0])), row[1]): (str(UUID(bytes=row[2])), _canonical(row[3]))
        for row in judge.rows("SELECT inspection_id, item_code, revision, value FROM results")
    }
    answers = [*judge.journal.answers, *judge.journal.unsure_answers]
    answers += _undone(judge, {one.act for one in answers})
    seen = {judge.revision_of[one.act]: one.seen for one in answers if one.act in judge.revision_of}
    decided = _decided(judge, answers)
    for one in answers:
        revision = judge.revision_of.get(one.act)
        if revision is not None:
            _check_answer(one, revision, history, current, seen, decided)
    for (inspection, item), (revision, value) in current.items():
        if history.get(revision, ("", "", "", False))[:3] != (inspection, item, value):
            raise Broken("overwritten", f"the current value of {item} is in no history")


def _undone(judge: Judge, known: Collection[Act]) -> Iterator[Answered]:
    """What undos that were under way at a kill turned out to have taken back."""
    shown = {(one.act, one.item): one for one in judge.journal.unsure_undos}
    for act in judge.revision_of.keys() - known:
        item, _, value = act.detail.partition(" ")
        if one := shown.get((act._replace(detail=ANY), item)):
            yield one._replace(act=act, value=value)


def _decided(judge: Judge, answers: Sequence[Answered]) -> set[str]:
    """What an officer decided against, with it on the screen."""
    shown = {judge.revision_of[one.act]: one.contested for one in answers if one.act in judge.revision_of}
    decided: set[str] = set()
    for kept in _of_kind(judge, "result.set"):
        resolved = set(kept.line["body"].get("resolves", ()))
        if unseen := resolved - shown.get(kept.id, frozenset()):
            raise Broken("overwritten", f"operation {kept.id} decides against {unseen}, which its officer had not seen")
        decided |= resolved if kept.status == "applied" else set()
    return decided


def _check_answer(
    one: Answered,
    revision: str,
    history: dict[str, tuple[str, str, str, bool]],
    current: dict[tuple[str, str], tuple[str, str]],
    seen: dict[str, str | None],
    decided: set[str],
) -> None:
    place = (one.act.inspection, one.item)
    if revision not in history or history[revision][:3] != (*place, one.value):
        raise Broken("lost", f"answer {one} is in no history")
    line = list(_ancestry(current[place][0], seen)) if place in current else []
    values = {history[ancestor][2] for ancestor in line if ancestor in history}
    conflict = history[revision][3] or revision in decided
    if revision not in line and not conflict and one.value not in values:
        raise Broken("overwritten", f"{one} was replaced by somebody who had not seen it, and no conflict says so")
    if revision in line and history[revision][3]:
        raise Broken("overwritten", f"{one} is called a conflict and stands")


def _ancestry(revision: str | None, seen: dict[str, str | None]) -> Iterator[str]:
    while revision is not None:
        yield revision
        revision = seen.get(revision)


def photos_are_whole(judge: Judge) -> None:
    """Every picture a tablet had received is a photo at the centre, byte for byte, as far as the campaign wants its files."""
    held = {path.name: sha256(path.read_bytes()).hexdigest() for path in judge.stage.settings.evidence.glob("??/*")}
    for name, digest in held.items():
        if not name.endswith(".part") and name != digest:
            raise Broken("spoilt", f"evidence {name} has the hash {digest}")
    if gone := judge.journal.stored - held.keys():
        raise Broken("lost", f"evidence with a receipt: {gone}")
    records = {UUID(bytes=row[0]): row for row in judge.rows("SELECT id, removed_at, copy_sha256, original_sha256 FROM photos")}
    policies = dict(zip(judge.stage.inspections.values(), POLICIES, strict=True))
    for photo, original in judge.journal.pictures.items():
        number, inspection, _, _ = judge.journal.pictures_of[photo]
        if photo not in records:
            _check_still_waiting(judge, number, photo, original)
        elif records[photo][1] is None:
            _check_files(judge, photo, original, policies[inspection], held)
    for digest in (row[0] for row in judge.rows("SELECT sha256 FROM evidence")):
        if digest not in held:
            raise Broken("lost", f"the index names {digest}, the disk does not have it")


def _check_still_waiting(judge: Judge, number: int, photo: UUID, original: bytes) -> None:
    """An inspection that was submitted meanwhile takes no more photos: then the picture waits on the tablet, in sight."""
    folder = judge.stage.tablet_actors[number].folder
    inspection = judge.journal.pictures_of[photo][1]
    digest = sha256(original).hexdigest()
    with judge.tablet(number) as tablet:
        state = tablet.execute("SELECT state FROM inspections WHERE id = ?", (inspection.bytes,)).fetchone()
    note, file = folder / "arrivals" / f"{photo}.json", folder / "evidence" / digest[:2] / digest
    if not note.exists() or not file.exists() or file.read_bytes() != original:
        raise Broken("lost", f"picture {photo} is neither a photo nor waiting on tablet {number}")
    if state is None or state[0] not in ("submitted", "accepted"):
        raise Broken("stuck", f"picture {photo} waits on tablet {number} although the inspection is open")
    shown, _ = judge.officers[number].tablet.backlog.troubled(0, 1_000)
    if str(photo) not in {entry.key for entry in shown}:
        raise Broken("hidden", f"picture {photo} waits on tablet {number}, and the queue there does not say so")


def _check_files(judge: Judge, photo: UUID, original: bytes, policy: Originals, held: dict[str, str]) -> None:
    copy = evidence_of(original).copy_sha256
    if copy not in held:
        raise Broken("lost", f"evidence copy of {photo}")
    wanted = policy is not Originals.ON_DEMAND or photo in judge.journal.wanted_originals
    if wanted and sha256(original).hexdigest() not in held:
        raise Broken("lost", f"original of {photo}, {policy}")


def nothing_is_stuck(judge: Judge) -> None:
    """The last sync of every tablet ended well; no outbox line waits, no file waits, no file is given up."""
    for number in range(judge.tablets):
        status = judge.officers[number].tablet.sync.status()
        if status.error is not None or status.backlog.records or status.backlog.files:
            raise Broken("stuck", f"tablet {number}: {status.error}, {status.backlog}")
        with judge.tablet(number) as tablet:
            for seq, kind, status in tablet.execute(
                "SELECT seq, kind, status FROM outbox WHERE status NOT IN ('applied', 'conflict')"
            ).fetchall():
                raise Broken("stuck", f"tablet {number}: operation {seq} {kind} is {status}")
            for digest, trouble in tablet.execute("SELECT sha256, trouble FROM evidence WHERE trouble IS NOT NULL").fetchall():
                raise Broken("stuck", f"tablet {number}: file {digest} was given up: {trouble}")


def everyone_agrees(judge: Judge) -> None:
    """Every tablet of the team shows what the centre has, item by item."""
    wanted = _shown(judge.centre, _CENTRE)
    for number in range(judge.tablets):
        with judge.tablet(number) as tablet:
            shown = _shown(tablet, _TABLET)
        for part, there in wanted.items():
            if shown[part] != there:
                ours, theirs = sorted(shown[part] - there), sorted(there - shown[part])
                raise Broken("diverged", f"tablet {number}, {part}: tablet {ours}, centre {theirs}")


_CENTRE = {
    "results": "SELECT hex(inspection_id), item_code, value, hex(revision), hex(author) FROM results",
    "inspections": "SELECT hex(id), state, state_rev FROM inspections",
    "photos": "SELECT hex(inspection_id), hex(id), removed_at IS NULL FROM photos",
    "signatures": "SELECT hex(inspection_id), hex(id), hex(author) FROM signatures",
}
_TABLET = _CENTRE


def _shown(connection: sqlite3.Connection, queries: dict[str, str]) -> dict[str, set[tuple[Any, ...]]]:
    found = {part: set(connection.execute(query).fetchall()) for part, query in queries.items()}
    found["results"] = {(row[0], row[1], _canonical(row[2]), *row[3:]) for row in found["results"]}
    return found


def conflicts_are_shown(judge: Judge) -> None:
    """Every value in conflict stands on every tablet of the team, until somebody's decision that took effect settled it, or its
    author took it back or it was said again; and nothing else does."""
    of_item: dict[tuple[str, str], list[Kept]] = defaultdict(list)
    for kept in _of_kind(judge, "result.set"):
        body = kept.line["body"]
        of_item[body["inspection_id"], body["item_code"]].append(kept)
    wanted = {kept.id for said in of_item.values() for kept in said if kept.status == "conflict" and not _settled(kept, said)}
    for number in range(judge.tablets):
        with judge.tablet(number) as tablet:
            rows = tablet.execute("SELECT id FROM contested WHERE settled_by IS NULL").fetchall()
        shown = {str(UUID(bytes=row[0])) for row in rows}
        if hidden := wanted - shown:
            raise Broken("conflict hidden", f"tablet {number} does not show {hidden}")
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


def chains_hold(judge: Judge) -> None:
    """The chain of every tablet, worked out anew; receipts of both sides are over links of it."""
    lines: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
    for kept in judge.operations:
        lines[kept.tablet].append((kept.seq, kept.raw))
    receipts = judge.rows("SELECT device_id, seq, link, received_at, key_id, signature FROM receipts")
    for number in range(judge.tablets):
        with judge.tablet(number) as tablet:
            receipts += tablet.execute("SELECT device_id, seq, link, received_at, key_id, signature FROM receipts").fetchall()
            outbox = tablet.execute("SELECT seq, line FROM outbox ORDER BY seq").fetchall()
        if outbox != sorted(lines[number]):
            raise Broken("hash", f"tablet {number}: its lines are not the centre's, byte for byte")
    check_chains(
        judge.stage.centre_actor.folder / "centre-key.pem",
        {judge.stage.devices[number]: sorted(of_tablet) for number, of_tablet in lines.items()},
        receipts,
    )


CHECKS: Sequence[Callable[[Judge], None]] = (
    nothing_is_set_apart,
    nothing_is_stuck,
    nothing_is_lost,
    nothing_is_doubled,
    promises_to_supervisors_stand,
    answers_told_to_tablets_stand,
    nothing_is_overwritten_unseen,
    photos_are_whole,
    everyone_agrees,
    conflicts_are_shown,
    chains_hold,
)


def _of_kind(judge: Judge, kind: str) -> list[Kept]:
    return [kept for kept in judge.operations if kept.line["kind"] == kind]


def _act_of(kept: Kept) -> Act:
    """The act that a line says it was."""
    line, body = kept.line, kept.line["body"]
    detail, at = "", line["at"]
    if line["kind"] == "result.set":
        detail = f"{body['item_code']} {_canonical(json.dumps(body['value']))}"
    elif line["kind"] == "photo.add":
        detail, at = body["photo"]["photo_id"], ""
    elif line["kind"] == "photo.remove":
        detail = body["photo_id"]
    return Act(kept.tablet, line["kind"], body["inspection_id"], detail, line["by"], at)


def _canonical(value: str) -> str:
    return json.dumps(json.loads(value), ensure_ascii=False, sort_keys=True)
