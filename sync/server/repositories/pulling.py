"""News for one tablet: what its people may see, chosen by the change feed or as a whole."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import accumulate
from uuid import UUID

from sqlalchemy import Connection, Select, and_, bindparam, or_, select

from sync.protocol.messages import LOAD_BYTES, Changes
from sync.server.repositories import documents, schema
from sync.server.repositories.cursors import (
    UNRECORDED,
    Cursor,
    Heads,
    is_lost,
    newest_life,
    reached_by,
    read_cursor,
    write_cursor,
)
from sync.server.repositories.engine import CentreDatabase, stream_heads
from sync.server.repositories.feed import NO_NAMES, REGISTER
from sync.server.repositories.history import histories
from sync.server.repositories.lives import Lives
from sync.server.repositories.quarantine_reading import late_outcomes, tablets_of_people
from sync.server.repositories.releasing import Releases
from sync.server.services.known import Sender

PAGE = 500
"""Names of changed things in one answer, more only where a single entry of the feed has more."""
_A, _C, _M = schema.assignments.c, schema.changes.c, schema.assignment_members.c
_MINE = _M.person_id.in_(bindparam("people", expanding=True))
_VISIBLE = (
    select(_A.id, _A.inspection_id)
    .join_from(schema.assignments, schema.assignment_members, _M.assignment_id == _A.id)
    .where(_MINE)
    .distinct()
)


@dataclass(slots=True)
class Wanted:
    """Which entities go into an answer. ``whole``: all there are."""

    whole: bool = False
    people: bool = False
    checklists: bool = False
    assignments: set[UUID] = field(default_factory=set)
    withdrawn: set[UUID] = field(default_factory=set)
    inspections: set[UUID] = field(default_factory=set)
    results: set[tuple[UUID, str]] = field(default_factory=set)
    photos: set[UUID] = field(default_factory=set)
    outcomes: set[str] | None = field(default_factory=set)
    """Hashes of lines; None: all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the change feed."""

    stream: str
    seq: int
    kind: str
    subject: UUID
    names: Sequence[str]


class Pulling:
    """Answers pulls."""

    def __init__(self, database: CentreDatabase, releases: Releases, lives: Lives) -> None:
        self._database = database
        self._releases = releases
        self._lives = lives

    def begin(self) -> None:
        """The centre has been started: cursors are of a new life from now on."""
        self._lives.begin()

    def changes(self, sender: Sender, cursor: str | None, now: datetime) -> Changes:
        """What changed for a tablet since its cursor, in current form; None, or a cursor that cannot be read or is from a state
        that the centre has lost, asks for everything. The first who asks after the time of a draw finds its assignments made."""
        begun = self._lives.begin()
        with self._database.reading() as connection:
            if not self._releases.is_due(connection, now):
                return self._changes(connection, sender, cursor, now, begun)
        self._releases.release(now)
        with self._database.reading() as connection:
            return self._changes(connection, sender, cursor, now, begun)

    def _changes(self, connection: Connection, sender: Sender, cursor: str | None, now: datetime, begun: bool) -> Changes:
        heads, life = stream_heads(connection), newest_life(connection)
        visible = _visible(connection, sender.people)
        known = read_cursor(cursor)
        if known is None or is_lost(connection, known, life, heads):
            wanted, reached = _everything(visible), heads
        else:
            rows = _changed(connection, sender, known.numbers, heads)
            page = _page(rows)
            told = [(entry.stream, entry.seq) for entry in page]
            wanted, reached = _choose(page, sender, visible), reached_by(told, len(page) < len(rows), known.numbers, heads)
        asks_first_in_this_life = known is None or known.life != life
        missing = documents.missing_evidence(connection, visible.values()) if asks_first_in_this_life else ()
        cursor = write_cursor(Cursor(life if begun else UNRECORDED, reached))
        return _answer(connection, sender, wanted, cursor, reached != heads, missing, now)


def _visible(connection: Connection, people: Collection[UUID]) -> dict[UUID, UUID]:
    """Assignments of these people: inspection id by assignment id."""
    return {row.id: row.inspection_id for row in connection.execute(_VISIBLE, {"people": list(people)})}


def _everything(visible: dict[UUID, UUID]) -> Wanted:
    return Wanted(whole=True, people=True, checklists=True, assignments=set(visible), outcomes=None)


def _changed(connection: Connection, sender: Sender, known: Heads, heads: Heads) -> Sequence[Entry]:
    moved = [(stream, known.get(stream, 0)) for stream, n in heads.items() if n > known.get(stream, 0)]
    if not moved:
        return ()
    asked = {"people": list(sender.people), "device_id": sender.device_id}
    for place, (stream, seq) in enumerate(moved):
        asked |= {f"moved_{place}": stream, f"after_{place}": seq}
    rows = connection.execute(_changes_of(len(moved)), asked | {"most": PAGE + 1})
    return [Entry(row.stream, row.seq, row.kind, row.subject, json.loads(row.detail)) for row in rows]


@lru_cache(maxsize=64)
def _changes_of(streams: int) -> Select[tuple[object, ...]]:
    """What a tablet may hear of so many streams. Made once for each number: making it takes longer than running it."""
    places = range(streams)
    moved = [and_(_C.stream == bindparam(f"moved_{place}"), _C.seq > bindparam(f"after_{place}")) for place in places]
    taken_from_somebody = and_(_C.kind == "assignment", _C.detail != NO_NAMES)
    return (
        select(_C.stream, _C.seq, _C.kind, _C.subject, _C.detail)
        .where(or_(*moved))
        .where(or_(_C.origin_device.is_(None), _C.origin_device != bindparam("device_id")))
        .where(or_(_C.stream == REGISTER, taken_from_somebody, _C.assignment_id.in_(select(_M.assignment_id).where(_MINE))))
        .where(or_(_C.kind != "outcome", _C.subject.in_(tablets_of_people)))
        .order_by(_C.stream, _C.seq)
        .limit(bindparam("most"))
    )


def _page(entries: Sequence[Entry]) -> Sequence[Entry]:
    """As many entries from the front as fit into an answer, one at least."""
    sizes = accumulate(max(1, len(entry.names)) for entry in entries)
    return entries[: max(1, sum(size <= PAGE for size in sizes))]


def _choose(page: Iterable[Entry], sender: Sender, visible: dict[UUID, UUID]) -> Wanted:
    wanted = Wanted()
    left = {str(person) for person in sender.people}
    for entry in page:
        if entry.kind == "people":
            wanted.people = True
        elif entry.kind == "checklist":
            wanted.checklists = True
        elif entry.kind == "assignment" and entry.subject in visible:
            wanted.assignments.add(entry.subject)
        elif entry.kind == "assignment" and left.intersection(entry.names):
            wanted.withdrawn.add(entry.subject)
        elif entry.kind == "inspection":
            wanted.inspections.add(entry.subject)
        elif entry.kind == "result":
            wanted.results.update((entry.subject, code) for code in entry.names)
        elif entry.kind == "photo":
            wanted.photos.update(UUID(photo_id) for photo_id in entry.names)
        elif entry.kind == "outcome" and wanted.outcomes is not None:
            wanted.outcomes.update(entry.names)
    return wanted


def _answer(
    connection: Connection, sender: Sender, wanted: Wanted, cursor: str, more: bool, missing: tuple[str, ...], now: datetime
) -> Changes:
    """An assignment brings everything recorded on it along, and what came before it at its compound."""
    assignments = documents.assignments(connection, wanted.assignments)
    whole = {assignment.inspection_id for assignment in assignments}
    return Changes(
        cursor=cursor,
        more=more,
        centre_time=now,
        people=documents.people(connection, sender.device_id) if wanted.people else None,
        checklists=documents.checklists(connection, wanted.checklists, assignments),
        assignments=assignments,
        withdrawn=tuple(sorted(wanted.withdrawn)),
        inspections=documents.heads(connection, whole | wanted.inspections),
        results=documents.results(connection, whole, wanted.results),
        photos=documents.photos(connection, whole, wanted.photos),
        wanted_originals=documents.wanted_originals(connection, whole, wanted.photos),
        previous=histories(connection, wanted.assignments),
        late_outcomes=late_outcomes(connection, sender, wanted.outcomes),
        missing=missing,
        most=LOAD_BYTES,
        whole=wanted.whole,
    )
