"""Registers on their way into the browser's downloads."""

import re

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.downloads import Download
from sync.domain.registers.columns import Register
from sync.domain.registers.writing import table
from sync.protocol.registers import FileFormat
from sync.spreadsheets.xlsx_files import write_xlsx

_TYPES = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.CSV: "text/csv; charset=utf-8",
}
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]+')


class RegisterFiles:
    """A register as a file, or only its headings for filling in."""

    def __init__(self, desk: Desk, launcher: ft.UrlLauncher | None = None) -> None:
        self._desk = desk
        self._launcher = launcher or ft.UrlLauncher()

    async def export(self, register: Register, file_format: FileFormat) -> None:
        """All of it. Raises what the centre answers, and then nothing was handed out."""
        desk = self._desk
        language = desk.language
        desk.guard.tell(desk.say("console.register.writing"))
        content = await desk.ask(lambda centre: centre.register_file(register, file_format, language))
        await self._hand_out(register, f"{desk.today:%Y-%m-%d}", file_format, content)

    async def template(self, register: Register) -> None:
        """Nothing but headings."""
        desk = self._desk
        name = desk.say(f"register.name.{register.value}")
        content = write_xlsx(table(register, [], english=desk.language == "en"), name)
        await self._hand_out(register, desk.say("console.register.template_name"), FileFormat.XLSX, content)

    async def _hand_out(self, register: Register, mark: str, file_format: FileFormat, content: bytes) -> None:
        desk = self._desk
        name = _NOT_IN_NAMES.sub(" ", f"{desk.say(f'register.name.{register.value}')} {mark}.{file_format.value}")
        path = desk.downloads.offer(Download(name, _TYPES[file_format], iter([content]), lambda: None))
        await self._launcher.launch_url(path.removeprefix("/"), web_only_window_name=ft.UrlTarget.SELF.value)
        desk.guard.tell(desk.say("console.register.file_started", name=name))
