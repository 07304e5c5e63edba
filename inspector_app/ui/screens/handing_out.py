"""Documents leave the tablet: through the platform's own sheet, which also prints, or as a download from a browser."""

from collections.abc import Callable

import flet as ft

from inspector_app.services.documents import Document
from inspector_app.ui.hand import Hand

_PDF = "application/pdf"


class HandingOut:
    """``picker`` saves where there is no sheet to share with."""

    def __init__(self, hand: Hand, picker: ft.FilePicker) -> None:
        self._hand = hand
        self._picker = picker
        self._share: ft.Share | None = None

    async def hand_out(self, make: Callable[[], Document | None], busy: str = "tablet.documents.making") -> None:
        """Make a document, which takes a moment, and give it out; nothing where there is nothing to write. ``busy``: the key of
        what is said meanwhile."""
        hand = self._hand
        hand.guard.tell(hand.say(busy))
        document = await hand.work(make)
        if document is None:
            return
        if hand.page.web or not hand.page.platform or not hand.page.platform.is_mobile():
            await self._picker.save_file(file_name=document.name, src_bytes=document.content)
        else:
            file = ft.ShareFile.from_bytes(document.content, mime_type=_type_of(document), name=document.name)
            await self._sheet().share_files([file], title=document.name)

    def _sheet(self) -> ft.Share:
        if self._share is None:
            self._share = ft.Share()
            self._hand.page.services.append(self._share)
        return self._share


def _type_of(document: Document) -> str:
    """By the name; most are PDF."""
    return "text/csv" if document.name.endswith(".csv") else _PDF
