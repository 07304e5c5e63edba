"""Extra weights within a campaign's plan: some at a time, entered one by one or from a file, taken back."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import flet as ft

from inspector_app.console.campaigns.detail_view import ExtraView
from inspector_app.console.campaigns.extras import ExtraDialog, extras_list
from inspector_app.console.desk import Desk
from inspector_app.console.routes import CampaignLeaf, CampaignPlace
from inspector_app.console.screens.dialogs import OpenDialog
from inspector_app.console.screens.paging_view import paging_view
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import NOTE, TOUCH
from sync.protocol.campaigns import ExtrasRequest, NewExtra

PER_PAGE = 10


class ExtrasPanel:
    """``on_go`` leads to the import; ``on_changed``: there are others now. Turning a page repaints nothing else, so that whoever
    turns stays where they are."""

    def __init__(
        self,
        desk: Desk,
        campaign_id: UUID,
        dialog: OpenDialog,
        on_go: Callable[[CampaignPlace], Any],
        on_changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._desk, self._id, self._dialog = desk, campaign_id, dialog
        self._on_go, self._on_changed = on_go, on_changed
        self._views: Sequence[ExtraView] = ()
        self._page = 1
        self._rows = ft.Column(spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    def parts(self, views: Sequence[ExtraView]) -> list[ft.Control]:
        """Heading and one page of them, for whoever plans with what can be done; nothing for whoever would only read that there
        are none."""
        self._views = views
        if not views and not self._desk.administers:
            return []
        self._paint_rows()
        return [self._heading(), self._rows]

    def _paint_rows(self) -> None:
        views, desk = self._views, self._desk
        last = max(1, -(-len(views) // PER_PAGE))
        self._page = min(self._page, last)
        shown = tuple(views[(self._page - 1) * PER_PAGE : self._page * PER_PAGE])
        listed = extras_list(desk, shown, self._take_back if desk.administers else None)
        self._rows.controls = [listed, *([self._pages(len(shown), len(views))] if last > 1 else [])]

    def _heading(self) -> ft.Control:
        desk = self._desk
        title = ft.Text(desk.say("console.extra.title"), size=NOTE, weight=ft.FontWeight.W_600, expand=not desk.phone)
        if not desk.administers:
            return ft.Row([title])
        add = ft.TextButton(desk.say("console.extra.add"), icon=ft.Icons.ADD, height=TOUCH, on_click=desk.guard(self._ask))
        bring = ft.TextButton(desk.say("console.extra.import"), icon=ft.Icons.UPLOAD_FILE, height=TOUCH)
        bring.on_click = desk.guard(lambda: self._on_go(CampaignPlace(CampaignLeaf.IMPORT, self._id)))
        ways: list[ft.Control] = [named("import-extras", bring), named("add-extra", add)]
        return ft.Column([title, ft.Row(ways)], spacing=0) if desk.phone else ft.Row([title, *ways])

    def _pages(self, shown: int, total: int) -> ft.Control:
        desk = self._desk
        view = paging_view(desk.language, self._page, PER_PAGE, shown, total)
        back, on = self._pager(ft.Icons.CHEVRON_LEFT, -1), self._pager(ft.Icons.CHEVRON_RIGHT, 1)
        back.disabled, on.disabled = not view.has_previous, not view.has_next
        back.tooltip, on.tooltip = desk.say("console.list.previous"), desk.say("console.list.next")
        row: list[ft.Control] = [
            named("extras-range", quiet(view.range, NOTE)),
            named("extras-previous", back),
            named("extras-next", on),
        ]
        return ft.Row(row, spacing=8, alignment=ft.MainAxisAlignment.END)

    def _pager(self, icon: ft.IconData, pages: int) -> ft.IconButton:
        button = ft.IconButton(icon, width=TOUCH, height=TOUCH)
        button.on_click = self._desk.guard(lambda: self._turn(pages))
        return button

    def _turn(self, pages: int) -> None:
        self._page += pages
        self._paint_rows()
        self._rows.update()

    def _ask(self) -> None:
        self._dialog.show(ExtraDialog(self._desk, self._add).root)

    async def _add(self, extra: NewExtra) -> None:
        campaign_id = self._id
        await self._desk.ask(lambda centre: centre.add_extras(campaign_id, ExtrasRequest((extra,))))
        self._dialog.close()
        await self._on_changed()

    async def _take_back(self, extra: UUID) -> None:
        campaign_id = self._id
        await self._desk.ask(lambda centre: centre.remove_extra(campaign_id, extra))
        await self._on_changed()
