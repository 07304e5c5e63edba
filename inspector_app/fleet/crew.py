"""One simulated tablet: a team that records its visits without a centre and sends them afterwards."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import uniform
from uuid import UUID

from inspector_app.bootstrap import Tablet, open_tablet
from inspector_app.fleet import journal as acts
from inspector_app.fleet.journal import Journal
from inspector_app.fleet.plan import PlannedResult, PlannedVisit
from inspector_app.services.photos import MakeEvidence
from inspector_app.services.records import PhotoRecord
from inspector_app.services.sync_status import SyncState
from sync.client.http_centre import HttpCentre
from sync.domain.clock import Clock
from sync.domain.compounds import Assignment
from sync.domain.people import Duty
from sync.errors import UsageInvalid
from sync.imaging.evidence import make_evidence
from sync.protocol.calls import TabletCalls

_TRIES = 6
_LONGEST_WAIT = 2.0


@dataclass
class Crew:
    """A tablet in a folder of its own.

    It records the planned ``visits`` at the assignments that its enrolment ``code`` brings, nearest due first, as the first
    officer of each team, or the first who is one of its ``people`` where these are said: a drawn team has several tablets.
    ``originals`` yields a photo whenever one is taken.
    """

    name: str
    folder: Path
    code: str
    visits: Sequence[PlannedVisit]
    journal: Journal
    originals: Iterator[bytes]
    make_evidence: MakeEvidence = make_evidence
    clock: Clock | None = None
    people: Collection[UUID] = ()
    links: list[HttpCentre] = field(default_factory=list)

    def enrol(self, centre_url: str) -> None:
        """Trade the code for a token and fetch the assignments. Raises what the centre or the line raise."""
        self.tablet.enrolment.enrol(centre_url, self.code, self.name)
        _until_sent(self.tablet)

    def record(self, done: Callable[[], None]) -> None:
        """All visits, without a centre; ``done`` is called after each. Raises UsageInvalid without enough assignments."""
        fresh = [entry.assignment for entry in self.tablet.assignments.waiting() if entry.state is None]
        if len(fresh) < len(self.visits):
            raise UsageInvalid(problem="usage.problem.assignments-too-few", tablet=self.name, count=len(fresh))
        for assignment, visit in zip(fresh, self.visits, strict=False):
            self._visit(assignment, visit)
            done()

    def send(self) -> None:
        """Sync until nothing waits. Raises the error of the last of several tries."""
        _until_sent(self.tablet)

    @cached_property
    def tablet(self) -> Tablet:
        """The app's use cases on this folder, open from the first use on like the app on a real tablet."""
        return open_tablet(self.folder, connect=self._connect, clock=self.clock, make_evidence=self.make_evidence)

    def close(self) -> None:
        """Put the tablet away."""
        self.tablet.close()
        for link in self.links:
            link.close()

    @property
    def bytes_sent(self) -> int:
        """Request lines, headers and bodies, so far."""
        return sum(link.bytes_sent for link in self.links)

    def _visit(self, assignment: Assignment, visit: PlannedVisit) -> None:
        author = next(
            member.person_id
            for member in assignment.team
            if member.duty is Duty.OFFICER and (not self.people or member.person_id in self.people)
        )
        inspection_id = self.tablet.inspections.start(assignment.id, author)
        self.journal.note(acts.started(inspection_id))
        for planned in visit:
            self._answer(author, inspection_id, planned)
        self.tablet.inspections.submit(inspection_id, author)
        self.journal.note(acts.submitted(inspection_id))

    def _answer(self, author: UUID, inspection_id: UUID, planned: PlannedResult) -> None:
        self.tablet.inspections.answer(inspection_id, planned.item_code, planned.value, author)
        self.journal.note(acts.answered(inspection_id, planned.item_code, planned.value))
        taken = [self._photograph(author, inspection_id, planned.item_code) for _ in range(planned.photos)]
        if planned.marks and taken:
            self._note(self.tablet.annotating.annotate(taken[0].facts.photo_id, planned.marks, author))

    def _photograph(self, author: UUID, inspection_id: UUID, item_code: str) -> PhotoRecord:
        photo = self.tablet.photos.attach(inspection_id, item_code, next(self.originals), author)
        self._note(photo)
        return photo

    def _note(self, photo: PhotoRecord) -> None:
        facts = photo.facts
        self.journal.note(acts.photographed(photo.inspection_id, facts), acts.kept(facts.copy_sha256, facts.copy_size))

    def _connect(self, centre_url: str, token: str | None) -> TabletCalls:
        link = HttpCentre(centre_url, token)
        self.links.append(link)
        return link


def _until_sent(tablet: Tablet) -> None:
    """Returns when nothing waits, or after the last try when something stays on hold. Raises the last try's error."""
    for _ in range(_TRIES):
        status = tablet.sync.run_once()
        if status.error is None and not status.backlog.records and not status.backlog.files:
            return
        if status.state is SyncState.WAITING:
            time.sleep(uniform(0, _LONGEST_WAIT))
    if status.error is not None:
        raise status.error
