"""The conditions above a list: choices with counts, district, search."""

from collections.abc import Callable
from typing import Any, Protocol

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.screens.pill_view import PillView
from inspector_app.console.screens.pills import Pills
from inspector_app.console.screens.search_field import SearchField
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, RADIUS


class Narrowing(Protocol):
    """What there is to choose from: ``districts`` are pairs of code and name, all of them first (code "")."""

    @property
    def tabs(self) -> tuple[PillView, ...]: ...
    @property
    def districts(self) -> tuple[tuple[str, str], ...]: ...


class ListFilters:
    """Calls back with the choice's name, the district's code or None, and the text to search for. Choices are found as
    ``<prefix>-<name>``; ``hint``: the key of what can be searched for. ``aside``: beside the choices on a
    phone, where it stays in sight while they scroll; elsewhere the list's title has it."""

    def __init__(
        self,
        desk: Desk,
        prefix: str,
        hint: str,
        on_tab: Callable[[str], Any],
        on_district: Callable[[str | None], Any],
        on_search: Callable[[str], Any],
        aside: ft.Control | None = None,
    ) -> None:
        self._desk = desk
        self._aside = [aside] if aside else []
        border = ft.OutlineInputBorder(border_radius=RADIUS)
        self._hint = hint
        self._tabs = Pills(desk, prefix, on_tab)
        self._search = SearchField(desk, "search", on_search)
        self._district = ft.Dropdown(
            text_size=BODY,
            border=border,
            dense=True,
            content_padding=ft.Padding.symmetric(horizontal=12, vertical=10),
            on_select=desk.guard(self._choose(on_district)),
        )
        self._district_box = named("district", self._district)
        self._shape: object = None
        self._offered: object = None
        self.root = ft.Container()

    def paint(self, view: Narrowing | None) -> None:
        """Counts and names as the centre gave them; what is being typed or chosen stays as it is."""
        desk = self._desk
        self._search.field.hint_text = desk.say(self._hint)
        if view:
            self._tabs.paint(view.tabs)
            self._offer(view)
        if self._shape != desk.shape:
            self._shape = desk.shape
            self.root.content = self._layout()

    def search(self, text: str) -> None:
        """This stands in the field; nobody is asked."""
        self._search.field.value = text

    def clear(self) -> None:
        """No search, every district."""
        self._search.clear()
        self._district.value = ""

    def _layout(self) -> ft.Control:
        one_line = self._desk.roomy
        aside = self._aside if self._desk.phone else []
        tabs = ft.Row([ft.Container(self._tabs.root, expand=True), *aside], spacing=8, expand=one_line)
        self._search.root.expand = not one_line
        self._search.field.width = 260 if one_line else None
        self._district.width = 164 if self._desk.phone else 184
        fields = ft.Row([self._search.root, self._district_box], spacing=12)
        return ft.Row([tabs, fields], spacing=16) if one_line else ft.Column([tabs, fields], spacing=12)

    def _offer(self, view: Narrowing) -> None:
        """Other options close an open menu: they are put in only when they are others."""
        if self._offered != view.districts:
            self._offered = view.districts
            self._district.options = [ft.DropdownOption(key=code, text=name) for code, name in view.districts]
            self._district.value = self._district.value or ""

    def _choose(self, on_district: Callable[[str | None], Any]) -> Callable[[], Any]:
        return lambda: on_district(self._district.value or None)
