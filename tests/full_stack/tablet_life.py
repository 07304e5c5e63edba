"""One life of a tablet: from the start of the app to the end of its work, or to the kill.

It does what a person does on the screen, through the services that the screen uses, and writes into its journal what the app
acknowledged. After a kill the person looks at the screen first: what is there was saved, what is not is done again.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.fleet.pictures import with_size
from inspector_app.services.enrolment import Device
from inspector_app.services.records import Sheet
from sync.client.http_centre import HttpCentre
from sync.client.transport import Transport
from sync.domain.inspections import ResultValue, State
from sync.errors import Unavailable
from sync.imaging.scenes import draw_scene
from sync.protocol.calls import TabletCalls
from sync.protocol.codec import from_plain, to_plain
from tests.full_stack.dice import dice
from tests.full_stack.faults import PATIENCE
from tests.full_stack.journal import Journal, read_journal

_SCENE = draw_scene(dice("scene"), 96, 72)
_BETWEEN_TRIES = 0.02


def live(job: dict[str, Any], arm: Callable[[], None]) -> None:
    """Go on where the journal of earlier lives ends; returns when everything is recorded and sent."""
    past = read_journal(Path(job["journal"]))
    tablet = open_tablet(Path(job["folder"]), connect=_connect)
    with Journal(Path(job["journal"])) as journal:
        journal.note("life", life=job["life"])
        tablet.photos.left_behind.recover()
        arm()
        journal.note("enrolled", device=str(_enrolled(tablet, job).id))
        while not tablet.assignments.waiting():
            tablet.sync.run_once()
        _Person(job, tablet, journal, past).work()
        journal.note("done", life=job["life"])
    tablet.close()


def _enrolled(tablet: Tablet, job: dict[str, Any]) -> Device:
    """Who the tablet is; before that somebody types the code, again when the line was bad."""
    while (device := tablet.enrolment.device()) is None:
        with suppress(Unavailable):
            tablet.enrolment.enrol(job["url"], job["code"], job["name"])
    return device


def _connect(centre_url: str, token: str | None) -> TabletCalls:
    """The product's client with less patience, so that a schedule takes seconds."""
    return HttpCentre(centre_url, transport=Transport(centre_url, token, timeouts=(PATIENCE, PATIENCE)))


class _Person:
    """Who holds the tablet."""

    def __init__(self, job: dict[str, Any], tablet: Tablet, journal: Journal, past: list[dict[str, Any]]) -> None:
        self._job = job
        self._tablet = tablet
        self._journal = journal
        self._by = UUID(job["by"])
        self._acked = {entry["step"]: entry for entry in past if entry["what"] == "ack"}
        self._tried: dict[int, list[dict[str, Any]]] = {}
        for entry in past:
            if entry["what"] == "intent":
                self._tried.setdefault(entry["step"], []).append(entry)
        self._sending = threading.Event()
        self._over = threading.Event()

    def work(self) -> None:
        """All steps, then until nothing waits. The line is used from the planned step on."""
        sync = threading.Thread(target=self._keep_sending, daemon=True)
        sync.start()
        for number, step in enumerate(self._job["steps"]):
            if number >= self._job["online_from"]:
                self._sending.set()
            if number not in self._acked:
                self._step(number, step)
        self._sending.set()
        sync.join()

    def _keep_sending(self) -> None:
        """Until everything is recorded and nothing waits any more."""
        self._sending.wait()
        while True:
            all_recorded = len(self._acked) == len(self._job["steps"])
            status = self._tablet.sync.run_once()
            if all_recorded and status.error is None and not status.backlog.records and not status.backlog.files:
                return
            time.sleep(_BETWEEN_TRIES)

    def _step(self, number: int, step: dict[str, Any]) -> None:
        inspection = UUID(self._job["inspections"][step["where"]])
        seen = self._seen_after_a_kill(number, step, inspection)
        if seen is None:
            seen = getattr(self, f"_{step['kind']}")(number, step, inspection)
        entry = {"step": number, "kind": step["kind"], "inspection": str(inspection), "item": step["item"], **seen}
        self._journal.note("ack", **entry)
        self._acked[number] = entry

    def _intend(self, number: int, step: dict[str, Any], inspection: UUID, **more: Any) -> None:
        fields = {"kind": step["kind"], "inspection": str(inspection), "item": step["item"]}
        self._journal.note("intent", step=number, **fields, **more)

    def _start(self, number: int, step: dict[str, Any], inspection: UUID) -> dict[str, Any]:
        waiting = self._tablet.assignments.waiting()
        assignment = next(entry.assignment for entry in waiting if entry.assignment.inspection_id == inspection)
        self._intend(number, step, inspection)
        self._tablet.inspections.start(assignment.id, self._by)
        return {}

    def _reopen(self, number: int, step: dict[str, Any], inspection: UUID) -> dict[str, Any]:
        """Wait for the supervisor's word."""
        self._intend(number, step, inspection)
        self._sending.set()
        while self._sheet(inspection).record.state is not State.RETURNED:
            time.sleep(_BETWEEN_TRIES)
        return {}

    def _answer(self, number: int, step: dict[str, Any], inspection: UUID) -> dict[str, Any]:
        value = from_plain(step["value"], ResultValue)
        seen = self._sheet(inspection)
        revision = seen.results[step["item"]].revision
        self._intend(number, step, inspection, value=to_plain(value), seen=str(revision) if revision else None)
        result = self._tablet.inspections.answer(inspection, step["item"], value, self._by, seen)
        return {"op": str(result.revision), "value": to_plain(value), "new": result.author == self._by}

    def _photo(self, number: int, step: dict[str, Any], inspection: UUID) -> dict[str, Any]:
        names = (self._job["seed"], "photo", self._job["tablet"], number, len(self._tried.get(number, ())))
        original = with_size(_SCENE, step["size"], dice(*names))
        self._intend(number, step, inspection, original=sha256(original).hexdigest())
        return _facts(self._tablet.photos.attach(inspection, step["item"], original, self._by).facts)

    def _remove(self, number: int, step: dict[str, Any], inspection: UUID) -> dict[str, Any]:
        photo = self._acked[step["photo"]]["photo"]
        self._intend(number, step, inspection, photo=photo)
        self._tablet.photos.remove(UUID(photo), self._by)
        return {"photo": photo}

    def _submit(self, number: int, step: dict[str, Any], inspection: UUID) -> dict[str, Any]:
        self._intend(number, step, inspection)
        self._tablet.inspections.submit(inspection, self._by)
        return {}

    def _seen_after_a_kill(self, number: int, step: dict[str, Any], inspection: UUID) -> dict[str, Any] | None:
        """What the screen shows of an act that a kill cut short; None when it is not there, or was never begun."""
        tried = self._tried.get(number)
        if not tried:
            return None
        if step["kind"] == "start" and not self._started(inspection):
            return None
        sheet = self._sheet(inspection)
        photos = [photo.facts for photos in sheet.photos.values() for photo in photos]
        if step["kind"] == "answer":
            result = sheet.results[step["item"]]
            mine = result.author == self._by and str(result.revision) not in {ack.get("op") for ack in self._acked.values()}
            there = mine and to_plain(result.value) == tried[-1]["value"]
            return {"op": str(result.revision), "value": tried[-1]["value"], "new": True} if there else None
        if step["kind"] == "photo":
            originals = {entry["original"] for entry in tried}
            return next((_facts(facts) for facts in photos if facts.original_sha256 in originals), None)
        if step["kind"] == "remove":
            photo = self._acked[step["photo"]]["photo"]
            return None if photo in {str(facts.photo_id) for facts in photos} else {"photo": photo}
        if step["kind"] == "reopen":
            return {} if sheet.record.state is State.RETURNED else None
        if step["kind"] == "submit":
            return {} if sheet.record.state is State.SUBMITTED else None
        return {}

    def _started(self, inspection: UUID) -> bool:
        return any(
            entry.assignment.inspection_id == inspection and entry.state is not None
            for entry in self._tablet.assignments.waiting()
        )

    def _sheet(self, inspection: UUID) -> Sheet:
        return self._tablet.inspections.sheet(inspection)


def _facts(facts: Any) -> dict[str, Any]:
    return {
        "photo": str(facts.photo_id),
        "original": facts.original_sha256,
        "original_size": facts.original_size,
        "copy": facts.copy_sha256,
        "copy_size": facts.copy_size,
    }
