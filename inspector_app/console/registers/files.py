"""Registers on their way into the browser's downloads."""

import re
from collections.abc import Sequence

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.downloads import Download
from sync.domain.registers.columns import Facts, Listed, Register
from sync.domain.registers.writing import table
from sync.protocol.registers import FileFormat
from sync.spreadsheets.xlsx_files import write_xlsx

_TYPES = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.CSV: "text/csv; charset=utf-8",
}
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]+')


class RegisterFiles:
    """A register as a file, or only its headings for filling in; and other rows."""

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

    async def template(self, listed: Listed) -> None:
        """Nothing but headings."""
        await self.write(listed, [], self._desk.say("console.register.template_name"))

    async def write(self, listed: Listed, rows: Sequence[Facts], mark: str) -> None:
        """These rows, in a file with the ``mark`` behind its name."""
        desk = self._desk
        name = desk.say(f"register.name.{listed.value}")
        content = write_xlsx(table(listed, rows, english=desk.language == "en"), name)
        await self._hand_out(listed, mark, FileFormat.XLSX, content)

    async def _hand_out(self, listed: Listed, mark: str, file_format: FileFormat, content: bytes) -> None:
        desk = self._desk
        name = _NOT_IN_NAMES.sub(" ", f"{desk.say(f'register.name.{listed.value}')} {mark}.{file_format.value}")
        path = desk.downloads.offer(Download(name, _TYPES[file_format], iter([content]), lambda: None))
        await self._launcher.launch_url(path.removeprefix("/"), web_only_window_name=ft.UrlTarget.SELF.value)
        desk.guard.tell(desk.say("console.register.file_started", name=name))
