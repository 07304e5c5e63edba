"""Recording an inspection: the items on the left, the one in hand on the right; on narrow screens one at a time."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.services.editing import refuse_if_frozen
from inspector_app.services.place import Place
from inspector_app.ui.frame import Frame
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.answering import Answering
from inspector_app.ui.screens.finish_pane import FinishHandlers, finish_pane
from inspector_app.ui.screens.handing_out import HandingOut
from inspector_app.ui.screens.inspection_bar import InspectionBar
from inspector_app.ui.screens.item_list import ItemList
from inspector_app.ui.screens.item_pane import ItemPane
from inspector_app.ui.screens.item_photos import ItemPhotos
from inspector_app.ui.screens.previous_pane import PreviousPane
from inspector_app.ui.screens.recording import Recording
from inspector_app.ui.screens.refusal_seen import RefusalSeen
from inspector_app.ui.screens.signing_sheet import SigningSheet
from inspector_app.ui.views.finish_view import FinishView, finish_view
from inspector_app.ui.views.inspection_view import SHOWN, banner, list_view, what_happened
from inspector_app.ui.views.item_view import item_view
from inspector_app.ui.views.signing_view import PlaceView, signing_view
from inspector_app.ui.views.submitted_view import submitted_words
from sync.domain.inspections import Outcome
from sync.domain.signatures import Ink, Refusal

LIST_WIDTH = 440
AFTERWARDS = 0.04
"""Seconds by which counts and bar follow what was tapped, so that the tap itself is painted in the first frame."""


class InspectionScreen:
    """``place`` is where the officer was: item and filter. ``on_leave`` leads back to the assignments."""

    def __init__(
        self, hand: Hand, recording: Recording, place: Place, picker: ft.FilePicker, frame: Frame, on_leave: Callable[[], Any]
    ) -> None:
        if place.inspection_id is None:
            raise ValueError("a place without inspection")
        cover = frame.cover
        self._hand = hand
        self._frame = frame
        self._recording = recording
        self._inspection_id: UUID = place.inspection_id
        self._current = place.item_code if place.item_code in recording.sheet.checklist.by_code else None
        self._shown = place.shown if place.shown in SHOWN else "all"
        self._finishing = False
        self._on_leave = on_leave
        self._photos = ItemPhotos(hand, recording, self._inspection_id, picker, cover, self.repaint)
        guard = hand.guard
        self._list = ItemList(
            hand,
            on_open=lambda code: guard(lambda: self.open_item(code)),
            on_pass=lambda code: guard(lambda: self._quick_pass(code)),
            on_camera=lambda code: guard(lambda: self._photos.take(code, self._answer_in_camera)),
            on_show=lambda name: guard(lambda: self._show(name)),
        )
        answering = Answering(hand, recording, lambda: self._current, self.repaint)
        self._pane = ItemPane(
            hand,
            answering,
            PreviousPane(hand, cover, answering.earlier()),
            on_answer=lambda outcome: lambda: self._choose(outcome),
            on_photo=lambda place: guard(lambda: self._photos.open(self._current or "", place)),
            on_pick=guard(lambda: self._photos.pick(self._current or "")),
            on_camera=guard(lambda: self._photos.take(self._current or "", self._answer_in_camera)),
            on_decide=lambda revision: guard(lambda: self._decide(revision)),
            on_leave=guard(self._leave_for_good),
            on_returned=guard(self._see_returned),
        )
        self._signing = SigningSheet(hand, recording, picker, cover, self._signed, self._refused)
        self._refusals = RefusalSeen(hand, cover)
        self._papers = HandingOut(hand, picker)
        self._layout_look: object = None
        self._bar = InspectionBar(hand, guard(self._undo), guard(self._finish), guard(self._next_open), guard(self._submit))
        self.root = ft.Container(expand=True)

    async def load(self) -> None:
        """Read from disk (news may have come) and show. Who is in the middle of it hears that a colleague has submitted, that
        it is another team's now, or that it was returned."""
        before = self._recording.sheet
        await self._recording.reread()
        await self._photos.load()
        await self.repaint()
        hand = self._hand
        if words := what_happened(hand.language, before, self._recording.sheet, hand.by.person_id):
            hand.guard.tell(words)

    async def repaint(self) -> None:
        """Show what is on disk now; only what differs travels to the screen."""
        hand, sheet = self._hand, self._recording.sheet
        item_seen = self._current is not None and not self._finishing
        view = list_view(hand.language, sheet, self._shown, self._current, item_seen)
        self._shown = view.shown
        above = banner(
            hand.language,
            sheet,
            hand.by.person_id,
            beside_item=item_seen and hand.wide,
            beside_summary=self._finishing and hand.wide,
        )
        first, rest = self._list.paint(view, self._current, above)
        if self._current is not None and item_seen:
            typed = self._recording.texts(self._current)
            item = item_view(hand.language, sheet, self._current, self._recording.visited_on, typed, hand.by.person_id)
            first += self._pane.paint(item, await self._photos.strip(item))
        summary = self._summary()
        if summary is not None:
            await self._refusals.load(summary.signing)
        rest += self._bar.paint(view, summary)
        if self._lay_out():
            first, rest = [self.root], []
            self._frame.settle()
        if first:
            hand.page.update(*first)
        if rest:
            await asyncio.sleep(AFTERWARDS if first else 0)
            hand.page.update(*rest)

    async def open_item(self, code: str) -> None:
        """Turn to an item; what was typed on the one before is kept."""
        await self._recording.commit_texts(self._current)
        self._current, self._finishing = code, False
        await self.repaint()
        await self._remember()

    async def leave(self) -> None:
        """Away from this screen."""
        self._refusals.silence()
        await self._recording.commit_all_texts()

    async def back(self) -> None:
        """On narrow screens from the item to the list, otherwise to the assignments."""
        await self._recording.commit_texts(self._current)
        if not self._hand.wide and (self._current or self._finishing):
            self._current, self._finishing = None, False
            await self.repaint()
            await self._remember()
        else:
            await self._on_leave()

    async def _see_returned(self) -> None:
        """From an item to the list of those that were returned."""
        await self._recording.commit_texts(self._current)
        self._current = None
        await self._show("returned")

    async def _leave_for_good(self) -> None:
        await self._remember(leaving=True)
        await self._on_leave()

    def _lay_out(self) -> bool:
        """Whether the arrangement changed."""
        hand = self._hand
        right = "finish" if self._finishing else "item" if self._current else "none"
        finish = self._summary()
        look = (hand.wide, hand.phone, right, hand.language, finish)
        if look == self._layout_look:
            return False
        self._layout_look = look
        edge = 12 if hand.phone else 20
        main = self._right(finish)
        if hand.wide:
            content: ft.Control = ft.Row(
                [
                    ft.Container(self._list.root, width=LIST_WIDTH, padding=ft.Padding.only(left=edge, top=14)),
                    ft.VerticalDivider(width=1),
                    ft.Container(main, expand=True, padding=ft.Padding.only(left=12, right=24, top=18)),
                ],
                expand=True,
                spacing=12,
                vertical_alignment=ft.CrossAxisAlignment.STRETCH,
            )
        else:
            shown = self._list.root if right == "none" else main
            content = ft.Container(shown, padding=ft.Padding.only(left=edge, right=edge, top=14), expand=True)
        self.root.content = ft.Column([content, self._bar.root], spacing=0, expand=True)
        return True

    def _summary(self) -> FinishView | None:
        """What finishing says, while somebody is at it."""
        hand = self._hand
        return finish_view(hand.language, self._recording.sheet, hand.tablet.sync.paused) if self._finishing else None

    def _right(self, finish: FinishView | None) -> ft.Control:
        hand = self._hand
        if finish is not None:
            return finish_pane(
                finish,
                FinishHandlers(
                    open=lambda code: hand.guard(lambda: self.open_item(code)),
                    sign=lambda number: hand.guard(lambda: self._open_signing(number)),
                    document=lambda name: hand.guard(lambda: self._document(name)),
                ),
                self._refusals.tiles,
                hand.phone,
            )
        if self._current:
            return self._pane.root
        icon = ft.Icon(ft.Icons.TOUCH_APP_OUTLINED, size=56, color=ft.Colors.OUTLINE)
        text = ft.Text(hand.say("tablet.inspection.choose"), color=ft.Colors.ON_SURFACE_VARIANT)
        column = ft.Column([icon, text], spacing=12, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True)
        return ft.Container(column, alignment=ft.Alignment.CENTER, expand=True)

    # --- acts ----------------------------------------------------------------------------------------------------
    async def _choose(self, outcome: Outcome) -> None:
        refuse_if_frozen(self._recording.sheet.record.state, self._inspection_id)
        if self._current:
            await self._recording.choose(self._current, outcome)
            await self.repaint()

    async def _quick_pass(self, code: str) -> None:
        if self._recording.sheet.record.state.editable:
            await self._recording.choose(code, Outcome.PASS)
            await self.repaint()

    async def _decide(self, revision: UUID | None) -> None:
        """One of several values stands from now on; the others stay in the history."""
        if self._current is not None:
            self._frame.settle()
            unsaid = await self._recording.decide(self._current, revision)
            self._frame.settle()
            await self.repaint()
            words = "tablet.conflict.done.unsaid" if unsaid else "tablet.conflict.done"
            self._hand.guard.tell(self._hand.say(words, text="；".join(unsaid)))

    async def _answer_in_camera(self, code: str, outcome: Outcome) -> None:
        """A pass is done with; a failure asks for words, so its item is opened."""
        await self._recording.choose(code, outcome)
        if outcome is Outcome.FAIL:
            await self.open_item(code)
        else:
            await self.repaint()

    async def _show(self, name: str) -> None:
        self._shown = name
        await self.repaint()
        await self._remember()

    async def _next_open(self) -> None:
        await self._recording.commit_texts(self._current)
        view = list_view(self._hand.language, self._recording.sheet, self._shown, self._current)
        if view.next_open is None:
            await self._finish()
        elif view.next_open == self._current and not self._finishing:
            await self._pane.show_lack()
        else:
            await self.open_item(view.next_open)

    async def _undo(self) -> None:
        code = await self._recording.undo()
        if code is None:
            self._hand.guard.tell(self._hand.say("tablet.undo.nothing"))
            return
        title = self._recording.sheet.checklist.by_code[code].title.in_language(self._hand.language)
        await self.repaint()
        self._hand.guard.tell(self._hand.say("tablet.undo.done", code=code, title=title))

    async def _finish(self) -> None:
        await self._recording.commit_all_texts()
        await self._recording.reread()
        self._finishing = True
        await self.repaint()

    async def _open_signing(self, number: int) -> None:
        await self._signing.open(signing_view(self._hand.language, self._recording.sheet), number)

    async def _signed(self, place: PlaceView, name: str, ink: Ink) -> None:
        await self._recording.sign(lambda signing, by: signing.sign(self._inspection_id, place.place, name, ink, by))
        await self.repaint()

    async def _refused(self, place: PlaceView, name: str, refusal: Refusal) -> None:
        await self._recording.sign(lambda signing, by: signing.refuse(self._inspection_id, place.place, name, refusal, by))
        await self.repaint()

    async def _document(self, name: str) -> None:
        await self._recording.commit_all_texts()
        papers, language = self._hand.tablet.documents, self._hand.language
        make = {"record": papers.record, "order": papers.order}[name]
        await self._papers.hand_out(lambda: make(self._inspection_id, language))

    async def _submit(self) -> None:
        await self._recording.submit()
        sync = self._hand.tablet.sync
        sync.hasten()
        self._hand.guard.tell(submitted_words(self._hand.language, sync.paused, self._recording.sheet.withdrawn))
        await self._leave_for_good()

    async def _remember(self, leaving: bool = False) -> None:
        place = Place() if leaving else Place(self._inspection_id, self._current, self._shown)
        person = self._hand.by.person_id
        await self._hand.work(lambda: self._hand.tablet.place.remember(person, place))
