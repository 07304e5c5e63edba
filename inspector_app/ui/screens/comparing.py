"""Two pictures of an item over the whole page: beside each other, or one above the other on a page that is higher than wide."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.look.magnifier import Magnifier
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, TOUCH
from inspector_app.services.records import PhotoRecord
from inspector_app.ui.components.compared_side import ComparedSide
from inspector_app.ui.components.viewfinder import GROUND, RAISED, WORDS
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.compare_view import ComparedPicture, first_pair
from sync.domain.previous import PreviousPhoto
from sync.errors import SuichaError

_SIDES = ("compare-left", "compare-right")
_BETWEEN = 2


class Comparing:
    """``on_left`` leads back to where the comparison began."""

    def __init__(self, hand: Hand, cover: Callable[[ft.Control | None], None], on_left: Callable[[], Awaitable[None]]) -> None:
        self._hand = hand
        self._cover = cover
        self._on_left = on_left
        self._pictures: Sequence[ComparedPicture] = ()
        self._sides: list[ComparedSide] = []
        self._chosen = [0, 0]
        self._landscape = False

    async def open(self, pictures: Sequence[ComparedPicture], shown: UUID) -> None:
        """At least two pictures; ``shown`` is the one that was looked at."""
        self._pictures, self._chosen = pictures, list(first_pair(pictures, shown))
        thumbnails = [await self._thumbnail(picture) for picture in pictures]
        labels = [picture.label for picture in pictures]
        self._sides = [ComparedSide(name, thumbnails, labels, self._chooser(side)) for side, name in enumerate(_SIDES)]
        for side, place in zip(self._sides, self._chosen, strict=True):
            side.choose(place)
        self._landscape = self._hand.width > (self._hand.page.height or 0)
        self._body = ft.Container(self._beside(), expand=True)
        column = ft.Column([self._top(), self._body], spacing=0, expand=True)
        turned = self._hand.guard(self._turned)
        self._cover(ft.Container(column, bgcolor=GROUND, expand=True, on_size_change=turned))
        for number in range(len(_SIDES)):
            await self._load(number)

    def _top(self) -> ft.Control:
        title = ft.Text(self._hand.say("tablet.compare.title"), color=WORDS, size=BODY, weight=ft.FontWeight.W_600, expand=True)
        close = ft.IconButton(icon=ft.Icons.CLOSE, icon_color=WORDS, bgcolor=RAISED, width=TOUCH, height=TOUCH)
        close.tooltip, close.on_click = self._hand.say("tablet.close"), self._hand.guard(self._leave)
        row = ft.Row([title, named("leave-compare", close)], spacing=12)
        return ft.Container(row, padding=ft.Padding.only(left=16, right=8, top=8, bottom=8))

    def _beside(self) -> ft.Control:
        parts: list[ft.Control] = [side.root for side in self._sides]
        return ft.Row(parts, spacing=_BETWEEN) if self._landscape else ft.Column(parts, spacing=_BETWEEN)

    def _turned(self, event: Any) -> None:
        if (event.width > event.height) is not self._landscape:
            self._landscape = not self._landscape
            self._body.content = self._beside()
            self._body.update()

    async def _leave(self) -> None:
        self._cover(None)
        await self._on_left()

    def _chooser(self, side: int) -> Callable[[int], Any]:
        return lambda place: self._hand.guard(lambda: self._choose(side, place))

    async def _choose(self, side: int, place: int) -> None:
        self._chosen[side] = place
        self._sides[side].choose(place)
        self._sides[side].root.update()
        await self._load(side)

    async def _load(self, side: int) -> None:
        """The picture from this tablet, one of the visit before from the centre if need be; else the reason."""
        place, panel = self._chosen[side], self._sides[side]
        try:
            picture = await self._full_size(self._pictures[place])
        except SuichaError as error:
            picture, reason = None, self._hand.explain(error)
        else:
            reason = self._hand.say("tablet.photos.elsewhere")
        if (place, panel) != (self._chosen[side], self._sides[side]):
            return
        if picture is None:
            panel.excuse(reason)
        else:
            panel.show(Magnifier(_SIDES[side], picture, self._hand.say, self._hand.guard))
        panel.root.update()

    async def _thumbnail(self, picture: ComparedPicture) -> bytes | None:
        tablet, photo = self._hand.tablet, picture.photo
        if isinstance(photo, PhotoRecord):
            return await self._hand.work(lambda: tablet.photos.thumbnail(photo.facts.photo_id))
        return await self._hand.work(lambda: tablet.previous.thumbnail(photo))

    async def _full_size(self, picture: ComparedPicture) -> bytes | None:
        tablet, photo = self._hand.tablet, picture.photo
        if isinstance(photo, PreviousPhoto):
            return await self._hand.work(lambda: tablet.previous.full_size(photo))
        return await self._hand.work(lambda: tablet.photos.full_size(photo))
