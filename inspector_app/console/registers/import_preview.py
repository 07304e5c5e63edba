"""A file before anything is written: what it would do, kind by kind, and the ways on."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.registers.facts import Districts
from inspector_app.console.registers.import_rows import preview_line
from inspector_app.console.registers.import_view import Group, PreviewView, first_group, preview_view
from inspector_app.console.screens.pills import Pills
from inspector_app.look.colours import CARD, WARNING
from inspector_app.look.pieces import named, quiet
from inspector_app.look.theme import BODY, NOTE, RADIUS, TOUCH
from sync.domain.registers.columns import Listed
from sync.protocol.registers import RegisterPreview

_STRETCH = ft.CrossAxisAlignment.STRETCH


class PreviewPanel:
    """``on_import`` gets whether only the good rows are wanted."""

    def __init__(self, desk: Desk, listed: Listed, on_import: Callable[[bool], Any], on_again: Callable[[], Any]) -> None:
        self._desk = desk
        self._listed = listed
        self._preview: RegisterPreview | None = None
        self._names: Districts = {}
        self._group, self._page = Group.CHANGED, 1
        self._file = quiet("", NOTE, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
        self._headline = ft.Text(size=BODY, weight=ft.FontWeight.W_600)
        self._notices = ft.Column(spacing=4, tight=True)
        notices = ft.Container(self._notices, bgcolor=WARNING.fill, border_radius=RADIUS, padding=12)
        self._notices_box = named("import-notices", notices)
        self._tabs = Pills(desk, "group", self._choose)
        self._tabs_box = ft.Container(self._tabs.root)
        self._rows = ft.Column(scroll=ft.ScrollMode.AUTO, expand=True, horizontal_alignment=_STRETCH)
        self._frame = ft.Container(self._rows, expand=True)
        self._unlisted = quiet("", NOTE)
        self._range = quiet("", NOTE)
        self._previous, self._next = self._pager(ft.Icons.CHEVRON_LEFT, -1), self._pager(ft.Icons.CHEVRON_RIGHT, 1)
        self._pages = ft.Row(
            [
                ft.Container(self._unlisted, expand=True),
                named("range", self._range),
                named("previous-page", self._previous),
                named("next-page", self._next),
            ],
            spacing=8,
        )
        self._stuck = ft.Text(size=NOTE)
        self._stuck_box = named("import-stuck", self._stuck)
        self._again = ft.OutlinedButton(height=TOUCH, on_click=desk.guard(on_again))
        self._good = ft.OutlinedButton(height=TOUCH, on_click=desk.guard(lambda: on_import(True)))
        self._all = ft.FilledButton(height=TOUCH, on_click=desk.guard(lambda: on_import(False)))
        self._good_box, self._all_box = named("import-good", self._good), named("import-all", self._all)
        buttons: list[ft.Control] = [named("import-again", self._again), self._good_box, self._all_box]
        self._actions = ft.Row(buttons, spacing=12, run_spacing=8, wrap=True, alignment=ft.MainAxisAlignment.END)
        summary = ft.Column([self._file, named("import-summary", self._headline)], spacing=2, tight=True)
        self.root = ft.Column(
            [
                summary,
                self._notices_box,
                self._tabs_box,
                self._frame,
                self._pages,
                self._stuck_box,
                self._actions,
            ],
            spacing=12,
            expand=True,
            horizontal_alignment=_STRETCH,
        )

    def begin(self, preview: RegisterPreview) -> None:
        """Another preview, from its first page on."""
        self._group, self._page = first_group(preview), 1

    def paint(self, preview: RegisterPreview, names: Districts) -> None:
        """This preview, as far as it is shown."""
        self._preview, self._names = preview, names
        self._paint(preview_view(self._desk.language, self._listed, preview, self._group, self._page, names))

    def _paint(self, view: PreviewView) -> None:
        desk = self._desk
        self._file.value = self._preview.file_name if self._preview else ""
        self._headline.value = view.headline
        self._notices.controls = [ft.Text(words, size=NOTE, color=WARNING.ink) for words in view.notices]
        self._notices_box.visible = bool(view.notices)
        self._tabs.paint(view.tabs)
        self._rows.controls = [preview_line(row, desk.wide) for row in view.rows] or [_nobody(desk.say("console.import.none"))]
        self._rows.spacing = 0 if desk.wide else 10
        self._frame.border = ft.Border.all(1, ft.Colors.OUTLINE_VARIANT) if desk.wide else None
        self._frame.border_radius, self._frame.bgcolor = (RADIUS, CARD) if desk.wide else (0, None)
        self._frame.clip_behavior = ft.ClipBehavior.ANTI_ALIAS if desk.wide else ft.ClipBehavior.NONE
        self._unlisted.value, self._range.value = view.unlisted, view.paging.range
        self._previous.disabled, self._next.disabled = not view.paging.has_previous, not view.paging.has_next
        self._previous.tooltip, self._next.tooltip = desk.say("console.list.previous"), desk.say("console.list.next")
        several = view.paging.has_previous or view.paging.has_next
        self._pages.visible = several or bool(view.unlisted)
        self._stuck.value = view.stuck
        self._stuck_box.visible = bool(view.stuck)
        self._again.content = desk.say("console.import.again")
        self._good.content, self._good_box.visible = view.good, bool(view.good)
        self._all.content, self._all_box.visible = view.all, bool(view.all)

    def _choose(self, name: str) -> None:
        self._group, self._page = Group(name), 1
        self._show()

    def _turn(self, pages: int) -> None:
        self._page += pages
        self._show()

    def _show(self) -> None:
        if self._preview:
            self.paint(self._preview, self._names)
            self.root.update()

    def _pager(self, icon: ft.IconData, pages: int) -> ft.IconButton:
        button = ft.IconButton(icon=icon, width=TOUCH, height=TOUCH)
        button.on_click = self._desk.guard(lambda: self._turn(pages))
        return button


def _nobody(words: str) -> ft.Control:
    return ft.Container(quiet(words, NOTE, text_align=ft.TextAlign.CENTER), padding=32, alignment=ft.Alignment.CENTER)
