"""What the files say after a run: the centre's database and disk, and the tablets'."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from tests.simulation.journal import Act, Journal
from tests.simulation.officers import Officer
from tests.simulation.stage import Stage


class Kept(NamedTuple):
    """An operation as the centre keeps it."""

    id: str
    device: UUID
    tablet: int
    seq: int
    status: str
    line: dict[str, Any]
    raw: bytes


@dataclass
class Found:
    """``centre``: its database, open for as long as is judged."""

    stage: Stage
    journal: Journal
    officers: Sequence[Officer]
    centre: sqlite3.Connection

    @property
    def tablets(self) -> int:
        return len(self.officers)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the centre."""
        return self.centre.execute(query, values).fetchall()

    def tablet(self, number: int) -> closing[sqlite3.Connection]:
        """A tablet's database."""
        return closing(sqlite3.connect(self.stage.tablet_actors[number].folder / "tablet.db"))

    @cached_property
    def operations(self) -> list[Kept]:
        """In the order the centre received them."""
        return operations_at(self.centre, self.journal)

    @cached_property
    def revision_of(self) -> dict[Act, str]:
        """The operation that an acknowledged act became."""
        return {act_of(kept): kept.id for kept in self.operations}

    def is_gone(self, photo: str) -> bool:
        """Whether a photo is nowhere any more, because a tablet was lost for good."""
        return bool(self.journal.gone) and not self.rows("SELECT 1 FROM photos WHERE id = ?", UUID(photo).bytes)

    def of_kind(self, kind: str) -> list[Kept]:
        """The operations of one kind, in the same order."""
        return [kept for kept in self.operations if kept.line["kind"] == kind]


@contextmanager
def found_after(stage: Stage, journal: Journal, officers: Sequence[Officer]) -> Iterator[Found]:
    """The files of a finished run, to be judged by a journal of what was acknowledged."""
    with closing(sqlite3.connect(stage.centre_actor.folder / "centre.db")) as centre:
        yield Found(stage, journal, officers, centre)


def operations_at(centre: sqlite3.Connection, journal: Journal) -> list[Kept]:
    """What the centre keeps, in the order it received it."""
    rows = centre.execute("SELECT id, device_id, seq, status, line FROM operations ORDER BY rowid").fetchall()
    return [_kept(journal, UUID(bytes=row[0]), UUID(bytes=row[1]), *row[2:]) for row in rows]


def _kept(journal: Journal, key: UUID, device: UUID, seq: int, status: str, raw: bytes) -> Kept:
    return Kept(str(key), device, journal.devices[device], seq, status, json.loads(raw), raw)


def act_of(kept: Kept) -> Act:
    """The act that a line says it was."""
    line, body = kept.line, kept.line["body"]
    detail, at = "", line["at"]
    if line["kind"] == "result.set":
        detail = f"{body['item_code']} {canonical(json.dumps(body['value']))}"
    elif line["kind"] == "photo.add":
        detail, at = body["photo"]["photo_id"], ""
    elif line["kind"] == "photo.remove":
        detail = body["photo_id"]
    return Act(kept.tablet, line["kind"], body["inspection_id"], detail, line["by"], at)


def canonical(value: str) -> str:
    return json.dumps(json.loads(value), ensure_ascii=False, sort_keys=True)
