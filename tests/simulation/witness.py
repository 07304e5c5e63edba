"""Watches the line while a run lasts: what the centre promised when, and whether its news leave anything out."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from uuid import UUID

from tests.simulation.found import act_of, operations_at
from tests.simulation.journal import Act, Journal
from tests.simulation.line import Answer, Request
from tests.simulation.stage import Stage

_CHANGES = "SELECT kind, subject, detail, origin_device FROM changes WHERE stream = ? AND seq > ? AND seq <= ?"


class Broken(AssertionError):
    """A promise that was not kept. ``promise`` is its short name."""

    def __init__(self, promise: str, what: str) -> None:
        super().__init__(f"{promise}: {what}")
        self.promise = promise


class Witness:
    """Told of every answer that the centre gave."""

    def __init__(self, stage: Stage, journal: Journal) -> None:
        self._stage = stage
        self._journal = journal
        self._set_back = False
        self.pulls = 0
        self.receipts = 0

    def see(self, request: Request, answer: Answer, arrives: bool) -> None:
        """Raises Broken."""
        if answer.status != 200:
            return
        if request.path.endswith("/changes"):
            self._check_news(request, json.loads(answer.body))
        elif request.carries_evidence:
            told = json.loads(answer.body)
            for state in told.get("files", [told]):
                self._check_receipt(state)
        elif request.path.endswith("/operations") and arrives:
            for outcome in json.loads(answer.body)["outcomes"]:
                if outcome["status"] != "hold":
                    self._journal.settled[outcome["id"]] = outcome["status"]

    def set_back(self) -> None:
        """The centre counts on from an older state."""
        self._set_back = True

    def waited(self, tablet: int, seconds: float | None, most: float) -> None:
        """Raises Broken when a tablet that nobody paused plans its next try too late, or none."""
        if seconds is None or seconds > most:
            raise Broken("stuck", f"tablet {tablet} plans its next try in {seconds} s")

    def photos_at_centre(self) -> list[UUID]:
        """Photos whose record the centre has."""
        with self._database() as connection:
            return [UUID(bytes=row[0]) for row in connection.execute("SELECT id FROM photos ORDER BY id")]

    def acts_at_centre(self) -> set[Act]:
        """What the centre has of officers' acts."""
        with self._database() as connection:
            return {act_of(kept) for kept in operations_at(connection, self._journal)}

    def whole_photos(self) -> set[UUID]:
        """Photos whose record, copy and original the centre has."""
        with self._database() as connection:
            rows = connection.execute(
                "SELECT id FROM photos JOIN evidence copies ON copies.sha256 = copy_sha256"
                " JOIN evidence originals ON originals.sha256 = original_sha256"
            )
            return {UUID(bytes=row[0]) for row in rows}

    def _check_receipt(self, state: dict[str, object]) -> None:
        """A receipt is given for a whole file only, and the file is there at that moment."""
        if state["complete"]:
            digest = str(state["sha256"])
            path = self._stage.settings.evidence / digest[:2] / digest
            if not path.exists() or sha256(path.read_bytes()).hexdigest() != digest:
                raise Broken("receipt without evidence", digest)
            self._journal.stored.add(digest)
            self.receipts += 1

    def _check_news(self, request: Request, news: dict[str, object]) -> None:
        """Everything between two cursors that others did stands in the answer."""
        self.pulls += 1
        if request.cursor is None:
            return
        if self._set_back and _life(request.cursor) != _life(str(news["cursor"])):
            return  # other changes had these numbers before; that nobody misses any, the judge sees at the end
        before, after = _read(request.cursor), _read(str(news["cursor"]))
        named = _named(news)
        device = self._journal.device_of(int(request.end.split()[1])).bytes
        with self._database() as connection:
            for stream, reached in after.items():
                if reached < before.get(stream, 0):
                    raise Broken("cursor went back", f"{request.end}: {stream}")
                for kind, subject, detail, origin in connection.execute(_CHANGES, (stream, before.get(stream, 0), reached)):
                    if origin != device and not _wanted(kind, subject, json.loads(detail)) <= named:
                        raise Broken("cursor skips", f"{request.end}: {kind} {detail} of {stream}")

    def _database(self) -> "closing[sqlite3.Connection]":
        return closing(sqlite3.connect(self._stage.centre_actor.folder / "centre.db"))


def _read(cursor: str) -> dict[str, int]:
    """Numbers by stream; what stands before ``~`` is the life they are of."""
    numbers = cursor.rpartition("~")[2]
    return {stream: int(number) for stream, _, number in (part.rpartition(".") for part in numbers.split(",") if part)}


def _life(cursor: str) -> str:
    return cursor.rpartition("~")[0]


def _named(news: dict[str, object]) -> set[tuple[str, str, str]]:
    """What an answer brings: an assignment brings all that was recorded on it, so it is looked for by its inspection."""
    results, photos, heads = (news.get(name, []) for name in ("results", "photos", "inspections"))
    return {
        *(("result", one["inspection_id"], one["item_code"]) for one in results),  # type: ignore[attr-defined]
        *(("photo", one["inspection_id"], one["facts"]["photo_id"]) for one in photos),  # type: ignore[attr-defined]
        *(("inspection", one["inspection_id"], "") for one in heads),  # type: ignore[attr-defined]
    }


def _wanted(kind: str, subject: bytes, names: list[str]) -> set[tuple[str, str, str]]:
    inspection = str(UUID(bytes=subject)) if subject else ""
    if kind == "inspection":
        return {(kind, inspection, "")}
    return {(kind, inspection, name) for name in names} if kind in ("result", "photo") else set()
