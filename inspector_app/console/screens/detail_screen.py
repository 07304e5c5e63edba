"""One inspection under review."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.detail_layout import DetailLayout
from inspector_app.console.screens.detail_view import DetailView, Show, before_accepting, checklist_of, detail_view
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.item_card import ItemCard
from inspector_app.console.screens.kept_drafts import KeptDraft
from inspector_app.console.screens.photo_view import PhotoView
from inspector_app.console.screens.photo_viewer import PhotoViewer
from inspector_app.console.screens.record_download import RecordDownload
from inspector_app.console.screens.refusal_photos import RefusalPhotos
from inspector_app.console.screens.review_dialogs import ReturnDialog, accept_dialog
from inspector_app.console.screens.review_view import return_request
from inspector_app.console.screens.thumbnails import Thumbnails, load_all
from inspector_app.console.screens.trouble import trouble_panel, waiting_ring
from sync.domain.previous import NO_HISTORY
from sync.errors import AccessDenied, NotFound, StateOutdated, Unavailable
from sync.protocol.console import AcceptRequest, CentreEvent, DocumentKind, InspectionDetail, InspectionPage


@dataclass(frozen=True, slots=True)
class Going:
    """The ways on from an inspection: to the list, to another one, and which is the next that waits for review."""

    back: Callable[[], Any]
    open: Callable[[UUID], Any]
    next_waiting: Callable[[], Awaitable[InspectionPage]]


class DetailScreen:
    """Keeps what the reviewer has marked and typed through every refresh."""

    def __init__(
        self,
        desk: Desk,
        inspection_id: UUID,
        kept: KeptDraft,
        thumbnails: Thumbnails,
        cover: Callable[[ft.Control | None], None],
        going: Going,
    ) -> None:
        self._desk = desk
        self._id = inspection_id
        self._thumbnails = thumbnails
        self._detail: InspectionDetail | None = None
        self._history = NO_HISTORY
        self._view: DetailView | None = None
        self._show = Show.ALL
        self._kept, self._draft = kept, kept.draft
        self._going = going
        self._next: UUID | None = None
        self._cards: dict[str, ItemCard] = {}
        self._viewer = PhotoViewer(desk, thumbnails, cover)
        self._refusals = RefusalPhotos(desk, thumbnails, self._open_refusal)
        self._layout = DetailLayout(
            desk,
            on_back=going.back,
            on_show=self._choose,
            on_accept=self._confirm_accept,
            on_return=self._confirm_return,
            on_download=self._download,
            on_print=self._print,
            on_next=self._go_on,
        )
        self._record = RecordDownload(desk, inspection_id)
        self._dialog = OpenDialog(desk)
        self._left = False
        self.root = ft.Container(waiting_ring(), expand=True)

    async def load(self) -> None:
        """Ask the centre and show what it says; what is already shown stays when that fails."""
        try:
            await self._kept.restore()
            self._detail, self._history = await self._desk.ask(
                lambda centre: (centre.inspection(self._id), centre.previous(self._id))
            )
        except (NotFound, AccessDenied, Unavailable) as error:
            if self._detail is not None:
                raise
            waits = isinstance(error, Unavailable)
            words, way_on = ("console.retry", self.load) if waits else ("console.back", self._going.back)
            desk = self._desk
            self.root.content = trouble_panel(desk.explain(error), desk.say(words), desk.guard(way_on), self.root.content)
            self.root.update()
            return
        self._repaint()

    def concerns(self, event: CentreEvent) -> bool:
        """Whether the event is about this inspection."""
        return event.inspection_id == self._id

    def age(self) -> None:
        """It says when, not how long ago."""

    def paint(self) -> None:
        """Everything, for the language and the width of the page; unchanged cards keep what they show."""
        if self._detail is None:
            return
        view = detail_view(self._desk.language, self._detail, self._show, self._desk.today, self._history)
        for item in view.items:
            self._cards.setdefault(item.code, ItemCard(self._desk, self._thumbnails, self._draft, self)).show(
                item, view.reviewable
            )
        self._view = view
        self._desk.entitle(view.head.compound)
        self._refusals.show(view.signatures)
        self._layout.paint(view, self._cards, self._refusals.pictures, len(self._draft.items))
        if self.root.content is not self._layout.root:
            self.root.content = self._layout.root

    def leave(self) -> None:
        """The screen is no longer shown."""
        self._left = True
        self._refusals.silence()
        self._dialog.leave()
        if self._viewer.is_open:
            self._viewer.close()

    def open_photo(self, photo: PhotoView) -> None:
        """A tap on a thumbnail: all photos in sight, this one first. One of the visit before leads the item's own."""
        if self._view:
            now = [one for item in self._view.items for one in item.photos]
            of_item = (photo, *(one for one in now if one.item_code == photo.item_code))
            self._desk.spawn(self._viewer.open, tuple(now) if photo in now else of_item, photo.photo_id)

    def _open_refusal(self, photo: PhotoView) -> None:
        self._desk.spawn(self._viewer.open, (photo,), photo.photo_id)

    def marks_changed(self) -> None:
        """A reviewer marked an item or took the mark away."""
        self._layout.update_actions(len(self._draft.items))

    def _repaint(self) -> None:
        before = self._view
        self.paint()
        if before is None:
            self._desk.page.update()
        elif self._view != before:
            self.root.update()
        self._desk.spawn(self._load_pictures)

    async def _load_pictures(self) -> None:
        shown = self._view.items if self._view else ()
        pictures = [t for item in shown for t in self._cards[item.code].thumbnails] + self._refusals.thumbnails
        await load_all(pictures, lambda: not self._left)

    async def _download(self) -> None:
        if self._detail:
            await self._record.start(self._detail.summary)

    async def _print(self, kind: DocumentKind) -> None:
        if self._detail:
            await self._record.print(self._detail.summary, kind)

    def _choose(self, show: Show) -> None:
        self._show = show
        self._repaint()

    async def _confirm_accept(self) -> None:
        if self._view and self._detail:
            notes = before_accepting(self._desk.language, self._view, self._detail, len(self._draft.items))
            made = accept_dialog(self._desk, self._view.head.compound, notes, self._accept)
            await self._dialog.show_keeping_words(made, f"accept.{self._id}")

    def _confirm_return(self) -> None:
        if self._detail and self._view:
            names = {
                code: f"{code} {item.title.in_language(self._desk.language)}"
                for code, item in checklist_of(self._detail).by_code.items()
            }
            dialog = ReturnDialog(self._desk, self._view.head.compound, names, self._draft, self._return, self._discard)
            dialog.root.on_dismiss = self._desk.guard(self._repaint_marked)
            self._dialog.show(dialog.root)

    def _repaint_marked(self) -> None:
        """The dialog's comments are the items' comments."""
        for card in (self._cards[code] for code in self._draft.items if code in self._cards):
            card.paint()
        self.root.update()

    async def _accept(self, comment: str) -> None:
        request = AcceptRequest(self._state_rev(), comment)
        await self._decide(lambda centre: centre.accept(self._id, request), "console.accept.done")

    def _discard(self) -> None:
        marked = [card for code in self._draft.items if (card := self._cards.get(code))]
        self._draft.clear()
        self._dialog.close()
        for card in marked:
            card.paint()
        self.marks_changed()
        self.root.update()

    async def _return(self) -> None:
        order = [item.code for item in checklist_of(self._detail).items] if self._detail else []
        request = return_request(self._draft, self._state_rev(), order)
        await self._decide(lambda centre: centre.return_inspection(self._id, request), "console.return.done")

    async def _decide(self, call: Callable[[Any], Any], done: str) -> None:
        try:
            await self._desk.ask(call)
        except StateOutdated as error:
            self._dialog.close()
            self._desk.guard.tell(self._desk.explain(error))
        else:
            self._draft.clear()
            self._dialog.close()
            self._desk.guard.tell(self._desk.say(done))
        await self.load()
        await self._look_on()

    async def _look_on(self) -> None:
        """Whoever has decided about one goes on with the next; without it the list is the way on."""
        try:
            waiting = await self._going.next_waiting()
        except Unavailable:
            return
        if waiting.rows:
            self._next = waiting.rows[0].inspection_id
            self._layout.offer_next(waiting.total)

    async def _go_on(self) -> None:
        if self._next:
            await self._going.open(self._next)

    def _state_rev(self) -> int:
        return self._detail.summary.state_rev if self._detail else 0
