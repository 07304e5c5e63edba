"""The part of an item's pane that looks back: the last result with its photo, and earlier findings."""

from typing import Any

import flet as ft

from inspector_app.ui.components.earlier_findings import FIRST, earlier_findings
from inspector_app.ui.components.full_picture import full_picture
from inspector_app.ui.components.previous_card import PictureView, previous_card
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.item_photos import Cover
from inspector_app.ui.views.item_view import ItemView
from sync.domain.previous import PreviousPhoto
from sync.errors import SuichaError


class PreviousPane:
    """``paint`` shows an item; folded until somebody taps. ``on_propose`` takes the proposed note over."""

    def __init__(self, hand: Hand, cover: Cover, on_propose: Any) -> None:
        self._hand = hand
        self._cover = cover
        self._on_propose = on_propose
        self._view: ItemView | None = None
        self._look: object = None
        self._unfolded = False
        self._all = False
        self._picture = PictureView()
        self.root = ft.Column(spacing=10, visible=False, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    def paint(self, view: ItemView) -> list[ft.Control]:
        """The control that changed, if it did."""
        if self._view is None or self._view.code != view.code:
            self._unfolded = self._all = False
            self._picture = PictureView()
        self._view = view
        look = (view.code, view.previous, view.earlier, self._unfolded, self._all, self._picture, self._hand.phone)
        if look == self._look:
            return []
        self._look = look
        self.root.controls = self._cards(view)
        self.root.visible = bool(self.root.controls)
        return [self.root]

    def _cards(self, view: ItemView) -> list[ft.Control]:
        hand, cards = self._hand, list[ft.Control]()
        if view.previous is not None:
            picture = self._picture if self._unfolded else None
            toggle, open_picture = hand.guard(self._toggle), hand.guard(self._open_picture)
            cards.append(previous_card(view.previous, picture, hand.phone, toggle, open_picture))
        if view.earlier is not None:
            hidden = 0 if self._all else max(0, len(view.earlier.lines) - FIRST)
            more = hand.say("tablet.earlier.more", count=hidden) if hidden else None
            cards.append(earlier_findings(view.earlier, more, hand.guard(self._show_all), self._on_propose))
        return cards

    async def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        await self._load_picture()

    def _show_all(self) -> None:
        self._all = True
        self._repaint()

    async def _load_picture(self) -> None:
        """From the tablet, else from the centre; what is in the way is said in its place."""
        hand, photo = self._hand, self._photo
        here = await hand.work(lambda: hand.tablet.previous.thumbnail(photo)) if photo and self._unfolded else None
        label = hand.say("tablet.previous.photo")
        self._picture = PictureView(here, waiting=hand.say("tablet.previous.photo.coming"), label=label)
        self._repaint()
        if photo is None or not self._unfolded or here is not None:
            return
        try:
            fetched = PictureView(await hand.work(lambda: hand.tablet.previous.fetch_thumbnail(photo)), label=label)
        except SuichaError as error:
            fetched = PictureView(trouble=self._trouble(error))
        if photo == self._photo:
            self._picture = fetched
            self._repaint()

    async def _open_picture(self) -> None:
        """In full where it is there; otherwise another try to fetch it."""
        hand, photo = self._hand, self._photo
        if photo is None or self._picture.picture is None:
            await self._load_picture()
            return
        picture = await hand.work(lambda: hand.tablet.previous.full_size(photo))
        title = self._view.previous.line if self._view and self._view.previous else ""
        self._cover(full_picture(picture, title, hand.say, hand.guard, lambda: self._cover(None)))

    @property
    def _photo(self) -> PreviousPhoto | None:
        return self._view.previous.photo if self._view and self._view.previous else None

    def _trouble(self, error: SuichaError) -> str:
        return self._hand.say("tablet.previous.photo.away") if error.retryable else self._hand.explain(error)

    def _repaint(self) -> None:
        if self._view is not None and (changed := self.paint(self._view)):
            self._hand.page.update(*changed)
