"""Documents leave the tablet: through the platform's own sheet, which also prints, or as a download from a desktop's browser.
Where they went is said in the end."""

import logging
from collections.abc import Callable

import flet as ft

from inspector_app.services.documents import Document
from inspector_app.ui.hand import Hand
from inspector_app.ui.views.handing import Outcome, Way, media_type, of_saving, of_sheet, way_out

log = logging.getLogger(__name__)


class HandingOut:
    """``picker`` saves where there is no sheet to share with; ``make_sheet`` makes the platform's sheet."""

    def __init__(self, hand: Hand, picker: ft.FilePicker, make_sheet: Callable[[], ft.Share] = ft.Share) -> None:
        self._hand = hand
        self._picker = picker
        self._make_sheet = make_sheet
        self._sheet: ft.Share | None = None

    async def hand_out(self, make: Callable[[], Document | None], busy: str = "tablet.documents.making") -> None:
        """Make a document, which takes a moment, and give it out; nothing where there is nothing to write. ``busy``: the key of
        what is said meanwhile."""
        hand = self._hand
        hand.guard.tell(hand.say(busy))
        document = await hand.work(make)
        if document is None:
            return
        shares = way_out(bool(hand.page.web), hand.page.platform) is Way.SHEET
        outcome, where = (await self._shared(document) if shares else None) or await self._saved(document)
        hand.guard.tell(hand.say(f"tablet.documents.{outcome}", name=document.name, where=where))

    async def _saved(self, document: Document) -> tuple[Outcome, str]:
        path = await self._picker.save_file(file_name=document.name, src_bytes=document.content)
        return of_saving(bool(self._hand.page.web), path), path or ""

    async def _shared(self, document: Document) -> tuple[Outcome, str] | None:
        """None where the sheet does not open. Whoever closes it again has decided."""
        page = self._hand.page
        file = ft.ShareFile.from_bytes(document.content, mime_type=media_type(document.name), name=document.name)
        middle = ft.Offset((page.width or 0) / 2, (page.height or 0) / 2)  # a tablet of Apple's hangs the sheet up somewhere
        try:
            result = await self._opened().share_files([file], title=document.name, share_position_origin=middle)
        except Exception:  # whatever a platform's sheet raises, the document can be saved
            log.exception("no sheet to share with")
            return None
        return of_sheet(result), ""

    def _opened(self) -> ft.Share:
        if self._sheet is None:
            self._sheet = self._make_sheet()
            self._hand.page.services.append(self._sheet)
            self._hand.page.update()
        return self._sheet
