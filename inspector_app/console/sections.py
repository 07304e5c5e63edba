"""The way between the parts of the console, for those who have more than one."""

from collections.abc import Callable
from typing import Any

import flet as ft

from inspector_app.console.desk import Desk
from inspector_app.console.routes import Section, sections_of
from inspector_app.look.pieces import named
from inspector_app.look.theme import BODY, NOTE, TOUCH

_UNHURRIED = 200
"""Milliseconds in which the eye can follow."""

_ICONS = {
    Section.INSPECTIONS: ft.Icons.FACT_CHECK_OUTLINED,
    Section.CAMPAIGNS: ft.Icons.CASINO_OUTLINED,
    Section.REGISTERS: ft.Icons.MENU_BOOK_OUTLINED,
    Section.TABLETS: ft.Icons.TABLET_ANDROID_OUTLINED,
    Section.QUARANTINE: ft.Icons.REPORT_GMAILERRORRED_OUTLINED,
}


class SectionTabs:
    """One tab per section of the account; nothing at all where there is only one."""

    def __init__(self, desk: Desk, on_choose: Callable[[Section], Any]) -> None:
        self._desk = desk
        self._texts = {section: ft.Text(size=NOTE, no_wrap=True) for section in Section}
        self._icons = {section: ft.Icon(icon, size=20) for section, icon in _ICONS.items()}
        self._tabs = {section: self._tab(section, on_choose) for section in Section}
        self._named = {section: named(f"section-{section.value}", tab, button=True) for section, tab in self._tabs.items()}
        self._theirs: tuple[Section, ...] = ()
        self._chosen = Section.INSPECTIONS
        self.root = ft.Row(spacing=4)

    def paint(self, chosen: Section) -> None:
        """Words, and where we are."""
        desk = self._desk
        self._chosen, self._theirs = chosen, tuple(sections_of(desk.account.role)) if desk.account else ()
        self.root.controls = [self._named[section] for section in self._theirs]
        self.root.visible = len(self._theirs) > 1
        self.root.scroll = None if desk.wide else ft.ScrollMode.HIDDEN
        self.root.alignment = ft.MainAxisAlignment.START if desk.wide else ft.MainAxisAlignment.SPACE_AROUND
        for section, tab in self._tabs.items():
            here = section is chosen
            colour = ft.Colors.PRIMARY if here else ft.Colors.ON_SURFACE_VARIANT
            text, icon = self._texts[section], self._icons[section]
            text.value, text.color, icon.color = desk.say(f"console.section.{section.value}"), colour, colour
            text.size = NOTE if desk.phone else BODY
            icon.visible = not desk.phone
            tab.padding = ft.Padding.symmetric(horizontal=8 if desk.phone else 12)
            text.weight = ft.FontWeight.W_600 if here else None
            tab.border = ft.Border.only(bottom=ft.BorderSide(3, ft.Colors.PRIMARY if here else ft.Colors.TRANSPARENT))

    @property
    def count(self) -> int:
        """How many there are for the account."""
        return len(self._theirs)

    async def reveal(self) -> None:
        """The chosen tab comes into sight, where not all of them fit: with the first of them, or with the last."""
        if self.root.visible and self.root.scroll:
            late = self._theirs.index(self._chosen) * 2 > len(self._theirs)
            await self.root.scroll_to(offset=-1 if late else 0, duration=_UNHURRIED)

    def _tab(self, section: Section, on_choose: Callable[[Section], Any]) -> ft.Container:
        return ft.Container(
            ft.Row([self._icons[section], self._texts[section]], spacing=8, tight=True),
            height=TOUCH,
            on_click=self._desk.guard(lambda: on_choose(section)),
            on_size_change=self._desk.guard(self.reveal),
            ink=True,
        )
