"""One visit as a person makes it, noting what the app acknowledged and what it said instead."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from inspector_app.bootstrap import Tablet
from sync.domain.inspections import Outcome, ResultValue
from sync.errors import SuichaError
from sync.i18n import explain
from sync.protocol.codec import to_plain
from tests.power.journal import Journal
from tests.power.place import ITEMS
from tests.small_places import picture

Done = TypeVar("Done")
NOT_DONE = "not done"


class Day:
    """Acts on a tablet. Each is tried twice, as a person does who was told that it did not work."""

    def __init__(self, tablet: Tablet | Callable[[], Tablet], journal: Journal, told: Path, colour: int = 0) -> None:
        self._journal = journal
        self._told = Journal(told)
        self._colour = colour
        self._tablet = tablet if isinstance(tablet, Tablet) else self._attempt("open", tablet)

    def begin(self) -> None:
        """Start the first visit that waits, and answer its first item."""
        tablet = self._opened()
        waiting = next(entry.assignment for entry in tablet.assignments.waiting() if entry.state is None)
        officer = waiting.team[0].person_id
        inspection = self._attempt("start", lambda: tablet.inspections.start(waiting.id, officer))
        self._journal.note(kind="started", inspection=str(inspection))
        self._answer(inspection, officer, ITEMS[0], ResultValue(Outcome.PASS))

    def go_on(self) -> None:
        """Answer one item, take a photo, change the answer, submit."""
        tablet = self._opened()
        inspection, officer = self._visit()
        self._answer(inspection, officer, ITEMS[1], ResultValue(Outcome.FAIL, f"应急灯不亮 {self._colour}"))
        self._photograph(inspection, officer)
        for item in ITEMS[2:]:
            self._answer(inspection, officer, item, ResultValue(Outcome.PASS, f"看过 {item}"))
        self._answer(inspection, officer, ITEMS[1], ResultValue(Outcome.PASS, "又亮了"))
        if self._attempt("submit", lambda: tablet.inspections.submit(inspection, officer)) is None:
            self._journal.note(kind="submitted", inspection=str(inspection))

    def finish(self) -> None:
        """Whatever a kill kept from happening happens now, so that a whole visit reaches the centre."""
        if not any(entry.state for entry in self._opened().assignments.waiting()):
            return
        inspection, officer = self._visit()
        sheet = self._opened().inspections.sheet(inspection)
        if not sheet.record.state.editable:
            return
        if not sheet.photos[ITEMS[0]]:
            self._photograph(inspection, officer)
        for item in ITEMS:
            if sheet.results[item].value.outcome is not Outcome.PASS:
                self._answer(inspection, officer, item, ResultValue(Outcome.PASS, f"补记 {item}"))
        self._opened().inspections.submit(inspection, officer)
        self._journal.note(kind="submitted", inspection=str(inspection))

    def sync(self) -> None:
        """Twice at most; what the status says in the end is told."""
        for _ in range(2):
            status = self._opened().sync.run_once()
            if status.error is None:
                return
            self._say("sync", status.error)

    def close(self) -> None:
        """Put the app away: what is in the log of the database goes into the database."""
        self._attempt("close", self._opened().close)

    def tell(self, step: str, code: str, sentence: str) -> None:
        """Note what a person reads."""
        self._told.note(step=step, code=code, sentence=sentence)

    def _opened(self) -> Tablet:
        if not isinstance(self._tablet, Tablet):
            raise SystemExit(0)  # it was told why the app cannot start; nothing more can be done
        return self._tablet

    def _visit(self) -> tuple[UUID, UUID]:
        """The visit that goes on; the last one when all are over."""
        begun = [entry for entry in self._opened().assignments.waiting() if entry.state is not None]
        visit = max(begun, key=lambda entry: entry.state is not None and entry.state.editable).assignment
        return visit.inspection_id, visit.team[0].person_id

    def _answer(self, inspection: UUID, officer: UUID, item: str, value: ResultValue) -> None:
        said = {"inspection": str(inspection), "item": item, "value": to_plain(value)}
        self._journal.note(kind="intended", **said)
        answered = self._attempt("answer", lambda: self._opened().inspections.answer(inspection, item, value, officer))
        self._journal.note(kind="refused" if answered == NOT_DONE else "answered", **said)

    def _photograph(self, inspection: UUID, officer: UUID) -> None:
        original = picture(self._colour)
        photo = self._attempt("photo", lambda: self._opened().photos.attach(inspection, ITEMS[0], original, officer))
        if not isinstance(photo, str):
            facts = photo.facts
            hashes = {facts.copy_sha256: facts.copy_size, facts.original_sha256: facts.original_size}
            self._journal.note(kind="photographed", inspection=str(inspection), photo=str(facts.photo_id), files=hashes)

    def _attempt(self, step: str, act: Callable[[], Done]) -> Done | str:
        for _ in range(2):
            try:
                return act()
            except SuichaError as error:
                self._say(step, error)
            except Exception as error:  # noqa: BLE001 - noted, and judged as wrong
                self.tell(step, "traceback", repr(error))
        return NOT_DONE

    def _say(self, step: str, error: SuichaError) -> None:
        self.tell(step, error.code, explain("zh-CN", error))
