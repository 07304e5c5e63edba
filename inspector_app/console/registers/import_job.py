"""What an import is of: asked and written there, and seen afterwards here."""

from collections.abc import Callable
from typing import Any, Protocol

from inspector_app.console.desk import Desk
from inspector_app.console.registers.files import RegisterFiles
from inspector_app.console.routes import RegisterPart, RegisterPlace
from sync.domain.registers.columns import Listed, Register
from sync.protocol.console import DistrictName
from sync.protocol.registers import FileFormat, RegisterFilter, RegisterImported, RegisterPreview


class ImportJob(Protocol):
    """All of it raises what the centre answers."""

    @property
    def listed(self) -> Listed: ...

    async def districts(self) -> tuple[DistrictName, ...]:
        """Names of those that rows may speak of."""
        ...

    async def preview(self, name: str, content: bytes) -> RegisterPreview: ...

    async def bring_in(self, name: str, content: bytes, good_rows: bool, seen: str) -> RegisterImported: ...

    async def template(self) -> None:
        """A file with nothing but headings, for the browser."""
        ...

    async def export(self) -> None:
        """A file with what there is now."""
        ...

    def leave(self) -> Any:
        """To where it can be seen."""
        ...


class RegisterImport:
    """A register's."""

    def __init__(self, desk: Desk, part: RegisterPart, on_go: Callable[[RegisterPlace], Any]) -> None:
        self._desk = desk
        self._place = RegisterPlace(part)
        self._on_go = on_go
        self._files = RegisterFiles(desk)
        self.listed = Register(part.value)

    async def districts(self) -> tuple[DistrictName, ...]:
        register = self.listed
        found = await self._desk.ask(lambda centre: centre.register(register, RegisterFilter(page_size=1)))
        return found.districts

    async def preview(self, name: str, content: bytes) -> RegisterPreview:
        register = self.listed
        return await self._desk.ask(lambda centre: centre.preview_register(register, name, content))

    async def bring_in(self, name: str, content: bytes, good_rows: bool, seen: str) -> RegisterImported:
        register = self.listed
        return await self._desk.ask(
            lambda centre: centre.import_register(register, name, content, good_rows=good_rows, seen=seen)
        )

    async def template(self) -> None:
        await self._files.template(self.listed)

    async def export(self) -> None:
        await self._files.export(self.listed, FileFormat.XLSX)

    def leave(self) -> Any:
        return self._on_go(self._place)
