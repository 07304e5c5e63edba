"""The screens of the registers' section; lists keep their filters for the way back."""

from collections.abc import Callable
from typing import Any

from inspector_app.console.desk import Desk
from inspector_app.console.registers.enterprises_screen import EnterprisesScreen
from inspector_app.console.registers.history_screen import HistoryScreen
from inspector_app.console.registers.import_job import RegisterImport
from inspector_app.console.registers.import_screen import ImportScreen
from inspector_app.console.registers.list_screen import RegisterScreen
from inspector_app.console.routes import RegisterLeaf, RegisterPart, RegisterPlace


class RegisterSection:
    """``on_go`` leads to another place of the section."""

    def __init__(self, desk: Desk, on_go: Callable[[RegisterPlace], Any]) -> None:
        self._desk = desk
        self._on_go = on_go
        self._lists: dict[RegisterPart, RegisterScreen] = {}
        self._enterprises = EnterprisesScreen(desk, on_go, self._compounds_of)

    def screen(self, place: RegisterPlace) -> RegisterScreen | EnterprisesScreen | ImportScreen | HistoryScreen:
        """What is seen there."""
        if place.part is RegisterPart.ENTERPRISES:
            return self._enterprises
        if place.leaf is RegisterLeaf.IMPORT:
            return ImportScreen(self._desk, RegisterImport(self._desk, place.part, self._on_go))
        if place.leaf is RegisterLeaf.HISTORY:
            return HistoryScreen(self._desk, place.part, self._on_go)
        return self._list(place.part)

    def _list(self, part: RegisterPart) -> RegisterScreen:
        if part not in self._lists:
            self._lists[part] = RegisterScreen(self._desk, part, self._on_go)
        return self._lists[part]

    async def _compounds_of(self, credit_code: str) -> None:
        self._list(RegisterPart.COMPOUNDS).wanting(credit_code)
        await self._on_go(RegisterPlace(RegisterPart.COMPOUNDS))
