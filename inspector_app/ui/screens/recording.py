"""The inspection on the screen: its sheet, the texts being typed, and one act after the other."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from inspector_app.services.records import Sheet
from inspector_app.services.signing import SigningService
from inspector_app.ui.hand import Hand
from sync.domain.clock import local_day
from sync.domain.inspections import Outcome, Result, ResultValue, change_outcome

DRAFT_PAUSE = 0.3
"""Seconds without a key before a text being typed is on disk."""

BOUNCE = 0.4
"""Seconds within which a second tap on the same answer is a gloved finger that bounced, not a wish to take it back."""

_TEXTS = {Outcome.FAIL: ("note", "severity_reason"), Outcome.NOT_APPLICABLE: ("reason",)}


class Recording:
    """``sheet`` is always what is on disk. Texts being typed go along with the next act on their item."""

    def __init__(self, hand: Hand, inspection_id: UUID, sheet: Sheet) -> None:
        self._hand = hand
        self._inspection_id = inspection_id
        self._one_at_a_time = asyncio.Lock()
        self._typed: dict[str, dict[str, str]] = {code: dict(texts) for code, texts in sheet.drafts.items()}
        self._unkept: set[tuple[str, str]] = set()
        self._keystroke = 0
        self._chosen: tuple[str, Outcome | None, float] = ("", None, 0.0)
        self.sheet = sheet

    @property
    def visited_on(self) -> date:
        """The day of the visit; deadlines count from it."""
        return local_day(self.sheet.record.started_at)

    async def answer(self, code: str, change: Callable[[ResultValue], ResultValue]) -> None:
        """Record a changed value, with what was typed for the item."""
        async with self._one_at_a_time:
            value, sent = self._with_words_for(code, change(self._with_texts(code))), dict(self.texts(code))
            hand, inspection_id, seen = self._hand, self._inspection_id, self.sheet

            result = await hand.act(lambda: hand.tablet.inspections.answer(inspection_id, code, value, hand.by.person_id, seen))
            self.sheet = _with_result(self.sheet, result)
            self._typed[code] = {field: text for field, text in self.texts(code).items() if sent.get(field) != text}

    async def choose(self, code: str, outcome: Outcome) -> None:
        """Choose an outcome; the chosen one again takes the answer back, unless the finger only bounced."""
        now, last = time.monotonic(), self._chosen
        if last[:2] == (code, outcome) and now - last[2] < BOUNCE:
            return
        self._chosen = (code, outcome, now)
        item = self.sheet.checklist.by_code[code]
        current = self.sheet.value(code).outcome
        wanted = None if current is outcome else outcome
        await self.answer(code, lambda before: change_outcome(item, before, wanted, self.visited_on))

    async def decide(self, code: str, revision: UUID | None) -> list[str]:
        """Settle an item's conflict in favour of one value. What was being typed goes on where it was typed on the value that
        is chosen: the author's own, or the one that stands. Words for another one do not become a colleague's: they are
        returned."""
        async with self._one_at_a_time:
            hand, inspection_id, seen, typed = self._hand, self._inspection_id, self.sheet, dict(self.texts(code))
            decide, me = hand.tablet.inspections.decide, hand.by.person_id
            result = await hand.act(lambda: decide(inspection_id, code, revision, me, seen))
            authors = {one.revision: one.author for one in seen.contested.get(code, ())}
            goes_on = revision is None or authors.get(revision) == me
            self._typed[code] = self._texts_for(code, result.value.outcome) if goes_on else {}
            self._unkept.update((code, field) for field in self._typed[code])
            await self.keep_drafts()
        await self.reread()
        return [text for field, text in typed.items() if text and field not in self.texts(code)]

    async def commit_texts(self, code: str | None) -> None:
        """Make what was typed for an item part of the record. What a colleague's answer does not ask for is kept as a draft."""
        if code is not None and self._asked_texts(code) and self.sheet.record.state.editable:
            await self.answer(code, lambda value: value)

    async def commit_all_texts(self) -> None:
        """As above, for every item."""
        for code in list(self._typed):
            await self.commit_texts(code)

    async def typed(self, code: str, field: str, text: str) -> None:
        """A key was pressed; the draft is on disk once the fingers rest."""
        self._typed.setdefault(code, {})[field] = text
        self._unkept.add((code, field))
        self._keystroke += 1
        mine = self._keystroke
        await asyncio.sleep(DRAFT_PAUSE)
        if mine == self._keystroke:
            await self.keep_drafts()

    async def keep_drafts(self) -> None:
        """What was typed is on disk on return: somebody may open a camera now, for which the platform ends the app."""
        while self._unkept:
            code, field = self._unkept.pop()
            text = self.texts(code).get(field)
            if text is not None:
                await self._keep_draft(code, field, text)

    async def _keep_draft(self, code: str, field: str, text: str) -> None:
        keep = self._hand.tablet.inspections.keep_draft
        await self._hand.work(lambda: keep(self._inspection_id, code, field, text))

    def texts(self, code: str) -> Mapping[str, str]:
        """What is being typed for an item."""
        return self._typed.get(code, {})

    async def undo(self) -> str | None:
        """Take back the last change; the item it belonged to, or None."""
        async with self._one_at_a_time:
            hand, inspection_id = self._hand, self._inspection_id
            change = await hand.act(lambda: hand.tablet.inspections.undo(inspection_id, hand.by.person_id))
            if change is not None:
                self._typed.pop(change.item_code, None)
        await self.reread()
        return change.item_code if change else None

    async def sign(self, give: Callable[[SigningService, UUID], None]) -> None:
        """Let somebody sign or refuse on the record as it is on disk."""
        await self.commit_all_texts()
        hand = self._hand
        await hand.act(lambda: give(hand.tablet.signing, hand.by.person_id))
        await self.reread()

    async def submit(self) -> None:
        """Freeze and queue."""
        await self.commit_all_texts()
        hand, inspection_id = self._hand, self._inspection_id
        await hand.act(lambda: hand.tablet.inspections.submit(inspection_id, hand.by.person_id))
        await self.reread()

    async def reread(self) -> None:
        """What is on disk now."""
        self.sheet = await self._hand.work(lambda: self._hand.tablet.inspections.sheet(self._inspection_id))

    def _asked_texts(self, code: str) -> dict[str, str]:
        return self._texts_for(code, self.sheet.value(code).outcome)

    def _texts_for(self, code: str, outcome: Outcome | None) -> dict[str, str]:
        asked = _TEXTS.get(outcome, ()) if outcome else ()
        return {name: text for name, text in self.texts(code).items() if name in asked}

    def _with_texts(self, code: str) -> ResultValue:
        return _said(self.sheet.value(code), self._asked_texts(code))

    def _with_words_for(self, code: str, value: ResultValue) -> ResultValue:
        """With what was typed for this outcome before a colleague's answer with another one came in between."""
        before = self._asked_texts(code)
        return _said(value, {name: text for name, text in self._texts_for(code, value.outcome).items() if name not in before})


def _said(value: ResultValue, texts: Mapping[str, str]) -> ResultValue:
    return replace(
        value,
        note=texts.get("note", value.note),
        severity_reason=texts.get("severity_reason", value.severity_reason),
        reason=texts.get("reason", value.reason),
    )


def _with_result(sheet: Sheet, result: Result) -> Sheet:
    """The sheet after an answer, as a fresh reading would give it."""
    code = result.item_code
    if result.revision == sheet.results[code].revision:
        return replace(sheet, drafts={known: texts for known, texts in sheet.drafts.items() if known != code})
    return replace(
        sheet,
        results={**sheet.results, code: result},
        drafts={known: texts for known, texts in sheet.drafts.items() if known != code},
        contested={known: value for known, value in sheet.contested.items() if known != code},
    )
