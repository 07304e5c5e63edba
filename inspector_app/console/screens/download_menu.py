"""What can be taken along of an inspection: on paper, or whole with everything that speaks for it."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS, TOUCH
from sync.protocol.console import DocumentKind


class DownloadMenu:
    """One button, and below it a line for each of them."""

    def __init__(self, desk: Desk, on_download: Callable[[], Any], on_print: Callable[[DocumentKind], Any]) -> None:
        self._desk = desk
        self._record = _line(ft.Icons.PICTURE_AS_PDF_OUTLINED, desk.guard(lambda: on_print(DocumentKind.RECORD)))
        self._order = _line(ft.Icons.GAVEL_OUTLINED, desk.guard(lambda: on_print(DocumentKind.ORDER)))
        self._whole = _line(ft.Icons.FOLDER_ZIP_OUTLINED, desk.guard(on_download))
        self._words = ft.Text(size=BODY, weight=ft.FontWeight.W_600, color=ft.Colors.PRIMARY)
        self._button = ft.Container(
            ft.Row([ft.Icon(ft.Icons.DOWNLOAD, color=ft.Colors.PRIMARY, size=22), self._words], spacing=8, tight=True),
            height=TOUCH,
            border_radius=RADIUS,
        )
        self._menu = ft.PopupMenuButton(content=self._button)
        self.root = named("download", self._menu)

    def paint(self, orderable: bool) -> None:
        """In words where there is room; the order only where a finding is open."""
        desk = self._desk
        words = desk.say("console.download")
        self._menu.tooltip, self._words.value, self._words.visible = words, words, desk.wide
        self._button.border = ft.Border.all(1, ft.Colors.OUTLINE) if desk.wide else None
        self._button.padding = ft.Padding.symmetric(horizontal=16 if desk.wide else 13)
        self._record.content = desk.say("console.download.record_pdf")
        self._order.content = desk.say("console.download.order_pdf")
        self._whole.content = desk.say("console.download.whole")
        self._menu.items = [self._record, *([self._order] if orderable else []), self._whole]


def _line(icon: ft.IconData, on_click: Any) -> ft.PopupMenuItem:
    return ft.PopupMenuItem(icon=icon, on_click=on_click, height=TOUCH)
