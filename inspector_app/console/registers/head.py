"""What stands above every list of the registers: which list, and what can be done with it."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.registers.files import RegisterFiles
from inspector_app.console.registers.list_view import parts_view
from inspector_app.console.routes import RegisterLeaf, RegisterPart, RegisterPlace
from inspector_app.console.screens.pills import Pills
from inspector_app.look.pieces import named
from inspector_app.look.theme import TITLE, TOUCH
from sync.domain.registers.columns import Register
from sync.protocol.registers import FileFormat


class RegisterHead:
    """``title``: the lists there are, where a page is wide; on others ``below`` has them. ``actions``: files and history; nothing
    for a list without ``files``."""

    def __init__(
        self, desk: Desk, part: RegisterPart, on_go: Callable[[RegisterPlace], Any], files: RegisterFiles | None = None
    ) -> None:
        self._desk = desk
        self._part = part
        self._parts = Pills(desk, "part", lambda name: on_go(RegisterPlace(RegisterPart(name))))
        self._words = ft.Text(size=TITLE, weight=ft.FontWeight.W_600)
        self._history = _icon(ft.Icons.HISTORY, desk.guard(lambda: on_go(RegisterPlace(part, RegisterLeaf.HISTORY))))
        self._import = ft.FilledButton(icon=ft.Icons.UPLOAD_FILE, height=TOUCH)
        self._import.on_click = desk.guard(lambda: on_go(RegisterPlace(part, RegisterLeaf.IMPORT)))
        self._exports = [_export(desk, files, part, file_format) for file_format in FileFormat] if files else []
        self._template = ft.PopupMenuItem(icon=ft.Icons.NOTE_ADD_OUTLINED)
        if files:
            self._template.on_click = desk.guard(lambda: files.template(Register(part.value)))
        self._export = ft.PopupMenuButton(icon=ft.Icons.DOWNLOAD, items=[*self._exports, self._template])
        self.title, self.below = ft.Container(), ft.Container()
        buttons: list[ft.Control] = [
            named("register-history", self._history),
            named("register-export", ft.Container(self._export, width=TOUCH, height=TOUCH)),
            named("register-import", self._import),
        ]
        self.actions = ft.Row(buttons, spacing=4, tight=True, visible=files is not None)

    def arrange(self) -> None:
        """For another width or language."""
        desk = self._desk
        self._words.value = desk.say("console.register.title")
        self._parts.paint(parts_view(desk.language, tuple(RegisterPart), self._part.value))
        self.title.content, self.below.content = (self._parts.root, None) if desk.wide else (self._words, self._parts.root)
        self.below.visible = not desk.wide
        self._history.tooltip = desk.say("console.register.history")
        self._export.tooltip = desk.say("console.register.export")
        self._import.content = desk.say("console.register.import")
        for item, file_format in zip(self._exports, FileFormat, strict=False):
            item.content = desk.say(f"console.register.export.{file_format.value}")
        self._template.content = desk.say("console.register.template")


def _export(desk: Desk, files: RegisterFiles, part: RegisterPart, file_format: FileFormat) -> ft.PopupMenuItem:
    item = ft.PopupMenuItem(icon=ft.Icons.TABLE_VIEW_OUTLINED)
    item.on_click = desk.guard(lambda: files.export(Register(part.value), file_format))
    return item


def _icon(icon: ft.IconData, on_click: Any) -> ft.IconButton:
    return ft.IconButton(icon=icon, on_click=on_click, width=TOUCH, height=TOUCH)
