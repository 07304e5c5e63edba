"""What officers do on their tablets, through the use cases that the screens call; each act is noted once its call returned."""

from collections.abc import Callable
from random import Random
from typing import Any
from uuid import UUID

from inspector_app.bootstrap import Tablet
from inspector_app.services.arrivals import Arrival
from inspector_app.services.records import Sheet
from sync.domain.checklists import Severity
from sync.domain.inspections import Outcome, ResultValue
from sync.domain.signatures import Ink, Part, Place
from sync.errors import ConflictOpen, DecisionStands, InspectionFrozen, InspectionIncomplete, NotFound, PhotoUnreadable
from tests.simulation.journal import Act, Answered, Journal, value_text
from tests.simulation.kills import Killed
from tests.simulation.moments import ShiftedClock
from tests.simulation.stage import DUE, ITEMS

INK = Ink(300, ((10, 10, 500, 200),))
ANY = "any"
"""The detail of an act that only the tablet knows."""
EXPECTED = (ConflictOpen, DecisionStands, InspectionFrozen, InspectionIncomplete, NotFound, PhotoUnreadable)
"""What a screen would have told the officer instead of doing it."""


class Officer:
    """One person with one tablet."""

    def __init__(
        self,
        number: int,
        tablet: Tablet,
        by: UUID,
        clock: ShiftedClock,
        journal: Journal,
        random: Random,
        log: Callable[[str], None],
        picture_bytes: tuple[int, int],
    ) -> None:
        self.number = number
        self.tablet = tablet
        self._by = by
        self._clock = clock
        self._journal = journal
        self._random = random
        self._log = log
        self._picture_bytes = picture_bytes
        self._screens: dict[UUID, Sheet] = {}

    def do_something(self, assignment: UUID, inspection: UUID) -> None:
        """One thing, as likely as on a visit."""
        deeds: tuple[tuple[Callable[[UUID], None], int], ...] = (
            (self.answer, 9),
            (self.photograph, 4),
            (self.undo, 1),
            (self.remove, 1),
            (self.finish, 4),
        )
        if self._is_new(assignment):
            self.start(assignment, inspection)
        if self._random.random() < 0.5:
            self._screens.pop(inspection, None)
        deed = self._random.choices([deed for deed, _ in deeds], [weight for _, weight in deeds])[0]
        try:
            deed(inspection)
        except EXPECTED as error:
            self._log(f"tablet {self.number}: {deed.__name__}: {error.code}")
        self._leave_open(inspection)

    def _leave_open(self, inspection: UUID) -> None:
        """The screen stays as it is until the next act, whatever comes in meanwhile, every other time."""
        try:
            self._screens[inspection] = self.tablet.inspections.sheet(inspection)
        except NotFound:
            self._screens.pop(inspection, None)

    def hold(self, tablet: Tablet) -> None:
        """The app has started again: its screens are fresh."""
        self.tablet = tablet
        self._screens.clear()

    def recover(self) -> None:
        """What the app does at a start."""
        self.tablet.photos.left_behind.recover()

    def answer(self, inspection: UUID) -> None:
        item = self._random.choice(ITEMS)
        self.give(inspection, item, self._value())

    def undo(self, inspection: UUID) -> None:
        """Take back the last change, whatever it was; which one it was, the tablet says afterwards."""
        shown = self.tablet.inspections.sheet(inspection)
        act = self._act("result.set", inspection, ANY)
        try:
            taken_back = self._noting(act, lambda: self.tablet.inspections.undo(inspection, self._by))
        except Killed:
            self._journal.unsure_undos += [_answered(act, item, ANY, shown) for item in ITEMS]
            raise
        self._journal.acts.remove(act)
        if taken_back is not None:
            value, item = value_text(taken_back.before), taken_back.item_code
            act = act._replace(detail=f"{item} {value}")
            self._journal.acts.append(act)
            self._journal.answers.append(_answered(act, item, value, shown))

    def photograph(self, inspection: UUID) -> None:
        self.take(inspection, self._random.choice(ITEMS))

    def remove(self, inspection: UUID) -> None:
        sheet = self.tablet.inspections.sheet(inspection)
        photos = [photo for of_item in sheet.photos.values() for photo in of_item]
        if photos:
            chosen = self._random.choice(photos).facts.photo_id
            self._noting(self._act("photo.remove", inspection, str(chosen)), lambda: self.tablet.photos.remove(chosen, self._by))

    def finish(self, inspection: UUID) -> None:
        """Everything that is missing, signatures at times, and the submission."""
        for item, lacks in self.tablet.inspections.lacks(inspection).items():
            if "answer" in lacks or "note" in lacks or "reason" in lacks:
                self.give(inspection, item, ResultValue(Outcome.PASS))
            if item == ITEMS[0] and "photo" in self.tablet.inspections.lacks(inspection).get(item, ()):
                self.take(inspection, item)
            if item == ITEMS[1] and "photo" in lacks:
                self.take(inspection, item)
        if self._random.random() < 0.4:
            self.sign(inspection)
        act = self._act("inspection.submit", inspection, "")
        self._noting(act, lambda: self.tablet.inspections.submit(inspection, self._by))

    def sign(self, inspection: UUID) -> None:
        """The enterprise's responsible person signs."""
        act = self._act("inspection.sign", inspection, "")
        place = Place(Part.ENTERPRISE)
        self._noting(act, lambda: self.tablet.signing.sign(inspection, place, "赵经理", INK, self._by))

    def _is_new(self, assignment: UUID) -> bool:
        return any(entry.assignment.id == assignment and entry.state is None for entry in self.tablet.assignments.waiting())

    def start(self, assignment: UUID, inspection: UUID) -> None:
        act = self._act("inspection.start", inspection, "")
        self._noting(act, lambda: self.tablet.inspections.start(assignment, self._by))

    def give(self, inspection: UUID, item: str, value: ResultValue) -> None:
        now = self.tablet.inspections.sheet(inspection)
        shown = self._screens.pop(inspection, now)
        act = self._act("result.set", inspection, f"{item} {value_text(value)}")
        answered = _answered(act, item, value_text(value), shown)
        try:
            self._noting(act, lambda: self.tablet.inspections.answer(inspection, item, value, self._by, shown))
        except Killed:
            self._journal.unsure_answers.append(answered)
            raise
        if now.value(item) == value:
            self._journal.acts.remove(act)
        else:
            self._journal.answers.append(answered)

    def take(self, inspection: UUID, item: str) -> None:
        arrival, original = self.receive(inspection, item)
        self.tablet.photos.develop(arrival, original)
        self._log(f"tablet {self.number}: picture {arrival.photo_id} is a photo")

    def receive(self, inspection: UUID, item: str) -> tuple[Arrival, bytes]:
        """A picture that is no photo yet."""
        original = self._random.randbytes(self._random.randint(*self._picture_bytes))
        arrival = self.tablet.photos.receive(inspection, item, original, self._by)
        self._journal.pictures[arrival.photo_id] = original
        self._journal.pictures_of[arrival.photo_id] = (self.number, inspection, item, self._by)
        self._log(f"tablet {self.number}: picture {arrival.photo_id} received for {item}")
        return arrival, original

    def _value(self) -> ResultValue:
        """Of few different ones, so that officers also agree."""
        outcome = self._random.choice((*Outcome, Outcome.PASS))
        if outcome is Outcome.FAIL:
            return ResultValue(outcome, self._random.choice(("灯不亮", "水泵漏水")), Severity.MAJOR, due_on=DUE)
        return ResultValue(outcome, reason="无此设施" if outcome is Outcome.NOT_APPLICABLE else "")

    def _act(self, kind: str, inspection: UUID, detail: str) -> Act:
        return Act(self.number, kind, str(inspection), detail, str(self._by), self._clock.now().isoformat())

    def _noting(self, act: Act, call: Callable[[], Any]) -> Any:
        try:
            done = call()
        except Killed:
            self._journal.unsure.append(act)
            raise
        self._journal.acts.append(act)
        self._log(f"tablet {act.tablet}: {act.kind} {act.detail}")
        return done


def _answered(act: Act, item: str, value: str, shown: Sheet) -> Answered:
    seen = shown.results[item].revision
    contested = frozenset(str(one.revision) for one in shown.contested.get(item, ()))
    return Answered(act, item, value, str(seen) if seen else None, contested)
