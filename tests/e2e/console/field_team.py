"""A team in the field for tests of the console: real tablets, whole visits, without a browser."""

from collections.abc import Callable
from itertools import combinations
from random import Random
from uuid import UUID

from inspector_app.bootstrap import Tablet
from inspector_app.fleet.plan import PlannedVisit, plan_visits
from inspector_app.services.documents import Document
from inspector_app.services.records import AssignmentProgress, PhotoRecord
from inspector_app.services.signing import places_of, refusal_of
from sync.bundled import bundled_checklist
from sync.domain.checklists import Checklist, read_checklist
from sync.domain.clock import SystemClock, local_day
from sync.domain.compounds import Assignment, Compound
from sync.domain.inspections import VISIT, Outcome, ResultValue, Return
from sync.domain.marks import Arrow, BlurBox
from sync.domain.signatures import Ink, Part
from sync.imaging.scenes import draw_scene
from sync.sounds.wav import of_samples

PIXELS = (960, 720)
"""Of a photo: enough to be told from a placeholder, and quickly drawn."""
SPOKEN = of_samples(b"\x00\x10\x00\xf0" * 16_000, 16_000, 1)
SCRAWL = Ink(400, ((80, 120, 200, 300, 260, 90, 380, 310), (420, 160, 560, 140, 500, 330), (600, 320, 700, 110, 900, 300)))


class Team:
    """A team in the field: records whole visits on a tablet and sends them."""

    def __init__(self, tablet: Tablet) -> None:
        self._tablet = tablet
        self._random = Random(27)

    def visit(self, failures: int = 4, photos: int | None = 12, at: Compound | None = None) -> UUID:
        """A complete inspection of this compound, or of the next one, submitted and sent with its photos."""
        inspection_id = self.record(failures, photos, at=at)
        self.sync()
        return inspection_id

    def visit_outside(self, district: str) -> UUID:
        """A visit somewhere else than in the district with this code."""
        return self.visit(3, 10, at=next(one for one in self._unvisited() if one.district != district))

    def record(self, failures: int = 4, photos: int | None = 12, signed: bool = False, at: Compound | None = None) -> UUID:
        """The same, still only on the tablet; ``signed`` by the first officer, refused by the enterprise."""
        return self._record(self._entry(at or self._unvisited()[0]), failures, photos, signed)

    def assignment(self, inspection_id: UUID) -> Assignment:
        """What the inspection was made for."""
        entries = self._tablet.assignments.waiting()
        return next(e.assignment for e in entries if e.assignment.inspection_id == inspection_id)

    def two_neighbours(self) -> tuple[Compound, Compound]:
        """Two compounds of one district where nobody has been."""
        pairs = combinations(self._unvisited(), 2)
        return next((one, other) for one, other in pairs if one.district == other.district)

    def _unvisited(self) -> list[Compound]:
        return [entry.assignment.compound for entry in self._tablet.assignments.waiting() if entry.state is None]

    def _entry(self, compound: Compound) -> AssignmentProgress:
        return next(
            entry
            for entry in self._tablet.assignments.waiting()
            if entry.assignment.compound.id == compound.id and entry.state is None
        )

    def _record(
        self,
        entry: AssignmentProgress,
        failures: int,
        photos: int | None,
        signed: bool = False,
        on_photo: Callable[[PhotoRecord], None] = lambda photo: None,
    ) -> UUID:
        self.author = entry.assignment.team[0].person_id
        inspection_id = self._tablet.inspections.start(entry.assignment.id, self.author)
        for planned in self._plan(failures, photos):
            self._tablet.inspections.answer(inspection_id, planned.item_code, planned.value, self.author)
            for _ in range(planned.photos):
                scene = draw_scene(self._random, *PIXELS)
                on_photo(self._tablet.photos.attach(inspection_id, planned.item_code, scene, self.author))
        if signed:
            self._sign(inspection_id)
        self._tablet.inspections.submit(inspection_id, self.author)
        return inspection_id

    def visit_and_annotate(self) -> PhotoRecord:
        """A visit on which somebody drew on a copy of a photo, submitted and sent; that copy."""
        entry = next(e for e in self._tablet.assignments.waiting() if e.state is None)
        author = entry.assignment.team[0].person_id
        drawn: list[PhotoRecord] = []

        def draw(photo: PhotoRecord) -> None:
            if not drawn:
                marks = (Arrow((0.2, 0.3), (0.5, 0.5)), BlurBox((0.6, 0.6), (0.9, 0.9)))
                drawn.append(self._tablet.annotating.annotate(photo.facts.photo_id, marks, author))

        self._record(entry, failures=3, photos=10, on_photo=draw)
        self.sync()
        return drawn[0]

    def _sign(self, inspection_id: UUID) -> None:
        places = [one.place for one in places_of(self._tablet.inspections.sheet(inspection_id))]
        officer = next(place for place in places if place.part is Part.OFFICER)
        enterprise = next(place for place in places if place.part is Part.ENTERPRISE)
        self._tablet.signing.sign(inspection_id, officer, officer.name, SCRAWL, self.author)
        shown = self._tablet.photos.attach(inspection_id, VISIT, draw_scene(self._random, *PIXELS), self.author)
        self._tablet.signing.refuse(inspection_id, enterprise, "赵经理", refusal_of("对结论有异议", shown), self.author)
        arrived = self._tablet.photos.receive(inspection_id, VISIT, SPOKEN, self.author, sound=True)
        heard = self._tablet.photos.develop(arrived, SPOKEN)
        witness = next(
            one.place for one in places_of(self._tablet.inspections.sheet(inspection_id)) if one.place.part is Part.WITNESS
        )
        self._tablet.signing.refuse(inspection_id, witness, "钱芸", refusal_of("不愿作证", heard), self.author)

    def paper(self, inspection_id: UUID) -> Document:
        """The on-site record as the tablet makes it, in Chinese."""
        return self._tablet.documents.record(inspection_id, "zh-CN")

    def order(self, inspection_id: UUID) -> Document | None:
        """The draft order likewise."""
        return self._tablet.documents.order(inspection_id, "zh-CN")

    def word_on(self, inspection_id: UUID) -> Return | None:
        """Why the inspection came back, as the tablet has it after a sync."""
        self.sync()
        return self._tablet.inspections.sheet(inspection_id).record.returned

    def resubmit(self, inspection_id: UUID) -> None:
        """Send a returned inspection again, as it is."""
        self.sync()
        self._tablet.inspections.submit(inspection_id, self.author)
        self.sync()

    def compound(self, inspection_id: UUID) -> str:
        """The name of the place."""
        return self.assignment(inspection_id).compound.name

    def change_answer(self, inspection_id: UUID, item_code: str) -> None:
        """Answer an item of a returned inspection anew."""
        value = ResultValue(Outcome.NOT_APPLICABLE, reason="本项目没有这一项")
        self._tablet.inspections.answer(inspection_id, item_code, value, self.author)

    def sync(self) -> None:
        """Until nothing waits any more."""
        for _ in range(10):
            status = self._tablet.sync.run_once()
            if status.error is None and not status.backlog.records and not status.backlog.files:
                return
        raise AssertionError(status)

    def _plan(self, failures: int, photos: int | None) -> PlannedVisit:
        checklist = _checklist()
        rate = failures / len(checklist.items)
        return plan_visits(checklist, 1, rate, photos, local_day(SystemClock().now()), self._random)[0]


def _checklist() -> Checklist:
    return read_checklist(bundled_checklist().document)
