"""The handlers behind an item's answer: each changes one thing of its value."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import flet as ft

from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.recording import Recording
from inspector_app.ui.views.item_view import with_phrase
from inspector_app.ui.views.previous_view import proposed_note
from sync.domain.checklists import Severity
from sync.domain.clock import local_day
from sync.domain.inspections import Outcome, ResultValue, change_outcome

LATEST_DUE = timedelta(days=365)


class Answering:
    """Implements AnswerHandlers. ``item`` names the item on screen; ``repaint`` shows what is on disk now."""

    def __init__(
        self, hand: Hand, recording: Recording, item: Callable[[], str | None], repaint: Callable[[], Awaitable[None]]
    ) -> None:
        self._hand = hand
        self._recording = recording
        self._item = item
        self._repaint = repaint

    def typed(self, field: str) -> Any:
        """A text field changed."""

        async def keep(event: Any) -> None:
            if code := self._item():
                await self._recording.typed(code, field, event.control.value or "")

        return self._hand.guard(keep)

    def left(self, _field: str) -> Any:
        """A text field lost the focus."""

        async def commit() -> None:
            await self._recording.commit_texts(self._item())
            await self._repaint()

        return self._hand.guard(commit)

    def phrase(self, text: str) -> Any:
        """A short phrase goes into the note."""
        return self._change(lambda value: replace(value, note=with_phrase(value.note, text)))

    def earlier(self) -> Any:
        """The open findings of earlier visits, as a failure."""

        def change(value: ResultValue) -> ResultValue:
            sheet = self._recording.sheet
            item = sheet.checklist.by_code[self._item() or ""]
            failed = change_outcome(item, value, Outcome.FAIL, self._recording.visited_on)
            return replace(failed, note=proposed_note(failed.note, sheet.history.open_findings))

        return self._change(change)

    def reason(self, text: str) -> Any:
        """A ready reason why an item does not apply."""
        return self._change(lambda value: replace(value, reason=text))

    def severity(self, severity: Severity) -> Any:
        """Another severity; the checklist's own needs no reason."""

        def change(value: ResultValue) -> ResultValue:
            code = self._item() or ""
            own = self._recording.sheet.checklist.by_code[code].severity
            return replace(value, severity=severity, severity_reason="" if severity is own else value.severity_reason)

        return self._change(change)

    def due_in(self, days: int) -> Any:
        """A deadline in days from the visit."""
        return self._change(lambda value: replace(value, due_on=self._recording.visited_on + timedelta(days=days)))

    def fixed(self) -> Any:
        """Fixed on the spot, or not after all: then the checklist's deadline comes back."""

        def change(value: ResultValue) -> ResultValue:
            item = self._recording.sheet.checklist.by_code[self._item() or ""]
            due_on = self._recording.visited_on + timedelta(days=item.due_days)
            return replace(value, fixed_on_spot=not value.fixed_on_spot, due_on=due_on if value.fixed_on_spot else None)

        return self._change(change)

    def due_date(self) -> Any:
        """Any other day."""
        return self._hand.guard(self._ask_day)

    def _ask_day(self) -> None:
        code = self._item()
        if code is None:
            return
        visited = self._recording.visited_on
        present = self._recording.sheet.value(code).due_on or visited
        picker = ft.DatePicker(
            first_date=_noon(visited),
            last_date=_noon(visited + LATEST_DUE),
            value=_noon(present),
            on_change=self._hand.guard(self._picked),
        )
        self._hand.page.show_dialog(picker)

    async def _picked(self, event: Any) -> None:
        picked = event.control.value
        if isinstance(picked, datetime):
            day = local_day(picked) if picked.tzinfo else picked.date()
            await self._record(lambda value: replace(value, due_on=day))

    def _change(self, change: Callable[[ResultValue], ResultValue]) -> Any:
        return self._hand.guard(lambda: self._record(change))

    async def _record(self, change: Callable[[ResultValue], ResultValue]) -> None:
        if code := self._item():
            await self._recording.answer(code, change)
            await self._repaint()


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)
