"""Drawing on a copy of a photo, over the whole page. What is drawn is on disk after every mark."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspector_app.services.records import PhotoRecord
from inspector_app.ui.components.marking_board import BoardHandlers, MarkingBoard
from inspector_app.ui.components.marking_pad import MarkingPad
from inspector_app.ui.components.marking_tools import MarkingTools
from inspector_app.ui.components.words_dialog import words_dialog
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.drawing import Drawing, Tool
from sync.domain.marks import MarkColour
from sync.imaging.evidence import COPY_SIDE
from sync.imaging.pixels import fitted

_READY_WORDS = 4


@dataclass(slots=True)
class _Sheet:
    """One photo being drawn on. ``room``: what its picture has on the screen."""

    photo: PhotoRecord
    drawing: Drawing
    board: MarkingBoard
    tools: MarkingTools
    room: tuple[float, float] | None = None
    asking: bool = False
    saving: bool = False


class Annotating:
    """``on_saved`` hears of the new photo, ``on_left`` that there is none."""

    def __init__(
        self,
        hand: Hand,
        cover: Callable[[ft.Control | None], None],
        on_saved: Callable[[PhotoRecord], Awaitable[None]],
        on_left: Callable[[PhotoRecord], Awaitable[None]],
    ) -> None:
        self._hand = hand
        self._cover = cover
        self._on_saved = on_saved
        self._on_left = on_left
        self._keeping = asyncio.Lock()
        self._sheet: _Sheet | None = None

    async def open(self, photo: PhotoRecord) -> None:
        """Draw on a photo; on an annotated copy, with its marks to begin with. Raises as ``AnnotatingService.ground``."""
        hand = self._hand
        drawing = Drawing(await hand.work(lambda: hand.tablet.annotating.draft(photo)), saved=photo.facts.marks)
        sheet = self._sheet = self._prepare(photo, drawing)
        sheet.board.lay_out(hand.width, hand.page.height or 0)
        self._paint(sheet)
        self._cover(sheet.board.root)
        try:
            picture = await hand.work(lambda: hand.tablet.annotating.ground(photo))
        except Exception:
            await self._leave(sheet)
            raise
        size = fitted((photo.facts.width, photo.facts.height), COPY_SIDE, COPY_SIDE)
        mark, ask = lambda: self._marked(sheet), lambda: self._ask_for_words(sheet)
        sheet.board.show(MarkingPad(picture, size, drawing, hand.guard, mark, ask))
        if sheet.room:
            sheet.board.fit(*sheet.room)

    def _prepare(self, photo: PhotoRecord, drawing: Drawing) -> _Sheet:
        hand, guard = self._hand, self._hand.guard
        tools = MarkingTools(
            hand.say,
            on_tool=lambda tool: guard(lambda: self._take(sheet, tool)),
            on_colour=lambda colour: guard(lambda: self._dip(sheet, colour)),
            on_undo=guard(lambda: self._undo(sheet)),
        )
        handlers = BoardHandlers(
            save=guard(lambda: self._save(sheet)),
            leave=guard(lambda: self._ask_or_leave(sheet)),
            discard=guard(lambda: self._discard(sheet)),
            sized=guard(lambda event: self._sized(sheet, event)),
            turned=guard(lambda event: self._turned(sheet, event)),
        )
        sheet = _Sheet(photo, drawing, MarkingBoard(hand.say, tools, handlers), tools)
        return sheet

    # --- the tools -----------------------------------------------------------------------------------------------
    def _take(self, sheet: _Sheet, tool: Tool) -> None:
        sheet.drawing.tool, sheet.asking = tool, False
        self._refresh(sheet)
        if tool is Tool.TEXT:
            self._ask_for_words(sheet)

    def _dip(self, sheet: _Sheet, colour: MarkColour) -> None:
        sheet.drawing.colour, sheet.asking = colour, False
        self._refresh(sheet)

    def _undo(self, sheet: _Sheet) -> None:
        if sheet.drawing.marks:
            sheet.drawing.undo()
            sheet.board.repaint()
            self._marked(sheet)

    def _ask_for_words(self, sheet: _Sheet) -> None:
        page, say = self._hand.page, self._hand.say

        def take(words: str) -> None:
            page.pop_dialog()
            sheet.drawing.write(words)
            self._refresh(sheet)

        ready = [say(f"tablet.annotate.words.{number}") for number in range(1, _READY_WORDS + 1)]
        page.show_dialog(words_dialog(say, self._hand.guard, ready, take, lambda: page.pop_dialog()))

    # --- what becomes of it --------------------------------------------------------------------------------------
    def _marked(self, sheet: _Sheet) -> None:
        sheet.asking = False
        self._refresh(sheet)
        self._hand.spawn(self._keep_draft, sheet)

    async def _keep_draft(self, sheet: _Sheet) -> None:
        """The newest marks win, however many of these run."""
        hand, key = self._hand, sheet.photo.facts.photo_id
        async with self._keeping:
            marks = sheet.drawing.marks
            if self._sheet is sheet:
                await hand.work(lambda: hand.tablet.annotating.keep_draft(key, marks))

    async def _save(self, sheet: _Sheet) -> None:
        hand, key, marks = self._hand, sheet.photo.facts.photo_id, sheet.drawing.marks
        if sheet.saving or not marks:
            return
        sheet.saving = True
        self._refresh(sheet)
        try:
            async with self._keeping:
                copy = await hand.act(lambda: hand.tablet.annotating.annotate(key, marks, hand.by.person_id))
                self._sheet = None
        finally:
            sheet.saving = False
            self._refresh(sheet)
        self._cover(None)
        await self._on_saved(copy)

    async def _ask_or_leave(self, sheet: _Sheet) -> None:
        """Asked once more where something drawn would be lost."""
        sheet.asking = bool(sheet.drawing.marks) and sheet.drawing.changed
        if sheet.asking:
            self._refresh(sheet)
        else:
            await self._discard(sheet)

    async def _discard(self, sheet: _Sheet) -> None:
        hand, key = self._hand, sheet.photo.facts.photo_id
        async with self._keeping:
            self._sheet = None
            await hand.work(lambda: hand.tablet.annotating.drop_draft(key))
        await self._leave(sheet)

    async def _leave(self, sheet: _Sheet) -> None:
        self._sheet = None
        self._cover(None)
        await self._on_left(sheet.photo)

    # --- how it looks --------------------------------------------------------------------------------------------
    def _sized(self, sheet: _Sheet, event: Any) -> None:
        sheet.room = (event.width, event.height)
        sheet.board.fit(*sheet.room)

    def _turned(self, sheet: _Sheet, event: Any) -> None:
        if sheet.board.lay_out(event.width, event.height):
            sheet.board.root.update()

    def _refresh(self, sheet: _Sheet) -> None:
        self._paint(sheet)
        sheet.board.update()

    def _paint(self, sheet: _Sheet) -> None:
        drawing = sheet.drawing
        ready = bool(drawing.marks) and drawing.changed
        sheet.board.say_how(self._hint(sheet), ready, sheet.asking, sheet.saving)
        sheet.tools.paint(drawing)

    def _hint(self, sheet: _Sheet) -> str:
        drawing = sheet.drawing
        if sheet.asking:
            return self._hand.say("tablet.annotate.unsaved")
        if drawing.full:
            return self._hand.say("tablet.annotate.full")
        if drawing.tool is Tool.TEXT and drawing.words:
            return self._hand.say("tablet.annotate.place", words=drawing.words)
        return self._hand.say("tablet.annotate.title")
