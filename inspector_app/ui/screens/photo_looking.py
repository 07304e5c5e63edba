"""Looking at an item's photos in full, and what one can do from there: draw on a copy, compare two."""

from collections.abc import Awaitable, Callable

import flet as ft

from inspector_app.services.records import PhotoRecord
from inspector_app.ui.hand import Hand
from inspector_app.ui.screens.annotating import Annotating
from inspector_app.ui.screens.comparing import Comparing
from inspector_app.ui.screens.photo_viewer import PhotoViewer, ViewerHandlers
from inspector_app.ui.screens.recording import Recording
from inspector_app.ui.views.compare_view import compared_pictures
from inspector_app.ui.views.photo_groups import in_groups, in_order


class PhotoLooking:
    """``on_remove`` takes a photo out of the inspection; ``repaint`` shows what is on disk now."""

    def __init__(
        self,
        hand: Hand,
        recording: Recording,
        cover: Callable[[ft.Control | None], None],
        on_remove: Callable[[PhotoRecord], Awaitable[None]],
        repaint: Callable[[], Awaitable[None]],
    ) -> None:
        self._hand = hand
        self._recording = recording
        self._repaint = repaint
        self._annotating = Annotating(hand, cover, on_saved=self._saved, on_left=self._show)
        self._comparing = Comparing(hand, cover, on_left=self._back)
        self._viewer = PhotoViewer(hand, cover, ViewerHandlers(on_remove, self._annotating.open, self._compare))
        self._looked_at: PhotoRecord | None = None

    async def open(self, code: str, place: int) -> None:
        """One of an item's photos, by its place among them with their copies behind them."""
        sheet = self._recording.sheet
        comparable = len(compared_pictures(self._hand.language, sheet, code)) > 1
        await self._viewer.open(in_groups(sheet.photos[code]), place, sheet.record.state.editable, comparable)

    async def _saved(self, copy: PhotoRecord) -> None:
        """The new photo stands behind the one it was drawn on; it is shown at once."""
        await self._recording.reread()
        await self._repaint()
        await self._show(copy)
        self._hand.guard.tell(self._hand.say("tablet.annotate.done"))

    async def _compare(self, photo: PhotoRecord) -> None:
        self._looked_at = photo
        pictures = compared_pictures(self._hand.language, self._recording.sheet, photo.facts.item_code)
        await self._comparing.open(pictures, photo.facts.photo_id)

    async def _back(self) -> None:
        if self._looked_at is not None:
            await self._show(self._looked_at)

    async def _show(self, photo: PhotoRecord) -> None:
        """It may have been removed meanwhile, on another tablet."""
        key, code = photo.facts.photo_id, photo.facts.item_code
        places = [place for place, one in enumerate(in_order(self._recording.sheet.photos[code])) if one.facts.photo_id == key]
        if places:
            await self.open(code, places[0])
